"""字少而行多的步骤、框、表：放不下的拆到下一页，不叠着印，一个字也不少；表的后面回到行格。"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from render.typeset.laid_out import Box, collisions, laid_out
from render.typeset.test_wide_tables import ORIGIN, STEP, drawn, table

ENDS = ("gongzuofa.pdf", "shili.pdf", "shili-large.pdf")
SAID = "楼组长在天井把话记下来挨家问了三遍画了一张谁都看得懂的草图请有手艺的先做一个样子" * 4
NUMBERS = ("1,358,016", "1,357,400.50", "2021-03-15", "2022-12-05", "2,358,016", "3,357,400.50")


def items(indent: int) -> str:
    return "".join(f"{' ' * indent}- 项{n}\n" for n in range(50))


def rows(indent: int) -> str:
    return table(("甲", "乙"), *((f"行{n}", "二") for n in range(40)), indent=indent)


def narrow(indent: int) -> str:
    """六个数挤得只剩一窄条的一格长话。"""
    heads = tuple(f"栏{n}" for n in range(7))
    return table(heads, (SAID, *NUMBERS), indent=indent)


NOTE = "成效:\n  - 推断: 是\n    内容: |\n"
CASES = {
    "步骤里的列表": (STEP + items(6) + ORIGIN, "项49"),
    "步骤里的表": (STEP + rows(6) + ORIGIN, "行39"),
    "步骤里的窄条": (STEP + narrow(6) + ORIGIN, NUMBERS[-1]),
    "框里的列表": (ORIGIN + NOTE + items(6), "项49"),
    "框里的表": (ORIGIN + NOTE + rows(6), "行39"),
    "节里的窄条": ("缘起:\n  - 来源: demo\n    内容: |\n" + narrow(6), NUMBERS[-1]),
}


def faults(pdf: Path) -> Iterator[tuple[Box, Box]]:
    """叠着的两串字；出了版心的，与自己一对。"""
    for page in laid_out(pdf):
        said = [box for box in page if box.roles and box.text.strip()]
        yield from ((a, b) for a, b in collisions(said) if a.upright and b.upright)
        high = 26 if pdf.name.endswith("gongzuofa.pdf") else 16
        foot = (240 if high == 26 else 297) - high
        yield from ((box, box) for box in said if box.bottom > foot / 25.4 * 72 + 3)


def cells(pdf: Path) -> list[Box]:
    found = (box for page in laid_out(pdf) for box in page)
    return [box for box in found if {"TD", "TH"} & {*box.roles}]


@pytest.mark.parametrize("name", CASES)
def test_what_does_not_fit_goes_on_to_the_next_page(tmp_path: Path, name: str) -> None:
    case, last = CASES[name]
    for path, pdf in drawn(tmp_path, case, *ENDS).items():
        assert [(one.text, other.text) for one, other in faults(pdf)] == [], path
        said = "".join(box.text for page in laid_out(pdf) for box in page if box.roles)
        assert last in said, path
        if "窄条" in name:
            assert SAID in "".join(box.text for box in cells(pdf)), path


def test_lines_after_a_table_are_on_the_grid(tmp_path: Path) -> None:
    """格子里的“见第几页”、表头里写在括号里的脚注，都算在行数里。"""
    link = "[很长的示例](/cases/demo-case/)"
    head, row = ("头", "见哪里", "后面", "再后面"), ("短", link, "三四个字", "五六七八九十")
    after = "\n      表后的一句。\n"
    case = f"缘起:\n  - 来源: demo\n    内容: |\n{table(head, row, row, indent=6)}{after}"
    (pdf,) = drawn(tmp_path, case, "gongzuofa.pdf").values()
    (found,) = (box for page in laid_out(pdf) for box in page if box.text == "表后的一句。")
    assert _off(found) < 0.3


def _off(box: Box) -> float:
    """这一行离行格多远：五号字，行距 18.4 磅，天头 32 毫米。"""
    over = (box.top - 32 / 25.4 * 72) % 18.4
    return min(over, 18.4 - over)


def test_the_first_line_of_a_stacked_row_is_not_alone(tmp_path: Path) -> None:
    """竖排的表，一行的头一格不单独留在页脚。"""
    dates = tuple(f"2021-03-{n}" for n in range(10, 22))
    row = ("试例〔demo〕", *dates)
    heads = ("名目", *(f"栏{n}" for n in range(12)))
    case = f"缘起:\n  - 来源: demo\n    内容: |\n{table(heads, *(row,) * 18, indent=6)}"
    for path, pdf in drawn(tmp_path, case, *ENDS).items():
        feet = []
        for page in laid_out(pdf):
            names = [box for box in page if {"TD", "TH"} & {*box.roles} and box.text[:1] in "名栏"]
            feet += [max(names, key=lambda box: box.top).text] if names else []
        assert len(feet) > 5, path
        assert "名目" not in feet, path


def test_a_short_table_is_whole_on_a_leaflet(tmp_path: Path) -> None:
    """没有题的短表，折页上也不拆成两面。"""
    small = [
        table((f"甲{n}", "乙"), *((f"{n}行{k}", "二") for k in range(4)), indent=6)
        for n in range(20)
    ]
    case = "缘起:\n" + "".join(f"  - 来源: demo\n    内容: |\n{one}" for one in small)
    for path, pdf in drawn(tmp_path, case, "shili.pdf", "shili-large.pdf").items():
        for n in range(20):
            whole = {f"甲{n}", *(f"{n}行{k}" for k in range(4))}
            on = [page for page in laid_out(pdf) if whole & {box.text for box in page}]
            assert len(on) == 1, (path, n)
