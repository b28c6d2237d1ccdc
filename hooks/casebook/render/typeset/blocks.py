"""块与行内 → 印刷用的树：只有字典、列表、字符串，交给 Typst 当数据读，从不当代码。

块：`p` 段落、`h` 标题、`list` 列表、`table` 表、`quote` 引文、`note` 提示框、`rule` 线、
`figure` 图、`photo` 照片、`steps` 步骤、`slip` 还缺什么，附录里有 `references` 著录。
行内：字符串，或 `em`、`strong`、`code`、`link`（外站）、`to`（站内）、`cite`（出处）、
`fn`（脚注）、`tbd`（待补充）、`tag`、`tile`、`whole`（不拆的）、`idx`（索引的记号）、`br`。
书里的 `to` 印“见第N页”：在这一册里的有 `at`，在别的册里的有 `elsewhere`，都是标签；
一章里第一次出现的 `cite` 带着著录 `c`（notes.py 来接）。
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from casebook.compose.blocks import (
    Block,
    Blocks,
    Checklist,
    Comparison,
    Details,
    Features,
    Filtered,
    Footnote,
    Footnotes,
    FormSlot,
    Links,
    Pager,
    Pair,
    Plaque,
    Uses,
)
from casebook.compose.inlines import Inlines, To, unmarked
from casebook.render.typeset.attaching import attached
from casebook.render.typeset.breaking import LONG, foldable
from casebook.render.typeset.inlines import INLINES, Data, Tree
from casebook.render.typeset.lists import LISTS
from casebook.render.typeset.prose import PROSE
from casebook.render.typeset.records import RECORDS
from casebook.render.typeset.run_in import run_in

Mark = Callable[[str], Tree]
"""文字 → 文字与索引的记号。"""


LEFT_OUT: Final[Mapping[type, str]] = {
    Uses: "从工作法一边看得到；一份政策可以有几千处",
    Filtered: "纸上不能筛选",
    Comparison: "选哪几条，纸上不能选",
    Features: "只有首页有，首页不印",
    Links: "纸上不能点；页码印在句子里",
    Checklist: "步骤、各方、条件书里都有；清单从网页上单独印一张",
    Pager: "书不分页列",
    Details: "编写指南才有，不印",
    Pair: "网页上左右对着看；书里图与话先后排",
    Plaque: "网页上带门牌的；书里各成一节",
    FormSlot: "表单在网站上填",
}
"""只有网页有的块 → 为什么不印。"""


def _nothing(_: "Typeset", block: Block) -> list[Data]:
    return []


WRITERS: Final[Mapping[type, Callable[["Typeset", Any], list[Data]]]] = {
    **PROSE,
    **RECORDS,
    **LISTS,
    **dict.fromkeys(LEFT_OUT, _nothing),
}
"""一种块一个函数。"""


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
        return attached([data for block in blocks for data in WRITERS[type(block)](self, block)])

    def words(self, inlines: Inlines, links: bool = True) -> Tree:
        """一句话；`links` 为假时，站内的链接只留下字（栏里放不下“见第几页”）。"""
        out: Tree = []
        for part in unmarked(inlines):
            if isinstance(part, str):
                out += self.text(part)
            elif isinstance(part, To) and not links:
                out += self.words(part.c)
            else:
                out += INLINES[type(part)](self, part)
        return out

    def text(self, words: str) -> Tree:
        """纯文字：插上索引的记号，太长的拉丁字串给出断行处；换行是空格。"""
        return [
            foldable(part, self.long) if isinstance(part, str) else part
            for part in self.mark(words.replace("\n", " "))
            if part != ""
        ]

    def marks(self, *words: str) -> Tree:
        """别处照原样印的几串字，在索引里的记号。"""
        return [part for one in words for part in self.mark(one) if not isinstance(part, str)]

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
