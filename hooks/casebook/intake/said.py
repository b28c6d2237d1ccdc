"""人写的一处话，和写进案例里的一个值：都记着在稿子的哪里。"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casebook.intake.blocks import Block, Cell, Paragraph
from casebook.intake.markdown import markdown


@dataclass(frozen=True)
class Said:
    """一处话：`plain` 是一行行的字，`prose` 是写成 Markdown 的，`linked` 是带着网址的字。"""

    plain: str
    prose: str
    place: str
    linked: str = ""

    @classmethod
    def of(cls, blocks: Iterable[Block], place: str) -> "Said":
        """几块接起来。"""
        some = list(blocks)
        paragraphs = [one for one in some if isinstance(one, Paragraph)]
        plain = "\n".join(one.text for one in paragraphs)
        linked = "\n".join(one.linked for one in paragraphs)
        return cls(plain.strip(), markdown(some), place, linked.strip())

    @classmethod
    def in_cell(cls, cell: Cell) -> "Said":
        """一格里的话。"""
        return cls.of(cell.blocks, cell.place)

    @classmethod
    def words(cls, text: str, place: str) -> "Said":
        """一行字。"""
        from casebook.editing.literal import literal, one_line

        return cls(text, literal(one_line(text)), place)

    @property
    def sourced(self) -> "Said":
        """当作出处来看：字里带着网址。"""
        return replace(self, plain=self.linked or self.plain)

    def __bool__(self) -> bool:
        return bool(self.plain.strip() or self.prose)


class Told(str):
    """写进案例里的一个值；`place` 是稿子的哪里。"""

    place: str

    def __new__(cls, text: str, place: str = "") -> "Told":
        """`text`，在稿子的 `place`。"""
        made = super().__new__(cls, text)
        made.place = place
        return made
