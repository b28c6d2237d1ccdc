"""开放数据的各个文件怎样写：一条、成套的、日历、Excel、说明书。写法由 `render/data` 定。"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from casebook.compose.words import word
from casebook.publish.artefact import Output
from casebook.render import data as room
from casebook.render.data import KINDS, STATEMENTS, Data, Dataset, Dated, Head, Listed

Pairs = Iterable[tuple[Head, Data]]


class Days(NamedTuple):
    """案例以外的日子；`undated` 是没有写全的有几件。"""

    dated: tuple[Dated, ...]
    undated: int


def one_file(head: Head, data: Data) -> Output:
    """一条。"""
    return Output((room.item_json(head, data).encode(),))


def lines_file(pairs: Pairs) -> Output:
    """JSON Lines。"""
    return Output(room.lines(pairs))


def table_file(kind: str, pairs: Pairs) -> Output:
    """一种的 CSV。"""

    def rows() -> Iterator[bytes]:
        yield room.header(room.table(kind)).encode()
        for head, data in pairs:
            yield room.whole_row(head.id, head.page, data.row).encode()

    return Output(rows())


def statements_file(pairs: Pairs) -> Output:
    """一句一行的 CSV。"""

    def rows() -> Iterator[bytes]:
        yield room.header(room.statements_table()).encode()
        yield from (data.statements.encode() for _, data in pairs)

    return Output(rows())


def schema_file(kind: str, url: str) -> Output:
    """模式文件。"""
    return Output((room.schema_file(kind, url),))


def gone_schema_file(url: str) -> Output:
    """不在原来地址的一条的模式文件。"""
    return Output((room.gone_schema_file(url),))


def calendar_file(
    title: str, place: str, stamps: Mapping[str, int], pairs: Pairs, days: Days
) -> Output:
    """日历；`stamps` 是各条工作法什么时候改的，`days` 是案例以外的日子。"""
    undated, events = days.undated, [*days.dated]
    for head, data in pairs:
        undated += data.undated
        events += _events(head, data, stamps[head.id])
    about = word("data.calendar-about", count=undated)
    return Output(room.calendar(title, about, place, events))


def _events(head: Head, data: Data, stamp: int) -> Iterator[Dated]:
    """一条工作法的；编号由开始的一天来，改了字还是它。"""
    seen: Counter[str] = Counter()
    for event in data.events:
        seen[event.start] += 1
        uid = f"cases-{head.id}-{event.start}-{seen[event.start]}"
        url = head.page if head.page.startswith("http") else ""
        yield Dated(uid, event.start, event.end, event.words, head.title, url, stamp)


def workbook_file(
    title: str, labels: Mapping[str, str], full: bool, pairs: Pairs, _: str
) -> Output:
    """Excel 的一册：一种一页；`full` 是一句句的话也列。"""
    from casebook.render.xlsx.paper import Workbook

    rows: dict[str, list[list[Any]]] = {kind: [] for kind in (*KINDS, STATEMENTS)}
    for head, data in pairs:
        row = room.whole_row(head.id, head.page, data.row)
        rows[head.kind] += room.typed(row, room.table(head.kind))
        if full:
            rows[STATEMENTS] += room.typed(data.statements, room.statements_table())
    book = Workbook(title)
    for kind in KINDS:
        book.sheet(labels[kind], [c.label for c in room.table(kind)], rows[kind], wrap=False)
    if full:
        head_row = [c.label for c in room.statements_table()]
        book.sheet(labels[STATEMENTS], head_row, rows[STATEMENTS], wrap=False)
    return Output((book.data,))


DESCRIBED = {
    room.PACKAGE: "datapackage",
    room.OPENAPI: "openapi",
    room.CATALOGUE: "catalogue",
}
"""各份说明书：站内路径 → 写它的函数。"""


def described(name: str, told: Dataset) -> Output:
    """一份说明书。"""
    write: Callable[[Dataset], bytes] = getattr(room, name)
    return Output((write(told),))


def llms_file(title: str, pages: Iterable[Listed]) -> Output:
    """`llms.txt`。"""
    about = (word("data.llms", title=title), word("data.llms-how"))
    return Output(room.llms(title, about, pages))
