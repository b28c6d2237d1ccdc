"""写网页之外的文件，如投稿的表单与空白稿。"""

from collections.abc import Mapping
from pathlib import Path


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """`files`（站内路径 → 内容）写进 `folder`。"""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode())
