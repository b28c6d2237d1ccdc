"""标题与链接：能链接到的，和链接出去的；不合规矩的记为毛病。"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from casebook.model.urls import url_fault
from casebook.prose.source import NO_HEADINGS, line_of, without_code
from casebook.prose.tree import Fault, Heading, Link, fault_at

_SAFE_LINK = re.compile(r"(?:https?://[^\s\\]+|mailto:[^\s\\]+|/(?![/\\])[^\s\\]*|#[^\s\\]+)")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def find_headings(root: Element, page: bool, faults: list[Fault]) -> Iterator[Heading]:
    """`root` 里的标题，各给一个 id；`page` 为假时不该有标题。"""
    seen: set[str] = set()
    above = 1
    for element in root.iter():
        if element.tag not in _HEADINGS:
            continue
        words = "".join(element.itertext()).strip()
        line = int(element.attrib.pop("line"))
        level = int(element.tag[1])
        anchor = heading_id(words)
        message = ""
        if not page:
            message = NO_HEADINGS
        elif level == 1 or level > 4:
            message = "文章里的标题从 ## 开始，最多到 ####；页面的大标题写在页首"
        elif level > above + 1:
            message = f"标题从 {'#' * above} 跳到了 {'#' * level}，中间要有 {'#' * (above + 1)}"
        elif not anchor:
            message = "标题里要有字"
        elif anchor in seen:
            message = f"标题“{words}”与前面的重复，读者没法分别链接到它们"
        if message:
            faults.append(Fault("T04", line, message, words[:10]))
        above = level
        seen.add(anchor)
        element.set("id", anchor)
        yield Heading(level, words, anchor)


def heading_id(text: str) -> str:
    """标题文字 → 锚点：留下字母、数字与汉字，其余变成连字符。"""
    kept = "".join(c if unicodedata.category(c)[0] in "LN" else "-" for c in text)
    return re.sub(r"-+", "-", kept).strip("-").lower()


def find_links(root: Element, text: str, page: bool, faults: list[Fault]) -> Iterator[Link]:
    """`root` 里的站内链接，各在哪里；不能用的链接变成普通文字。

    `page` 为真时可以只写 `#锚点`，指这一页上；案例的话印在几处，要写全地址。
    """
    seen: Counter[str] = Counter()
    bare = without_code(text)
    for element in list(root.iter("a")):
        href = element.get("href", "")
        if element.get("class") in ("footnote-ref", "footnote-backref"):
            continue
        seen[href] += 1
        if not href:
            faults.append(_empty(element, bare, seen[href]))
            element.tag = "span"
            del element.attrib["href"]
            element.attrib.pop("title", None)
            continue
        line, nth = _spot(element, bare, seen[href])
        if not "".join(element.itertext()).strip():
            faults.append(
                Fault("T02", line, "链接没有字，读者看不见、点不到。写成 [字](地址)", href, nth)
            )
        local = href.startswith("#")
        if _SAFE_LINK.fullmatch(href) and (page or not local):
            if local or href.startswith("/"):
                yield Link(href, line, nth)
            elif words := _out_of_order(href):
                faults.append(Fault("R12", line, words, href, nth))
        else:
            allowed = "https://、http://、mailto: 或 / 开头的站内地址"
            said = "写全地址，如 /streets/#……" if local else f"只用 {allowed}"
            faults.append(Fault("T02", line, f"链接“{href[:40]}”不能用。{said}", href, nth))
            del element.attrib["href"]
            element.tag = "span"
        element.attrib.pop("title", None)


def _spot(element: Element, text: str, nth: int) -> tuple[int, int]:
    """第 `nth` 个写着这个地址的链接：在第几行，这几个字在那一行里第几次出现。"""
    href = element.get("href", "")
    lead = "<" if "bare" in element.attrib else r"\]\(\s*<?"
    found = [*re.finditer(rf"{lead}(?P<href>{re.escape(href)})(?=[\s)>])", text)]
    if not found:  # 写着转义的
        return line_of(text, href, nth), 1
    at = found[min(nth, len(found)) - 1].start("href")
    return text.count("\n", 0, at) + 1, text.count(href, text.rfind("\n", 0, at) + 1, at) + 1


_EMPTY = re.compile(r"\[[^\[\]\n]*\]\(\s*(?:<>)?\s*(?:\"[^\"\n]*\")?\s*\)")


def _empty(element: Element, text: str, nth: int) -> Fault:
    """第 `nth` 个没有写地址的链接。"""
    words = "".join(element.itertext()).strip() or "字"
    message = f"链接没有写地址，点不开。写成 [{words}](地址)；不要链接，就只写字"
    found = [*_EMPTY.finditer(text)]
    if not found:
        return Fault("T02", line_of(text, "](", nth), message, "](")
    return fault_at(text, found[min(nth, len(found)) - 1].span(), "T02", message)


_MAIL = re.compile(r"mailto:[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\?\S*)?", re.ASCII | re.I)


def _out_of_order(href: str) -> str:
    """书外的地址点不开，为什么；好的为空。"""
    if href.startswith("mailto:"):
        sound = _MAIL.fullmatch(href)
        return "" if sound else f"“{href[7:47]}”不是邮箱：里面混进了别的字，点不开"
    fault = url_fault(href) if href.startswith("http") else None
    if fault is None:
        return ""
    _, words, right = fault
    if not right:
        return words
    return f"{words.partition('，点不开')[0]}，点不开。说明、标点写到链接的括号外面"
