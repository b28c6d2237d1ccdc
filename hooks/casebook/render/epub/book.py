"""整本书、一条工作法的电子书（EPUB 3.3），由同样的 `Document` 写成。"""

from collections.abc import Callable, Collection, Iterator
from uuid import NAMESPACE_URL, uuid5

from casebook.bind import Book, Method
from casebook.compose import Document, Documents, Masthead, word
from casebook.compose.blocks import Block, Blocks, Fact, Facts, Listing, Paragraph
from casebook.compose.contents import Contents, Part, book_contents
from casebook.compose.edition import Edition
from casebook.compose.index import Index
from casebook.compose.inlines import Link
from casebook.compose.methods import related_list
from casebook.compose.numbering import Numbering
from casebook.compose.record import counts, record_facts
from casebook.model import Handbook
from casebook.render.epub.cover import case_cover
from casebook.render.epub.package import NAV, About, Chapter
from casebook.render.epub.pagination import Pagination, Printed
from casebook.render.epub.places import Places, file_of, sections_of
from casebook.render.epub.ruby import Ruby
from casebook.render.epub.volume import INDEX, Pictures, Volume
from casebook.render.epub.writing import Surroundings, anchors_of

_TITLE, _APPENDIX = "/title/", "/appendix/"


def book_epub(
    book: Book, documents: Documents, edition: Edition, pictures: Pictures, printed: Printed
) -> Iterator[bytes]:
    """整本书。"""
    contents = book_contents(book, documents)
    about = _about(book.handbook, edition, "/book/", book.handbook.title, edition.epoch)
    pagination = Pagination(printed, [*_paged(contents)])
    volume = Volume(about, pictures, pagination)
    yield _Whole(book, contents, documents, edition, volume).packed(printed.cover)


def case_epub(
    document: Document,
    handbook: Handbook,
    edition: Edition,
    number: str,
    related: Listing | None,
    modified: int,
    pictures: Pictures,
) -> bytes:
    """一条工作法：封面，题名页，它自己，末尾的相关。`modified` 是它最后改动的时间。"""
    about = _about(handbook, edition, document.address, document.title, modified)
    volume = Volume(about, pictures)
    anchors = _once(lambda _: anchors_of(document))
    places = Places((document.address,), (), anchors, edition)
    around = Surroundings(places.href, volume.picture, ruby=Ruby(handbook.readings))
    url = edition.url(document.address)
    rows = [Fact(word("record.title"), (handbook.title,))]
    rows += [Fact(word("record.address"), (Link(url, (url,)),))] if url else []
    rows.append(Fact(word("record.licence"), (word("record.licence-value"),)))
    title = _page(_TITLE, document.title, (Facts(tuple(rows)),))
    head = document.masthead
    plate = f"{head.label} {number}" if number else ""
    volume.cover(case_cover(head.title, plate, head.above, handbook.title), document.title)
    volume.package.landmarks["cover"] = Chapter(word("epub.cover"), volume.spine[0])
    volume.chapter(title, around, "titlepage")
    own = volume.chapter(document, around, number=number, related=related)
    volume.spine += [file_of(_TITLE), own.href]
    inside = (Chapter(name, f"{own.href}#{anchor}") for name, anchor in document.contents)
    known = anchors(document.address)
    toc = Chapter(own.title, own.href, tuple(c for c in inside if c.href.split("#")[1] in known))
    volume.package.landmarks["bodymatter"] = own
    return volume.packed([toc])


