"""一个文件里的每一个值：写在哪里，是哪一栏；栏目名写错的在哪里。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casebook.model import REGISTERS, Case, FieldDescription, Record, describe, register_of
from casebook.prose.punctuation import Edit
from casebook.read import Mapping, Node, Scalar
from casebook.read import Sequence as Listed


@dataclass(frozen=True)
class Place:
    """一个值和它的栏目；`owner` 是它写在哪几栏当中，只写一句话的为 None。"""

    scalar: Scalar
    field: FieldDescription
    owner: Mapping | None = None


@dataclass(frozen=True)
class Stranger:
    """一个不认识的栏目名：在哪种记录里，那里已经写了哪些。"""

    key: Scalar
    kind: type[Record]
    written: frozenset[str]


def kind_of(path: str) -> type[Record] | None:
    """`path`（相对手册）里写的是哪种记录；不是案例与登记簿的为 None。"""
    if path.rpartition("/")[0] == "cases":
        return Case
    return REGISTERS.get(register_of(path))


def places(node: Node, kind: type[Record]) -> Iterator[Place | Stranger]:
    """`node` 照 `kind` 来看，里面的每一个值与每一个不认识的栏目。"""
    yield from _inside(node, {field.key: field for field in describe(kind)}, kind)


def _inside(
    node: Node, fields: dict[str, FieldDescription], kind: type[Record]
) -> Iterator[Place | Stranger]:
    if not isinstance(node, Mapping):
        return
    for name, value in node.items.items():
        if (field := fields.get(name)) is None:
            yield Stranger(node.keys[name], kind, frozenset(node.items))
            continue
        for one in value.items if isinstance(value, Listed) else [value]:
            if not field.record:
                if isinstance(one, Scalar):
                    yield Place(one, field, node)
            elif isinstance(one, Scalar):
                if field.bare:  # 只写一句话，等于写里面的那一栏
                    yield Place(one, _fields(field)[field.bare])
            else:
                yield from _inside(one, _fields(field), field.record)


def _fields(field: FieldDescription) -> dict[str, FieldDescription]:
    """`field` 里面的各栏；引用登记簿的，落在它的那一栏上。"""
    assert field.record  # noqa: S101 - 里面有记录的才问
    inner = {one.key: one for one in describe(field.record)}
    if field.register and field.bare:
        bare = inner[field.bare]
        inner[field.bare] = replace(bare, register=field.register, by_name=field.by_name)
    return inner


@dataclass(frozen=True)
class LineEdit:
    """第 `line` 行（从 0 数起）从 `start` 到 `end` 改成 `new`。"""

    line: int
    start: int
    end: int
    new: str
    what: str


def written_edits(
    lines: Sequence[str], scalar: Scalar, edits: Sequence[Edit]
) -> tuple[list[LineEdit], str] | None:
    """值里的改动 → 文件里的改动，和改好的值；对不上原文的字时为 None。"""
    spots = _spots(lines, scalar)
    if spots is None:
        return None
    found: list[LineEdit] = []
    value = scalar.text
    for edit in reversed(edits):
        end = edit.end
        while end > edit.start and scalar.text[end - 1].isspace():
            end -= 1  # 跟着的空白在同一行里才一起改
        line, start, _ = spots[edit.start]
        last_line, _, stop = spots[end - 1]
        if end < edit.end and edit.end < len(spots) and spots[edit.end][0] == line:
            end, stop = edit.end, spots[edit.end][1]
        if last_line != line:
            return None
        found.append(LineEdit(line, start, stop, edit.new, edit.what))
        value = value[: edit.start] + edit.new + value[end:]
    return found, value


def _spots(lines: Sequence[str], scalar: Scalar) -> list[tuple[int, int, int]] | None:
    """值的每个字在哪一行、从哪到哪（都从 0 数起）；空白的位置不准，不用它。"""
    line, at = scalar.line - 1, scalar.column - 1
    head = lines[line][at : at + 1]
    quote = head if head in ("'", '"') and head else ""
    if quote:
        at += 1
    elif head in ("|", ">") and not scalar.text.startswith(head):
        line, at = line + 1, 0
    spots: list[tuple[int, int, int]] = []
    for char in scalar.text:
        if char.isspace():
            spots.append((line, at, at))
            continue
        while line < len(lines) and not lines[line][at:].lstrip():
            line, at = line + 1, 0
        if line >= len(lines):
            return None
        source = lines[line]
        at += len(source[at:]) - len(source[at:].lstrip())
        width = (
            2 if source[at : at + 2] in {"'": ("''",), '"': ('\\"', "\\\\")}.get(quote, ()) else 1
        )
        if source[at + width - 1] != char:
            return None
        spots.append((line, at, at + width))
        at += width
    return spots
