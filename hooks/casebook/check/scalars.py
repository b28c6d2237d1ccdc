"""一个文件里的一段段文字，和它们里面的一处在原文的哪里。"""

from collections.abc import Iterator

from casebook.read import MappingNode, Node, ScalarNode, SequenceNode
from casebook.read.text import Text


def scalars(node: Node) -> Iterator[ScalarNode]:
    """`node` 里的每一段文字，按先后。"""
    match node:
        case ScalarNode():
            yield node
        case SequenceNode(items):
            for item in items:
                yield from scalars(item)
        case MappingNode(items):
            for value in items.values():
                yield from scalars(value)


class Finder:
    """在原文里往下找一段文字里的一处处：折叠、转义过的，也找得到大概。"""

    def __init__(self, text: Text, scalar: ScalarNode) -> None:
        self._text = text
        self._line, self._at = scalar.line, scalar.column - 1

    def next(self, part: str, inside: int = 0) -> tuple[int, int]:
        """下一个 `part`，其中第 `inside` 个字（从 0 数起）的行列；找不到时是上一处。"""
        for number in range(self._line, len(self._text.lines) + 1):
            start = self._at if number == self._line else 0
            at = self._text.line(number).find(part, start)
            if at >= 0:
                self._line, self._at = number, at + max(inside, 1)
                return number, at + inside + 1
        return self._line, self._at + 1
