"""文字 → 印刷用的树：块与行内，只有字典、列表、字符串，交给 Typst 当数据读，从不当代码。

块：`p` 段落、`h` 标题、`list` 列表、`table` 表、`quote` 引文、`note` 提示框、`rule` 线；
一条工作法里另有 `figure` 图、`photo` 照片、`steps` 步骤，附录里有 `references` 著录。
行内：字符串，或 `em`、`strong`、`code`、`del`、`link`（外站）、`to`（站内）、`cite`（出处）、
`fn`（脚注）、`tbd`（待补充）、`idx`（索引的记号）、`br`。书里的 `to` 印“见第N页”：在这一册里的有
`at`，在别的册里的有 `elsewhere`，都是标签；第一次出现的 `cite` 带着著录 `c`。
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from casebook.bind import Book
from casebook.bind.reference import reference
from casebook.model import Citation, Statement
from casebook.prose import Prose, read_prose

Inline = str | dict[str, Any]
Block = dict[str, Any]
TBD: Inline = {"t": "tbd"}

# 汉字、全角标点以外的字连成一串，排版机不断行
_UNBROKEN = r"[^\s\u2e80-\uffef—…“”‘’\u200b]"
_LONG = re.compile(_UNBROKEN + "{24,}")
_LONG_IN_CELL = re.compile(_UNBROKEN + "{12,}")
# 2021 年、200 多米、第 10 页
_UNIT = re.compile(r"(?<=[0-9]) (?=[\u3400-\u9fff])|(?<=第) (?=[0-9])")
_WRAPPERS = {"em": "em", "strong": "strong", "code": "code", "del": "del", "sup": "sup"}
_BLOCKS = frozenset({"p", "ul", "ol", "table", "blockquote", "div", "hr", "pre", "h2", "h3", "h4"})
_LINKS = ("http://", "https://", "mailto:")
_IN_NOTE = "脚注里"  # 脚注里的脚注只认一层，不会绕圈


class Scope:
    """一条工作法或一章：出处在里面从一编起，一个来源一个号。"""

    def __init__(self, book: Book, mark: Callable[[str], list[Inline]]) -> None:
        self._book = book
        self._mark = mark
        self._numbers: dict[str, int] = {}
        self._locators: dict[str, dict[str, None]] = {}
        self._long = _LONG

    @property
    def sources(self) -> list[dict[str, Any]]:
        """引用过的来源，按号：著录与引用位置。"""
        listed = []
        for source_id, number in self._numbers.items():
            text = reference_inlines(self._book, source_id)
            places = "、".join(self._locators.get(source_id, ()))
            listed.append({"n": number, "c": [*text, f" {places}。" if places else ""]})
        return listed

    def cites(self, citations: Iterable[Citation]) -> list[Inline]:
        """出处标；同一来源在一处只标一次。"""
        seen = dict.fromkeys(c.source for c in citations if self._note(c.source, c.locator))
        return [{"t": "cite", "n": self._numbers[source]} for source in seen]

    def _note(self, source: str, locator: str | None) -> bool:
        if source not in self._book.sources:
            return False
        self._numbers.setdefault(source, len(self._numbers) + 1)
        if locator:
            self._locators.setdefault(source, {}).setdefault(locator)
        return True

    def text(self, words: str) -> list[Inline]:
        """纯文字：插上索引的记号，太长的拉丁字串给出断行处；换行是空格。"""
        return [
            foldable(part, self._long) if isinstance(part, str) else part
            for part in self._mark(words.replace("\n", " "))
        ]

    def blocks(
        self, text: str, citations: Iterable[Citation] = (), page: bool = False
    ) -> list[Block]:
        """Markdown → 块，出处接在最后一段末尾。"""
        blocks = list(self._blocks(read_prose(text, page=page)))
        marks = self.cites(citations)
        if marks:
            if blocks and blocks[-1]["t"] == "p":
                blocks[-1]["c"].extend(marks)
            else:
                blocks.append({"t": "p", "c": marks})
        return blocks

    def inlines(self, text: str, citations: Iterable[Citation] = ()) -> list[Inline]:
        """一句话：几段接成一段。"""
        return _run_in(self.blocks(text, citations))

    def say(self, statement: Statement) -> list[Inline]:
        """一句话连同出处与“待补充”。"""
        out = self.inlines(statement.text, statement.sources) if statement.text else []
        if statement.missing:
            out += [*self.text(statement.missing), "：", TBD, "。"]
        return out

    def statements(self, items: Iterable[Statement], tag: str = "编者按") -> list[Block]:
        """几段话；编者的判断归进带 `tag` 的框。"""
        out: list[Block] = []
        for item in items:
            blocks = self.blocks(item.text, item.sources) if item.text else []
            if item.missing:
                blocks.append({"t": "p", "c": [*self.text(item.missing), "：", TBD, "。"]})
            if not item.inferred:
                out += blocks
            elif out and out[-1]["t"] == "note" and out[-1]["title"] == tag:
                out[-1]["c"] += blocks
            else:
                out.append({"t": "note", "title": tag, "c": blocks})
        return out

    def _blocks(self, prose: Prose) -> Iterator[Block]:
        notes = {
            li.get("id", ""): li
            for li in prose.root.iter("li")
            if li.get("id", "").startswith("fn")
        }
        for element in prose.root:
            if element.get("class") != "footnote":
                yield from self._block(element, notes)

    def _block(self, element: Element, notes: dict[str, Element]) -> Iterator[Block]:
        tag = element.tag
        if tag in ("h2", "h3", "h4"):
            yield {"t": "h", "l": int(tag[1]), "c": self._inline(element, notes)}
        elif tag in ("ul", "ol"):
            items = [self._children(li, notes) for li in element]
            start = int(element.get("start", "1"))
            yield {"t": "list", "ordered": tag == "ol", "start": start, "items": items}
        elif tag == "table":
            rows = [[self._cell(c, notes) for c in row] for row in element.iter("tr")]
            yield {"t": "table", "head": rows[0], "rows": rows[1:]}
        elif tag == "blockquote":
            yield {"t": "quote", "c": self._children(element, notes)}
        elif tag == "div":
            title = next((e for e in element if e.get("class") == "admonition-title"), None)
            body = [e for e in element if e is not title]
            words = "".join(title.itertext()) if title is not None else "编者按"
            inner = [b for e in body for b in self._block(e, notes)]
            yield {"t": "note", "title": words, "c": inner}
        elif tag == "hr":
            yield {"t": "rule"}
        elif tag == "pre":
            lines = "".join(element.itertext()).rstrip("\n").split("\n")
            code = [{"t": "code", "c": self.text(line.replace(" ", "\u00a0"))} for line in lines]
            yield {"t": "p", "c": [part for one in code for part in (one, {"t": "br"})][:-1]}
        else:
            yield {"t": "p", "c": self._inline(element, notes)}

    def _children(self, element: Element, notes: dict[str, Element]) -> list[Block]:
        """列表项、引文里的块；块与块之间直接写的字自成一段。"""
        out: list[Block] = []
        loose = self.text(element.text or "")
        for child in element:
            if child.tag in _BLOCKS:
                out += _paragraph(loose)
                out += self._block(child, notes)
                loose = []
            else:
                loose += self._one(child, notes)
            loose += self.text(child.tail or "")
        return [*out, *_paragraph(loose)] or [{"t": "p", "c": []}]

    def _cell(self, element: Element, notes: dict[str, Element]) -> dict[str, Any]:
        self._long = _LONG_IN_CELL
        cell = {"align": element.get("align", "left"), "c": self._inline(element, notes)}
        self._long = _LONG
        return cell

    def _inline(self, element: Element, notes: dict[str, Element]) -> list[Inline]:
        out: list[Inline] = list(self.text(element.text or ""))
        for child in element:
            out += self._one(child, notes)
            out += self.text(child.tail or "")
        return [part for part in out if part != ""]

    def _one(self, child: Element, notes: dict[str, Element]) -> list[Inline]:
        if child.tag == "cite":
            source = child.get("source", "")
            if not self._note(source, child.get("locator")):
                return []
            return [{"t": "cite", "n": self._numbers[source]}]
        if child.get("class") == "cn-tbd":
            return [TBD]
        if child.tag == "br":
            return [{"t": "br"}]
        if child.tag == "img":
            caption = f"，{child.get('title')}" if child.get("title") else ""
            return self.text(f"（图见网站：{child.get('alt')}{caption}）")
        if child.tag == "sup" and len(child) and child[0].get("class") == "footnote-ref":
            note = notes.get(child[0].get("href", "")[1:])
            return [{"t": "fn", "c": self._note_text(note, notes)}] if note is not None else []
        if child.get("class") == "footnote-backref":
            return []
        inner = self._inline(child, notes)
        if child.tag == "a":
            href = child.get("href", "")
            if href.startswith("/"):
                return [{"t": "to", "to": href, "c": inner}]
            if not href.startswith(_LINKS):
                return inner
            shown = href.removeprefix("mailto:")
            # 纸上点不了：文字里没有网址的，把网址也印出来
            told = {} if shown in "".join(child.itertext()) else {"print": shown}
            return [{"t": "link", "url": href, "c": inner, **told}]
        kind = _WRAPPERS.get(child.tag)
        return [{"t": kind, "c": inner}] if kind else inner

    def _note_text(self, note: Element, notes: dict[str, Element]) -> list[Inline]:
        others = {k: v for k, v in notes.items() if v is not note} | {_IN_NOTE: note}
        words = _run_in(self._children(note, {} if _IN_NOTE in notes else others))
        return words and _paragraph(words)[0]["c"]


def _paragraph(words: list[Inline]) -> list[Block]:
    """一段；两头的空白去掉，什么也没有时不成段。"""
    words = list(words)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while words and isinstance(words[end], str):
            words[end] = strip(str(words[end]))
            if words[end]:
                break
            del words[end]
    return [{"t": "p", "c": words}] if words else []


def _run_in(blocks: Iterable[Block]) -> list[Inline]:
    """几块接成一句，一个字也不丢：列表的各项、表的各行之间是分号。"""
    parts = [part for block in blocks if (part := _words(block))]
    return _joined(parts, " ")


def _words(block: Block) -> list[Inline]:
    match block["t"]:
        case "list":
            items = [_run_in(item) for item in block["items"]]
            if block["ordered"]:
                items = [[f"{n}. ", *item] for n, item in enumerate(items, block["start"])]
            return _joined(items, "；")
        case "table":
            rows = [[cell["c"] for cell in row] for row in (block["head"], *block["rows"])]
            return _joined([_joined(row, "，") for row in rows], "；")
        case "quote":
            return _run_in(block["c"])
        case "note":
            return [f"{block['title']}：", *_run_in(block["c"])]
        case _:
            words: list[Inline] = block.get("c", [])
            return words


def _joined(parts: Iterable[list[Inline]], between: str) -> list[Inline]:
    out: list[Inline] = []
    for part in parts:
        out += [*([between] if out else []), *part]
    return out


def foldable(words: str, long: re.Pattern[str] = _LONG) -> str:
    """太长的字串，字与字之间给出断行处。"""
    return long.sub(lambda found: "\u200b".join(found[0]), words)


def glued(data: Any) -> Any:
    """数据里的每一句话：数字与后面的单位、前面的“第”之间的空格不断行。"""
    if isinstance(data, str):
        return _UNIT.sub("\u00a0", data)
    if isinstance(data, dict):
        return {key: glued(value) for key, value in data.items()}
    return [glued(item) for item in data] if isinstance(data, list) else data


def reference_inlines(book: Book, source_id: str) -> list[Inline]:
    """一条著录，网址可点、可断行。"""
    ref = reference(book.sources[source_id])
    out: list[Inline] = [ref.before + ref.title + ref.after]
    if ref.url:
        out.append({"t": "link", "url": ref.url, "c": [ref.url]})
    out.append(ref.end)
    if ref.missing:
        out += [" ", "、".join(ref.missing) + "：", TBD, "。"]
    return out


def label_of(address: str) -> str:
    """站内地址 → 书里的标签。"""
    return "at" + address.rstrip("/").replace("/", "-").replace("#", "_")
