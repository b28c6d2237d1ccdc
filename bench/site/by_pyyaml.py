"""PyYAML 自己读全部案例：load 读成数据，events 只读事件。

python by_pyyaml.py load|events 案例的文件夹
"""

import sys
from pathlib import Path

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def main(how: str, folder: Path) -> None:
    """读完就丢。"""
    for path in folder.glob("*.yml"):
        text = path.read_text("utf-8")
        if how == "load":
            yaml.load(text, _LOADER)
        else:
            for _ in yaml.parse(text, _LOADER):
                pass


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
