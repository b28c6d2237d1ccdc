"""一条工作法的一页 → 印刷用的数据。书与折页用同一份。"""

from typing import Any

from casebook.bind import Method
from casebook.compose import Document, word
from casebook.compose.blocks import Photo, Section
from casebook.compose.inlines import Inlines
from casebook.compose.methods import related_reason
from casebook.render.typeset.blocks import Mark, Typeset
from casebook.render.typeset.breaking import foldable, title_parts
from casebook.render.typeset.inlines import label_of
from casebook.render.typeset.references import sources_of
from casebook.render.typeset.run_in import run_in, spoken

_FACT_WIDTH = 24
"""事实栏一行多少字：篇名有多高的地方可排，照它估，不必先排一遍来量。"""


def method_data(method: Method, document: Document, mark: Mark) -> dict[str, Any]:
    """题头、事实、各节、出处：`document` 是它的一页；`mark` 给文字加索引记号。"""
    typeset = Typeset(mark, f"{method.id}/")
    head = document.masthead
    sections = [block for block in document.blocks if isinstance(block, Section)]
    facts = [(fact.name, fact.c) for fact in document.facts.rows]
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
        "facts": [[name, typeset.words(words, links=False)] for name, words in facts],
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
        "related": [
            {
                "c": [
                    {"t": "to", "to": r.address, "c": typeset.text(r.title)},
                    *typeset.text(f"：{related_reason(r)}"),
                ],
                "derived": bool(r.kin),
                "lines": _lines((r.title, "（见第 100 页）：", related_reason(r)), width=34),
            }
            for r in method.related
        ],
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


def _lines(*said: Inlines, width: int = _FACT_WIDTH) -> int:
    return -(-sum(len(part) for words in said for part in spoken(words)) // width) or 1
