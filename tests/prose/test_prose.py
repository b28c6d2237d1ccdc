"""文字：tests/prose/*.yml 里，左边是 Markdown，右边是 HTML 与毛病；恶意的文字出不来一点代码。"""

import re
import time
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.compose.prose import prose_blocks
from casebook.prose import heading_id, plain_text, read_prose
from casebook.render.web.blocks import Html
from conftest import HANDBOOK
from hostile import HOSTILE, pieces


def html(text: str, page: bool) -> str:
    """网页；出处一律编作 1 号。"""
    blocks = prose_blocks(read_prose(text, page), lambda source, place: 1)
    return str(Html(lambda address: ".." + address).blocks(blocks))


@pytest.mark.golden_test("*.yml")
def test_prose(golden: Any) -> None:
    assert golden["说明"]
    page = golden.get("文章") == "是"
    prose = read_prose(golden["文字"], page)
    assert golden.out["网页"] == html(golden["文字"], page) + "\n"
    assert golden.out.get("毛病") == (
        [f"{f.line} {f.code} {f.message}" for f in prose.faults] or None
    )
    assert golden.out.get("标题") == (
        [f"{h.level} {h.text} #{h.id}" for h in prose.headings] or None
    )
    assert golden.out.get("链接") == ([f"{line} {href}" for href, line, _ in prose.links] or None)
    assert golden.out.get("出处") == (
        [f"{n} {s} {where}" for s, where, n in prose.citations] or None
    )


class Strict(HTMLParser):
    """只许有的标签与属性；别的都是漏网之鱼。"""

    TAGS = frozenset(
        {"p", "em", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a"}
        | {"blockquote", "code", "div", "span", "sup", "hr", "br", "h2", "h3", "h4", "del"}
        | {"figure", "figcaption", "img", "pre"}
    )
    ATTRIBUTES = frozenset(
        ["class", "id", "align", "aria-label", "href", "title", "scope", "start", "src", "alt"],
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.TAGS, tag
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)
        for name, value in attrs:
            assert name in self.ATTRIBUTES, (tag, name)
            if name == "href":
                assert tag == "a"
                safe_link(value or "")
            if name == "src":
                assert tag == "img"
                assert re.fullmatch(r"[^/\\:?#\s]+\.(?:png|jpe?g|webp)", value or "", re.I), value

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    handle_comment = handle_pi = unknown_decl = handle_decl


def safe_link(href: str) -> None:
    """浏览器会先去掉空白与控制符再看协议。"""
    bare = re.sub(r"[\x00-\x20]", "", href)
    assert not bare.startswith(("//", "\\", "/\\")), href
    scheme = urlsplit(bare).scheme.lower()
    assert scheme in ("", "http", "https", "mailto"), href
    assert scheme or bare.startswith(("#", "../")), href


def assert_safe(output: str) -> None:
    parser = Strict()
    parser.feed(output)
    parser.close()
    assert parser.open == []
    for stray in ("\x02", "\x03"):
        assert stray not in output


@pytest.mark.parametrize("page", [False, True], ids=["栏目", "文章"])
@pytest.mark.parametrize("seed", HOSTILE)
def test_hostile(seed: str, page: bool) -> None:
    assert_safe(html(seed, page))
    assert_safe(html(f"前文{seed}后文\n\n> {seed}\n\n- {seed}\n", page))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(list(pieces())), max_size=8), st.booleans())
def test_never_unsafe(parts: list[str], page: bool) -> None:
    assert_safe(html("".join(parts), page))


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.text(st.sampled_from("睦邻巷，。：200 多米（）“”《》·—…％ㄅ"), min_size=1))
def test_plain_chinese_is_kept(text: str) -> None:
    """没有标记的中文，一个字也不变。"""
    kept = " ".join(text.split())
    assert plain_text(read_prose(text)) == kept
    assert plain_text(read_prose(text, page=True)) == kept


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("怎样编成", "怎样编成"),
        ("“1+10+n”网络", "1-10-n-网络"),
        ("GB/T 7714", "gb-t-7714"),
        ("一、缘起", "一-缘起"),
        ("！！", ""),
        ("_1", "1"),
    ],
)
def test_heading_id(text: str, anchor: str) -> None:
    assert heading_id(text) == anchor


@pytest.mark.parametrize("path", sorted((HANDBOOK / "content").rglob("*.md")), ids=lambda p: p.name)
def test_real_pages_have_readable_heading_ids(path: Any) -> None:
    body = path.read_text("utf-8").split("---\n", 2)[2]
    prose = read_prose(body, page=True)
    assert prose.faults == ()
    for heading in prose.headings:
        assert re.search(r"[\u4e00-\u9fff]", heading.id)
    assert_safe(html(body, page=True))


@pytest.mark.parametrize(
    "text", ["*" * 20000, "[" * 20000, "> " * 5000, "`" * 20000, "[a](" * 5000]
)
def test_never_gets_stuck(text: str) -> None:
    """平常不到一秒；宽限到十五秒，只看会不会卡住，不看快慢。"""
    start = time.process_time()
    assert_safe(html(text, page=False))
    assert_safe(html(f"## 甲\n\n{text}\n", page=True))
    assert time.process_time() - start < 15
