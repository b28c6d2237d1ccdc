"""整个网站收成一个压缩包：拷到 U 盘上，没有网也看得到。"""

import json
import stat
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

from casebook.publish.compressed import SUFFIXES
from casebook.publish.manifest import STAMP

_FILE = stat.S_IFREG | 0o644
"""解开来是普通的文件。"""


def write_archive(site: Path, target: Path) -> int:
    """把 `site` 里的文件收进 `target`（.zip），都放在与它同名的一个文件夹里；返回有几个文件。

    时间都写内容更新的时间：同样的网站，收成的一个字节也不差。
    """
    root = site.resolve()
    files = (path for path in root.rglob("*") if path.is_file())
    paths = sorted(path for path in files if path.suffix not in SUFFIXES)
    epoch = json.loads((root / STAMP).read_text("utf-8"))["epoch"]
    write_zip(
        target, ((path.relative_to(root).as_posix(), path.read_bytes()) for path in paths), epoch
    )
    return len(paths)


def write_zip(target: Path, files: Iterable[tuple[str, bytes]], epoch: int) -> None:
    """把 `files`（名字, 内容）收进 `target`，都放在与它同名的一个文件夹里，时间都写 `epoch`。

    先写在旁边，写好才换上。名字不是英文的，标明是 UTF-8：Windows 解开来不是乱码。
    """
    date = max(time.gmtime(epoch)[:6], (1980, 1, 1, 0, 0, 0))  # 压缩包里没有更早的
    target.parent.mkdir(parents=True, exist_ok=True)
    writing = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(writing, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files:
                one = zipfile.ZipInfo(f"{target.stem}/{name}", date)
                one.external_attr = _FILE << 16
                one.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(one, content)
        writing.replace(target)
    finally:
        writing.unlink(missing_ok=True)
