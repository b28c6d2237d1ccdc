"""站内链接：文字里写的地址，书里要真有。"""

import difflib
from collections.abc import Iterable, Iterator

from casebook.check.entries import register_entries
from casebook.check.text import place, place_in_page, statements
from casebook.model import Case, Status
from casebook.problems import Problem
from casebook.prose import read_prose
from casebook.read import Library


def check_addresses(
    library: Library, public: frozenset[str], everything: frozenset[str]
) -> Iterator[Problem]:
    """R06：站内地址要真有。

    `public` 是公开的全部地址，如 `/cases/mulinxiang/`；`everything` 另含没发布的案例，
    只有没发布的案例可以链接到它们。锚点在成品里查。
    """
    # 没读全的案例，不知道是不是要公开
    public |= {f"/cases/{name}/" for name, entry in library.cases.items() if not entry.whole}
    wrong = [
        card.id
        for card in library.cards.values()
        if card.links and not (everything if card.draft else public).issuperset(_bare(card.links))
    ]
    for entry, loc, prose in statements(
        [*map(library.entry, wrong), *register_entries(library)],
    ):
        draft = isinstance(entry.record, Case) and entry.record.status is not Status.PUBLISHED
        for href, line in prose.links:
            if found := _wrong(href, everything if draft else public, everything):
                yield entry.document.text.problem(*place(entry, loc, line, href), "R06", *found)
    for entry in library.register("terms"):
        if entry.record.see and (found := _wrong(entry.record.see, public, everything)):
            yield entry.problem("R06", found[0], "参见", hint=found[1])
    for page in library.pages.values():
        for href, line in read_prose(page.body, page=True).links:
            if found := _wrong(href, public, everything):
                yield page.text.problem(*place_in_page(page, line, href), "R06", *found)


def _bare(links: Iterable[str]) -> Iterator[str]:
    """去掉问号与锚点。"""
    return (href.partition("#")[0].partition("?")[0] for href in links)


def _wrong(href: str, known: frozenset[str], everything: frozenset[str]) -> tuple[str, str] | None:
    (address,) = _bare([href])
    if address in known:
        return None
    if address in everything:
        return f"{address} 还没有发布，公开的文字不能链接到它", ""
    close = difflib.get_close_matches(address, sorted(known), n=1, cutoff=0.6)
    tail = f"是不是 {close[0]}？" if close else "地址以 / 开头、以 / 结尾。"
    return f"站内没有 {address} 这个地址。{tail}", close[0] if close else ""
