"""一条记录和它的出身。"""

from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from casebook.model import Record
from casebook.model.walk import Loc, walk
from casebook.problems import Problem
from casebook.read.tree import Document

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """一条记录和它的出身；`base` 是记录在文件里的位置，`whole` 为假时有的部分没读进来。"""

    record: R
    document: Document
    base: Loc = ()
    whole: bool = True

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

    def problem(self, code: str, message: str, *loc: str | int, hint: str = "") -> Problem:
        """记录里 `loc` 之处的问题。"""
        return self.document.problem((*self.base, *loc), code, message, hint)
