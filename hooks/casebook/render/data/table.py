"""树 → 一行行的表（CSV）：一种数据一张，一条一行；里面一句句的话、一个个的数另成一张，一句一行。

有哪些列照模型来。几样的以“; ”接在一格里，先后对得上，字里自己的分号写两个；
数分成小的、大的、页面上的写法三列。
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from casebook.model import Citation, Record, describe
from casebook.model.walk import record_kinds
from casebook.render.data.columns import Cell, Column, columns
from casebook.render.data.kinds import KINDS
from casebook.render.data.record import Tree

FORMULA: Final = re.compile(r"'*(?:[\t\r]|\s*[=+\-@＝＋－＠])")
"""表格软件会当成公式的开头（全角的、前面有空白的也算）：前面加一个 '，表格软件里不显示。"""
_END: Final = "\r\n"
BOM: Final = "\ufeff"
"""CSV 开头的：没有它，Excel 当成别的编码。"""


class Said(NamedTuple):
    """一句话、一个数：写在哪里、是哪一种记录、它的树。

    自己没有来源的（历年里的一期），`whose` 是它的上一级：名称、单位、来源是那里写的。
    """

    where: str
    kind: type[Record]
    tree: Tree
    whose: tuple[type[Record], Tree] | None = None


_HEAD: Final = (
    Column("id", "string", "编号", "编号，定了就不改"),
    Column("page", "string", "网页", "网页的网址"),
)
_SAID: Final = (
    Column("id", "string", "编号", "写在哪一条里"),
    Column("kind", "string", "种类", "那一条是哪一种数据"),
    Column("field", "string", "位置", "写在它的哪里：JSON 里的位置"),
    Column("type", "string", "记录", "是哪一种记录，见模式文件的 $defs"),
    Column("anchor", "string", "锚点", "网页上这一句的锚点，接在网页的网址与 # 后面；话不改就不变"),
)


@cache
def table(kind: str) -> tuple[Column, ...]:
    """一种数据的表：编号、网页，各栏。"""
    own = (column for column in columns(KINDS[kind]) if column.name != "id")
    return (*_HEAD, *own)


@cache
def statements_table() -> tuple[Column, ...]:
    """一句一行的表：在哪里，各种话与数有的各栏；几种记录里叫法相同的，带上英文名。"""
    inner = (k for kind in KINDS.values() for k in record_kinds(kind) if _is_said(k))
    listed = {column.name: column for kind in dict.fromkeys(inner) for column in columns(kind)}
    counts = Counter(column.title for column in (*_SAID, *listed.values()))
    return (
        *_SAID,
        *(
            c._replace(title=f"{c.title}（{c.name}）") if counts[c.title] > 1 else c
            for c in listed.values()
        ),
    )


@cache
def _is_said(kind: type[Record]) -> bool:
    """是一句话、一个数：能带出处的，有数值的；登记簿的一条自己不算。"""
    has = kind.model_fields.keys() & {"sources", "value"}
    return bool(has) and kind not in KINDS.values()


def _is_sourced(kind: type[Record]) -> bool:
    return "sources" in kind.model_fields


@cache
def _inner(kind: type[Record]) -> tuple[tuple[str, bool, type[Record]], ...]:
    """里面还有记录的各栏：名字、是不是几条、哪一种；出处不算。"""
    return tuple(
        (f.name, f.many, f.record) for f in describe(kind) if f.record and f.record is not Citation
    )


def said(kind: type[Record], tree: Tree, where: str = "") -> Iterator[Said]:
    """一条里的每一句话、每一个数。"""
    for name, many, inner in _inner(kind):
        found = tree.get(name)
        for n, one in enumerate((found if many else [found]) if found else ()):
            at = f"{where}{name}{f'[{n}]' * many}"
            if _is_said(inner):
                yield Said(at, inner, one, None if _is_sourced(inner) else (kind, tree))
            yield from said(inner, one, f"{at}.")


def record_row(kind: str, tree: Tree) -> str:
    """一条的一行，编号与网页之后的。"""
    listed = table(kind)
    row: list[Cell] = [""] * len(listed)
    _fill(row, _places(KINDS[kind], listed), tree)
    return written([row[len(_HEAD) :]])


def whole_row(entry_id: str, page: str, rest: str) -> str:
    """编号、网页接上其余的。"""
    return f"{written([[entry_id, page]]).removesuffix(_END)},{rest}"


def statement_rows(kind: str, entry_id: str, tree: Tree) -> str:
    """一条里的各句，一句一行。"""
    return written(_statement_rows(kind, entry_id, tree))


def _statement_rows(kind: str, entry_id: str, tree: Tree) -> Iterator[list[Cell]]:
    listed = statements_table()
    for where, inner, own, whose in said(KINDS[kind], tree):
        row: list[Cell] = [""] * len(listed)
        anchor = own.get("anchor") or (whose[1].get("anchor") if whose else "")
        row[: len(_SAID)] = [entry_id, kind, where, inner.__name__, anchor or ""]
        if whose:
            above, shared = whose
            told = {name: value for name, value in shared.items() if name != "missing"}
            _fill(row, _places(above, listed), told)
        _fill(row, _places(inner, listed), own)
        yield row


_Places = Mapping[str, tuple[tuple[int, Column], ...]]


@cache
def _places(kind: type[Record], listed: tuple[Column, ...]) -> _Places:
    """一种记录的各栏写在哪几列：栏目 → （第几列，怎样写）。"""
    order = {column.name: n for n, column in enumerate(listed)}
    found: dict[str, list[tuple[int, Column]]] = {}
    for column in columns(kind):
        if column.name in order:
            found.setdefault(column.path[0], []).append((order[column.name], column))
    return {name: tuple(own) for name, own in found.items()}


def _fill(row: list[Cell], places: _Places, tree: Tree) -> None:
    """写了的各栏填进这一行；只看写了的，别的空着。"""
    for name, value in tree.items():
        for at, column in places.get(name, ()):
            row[at] = _cell(column, value)


def _cell(column: Column, value: Any) -> Cell:
    for name in column.path[1:]:
        value = value.get(name)
        if value is None:
            return ""
    cell = column.write(value)
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def written(rows: Iterable[Sequence[Cell]]) -> str:
    """几行（RFC 4180）。"""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def header(listed: Iterable[Column]) -> str:
    """表头。"""
    return BOM + written([[column.name for column in listed]])
