"""一个文件里的值与栏目名：找出写得差一点的，在原来的地方改。

不把文件读成对象再整个写回去：那样没有错的行也会变样。只换有错的几个字；读出来的要与打算的
一样，否则不算。
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.check.meant import meant_id
from casebook.editing.examiner import Examiner
from casebook.editing.keys import meant
from casebook.editing.places import Place, Stranger, kind_of, places
from casebook.editing.quantities import Added, quantity_edits
from casebook.editing.values import value_edits
from casebook.prose.punctuation import Edit
from casebook.prose.spaces import is_wide
from casebook.read import Document, MappingNode, Node, ScalarNode, SequenceNode, read_document
from casebook.read.text import Text
from casebook.read.written import LineEdit, applied, written_edits


def mend_keys(
    path: str, lines: list[str], _: Examiner, frozen: Collection[int]
) -> tuple[list[str], list[LineEdit]]:
    """栏目名打错的。"""
    edits = []
    for stranger in [one for one in _places(path, lines) if isinstance(one, Stranger)]:
        key, name = stranger.key, meant(stranger)
        line, at = key.line - 1, key.column - 1
        if name and line not in frozen and lines[line].startswith(key.text, at):
            what = f"栏目“{key.text}”改成“{name}”"
            edits.append(LineEdit(line, at, at + len(key.text), name, what))
    return applied(lines, edits), edits


def mend_values(
    path: str, lines: list[str], examiner: Examiner, frozen: Collection[int]
) -> tuple[list[str], list[LineEdit]]:
    """值写得差一点的；重读一遍，读出来的正是打算的才算。"""
    document, _ = read_document(Text(path, "\n".join(lines)))
    if document is None:
        return lines, []
    found = [
        one
        for one in _wanted(path, lines, document, examiner)
        if not any(edit.line in frozen for edit in one.edits)
    ]
    for some in ([found], [[one] for one in found]):
        done: list[LineEdit] = []
        kept = lines
        taken: list[Wish] = []
        for group in some:
            edits = [edit for one in group for edit in one.edits]
            tried = applied(lines, [*done, *edits])
            again, _ = read_document(Text(path, "\n".join(tried)))
            if again and plain(again.root) == plain(document.root, [*taken, *group]):
                kept, done, taken = tried, [*done, *edits], [*taken, *group]
        if done or not found:
            return kept, done
    return lines, []


@dataclass(frozen=True)
class Wish:
    """一个要改的值：文件里的改动，改好是什么，同一条里添上哪几栏。"""

    scalar: ScalarNode
    edits: list[LineEdit]
    value: str
    added: Added = ()


def _wanted(path: str, lines: list[str], document: Document, examiner: Examiner) -> Iterator[Wish]:
    for one in _places(path, lines, document):
        if isinstance(one, Place) and one.scalar.text:
            if split := quantity_edits(lines, one):
                yield Wish(one.scalar, *split)
                continue
            words = _words(one, document, examiner)
            edits = value_edits(one.field, one.scalar.text, words) or _pointed(one, words, examiner)
            written = written_edits(lines, one.scalar, edits) if edits else None
            if written:
                yield Wish(one.scalar, *written)


def _pointed(one: Place, words: Collection[str], examiner: Examiner) -> list[Edit]:
    """编号处写了登记过的名称、题名、网址：写成它的编号。"""
    field, text = one.field, one.scalar.text
    if not field.register or field.by_name or text in words:
        return []
    right = meant_id(examiner.library, field.register, text)
    return [Edit(0, len(text), right, f"“{text}”写成“{right}”")] if right else []


def _words(one: Place, document: Document, examiner: Examiner) -> Collection[str]:
    field = one.field
    if field.register:
        return examiner.words(field.register, field.by_name)
    if field.name == "who":  # 谁来做：五社，或这一条写的其他参与方
        known = examiner.words("actors", True) | examiner.words("organisations", True)
        return known | {*_parties(document)}
    return ()


def _parties(document: Document) -> Iterator[str]:
    listed = document.root.items.get("其他参与方")
    for party in listed.items if isinstance(listed, SequenceNode) else ():
        name = party.items.get("名称") if isinstance(party, MappingNode) else None
        if isinstance(name, ScalarNode):
            yield name.text


def _places(
    path: str, lines: list[str], document: Document | None = None
) -> Iterator[Place | Stranger]:
    document = document or read_document(Text(path, "\n".join(lines)))[0]
    kind = kind_of(path)
    return places(document.root, kind) if document and kind else iter(())


def plain(node: Node, wishes: Sequence[Wish] = ()) -> Any:
    """树 → 一层层的值；照 `wishes` 改好，添上的栏目跟在改了的后面。栏目的次序也算。

    折行处两边成了汉字、全角标点，那里的空格就不读出来了：两个宽的字当中的空格不比。
    """
    return _plain(node, {id(wish.scalar): wish for wish in wishes})


def _plain(node: Node, wishes: dict[int, Wish]) -> Any:
    if isinstance(node, ScalarNode):
        wish = wishes.get(id(node))
        return _close(wish.value if wish else node.text)
    if isinstance(node, SequenceNode):
        return [_plain(item, wishes) for item in node.items]
    found = []
    for key, value in node.items.items():
        found.append((key, _plain(value, wishes)))
        if wish := wishes.get(id(value)):
            found += wish.added
    return found


def _close(text: str) -> str:
    gaps = re.finditer(r"(?<=(.)) (?=(.))", text)
    wide = {gap.start() for gap in gaps if is_wide(gap[1]) and is_wide(gap[2])}
    return "".join(char for at, char in enumerate(text) if at not in wide) if wide else text
