"""索引 → 印刷用的数据：文字里出现一处，留一个记号，页码由排版机填。"""

from typing import Any

from casebook.bind import Book
from casebook.compose import word
from casebook.compose.index import KINDS, Index
from casebook.render.typeset.breaking import foldable
from casebook.render.typeset.inlines import Data, Tree, label_of


class PrintedIndex:
    """整本书的索引；`mark` 在文字里插记号。"""

    def __init__(self, book: Book) -> None:
        self._index = Index(book)

    def mark(self, text: str) -> Tree:
        """文字 → 文字与索引记号；记号在词的前面。"""
        out: Tree = []
        for words, keys in self._index.pieces(text):
            out += [words] if words else []
            out += ({"t": "idx", "k": key} for key in keys)
        return out

    def groups(self) -> list[Data]:
        """三种索引，各自按字母分组；工作法的篇名，`main` 是它那一篇的标签，它自己的几页用粗体。"""
        return [
            {"title": word(f"print.index-of.{kind}"), "entries": self._entries(kind)}
            for kind in KINDS
        ]

    def _entries(self, kind: str) -> list[dict[str, Any]]:
        return [
            {
                "key": one.key,
                "name": foldable(one.name),
                "letter": one.letter,
                "main": label_of(one.address) if one.main else "",
                "see": foldable(one.see),
                "also": foldable(self._index.also(one)),
            }
            for one in self._index.of(kind)
        ]
