"""给搜索引擎、订阅与引用的：写得合格式，案例里的字只是字。"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from casebook.compile import compile_handbook
from casebook.compiled import Compiled
from casebook.compose import Document
from casebook.compose.citation import book_cited, cited_case, figures
from casebook.compose.edition import Edition, Frozen
from casebook.model import unnamed
from casebook.model.editions import NumberedEdition
from casebook.read.card import Corrected, Withdrawn
from casebook.render.web import feeds, linked_data
from casebook.render.web.site import manifest

URL = "https://handbook.example/"
NASTY = '</script><!-- {b} \\ "q" % & \u2028 睦邻巷'
OWNED = unnamed().model_copy(update={"host": "某某单位", "editor": "某某编写组"})
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
"""RFC 4287 附录 B。"""
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def compiled(handbook: Callable[..., Path]) -> Compiled:
    return compile_handbook(handbook(), URL, size="none", search=False)


def case_of(compiled: Compiled) -> Document:
    return replace(compiled.documents("demo-case"), title=NASTY)


def told(written: str) -> list[dict[str, Any]]:
    found = re.fullmatch(r'<script type="application/ld\+json">([^<>&]*)</script>\n', written)
    assert found, written
    graph: list[dict[str, Any]] = json.loads(found[1])["@graph"]
    return graph


def test_linked_data_is_only_data(compiled: Compiled) -> None:
    article, trail = told(linked_data(case_of(compiled), OWNED, Edition(URL)))
    assert article["@type"] == "Article"
    assert article["headline"] == NASTY
    assert article["url"] == f"{URL}cases/demo-case/"
    assert [one["name"] for one in article["editor"]] == ["某某编写组"]
    assert [step["position"] for step in trail["itemListElement"]] == [1, 2, 3]
    assert all(step["item"].startswith(URL) for step in trail["itemListElement"])


def test_several_editors_are_several(compiled: Compiled) -> None:
    """一栏里写了几位编者的：网页、种子里都是几位，不是一位很长的。"""
    several = OWNED.model_copy(update={"editor": "张三、李四；王五"})
    article, _ = told(linked_data(case_of(compiled), several, Edition(URL)))
    assert [one["name"] for one in article["editor"]] == ["张三", "李四", "王五"]
    book = replace(compiled.book, handbook=several)
    root = etree.fromstring(feeds(book, Edition(URL, 1_700_000_000), {})["feed.xml"])
    assert GRAMMAR.validate(root)
    assert [one.text for one in root.iterfind(f"{ATOM}author/{ATOM}name")] == [
        "张三",
        "李四",
        "王五",
    ]


def test_each_kind_of_page_says_what_it_is(compiled: Compiled) -> None:
    kinds = {}
    for plan in compiled.site.plans:
        document = compiled.site.document(plan)
        if written := linked_data(document, OWNED, Edition(URL)):
            kinds[document.address] = [one["@type"] for one in told(written)]
        assert linked_data(document, OWNED, Edition()) == ""  # 没有网址，写不全
    assert kinds.pop("/") == ["Book"]
    assert kinds.pop("/cases/demo-case/") == ["Article", "BreadcrumbList"]
    assert kinds.pop("/data/") == ["Dataset", "BreadcrumbList"]
    assert {tuple(types) for types in kinds.values()} == {("WebPage", "BreadcrumbList")}


def test_the_feed_is_atom_and_newest_first(compiled: Compiled) -> None:
    epoch = 1_700_000_000
    (newest, *_) = (m.id for m in compiled.book.methods[::-1])
    edition = Edition(URL, epoch)
    written = feeds(compiled.book, edition, {f"cases/{newest}.yml": epoch + 86_400})
    root = etree.fromstring(written["feed.xml"])
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{name}") is not None
    entries = root.findall(f"{ATOM}entry")
    assert entries[0].findtext(f"{ATOM}id") == f"{URL}cases/{newest}/"
    days = [e.findtext(f"{ATOM}updated") or "" for e in entries]
    assert days == sorted(days, reverse=True)
    assert days[0] == root.findtext(f"{ATOM}updated") == "2023-11-15T22:13:20Z"
    assert len(entries) == len(compiled.book.methods)
    assert GRAMMAR.validate(root), GRAMMAR.error_log
    assert feeds(compiled.book, Edition(), {}) == {}
    assert feeds(compiled.book, Edition(URL), {}) == {}  # 不知道是什么时候的，写不出来


def test_the_words_of_a_feed_are_plain(compiled: Compiled) -> None:
    """摘要是看得到的字：没有 Markdown 的记号、出处、反斜杠。"""
    method = compiled.book.methods[0]
    written = "这是**重点**，见[网页](https://example.com/)〔demo〕，写着 \\</script>"
    book = replace(
        compiled.book, methods=(replace(method, card=method.card._replace(summary=written)),)
    )
    root = etree.fromstring(feeds(book, Edition(URL, 1_700_000_000), {})["feed.xml"])
    assert root.findtext(f"{ATOM}entry/{ATOM}summary") == "这是重点，见网页，写着 </script>"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<summary>", b"<summary><b>x</b>"),
        (b"<updated>", b"<updated>x"),
        (b"<author>", b"<author><name>y</name>"),
    ],
)
def test_the_grammar_refuses(compiled: Compiled, right: bytes, wrong: bytes) -> None:
    """照 RFC 4287 的语法查：写错了的查得出。"""
    written = feeds(compiled.book, Edition(URL, 1_700_000_000), {})["feed.xml"]
    assert not GRAMMAR.validate(etree.fromstring(written.replace(right, wrong)))


def test_the_feed_of_changes(compiled: Compiled) -> None:
    """定下来的版、更正、撤下，近的在先；编号各不一样，题里的记号只是字。"""
    first, second = (
        NumberedEdition.model_validate({"名称": name, "日期": day, "说明": note})
        for name, day, note in (
            ("第一版", "2023-01-02", None),
            ("第<二>版", "2024-01-02", "添 & 改"),
        )
    )
    book = compiled.book
    method = book.methods[0]
    fixed = Corrected("2023-06-01", "2023 年 6 月 1 日", "20 应为 12", "核对过")
    gone = Withdrawn("2025-03-01", "2025 年 3 月", "写的是同一件事", "")
    card = method.card._replace(corrections=(fixed, fixed))
    book = replace(
        book,
        handbook=book.handbook.model_copy(update={"editions": (first, second)}),
        methods=(replace(method, card=card), *book.methods[1:]),
        withdrawn=(method.card._replace(id="old", title="旧巷", withdrawn=gone),),
    )
    written = feeds(book, Edition(URL, 1_700_000_000, kept=(1,)), {})["changes.xml"]
    root = etree.fromstring(written)
    entries = root.findall(f"{ATOM}entry")
    titles = [e.findtext(f"{ATOM}title") for e in entries]
    corrected = f"更正：{method.title}"
    assert titles == ["旧巷（已撤下）", "第<二>版", corrected, corrected, "第一版"]
    ids = [e.findtext(f"{ATOM}id") for e in entries]
    assert len(set(ids)) == len(ids)
    links = [e.find(f"{ATOM}link").attrib["href"] for e in entries]
    assert links[1] == f"{URL}changes/"  # 网站上没有留着的，指到变更一页
    assert links[-1] == f"{URL}editions/1/"
    assert root.findtext(f"{ATOM}updated") == "2025-03-01T00:00:00Z"
    assert GRAMMAR.validate(root), GRAMMAR.error_log
    # 撤下了最新的一条，也不倒退
    fewer = feeds(compiled.book, Edition(URL, 1_750_000_000), {})["changes.xml"]
    assert etree.fromstring(fewer).findtext(f"{ATOM}updated") == "2025-06-15T15:06:40Z"


def test_a_reference_manager_takes_the_page(compiled: Compiled) -> None:
    """给文献管理软件的几个文件：一条在先，再是它的各幅图。"""
    cited = cited_case(case_of(compiled), OWNED, Edition(URL))
    assert cited[0].url == f"{URL}cases/demo-case/"
    assert (cited[0].authors, cited[0].book) == (("某某编写组",), OWNED.title)
    assert cited[0].issued == ""
    anchors = [one.url.partition("#")[2] for one in cited[1:]]
    assert anchors == [anchor for anchor, _ in figures(case_of(compiled))]
    frozen = Edition(URL, frozen=Frozen(3, "第三版", "2023 年 11 月 14 日", "2023-11-14"))
    (whole,) = book_cited(OWNED, frozen)
    assert (whole.edition, whole.issued, whole.book) == (3, "2023-11-14", "")


def test_the_manifest_names_the_handbook() -> None:
    told_name = json.loads(manifest(unnamed()))
    assert told_name["name"] == unnamed().title
    assert {icon["sizes"] for icon in told_name["icons"]} == {"192x192", "512x512"}
