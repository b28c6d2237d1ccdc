"""连：tests/bind/*.yml 里，左边是改过的最小手册，右边是书的提纲（公开的与预览的）。"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.bind import Book, Method, bind, crosstab, scale, timeline
from casebook.bind.bind import RELATED_LIMIT
from casebook.model import Case
from casebook.read import read_library

CASE = """标题: {title}
一句话: {{内容: 示例。, 推断: 是}}
状态: 发布
版次: 1
来源: demo
"""


def book_of(root: Path, preview: bool = False) -> Book:
    library, problems = read_library(root)
    assert problems == []
    return bind(library, preview)


def case_of(root: Path) -> Case:
    library, problems = read_library(root)
    assert problems == []
    return library.cases[bind(library).methods[0].id].record


@pytest.mark.golden_test("*.yml")
def test_outline(golden: Any, handbook: Callable[..., Path]) -> None:
    root = handbook(golden["文件"])
    assert golden.out["公开"] == f"{book_of(root)}\n"
    assert golden.out["预览"] == f"{book_of(root, preview=True)}\n"


def many(handbook: Callable[..., Path], count: int, extra: str) -> Book:
    files = {f"cases/c{n:03}.yml": CASE.format(title=f"第{n}条") + extra for n in range(count)}
    return book_of(handbook({**files, "cases/demo-case.yml": None, "cases/demo-case": None}))


def test_numbers_have_two_digits_or_more(handbook: Callable[..., Path]) -> None:
    book = many(handbook, 101, "")
    assert [m.number for m in book.methods][:2] == ["01", "02"]
    assert [m.number for m in book.methods][-2:] == ["100", "101"]
    assert len({m.number for m in book.methods}) == 101
    assert len(book.without_street) == 101


def test_derived_relations_are_few_and_say_why(handbook: Callable[..., Path]) -> None:
    organisation = "五社: [{类别: 社区社会组织, 单位: demo-org, 内容: x, 来源: demo}]\n"
    book = many(handbook, 30, organisation + "街镇: 新泾镇\n")
    for method in book.methods:
        ids = [r.id for r in method.related]
        assert len(ids) == len(set(ids)) == RELATED_LIMIT
        assert method.id not in ids
        assert {r.reason for r in method.related} == {"示例营造中心"}
        assert {r.kin for r in method.related} == {"organisation"}
        assert method.mentioned_by == ()


def method_of(book: Book, method_id: str) -> Method:
    return next(m for m in book.methods if m.id == method_id)


def test_editors_reasons_come_first_and_are_never_cut(handbook: Callable[..., Path]) -> None:
    related = "".join(f"  - {{编号: c{n:03}, 理由: 看第{n}条}}\n" for n in range(1, 9))
    files = {f"cases/c{n:03}.yml": CASE.format(title=f"第{n}条") for n in range(9)}
    files["cases/c000.yml"] += "街镇: 新泾镇\n相关:\n" + related
    book = book_of(handbook(files))
    first = method_of(book, "c000")
    assert [r.reason for r in first.related] == [f"看第{n}条" for n in range(1, 9)]
    assert [r.kin for r in first.related] == [""] * 8
    for n in range(1, 9):
        (back,) = method_of(book, f"c{n:03}").mentioned_by
        assert (back.id, back.reason) == ("c000", f"看第{n}条")


def test_mutual_relation_is_listed_once(handbook: Callable[..., Path]) -> None:
    """两条互相写了相关：各列一次，不再列“那一条提到这一条”。"""
    one = CASE.format(title="甲") + "相关: [{编号: b, 理由: 甲看乙}]\n"
    two = CASE.format(title="乙") + "相关: [{编号: a, 理由: 乙看甲}]\n"
    book = book_of(handbook({"cases/a.yml": one, "cases/b.yml": two}))
    for method, reason in ((method_of(book, "a"), "甲看乙"), (method_of(book, "b"), "乙看甲")):
        assert [r.reason for r in method.related] == [reason]
        assert method.mentioned_by == ()


def test_binding_is_linear(handbook: Callable[..., Path]) -> None:
    """同一街镇、同一家组织的许多条：不做两两比较，条数四倍，走过的行也约四倍（两两比较是十六倍）。

    数走过的行，不看钟：忙的机器上也一样。
    """
    library, _ = read_library(handbook())
    card = library.cards["demo-case"]

    def lines(count: int) -> int:
        library.cards.clear()
        library.cards.update({f"x{n}": card._replace(id=f"x{n}") for n in range(count)})
        passed = 0

        def step(_: Any, event: str, __: Any) -> Any:
            nonlocal passed
            passed += event == "line"
            return step

        before = sys.gettrace()
        sys.settrace(step)
        try:
            book = bind(library)
        finally:
            sys.settrace(before)
        assert max(len(m.related) for m in book.methods) == RELATED_LIMIT
        return passed

    few, many = lines(200), lines(800)
    assert many < 4.2 * few
    assert few > 200 * 10


def test_documented_means_a_source_says_so(handbook: Callable[..., Path]) -> None:
    """只写了“待补充”的一社不算参与：不上架、不进对照图。"""
    book = book_of(handbook(case="五社: [{类别: 社区, 待补充: 做了什么}]\n"))
    assert book.methods[0].present == ()
    assert book.by_actor["community"].methods == ()
    assert not any(cell.filled for cell in crosstab(book).cells)


@pytest.mark.parametrize(
    ("direction", "inferred", "editorial"),
    [
        ("群众服务", "否", True),
        ("[{名称: 群众服务, 来源: demo}]", "否", False),
        ("[{名称: 群众服务, 来源: demo}]", "是", True),
        ("[{名称: 群众服务, 来源: demo, 推断: 是}]", "否", True),
    ],
)
def test_crosstab_marks_what_editors_classified(
    handbook: Callable[..., Path], direction: str, inferred: str, editorial: bool
) -> None:
    """方向有来源、做法不是推断，才算来源写明；其余是编者归入。"""
    actor = f"五社: [{{类别: 社区, 内容: x, 来源: demo, 推断: {inferred}}}]\n"
    book = book_of(handbook(case=f"{actor}方向: {direction}\n"))
    (cell,) = [c for c in crosstab(book).cells if c.filled]
    assert (cell.actor.name, cell.direction.name, cell.editorial) == ("社区", "群众服务", editorial)


@pytest.mark.parametrize("more", ["规模: []\n", "{one}"])
def test_drawings_only_when_there_is_something_to_draw(
    handbook: Callable[..., Path], more: str
) -> None:
    """没有写的不画；只有一个确定的长度、只有一件事的也不画：没有可比的。"""
    one = f"规模: [{LENGTH}]\n时间: [{{日期: 2023, 事件: 事, 来源: demo}}]\n"
    case = case_of(handbook(case=more.format(one=one)))
    assert scale(case) is None
    assert timeline(case) is None


LENGTH = "{名称: 长, 数值: 200, 修饰: 约, 单位: 米, 据: 文章, 来源: demo}"


def test_every_length_is_on_the_scale(handbook: Callable[..., Path]) -> None:
    """几个长度都画，单位照第一个换算；别的单位不画。"""
    more = LENGTH.replace("约", "多").replace("200", "0.3").replace("米", "公里")
    other = LENGTH.replace("米", "平方米")
    drawn = scale(case_of(handbook(case=f"规模: [{LENGTH}, {more}, {other}]\n")))
    assert drawn
    assert [(bar.value, bar.end, bar.open_end) for bar in drawn.bars] == [
        (200, 200, False),
        (300, pytest.approx(366), True),
    ]
    assert (drawn.unit, drawn.end, drawn.ticks[-1]) == ("米", pytest.approx(366), 300)


@pytest.mark.parametrize("value", ["0.5", "1", "7", "200", "999", "1000", "12345"])
def test_scale_bar_has_few_even_ticks(handbook: Callable[..., Path], value: str) -> None:
    measure = f"{{名称: 长, 数值: {value}, 修饰: 多, 单位: 米, 截至: 2023, 来源: demo}}"
    drawn = scale(case_of(handbook(case=f"规模: [{measure}]\n")))
    assert drawn
    (bar,) = drawn.bars
    assert bar.open_end
    assert drawn.end > bar.value
    assert 2 <= len(drawn.ticks) <= 11
    assert drawn.ticks[0] == 0
    assert drawn.ticks[-1] <= bar.value


def test_timeline_stays_between_its_years(handbook: Callable[..., Path]) -> None:
    dates = ("约2019", "2020-02", "2020-02-29", "2021-12", "2021-12-31")
    events = "".join(f"  - {{日期: {d}, 事件: 事, 来源: demo}}\n" for d in dates)
    line = timeline(case_of(handbook(case="时间:\n" + events)))
    assert line
    (row,) = line.rows
    assert (row.begin.year, row.end.year, row.months) == (2019, 2022, False)
    assert all(0 <= s.start < s.end <= 1 and s.begins for s in row.spans)
    assert [m.exact for m in line.marks] == [False, False, True, False, True]
    assert row.spans[0].end == row.ticks[1][0]


def test_a_long_timeline_is_folded(handbook: Callable[..., Path]) -> None:
    """事情多的折成几行，一件不少；跨两行的两行都有，没有事的一行不画。"""
    dates = [f"{year}-{month:02}" for year in (2001, 2002, 2004) for month in range(1, 13)]
    dates.insert(0, "2001-12 至 2002-01")
    events = "".join(f"  - {{日期: {d}, 事件: 事, 来源: demo}}\n" for d in dates)
    line = timeline(case_of(handbook(case="时间:\n" + events)))
    assert line
    assert [row.begin.year for row in line.rows] == [2001, 2002, 2004]
    assert all(row.months and len(row.ticks) == 12 for row in line.rows)
    begun = [s.mark.number for row in line.rows for s in row.spans if s.begins]
    assert sorted(begun) == [*range(1, 38)]
    assert [[s.begins for s in row.spans if s.mark.number == 1] for row in line.rows] == [
        [True],
        [False],
        [],
    ]
