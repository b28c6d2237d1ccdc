"""一条工作法的一页 → 印刷用的数据。书与折页用同一份。"""

from typing import Any

from casebook.bind import Method
from casebook.bind.method import RelatedLink
from casebook.compose import Document, word
from casebook.compose.blocks import Photo, Section
from casebook.compose.inlines import Inlines, To
from casebook.compose.methods import related_reason
from casebook.compose.opening import brief_facts
from casebook.render.typeset.blocks import Mark, Typeset
from casebook.render.typeset.breaking import foldable, title_parts
from casebook.render.typeset.inlines import Data, Tree, label_of
from casebook.render.typeset.references import sources_of
from casebook.render.typeset.run_in import run_in, spoken

_PAGE = 448
"""篇名页上放得下多高，磅：版心去掉题与上下的空。"""
_FACT_WIDTH = 24
"""事实栏一行多少字：篇名有多高的地方可排，照它估，不必先排一遍来量。"""


def method_data(method: Method, document: Document, mark: Mark) -> dict[str, Any]:
    """题头、事实、各节、出处：`document` 是它的一页；`mark` 给文字加索引记号。"""
    typeset = Typeset(mark, f"{method.id}/")
    head = document.masthead
    sections = [block for block in document.blocks if isinstance(block, Section)]
    related = [_related(typeset, one) for one in method.related]
    facts = [(fact.name, fact.c) for fact in document.facts.rows]
    if _high(document, facts, related) > _PAGE:
        facts = [(fact.name, fact.c) for fact in brief_facts(document)]
    return {
        "id": method.id,
        "label": label_of(method.address),
        "number": method.number,
        "title": head.title,
        "title_parts": title_parts(head.title, [street.name for street in method.streets]),
        "above": head.above,
        "state": head.state,
        "method_name": foldable(head.method_name),
        "marks": typeset.marks(head.title),
        "named": typeset.marks(head.method_name),
        "summary": typeset.said(head.lead),
        "summary_text": "".join(spoken(run_in(head.lead))).replace("\n", ""),
        "facts": [[name, _fact(typeset, method.address, words)] for name, words in facts],
        "fact_lines": [_lines(words) for _, words in facts],
        "sections": [
            {
                "id": s.id,
                "label": label_of(f"{method.address}#{s.id}"),
                "title": s.title,
                "c": typeset.blocks(s.c),
            }
            for s in sections
        ],
        "sources": sources_of(document.references),
        "sources_title": word("text.references"),
        "related_title": word("titles.see-also"),
        "related": related,
        "address": method.address,
        "imprint": [typeset.words(words) for words in document.imprint],
        "imprint_lines": _lines(*document.imprint),
        "photos": [
            f"{method.id}/{block.file}"
            for s in sections
            for block in s.c
            if isinstance(block, Photo)
        ],
    }


def _related(typeset: Typeset, one: RelatedLink) -> Data:
    reason = related_reason(one)
    return {
        "c": [
            {"t": "to", "to": one.address, "c": typeset.text(one.title)},
            *typeset.text(f"：{reason}"),
        ],
        "derived": bool(one.kin),
        "lines": _lines((one.title, "（见第 100 页）：", reason), width=34),
    }


def _fact(typeset: Typeset, own: str, words: Inlines) -> Tree:
    """指到别处的只留下字，栏里放不下“见第几页”；指到这一条（`own`）里的，写明在哪一页。"""
    inside = any(isinstance(part, To) and part.address.startswith(f"{own}#") for part in words)
    return typeset.words(words, links=inside)


def _high(document: Document, facts: list[tuple[str, Inlines]], related: list[Data]) -> float:
    """篇名页上，题、事实与参看一共大约多高，磅；模板里照同样的算（book.typ 的 opening）。"""
    head = 17 * (len(document.masthead.title) // 20) + 14 * bool(document.masthead.state)
    rows = sum(8 + 13 * _lines(words) for _, words in facts) + 8 + 13 * _lines(*document.imprint)
    return head + rows + (12 + 13 * sum(one["lines"] for one in related) if related else 0)


def _lines(*said: Inlines, width: int = _FACT_WIDTH) -> int:
    return -(-sum(len(part) for words in said for part in spoken(words)) // width) or 1
