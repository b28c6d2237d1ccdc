"""照做清单：只有记录里有的；没有的并作一句；没有步骤的没有清单。"""

from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.bind import Binder, bind
from casebook.compose import case_document
from casebook.compose.blocks import Checklist
from casebook.compose.walk import walk
from casebook.read import read_library
from casebook.render.text.spoken import spoken

STEPS = "步骤: [{标题: 问清需求, 谁来做: [社区], 要准备: [意见表, 笔], 来源: demo}]\n"
LENGTH = "规模: [{名称: 历时, 数值: 1, 单位: 年, 据: 文章, 来源: demo}]\n"
MONEY = "经费: [{数值: 3, 单位: 万元, 来源: demo}]\n"
GUESSED = "五社: [{类别: 社区, 角色: 牵头, 推断: 是}]\n"


def checklists(root: Path) -> list[Checklist]:
    library = read_library(root)[0]
    book, binder = bind(library), Binder(library)
    (method,) = book.methods
    bound = binder.bound(library.cases[method.id].record, method.card)
    document = case_document(bound, book.sources, book.handbook.words)
    return [one for one in walk(document.blocks) if isinstance(one, Checklist)]


def test_without_steps_there_is_none(handbook: Callable[..., Path]) -> None:
    assert checklists(handbook(case="")) == []


@pytest.mark.parametrize(
    ("case", "titles", "missing"),
    [
        (STEPS, ["要准备", "做法步骤"], ["时间", "经费", "适用条件"]),
        (STEPS + LENGTH, ["要准备", "时间", "做法步骤"], ["经费"]),
        (STEPS + MONEY, ["要准备", "经费", "做法步骤"], ["时间"]),
        (
            STEPS + "适用条件: [{内容: 有空地。, 推断: 是}]\n",
            ["适用条件", "要准备", "做法步骤"],
            ["经费"],
        ),
    ],
)
def test_only_what_is_recorded(
    handbook: Callable[..., Path], case: str, titles: list[str], missing: list[str]
) -> None:
    (found,) = checklists(handbook(case=case))
    shown = [group.title for group in found.groups]
    assert [title for title in shown if title != "谁来做"] == titles
    told = spoken(found.missing)
    assert all(name in told for name in missing)
    assert not any(name in told for name in shown)


def test_a_guess_says_so(handbook: Callable[..., Path]) -> None:
    """编者推断的一方，清单上也标明。"""
    (found,) = checklists(handbook(case=STEPS + GUESSED))
    items = {group.title: [spoken(words) for words in group.items] for group in found.groups}
    assert "社区：牵头（编者推断）" in items["谁来做"]
    assert items["要准备"] == ["意见表", "笔"]
    assert items["做法步骤"] == ["问清需求（社区）"]