class _Whole:
    """正在写的一本。参考文献要等号都编好，索引要等各页都写好。"""

    def __init__(
        self,
        book: Book,
        contents: Contents,
        documents: Documents,
        edition: Edition,
        volume: Volume,
    ) -> None:
        self._book, self._contents, self._documents = book, contents, documents
        self._edition, self._volume = edition, volume
        self._numbering, self._index = Numbering(), Index(book)
        inside = (c for part in contents.parts for c in part.chapters)
        self._chapters = {c.address: c for c in (*contents.front, *inside, *contents.back)}
        self._methods = {m.address: m for part in contents.parts for m in part.methods}
        sections = (pair for chapter in self._chapters.values() for pair in sections_of(chapter))
        pages = (*self._chapters, *self._methods)
        self._href = Places(pages, sections, _once(self._anchors), edition).href

    def packed(self, cover: bytes) -> bytes:
        """装好的一本；`cover` 是封面的图，没有的为空。"""
        volume, title = self._volume, self._book.handbook.title
        landmarks = volume.package.landmarks
        if cover:
            volume.cover(cover, title)
            landmarks["cover"] = Chapter(word("epub.cover"), volume.spine[0])
        self._plain(self._title_page(), "titlepage")
        volume.spine.append(NAV)
        landmarks["toc"] = Chapter(word("print.contents"), f"{NAV}#toc")
        number = self._numbering.number
        written = (one for own in self._book.registers.values() for one in own.readings)
        ruby = Ruby((*self._book.handbook.readings, *written))
        around = Surroundings(self._href, volume.picture, number, self._index, ruby)
        toc = [self._chapter(one, around) for one in self._contents.front]
        for n, part in enumerate(self._contents.parts, 1):
            toc.append(self._part(n, part, around))
        landmarks["bodymatter"] = toc[len(self._contents.front)]
        toc += [self._back(around), volume.index(self._index)]
        landmarks["index"] = toc[-1]
        return volume.packed(toc)

    def _title_page(self) -> Document:
        """书名，收录多少，版本记录。"""
        book, edition = self._book, self._edition
        handbook, own = book.handbook, book.pages.get("/colophon/")
        record = record_facts(
            handbook,
            handbook.title,
            own.head.edition or "" if own else "",
            edition.date,
            edition.commit[:12],
            counts(book),
            None,
            edition.site_url,
        )
        return _page(_TITLE, handbook.title, (Facts(record),))

    def _plain(self, document: Document, kind: str) -> Chapter:
        """不进索引的一页。"""
        self._volume.spine.append(file_of(document.address))
        return self._volume.chapter(document, Surroundings(self._href, self._volume.picture), kind)

    def _chapter(self, document: Document, around: Surroundings, kind: str = "chapter") -> Chapter:
        self._numbering.place(document)
        self._volume.spine.append(file_of(document.address))
        return self._volume.chapter(document, around, kind)

    def _method(self, method: Method, around: Surroundings) -> Chapter:
        document, names = self._documents(method.id), self._book.handbook.words
        self._numbering.place(document)
        self._volume.spine.append(file_of(document.address))
        related = related_list(method.related, (), names)
        return self._volume.chapter(document, around, number=method.number, related=related)

    def _part(self, n: int, part: Part, around: Surroundings) -> Chapter:
        told = part.told(self._book.handbook.words)
        blocks = (Paragraph(told),) if told else ()
        own = self._plain(_page(_part_address(n), part.title, blocks), "part")
        chapters = [self._chapter(one, around) for one in part.chapters]
        methods = [self._method(one, around) for one in part.methods]
        return Chapter(own.title, own.href, (*chapters, *methods))

    def _back(self, around: Surroundings) -> Chapter:
        """附录：号都编好了再写，参考文献照号排。"""
        for one in self._contents.back:
            self._numbering.place(one)
        told = Paragraph((word("print.appendix-told"),))
        own = self._plain(_page(_APPENDIX, word("print.appendix"), (told,)), "part")
        inside = [self._chapter(one, around, "appendix") for one in self._contents.back]
        return Chapter(own.title, own.href, tuple(inside))

    def _anchors(self, address: str) -> Collection[str]:
        method = self._methods.get(address)
        return anchors_of(self._documents(method.id) if method else self._chapters[address])


def _paged(contents: Contents) -> Iterator[tuple[str, str]]:
    """印着页码的各页：站内地址与题，照书里的次序。"""
    yield from ((chapter.address, chapter.title) for chapter in contents.front)
    for n, part in enumerate(contents.parts, 1):
        yield _part_address(n), part.title
        yield from ((chapter.address, chapter.title) for chapter in part.chapters)
        yield from ((method.address, method.title) for method in part.methods)
    yield _APPENDIX, word("print.appendix")
    yield from ((chapter.address, chapter.title) for chapter in contents.back)
    yield INDEX, word("print.index")


def _part_address(n: int) -> str:
    return f"/part-{n}/"


def _once(anchors: Callable[[str], Collection[str]]) -> Callable[[str], Collection[str]]:
    known: dict[str, Collection[str]] = {}

    def ask(address: str) -> Collection[str]:
        if address not in known:
            known[address] = anchors(address)
        return known[address]

    return ask


def _page(address: str, title: str, blocks: Blocks | tuple[Block, ...]) -> Document:
    """电子书自己的一页：题名页、一编的开头。"""
    return Document(address, "epub", title, "", Masthead(title), (), blocks)


def _about(handbook: Handbook, edition: Edition, address: str, title: str, modified: int) -> About:
    """书的说明；编号由网址来，网址没有定的由书名与地址来。"""
    url = edition.url(address)
    isbn = (handbook.publication.isbn or "").replace("-", "")
    own = f"urn:uuid:{uuid5(NAMESPACE_URL, f'{handbook.file_name}{address}')}"
    return About(
        identifier=url or own,
        title=title,
        language="zh-Hans",
        modified=modified,
        creators=handbook.editors,
        publisher=handbook.owner("host"),
        source=f"urn:isbn:{isbn}"
        if isbn
        else edition.url(f"/book/{handbook.file_name}.pdf") or title,
    )
