"""一条记录和它的出身。"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from casebook.model import Record
from casebook.model.walk import Loc, record_in, walk
from casebook.problems import Problem
from casebook.read.tree import Document, MappingNode, Node, SequenceNode

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """一条记录和它的出身；`base` 是记录在文件里的位置，`whole` 为假时有的部分没读进来。

    `written` 是写下的全部，连同模型说不对、从 `document` 里拿掉的；没有拿掉的为 None。
    """

    record: R
    document: Document
    base: Loc = ()
    whole: bool = True
    written: Document | None = None

    @property
    def path(self) -> str:
        """相对仓库根的路径，用 / 分隔。"""
        return self.document.text.path

    @property
    def id(self) -> str:
        """文件名，就是案例的编号。"""
        return self.path.rpartition("/")[2].removesuffix(".yml")

    @cached_property
    def parts(self) -> tuple[tuple[Loc, Record], ...]:
        """记录自己和里面的每一条记录，各在哪里；几条规矩都要走一遍，只走一次。"""
        return tuple(walk(self.record))

    def written_parts(self) -> Iterator[tuple[type[Record], MappingNode]]:
        """写下的每一条记录，不管模型收不收：是哪一种，写着什么；没有拿掉什么的，一条也没有。"""
        waiting: list[tuple[type[Record], Node]] = (
            [(type(self.record), self.written.root)] if self.written else []
        )
        while waiting:
            kind, node = waiting.pop()
            if isinstance(node, SequenceNode):
                waiting += [(kind, item) for item in node.items]
            elif isinstance(node, MappingNode):
                yield kind, node
                for info in kind.model_fields.values():
                    inner, value = record_in(info.annotation), node.items.get(info.alias or "")
                    if inner and value:
                        waiting.append((inner, value))

    def problem(self, code: str, message: str, *loc: str | int, hint: str = "") -> Problem:
        """记录里 `loc` 之处的问题。"""
        return self.document.problem((*self.base, *loc), code, message, hint)
