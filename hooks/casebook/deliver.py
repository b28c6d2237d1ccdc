"""交付：编好的写到磁盘上，给人预览，或出版一版。"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from casebook.compile import CACHE, unswept
from casebook.compiled import Compiled
from casebook.faults import Fault, told
from casebook.progress import Progress, silent
from casebook.publish import (
    LastRelease,
    Written,
    discard,
    prepare,
    publish,
    remember,
    verify,
    write_photos,
    write_prints,
    write_stamp,
)
from casebook.publish.admin import write_admin
from casebook.publish.extras import write_extras
from casebook.publish.last import gone
from casebook.publish.preview import Preview
from casebook.publish.search import write_index
from casebook.read import Changed
from casebook.render.web import search_record
from casebook.store import Cache


class Unfit(Fault):
    """没有通过检验；`faults` 是一句句毛病。"""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join([*faults, "没有通过检验"]))
        self.faults = faults


@unswept()
def write_preview(compiled: Compiled, folder: Path, preview: Preview, base: str) -> None:
    """预览：这里只写照片与查找的索引，套外壳的页有人看时才写。"""
    compiled.many.prepare()
    _write_rest(compiled, folder, Written())
    preview.edit(compiled.root / CACHE)
    preview.ready(compiled.many, folder, base, compiled.problems)


_HOST = ("sitemap.xml.gz", "search/", "admin/")
"""主机与插件另写的文件，可视化编辑器的文件夹。"""


class Delivery:
    """要出版的一版：先写在 `staged` 里，与上一版一样的留用，最后换到 `site`。"""

    def __init__(self, compiled: Compiled, site: Path) -> None:
        self.compiled, self.site, self.staged = compiled, site, prepare(site)
        self._written = Written(LastRelease.of(site, compiled.ledger))
        self._cache = Cache(compiled.root / CACHE)
        self._pictures = _seen(compiled)

    @contextmanager
    def _pictures_as_checked(self) -> Iterator[None]:
        """查过以后又换了、删了的图片不能出版：说出是哪一张（抛 Changed）。"""
        try:
            yield
        except Exception as error:
            if not told(error):
                self._compare_pictures()
            raise
        self._compare_pictures()

    def _compare_pictures(self) -> None:
        for path, seen in _seen(self.compiled).items():
            if seen != self._pictures.get(path):
                raise Changed(path)

    def prints(self, tell: Callable[[str], None], progress: Progress = silent) -> None:
        """写 PDF；`tell`、`progress` 见 write_prints。排不成时抛 TypesettingFailed。"""
        with self._pictures_as_checked():
            order = self.compiled.order
            write_prints(self.staged, order, self._cache, tell, self._written, progress)

    def editor(self, settings: Any) -> None:
        """`settings`（mkdocs.yml 的 extra.admin）要的话，放上可视化编辑器。放不成时抛 NoEditor。"""
        write_admin(self.staged, settings, self.compiled.root / CACHE)

    @unswept()
    def publish(
        self, base: str, host: Iterable[str] = (), tell: Callable[[str], object] = str
    ) -> Path:
        """写完、验过、盖印、换上；返回这一版的文件夹。没有通过检验时抛 Unfit，网站没有动。

        上一版有、这一版没有了的工作法，告诉 `tell` 一声：改了名、撤下了，旧网址就打不开。
        `host` 是主机自己要写的文件；不是它写的，也不是这里写的，就不知道从哪里来，不出版。
        """
        compiled, written, last = self.compiled, self._written, self._written.last
        compiled.many.write(self.staged, written, base)
        with self._pictures_as_checked():
            _write_rest(compiled, self.staged, written)
        faults = verify(self.staged, compiled.published, base, written.checked)
        faults += written.strangers(self.staged, {*host, *_HOST})
        if faults:
            raise Unfit(faults)
        known = {**{path: still.digest for path, still in written.kept.items()}, **written.digests}
        revision = compiled.revision
        stamp = write_stamp(self.staged, compiled.published, revision.commit, revision.epoch, known)
        made = {p: d for p, d in stamp.files.items() if p not in written.kept}
        kept = {path: still.node for path, still in written.kept.items()}
        kept |= last.same(made)  # 有的写好才知道与上一版一样
        for case_id in gone(self.site, stamp.files):
            tell(
                f"这一版没有 /cases/{case_id}/ 了，旧网址、印出去的二维码会打不开。"
                f"是改了文件名，就在那一条写“曾用地址: {case_id}”；是撤下的，不必管"
            )
        release = publish(self.staged, self.site, stamp.digest, kept, last.folder)
        remember(release, compiled.ledger, written, stamp.files)
        self._cache.prune()
        return release

    def drop(self) -> None:
        """没有建成：扔掉。"""
        discard(self.staged)


def _seen(compiled: Compiled) -> dict[str, tuple[int, ...]]:
    """各张图片现在的样子：手册里的路径 → 哪一个文件、大小、改动的时间；不在了的为空。"""

    def glance(path: Path) -> tuple[int, ...]:
        try:
            stat = path.stat()
        except OSError:
            return ()
        return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns

    root = compiled.root
    return {path.relative_to(root).as_posix(): glance(path) for path, _ in compiled.assets}


def staged(compiled: Compiled, site: str, serving: bool) -> tuple[Delivery | None, str]:
    """要出版的一版，和主机该写到哪个文件夹；预览的（`serving`）不出版，写在主机自己的地方。"""
    if serving:
        return None, site
    delivery = Delivery(compiled, Path(site))
    return delivery, str(delivery.staged)


def _write_rest(compiled: Compiled, folder: Path, written: Written) -> None:
    """照片、另外的文件、查找的索引。"""
    write_photos(folder, compiled.assets, Cache(compiled.root / CACHE), written)
    write_extras(folder, compiled.extras, written)
    single = {page.address: search_record(page) for page in compiled.pages}
    write_index(folder, compiled.site, single, compiled.many, compiled.ledger, written)
