"""文中的术语：认哪些字，一节认一次；别处一个字也不变。"""

import pytest

from casebook.compose import Glossary, Writer
from casebook.compose.blocks import Blocks, Paragraph, Section
from casebook.compose.inlines import TermMark, unmarked
from casebook.compose.walk import walk
from casebook.model import Source, Statement, Term
from casebook.render.text.markdown import Markdown
from casebook.render.text.plain import flat
from casebook.render.typeset.blocks import Typeset

TOLD = (Statement.model_construct(text="一句解释。", sources=(), inferred=False, missing=None),)


def term(name: str, told: tuple[Statement, ...] = TOLD) -> Term:
    return Term.model_construct(id=f"t{len(name)}", name=name, description=told, also=(), see=None)


GLOSSARY = Glossary(
    [term("议事厅"), term("居民议事厅"), term("立项"), term("没有解释", ()), term("1+10+n")]
)


def blocks(text: str) -> Blocks:
    return Writer(dict[str, Source]()).blocks(text, page=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("居民议事厅与议事厅，议事厅。", ["居民议事厅", "议事厅"]),
        ("独立项目立项了，没有解释。", []),
        ("《居民议事厅章程》写到议事厅。", ["议事厅"]),
        ("[议事厅](/cases/)与`议事厅`。", []),
        ("**议事厅**里的 1+10+n。", ["议事厅", "1+10+n"]),
        ("- 议事厅\n- 居民议事厅", ["议事厅", "居民议事厅"]),
        ("| 议事厅 | 乙 |\n|---|---|\n| 议事厅 | 乙 |", ["议事厅"]),
        ("## 议事厅\n\n议事厅。\n\n## 又一节\n\n议事厅。", ["议事厅", "议事厅"]),
    ],
)
def test_what_is_a_term(text: str, found: list[str]) -> None:
    before = blocks(text)
    after, used = GLOSSARY.marked(before)
    assert [one.words for one in walk(after) if isinstance(one, TermMark)] == found
    assert [gloss.name for gloss in used] == [*dict.fromkeys(found)]
    assert flat(after) == flat(before)
    assert Markdown("/x/").blocks(after) == Markdown("/x/").blocks(before)
    printer = Typeset(lambda words: [words])
    assert printer.page(after) == printer.page(before)


def test_once_in_a_section() -> None:
    said = Paragraph(("议事厅。",))
    both = (Section("a", "甲", (said, said)), Section("b", "议事厅", (said,)))
    after, used = GLOSSARY.marked(both)
    assert len([one for one in walk(after) if isinstance(one, TermMark)]) == 2
    assert len(used) == 1


def test_nothing_to_mark_is_the_same() -> None:
    before = blocks("没有可标的。\n\n- 一样")
    assert GLOSSARY.marked(before)[0] is before
    assert Glossary(()).marked(before) == (before, ())


def test_words_are_one_again() -> None:
    assert unmarked(("在", TermMark("t3", "议事厅"), "里")) == ("在议事厅里",)
