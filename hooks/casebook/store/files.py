"""写文件：内容没有变的不动。"""

from collections.abc import Mapping
from pathlib import Path


def put_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """`folder` 里的几个文件（名字 → 内容）换成现在的，没有就写；写不成时抛 OSError。"""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
