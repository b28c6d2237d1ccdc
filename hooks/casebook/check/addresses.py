"""站内链接：文字里写的地址，书里要真有。"""

import difflib
from collections.abc import Iterator

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
    unsure = {f"/cases/{name}/" for name, entry in library.cases.items() if not entry.whole}

    def wrong(href: str, known: frozenset[str]) -> tuple[str, str] | None:
        return _wrong(href, known | unsure, everything)

    for entry, loc, prose in statements(library):
        draft = isinstance(entry.record, Case) and entry.record.status is not Status.PUBLISHED
        for href, line in prose.links:
            if found := wrong(href, everything if draft else public):
                yield entry.document.text.problem(*place(entry, loc, line, href), "R06", *found)
    for entry in library.register("terms"):
        if entry.record.see and (found := wrong(entry.record.see, public)):
            yield entry.problem("R06", found[0], "参见", hint=found[1])
    for page in library.pages.values():
        for href, line in read_prose(page.body, page=True).links:
            if found := wrong(href, public):
                yield page.text.problem(*place_in_page(page, line, href), "R06", *found)


def _wrong(href: str, known: frozenset[str], everything: frozenset[str]) -> tuple[str, str] | None:
    address = href.partition("#")[0].partition("?")[0]
    if address in known:
        return None
    if address in everything:
        return f"{address} 还没有发布，公开的文字不能链接到它", ""
    close = difflib.get_close_matches(address, sorted(known), n=1, cutoff=0.6)
    tail = f"是不是 {close[0]}？" if close else "地址以 / 开头、以 / 结尾。"
    return f"站内没有 {address} 这个地址。{tail}", close[0] if close else ""
