"""排好的书里，哪一章、哪一节在第几页。"""

import io
from collections.abc import Callable, Iterator, Sequence

from casebook.compose.words import chinese_number, word
from casebook.render.typeset.inlines import label_of


def page_finder(volumes: Sequence[bytes]) -> Callable[[str], str]:
    """站内地址（索引的是 `index`）→ 印在那一页上的页码，没有的为空。

    `volumes` 是各册的 PDF，分了册的带着册号。
    """
    found: dict[str, str] = {}
    for before, pdf in bound_volumes(volumes):
        found |= {label: f"{before}{page}" for label, page in _labels(pdf).items()}
    return lambda address: found.get(label_of(address), "") or found.get(address, "")


def bound_volumes(volumes: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """各册：页码前面写哪一册（只有一册的不写），它的 PDF。"""
    for n, pdf in enumerate(volumes, 1):
        yield word("print.index-volume", n=chinese_number(n)) if len(volumes) > 1 else "", pdf


def _labels(pdf: bytes) -> dict[str, str]:
    """各个标签 → 印着的页码；没有印页码的不算。"""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as bound:
        pages = {page.obj.objgen: page.label for page in bound.pages if page.label}
        ends = pikepdf.NameTree(bound.Root.Names.Dests)
        at = {name: end[0].objgen for name, end in ends.items()}
    return {name: pages[page] for name, page in at.items() if page in pages}
