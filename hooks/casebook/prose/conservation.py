"""不丢字：写下的字，印出来要一个不少、次序不变。

比的是“骨架”：每一个字母、数字、汉字与全角的标点，以及夹在两个字母、数字当中的半角记号。树里留着记号
带走的字（链接的地址、出处的编号、列表的号……），各在原来的地方，所以什么写法也不必例外：哪一种写法吞了
字，两边就对不上。
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from xml.etree.ElementTree import Element

from casebook.prose.tree import Fault

_ASCII_SIGN = r"!-/:-@\[-`{-~"
_SIGNS = r"!-/:-@\[-`{}~"  # 竖线隔开表的格子，格数另查
_KEPT = re.compile(rf"[^\s{_ASCII_SIGN}]+|(?<=[0-9A-Za-z])[{_SIGNS}]+(?=[0-9A-Za-z])")
_WORD = re.compile(r"\d+|.", re.S)
_SHOWN = 20
_TOLD = 5
"""一段文字里至多说几处。"""


def bones(text: str) -> str:
    """`text` 的骨架；反斜杠是记号，不算。"""
    return "".join(_KEPT.findall(text.replace("\\", "")))


def kept(node: Element) -> str:
    """树里留着的全部的字，连同记号带走的，次序与写的时候一样。"""
    return "".join(_pieces(node))


def lost(text: str, tree: str) -> Iterator[Fault]:
    """T12：`text` 里写了，`tree`（见 `kept`）里没有或变了的字。"""
    written, left = bones(text), bones(tree)
    if written == left:
        return
    places = _places(text)
    before, after = [word for word, _ in places], [word for word, _ in _places(tree)]
    for start, end, new, stop in _changes(before, after)[:_TOLD]:
        at = places[min(start, len(places) - 1)][1] if places else 0
        words, instead = "".join(before[start:end]), "".join(after[new:stop])
        if not words:
            message = f"这里会多印出“{_short(instead)}”。换一个写法"
        elif words.isdecimal() and instead.isdecimal():
            message = f"列表的这一项写的是 {words}，会印成 {instead}：号要接着数"
        elif instead:
            message = f"“{_short(words)}”会印成“{_short(instead)}”。前面加反斜杠 \\，或换一个写法"
        else:
            message = f"“{_short(words)}”会印不出来。写成平常的字，或在记号前加反斜杠 \\"
        part = text[at:].partition("\n")[0][: len(words) or 1]
        yield Fault("T12", text.count("\n", 0, at) + 1, message, part)


def _changes(before: list[str], after: list[str]) -> list[tuple[int, int, int, int]]:
    """不同的各段：`before` 的从、到，`after` 的从、到。只是几个号不同的，一个号一段。"""
    differ = [n for n, pair in enumerate(zip(before, after, strict=False)) if len({*pair}) > 1]
    if len(before) == len(after) and all(before[n].isdecimal() for n in differ):
        return [(n, n + 1, n, n + 1) for n in differ]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "……"


def _places(text: str) -> list[tuple[str, int]]:
    """骨架的每一个字，各在 `text` 的哪里（从 0 数起）；连着的数字算一个：13 不是 1 与 3。"""
    places = [n for n, char in enumerate(text) if char != "\\"]
    return [
        (word[0], places[found.start() + word.start()])
        for found in _KEPT.finditer(text.replace("\\", ""))
        for word in _WORD.finditer(found[0])
    ]


def _pieces(node: Element, number: int | None = None) -> Iterator[str]:
    opening, closing = _marks(node, number)
    yield opening
    yield node.text or ""
    for n, child in enumerate(node, int(node.get("start", "1"))):
        yield from _pieces(child, n if node.tag == "ol" else None)
        yield child.tail or ""
    yield closing
    if node.tag in _BLOCKS:
        yield "\n"


_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "th", "td", "pre", "div", "br", "hr"}


def _marks(node: Element, number: int | None) -> tuple[str, str]:
    """这一种写法的记号带走的字：写在里面的话前面的、后面的。"""
    match node.tag:
        case "a":  # 链接里引号中的题名哪里也不印，不算
            return ("<", ">") if "bare" in node.attrib else ("[", f"]({node.get('href')})")
        case "img":
            words = (node.get("alt", ""), node.get("src", ""), node.get("title", ""))
            return " ".join(("", *words, "")), ""
        case "cite":
            return f"〔{node.get('source')} {node.get('locator', '')}〕", ""
        case "span" if node.get("class") == "cn-tbd":
            return "【", "】"
        case "sup" if node.get("note"):
            return f"[^{node.get('note')}]", ""
        case "code" if node.get("language"):
            return f"{node.get('language')}\n", ""
        case "div" if node.get("kind", "").isascii():
            return f"{node.get('kind', '')} ", ""
        case "li" if number is not None:
            return f"{number} ", ""
    return "", ""
