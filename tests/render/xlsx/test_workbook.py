"""整本手册的工作簿：数字是数字，日期是日期，字不会当成公式；表头冻住；一个字节也不差。"""

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from casebook.model import LABELS
from casebook.read import Library, read_library
from casebook.render.xlsx import workbook
from casebook.render.xlsx.cells import Value
from casebook.render.xlsx.paper import Workbook
from commands import run
from conftest import HANDBOOK


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(HANDBOOK)[0]


@pytest.fixture(scope="module")
def book(library: Library) -> Any:
    data = workbook(library).data
    assert workbook(library).data == data
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


@pytest.mark.parametrize("letter", ["字", "\U00020000"])
def test_a_cell_too_small_is_told(letter: str) -> None:
    """一格放不下的，写明没有写全，也说得出是哪一格；正好放得下的一个字不少。"""
    most = 32_767 // (2 if len(letter.encode("utf-16-le")) > 2 else 1)
    made = Workbook("甲")
    made.sheet("页", ["甲", "乙"], [["短", letter * most], ["短", letter * (most + 1)]])
    page = openpyxl.load_workbook(io.BytesIO(made.data))["页"]
    assert page["B2"].value == letter * most
    cut = page["B3"].value
    assert cut.endswith(f"{letter}……（太长，一格放不下，后面的没有写）")
    assert 32_000 < len(cut.encode("utf-16-le")) / 2 <= 32_767
    assert made.cut == ["“页”第 3 行的“乙”"]


def test_export_tells_of_it(handbook: Callable[..., Path]) -> None:
    names = ", ".join(f"{'abcdefg ' * 4}{n}" for n in range(1000))
    source = f"条目:\n  - {{编号: long, 题名: 长的, 类别: 其他, 作者: [{names}]}}\n"
    root = handbook({"content/registry/sources/long.yml": source})
    done = run("export", "--root", str(root), "--xlsx", str(root / "手册.xlsx"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Excel 一格至多 32767 个字，这几格没有写全，全文在手册里：“来源”第" in done.stdout
    again = run("import", "--root", str(root), "--diff", str(root / "手册.xlsx"))
    assert "没有要添的" in again.stdout  # 不拿截短的去换全的
    assert "1 条与登记的写得不一样，没有动。" in again.stdout


def test_what_cannot_be_read_is_not_left_out_silently(handbook: Callable[..., Path]) -> None:
    root = handbook({"content/registry/sources/broken.yml": "条目:\n  - {编号: 错\n"})
    done = run("export", "--root", str(root), "--xlsx", str(root / "手册.xlsx"))
    assert done.returncode == 1
    assert "没有写：来源登记簿没有全读成，写出来就不全。先运行 casebook check" in done.stderr
    assert not (root / "手册.xlsx").exists()
