"""著录 → 印刷用的树：脚注里的来源，书末的参考文献。"""

from collections.abc import Iterable

from casebook.compose import Reference, word
from casebook.render.typeset.inlines import Data, Tree


def sources_of(references: Iterable[Reference]) -> list[Data]:
    """引用过的来源：这一页的号，哪个来源，著录与引用位置，题名。"""
    return [
        {
            "n": ref.n,
            "source": ref.source,
            "c": [*reference_inlines(ref), f" {ref.places}。" if ref.places else ""],
            "title": ref.title,
        }
        for ref in references
    ]


def reference_inlines(ref: Reference) -> Tree:
    """一条著录，网址可点、可断行。"""
    out: Tree = [ref.before + ref.title + ref.after]
    if ref.url:
        out.append({"t": "link", "url": ref.url, "c": [ref.url]})
    out.append(ref.end)
    if ref.missing:
        out += [" ", word("text.said-missing", words="、".join(ref.missing)), {"t": "tbd"}, "。"]
    return out
