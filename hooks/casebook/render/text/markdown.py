"""块 → Markdown，一种块一个函数（列出来的与登记簿的在 `markdown_lists.py`）：CommonMark 加上表。

当作纯文字来看也读得顺。每个字都转义：案例里的字写不成标题、列表、链接、网页代码。
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from casebook.compose.blocks import (
    Block,
    Blocks,
    Cell,
    Details,
    Events,
    Figure,
    Footnotes,
    Heading,
    Listed,
    Note,
    Pair,
    Paragraph,
    Parts,
    Photo,
    Preformatted,
    Quote,
    Remark,
    Rule,
    Screenshot,
    Section,
    Step,
    Steps,
    Supports,
    Table,
    Uses,
)
from casebook.compose.inlines import Inlines, unmarked
from casebook.compose.words import chinese_number, word
from casebook.render.text.escape import as_lines, emphasised, escaped
from casebook.render.text.inlines import INLINES, MARKS, picture
from casebook.render.text.layout import apart, item, items, quoted, strong, table, titled
from casebook.render.text.markdown_lists import LISTED
from casebook.render.text.plain import flat

_ALIGNED = {"left": ":---", "center": ":---:", "right": "---:"}


class Markdown:
    """写一页的块。`address` 是这一页的站内地址，`site` 是网站的网址（没有定的为空）。

    图按先后编号。
    """

    def __init__(self, address: str, site: str = "") -> None:
        self._address, self._site = address, site.rstrip("/")
        self._figures = 0

    def whole(self, address: str) -> str:
        """站内地址 → 在哪里都点得开的地址。"""
        return f"{self._site}{self._address if address.startswith('#') else ''}{address}"

    def beside(self, file: str) -> str:
        """这一页旁边的文件 → 在哪里都点得开的地址。"""
        return f"{self._site}{self._address}{file}"

    def figure_name(self) -> str:
        """下一张图的名字：图一、图二……"""
        self._figures += 1
        return word("figures.name", n=chinese_number(self._figures))

    def blocks(self, blocks: Iterable[Block]) -> str:
        """几块，隔一行。"""
        return apart(WRITERS[type(block)](self, block) for block in blocks)

    def words(self, inlines: Inlines) -> str:
        """一句话，自成一段。"""
        return as_lines(self.inner(inlines))

    def line(self, inlines: Inlines) -> str:
        """一句话，写在一行里。"""
        return self.inner(inlines).replace("  \n", " ").strip()

    def flow(self, blocks: Blocks) -> str:
        """写在一行里的几块：接成一句，列表的各项之间是分号；别的块只写字。"""
        return " ".join(map(self._run_in, blocks))

    def _run_in(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self.line(block.c)
            case Listed():
                return "；".join(map(self.flow, block.items))
        return escaped(flat((block,)))

    def inner(self, inlines: Inlines) -> str:
        """一句话，夹在别的话里。"""
        inlines = unmarked(inlines)
        pieces = [escaped(p) if isinstance(p, str) else INLINES[type(p)](self, p) for p in inlines]
        written = ""
        for n, (part, piece) in enumerate(zip(inlines, pieces, strict=True)):
            if mark := MARKS.get(type(part)):
                after = "".join(pieces[n + 1 :])[:1]
                piece = emphasised(written[-1:], mark, piece, after)
            written += piece
        return written


# —— 块 ——


def _words(md: Markdown, block: Paragraph | Remark | Uses) -> str:
    return md.words(block.c)


def _heading(md: Markdown, block: Heading) -> str:
    return titled(block.level, md.line(block.c))


def _listed(md: Markdown, block: Listed) -> str:
    return items(
        item(f"{n}." if block.ordered else "-", md.blocks(content))
        for n, content in enumerate(block.items, block.start)
    )


def _table(md: Markdown, block: Table) -> str:
    def row(cells: Iterable[Cell]) -> list[str]:
        return [md.line(cell.c) for cell in cells]

    rule = [_ALIGNED.get(cell.align, "---") for cell in block.head]
    return table(row(block.head), map(row, block.rows), rule)


def _quote(md: Markdown, block: Quote) -> str:
    return quoted(md.blocks(block.c))


def _note(md: Markdown, block: Note) -> str:
    return quoted(apart((strong(block.title), md.blocks(block.c))))


def _rule(_: Markdown, block: Rule) -> str:
    return "---"


def _preformatted(_: Markdown, block: Preformatted) -> str:
    fence = "```"
    while fence in block.words:
        fence += "`"
    return f"{fence}\n{block.words}\n{fence}"


def _screenshot(md: Markdown, block: Screenshot) -> str:
    return apart((picture(md, block), as_lines(escaped(block.caption))))


def _footnotes(md: Markdown, block: Footnotes) -> str:
    notes = (item(f"{n}.", md.blocks(note.c)) for n, note in enumerate(block.items, 1))
    return apart(("---", items(notes)))


def _section(md: Markdown, block: Section) -> str:
    return apart(
        (titled(block.level, escaped(block.title)), md.words(block.lead), md.blocks(block.c))
    )


def _pair(md: Markdown, block: Pair) -> str:
    """对着看的图不编号。"""
    first = (drawn(one) if isinstance(one, Figure) else md.blocks((one,)) for one in block.first)
    return apart((*first, md.blocks(block.second)))


def _details(md: Markdown, block: Details) -> str:
    return apart((strong(block.title), md.blocks(block.c)))


def _figure(md: Markdown, block: Figure) -> str:
    return drawn(block, f"{md.figure_name()} ")


def drawn(block: Figure, number: str = "") -> str:
    """画不出的，写出图名、说明或图例，与替代文字。"""
    name = strong(f"{number}{block.title}。", " ")
    caption = escaped(" ".join(block.legend) or block.caption)
    seen = word("text.see-web", alt=block.alt)
    return apart((f"{name} {caption}".rstrip(), as_lines(escaped(seen))))


def _events(md: Markdown, block: Events) -> str:
    return items(item(f"{e.n}.", f"{strong(e.date, ' ')} {md.line(e.c)}") for e in block.items)


def _parts(md: Markdown, block: Parts) -> str:
    rows = ((escaped(row.who.name), md.line(row.role), md.flow(row.deed)) for row in block.rows)
    return apart((strong(block.title), table([*map(escaped, block.heads)], rows)))


def _steps(md: Markdown, block: Steps) -> str:
    def one(step: Step) -> str:
        who = "、".join(escaped(who.name) for who in step.who)
        return apart((strong(step.title), md.blocks(step.c), as_lines(who)))

    return items(item(f"{n}.", one(step)) for n, step in enumerate(block.items, 1))


def _supports(md: Markdown, block: Supports) -> str:
    return items(
        item("-", apart((f"{strong(one.kind, ' ')} {md.line(one.c)}", md.blocks(one.said))))
        for one in block.items
    )


def _photo(md: Markdown, block: Photo) -> str:
    return apart((picture(md, block), as_lines(escaped(f"{block.caption} {block.credit}"))))


WRITERS: Final[Mapping[type, Callable[[Markdown, Any], str]]] = {
    Paragraph: _words,
    Heading: _heading,
    Listed: _listed,
    Table: _table,
    Quote: _quote,
    Note: _note,
    Rule: _rule,
    Preformatted: _preformatted,
    Screenshot: _screenshot,
    Footnotes: _footnotes,
    Section: _section,
    Figure: _figure,
    Events: _events,
    Parts: _parts,
    Steps: _steps,
    Supports: _supports,
    Remark: _words,
    Photo: _photo,
    Uses: _words,
    Pair: _pair,
    Details: _details,
    **LISTED,
}
"""块，一种一个函数。"""
