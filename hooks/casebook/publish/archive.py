"""整个网站收成一个压缩包：拷到 U 盘上，没有网也看得到。"""

import json
import stat
import time
import zipfile
from pathlib import Path

from casebook.publish.compressed import SUFFIXES
from casebook.publish.manifest import STAMP

_FILE = stat.S_IFREG | 0o644
"""解开来是普通的文件。"""


def write_archive(site: Path, target: Path) -> int:
    """把 `site` 里的文件收进 `target`（.zip），都放在与它同名的一个文件夹里；返回有几个文件。

    时间都写内容更新的时间：同样的网站，收成的一个字节也不差。先写在旁边，写好才换上。
    """
    root = site.resolve()
    files = (path for path in root.rglob("*") if path.is_file())
    paths = sorted(path for path in files if path.suffix not in SUFFIXES)
    epoch = json.loads((root / STAMP).read_text("utf-8"))["epoch"]
    date = max(time.gmtime(epoch)[:6], (1980, 1, 1, 0, 0, 0))  # 压缩包里没有更早的
    target.parent.mkdir(parents=True, exist_ok=True)
    writing = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(writing, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in paths:
                name = f"{target.stem}/{path.relative_to(root).as_posix()}"
                one = zipfile.ZipInfo(name, date)
                one.external_attr = _FILE << 16
                one.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(one, path.read_bytes())
        writing.replace(target)
    finally:
        writing.unlink(missing_ok=True)
    return len(paths)
