"""文中的术语：一节里第一次写到的，认出来，读者可以就地看解释。

认编者在“文中标出”里写的；没有写的，只认登记的名称，三个字以上：两个字的常夹在别的词里（“独立项目”里的“立项”）。
书名号里的不认，标题、链接、代码里的也不认：标了就不是原来的样子。
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from casebook.compose.blocks import (
    Blocks,
    Cell,
    Components,
    Entry,
    Gloss,
    Heading,
    Listed,
    Note,
    Paragraph,
    Part,
    Parts,
    Quote,
    Section,
    Step,
    Steps,
    Support,
    Supports,
    Table,
)
from casebook.compose.inlines import Emphasis, Inline, Inlines, Strong, TermMark
from casebook.compose.writer import Writer
from casebook.model import Term

_SHORTEST = 3
_INSIDE: dict[type, str] = {
    Section: "c",
    Listed: "items",
    Table: "rows",
    Quote: "c",
    Note: "c",
    Components: "items",
    Entry: "c",
    Parts: "rows",
    Part: "deed",
    Steps: "items",
    Step: "c",
    Supports: "items",
    Support: "said",
}
"""往里面找的：种类 → 哪一栏。"""


class Glossary:
    """登记的术语。有解释的才认；别的只登了名字，点开没有可看的。"""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {
            name: gloss
            for term in terms
            if (marked := _marked(term)) and (gloss := _gloss(term))
            for name in marked
        }
        names = sorted(self._terms, key=len, reverse=True)
        # 书名号里的整个跳过；一样开头的，长的在前
        found = "|".join(["《[^》]*》", *map(re.escape, names)])
        self._pattern = re.compile(found) if names else None

    def marked(self, blocks: Blocks) -> tuple[Blocks, tuple[Gloss, ...]]:
        """`blocks` 标好术语的，与用到的各条，照先后；一节从一个标题起。"""
        if self._pattern is None:
            return blocks, ()
        marker = _Marker(self._pattern, self._terms)
        return marker.node(blocks), tuple(marker.used.values())


def _marked(term: Term) -> tuple[str, ...]:
    """正文里认哪几样。"""
    return term.marked or ((term.name,) if len(term.name) >= _SHORTEST else ())


def _gloss(term: Term) -> Gloss | None:
    """解释；出处在术语一页。"""
    if not any(one.text for one in term.description):
        return None
    return Gloss(term.id, term.name, Writer({}).statements(term.description))


class _Marker:
    def __init__(self, pattern: re.Pattern[str], terms: dict[str, Gloss]) -> None:
        self._pattern, self._terms = pattern, terms
        self._seen: set[str] = set()
        self.used: dict[str, Gloss] = {}

    def node(self, node: Any) -> Any:
        """一块、几块；没有可标的原样给回。"""
        kind = type(node)
        if kind is tuple:
            made = tuple([self.node(one) for one in node])
            return node if all(a is b for a, b in zip(made, node, strict=True)) else made
        if kind is Paragraph or kind is Cell:
            words = self._words(node.c)
            return node if words is node.c else replace(node, c=words)
        if kind is Section or kind is Heading:
            self._seen = set()
        if (name := _INSIDE.get(kind)) is None:
            return node
        before = getattr(node, name)
        after = self.node(before)
        return node if after is before else replace(node, **{name: after})

    def _words(self, inlines: Inlines) -> Inlines:
        out: list[Inline] = []
        for part in inlines:
            if isinstance(part, str):
                out += self._text(part)
            elif isinstance(part, Strong | Emphasis):
                inner = self._words(part.c)
                out.append(part if inner is part.c else replace(part, c=inner))
            else:
                out.append(part)
        return inlines if len(out) == len(inlines) and [*inlines] == out else tuple(out)

    def _text(self, text: str) -> list[Inline]:
        out: list[Inline] = []
        at = 0
        for found in self._pattern.finditer(text):
            name = found[0]
            gloss = self._terms.get(name)
            if gloss is None or gloss.id in self._seen:
                continue
            self._seen.add(gloss.id)
            self.used.setdefault(gloss.id, gloss)
            out += [*((text[at : found.start()],) if found.start() > at else ())]
            out.append(TermMark(gloss.id, name))
            at = found.end()
        return [*out, text[at:]] if at < len(text) else out
