"""每个文件旁边压缩好的（`.gz`，装了 brotli 的另有更小的 `.br`）。

服务器照样送出去，不必每次现压（nginx 的 gzip_static、brotli_static）。
"""

import gzip
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from casebook.publish.artefact import Artefact, Input, Output, artefact
from casebook.publish.build import Batches
from casebook.publish.manifest import File
from casebook.store import digest_of_file

try:
    import brotli
except ImportError:  # 要装 casebook[compress]
    brotli = None

BATCHES = Batches(few=400, size=200, window=8000)
GZIP, BROTLI = ".gz", ".br"
SUFFIXES = {GZIP, BROTLI}
_TEXT = {".html", ".css", ".js", ".json", ".md", ".svg", ".txt", ".xml", ".webmanifest", ".yml"}
_TEXT |= {".csv", ".ics", ".jsonl", ".jsonld"}
_LEAST = 1024
"""小于 1 KB 的，压了也省不了一个包。"""
_GZIP = 9
_BROTLI = 8
"""11 再小 7%，慢四十倍：一万条要半个多小时。"""


def compressed(
    staged: Path, last: Path | None, files: Mapping[str, File], host: Iterator[str]
) -> Iterator[Artefact]:
    """`files` 与主机写的 `host` 里的文字。写好的在 `staged` 里，接过来的在上一版 `last` 里。"""
    known = {path: (file.digest, bool(file.node)) for path, file in files.items()}
    known |= {p: (digest_of_file(staged / p, staged), False) for p in host if p not in known}
    for path, (digest, kept) in known.items():
        folder = last if kept else staged
        assert folder  # noqa: S101 - 有接过来的，就有上一版
        file = folder / path
        if file.suffix in _TEXT and file.stat().st_size >= _LEAST:
            content = Input(digest, partial(Path.read_bytes, file))
            yield artefact(f"{path}{GZIP}", gzipped, content, room="publish")
            if brotli:
                made_by = brotli.__version__
                yield artefact(f"{path}{BROTLI}", brotlied, content, made_by, room="publish")


def gzipped(content: bytes) -> Output:
    """压好的；不写时间，同样的内容压成同样的。"""
    return Output((gzip.compress(content, _GZIP, mtime=0),))


def brotlied(content: bytes, _: str) -> Output:
    """压好的；第二样是库的版本，换了版本就重压。"""
    return Output((brotli.compress(content, quality=_BROTLI),))
