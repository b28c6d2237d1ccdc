"""块与行内 → 印刷用的树：只有字典、列表、字符串，交给 Typst 当数据读，从不当代码。

块：`p` 段落、`h` 标题、`list` 列表、`table` 表、`quote` 引文、`note` 提示框、`rule` 线、
`figure` 图、`photo` 照片、`steps` 步骤，附录里有 `references` 著录。
行内：字符串，或 `em`、`strong`、`code`、`link`（外站）、`to`（站内）、`cite`（出处）、
`fn`（脚注）、`tbd`（待补充）、`tag`、`tile`、`idx`（索引的记号）、`br`。书里的 `to` 印
“见第N页”：在这一册里的有 `at`，在别的册里的有 `elsewhere`，都是标签；第一次出现的 `cite` 带着
著录 `c`（volume.py 来接）。
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from casebook.compose import word
from casebook.compose.blocks import (
    Block,
    Blocks,
    Cell,
    Components,
    Events,
    Facts,
    Figure,
    Footnote,
    Footnotes,
    Heading,
    Listed,
    Note,
    Number,
    Numbers,
    Paragraph,
    Part,
    Parts,
    Photo,
    Preformatted,
    Quote,
    Remark,
    Rule,
    Screenshot,
    Section,
    Steps,
    Supports,
    Table,
    Terms,
    Uses,
    Who,
)
from casebook.compose.inlines import (
    Break,
    Cite,
    Code,
    Emphasis,
    Image,
    Inlines,
    Link,
    Missing,
    NoteMark,
    Strong,
    Tag,
    To,
)
from casebook.render.typeset.breaking import LONG, LONG_IN_CELL, foldable
from casebook.render.typeset.run_in import run_in, spoken

Data = dict[str, Any]
Tree = list[Any]
Mark = Callable[[str], Tree]
"""文字 → 文字与索引的记号。"""

_LONG_STEP = 200
"""一步的话超过这么多字，可以跨页；短的不拆。"""


class Typeset:
    """写一页的块；`mark` 给文字插上索引的记号，`folder` 是照片在哪个文件夹、
    锚点在哪一页。"""

    def __init__(self, mark: Mark, folder: str = "") -> None:
        self.mark = mark
        self.folder = folder
        self.long = LONG
        self._notes: Mapping[str, Footnote] = {}
        self._inside: tuple[str, ...] = ()

    def page(self, blocks: Blocks) -> list[Data]:
        """一整页的块：脚注写在用到的地方。"""
        found = (block.items for block in blocks if isinstance(block, Footnotes))
        self._notes = {note.label: note for items in found for note in items}
        return self.blocks(blocks)

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        """几块。"""
        return [data for block in blocks for data in _WRITERS[type(block)](self, block)]

    def words(self, inlines: Inlines, links: bool = True) -> Tree:
        """一句话；`links` 为假时，站内的链接只留下字（栏里放不下“见第几页”）。"""
        out: Tree = []
        for part in inlines:
            if isinstance(part, str):
                out += self.text(part)
            elif isinstance(part, To) and not links:
                out += self.words(part.c)
            else:
                out += _INLINES[type(part)](self, part)
        return out

    def text(self, words: str) -> Tree:
        """纯文字：插上索引的记号，太长的拉丁字串给出断行处；换行是空格。"""
        return [
            foldable(part, self.long) if isinstance(part, str) else part
            for part in self.mark(words.replace("\n", " "))
            if part != ""
        ]

    def said(self, blocks: Blocks, links: bool = True) -> Tree:
        """只容得下一句的地方：几块接成一句，一个字也不丢。"""
        return self.words(run_in(blocks), links)

    def anchor(self, name: str) -> str:
        """这一章里的锚点在网站上的地址。"""
        return f"{self.folder}#{name}"

    def footnote(self, label: str) -> Tree:
        """一条脚注的话；脚注里的脚注只认一层，不会绕圈。"""
        note = self._notes.get(label)
        if note is None or label in self._inside or len(self._inside) > 1:
            return []
        before, self._inside = self._inside, (*self._inside, label)
        words = self.said(note.c)
        self._inside = before
        return [{"t": "fn", "c": words}]


def label_of(address: str) -> str:
    """站内地址 → 书里的标签。"""
    return "at" + address.rstrip("/").replace("/", "-").replace("#", "_")


# —— 块 ——


def _paragraph(t: Typeset, block: Paragraph | Remark) -> list[Data]:
    return [{"t": "p", "c": t.words(block.c)}]


def _heading(t: Typeset, block: Heading) -> list[Data]:
    return [{"t": "h", "l": block.level, "c": t.words(block.c)}]


def _listed(t: Typeset, block: Listed) -> list[Data]:
    items = [t.blocks(item) or [{"t": "p", "c": []}] for item in block.items]
    return [{"t": "list", "ordered": block.ordered, "start": block.start, "items": items}]


def _table(t: Typeset, block: Table) -> list[Data]:
    t.long = LONG_IN_CELL
    head, *rows = [[_cell(t, cell) for cell in row] for row in (block.head, *block.rows)]
    t.long = LONG
    return [{"t": "table", "head": head, "rows": rows}]


def _cell(t: Typeset, cell: Cell) -> Data:
    return {"align": cell.align or "left", "c": t.words(cell.c)}


def _quote(t: Typeset, block: Quote) -> list[Data]:
    return [{"t": "quote", "c": t.blocks(block.c)}]


def _note(t: Typeset, block: Note) -> list[Data]:
    return [{"t": "note", "title": _titled(block), "c": t.blocks(block.c)}]


def _titled(block: Note) -> str:
    """提示框的题；没有题的，印出来是编者按。"""
    return block.title or word("case.editors-note")


def _rule(_: Typeset, block: Rule) -> list[Data]:
    return [{"t": "rule"}]


def _preformatted(t: Typeset, block: Preformatted) -> list[Data]:
    lines = block.words.split("\n")
    code = [{"t": "code", "c": t.text(line.replace(" ", "\u00a0"))} for line in lines]
    return [{"t": "p", "c": [part for one in code for part in (one, {"t": "br"})][:-1]}]


def _screenshot(t: Typeset, block: Screenshot) -> list[Data]:
    return [{"t": "p", "c": t.text(_seen_on_the_web(block))}]


def _footnotes(_: Typeset, block: Footnotes) -> list[Data]:
    return []  # 写在用到的地方


def _figure(_: Typeset, block: Figure) -> list[Data]:
    return [typeset_figure(block)]


def typeset_figure(block: Figure) -> Data:
    """一张图。"""
    return {
        "t": "figure",
        "kind": block.kind,
        "title": foldable(block.title),
        "caption": [foldable(block.caption)],
        "alt": block.alt,
        "data": block.data,
    }


def _facts(t: Typeset, block: Facts) -> list[Data]:
    """接成一段：栏名：内容；栏名：内容。篇名页上的另排，见 method.py。"""
    words: Tree = []
    for fact in block.rows:
        words += [*(["；"] if words else []), f"{fact.name}：", *t.words(fact.c)]
    return [{"t": "p", "c": [*words, "。"]}]


def _events(t: Typeset, block: Events) -> list[Data]:
    items = [
        [{"t": "p", "c": [{"t": "strong", "c": [event.date]}, " ", *t.words(event.c)]}]
        for event in block.items
    ]
    return [{"t": "list", "ordered": True, "start": 1, "items": items}]


def _parts(t: Typeset, block: Parts) -> list[Data]:
    return [
        {
            "t": "table",
            "title": block.title,
            "columns": [5.2, 3.6, 8],
            "head": [{"c": [head]} for head in block.heads],
            "rows": [_part(t, part) for part in block.rows],
        }
    ]


def _part(t: Typeset, part: Part) -> list[Data]:
    who = [_tile(part.who), foldable(part.who.name)]
    return [
        {"c": who},
        {"c": t.words(part.role, links=False)},
        {"c": t.said(part.deed, links=False)},
    ]


def _tile(who: Who) -> Data:
    tile = {"t": "tile", "c": who.tile, "on": who.present}
    return {**tile, "round": True} if who.round else tile


def _steps(t: Typeset, block: Steps) -> list[Data]:
    items = [
        {
            "title": foldable(step.title),
            "c": t.blocks(step.c),
            "long": sum(map(len, spoken(run_in(step.c)))) > _LONG_STEP,
            "who": [
                {"tile": who.tile, "round": who.round, "name": foldable(who.name)}
                for who in step.who
            ],
        }
        for step in block.items
    ]
    return [{"t": "steps", "items": items}]


def _supports(t: Typeset, block: Supports) -> list[Data]:
    items: list[list[Data]] = []
    for support in block.items:
        words = [{"t": "strong", "c": [support.kind]}, " ", *t.words(support.c)]
        said = t.said(support.said)
        items.append([{"t": "p", "c": words}, *([{"t": "p", "c": said}] if said else [])])
    return [{"t": "list", "ordered": False, "start": 1, "items": items}]


def _photo(t: Typeset, block: Photo) -> list[Data]:
    return [
        {
            "t": "photo",
            "file": t.folder + block.file,
            "alt": block.alt,
            "title": foldable(block.caption or block.alt),
            "caption": t.text(f"。{block.credit}"),
        }
    ]


def _section(t: Typeset, block: Section) -> list[Data]:
    return t.blocks(block.c)  # 章里的小节不另起题


def _numbers(t: Typeset, block: Numbers) -> list[Data]:
    """一个数字一段；书末的“数字”一章排成表（`figures_table`）。"""
    return [{"t": "p", "c": _amount(t, number)} for number in block.items]


def _amount(t: Typeset, number: Number) -> Tree:
    strong = {"t": "strong", "c": [f"{number.name}：{number.amount}"]}
    return [strong, word("case.as-of", date=number.date), *t.words(number.marks)]


def figures_table(t: Typeset, numbers: Iterable[Number]) -> Data:
    """书里的全部数字，一张表。"""
    rows = [
        [
            {"c": [number.scope]},
            {"c": [*t.text(number.name), *t.words(number.marks)]},
            {"c": [number.amount]},
            {"c": [number.date]},
            {"c": t.said(number.note) or [word("register.numbers.none")]},
        ]
        for number in numbers
    ]
    heads = ("scope", "name", "amount", "as-of", "note")
    return {
        "t": "table",
        "title": word("register.numbers.title"),
        "columns": [3, 5, 4, 4, 7],
        "head": [{"c": [word(f"register.numbers.{head}")]} for head in heads],
        "rows": rows,
    }


def _components(t: Typeset, block: Components) -> list[Data]:
    items = [
        [{"t": "p", "c": [{"t": "strong", "c": [entry.name]}, "：", *t.said(entry.c)]}]
        for entry in block.items
    ]
    return [{"t": "list", "ordered": False, "start": 1, "items": items}]


def _terms(t: Typeset, block: Terms) -> list[Data]:
    return [
        data
        for entry in block.items
        for data in (
            {"t": "h", "l": 2, "c": t.text(entry.name), "label": label_of(t.anchor(entry.id))},
            *t.blocks(entry.c),
        )
    ]


def _uses(_: Typeset, block: Uses) -> list[Data]:
    return []  # 书里从工作法一边看得到；一份政策可以有几千处


_WRITERS: Final[dict[type, Callable[[Typeset, Any], list[Data]]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    Listed: _listed,
    Table: _table,
    Quote: _quote,
    Note: _note,
    Rule: _rule,
    Preformatted: _preformatted,
    Screenshot: _screenshot,
    Footnotes: _footnotes,
    Figure: _figure,
    Events: _events,
    Parts: _parts,
    Steps: _steps,
    Supports: _supports,
    Remark: _paragraph,
    Photo: _photo,
    Section: _section,
    Facts: _facts,
    Numbers: _numbers,
    Components: _components,
    Terms: _terms,
    Uses: _uses,
}

# —— 行内 ——


def _wrapped(kind: str) -> Callable[[Typeset, Any], Tree]:
    return lambda t, part: [{"t": kind, "c": t.words(part.c)}]


def _code(t: Typeset, part: Code) -> Tree:
    return [{"t": "code", "c": t.text(part.words)}]


def _link(t: Typeset, part: Link) -> Tree:
    shown = part.url.removeprefix("mailto:")
    # 写着网址的，断在哪里交给排版机：抄下来的不多一个字
    words = [part.url] if part.c == (part.url,) else t.words(part.c)
    link = {"t": "link", "url": part.url, "c": words}
    # 纸上点不了：文字里没有网址的，把网址也印出来
    return [link if shown in "".join(spoken(part.c)) else {**link, "print": shown}]


def _to(t: Typeset, part: To) -> Tree:
    if part.address.startswith("#"):
        return t.words(part.c)
    return [{"t": "to", "to": part.address, "c": t.words(part.c)}]


def _cite(_: Typeset, part: Cite) -> Tree:
    return [{"t": "cite", "n": part.n}]


def _note_mark(t: Typeset, part: NoteMark) -> Tree:
    return t.footnote(part.label)


def _image(t: Typeset, part: Image) -> Tree:
    return t.text(_seen_on_the_web(part))


def _seen_on_the_web(part: Image | Screenshot) -> str:
    told = f"{part.alt}，{part.caption}" if part.caption else part.alt
    return word("text.see-web", alt=told)


def _missing(_: Typeset, part: Missing) -> Tree:
    return [{"t": "tbd"}]


def _break(_: Typeset, part: Break) -> Tree:
    return [{"t": "br"}]


def _tag(_: Typeset, part: Tag) -> Tree:
    return [{"t": "tag", "c": [part.words]}]


_INLINES: Final[dict[type, Callable[[Typeset, Any], Tree]]] = {
    Strong: _wrapped("strong"),
    Emphasis: _wrapped("em"),
    Code: _code,
    Link: _link,
    To: _to,
    Cite: _cite,
    NoteMark: _note_mark,
    Image: _image,
    Missing: _missing,
    Break: _break,
    Tag: _tag,
}
