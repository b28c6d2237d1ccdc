"""装成一包：各个文件、目录、书的说明，照 EPUB 3.3；同样的内容一个字节也不差。"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from casebook.compose.words import word
from casebook.render.epub.markup import Element, el, has_drawing, page, xml
from casebook.render.epub.style import STYLE

_TYPES: Final = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
_DAY = (1980, 1, 1, 0, 0, 0)
_FOLDER = "EPUB/"
NAV: Final = "nav.xhtml"
"""目录写在哪个文件。"""


@dataclass(frozen=True)
class About:
    """书的说明：不知道的为空。`modified` 是内容的时间，`source` 是页码照的哪一本印出来的书。"""

    identifier: str
    title: str
    language: str
    modified: int
    creators: tuple[str, ...] = ()
    publisher: str = ""
    description: str = ""
    source: str = ""
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """目录里的一条：题，在哪里，下面的各条。"""

    title: str
    href: str
    inside: tuple["Chapter", ...] = ()


@dataclass
class Package:
    """正在装的一包。`landmarks` 是几处要紧的（种类 → 题、在哪里），`breaks` 是页码 → 在哪里。"""

    about: About
    landmarks: dict[str, Chapter] = field(default_factory=dict)
    breaks: dict[str, str] = field(default_factory=dict)
    index: bool = False

    def __post_init__(self) -> None:
        self._made = io.BytesIO()
        self._zip = zipfile.ZipFile(self._made, "w")
        self._listed: list[tuple[str, str]] = []
        self._spine: list[str] = []
        self._write("mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        rootfile = el(
            "ocf:rootfile",
            full_path=f"{_FOLDER}package.opf",
            media_type="application/oebps-package+xml",
        )
        container = el("ocf:container", el("ocf:rootfiles", rootfile), version="1.0")
        self._write("META-INF/container.xml", xml(container))
        self.add("style.css", STYLE.encode())

    def add(self, name: str, content: bytes, properties: str = "") -> None:
        """一个文件；`properties` 是它有什么特别：cover-image、svg。"""
        packed = zipfile.ZIP_STORED if _pictured(name) else zipfile.ZIP_DEFLATED
        self._write(_FOLDER + name, content, packed)
        self._listed.append((name, properties))

    def text(self, name: str, *inside: Element, title: str, kind: str = "bodymatter") -> None:
        """一页；读的次序由 `read` 定。"""
        content = page(title, self.about.language, kind, *inside)
        self.add(name, content, "svg" if any(map(has_drawing, inside)) else "")

    def packed(
        self, spine: Sequence[str], toc: Sequence[Chapter], before: Sequence[Element] = ()
    ) -> bytes:
        """装好的一包：`spine` 是读的次序，`toc` 是目录，`before` 放在它前面。"""
        self.add(NAV, self._nav(toc, before), "nav")
        self._write(f"{_FOLDER}package.opf", xml(self._opf(spine)))
        self._zip.close()
        return self._made.getvalue()

    def _write(self, name: str, content: bytes, packed: int = zipfile.ZIP_DEFLATED) -> None:
        entry = zipfile.ZipInfo(name, _DAY)
        entry.compress_type = packed
        entry.external_attr = 0o644 << 16
        self._zip.writestr(entry, content)

    # —— 目录 ——

    def _nav(self, toc: Sequence[Chapter], before: Sequence[Element]) -> bytes:
        title = word("print.contents")
        navs = [el("nav", el("h1", title), _list(toc), epub__type="toc", role="doc-toc", id="toc")]
        marks = (
            el("li", el("a", one.title, href=one.href, epub__type=kind))
            for kind, one in self.landmarks.items()
        )
        kind = {"epub__type": "landmarks", "hidden": "hidden"}
        navs.append(el("nav", el("h2", word("epub.landmarks")), el("ol", *marks), **kind))
        if self.breaks:
            pages = (el("li", el("a", n, href=href)) for n, href in self.breaks.items())
            kind = {"epub__type": "page-list", "role": "doc-pagelist", "hidden": "hidden"}
            navs.append(el("nav", el("h2", word("epub.pages")), el("ol", *pages), **kind))
        return page(title, self.about.language, "frontmatter", *before, *navs)

    # —— 说明 ——

    def _opf(self, spine: Sequence[str]) -> Element:
        ids = {name: f"f{n}" for n, (name, _) in enumerate(self._listed)}
        items = (
            el(
                "opf:item",
                id=ids[name],
                href=name,
                media_type=_type(name),
                properties=properties,
            )
            for name, properties in self._listed
        )
        return el(
            "opf:package",
            self._metadata(),
            el("opf:manifest", *items),
            el("opf:spine", *(el("opf:itemref", idref=ids[name]) for name in spine)),
            version="3.0",
            unique_identifier="id",
            xml__lang=self.about.language,
        )

    def _metadata(self) -> Element:
        own = self.about
        modified = datetime.fromtimestamp(own.modified, UTC)
        told = (
            *(("creator", who) for who in own.creators),
            ("publisher", own.publisher),
            ("description", own.description),
            ("rights", word("record.licence-value")),
            *(("subject", one) for one in own.subjects),
        )
        metas = (("dcterms:modified", f"{modified:%Y-%m-%dT%H:%M:%SZ}"), *self._access())
        return el(
            "opf:metadata",
            el("dc:identifier", own.identifier, id="id"),
            el("dc:title", own.title),
            el("dc:language", own.language),
            *(el(f"dc:{name}", said) for name, said in told if said),
            *(el("opf:meta", said, property=name) for name, said in metas),
        )

    def _access(self) -> list[tuple[str, str]]:
        """照 EPUB Accessibility 1.1：看得到什么，读得到什么。"""
        seen = any(told == "svg" or _pictured(name) for name, told in self._listed)
        features = ["structuralNavigation", "tableOfContents", "readingOrder"]
        features += ["displayTransformability", *(["alternativeText"] if seen else [])]
        features += ["index"] if self.index else []
        features += ["pageNavigation", "pageBreakMarkers"] if self.breaks else []
        found = [("schema:accessMode", one) for one in ("textual", *(("visual",) if seen else ()))]
        found.append(("schema:accessModeSufficient", "textual"))
        found += [("schema:accessibilityFeature", one) for one in features]
        found.append(("schema:accessibilityHazard", "none"))
        summary = [word("epub.summary")]
        if self.breaks:
            summary.append(word("epub.summary-pages"))
            found.append(("pageBreakSource", self.about.source))
        found.append(("schema:accessibilitySummary", "".join(summary)))
        return found


def _type(name: str) -> str:
    return _TYPES[name.rpartition(".")[2].lower()]


def _pictured(name: str) -> bool:
    return _type(name).startswith("image/")


def _list(chapters: Sequence[Chapter]) -> Element:
    items = (
        el("li", el("a", one.title, href=one.href), *([_list(one.inside)] if one.inside else []))
        for one in chapters
    )
    return el("ol", *items)
