"""最少要多少：写出与一个网站一样多、一样大的文件，什么也不算。

python by_write.py 网站的文件夹 新的文件夹
"""

import os
import sys
from pathlib import Path


def main(site: str, target: str) -> None:
    """每个文件写同样多的字节。"""
    for folder, _, names in os.walk(site):
        place = target + folder[len(site) :]
        Path(place).mkdir(parents=True)
        for name in names:
            Path(place, name).write_bytes(bytes(Path(folder, name).stat().st_size))


if __name__ == "__main__":
    main(os.path.realpath(sys.argv[1]), sys.argv[2])
