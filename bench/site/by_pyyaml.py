"""PyYAML 自己把全部案例读成数据。

python by_pyyaml.py 案例的文件夹
"""

import sys
from pathlib import Path

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def main(folder: Path) -> None:
    """读完就丢。"""
    for path in folder.glob("*.yml"):
        yaml.load(path.read_text("utf-8"), _LOADER)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
