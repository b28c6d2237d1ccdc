"""只有出处的一段不单独成一行：接在上一段、列表最后一项的末尾；各种成品都照这里。"""

import pytest

from casebook.compose.attaching import attached
from casebook.compose.blocks import Block, Cell, Listed, Paragraph, Quote, Rule, Table
from casebook.compose.inlines import Cite, Tag
from casebook.compose.prose import prose_blocks
from casebook.compose.writer import ended
from casebook.prose import read_prose

CITE = Cite("demo", 1)
ALONE = Paragraph((CITE,))


def said(*words: str) -> Paragraph:
    return Paragraph(words)


def test_it_joins_the_last_words() -> None:
    inner = Listed(((said("丙"),),))
    assert attached((said("甲。"), ALONE)) == (Paragraph(("甲。", CITE)),)
    (listed,) = attached((Listed(((said("甲"),), (said("乙"),))), ALONE))
    assert listed == Listed(((said("甲"),), (Paragraph(("乙", CITE)),)))
    (nested,) = attached((Listed(((said("甲"), inner),)), ALONE))
    assert nested == Listed(((said("甲"), Listed(((Paragraph(("丙", CITE)),),))),))
    spaced = Paragraph((CITE, " ", Tag("编者推断")))
    assert attached((said("甲"), spaced)) == (Paragraph(("甲", CITE, " ", Tag("编者推断"))),)


@pytest.mark.parametrize(
    "above", [Table((Cell(("甲",)),), ()), Rule(), Quote((said("甲"),)), Listed(((Rule(),),))]
)
def test_where_nothing_holds_it(above: Block) -> None:
    assert attached((above, ALONE)) == (above, ALONE)
    assert ended((above,), (CITE,)) == (above, ALONE)


def test_words_are_never_joined() -> None:
    """有话的一段是另一段：列表后面的一句、还缺什么，不接进最后一项里。"""
    listed = Listed(((said("甲"),),))
    after = Paragraph(("另有一句", CITE))
    assert attached((listed, after)) == (listed, after)
    assert ended((listed,), ("还缺几样",)) == (listed, said("还缺几样"))


@pytest.mark.parametrize(
    "text",
    [
        "三样：\n\n- 甲\n- 乙\n\n〔demo 第 2 页〕",
        "1. 甲\n2. 乙\n\n   〔demo〕",
        "> 甲\n>\n> 〔demo〕",
        '!!! note "按"\n\n    - 甲\n\n    〔demo〕',
    ],
)
def test_written_in_the_text(text: str) -> None:
    """编者自己写在列表下面一段的，也一样。"""
    blocks = prose_blocks(read_prose(text), lambda source, place: 1)
    assert "Paragraph(c=(Cite(" not in f"{blocks}"
    assert f"{blocks}".count("Cite(") == 1
