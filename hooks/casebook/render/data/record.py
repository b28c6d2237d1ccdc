"""一条记录 → 一棵树：键是模型里的英文名，值是字、数、真假、列表。走遍模型写成，模型多一栏就多一栏。

没有写的栏目不出现，写了“待补充”的就是 `missing`；一段文字是页面上看得到的字，记号去掉，文中的
出处收进 `sources`。引用登记簿的写成 {id, name}；引用工作法、来源的只写编号：工作法的题目会改，
来源的著录在 `references` 里。
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from xml.etree.ElementTree import Element

from casebook.bind.citing import said_id
from casebook.model import (
    Amount,
    Citation,
    FieldDescription,
    Kind,
    PartialDate,
    Period,
    Record,
    Register,
    When,
    describe,
)
from casebook.prose import is_plain, read_prose
from casebook.render.data.kinds import BY_ID

Tree = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """登记簿里有什么：（登记簿, 编号或名称）→ {id, name}；`dates` 是来源的编号 → 发布的日子。

    `anchored` 为真时，里面的每句话、每个数字带着网页上的锚点（`anchor`）：有自己一页的才有。
    """

    entries: Mapping[tuple[str, str], Tree]
    dates: Mapping[str, str]
    anchored: bool = False

    @classmethod
    def of(cls, registers: Mapping[str, Register]) -> "Known":
        """全部登记簿。词表按名称引用，登记按编号引用。"""
        found: dict[tuple[str, str], Tree] = {}
        for register, book in registers.items():
            for entry in reversed(book.entries):
                named = {"id": entry.id, "name": entry.name}
                found[register, entry.name] = found[register, entry.id] = named
        sources = registers["sources"].entries if "sources" in registers else ()
        return cls(found, {one.id: written_date(one.date) for one in sources if one.date})


def record_tree(record: Record, known: Known) -> Tree:
    """`record` 写成的树。"""
    tree = {}
    for name, write in _writers(type(record)):
        value = getattr(record, name)
        if value is not None and value != ():
            tree[name] = write(value, known)
    if isinstance(record, Citation):
        if date := known.dates.get(record.source):
            tree["date"] = date
    elif more := [*_cited(record, known)]:
        cited = tree.setdefault("sources", [])
        for one in more:
            if one not in cited:
                cited.append(one)
    return tree


Writer = Callable[[Any, Known], Any]


@cache
def _writers(kind: type[Record]) -> tuple[tuple[str, Writer], ...]:
    return tuple((field.name, _writer(field)) for field in describe(kind))


def _writer(field: FieldDescription) -> Writer:
    one: Writer = partial(_classified, field.register) if field.record else _scalar(field)
    if not field.many:
        return one

    def every(values: tuple[Any, ...], known: Known) -> list[Any]:
        return [one(value, known) for value in values]

    return every


def _scalar(field: FieldDescription) -> Writer:
    if field.register and field.register not in BY_ID:
        return partial(_reference, field.register)
    return _SCALARS.get(field.kind, _as_it_is)


def _classified(register: str, record: Record, known: Known) -> Tree:
    """里面的一条记录；归入词表里一个词的，带上词的编号。"""
    tree = record_tree(record, known)
    if known.anchored and "sources" in type(record).model_fields and (own := said_id(record)):
        tree["anchor"] = own
    if register and (entry := known.entries.get((register, tree["name"]))):
        return {"id": entry["id"], **tree}
    return tree


def _reference(register: str, written: str, known: Known) -> Tree:
    """引用的一条；没有登记的（预览时会有）只有写的字。"""
    return known.entries.get((register, written)) or {"id": written}


def _as_it_is(value: Any, _: Known) -> Any:
    return value


def _text(value: Any, _: Known) -> str:
    return f"{value}"


_BLOCKS = frozenset(
    ("p", "li", "ul", "ol", "tr", "table", "blockquote", "div", "pre", "h2", "h3", "h4", "br")
)


def words(text: str) -> str:
    """一段文字在页面上是哪些字，一块一行。"""
    if is_plain(text):
        return text.strip()
    lines = "".join(_lines(read_prose(text).root)).split("\n")
    return "\n".join(told for line in lines if (told := " ".join(line.split())))


def _lines(element: Element) -> Iterator[str]:
    around = "\n" if element.tag in _BLOCKS else " " if element.tag in ("td", "th") else ""
    yield around
    yield _joined(element.text)
    for child in element:
        yield from _lines(child)
        yield _joined(child.tail)
    yield around


def _joined(text: str | None) -> str:
    """块里的换行，页面上是空格。"""
    return (text or "").replace("\n", " ")


def _cited(record: Record, known: Known) -> Iterator[Tree]:
    """文中的出处。"""
    for name in _prose(type(record)):
        text = getattr(record, name) or ""
        for source, locator, _ in read_prose(text).citations if "〔" in text else ():
            yield record_tree(Citation.model_construct(source=source, locator=locator), known)


@cache
def _prose(kind: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in describe(kind) if field.kind is Kind.PROSE)


def amount_tree(amount: Amount) -> Tree:
    """一个数：两头（不是范围的，两头一样），与页面上的写法。"""
    low, high = amount.low, amount.low if amount.high is None else amount.high
    return {
        "low": int(low) if low == low.to_integral_value() else float(low),
        "high": int(high) if high == high.to_integral_value() else float(high),
        "text": f"{amount}",
    }


def written_date(when: When) -> str:
    """一个日期、一段时间，照 ISO 8601-2（EDTF 第一级）：`2021-03`、`2021~`、`2020-09/2021-03`。"""
    if isinstance(when, PartialDate):
        return f"{when.iso}{'~' * when.about}"
    return f"{written_date(when.start)}/{'..' if when.since else written_date(when.end)}"


def exact_days(when: When) -> tuple[str, str] | None:
    """从哪一天到哪一天；没有写到日的、约的为 None：不替编者补。"""
    ends = (when.start, when.end) if isinstance(when, Period) else (when, when)
    if isinstance(when, Period) and when.since:
        return None
    if any(end.about or not end.day for end in ends):
        return None
    return ends[0].iso, ends[1].iso


_SCALARS: Mapping[Kind, Writer] = {
    Kind.PROSE: lambda value, _: words(value),
    Kind.NUMBER: lambda value, _: amount_tree(value),
    Kind.DATE: lambda value, _: written_date(value),
    Kind.PERIOD: lambda value, _: written_date(value),
    Kind.CHOICE: _text,
}
"""要换个写法的几种值；别的照写的。"""
