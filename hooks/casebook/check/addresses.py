"""站内链接：文字里写的地址，书里要真有。"""

import difflib
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from casebook.check.entries import register_entries
from casebook.check.text import place, place_in_page, statements
from casebook.model import Case, Status
from casebook.problems import Problem
from casebook.problems.likeness import alike, same
from casebook.prose import read_prose
from casebook.read import Library

Anchors = Callable[[str], frozenset[str]]
"""站内地址 → 那一页上的锚点。"""

PAGED = ("fields", "actors", "directions", "organisations", "streets", "policies")
"""一条登记一页的登记簿。"""
_KEPT = frozenset(("cases", *PAGED, "admin", "assets", "schema", "search", "editions"))


def check_addresses(
    library: Library, public: frozenset[str], everything: frozenset[str], anchors: Anchors
) -> Iterator[Problem]:
    """R06：站内地址要真有，`#` 后面的锚点也要真有。

    `public` 是公开的全部地址，如 `/cases/koudai-huayuan/`；`everything` 另含没发布的案例，
    只有没发布的案例可以链接到它们。
    """
    # 没读全的案例，不知道是不是要公开
    public |= {f"/cases/{name}/" for name, entry in library.cases.items() if not entry.whole}
    known = _Known(public, everything, anchors, _withdrawn(library))
    wrong = [
        card.id
        for card in library.cards.values()
        if any(known.fault(href, card.draft) for href in card.links)
    ]
    for entry, loc, prose in statements(
        [*map(library.entry, wrong), *register_entries(library)],
    ):
        draft = isinstance(entry.record, Case) and entry.record.status is not Status.PUBLISHED
        for link in prose.links:
            if found := known.fault(link.href, draft):
                where = place(entry, loc, link.line, link.href, link.nth)
                yield entry.document.text.problem(*where, "R06", *found)
    for entry in library.register("terms"):
        if entry.record.see and (found := known.fault(entry.record.see)):
            yield entry.problem("R06", found[0], "参见", hint=found[1])
    for page in library.pages.values():
        for link in read_prose(page.body, page=True).links:
            to = page.address + link.href if link.href.startswith("#") else link.href
            if found := known.fault(to):
                where = place_in_page(page, link.line, link.href, link.nth)
                yield page.text.problem(*where, "R06", *found)


def _withdrawn(library: Library) -> dict[str, str]:
    """撤下的各条的地址（曾用的也算）→ 并入哪一条的地址；没有并入的为空。"""
    into = {
        card: f"/cases/{card.withdrawn.into}/" if card.withdrawn and card.withdrawn.into else ""
        for card in library.cards.values()
        if card.gone
    }
    return {f"/cases/{name}/": to for card, to in into.items() for name in (card.id, *card.aliases)}


def check_taken(
    library: Library, twice: Container[str], reserved: Container[str]
) -> Iterator[Problem]:
    """F24：文章、登记的一条不能用别的页的地址。

    `twice` 是已经有两页要用的；`reserved` 是留着的：案例多了才有的页。
    """
    for address, page in library.pages.items():
        folder = address.split("/")[1]
        if folder in _KEPT or address in twice:
            where = (
                f"/{folder}/ 下面的网址留给程序写的页"
                if folder in _KEPT
                else f"网址 {address} 已经有别的页用了"
            )
            message = f"{where}。请把文章改名，或移到别的文件夹"
            yield Problem(page.text.path, 1, 1, "F24", message)
    for register in PAGED:
        for entry in library.register(register):
            if f"/{register}/{entry.record.id}/" in reserved:
                message = f"网址 /{register}/{entry.record.id}/ 已经有别的页用了。请换一个编号"
                yield entry.problem("F24", message, "编号")


@dataclass(frozen=True)
class _Known:
    """真有的地址与锚点。"""

    public: frozenset[str]
    everything: frozenset[str]
    anchors: Anchors
    withdrawn: Mapping[str, str]

    def fault(self, href: str, draft: bool = False) -> tuple[str, str] | None:
        """`href` 的毛病与能抄的写法；没有毛病时为 None。`draft` 为真时也可以链接到没发布的。"""
        path, _, anchor = href.partition("#")
        address = path.partition("?")[0]
        known = self.everything if draft else self.public
        if address not in known:
            return self._no_page(href, known)
        if not anchor or unquote(anchor) in self.anchors(address):
            return None
        return f"{address} 这一页上没有 #{self._near(address, unquote(anchor))}", ""

    def _near(self, address: str, anchor: str) -> str:
        """`anchor`，和那一页上最像它的几个，只给人挑。"""
        there = sorted(self.anchors(address))
        close = difflib.get_close_matches(anchor, there, n=3, cutoff=0.5)
        holding = [one for one in there if len(anchor) > 1 and (anchor in one or one in anchor)]
        near = [f"#{one}" for one in dict.fromkeys((*close, *holding))][:3]
        if not near:
            return f"{anchor}。去掉 # 和后面的字，就链接到这一页的开头"
        return f"{anchor}。最像的是 {'、'.join(near)}，请自己核对"

    def _no_page(self, href: str, known: frozenset[str]) -> tuple[str, str]:
        address = _PATH.match(href)[0]  # type: ignore[index]
        if address in self.withdrawn:
            into = self.withdrawn[address]
            if into in self.public:
                return f"{address} 已经撤下，并入 {into}。链接到那里", into
            return f"{address} 已经撤下，公开的文字不再链接到它。请改写这一句", ""
        if address in self.everything:
            return f"{address} 还没有发布，公开的文字不能链接到它", ""
        written = f"/{_FILE.sub('/', address).strip('/')}/"
        if right := written if written in known else same(written, known):
            rest = href[len(address) :]
            wanted = unquote(rest.partition("#")[2])
            if wanted and wanted not in self.anchors(right):
                said = f"站内没有 {address} 这个地址。应是 {right}"
                return f"{said}，那一页上没有 #{self._near(right, wanted)}", ""
            return f"站内没有 {address} 这个地址。应是 {right}", right + rest
        names = sorted(known)
        near = [names[n] for n in alike(address, names)]
        tail = f"相近的有 {'、'.join(near)}，请自己核对" if near else "地址以 / 开头、以 / 结尾"
        return f"站内没有 {address} 这个地址。{tail}", ""


_PATH = re.compile(r"[^?#]*")
_FILE = re.compile(r"/?(?:index)?\.(?:md|html?|ya?ml)$")
"""把文件名当作地址的：/mechanism.md、/cases/koudai-huayuan/index.html。"""
