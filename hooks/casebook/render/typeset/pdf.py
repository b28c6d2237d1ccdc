"""PDF：模板与照片摆在一起，开排版机，排好再装订。"""

import io
import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Self

from casebook.compose import word
from casebook.package import PACKAGE
from casebook.render.typeset.fitting import Fit, fit_of
from casebook.render.typeset.leaflet import leaner
from casebook.render.typeset.press import bound_for_press, greyed
from casebook.render.typeset.printjob import MONO, PrintJob
from casebook.render.typeset.setter import FONTS, STANDARDS, TEMPLATES, Typesetter
from casebook.store import digest, digest_of_file
from casebook.store.scratch import scratch

if TYPE_CHECKING:  # 只查、只建网站时可以不装
    import pikepdf

_NEARLY = 22
"""多出不到这么多行的折页，排紧一点也许放得下：五社的图连图题不到 16 行，行距省出不到 7 行。"""
_TOOLS = ("typst", "pikepdf", "pillow", "pypinyin")

_MARKS = dict.fromkeys(map(ord, "\u200b\u2060"))
"""断行的记号：不是字。"""


class PdfWriter:
    """`with PdfWriter() as writer`：用完，摆出来的都收走。

    单件的在本进程里排，分册各在自己的进程里排。排不成时抛 TypesettingFailed。
    """

    def __init__(self) -> None:
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._path = self._open.enter_context(scratch())
        self._typesetter = Typesetter(self._path)
        for template in TEMPLATES.glob("*.typ"):
            shutil.copy(template, self._path)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def one(self, job: PrintJob, photos: Mapping[str, bytes]) -> bytes:
        """一件，PDF 或图。`photos` 是用到的照片：<案例编号>/<文件名> → 内容。

        折页放不下的，去掉五社的图、行距小一点再试：先照平常的排，多半就放得下，不必量。
        """
        self._lay_out(job, photos)
        made = self._typesetter.one(job)
        if job.path.endswith(".png"):
            return made
        if job.template == "leaflet.typ":
            lean = self._leaner(job, self._typesetter.said(job, "over"))
            made = self._typesetter.one(lean) if lean else made
        return _packed(made, job)

    def fit(self, job: PrintJob, photos: Mapping[str, Path]) -> Fit:
        """一张折页排成几面；照片用原来的文件，大小的比例一样。"""
        self._lay_out(job, {name: path.read_bytes() for name, path in photos.items()})
        found = fit_of(job, self._typesetter.said(job, "fit"))
        lean = self._leaner(job, found.over)
        return fit_of(lean, self._typesetter.said(lean, "fit")) if lean else found

    def volume(self, job: PrintJob, photos: Mapping[str, bytes]) -> tuple[bytes, bytes]:
        """一册：索引词的页码（JSON），与 PDF。"""
        self._lay_out(job, photos)
        pages, _, pdf = self._typesetter.volume(job).partition(b"\n")
        return pages, _packed(pdf, job)

    def _leaner(self, job: PrintJob, over: float) -> PrintJob | None:
        """多出 `over` 行、放不下的折页，排紧一点放得下的样子。

        放得下的、多得多的不必试；最紧的也放不下，别的也不必试。
        """
        each = [*leaner(job)] if 0 < over < _NEARLY else []
        if not each or not self._fits(each[-1]):
            return None
        return next((one for one in each[:-1] if self._fits(one)), each[-1])

    def _fits(self, job: PrintJob) -> bool:
        return bool(self._typesetter.said(job, "over") <= 0)

    def _lay_out(self, job: PrintJob, photos: Mapping[str, bytes]) -> None:
        grey = job.data.get("ink") == MONO
        for name, colour in photos.items():
            content = greyed(colour) if grey else colour
            path = self._path / ("photos-grey" if grey else "photos") / name
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{os.getpid()}-{path.name}")  # 几个进程也许一起摆同一张
            beside.write_bytes(content)
            beside.replace(path)


def _packed(pdf: bytes, job: PrintJob) -> bytes:
    """装订好的。

    表的第一列标作题头；书打开时左右两页并排，旁边是书签；付印的补足一帖、写明出血。

    对象装进对象流，小三分之一以上，照样合规。
    """
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as bound:
        _name_rows(bound)
        _clean_bookmarks(bound)
        if job.template in ("book.typ", "leaflet.typ"):
            _link_sources(bound)
        if job.template == "book.typ":
            bound.Root.PageMode = pikepdf.Name.UseOutlines
            bound.Root.PageLayout = pikepdf.Name.TwoPageRight
        if press := job.data.get("press"):
            signature = 1 if "cover" in job.data else press["signature"]
            bound_for_press(bound, signature, press["marks"])
        bound.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _name_rows(bound: "pikepdf.Pdf") -> None:
    """第一列是各行的题头（ISO 14289-1 7.5），读屏软件念一格时说得出是哪一行；排版机只认表头。"""
    import pikepdf

    for item in bound.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TR":
            first = item.K[0] if isinstance(item.K, pikepdf.Array) else item.K
            if first.get("/S") == "/TD":
                first.S = pikepdf.Name.TH
                for own in first.A if isinstance(first.A, pikepdf.Array) else (first.A,):
                    if own.O == "/Table":  # 排版机给每一格都写了
                        own.Scope = pikepdf.Name.Row


def _clean_bookmarks(bound: "pikepdf.Pdf") -> None:
    """书签里不留断行的记号：长的西文字与字之间有 U+200B，抄出来、查起来就不是那个词了。"""
    waiting = [bound.Root.get("/Outlines")]
    while waiting:
        item = waiting.pop()
        if item is None:
            continue
        if "/Title" in item:
            item.Title = str(item.Title).translate(_MARKS)
        waiting += [item.get("/Next"), item.get("/First")]


def _link_sources(bound: "pikepdf.Pdf") -> None:
    """号点得到参考文献里的一条，那一条的号点得到第一次引用的地方。

    排版机写的是 cite:13、source:13 两种网址，这里换成页上的位置。
    """
    import pikepdf

    found: dict[str, list[tuple[pikepdf.Object, pikepdf.Object]]] = {}
    for page in bound.pages:
        for link in page.get("/Annots", ()):
            uri = str(link.A.get("/URI", "")) if "/A" in link else ""
            if uri.startswith(("cite:", "source:")):
                found.setdefault(uri, []).append((page.obj, link))
    for uri, links in found.items():
        kind, _, number = uri.partition(":")
        other = f"{'source' if kind == 'cite' else 'cite'}:{number}"
        target, *_ = found.get(other, links)  # 只在表头、图题里引过的，没有号点得到它
        to, place = target[0], target[1].Rect
        for _, link in links:
            del link.A
            link.Dest = pikepdf.Array([to, pikepdf.Name.XYZ, place[0], place[3], None])
            link.Contents = pikepdf.String(word(f"print.to-{kind}", n=number))


@cache
def tools_digest() -> str:
    """模板、字体、排版机与装订的指纹。"""
    files = sorted((*TEMPLATES.glob("*.typ"), *FONTS.glob("*.ttf")))
    versions = [f"{name} {version(name)}" for name in _TOOLS]
    return digest(STANDARDS, versions, [digest_of_file(path, PACKAGE) for path in files])
