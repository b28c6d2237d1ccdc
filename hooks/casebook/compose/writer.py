"""一页的写手：文字变成块，出处按第一次出现的先后编号，一个来源一个号。每页一个，用完即弃。"""

from collections.abc import Iterable, Mapping

from casebook.bind.citing import said_id
from casebook.bind.reference import reference
from casebook.compose.anchored import anchored
from casebook.compose.attaching import closed
from casebook.compose.blocks import Block, Blocks, Note, Paragraph, Reference
from casebook.compose.inlines import Anchor, Cite, Inline, Inlines, Missing, Tag
from casebook.compose.prose import prose_blocks
from casebook.compose.tracing import traced
from casebook.compose.words import word
from casebook.model import Citation, ReadExtent, Source, Statement
from casebook.model.results import Claim
from casebook.model.statements import Noted, Quantity, Sourced
from casebook.prose import is_plain, read_prose

MISSING: Inline = Missing()


class Writer:
    """写一页；`sources` 是登记过的来源。`anchored` 为真时，每句话、每个数字有给人引用的锚点。"""

    def __init__(self, sources: Mapping[str, Source], anchored: bool = False) -> None:
        self._sources = sources
        self._anchors: set[str] | None = set() if anchored else None
        self._numbers: dict[str, int] = {}
        self._places: dict[str, dict[str, None]] = {}

    def cite(self, citations: Iterable[Citation]) -> Inlines:
        """出处标；没有登记过的不标，同一来源在一处只标一次。"""
        cited = [c.source for c in citations if self.note(c.source, c.locator)]
        return tuple([Cite(source, self._numbers[source]) for source in dict.fromkeys(cited)])

    def marks(self, record: Sourced | Claim) -> Inlines:
        """一条记录说完了：给人引用的锚点，与出处标。"""
        return (*self._anchor(record), *self.cite(record.sources))

    def _anchor(self, record: Sourced | Claim) -> Inlines:
        """一页里说了几遍的，头一遍有锚点。"""
        if self._anchors is None or not (own := said_id(record)) or own in self._anchors:
            return ()
        self._anchors.add(own)
        return (Anchor(own),)

    def amount(self, quantity: Quantity) -> str:
        """一个量，连同怎样数的、是什么时候的：`日均 120 人次，截至 2023 年 8 月`。"""
        return "，".join((counted(quantity), *self.dated(quantity)))

    def dated(self, quantity: Quantity) -> tuple[str, ...]:
        """是什么时候的，几个字一样：哪一段时间里的；截至哪一天，或据哪一天的什么。"""
        said = [str(quantity.period)] if quantity.period else []
        if quantity.as_of:
            said.append(word("case.until", date=quantity.as_of))
        if quantity.told_by:
            cited = (self._sources.get(c.source) for c in getattr(quantity, "sources", ()))
            date = next((source.date for source in cited if source and source.date), None)
            name = "case.told-on" if date else "case.told"
            said.append(word(name, what=quantity.told_by, date=date))
        return tuple(said)

    def note(self, source: str, place: str | None) -> int:
        """记下引用了 `source` 的 `place`；返回它的号，没有登记过的是 0。"""
        if source not in self._sources:
            return 0
        if place:
            self._places.setdefault(source, {}).setdefault(place)
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def blocks(self, text: str, page: bool = False) -> Blocks:
        """Markdown → 块。"""
        if not page and is_plain(text):
            blocks: Blocks = (Paragraph((text,)),)
        else:
            blocks = prose_blocks(read_prose(text, page=page), self.note)
        return traced(blocks, text)

    def said(self, statement: Statement) -> Blocks:
        """一句话连同出处与“待补充”；什么也没有写时为空。"""
        blocks = self._told(statement)
        return ended(blocks, self.missing(statement))

    def statements(self, items: Iterable[Statement], tag: str | None = None) -> Blocks:
        """几段话：来源写明的成段，编者的判断归进题为 `tag` 的框，未知的写成待补充。"""
        out: list[Block] = []
        editorial: list[Block] = []
        title = tag or word("case.editors-note")
        for item in items:
            blocks = self._told(item)
            if missing := self.missing(item):
                blocks = (*blocks, Paragraph(missing))
            if item.inferred:
                editorial += blocks
                continue
            if editorial:
                out.append(Note(title, tuple(editorial)))
                editorial = []
            out += blocks
        return (*out, Note(title, tuple(editorial))) if editorial else tuple(out)

    def _told(self, statement: Statement) -> Blocks:
        blocks = self.blocks(statement.text) if statement.text else ()
        if not blocks:
            return ()
        blocks = anchored(blocks, self._anchor(statement))
        return ended(blocks, self.cite(statement.sources))

    def references(self) -> tuple[Reference, ...]:
        """引用过的来源，按号。"""
        return tuple(
            listed(
                self._sources[source],
                n,
                "、".join(sorted(self._places.get(source, ()), key=by_number)),
            )
            for source, n in self._numbers.items()
        )

    def missing(self, statement: Statement | Noted) -> Inlines:
        """一条还差什么；不差的为空。"""
        if not statement.missing:
            return ()
        return (word("text.said-missing", words=statement.missing.rstrip("。")), MISSING, "。")

    def gaps(self, items: Iterable[Statement | Noted]) -> Blocks:
        """列成一行一行的几样，各还差什么，一样一段，写在后面。"""
        return tuple(Paragraph(missing) for item in items if (missing := self.missing(item)))


def counted(quantity: Quantity) -> str:
    """一个量，连同怎样数的：`日均 120 人次`。"""
    return f"{quantity.counted} {quantity.amount}" if quantity.counted else quantity.amount


def ended(blocks: Blocks, words: Inlines) -> Blocks:
    """末尾添上 `words`：接在最后一段上，只是出处、标签的也接在列表的最后一项上；不然另成一段。"""
    if not words:
        return blocks
    if (joined := closed(blocks, words)) is not None:
        return joined
    if blocks and isinstance(last := blocks[-1], Paragraph):
        return (*blocks[:-1], Paragraph((*last.c, *words)))
    return (*blocks, Paragraph(words))


def joined(items: Iterable[Inlines], between: str) -> Inlines:
    """几样接成一句。"""
    out: list[Inline] = []
    for item in items:
        out += [*((between,) if out else ()), *item]
    return tuple(out)


def inferred_tag(inferred: bool) -> Inlines:
    """编者推断的，带上标签。"""
    return (Tag(word("case.inferred")),) if inferred else ()


def listed(source: Source, n: int = 0, places: str = "") -> Reference:
    """一条著录；`n` 是号，`places` 是引用位置。"""
    ref = reference(source)
    own = word("text.own-title") if source.titled_by_editors else ""
    partly = source.read and source.read is not ReadExtent.WHOLE
    read = word("text.read-partly", part=source.read) if partly else ""
    archived = word("text.archived", url=source.archived) if source.archived else ""
    return Reference(
        n=n,
        source=source.id,
        before=ref.before,
        title=ref.title,
        after=own + ref.after,
        url=ref.url,
        end=ref.end + read + archived,
        missing=ref.missing,
        places=places,
    )


def by_number(place: str) -> tuple[int, str]:
    """“第 4 段”排在“第 12 段”前面。"""
    digits = "".join(c for c in place if c in "0123456789")  # ⁴、①、٣ 也算数字，却各有各的算法
    return int(digits or 0), place
