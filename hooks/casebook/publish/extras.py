"""网站里不是网页的文件（模式文件等）：原样写进去，没有变的从上一版接过来。"""

from collections.abc import Mapping
from pathlib import Path

from casebook.publish.written import Written
from casebook.store import digest_of_bytes


def write_extras(folder: Path, extras: Mapping[str, bytes], written: Written) -> None:
    """把 `extras`（站内路径 → 内容）写进 `folder`。"""
    for name, content in extras.items():
        digest = digest_of_bytes(content)
        if written.keep(name, digest):
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.digests[name] = digest
