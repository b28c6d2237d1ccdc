"""图片的文件名：同一个 é，苹果电脑、压缩包存成两个码（e 加 U+0301），别处存成一个，看上去一样。"""

import os
import unicodedata
from contextlib import nullcontext
from pathlib import Path


def picture_names(folder: Path) -> dict[str, list[str]]:
    """`folder` 里的名字：收成 NFC 的写法 → 在磁盘上的写法，平常只有一个。没有这个文件夹时为空。"""
    named: dict[str, list[str]] = {}
    with os.scandir(folder) if folder.is_dir() else nullcontext(()) as found:
        for name in sorted(entry.name for entry in found):
            named.setdefault(unicodedata.normalize("NFC", name), []).append(name)
    return named


def picture_at(path: Path) -> Path:
    """记录里写着 `path` 的图片（NFC）在磁盘上的哪里；没有时还是 `path`。"""
    if path.name.isascii() or path.is_file():
        return path
    on_disk = picture_names(path.parent).get(path.name, [path.name])
    return path.with_name(on_disk[0])
