"""一份文件由哪些页接成：一条条工作法，一章章，一编编；每一页从新的一面起，自成一节。"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from casebook.bind import Book, Method
from casebook.compose import Document, Documents
from casebook.compose.contents import Part, book_contents
from casebook.compose.inlines import Break
from casebook.compose.methods import related_reason
from casebook.compose.words import word
from casebook.render.docx.layout import edges, section
from casebook.render.docx.markup import Element, el, field
from casebook.render.docx.package import Package
from casebook.render.docx.sent import Sent
from casebook.render.docx.styles import Sheet
from casebook.render.docx.writing import Pictures, Writing

_PAGE_MARKS: Final = 700_000
"""各页的书签从这个号数起。"""
After = Callable[[Writing, Document], None]
"""一页末尾还写什么。"""


class Volume:
    """正在接的一份。`after` 写在各条工作法、各章的末尾；`sent` 是要对回原文的，一段段记下来。"""

    def __init__(
        self,
        sheet: Sheet,
        title: str,
        pictures: Pictures,
        after: After,
        head: str = "",
        sent: Sent | None = None,
    ) -> None:
        self.package = Package(sheet, title)
        self.writing = Writing(self.package, sheet, pictures, sent)
        self._sheet, self._after = sheet, after
        self._edges = edges(self.package, sheet, head)
        self._sections = 0
        self._marks: dict[str, str] = {}
        self._fresh = True

    def book(self, book: Book, documents: Documents) -> None:
        """整本书：题、目录、前面的文章、各编、附录。"""
        contents = book_contents(book, documents)
        parts = [(part, [(m, documents(m.id)) for m in part.methods]) for part in contents.parts]
        *first, last = book.handbook.cover
        self.writing.say(("".join(first), Break(), last), "Title")
        self._listed("", contents.front)
        for part, cases in parts:
            self._listed(part.title, (*part.chapters, *(case for _, case in cases)))
        self._listed(word("print.appendix"), contents.back)
        self._fresh = False
        for document in contents.front:
            self.chapter(document)
        for part, cases in parts:
            self._part(part, book.handbook.words)
            for document in part.chapters:
                self.chapter(document)
            for method, document in cases:
                self.case(method, document)
        for document in contents.back:
            self.chapter(document)

    def case(self, method: Method, document: Document) -> None:
        """一条：题，题下的小字，一句话，事实，各节，参看，来源，版次。"""
        writing, head = self.writing, document.masthead
        self._start(document)
        under = "　".join(filter(None, (head.above, head.state)))
        writing.say((under,), "Centred")
        if head.method_name:
            writing.say((head.method_name,), "Centred")
        writing.blocks((*head.lead, document.facts, *document.blocks))
        if method.related:
            writing.heading(2, (word("titles.see-also"),))
        for one in method.related:
            writing.say((f"{one.title}：{format(related_reason(one))}",), "Item", before="· ")
        self._after(writing, document)
        writing.say(tuple(part for words in document.imprint for part in words), "Small")

    def chapter(self, document: Document) -> None:
        """书里的一章。"""
        self._start(document)
        self.writing.blocks((*document.masthead.lead, document.facts, *document.blocks))
        self._after(self.writing, document)

    def packed(self) -> bytes:
        """装好的一份。"""
        last = self._section()
        return self.package.packed([*self.writing.body, last], self.writing.footnotes)

    def _part(self, part: Part, names: Mapping[str, str]) -> None:
        """一编的题，写在它的头一页上面。"""
        self._break()
        self.writing.say((part.title,), "Title")
        if told := part.told(names):
            self.writing.say(told, "Centred")
        self._fresh = True

    def _listed(self, title: str, documents: Sequence[Document]) -> None:
        """目录里的几行；页码由 Word 来算。"""
        if title and documents:
            self.writing.say((title,), "NoteTitle")
        for document in documents:
            mark = self._mark(document)
            page = field(f"PAGEREF {mark} \\h", "…")
            tab = el("w:r", el("w:tab"))
            with self.writing.paragraph("Contents") as inside:
                said: list[Element] = []
                self.writing.words(said, document.masthead.title)
                inside.append(el("w:hyperlink", *said, tab, *page, anchor=mark))

    def _mark(self, document: Document) -> str:
        return self._marks.setdefault(document.address, f"_page{len(self._marks) + 1}")

    def _start(self, document: Document) -> None:
        """新的一面，写题。"""
        self._break()
        self.writing.begin(document)
        self.writing.heading(1, (document.masthead.title,))
        titled, mark = self.writing.body[-1], self._mark(document)
        number = _PAGE_MARKS + int(mark.removeprefix("_page"))
        titled.insert(1, el("w:bookmarkStart", id=number, name=mark))
        titled.append(el("w:bookmarkEnd", id=number))
        self._fresh = False

    def _break(self) -> None:
        """上一节到此为止；只写了一编的题的，不另起。"""
        if not self._fresh:
            style = el("w:pStyle", val="Small")
            self.writing.body.append(el("w:p", el("w:pPr", style, self._section())))

    def _section(self) -> Element:
        self._sections += 1
        first = self._sections == 1
        return section(self._sheet, self._edges if first else [], first)
