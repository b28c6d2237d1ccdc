"""书里印出来的索引，对着各页上的字查。"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from render.typeset.laid_out import laid_out
from render.typeset.test_print import Printed, norm

_WHOLE = {"P", "TD", "TH", "LBody", "Caption", "H1", "H2", "H3", "H4", "H5", "H6", "Figure"}
_QUOTES = re.compile("[“”‘’]")


def plain(text: str) -> str:
    """不看空白、引号：名称带不带引号，是一个。"""
    return _QUOTES.sub("", norm(text))


def read_pages(book: Printed) -> list[list[str]]:
    """各页上念得到的字，一段一段；脚注、出处标、书口、地脚不算。图里的字一串一段。"""
    out: list[list[str]] = []
    for boxes in laid_out(book.path):
        parts: list[str] = []
        before: tuple[str, ...] = ()
        for box in boxes:
            if not box.text or not box.roles or {"Note", "Lbl", "TOCI"} & {*box.roles}:
                continue
            words = re.sub(r"〔\d+〕", "", box.text)
            inner = tuple(r for r in box.roles if r in _WHOLE)
            if parts and inner == before and "Figure" not in inner:
                parts[-1] += words
            else:
                parts.append(words)
            before = inner
        out.append([plain(part) for part in parts])
    return out


def body_sheets(book: Printed) -> set[int]:
    """正文的各页（从 0 数起）：没有封面、目录、编首页、参考文献、图表目录、索引。"""
    data = book.job.data
    back = [book.destination(c["id"]) for c in data["appendices"]]
    found = set(range(book.destination(data["front"][0]["id"]), book.destination("listing")))
    chapter = next(
        n for n, c in enumerate(data["appendices"]) for b in c["c"] if b["t"] == "references"
    )
    end = [*back, book.destination("listing")][chapter + 1]
    listed = range(back[chapter], end + 1)
    openers = {at for _, title, at in book.outline() for p in data["parts"] if title == p["title"]}
    openers |= {at for _, title, at in book.outline() if title == "附录"}
    return found - {*listed} - openers


def names_on(parts: Iterable[str], names: Iterable[str]) -> set[str]:
    """一页上有哪些名称；长的里面的短的不算。"""
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    return {found[0] for part in parts for found in pattern.finditer(part)}


def pages_in(places: str) -> Iterator[int]:
    """页码 → 哪几页。"""
    for span in places.split("，"):
        first, _, end = span.partition("–")
        yield from range(int(first), int(end or first) + 1)


def index_faults(book: Printed, index: dict[str, list[tuple[str, str]]]) -> list[str]:
    """索引里写错的、漏写的页码。"""
    sheet = {label: n for n, label in enumerate(book.labels) if label}
    pages = read_pages(book)
    entries = [(plain(name), places) for group in index.values() for name, places in group]
    also = [(name, plain(places[1:])) for name, places in entries if places.startswith("见")]
    names = {name for name, _ in entries}
    seen = {name: [other for other, to in also if to == name] + [name] for name in names}
    own = {plain(m["title"]) for part in book.job.data["parts"] for m in part["methods"]}
    listed: defaultdict[str, set[int]] = defaultdict(set)
    faults: list[str] = []
    for name, places in entries:
        if places.startswith("见"):
            continue
        spans = [*pages_in(places)]
        listed[name] |= {sheet[str(n)] for n in spans}
        start = len([*pages_in(places.partition("，")[0])]) if name in own else 0
        for n in spans[start:]:
            at = sheet[str(n)]
            here = "".join(pages[at])
            nearby = here + "".join(pages[at + 1])[:200]  # 一句跨两页的，记在前一页
            if not any(one in nearby for one in seen[name]):
                faults.append(f"{name} 不在第 {n} 页")
    for at in sorted(body_sheets(book)):
        for name in names_on(pages[at], names):
            for to in {t for n, t in also if n == name} or {name}:
                if at not in listed[to]:
                    faults.append(f"第 {book.labels[at]} 页有“{name}”，索引里没有")
    return faults


def continued_tables(book: Printed) -> tuple[list[str], list[str]]:
    """表从前一页接下来的各页；表头上面写着“续表”的各页。篇名页的事实栏没有表头，不算。"""
    methods = (m for part in book.job.data["parts"] for m in part["methods"])
    facts = {at + n for m in methods for at in [book.destination(m["label"])] for n in (0, 1)}
    continued, told = [], []
    for n, (label, boxes) in enumerate(zip(book.labels, laid_out(book.path), strict=True)):
        cells = (b.roles for b in boxes if b.text.strip() and {"THead", "TBody"} & {*b.roles})
        if label and n not in facts and "TBody" in next(cells, ()):
            continued.append(label)
        if any(box.text.startswith("续表") and not box.roles for box in boxes):
            told.append(label)
    return continued, told
