"""一页的写手：给出处编号、把站内地址变成相对链接、把文字变成 HTML。每页一个，用完即弃。"""

import posixpath
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from casebook.bind import Book
from casebook.bind.reference import Reference, reference
from casebook.model import Actor, Citation, Source, Statement
from casebook.prose import is_plain, plain_text, prose_html, read_prose

_DIGITS = "〇一二三四五六七八九"
_TARGET = re.compile(r"([^?#]*)(.*)", re.S)
_WORD_JOINER = "\u2060"  # 不让出处标落到一行开头
TBD = Markup('<span class="cn-tbd">待补充</span>')
"""未知的标记。"""


def chinese_number(n: int) -> str:
    """1–99 → 一、十、二十一。"""
    tens, ones = divmod(n, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十" if tens < 10 else str(tens))
    return head + (_DIGITS[ones] if ones or not tens else "")


def relative(page: str, address: str) -> str:
    """从 `page` 到 `address` 的相对链接；两者都以 / 开头，`address` 可带 ? 与 #。"""
    target, tail = _TARGET.fullmatch(address).groups()  # type: ignore[union-attr]
    if target == page:
        return tail or "./"
    path = _relpath(target, page)
    return f"{path}/{tail}" if target.endswith("/") else path + tail


@lru_cache(maxsize=65536)
def _relpath(target: str, page: str) -> str:
    return posixpath.relpath(target, page)


def _by_number(locator: str) -> tuple[int, str]:
    """“第 4 段”排在“第 12 段”前面。"""
    digits = "".join(c for c in locator if c in "0123456789")  # ⁴、①、٣ 也算数字，却各有各的算法
    return int(digits or 0), locator


class PageWriter:
    """模板里叫 `p`。出处按在页上第一次出现的先后编号，一个来源一个号。"""

    def __init__(self, book: Book, address: str) -> None:
        self.book = book
        self.address = address
        self._numbers: dict[str, int] = {}
        self._locators: dict[str, dict[str, None]] = {}
        self._figures = 0

    def url(self, address: str) -> str:
        """站内地址 → 本页上的链接。"""
        return relative(self.address, address)

    def file(self, path: str) -> str:
        """站内文件（如 `book/a.pdf`）→ 本页上的链接。"""
        return relative(self.address, f"/{path}")

    def actor(self, name: str) -> Actor | None:
        """五社中叫 `name` 的一社；没有时为 None。"""
        return next((actor for actor in self.book.actors if actor.name == name), None)

    def figure_name(self) -> str:
        """下一张图的名字：图一、图二……"""
        self._figures += 1
        return f"图{chinese_number(self._figures)}"

    def cite(self, citations: Iterable[Citation]) -> Markup:
        """出处标；没有来源时为空。同一来源只标一次。"""
        seen = dict.fromkeys(c.source for c in citations if self._note(c.source, c.locator))
        marks = "".join(_WORD_JOINER + self._mark(source) for source in seen)
        return Markup(marks)  # noqa: S704 - 里面只有号

    def _note(self, source: str, locator: str | None) -> bool:
        if source not in self.book.sources:
            return False
        self._numbers.setdefault(source, len(self._numbers) + 1)
        if locator:
            self._locators.setdefault(source, {}).setdefault(locator)
        return True

    def _mark(self, source: str) -> str:
        n = self._numbers[source]
        return f'<a class="cn-cite" href="#s{n}" aria-label="出处 {n}">〔{n}〕</a>'

    def _mark_element(self, source: str, locator: str | None) -> Element:
        if not self._note(source, locator):
            return Element("span")
        n = self._numbers[source]
        mark = Element("a", {"class": "cn-cite", "href": f"#s{n}", "aria-label": f"出处 {n}"})
        mark.text = f"〔{n}〕"
        return mark

    def prose(self, text: str, citations: Iterable[Citation] = (), page: bool = False) -> Markup:
        """Markdown → HTML，出处标接在最后一段末尾。"""
        if not page and is_plain(text):
            html = f"<p>{text}</p>"
        else:
            prose = read_prose(text, page=page)
            html = prose_html(prose, self._mark_element, self.url).rstrip()
        marks = str(self.cite(citations))
        if marks and html.endswith("</p>"):
            html = html[: -len("</p>")] + marks + "</p>"
        else:
            html += marks
        return Markup(html)  # noqa: S704 - prose_html 已经净化

    def inline(self, text: str, citations: Iterable[Citation] = ()) -> Markup:
        """一句话里的 Markdown，不套段落；多段时段间用空格。"""
        html = str(self.prose(text, citations))
        inner = html.replace("</p>\n<p>", " ").removeprefix("<p>").removesuffix("</p>")
        return Markup(inner)  # noqa: S704 - prose 已经净化

    def say(self, statement: Statement) -> Markup:
        """一句话连同出处与“待补充”，不套段落。"""
        parts = []
        if statement.text:
            parts.append(self.inline(statement.text, statement.sources))
        if statement.missing:
            parts.append(escape(statement.missing) + "：" + TBD + "。")
        return Markup("").join(parts)

    def statements(self, items: Iterable[Statement], tag: str = "编者按") -> Markup:
        """几段话：来源写明的成段，编者的判断归进带 `tag` 的虚线框，未知的写成待补充。"""
        out = []
        for editorial, group in groupby(items, key=lambda s: s.inferred):
            paragraphs = []
            for statement in group:
                if statement.text:
                    paragraphs.append(self.prose(statement.text, statement.sources))
                if statement.missing:
                    paragraphs.append(Markup("<p>{}：{}。</p>").format(statement.missing, TBD))
            body = Markup("").join(paragraphs)
            if editorial:
                body = Markup('<div class="cn-eds"><span class="cn-tag">{}</span>{}</div>').format(
                    tag, body
                )
            out.append(body)
        return Markup("\n").join(out)

    def references(self) -> list[tuple[int, Source, Reference, str]]:
        """本页引用过的来源：编号、来源、著录、引用位置。"""
        found = []
        for source_id, n in self._numbers.items():
            source = self.book.sources[source_id]
            places = sorted(self._locators.get(source_id, ()), key=_by_number)
            found.append((n, source, reference(source), "、".join(places)))
        return found

    def plain(self, text: str) -> str:
        """去掉标记的文字。"""
        return plain_text(read_prose(text))
