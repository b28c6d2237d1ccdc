"""交付：编好的写到磁盘上，给人预览，或出版一版。"""

from pathlib import Path

from casebook.compile import CACHE, Compiled, unswept
from casebook.publish import (
    Cache,
    LastRelease,
    publish,
    remember,
    verify,
    write_photos,
    write_stamp,
)
from casebook.publish.extras import write_extras
from casebook.publish.pages import Written
from casebook.publish.preview import Preview
from casebook.publish.search import write_index
from casebook.render.web import search_record


class Unfit(Exception):
    """没有通过检验；`faults` 是一句句毛病。"""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@unswept()
def write_preview(compiled: Compiled, folder: Path, preview: Preview, base: str) -> None:
    """预览：这里只写照片与查找的索引，套外壳的页有人看时才写。"""
    compiled.many.prepare()
    _write_rest(compiled, folder, LastRelease(), Written())
    preview.ready(compiled.many, folder, base)


@unswept()
def publish_site(compiled: Compiled, staged: Path, site: Path, base: str) -> Path:
    """写完、验过、盖印、换上；返回这一版的文件夹。没有通过检验时抛 Unfit，网站没有动。"""
    last = LastRelease.of(site, compiled.ledger)
    written = compiled.many.write(staged, last, base)
    _write_rest(compiled, staged, last, written)
    faults = verify(staged, compiled.published, base, written.checked)
    if faults:
        raise Unfit(faults)
    known = {**written.kept, **written.digests}
    revision = compiled.revision
    stamp = write_stamp(staged, compiled.published, revision.commit, revision.epoch, known)
    release = publish(staged, site, stamp.digest, written.kept, last.folder)
    remember(
        release,
        compiled.ledger,
        last,
        written.kept,
        stamp.files,
        written.keys,
        written.checked.ids,
    )
    return release


def _write_rest(compiled: Compiled, folder: Path, last: LastRelease, written: Written) -> None:
    """照片、另外的文件、查找的索引。"""
    write_photos(folder, compiled.assets, Cache(compiled.root / CACHE))
    write_extras(folder, compiled.extras, last, written)
    single = {page.address: search_record(page) for page in compiled.pages}
    write_index(folder, compiled.site, single, compiled.many, compiled.ledger, last, written)
