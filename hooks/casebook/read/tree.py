"""带位置的树：文字、映射、列表，和一个文件读出来的整棵树。

每个值都是文字，由模型去转换（`no`、`010`、`12:30`、电话号码因此不会变样）。
"""

from dataclasses import dataclass, field
from typing import Any

from casebook.problems import Problem
from casebook.read.text import Text


@dataclass(slots=True)
class ScalarNode:
    """一段文字；`line`、`column` 从 1 数起。"""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class MappingNode:
    """键和值；键不重复。"""

    items: dict[str, "Node"]
    keys: dict[str, ScalarNode]
    line: int
    column: int


@dataclass(slots=True)
class SequenceNode:
    """一列。"""

    items: list["Node"]
    line: int
    column: int


Node = ScalarNode | MappingNode | SequenceNode


@dataclass(frozen=True)
class Document:
    """一个文件读出来的树。`broken` 是没能读懂的顶层键，不要再说它们“缺少”。"""

    text: Text
    root: MappingNode
    broken: frozenset[str] = field(default_factory=frozenset)

    def plain(self) -> dict[str, Any]:
        """交给模型的普通字典：空值等于没写。"""
        result: dict[str, Any] = plain(self.root)
        return result

    def position(self, *loc: str | int) -> tuple[int, int]:
        """`loc`（键与序号）所指之处的行列；走不到底时停在走得到的地方。"""
        node: Node = self.root
        line, column = 1, 1
        for step in loc:
            inner = child(node, step)
            if inner is None and step == 0 and not isinstance(node, SequenceNode):
                continue  # 只有一项，没有写成列表
            if inner is None:
                break
            node = inner
            line, column = node.line, node.column
        return line, column

    def node(self, *loc: str | int) -> Node | None:
        """`loc` 所指的一项；只有一项没有写成列表的，第 0 项就是它。"""
        node: Node | None = self.root
        for step in loc:
            if node is None:
                return None
            node = node if step == 0 and not isinstance(node, SequenceNode) else child(node, step)
        return node

    def key_position(self, *loc: str | int) -> tuple[int, int]:
        """`loc` 最后一个键本身的行列。"""
        *parents, last = loc
        node: Node = self.root
        for step in parents:
            node = child(node, step) or node
        if isinstance(node, MappingNode) and last in node.keys:
            key = node.keys[str(last)]
            return key.line, key.column
        return self.position(*loc)

    def has_key(self, *loc: str | int) -> bool:
        """`loc` 最后一个键写了，不管后面写的是什么、是不是空的。"""
        *parents, last = loc
        node: Node | None = self.root
        for step in parents:
            node = child(node, step) if node else None
        return isinstance(node, MappingNode) and last in node.keys

    def pruned(self, *loc: str | int) -> bool:
        """`loc` 最后一个键写了，但写得不对，已经报过并从树里拿掉。"""
        *parents, last = loc
        node: Node | None = self.root
        for step in parents:
            node = child(node, step) if node else None
        return isinstance(node, MappingNode) and last in node.keys and last not in node.items

    def problem(
        self,
        loc: tuple[str | int, ...],
        code: str,
        message: str,
        hint: str = "",
    ) -> Problem:
        """`loc` 所指之处的问题。"""
        return self.text.problem(*self.position(*loc), code, message, hint)


def child(node: Node, step: str | int) -> Node | None:
    """`node` 里键或序号为 `step` 的一项；没有时为 None。"""
    match node, step:
        case MappingNode(items), str():
            return items.get(step)
        case SequenceNode(entries), int():
            return entries[step] if step < len(entries) else None
    return None


def plain(node: Node) -> Any:
    """树 → 字典、列表、字符串；空的值略去。"""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return {
        key: plain(value)
        for key, value in node.items.items()
        if not isinstance(value, ScalarNode) or value.text
    }
