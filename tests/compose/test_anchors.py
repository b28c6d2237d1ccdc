"""给人引用的锚点：每句话、每个数字各有一个，照它说的话定；前后添一句、改标点都不变。"""

from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.bind import Binder, bind
from casebook.bind.citing import said_id
from casebook.compose import case_document
from casebook.compose.inlines import Anchor
from casebook.compose.walk import walk
from casebook.model import Statement
from casebook.model.case import OtherParty
from casebook.model.statements import Sourced
from casebook.model.walk import walk as records
from casebook.read import read_library
from full import NAME, full_case, full_handbook

SAID = "居民说门口没有地方坐。"


def anchors(root: Path, case_id: str = "demo-case") -> list[str]:
    library, _ = read_library(root)
    book = bind(library)
    card = next(m.card for m in book.methods if m.id == case_id)
    bound = Binder(library).bound(library.cases[case_id].record, card)
    document = case_document(bound, book.sources, book.handbook.words)
    return [one.id for one in walk(document) if isinstance(one, Anchor)]


@pytest.fixture
def before(handbook: Callable[..., Path]) -> list[str]:
    return anchors(handbook(case=f"缘起: [{{内容: {SAID}, 来源: demo}}]\n"))


@pytest.mark.parametrize(
    ("case", "kept"),
    [
        (f"缘起: [{{内容: 先有一句, 来源: demo}}, {{内容: {SAID}, 来源: demo}}]\n", True),
        (f"缘起: [{{内容: {SAID}, 来源: demo-other}}, {{待补充: 还有谁说过}}]\n", True),
        ("缘起: [{内容: '居民说**门口**没有地方坐', 来源: demo}]\n", True),
        ("缘起: [{内容: 居民说门口有地方坐。, 来源: demo}]\n", False),
    ],
)
def test_an_anchor_is_the_sentence(
    case: str, kept: bool, before: list[str], handbook: Callable[..., Path], tmp_path: Path
) -> None:
    own = said_id(Statement(内容=SAID))
    assert own in before
    path = tmp_path / "handbook" / "cases" / "demo-case.yml"
    text = path.read_text("utf-8")
    head, _, tail = text.partition("缘起: ")
    path.write_text(head + case + tail.partition("\n")[2], "utf-8")
    assert (own in anchors(tmp_path / "handbook")) == kept


def test_other_numbers_are_other_anchors() -> None:
    said = (
        "宽 1.5 米",
        "宽 15 米",
        "低 -3 度",
        "低 3 度",
        "占 10%",
        "占 10",
        "用 0.3—0.5 米",
        "用 0.30.5 米",
    )
    assert len({said_id(Statement(内容=one)) for one in said}) == len(said)
    assert said_id(Statement(内容="好，就这样。")) == said_id(Statement(内容="好就这样"))


def test_who_said_it_counts() -> None:
    same = {"内容": "主题活动联合开展的一方。", "来源": "demo"}
    one, other = (OtherParty.model_validate({"名称": name, **same}) for name in ("甲校", "乙组"))
    assert said_id(one) != said_id(other)


def test_nothing_said_has_no_anchor() -> None:
    assert said_id(Statement(待补充="有多少户")) == ""


def test_everything_said_has_one(tmp_path: Path) -> None:
    """各栏写满的一条：带来源的每一句、每个数字，页上都有它的锚点。"""
    shown = {*anchors(full_handbook(tmp_path / "full"), NAME)}
    case = full_case()
    said = {
        own: loc
        for loc, one in records(case)
        if isinstance(one, Sourced) and one is not case and (own := said_id(one))
    }
    assert len(said) > 20
    assert {own: loc for own, loc in said.items() if own not in shown} == {}
