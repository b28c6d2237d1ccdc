"""把检查报告写成一个文件。"""

from pathlib import Path


def write_report(path: Path, page: str) -> None:
    """文件夹没有就建；写不成时抛 OSError。"""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8", newline="\n")
