"""表的各格：数字、日期不从当中断开，短的一栏不成一字一行。"""

import re

import pytest

from casebook.render.web.cells import fitted

KEPT = re.compile(r'<span class="cn-n">(.*?)</span>')


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("2023-03-01", ["2023-03-01"]),
        ("2023/3/1—2023.04.15", ["2023/3/1", "2023.04.15"]),
        ("¥1,234,567.89 元", ["¥1,234,567.89"]),
        ("±0.5% 与 -120000.00", ["±0.5%", "-120000.00"]),
        ("12:30 到 13:45:10", ["12:30", "13:45:10"]),
        ("200 多米，3 个", ["200"]),
        ('<a href="/years/2023-03/">2023-03-01</a>', ["2023-03-01"]),
        ("https://www.example.com/2023/12345678", []),
        ("https://www.example.com/?a=12345678&amp;b=1234", []),
        ("A1234567，sn12345", []),
        ("&#12345;", []),
    ],
)
def test_a_number_in_a_cell_is_whole(cell: str, kept: list[str]) -> None:
    (_, (_, told)), _ = fitted([["甲", "乙"], ["长" * 20, cell]])
    assert KEPT.findall(told) == kept
    assert KEPT.sub(r"\1", told) == cell


def test_a_small_table_is_left() -> None:
    rows = [["地方", "日期"], ["门房", "2023-03-01"]]
    assert fitted(rows) == (rows, [0, 0])


def test_what_does_not_fit_is_left() -> None:
    """一张纸放不下的，照旧断行：不断就出了纸边。"""
    rows = [["¥1,234,567.89"] * 12] * 2
    assert fitted(rows) == (rows, [0] * 12)
    assert fitted([["2023-12-20"] * 9] * 2)[1] == [6] * 9


def test_a_short_column_keeps_its_width() -> None:
    heads = ["地方", "怎样做的", "谁来", "数"]
    rows = [heads, ["门房改书房", "长" * 400, "居民区党总支", "3"]]
    assert fitted(rows)[1] == [5, 12, 6, 0]
    assert fitted([[f"第{n}栏的名字很长" for n in range(16)]] * 2)[1] == [3] * 16
