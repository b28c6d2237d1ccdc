"""丰满的一条：检查一句话也没有；写了的每一栏，网页、折页、书、电子书、两种文字版里都读得到。"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import lxml.html
import pikepdf
import pytest
import yaml

from casebook.bind import Binder, Book
from casebook.cli.review import pictures_of
from casebook.compile import check_handbook, compile_handbook
from casebook.compiled import Compiled
from casebook.compose import Document, case_document
from casebook.compose.writer import listed
from casebook.model import Case, Record, Source
from casebook.model.statements import Statement
from casebook.model.walk import Loc, key_of, record_in, record_kinds, walk
from casebook.problems import has_warnings
from casebook.prose import plain_text, read_prose
from casebook.publish import write_prints
from casebook.read import read_library
from casebook.render.docx.official import official_cases
from casebook.render.epub import case_epub
from casebook.render.share import article
from casebook.render.text import page_markdown
from casebook.render.text.book import book_text
from casebook.render.text.plain_lists import recorded
from casebook.render.typeset import PrintJob, VolumeSet
from casebook.store import Cache
from conftest import SITE_URL
from ebooks import Ebook
from full import EMPTY, FULL, NAME, full_case, full_handbook
from render.text.test_text import letters
from render.typeset.test_print import BOOK, Printed
from word_shown import words_in

PAGE = "网页"
LEAFLETS = ("折页", "大字版")
PRINTS = {
    "折页": f"cases/{NAME}/{NAME}.pdf",
    "大字版": f"cases/{NAME}/{NAME}-large.pdf",
    "书": BOOK,
}
NOT_SHOWN: Mapping[tuple[str, str], str] = {
    ("Case", "status"): "发布了的才有这一页",
    ("Case", "rank"): "只定次序",
    ("Case", "aliases"): "旧网址转到这里，另有一页",
}
"""读者不必看到的，各为什么。"""
NOT_POSTED = frozenset((PAGE, "Markdown", "文字版", "公文", "电子书", *PRINTS))
"""公众号里没有的：链接点不了，不列相关的工作法。"""
ONLY_ON: Mapping[tuple[str, str], frozenset[str]] = {
    ("RelatedCase", "id"): NOT_POSTED,
    ("RelatedCase", "reason"): NOT_POSTED,
    ("Image", "file"): frozenset((PAGE, "Markdown")),
    ("Attachment", "file"): frozenset((PAGE, "Markdown")),
}
"""只在有的地方：文件的名字是地址，相关的工作法要点得到。"""
TAGS = ("编者推断", "编者归类", "编者按", "编者归纳")


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    root = full_handbook(tmp_path_factory.mktemp("full") / "book")
    assert not has_warnings(check_handbook(root))  # 建议（折页多几张）不算
    return compile_handbook(root, SITE_URL)


@pytest.fixture(scope="module")
def editions(compiled: Compiled, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """各种成品里读得到的字，连同地址与替代文字。"""
    method = next(m for m in compiled.book.methods if m.id == NAME)
    body = lxml.html.fromstring(compiled.many.page(f"cases/{NAME}/index.html").body)
    shown = [body.text_content(), *body.xpath("//@alt | //@src | //@href")]
    document, related = compiled.documents(NAME), compiled.site.related(method)
    made = page_markdown(document, compiled.book.handbook.title, method.number, related)
    out = {
        PAGE: "".join(map(str, shown)),
        "Markdown": made.decode(),
        "文字版": b"".join(book_text(compiled.book, compiled.documents)).decode(),
    }
    posted = article(document, compiled.book.handbook, method.number, SITE_URL)
    out["公众号"] = posted.title + lxml.html.fromstring(posted.html).text_content()
    out["公文"] = words_in(official_cases([method], compiled.documents, "", pictures_of(compiled)))
    edition = compiled.edition.undated
    given = (document, compiled.book.handbook, edition, method.number, related)
    ebook = Ebook(case_epub(*given, 0, pictures_of(compiled)))
    out["电子书"] = "".join(map(ebook.text, ebook.pages))
    folder = tmp_path_factory.mktemp("full-pdf")
    write_prints(folder, compiled.order, Cache(folder / "cache"), lambda _: None)
    for name, path in PRINTS.items():
        printed = Printed(folder / path, next(job for job in thin(compiled) if job.path == path))
        alts = (node.get("/Alt", "") for node in elements(printed.pdf.Root.StructTreeRoot))
        out[name] = (
            "".join(map(str, alts)) + printed.tree.text(frozenset({"Lbl"})) + printed.read_aloud
        )
    return out


def elements(node: Any) -> Iterator[Any]:
    """结构树里的各个元素。"""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/K" in node:
        yield node
        yield from elements(node.K)


def thin(compiled: Compiled) -> Iterator[PrintJob]:
    for one in compiled.prints():
        yield from one.jobs if isinstance(one, VolumeSet) else (one,)


def test_every_field_is_written() -> None:
    """模型多了一栏，这一条也要写上，不然看不出它到没到读者眼前。"""
    written: dict[type[Record], set[str]] = {kind: set() for kind in record_kinds(Case)}
    for _, record in walk(full_case()):
        written[type(record)] |= record.model_fields_set
    missing = {
        (kind.__name__, name)
        for kind, names in written.items()
        for name in kind.model_fields
        if name not in names
    }
    assert missing - {*EMPTY} == set()


def test_what_is_not_shown_is_there() -> None:
    fields = {(kind.__name__, name) for kind in record_kinds(Case) for name in kind.model_fields}
    assert {*NOT_SHOWN, *ONLY_ON} <= fields


def expected(compiled: Compiled) -> Iterator[tuple[Loc, tuple[str, str], str]]:
    """写了的每一栏：在哪里，是哪一栏，读者该读到什么。"""
    for loc, record in walk(full_case()):
        for name in type(record).model_fields:
            value = getattr(record, name)
            field = type(record).__name__, name
            if field in NOT_SHOWN or record_in(type(record).model_fields[name].annotation):
                continue
            for one in value if isinstance(value, tuple) else (value,):
                if one is not None and not isinstance(one, bool):
                    yield (*loc, name), field, said(compiled.book, field, one)


def said(book: Book, field: tuple[str, str], value: Any) -> str:
    """一栏写的，读者读到的是什么：编号换成名称，日期照人话写。"""
    kind, name = field
    if field == ("Citation", "source"):
        return book.sources[value].name
    if name == "id":
        return next(m.title for m in book.methods if m.id == value)
    if name in ("party", "policy", "project", "fund", "honour"):
        register = {"party": "organisations", "policy": "policies"}.get(name, "programmes")
        return next(e.name for e in book.registers[register].entries if e.id == value)
    if name == "text" or (kind == "Voice" and name == "words"):
        return plain_text(read_prose(value))
    if name == "event":
        return str(value).rstrip("。")
    return str(value)


def test_every_field_is_shown_everywhere(compiled: Compiled, editions: dict[str, str]) -> None:
    rows = [*expected(compiled)]
    assert len(rows) > 200
    unseen = [
        (edition, loc, words)
        for loc, field, words in rows
        for edition, text in editions.items()
        if edition in ONLY_ON.get(field, editions) and letters(words) not in letters(text)
    ]
    assert unseen == []


AGREED: Mapping[tuple[str, str], str] = {
    ("Contact", "agreed"): "同意了才登",
    ("Image", "consent"): "同意了才登",
    ("Voice", "consent"): "同意了才登",
    ("Voice", "inferred"): "原话不是推断来的",
    ("Classification", "inferred"): "归类是不是编者的，写在卡片上，见 tests/bind",
}
"""“是”“否”写了什么都一样的栏目，各为什么。"""
YES_NO = [
    pytest.param(loc, name, id=f"{'-'.join(map(str, loc))}-{name}")
    for loc, record in walk(full_case())
    for name in record.model_fields_set
    if getattr(record, name) is True and (type(record).__name__, name) not in AGREED
]


@pytest.mark.parametrize(("loc", "name"), YES_NO)
def test_what_is_inferred_is_marked(compiled: Compiled, loc: Loc, name: str) -> None:
    """“是”去掉了，这一页就不一样：每一处推断读者都看得出。"""
    raw = yaml.load(FULL.read_text("utf-8"), yaml.BaseLoader)
    inner: Any = raw
    for key in loc:
        inner = inner if key == 0 and isinstance(inner, dict) else inner[key]
    del inner[key_of(Statement, name)]
    binder = Binder(read_library(compiled.root)[0])
    card = next(m.card for m in compiled.book.methods if m.id == NAME)

    def page(case: Case) -> Document:
        book = compiled.book
        return case_document(binder.bound(case, card), book.sources, book.handbook.words)

    assert page(Case.model_validate(raw)) != page(full_case())


def test_whole_district(compiled: Compiled) -> None:
    """全区都做的，地点写“全区”。"""
    case = full_case().model_copy(update={"streets": (), "everywhere": True})
    card = next(m.card for m in compiled.book.methods if m.id == NAME)
    bound = Binder(read_library(compiled.root)[0]).bound(case, card)
    document = case_document(bound, compiled.book.sources, compiled.book.handbook.words)
    place = next(row for row in document.facts.rows if row.name == "地点")
    assert str(place.c[0]).startswith("全区，")


def test_words_do_not_run_together(editions: dict[str, str]) -> None:
    """几家的联系办法当中隔开；存档不粘着网址。"""
    for edition in PRINTS:
        text = editions[edition]
        assert re.search(r"工作日白天；\s*示例花园管理小组", text), edition


def test_an_archived_copy_stands_apart() -> None:
    written = {"编号": "a", "题名": "甲", "类别": "媒体", "网址": "https://a.cn/1"}
    source = Source.model_validate({**written, "存档": "https://web.archive.org/a"})
    told = "甲[EB/OL]. https://a.cn/1. 存档：https://web.archive.org/a。"
    assert recorded(listed(source)).startswith(told)
