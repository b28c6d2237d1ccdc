"""成品的单子：一版网站里有哪些东西。

多一样：`render/` 里多一间屋子写它，这里多一行；给人下载的，`compose/words/` 里说它叫什么。
印件与可视化编辑器要说做到哪里、要先装好，由 `deliver.py` 另外叫。
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, astuple
from typing import Final, NamedTuple

from casebook.bind.prints import book_paths, cover_image
from casebook.compiled import Compiled
from casebook.compose.form import BLANK_FORM, Question, questions
from casebook.office import office_version
from casebook.program import theme_digest
from casebook.prose import plain_text, read_prose
from casebook.publish import Artefact, Builder, Input, Output, artefact, as_it_is
from casebook.publish.build import HERE, Batches
from casebook.publish.catalogue import catalogue_files
from casebook.publish.documents import (
    BookWriter,
    CaseBookWriter,
    CitationWriter,
    EbookWriter,
    PageWriter,
    book_citations,
    book_files,
    case_books,
    citation_files,
    ebook_files,
    page_files,
    single_page_files,
)
from casebook.publish.open_data import BATCHES as DATA
from casebook.publish.open_data import Source, data_files
from casebook.publish.photos import BATCHES, Pictures, attachment, photo, small
from casebook.publish.search import index_files, record_file
from casebook.read.revision import Revision
from casebook.render.cite import bibtex, csl_json, ris
from casebook.render.data import Listed
from casebook.render.epub import Printed, book_epub, case_epub
from casebook.render.text import book_text, page_markdown
from casebook.render.typeset.pages import page_finder
from casebook.render.typeset.tops import page_tops
from casebook.render.web import OFFLINE, Edition, Plan, offline_script
from casebook.store import digest

BESIDE: Final[Mapping[str, PageWriter]] = {"index.md": page_markdown}
"""每一页旁边的：文件名 → 怎样写。"""
CITED: Final[Mapping[str, CitationWriter]] = {"bib": bibtex, "ris": ris, "csl.json": csl_json}
"""给人引用的，工作法旁边与整本书的：扩展名 → 怎样写；页上的次序见 `compose/citation.py`。"""
BOOKS: Final[Mapping[str, BookWriter]] = {"txt": book_text}
"""整本书的，排 PDF 时才有：扩展名 → 怎样写。叫法在 `words/` 的 `book-formats` 里。"""
EBOOKS: Final[Mapping[str, EbookWriter]] = {"epub": book_epub}
"""同上，要用到图与印出来的书的。"""
CASE_BOOKS: Final[Mapping[str, CaseBookWriter]] = {"epub": case_epub}
"""工作法旁边、排 PDF 时才有的：扩展名 → 怎样写。"""
BOOK_FORMATS: Final = (*BOOKS, *EBOOKS)
"""整本书还写成哪几种样子。"""


def beside(
    pictures: Pictures,
    revision: Revision,
    plan: Plan,
    document: Input,
    handbook: Input,
    edition: Edition,
    related: Input | None,
) -> Iterator[Artefact]:
    """套外壳的一页旁边的；`pictures` 是图，`revision` 是内容的版本。"""
    yield from page_files(BESIDE, plan, document, handbook, edition.site_url, related)
    if plan.method:
        yield from citation_files(CITED, plan, document, handbook, edition)
        writers = CASE_BOOKS if edition.printed else {}
        modified = revision.seconds(f"cases/{plan.method.id}.yml")
        given = (document, handbook, edition, related, modified, pictures)
        yield from case_books(writers, plan, *given)


class Staged(NamedTuple):
    """正在写的一版：编好的一切，写它的。"""

    compiled: Compiled
    builder: Builder


def photos(staged: Staged) -> Iterator[Artefact]:
    """照片。"""
    yield from (photo(*asset) for asset in staged.compiled.assets)


def attachments(staged: Staged) -> Iterator[Artefact]:
    """附件。"""
    yield from (attachment(*asset) for asset in staged.compiled.attachments)


def beside_single_pages(staged: Staged) -> Iterator[Artefact]:
    """主机写的各页旁边的；别的页旁边的与那一页一起写（`publish/pages.py`）。"""
    return single_page_files(BESIDE, staged.compiled.site, _inputs(staged.compiled))


def citations_of_the_book(staged: Staged) -> Iterator[Artefact]:
    """整本书怎样引用。"""
    return book_citations(CITED, staged.compiled.site)


def whole_books(staged: Staged) -> Iterator[Artefact]:
    """整本书的。"""
    compiled, edition = staged.compiled, staged.compiled.edition
    if edition.books:
        given, inputs = (compiled.book, compiled.documents), _inputs(compiled)
        yield from book_files(BOOKS, *given, inputs)
        taken = Pictures(compiled.assets, staged.builder.cache, small)
        yield from ebook_files(EBOOKS, *given, edition, inputs, taken, _printed(staged))


def _printed(staged: Staged) -> Input:
    """排好的书；没有排的（一条也没有）是空的。"""
    builder, book = staged.builder, staged.compiled.book
    paths = [*book_paths(book), cover_image(book)] if book.methods else []
    files = {path: file for path in paths if (file := builder.release.files.get(path))}

    def read() -> Printed:
        *volumes, cover = (builder.content(path, file.key) or b"" for path, file in files.items())
        return Printed(page_finder(volumes), cover, page_tops(volumes))

    key = digest([file.digest for file in files.values()])
    return Input(key, read if files else Printed)


def extras(staged: Staged) -> Iterator[Artefact]:
    """模式文件、投稿的表单与空白稿、页眉上的书名。"""
    yield from (as_it_is(path, content) for path, content in staged.compiled.extras.items())


def word_form(staged: Staged) -> Iterator[Artefact]:
    """Word 的投稿表：没有装写 Word 的库，就没有。"""
    book = staged.compiled.book
    if (made_by := office_version()) and "/submit/" in book.pages:
        asked = questions(book)
        key = digest(made_by, [asdict(one) for one in asked])
        yield artefact(
            BLANK_FORM, written_form, book.handbook.title, Input(key, lambda: asked), stored=True
        )


def written_form(title: str, asked: tuple[Question, ...]) -> Output:
    """空白的投稿表。"""
    from casebook.render.docx import blank_form

    return Output((blank_form(title, asked),))


def catalogue(staged: Staged) -> Iterator[Artefact]:
    """筛选用的：清单与一批批的条目。"""
    return catalogue_files(staged.compiled.site)


def open_data(staged: Staged) -> Iterator[Artefact]:
    """开放数据，`llms.txt`。"""
    compiled = staged.compiled
    read, edition = compiled.read, compiled.edition
    pages = (
        Listed(
            one.section, one.title, edition.url(at) or at, plain_text(read_prose(one.description))
        )
        for one in compiled.site.plans
        if not one.unlisted and (at := f"{one.address}index.md")
    )
    keys = {name: case.key for name, case in read.cases.items()}
    return data_files(
        Source(compiled.book, edition, compiled.revision, keys, read.data, tuple(pages))
    )


def offline(staged: Staged) -> Iterator[Artefact]:
    """留下读过的页的脚本：写好的有一件变了，主题变了，就是新的一版。"""
    files = sorted((path, file.digest) for path, file in staged.builder.release.files.items())
    yield as_it_is(OFFLINE, offline_script(digest(files, theme_digest())[:16]))


def search(staged: Staged) -> Iterator[Artefact]:
    """查找：主机写的各页旁边的话，全部各页的索引；别的页旁边的与那一页一起写。"""
    compiled = staged.compiled
    if not compiled.edition.search:
        return
    records = compiled.many.records
    for plan in compiled.site.plans:
        if plan.single:
            yield record_file(plan.address[1:], records.all[plan.address[1:]], plan.number)
    builder = staged.builder
    given = compiled.book, compiled.ledger, builder.release.last, builder.content
    yield from index_files(records, _inputs(compiled), *given)


FILES: Final[tuple[tuple[Callable[[Staged], Iterator[Artefact]], Batches], ...]] = (
    (photos, BATCHES),
    (attachments, HERE),
    (beside_single_pages, HERE),
    (whole_books, HERE),
    (citations_of_the_book, HERE),
    (extras, HERE),
    (word_form, HERE),
    (catalogue, Batches(few=40, size=10)),
    (open_data, DATA),
    (search, HERE),
    (offline, HERE),  # 别的都写好了，才知道是不是新的一版
)
"""网页之外的，各怎样分给几个核。"""


def _inputs(compiled: Compiled) -> str:
    """全部内容与这一次出版的指纹。"""
    return digest(compiled.inputs, astuple(compiled.edition))
