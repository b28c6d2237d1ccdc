"""不丢字的律：写下的每个字母、数字、汉字，和夹在字母、数字当中的记号，网页、印件、电子书、查找里一个不少。

要么照样出来，要么检查报错；从成品里倒着拼回原文来比，不用程序自己的说法。
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.bind import Book, bind
from casebook.compose import Writer
from casebook.problems import CATALOGUE
from casebook.prose import read_prose
from casebook.prose.conservation import bones
from casebook.read import read_library
from casebook.render.text.plain import flat
from conftest import MINIMAL
from shown import in_ebook, in_print, on_page

ALNUM = "0-9A-Za-z"
WORDS = [
    *"居民书房",
    "睦邻巷",
    "1",
    "23",
    "a",
    "Bc",
    "米",
    "①",
    "，",
    "。",
    "：",
    "“",
    "”",
    "（",
    "）",
    "·",
    "—",
]
SIGNS = [chr(n) for n in range(33, 127) if not chr(n).isalnum()]
WIDE = [chr(n) for n in range(0xFF01, 0xFF5F) if not chr(n).isalnum()]
MARKUP = [
    "**重点**", "**“引”**后", "*着重*", "__加重__", "`代码`", "``a`b``", "[机制](/mechanism/)",
    "<https://a.cn/b?c=d_e*f>", "[信](mailto:a@b.cn)", "【待补充】", "〔demo 第 1 段〕", "〔demo〕",
    "\\*", "\\[", "\\_", "&nbsp;", "&#60;", "[注]: ", "[^1]", "2*3", "a_b_c", "x**2", "3|4",
]  # fmt: skip
BREAKS = [
    "\n",
    "\n\n",
    " ",
    "  \n",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n> ",
    "\n---\n",
    "\n| a | b |\n|---|---|\n| ",
    " | ",
]
PIECES = st.one_of(*map(st.sampled_from, (WORDS, SIGNS, WIDE, MARKUP, BREAKS)))
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map("".join).filter(str.strip)


@pytest.fixture(scope="module")
def book() -> Book:
    return bind(read_library(MINIMAL)[0])


def refused(text: str, page: bool) -> bool:
    """有错误，发布不了。"""
    return any(not CATALOGUE[fault.code].warning for fault in read_prose(text, page).faults)


class FromWeb(HTMLParser):
    """网页倒着拼回原文：列表的号、链接的地址、出处与脚注的标签都写回去。"""

    def __init__(self, sources: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._sources = sources
        self._open: list[tuple[str, str]] = []
        self._numbers: list[int] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        closing = ""
        if self._silent or given.get("class") in ("cn-cite", "footnote-ref", "footnote-backref"):
            self._silent += tag not in ("br", "hr", "img")
            if given.get("class") == "cn-cite":
                self.words.append(f"〔{self._sources[int(given['href'][2:]) - 1]}〕")
            if given.get("class") == "footnote-ref":
                self.words.append(f"[^{given['href'].removeprefix('#fn:')}]")
        elif tag == "a":
            self.words.append("[")
            closing = f"]({given.get('href', '')})"
        elif tag in ("ol", "ul"):
            self._numbers.append(int(given.get("start", "1")) if tag == "ol" else -1)
        elif tag == "li":
            if self._numbers[-1] >= 0 and "id" not in given:
                self.words.append(f"\n{self._numbers[-1]} ")
                self._numbers[-1] += 1
            if given.get("id", "").startswith("fn:"):
                self.words.append(f"\n[^{given['id'].removeprefix('fn:')}] ")
        elif given.get("class") == "cn-tbd":
            self.words.append("【")
            closing = "】"
        if tag not in ("br", "hr", "img"):
            self._open.append((tag, closing))
        if tag in ("p", "li", "td", "th", "div", "br", "hr", "h2", "h3", "h4", "blockquote", "pre"):
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        opened, closing = self._open.pop()
        assert opened == tag
        if self._silent:
            self._silent -= 1
            return
        self.words.append(closing)
        if tag in ("ol", "ul"):
            self._numbers.pop()
        if tag in ("p", "li", "td", "th", "div", "h2", "h3", "h4", "blockquote", "pre"):
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data.replace("\u2060", ""))  # 出处标前面不断行的记号，没有墨


class FromEbook(FromWeb):
    """电子书也一样，出处、脚注的标签与待补充的样子另有名字。"""

    NAMES: ClassVar = {"cite": "cn-cite", "note": "footnote-ref", "tbd": "cn-tbd"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kind, href = given.get("class", ""), given.get("href", "")
        if kind == "cite":
            href = f"#s{self._sources.index(href.removeprefix('#note-')) + 1}"
        named = {**given, "class": self.NAMES.get(kind, ""), "href": href}
        super().handle_starttag(tag, [*named.items()])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ("br", "hr", "img"):
            self.handle_endtag(tag)


def from_ebook(text: str, book: Book) -> str:
    parser = FromEbook(cited(text, page=False))
    parser.feed(in_ebook(text, book))
    parser.close()
    return without_places("".join(parser.words))


def cited(text: str, page: bool) -> list[str]:
    """出处照第一次出现的先后；位置另写。"""
    return [*dict.fromkeys(source for source, _, _ in read_prose(text, page).citations)]


def from_web(text: str, book: Book, page: bool = False) -> str:
    parser = FromWeb(cited(text, page))
    parser.feed(on_page(text, book, page))
    parser.close()
    return without_places("".join(parser.words).replace("](../../", "](/"))


def from_print(text: str, book: Book, page: bool = False) -> str:
    """印件倒着拼回原文。"""
    sources = cited(text, page)

    def said(node: Any) -> str:
        if isinstance(node, str):
            return node.replace("\u200b", "").replace("\u00a0", " ")
        if isinstance(node, list):
            return "".join(map(said, node))
        match node["t"]:
            case "tbd":
                return "【待补充】"
            case "cite":
                return f"〔{sources[node['n'] - 1]}〕"
            case "link":
                return f"[{said(node['c'])}]({node['url']})"
            case "to":
                return f"[{said(node['c'])}]({node['to']})"
            case "br" | "rule":
                return "\n"
            case "list":
                numbers = range(node["start"], node["start"] + len(node["items"]))
                lead = [f"\n{n} " if node["ordered"] else "\n" for n in numbers]
                return "".join(a + said(item) for a, item in zip(lead, node["items"], strict=True))
            case "table":
                rows = [node["head"], *node["rows"]]
                return "\n".join(" \n ".join(said(cell["c"]) for cell in row) for row in rows)
            case "note":
                return f"\n{node['title']}\n{said(node['c'])}\n"
            case "em" | "strong" | "code" | "del" | "sup":
                return said(node["c"])
            case "p" | "h" | "quote":
                return f"\n{said(node['c'])}\n"
        raise AssertionError(node["t"])

    blocks = in_print(text, book, page)
    return without_places(said(blocks))


def from_search(text: str, book: Book) -> str:
    """查找里的字：只有字，没有号与地址。"""
    return flat(Writer(book.sources).blocks(text))


def without_places(text: str) -> str:
    """出处的位置印在别处，不比；尖括号里的网址，两头的括号不比。"""
    text = re.sub(r"〔([a-z][a-z0-9-]*) [^〔〕\n]*〕", r"〔\1〕", text)
    return re.sub(r"\[([^\[\]]*)\]\(\1\)", r"\1", re.sub(r"<(https?://[^\s<>]*)>", r"\1", text))


def same(text: str, output: str) -> None:
    assert bones(output) == bones(without_places(text)), (text, output)


@settings(max_examples=600, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_nothing_is_lost_in_a_field(book: Book, text: str) -> None:
    """栏目里的话：要么报错，要么网页、印件、电子书一字不少，次序不变。"""
    if not refused(text, page=False):
        same(text, from_web(text, book))
        same(text, from_print(text, book))
        same(text, from_ebook(text, book))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_nothing_is_lost_in_a_page(book: Book, text: str) -> None:
    """文章也一样。"""
    if not refused(text, page=True) and "[^" not in text:
        same(text, from_web(text, book, page=True))


class Shown(HTMLParser):
    """网页上看得见的字。"""

    words = ""

    def handle_data(self, data: str) -> None:
        self.words += data


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_search_finds_every_word(book: Book, text: str) -> None:
    """网页上看得见的字，查找里都有。"""
    if refused(text, page=False):
        return
    parser = Shown(convert_charrefs=True)
    parser.feed(on_page(text, book))
    parser.close()

    def letters(words: str) -> str:
        return re.sub(r"[\W_]", "", re.sub(r"〔\d+〕", "", words))

    assert letters(from_search(text, book)) == letters(parser.words), text


def between() -> Iterator[str]:
    """每一个记号，夹在各种字的当中，一处与两处。"""
    for sign, (left, right) in product(SIGNS, product("a1居", repeat=2)):
        for mark in (sign, sign * 2, sign * 3):
            one = f"{left}{mark}{right}"
            yield f"长{one}米"
            yield f"{one}，另{one}"
            yield f"{one} 又 {right}{mark}{left}"


def test_a_sign_between_letters_is_a_sign(book: Book) -> None:
    """两边是字母、数字的记号照样出来，也不报错；夹在汉字当中的，一个字也不丢。"""
    for text in between():
        inside = re.search(rf"[{ALNUM}][^\w\s]+[{ALNUM}]|[{ALNUM}]_+[{ALNUM}]", text)
        errors = [f for f in read_prose(text).faults if not CATALOGUE[f.code].warning]
        if errors:
            assert "<" in text or "[" in text or "*" not in text, (text, errors)
            assert not inside or "<" in text, (text, errors)
            continue
        same(text, from_web(text, book))
        same(text, from_print(text, book))
        same(text, from_ebook(text, book))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2*3 米，另一块 4*5 米", "2*3 米，另一块 4*5 米"),
        ("书房 **2*3** 米", "书房 2*3 米"),
        ("`2*3`、_a_、a_b_c", "2*3、a、a_b_c"),
        ("[注]: 数目是志愿者数的", "[注]: 数目是志愿者数的"),
        ("&nbsp;&lt;", "&nbsp;&lt;"),
        ("\\*\\_\\[", "*_["),
        ("C:\\new\\1 与 \\d", "C:\\new\\1 与 \\d"),
    ],
)
def test_shown_as_written(book: Book, text: str, shown: str) -> None:
    """几样容易吞字的，逐字比，标点也比。"""
    html = on_page(text, book)
    assert re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&amp;", "&") == shown
    (block,) = in_print(text, book)
    words = [part if isinstance(part, str) else "".join(part["c"]) for part in block["c"]]
    assert "".join(words) == shown
