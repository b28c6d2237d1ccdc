"""整个网站收成一个压缩包：拷到 U 盘上，没有网也看得到。

定下来的各版不收：一版就是整个网站的又一份，看 U 盘的人要的是现在的；指到它们的链接写明要上网看。
"""

import json
import re
import stat
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urljoin

from casebook.compose.words import word
from casebook.publish.compressed import SUFFIXES
from casebook.publish.editions import FOLDER as EDITIONS
from casebook.publish.manifest import STAMP

_EDITION = re.compile(r'<a href="((?:\.\./)*editions/\d+/)">(.*?)</a>')
_ADDRESS = re.compile(r'<link rel="canonical" href="([^"]+)">')
_FILE = stat.S_IFREG | 0o644
"""解开来是普通的文件。"""


def write_archive(site: Path, target: Path) -> int:
    """把 `site` 里的文件收进 `target`（.zip），都放在与它同名的一个文件夹里；返回有几个文件。

    时间都写内容更新的时间：同样的网站，收成的一个字节也不差。
    """
    root = site.resolve()
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix not in SUFFIXES)
    named = sorted((path.relative_to(root).as_posix(), path) for path in files)
    taken = [(name, path) for name, path in named if not name.startswith(f"{EDITIONS}/")]
    epoch = json.loads((root / STAMP).read_text("utf-8"))["epoch"]
    write_zip(target, ((name, _offline(name, path.read_bytes())) for name, path in taken), epoch)
    return len(taken)


def _offline(name: str, content: bytes) -> bytes:
    """一页里指到定下来的各版的链接：知道网址的指到网上，不知道的只写字；都写明要上网看。"""
    if not name.endswith(".html") or b"editions/" not in content:
        return content
    text = content.decode("utf-8")
    own = _ADDRESS.search(text)

    def away(found: re.Match[str]) -> str:
        url = own and urljoin(own[1], found[1])
        said = f'<a href="{url}">{found[2]}</a>' if url else found[2]
        return said + word("web.frozen.away")

    return _EDITION.sub(away, text).encode()


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
