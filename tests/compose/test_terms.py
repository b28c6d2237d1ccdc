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


def term(name: str, told: tuple[Statement, ...] = TOLD, marked: tuple[str, ...] = ()) -> Term:
    return Term.model_construct(
        id=f"t-{name}", name=name, description=told, also=(), see=None, marked=marked
    )


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("孵化，孵化器，孵化。", ["孵化"]),  # 编者说了，两个字的也标
        ("认知友好与失智友好。", ["认知友好"]),  # 一条术语一节只标一处
        ("失智友好，老年痴呆。", ["失智友好"]),  # 没有说的又称不标
        ("社区公益创投、公益创投。", ["社区公益创投"]),
        ("三个字的名称，没有选。", []),
        ("## 甲\n\n失智友好。\n\n## 乙\n\n认知友好。", ["失智友好", "认知友好"]),
    ],
)
def test_the_editor_says_what_is_marked(text: str, found: list[str]) -> None:
    glossary = Glossary(
        [
            term("孵化", marked=("孵化",)),
            term("失智友好", marked=("失智友好", "认知友好")),
            term("公益创投", marked=("公益创投", "社区公益创投")),
            term("三个字", marked=("别的写法",)),
        ]
    )
    after, used = glossary.marked(blocks(text))
    marks = [one for one in walk(after) if isinstance(one, TermMark)]
    assert [one.words for one in marks] == found
    assert [gloss.id for gloss in used] == [*dict.fromkeys(one.id for one in marks)]
    assert flat(after) == flat(blocks(text))


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
    assert unmarked(("在", TermMark("t-议事厅", "议事厅"), "里")) == ("在议事厅里",)
