"""索引的一份写成一个脚本：从文件夹里打开的网页，不许取别的文件，脚本还取得来。"""

import json
from typing import Any

_CALL = "casebookPart("
_END = ");\n"


def script(*given: object) -> bytes:
    """一份：叫 `casebookPart`，交给它 `given`（第一样是名字）。"""
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    return f"{_CALL}{text[1:-1]}{_END}".encode()


def read_script(written: bytes) -> list[Any]:
    """`script` 写的，读回来。"""
    text = written.decode().removeprefix(_CALL).removesuffix(_END)
    found: list[Any] = json.loads(f"[{text}]")
    return found
