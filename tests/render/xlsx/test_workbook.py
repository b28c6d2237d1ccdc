"""整本手册的工作簿：数字是数字，日期是日期，字不会当成公式；表头冻住；一个字节也不差。"""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from casebook.model import LABELS
from casebook.read import Library, read_library
from casebook.render.xlsx import workbook
from casebook.render.xlsx.cells import Value
from casebook.render.xlsx.paper import Workbook
from conftest import HANDBOOK


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(HANDBOOK)[0]


@pytest.fixture(scope="module")
def book(library: Library) -> Any:
    data = workbook(library)
    assert workbook(library) == data
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(book: Any, title: str) -> list[dict[str, Any]]:
    head, *others = book[title].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in others]


def test_every_sheet_has_a_frozen_head(book: Any) -> None:
    assert book.sheetnames[:4] == ["案例", "案例里的数字", "来源", "组织"]
    assert book.sheetnames[-2:] == ["缺口", "统计"]
    assert {*book.sheetnames} >= {LABELS[name] for name in ("policies", "programmes", "terms")}
    for page in book.worksheets:
        assert page.freeze_panes == "A2"
        assert page.column_dimensions["A"].width >= 6


def test_real_numbers_and_days(book: Any, library: Library) -> None:
    cases = {row["编号"]: row for row in rows(book, "案例")}
    assert cases.keys() == library.case_ids
    assert all(isinstance(row["版次"], int) for row in cases.values())
    figures = rows(book, "案例里的数字")
    assert {"mulinxiang"} <= {row["编号"] for row in figures}
    assert all(isinstance(row["数值"], int | float) for row in figures)
    days = [row["日期"] for row in rows(book, "来源") if row["日期"]]
    assert any(isinstance(day, datetime) for day in days)
    whole = [one for one in library.register("sources") if one.record.date and one.record.date.day]
    assert sum(isinstance(day, datetime) for day in days) == len(whole)


def test_statistics_add_up(book: Any, library: Library) -> None:
    counted = rows(book, "统计")
    by = {(row["照什么"], row["哪一个"]): row for row in counted}
    states = [row for row in counted if row["照什么"] == "状态"]
    assert sum(row["案例几条"] for row in states) == len(library.cases)
    assert by["状态", "征集"]["发布了几条"] == 0
    for entry in library.cases.values():
        for street in entry.record.streets:
            assert by["街镇", street]["案例几条"] >= 1
    assert {kind for kind, _ in by} == {"街镇", "领域", "方向", "五社", "年份", "状态"}


def test_gaps_are_the_ones_written(book: Any, library: Library) -> None:
    owed = {row["还差什么"] for row in rows(book, "缺口")}
    for entry in library.cases.values():
        for _, part in entry.parts:
            if missing := getattr(part, "missing", None):
                assert missing in owed


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@某某", "=HYPERLINK(1)"])
def test_words_are_not_formulas(text: str) -> None:
    made = Workbook("甲")
    made.sheet("页", ["栏"], [[text]])
    cell = openpyxl.load_workbook(io.BytesIO(made.data))["页"]["A2"]
    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_typed_cells() -> None:
    values: list[Value] = [3, 2.5, date(2024, 6, 1), "约2021", None, "甲\x0b乙"]
    made = Workbook("甲")
    made.sheet("页", ["甲"] * 6, [values])
    back = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(made.data))["页"][2]]
    assert back == [3, 2.5, datetime(2024, 6, 1), "约2021", None, "甲乙"]
