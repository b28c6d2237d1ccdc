"""对照：几条工作法并排看，比哪些栏。各栏的话，网页上由脚本取来填（theme 的 `compare.js`）。"""

from collections.abc import Iterator

from casebook.compose.blocks import Compared, Comparison
from casebook.compose.document import Document
from casebook.compose.page import Page
from casebook.compose.words import word

MOST = 4
"""最多几条一起看：再多，一栏只有几个字宽。"""


def comparison_page(page: Page) -> Document:
    """对照一页。"""
    names = page.names
    lead = page.paragraph("pages.comparison.lead", most=MOST)
    above = [(names["unit"], "/cases/")]
    board = Comparison(tuple(_rows(page)), MOST, names["unit"], names["measure"])
    return page.document("comparison", (board,), above, lead=lead)


def _rows(page: Page) -> Iterator[Compared]:
    """先是几个字的，再是成段的；五社一社一行。"""
    names = page.names
    told = [word(f"case.facts.{name}") for name in ("place", "time", "size", "money")]
    for name in (*told[:2], names["fields"], names["directions"], *told[2:]):
        yield Compared("fact", name, name)
    yield Compared("part", "problem", word("case.sections.problem"))
    for actor in page.book.actors:
        yield Compared("party", actor.name, actor.name)
    yield Compared("others", "", word("pages.comparison.others", **names))
    yield Compared("steps", "step-", word("case.sections.steps"))
    for name in ("outcomes", "applicability"):
        yield Compared("part", name, word(f"case.sections.{name}"))
