"""进度：写到标准错误，前面是开始以后过了几分几秒。"""

import sys
import time

_START = time.monotonic()


def tell(words: str) -> None:
    """说一句。"""
    minutes, seconds = divmod(int(time.monotonic() - _START), 60)
    print(f"{minutes:3d}:{seconds:02d}  {words}", file=sys.stderr, flush=True)
