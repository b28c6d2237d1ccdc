"""写在“数值”里的一个量，拆成修饰、数值、单位；已经写了别的修饰、单位的不动。"""

from collections.abc import Sequence
from functools import cache

from casebook.editing.places import Place
from casebook.editing.scalar import scalar
from casebook.model import Kind
from casebook.model.quantities import split_quantity
from casebook.model.statements import Quantity
from casebook.model.walk import key_of
from casebook.prose.punctuation import Edit
from casebook.read import ScalarNode
from casebook.read.written import LineEdit, written_edits

Added = tuple[tuple[str, str], ...]
"""添上的几栏：栏目与内容。"""


@cache
def _keys() -> tuple[str, str, str]:
    value, qualifier, unit = (key_of(Quantity, name) for name in ("value", "qualifier", "unit"))
    return value, qualifier, unit


def quantity_edits(lines: Sequence[str], place: Place) -> tuple[list[LineEdit], str, Added] | None:
    """文件里的改动，数值改好是什么，添上哪几栏；不是写在一起的量、拆不开的为 None。"""
    owner, written = place.owner, place.scalar
    key, *others = _keys()
    if place.field.kind is not Kind.NUMBER or place.field.key != key or owner is None:
        return None
    parts = split_quantity(written.text)
    if parts is None:
        return None
    added = []
    for name, wanted in zip(others, (parts.qualifier, parts.unit), strict=True):
        have = owner.items.get(name)
        if not wanted or (isinstance(have, ScalarNode) and have.text == wanted):
            continue
        if name in owner.keys:
            return None
        added.append((name, wanted))
    said = "，".join(f"{name}：{word}" for name, word in [(key, parts.value), *added])
    what = f"“{written.text}”拆成 {said}"
    found = written_edits(lines, written, [Edit(0, len(written.text), parts.value, what)])
    if found is None:
        return None
    edits, value = found
    line, end = edits[0].line, edits[0].end
    if lines[line][end : end + 1] in ("'", '"'):
        end += 1
    more = [f"{name}: {scalar(word)}" for name, word in added]
    if lines[owner.line - 1][owner.column - 1 : owner.column] == "{":
        edits.append(LineEdit(line, end, end, "".join(f", {one}" for one in more), what))
    else:
        pad, at = " " * (owner.keys[key].column - 1), len(lines[line])
        edits.append(LineEdit(line, at, at, "".join(f"\n{pad}{one}" for one in more), what))
    return edits, value, tuple(added)
