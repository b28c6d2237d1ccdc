"""交付：编好的写到磁盘上，给人预览，或出版一版。"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from casebook.check.former import how_to_keep
from casebook.compile import CACHE, unswept
from casebook.compiled import Compiled
from casebook.faults import Fault, told
from casebook.model import REGISTERS
from casebook.office import INSTALL
from casebook.outputs import FILES, Staged
from casebook.preview import Beside, Preview, published_editor
from casebook.progress import Progress, silent
from casebook.publish import (
    Artefact,
    Builder,
    LastRelease,
    build_prints,
    discard,
    prepare,
    publish,
    verify,
    write_stamp,
)
from casebook.publish import pages as many_pages
from casebook.publish.compressed import BATCHES as COMPRESSED
from casebook.publish.compressed import compressed
from casebook.publish.editions import FOLDER, frozen_site, link_editions
from casebook.publish.manifest import gone
from casebook.read import Changed
from casebook.render.data import WORKBOOK
from casebook.store import Cache


class Unfit(Fault):
    """没有通过检验；`faults` 是一句句毛病。"""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join([*faults, "没有通过检验"]))
        self.faults = faults


_HOST = ("sitemap.xml.gz", "search/", f"{FOLDER}/")
"""主机与插件另写的，与定下来的各版。"""


@unswept()
def write_preview(compiled: Compiled, folder: Path, preview: Preview) -> None:
    """预览：`folder` 是主机写好的网站；别的各件有人看时才做。"""
    cache = compiled.root / CACHE
    builder = Builder(folder, Cache(cache), compiled.ledger)
    staged = Staged(compiled, builder)
    few = {one.path: one for listed, _ in FILES for one in listed(staged)}
    preview.edit(cache)

    def find(path: str) -> Artefact | None:
        return few.get(path) or compiled.many.find(path)

    beside = Beside(compiled, CACHE)
    preview.ready(find, builder, compiled.base, compiled.problems, beside)


class Delivery:
    """要出版的一版：先写在 `staged` 里，与上一版一样的留用，最后换到 `site`。"""

    def __init__(self, compiled: Compiled, site: Path) -> None:
        self.compiled, self.site, self.staged = compiled, site, prepare(site)
        last, cache = LastRelease.of(site, compiled.ledger), Cache(compiled.root / CACHE)
        self._builder = Builder(self.staged, cache, compiled.ledger, last, compiled.base)
        self._seen = _seen(compiled)
        self._frozen: dict[int, Path] = {}

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
            if seen != self._seen.get(path):
                raise Changed(path)

    def prints(self, tell: Callable[[str], None], progress: Progress = silent) -> None:
        """写 PDF；`tell`、`progress` 见 build_prints。排不成时抛 TypesettingFailed。"""
        with self._pictures_as_checked():
            build_prints(self._builder, self.compiled.order, tell, progress)

    def editions(self, tell: Callable[[str], object]) -> None:
        """定下来的各版：没有建过的建好。`tell` 听做到哪一版；建不成时抛 Fault。"""
        compiled = self.compiled
        for frozen, commit in compiled.editions:
            self._frozen[frozen.number] = frozen_site(
                self.site, compiled.root, compiled.edition.site_url, frozen, commit, tell
            )

    def editor(self, settings: Any) -> None:
        """`settings`（mkdocs.yml 的 extra.admin）要的话，放上可视化编辑器。放不成时抛 NoEditor。"""
        self._builder.build(published_editor(settings, self.compiled.root / CACHE))

    @unswept()
    def publish(
        self,
        host: Iterable[str] = (),
        tell: Callable[[str], object] = str,
        compress: object = False,
    ) -> Path:
        """写完、验过、盖印、换上；返回这一版的文件夹。没有通过检验时抛 Unfit，网站没有动。

        `compress` 是旁边也放压缩好的一份。

        上一版公开的工作法、登记、数据，这一版的网址也要打得开：改了名没有写曾用的、删掉的，不出版。
        `host` 是主机自己要写的文件；不是它写的，也不是这里写的，就不知道从哪里来，不出版。
        """
        compiled, builder, release = self.compiled, self._builder, self._builder.release
        builder.build(compiled.many, many_pages.BATCHES)
        staged = Staged(compiled, builder)
        with self._pictures_as_checked():
            for listed, batches in FILES:
                builder.build(listed(staged), batches)
        compiled.many.forget()
        frozen = link_editions(self._frozen, self.staged)
        if lost := gone(self.site, release.files):
            raise Unfit([*lost_addresses(lost), _NEVER])
        faults = verify(self.staged, compiled.published, compiled.base, release, (f"{FOLDER}/",))
        host = (*host, *_HOST)
        faults += release.strangers(self.staged, host)
        if faults:
            raise Unfit(faults)
        if compress:
            written = (path for path in host if (self.staged / path).is_file())
            last = release.last.folder
            builder.build(compressed(self.staged, last, dict(release.files), written), COMPRESSED)
        known = {path: file.digest for path, file in release.files.items()} | frozen
        revision = compiled.revision
        stamp = write_stamp(self.staged, compiled.published, revision.commit, revision.epoch, known)
        linked = release.to_link(stamp.files)
        folder = publish(self.staged, self.site, stamp.digest, linked, release.last.folder)
        release.remember(folder, compiled.ledger, stamp.files)
        builder.cache.prune()
        return folder

    def drop(self) -> None:
        """没有建成：扔掉。"""
        discard(self.staged)


def lost_addresses(lost: Iterable[str]) -> Iterator[str]:
    """少了的各个网址：一句句毛病；登记簿的，一本一句。"""
    entries: dict[str, set[str]] = defaultdict(set)
    for address in lost:
        *_, kind, name = address.removesuffix("/").removesuffix(".json").split("/")
        if kind in REGISTERS:
            entries[kind].add(name)
        else:
            yield _lost(address)
    for register, ids in entries.items():
        yield f"上一版公开的{how_to_keep(register, ids)}"


def _lost(address: str) -> str:
    if address.startswith("/cases/"):
        case_id = address.split("/")[-2]
        return (
            f"上一版公开的 {address} 没有了，旧网址、印出去的二维码会打不开。"
            f"改了文件名的，在新的文件里写“曾用地址: {case_id}”；"
            "不再公开的，留着文件，写“状态: 撤下”与“撤下”"
        )
    if address == f"/{WORKBOOK}":
        return f"上一版公开的 {address} 没有了，取用的人会找不到。请先运行 {INSTALL}"
    if address.startswith("/data/cases/"):
        return f"上一版公开的 {address} 没有了，取用数据的人会找不到。请写“曾用地址”或“撤下”"
    return f"上一版公开的 {address} 没有了，取用数据的人会找不到。少了一种数据，请告诉开发的人"


_NEVER = "上一版只在这台电脑上看过、从没有公开的，删掉 site 再建"


def _seen(compiled: Compiled) -> dict[str, tuple[int, ...]]:
    """各张图片、各份附件现在的样子：手册里的路径 → 哪一个文件、大小、改动的时间；不在了的为空。"""

    def glance(path: Path) -> tuple[int, ...]:
        try:
            stat = path.stat()
        except OSError:
            return ()
        return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns

    root = compiled.root
    return {
        path.relative_to(root).as_posix(): glance(path)
        for path, _ in (*compiled.assets, *compiled.attachments)
    }


def staged(compiled: Compiled, site: str, serving: bool) -> tuple[Delivery | None, str]:
    """要出版的一版，和主机该写到哪个文件夹；预览的（`serving`）不出版，写在主机自己的地方。"""
    if serving:
        return None, site
    delivery = Delivery(compiled, Path(site))
    return delivery, str(delivery.staged)
