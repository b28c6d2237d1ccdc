"""文字：字段与文章里的 Markdown → 一棵安全的树。网页和书从同一棵树出发。

只认 Markdown 的一部分（段落、强调、列表、表格、引用、链接、提示框，文章里还有标题与脚注），
另加两种写法：`【待补充】` 是未知的标记，`〔来源编号 位置〕` 是出处标。
原始 HTML、属性列表、图片、不安全的链接都不收。
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER, FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.serializers import to_html_string

_PLAIN = re.compile(r"[^\x02\x03*_`\[\]<>#|!\\\n&【〔+~=:-]*")
_SOURCE_MARK = r"〔([a-z][a-z0-9-]*)(?: ([^〔〕\n]{1,60}))?〕"
_RAW_HTML = re.compile(r"(?<!\\)<(?!https?://[^\s>]*>)[A-Za-z/!?]")
_CODE_SPAN = re.compile(r"(`+).+?\1", re.S)
_SAFE_LINK = re.compile(r"(?:https?://[^\s\\]+|mailto:[^\s\\]+|/(?![/\\])[^\s\\]*|#[^\s\\]+)")
_MARK_LIMIT = 200
_LIST_ITEM = re.compile(r"(?:[-*+]|\d{1,3}\.) +\S")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TAGS = {
    "p", "em", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td",
    "blockquote", "a", "code", "div", "span", "sup", "hr", "br", "h2", "h3", "h4", "del",
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """文字里的一个毛病；`line` 从 1 数起，是在这段文字里的行；`part` 是有毛病的那几个字。"""

    code: str
    line: int
    message: str
    part: str = ""


@dataclass(frozen=True)
class Heading:
    """文章里的一个标题；`id` 就是标题的文字，可读、不随位置变。"""

    level: int
    text: str
    id: str


@dataclass(frozen=True)
class Prose:
    """读好的一段文字。`root` 是块的树：html 标签，另有 `cite`（出处标）。"""

    root: Element
    faults: tuple[Fault, ...]
    headings: tuple[Heading, ...]
    links: tuple[tuple[str, int], ...]
    citations: tuple[tuple[str, str | None, int], ...]


class _Mark(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return self.element(m), m.start(0), m.end(0)

    def element(self, m: re.Match[str]) -> Element:
        unknown = Element("span", {"class": "cn-tbd"})
        unknown.text = "待补充"
        return unknown


class _Cite(_Mark):
    def element(self, m: re.Match[str]) -> Element:
        cite = Element("cite", {"source": m[1]})
        if m[2]:
            cite.set("locator", m[2])
        return cite


@cache
def _markdown(page: bool) -> markdown.Markdown:
    extensions: list[Any] = [
        TableExtension(use_align_attribute=True),
        SaneListExtension(),
        AdmonitionExtension(),
    ]
    if page:
        extensions.append(FootnoteExtension(BACKLINK_TITLE="回到正文第 {} 处脚注"))
    md = markdown.Markdown(extensions=extensions)
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "<", "〔", "【"]
    md.preprocessors.deregister("html_block")
    md.parser.blockprocessors.deregister("code")
    for pattern in ("html", "entity", "automail", "image_link", "image_reference"):
        md.inlinePatterns.deregister(pattern)
    if "short_image_ref" in md.inlinePatterns:
        md.inlinePatterns.deregister("short_image_ref")
    md.inlinePatterns.register(_Mark(r"【待补充】", md), "unknown", 185)
    md.inlinePatterns.register(_Cite(_SOURCE_MARK, md), "cite", 184)
    return md


def read_prose(text: str, page: bool = False) -> Prose:
    """读一段文字；`page` 为真时是一整篇文章，可以有标题与脚注。"""
    crowded = tuple(_crowded(text))
    if crowded or (not page and _PLAIN.fullmatch(text)):
        whole = Element("div")
        paragraph = Element("p")
        paragraph.text = text
        whole.append(paragraph)
        return Prose(whole, crowded, (), (), ())
    md = _markdown(page)
    md.reset()
    lines = list(_lists_apart(text.split("\n")))
    for processor in md.preprocessors:
        lines = processor.run(lines)
    parsed = md.parser.parseDocument(lines).getroot()
    root: Element = Element("div") if parsed is None else parsed
    for treeprocessor in md.treeprocessors:
        changed = treeprocessor.run(root)
        if changed is not None:
            root = changed
    for element, where, words in list(_slots(root)):  # 脚注扩展留下的占位字
        if NBSP_PLACEHOLDER in words or FN_BACKLINK_TEXT in words:
            words = words.replace(NBSP_PLACEHOLDER, "\u00a0").replace(FN_BACKLINK_TEXT, "回正文")
            setattr(element, where, words)
    _join_chinese_lines(root)
    faults = list(_source_faults(text))
    headings = tuple(_headings(root, text, page, faults))
    links = tuple(_links(root, text, faults))
    citations = tuple(
        (e.get("source", ""), e.get("locator"), _line_of(text, f"〔{e.get('source')}"))
        for e in root.iter("cite")
    )
    return Prose(root, tuple(faults), headings, links, citations)


def _crowded(text: str) -> Iterator[Fault]:
    """解析器遇到太多没有配对的方括号、反引号会非常慢；这样的文字不解析。"""
    for found in re.finditer(r"(?:[^\n]+\n?)+", text):
        for char in "[`":
            if found[0].count(char) > _MARK_LIMIT:
                line = text.count("\n", 0, text.index(char, found.start())) + 1
                yield Fault("T05", line, f"一段里的 {char} 超过 {_MARK_LIMIT} 个，请分段", char)


def _lists_apart(lines: list[str]) -> Iterator[str]:
    """紧跟在段落后面的列表，前面补一个空行：不然会接在段落里。"""
    in_list, blank = False, True
    for line in lines:
        item = _LIST_ITEM.match(line) is not None
        if item and not in_list and not blank:
            yield ""
        blank = not line.strip()
        in_list = item or (in_list and not blank) or line.startswith(" ")
        yield line


def prose_html(
    prose: Prose, cite: Callable[[str, str | None], Element], link: Callable[[str], str]
) -> str:
    """树 → 干净的 HTML。`cite` 给出一个出处标，`link` 把站内地址变成页面上的链接。"""
    root = _rendered(prose.root, cite, link)
    html = "".join(to_html_string(child) for child in root)
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={
            "*": {"class", "id", "align", "aria-label"},
            "a": {"href", "class", "id", "aria-label", "title"},
            "th": {"align", "scope"},
            "ol": {"start"},
        },
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def plain_text(prose: Prose) -> str:
    """去掉一切标记的文字，用于摘要与搜索。"""
    return " ".join("".join(prose.root.itertext()).split())


def heading_id(text: str) -> str:
    """标题文字 → 锚点：留下字母、数字与汉字，其余变成连字符。"""
    kept = "".join(c if unicodedata.category(c)[0] in "LN" else "-" for c in text)
    return re.sub(r"-+", "-", kept).strip("-").lower()


def _rendered(
    node: Element, cite: Callable[[str, str | None], Element], link: Callable[[str], str]
) -> Element:
    if node.tag == "cite":
        new = cite(node.get("source", ""), node.get("locator"))
        new.tail = node.tail
        return new
    new = Element(node.tag, dict(node.attrib))
    new.text, new.tail = node.text, node.tail
    if node.tag == "a" and node.get("href", "").startswith("/"):
        new.set("href", link(node.get("href", "")))
    if node.tag == "div" and "admonition" in node.get("class", ""):
        new.set("class", "cn-eds")
    if node.get("class") == "admonition-title":
        new.set("class", "cn-tag")
    if node.tag == "th":
        new.set("scope", "col")
    new.extend(_rendered(child, cite, link) for child in node)
    return new


def _slots(node: Element) -> Iterator[tuple[Element, str, str]]:
    """文档顺序里的一段段文字：（元素, "text" 或 "tail", 文字）。"""
    if node.tag not in ("code", "pre"):
        yield node, "text", node.text or ""
    for child in node:
        yield from _slots(child)
        yield child, "tail", child.tail or ""


def _chinese(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’……——"


def _join_chinese_lines(root: Element) -> None:
    """中文段落里的换行不是空格：两边都是中文时去掉。"""
    slots = list(_slots(root))
    for index, (element, where, text) in enumerate(slots):
        if "\n" not in text:
            continue
        after = next((t[0] for _, _, t in slots[index + 1 :] if t), "")
        before = next((t[-1] for _, _, t in reversed(slots[:index]) if t), "")
        whole = f"{before}\0{text}\0{after}"
        joined = re.sub(
            r"(.)(\0?)\n(\0?)(?=(.))",
            lambda m: m[1] + m[2] + ("" if _chinese(m[1]) and _chinese(m[4]) else "\n") + m[3],
            whole,
        )
        middle = joined.split("\0")
        setattr(element, where, middle[1] if len(middle) == 3 else text)


def _source_faults(text: str) -> Iterator[Fault]:
    bare = _CODE_SPAN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    for number, line in enumerate(bare.split("\n"), 1):
        if found := _RAW_HTML.search(line):
            message = "文字里不能写网页代码（尖括号）。要显示尖括号，写成 \\<"
            yield Fault("T01", number, message, found[0])
        if found := re.search(r"!\[[^\]]*\][(\[]", line):
            message = "文字里不能插图片。图片放到 cases/<编号>/ 里，写进“图片”栏"
            yield Fault("T03", number, message, found[0])


def _headings(root: Element, text: str, page: bool, faults: list[Fault]) -> Iterator[Heading]:
    seen: set[str] = set()
    places = list(_heading_lines(text))
    for element in root.iter():
        if element.tag not in _HEADINGS:
            continue
        words = "".join(element.itertext()).strip()
        line = next((n for n, source in places if words[:4] in source), _line_of(text, words[:10]))
        places = [place for place in places if place[0] > line]
        level = int(element.tag[1])
        anchor = heading_id(words)
        message = ""
        if not page:
            message = "这里的文字不写标题（# 开头的行）；各节的标题由书统一加"
        elif level == 1 or level > 4:
            message = "文章里的标题从 ## 开始，最多到 ####；页面的大标题写在页首"
        elif not anchor:
            message = "标题里要有字"
        elif anchor in seen:
            message = f"标题“{words}”与前面的重复，读者没法分别链接到它们"
        if message:
            faults.append(Fault("T04", line, message, words[:10]))
        seen.add(anchor)
        element.set("id", anchor)
        yield Heading(level, words, anchor)


def _heading_lines(text: str) -> Iterator[tuple[int, str]]:
    """像标题的行：# 开头，或下一行是 === 或 ---。"""
    for number, (line, below) in enumerate(pairwise([*text.split("\n"), ""]), 1):
        if re.match(r"[\s>*+\-\d.]*#", line) or re.fullmatch(r"\s*(?:=+|-+)\s*", below):
            yield number, line


def _links(root: Element, text: str, faults: list[Fault]) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for element in list(root.iter("a")):
        href = element.get("href", "")
        if element.get("class") in ("footnote-ref", "footnote-backref"):
            continue
        seen[href] += 1
        line = _line_of(text, href, seen[href])
        if not _SAFE_LINK.fullmatch(href):
            allowed = "https://、http://、mailto: 或 / 开头的站内地址"
            faults.append(Fault("T02", line, f"链接“{href[:40]}”不能用。只用 {allowed}", href))
            del element.attrib["href"]
            element.tag = "span"
        elif href.startswith("/"):
            yield href, line
        if "title" in element.attrib:
            del element.attrib["title"]


def _line_of(text: str, part: str, nth: int = 1) -> int:
    """`part` 第 `nth` 次出现在第几行；没有那么多次时取最后一次，一次也没有时为 1。"""
    line = 1
    at = -1
    for _ in range(nth):
        at = text.find(part, at + 1) if part else -1
        if at < 0:
            break
        line = text.count("\n", 0, at) + 1
    return line
