"""模型 → 表里有哪些列，一个值怎样写进一格。"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from casebook.model import Citation, FieldDescription, Kind, Record, describe
from casebook.render.data.kinds import BY_ID
from casebook.render.data.record import Tree

Cell = str | int | float
_GLUE: Final = "; "


class Column(NamedTuple):
    """一列：英文名、Frictionless 的类型、中文名、说明；在树的哪里，怎样写进一格。

    `refers` 是它的编号在哪一张表里；一格里接着几个编号的，对不上，不写。
    """

    name: str
    type: str
    title: str
    help: str
    path: tuple[str, ...] = ()
    write: Callable[[Any], Cell] = str
    refers: str = ""

    @property
    def label(self) -> str:
        """给人看的表头：中文名，英文名在后面，与 CSV 对得上。"""
        return f"{self.title} {self.name}"


def columns(
    kind: type[Record], path: tuple[str, ...] = (), above: str = "", bare: str = ""
) -> Iterator[Column]:
    """一种记录的各列；里面只有一条的记录摊开，几条的在另一张表里。

    摊开的，`above` 是它在上一级叫什么，`bare` 是只写一句话时写的那一栏：那一栏就叫 `above`。
    """
    for field in describe(kind):
        own, name = (*path, field.name), "_".join((*path, field.name))
        key = field.key if not above else above if field.key == bare else f"{above}·{field.key}"
        if field.record and not _listed_by_id(field):
            if not field.many:
                yield from columns(field.record, own, key, field.bare)
            continue
        for suffix, type_, write in _cells(field):
            to = "" if field.many or suffix != "_id" else field.register
            title = f"{key}{_TITLES.get(suffix, '')}"
            yield Column(f"{name}{suffix}", type_, title, field.help, own, write, to)


_TITLES: Final = {
    "_locators": "（位置）",
    "_dates": "（日期）",
    "_id": "（编号）",
    "_low": "（小的）",
    "_high": "（大的）",
    "_text": "（写法）",
}
"""一栏写成几列的，后面的各列叫什么。"""


def _listed_by_id(field: FieldDescription) -> bool:
    """出处，归入词表的：写得进一格。"""
    return field.record is Citation or bool(field.register)


_TYPES: Final = {Kind.WHOLE: "integer", Kind.YES_NO: "boolean"}


def _cells(field: FieldDescription) -> Iterator[tuple[str, str, Callable[[Any], Cell]]]:
    """一栏写成几列：列名的后缀、类型、怎样写。"""
    if field.record is Citation:
        for suffix, key in (("", "source"), ("_locators", "locator"), ("_dates", "date")):
            yield suffix, "string", _glued(key)
    elif field.register and field.register not in BY_ID:
        for suffix, key in (("", "name"), ("_id", "id")):
            yield suffix, "string", _glued(key) if field.many else _part(key)
    elif field.kind is Kind.NUMBER:
        for suffix, key, type_ in _NUMBER:
            yield suffix, type_, _part(key)
    elif field.many:
        yield "", "string", _together
    else:
        yield "", _TYPES.get(field.kind, "string"), _plain


_NUMBER: Final = (
    ("_low", "low", "number"),
    ("_high", "high", "number"),
    ("_text", "text", "string"),
)


def _plain(value: Any) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value  # type: ignore[no-any-return]


def _together(values: Iterable[str]) -> str:
    """几样接成一格；拆开：先把 ;; 换成别的记号，照“; ”拆，再换回一个分号。"""
    return _GLUE.join(value.replace(";", ";;") for value in values)


def _part(key: str) -> Callable[[Any], Cell]:
    return lambda value: value.get(key, "")


def _glued(key: str) -> Callable[[Any], Cell]:
    def write(values: Sequence[Tree]) -> str:
        found = [one.get(key, "") for one in values]
        return _together(found) if any(found) else ""

    return write
