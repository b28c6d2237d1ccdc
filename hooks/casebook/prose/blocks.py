"""块的写法：段落、标题、列表、表格、引用、提示框、横线；文章里另有代码块与脚注。

这里认得的就是全部，别的都是字，照原样印：没有下划线式的标题，没有 `[名]: 网址` 的定义，
没有网页代码与缩进式的代码。列表的下一层缩进两格、三格、四格都行；列表、表格、标题、横线的上面
空不空一行都行。
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from casebook.prose import openings
from casebook.prose.columns import column_fault
from casebook.prose.lists import sign_faults
from casebook.prose.openings import Line
from casebook.prose.tables import alignments, cells, maybe_table, no_rows, row_fault, table_like
from casebook.prose.tree import Fault

DEPTH_LIMIT = 8
"""列表、引用、提示框最多套几层。"""


@dataclass
class Blocks:
    """读好的块；`notes` 是脚注的正文：标签 → 正文；`faults` 是读的时候看出的毛病。

    `note_lines` 是各条脚注占了哪几行。
    """

    root: Element = field(default_factory=lambda: Element("div"))
    notes: dict[str, Element] = field(default_factory=dict)
    note_lines: dict[str, range] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_blocks(text: str, page: bool) -> Blocks:
    """`text` → 块；`page` 为真时有代码块与脚注。"""
    blocks = Blocks()
    lines = list(enumerate(text.split("\n"), 1))
    _Reader(blocks, page).read(lines, blocks.root, 0)
    return blocks


class _Reader:
    def __init__(self, blocks: Blocks, page: bool) -> None:
        self._blocks, self._page = blocks, page
        self._table_end = 0  # 上一张表的下一行
        self._kinds: tuple[Callable[[Sequence[Line], Element, int], int], ...] = (
            self._fence,
            self._heading,
            self._rule,
            self._list,
            self._table,
            self._quote,
            self._box,
            self._note,
        )

    def read(self, lines: Sequence[Line], parent: Element, depth: int) -> None:
        """`lines` 里的块，一块块放进 `parent`；`depth` 是外面套着几层。"""
        at = 0
        while at < len(lines):
            if not lines[at][1].strip():
                at += 1
                continue
            rest = lines[at:]
            at += next((n for kind in self._kinds if (n := kind(rest, parent, depth))), 0) or (
                self._paragraph(rest, parent)
            )

    def _inside(self, lines: Sequence[Line], parent: Element, depth: int) -> None:
        """`parent` 里面的一层；太深的不再往里读，当作字。"""
        if depth < DEPTH_LIMIT:
            self.read(lines, parent, depth + 1)
            return
        number = lines[0][0] if lines else 1
        self._blocks.faults.append(
            Fault("T05", number, f"列表、引用、提示框最多套 {DEPTH_LIMIT} 层")
        )
        SubElement(parent, "p").text = "\n".join(text.strip() for _, text in lines)

    def _paragraph(self, lines: Sequence[Line], parent: Element) -> int:
        count = 1
        while count < len(lines) and not openings.starts_block(lines[count:], self._page):
            count += 1
        if any(map(maybe_table, (text for _, text in lines[:count]))):
            above = parent[-1] if len(parent) and parent[-1].tag == "table" else ()
            width = len(above[0][0]) if above else 0
            blank = lines[0][0] > self._table_end
            if fault := table_like(lines[:count], width, blank):
                self._blocks.faults.append(fault)
        elif fault := column_fault(lines[:count]):
            self._blocks.faults.append(fault)
        words = (text.lstrip() for _, text in lines[:count])
        SubElement(parent, "p").text = "\n".join(words).rstrip()
        return count

    def _heading(self, lines: Sequence[Line], parent: Element, _: int) -> int:
        number, text = lines[0]
        if not (found := openings.HEADING.fullmatch(text)):
            return 0
        heading = SubElement(parent, f"h{len(found['level'])}", {"line": str(number)})
        heading.text = found["words"]
        return 1

    def _rule(self, lines: Sequence[Line], parent: Element, _: int) -> int:
        if not openings.RULE.fullmatch(lines[0][1]):
            return 0
        SubElement(parent, "hr")
        return 1

    def _fence(self, lines: Sequence[Line], parent: Element, _: int) -> int:
        """三个反引号一行开头，三个反引号一行结尾，中间照原样；没有结尾的不算。"""
        count = openings.fenced_lines(lines) if self._page else 0
        if count:
            code = SubElement(SubElement(parent, "pre"), "code")
            code.set("language", lines[0][1].removeprefix(openings.FENCE).strip())
            code.text = AtomicString("\n".join(text for _, text in lines[1 : count - 1]))
        return count

    def _table(self, lines: Sequence[Line], parent: Element, _: int) -> int:
        aligned = alignments(lines)
        if not aligned:
            return 0
        table = SubElement(parent, "table")
        head, body = SubElement(table, "thead"), SubElement(table, "tbody")
        rows = [lines[0], *takewhile(lambda line: "|" in line[1], lines[2:])]
        for number, text in rows:
            row = SubElement(head if number == lines[0][0] else body, "tr")
            written = cells(text)
            if fault := row_fault((number, text), len(aligned)):
                self._blocks.faults.append(fault)
            # 多出来的格子也留着：毛病已经报了，字一个也不丢
            for n, words in enumerate(written + [""] * (len(aligned) - len(written))):
                cell = SubElement(row, "th" if row in head else "td")
                cell.text = words
                if n < len(aligned) and aligned[n]:
                    cell.set("align", aligned[n])
        if len(rows) == 1:
            self._blocks.faults.append(no_rows(lines[1]))
        self._table_end = lines[len(rows)][0] + 1
        return len(rows) + 1

    def _quote(self, lines: Sequence[Line], parent: Element, depth: int) -> int:
        quoted = [*takewhile(lambda line: openings.QUOTE.match(line[1]), lines)]
        if quoted:
            self._blocks.faults += sign_faults(quoted)
            inner = [(number, openings.QUOTE.sub("", text, count=1)) for number, text in quoted]
            self._inside(inner, SubElement(parent, "blockquote"), depth)
        return len(quoted)

    def _box(self, lines: Sequence[Line], parent: Element, depth: int) -> int:
        """`!!! 题名`，下面缩进的是里面的话；`!!! note "题名"` 也行，前一个词不印。"""
        found = openings.BOX.fullmatch(lines[0][1])
        if not found:
            return 0
        inner = [
            *takewhile(lambda line: not line[1].strip() or line[1].startswith("  "), lines[1:])
        ]
        box = SubElement(parent, "div", {"class": "admonition"})
        if found["title"] is not None:
            box.set("kind", found["kind"])
        if title := found["kind"] if found["title"] is None else found["title"]:
            SubElement(box, "p", {"class": "admonition-title"}).text = title
        self._inside(openings.dedented(inner), box, depth)
        return 1 + len(inner)

    def _note(self, lines: Sequence[Line], _: Element, depth: int) -> int:
        """脚注的正文；同一个标签的第二条当作段落，不会把前一条盖掉。"""
        found = openings.NOTE.match(lines[0][1]) if self._page and not depth else None
        if not found or found["label"] in self._blocks.notes:
            return 0
        count = 1
        while count < len(lines):
            text = lines[count][1]
            after_blank = not lines[count - 1][1].strip()
            if (
                text.strip()
                and not text.startswith("  ")
                and (after_blank or openings.starts_block(lines[count:], self._page))
            ):
                break
            count += 1
        note = Element("li")
        self._blocks.notes[found["label"]] = note
        self._blocks.note_lines[found["label"]] = range(lines[0][0], lines[0][0] + count)
        inner = [(lines[0][0], found["words"]), *openings.dedented(lines[1:count])]
        self._inside(inner, note, depth)
        return count

    def _list(self, lines: Sequence[Line], parent: Element, depth: int) -> int:
        first = openings.item_mark(lines[0][1])
        if not first:
            return 0
        listed = SubElement(parent, "ol" if first["number"] else "ul")
        if first["number"] not in (None, "1"):
            listed.set("start", first["number"])
        base, at, loose = len(first["indent"]), 0, False
        heads: list[Line] = []
        while at < len(lines):
            found = openings.item_mark(lines[at][1])
            if not found or bool(found["number"]) != bool(first["number"]):
                break
            loose |= at > 0 and not lines[at - 1][1].strip()
            end = at + self._item_lines(lines[at:], base)
            heads.append(lines[at])
            item = SubElement(listed, "li")
            words = (lines[at][0], lines[at][1][found.end() :])
            self._inside([words, *openings.dedented(lines[at + 1 : end])], item, depth)
            loose |= sum(child.tag == "p" for child in item) > 1
            at = end
        self._blocks.faults += sign_faults(heads)
        if not loose:
            for item in listed:
                _tighten(item)
        return at

    def _item_lines(self, lines: Sequence[Line], base: int) -> int:
        """一项有几行：缩进两格以上的，和紧接着的、没有开始新一块的。"""
        count = 1
        while count < len(lines):
            text = lines[count][1]
            deeper = not text.strip() or text.startswith(" " * (base + 2))
            if not deeper and (
                not lines[count - 1][1].strip() or openings.starts_block(lines[count:], self._page)
            ):
                break
            count += 1
        return count


def _tighten(item: Element) -> None:
    """各项之间没有空行的：第一段直接写在项里。"""
    if len(item) and item[0].tag == "p":
        item.text = item[0].text
        item.remove(item[0])
