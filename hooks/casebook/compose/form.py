"""投稿的表单：问哪些栏目，怎样问。栏目、说明、可选的词、例子都从模型与登记簿来，这里只定哪些不问。

网站上的表单与 Word 的投稿表问的是同样的。
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from casebook.bind import Book
from casebook.check.dates import WRITTEN
from casebook.compose import word
from casebook.compose.form_examples import pairs, plain_example
from casebook.compose.form_messages import missing_messages, says_message
from casebook.compose.words import section
from casebook.model import Case, Figure, Kind, Record, Sourced, Statement, Status, describe
from casebook.model.case import Step
from casebook.model.description import FieldDescription
from casebook.model.results import Outcome
from casebook.model.scalars import NO, YES
from casebook.model.statements import Noted

BLANK_FORM = "submit/tougao.docx"
"""Word 的投稿表，在网站里的路径。"""
LEFT_TO_EDITORS: Mapping[type[Record], frozenset[str]] = {
    Case: frozenset(
        (
            "rank",
            "place_sources",
            "support",
            "related",
            "images",
            "attachments",
            "claims",
            "sources",
            "confirmed_by",
            "review",
            "corrections",
            "withdrawn",
            "aliases",
        )
    ),
    Sourced: frozenset(("inferred",)),
    Outcome: frozenset(("value", "qualifier", "unit", "counted", "period", "as_of", "told_by")),
}
"""不问投稿人的栏目：要知道登记的编号，或要由编者来定。成效的数字并在“规模”里问，那里逼着写是什么时候的与出处。"""
FIXED: Mapping[str, str] = {"status": Status.COLLECTED, "edition": "1"}
"""不问、写死的栏目。"""
OPEN = frozenset(("problem", "actors", "steps", "outcomes"))
"""一打开就摆着一条空白的列表；别的要按“加一条”。"""
WORDS_LIMIT = 80
"""用话写的出处与单位最多几个字：合起来要放得进“待补充”。"""


class Widget(StrEnum):
    """怎样问。"""

    LINE = "line"
    PROSE = "prose"
    NUMBER = "number"
    DATE = "date"
    PERIOD = "period"
    CHOICE = "choice"
    CHECKS = "checks"
    WORDS = "words"
    """引用登记簿，用话来写：写的正好是登记过的，换成编号；不是的，记进“待补充”，等编者登记。"""
    LINES = "lines"
    """几样写在一行里，用顿号隔开。"""
    WHO = "who"
    """选几个五社，另写别的人。"""
    LIST = "list"
    GROUP = "group"
    FIXED = "fixed"
    NOTE = "note"
    """不问；投稿人写的出处等记在这一栏里。"""


@dataclass(frozen=True)
class Question:
    """一问。

    `missing` 是没有答时说的话，`says` 是一条里没有内容时说的话；`proof` 是数字，要有出处与截至；
    `least` 是已经过去的日期，最早可能是哪一年；
    `parts` 是引用写成几栏时的键：编号与位置；`others` 是选了几方之后，另写的人怎样写。
    `example` 是平常的话写的例子，只有 Word 的投稿表用它。
    """

    name: str
    key: str
    help: str
    widget: Widget
    required: bool = False
    limit: int = 0
    register: str = ""
    options: tuple[str, ...] = ()
    value: str = ""
    missing: str = ""
    says: str = ""
    proof: bool = False
    least: int = 0
    open: bool = False
    parts: tuple[str, ...] = ()
    others: str = ""
    example: str = ""
    inner: tuple["Question", ...] = ()

    @property
    def choices(self) -> str:
        """纸上的表里，有哪些词可以圈。"""
        return word("web.form.circle", options="　".join(self.options))

    @property
    def each(self) -> str:
        """纸上的表里，一条要写哪几栏。"""
        keys = "、".join(q.key for q in self.inner if q.widget is not Widget.NOTE)
        return word("web.form.each", keys=keys)


def questions(book: Book) -> tuple[Question, ...]:
    """一份投稿要问的全部，按模型里的次序。"""
    return tuple(_asked(Case, book))


def _asked(
    kind: type[Record], book: Book, shown: Mapping[str, str] | None = None
) -> Iterator[Question]:
    missing = missing_messages(kind)
    for field in describe(kind):
        if not _left(kind, field.name):
            own = shown is None or kind is Outcome  # 成效的例子带数字，投稿人的数字写在“规模”里
            example = field.example if own else (shown or {}).get(field.key, "")
            yield _question(kind, field, missing.get(field.key, ""), book, example)


def _left(kind: type[Record], name: str) -> bool:
    return any(issubclass(kind, o) and name in names for o, names in LEFT_TO_EDITORS.items())


def _question(
    kind: type[Record], field: FieldDescription, missing: str, book: Book, example: str
) -> Question:
    widget = _widget(kind, field)
    if widget is Widget.FIXED:
        return Question(field.name, field.key, field.help, widget, value=FIXED[field.name])
    inner = field.record if widget in (Widget.LIST, Widget.GROUP) else None
    register, parts = field.register, describe(field.record) if field.record else ()
    if widget is Widget.WORDS and parts:
        register = parts[0].register
    return Question(
        name=field.name,
        key=field.key,
        help=_help(field, book),
        widget=widget,
        required=field.required,
        limit=WORDS_LIMIT if widget is Widget.WORDS else field.limit,
        register=register,
        options=_options(field, widget, register, book),
        missing=missing,
        says=says_message(inner) if inner else "",
        proof=bool(inner and issubclass(inner, Figure)),
        least=next((y for o, n, y in WRITTEN if n == field.name and issubclass(kind, o)), 0),
        open=field.name in OPEN,
        parts=tuple(part.key for part in parts) if widget is Widget.WORDS else (),
        others=word("web.form.others", **book.handbook.words) if widget is Widget.WHO else "",
        example="" if inner else plain_example(example, field.name, register),
        inner=tuple(_asked(inner, book, pairs(example))) if inner else (),
    )


def _help(field: FieldDescription, book: Book) -> str:
    # 模型的说明是写给编辑的；有几栏换成写给投稿人的，里面有这本手册的叫法
    told = section("web.form-help", book.handbook.words).get(field.name, field.help)
    several = field.many and not (field.record or field.register) and field.name != "who"
    return word("web.form.several", help=told) if several else told


_WIDGETS = {
    Kind.LINE: Widget.LINE,
    Kind.PROSE: Widget.PROSE,
    Kind.NUMBER: Widget.NUMBER,
    Kind.DATE: Widget.DATE,
    Kind.PERIOD: Widget.PERIOD,
    Kind.CHOICE: Widget.CHOICE,
    Kind.YES_NO: Widget.CHOICE,
}


def _widget(kind: type[Record], field: FieldDescription) -> Widget:
    if kind is Case and field.name in FIXED:
        return Widget.FIXED
    if issubclass(kind, Statement | Noted) and field.name == "missing":
        return Widget.NOTE
    if field.register and field.by_name:
        return Widget.CHECKS if field.many else Widget.CHOICE
    if field.register or field.bare == "编号":
        return Widget.WORDS
    if field.record:
        return Widget.LIST if field.many else Widget.GROUP
    if field.many:
        return Widget.WHO if (kind, field.name) == (Step, "who") else Widget.LINES
    return _WIDGETS[field.kind]  # 别的写法表单不会问，要写进 LEFT_TO_EDITORS


def _options(field: FieldDescription, widget: Widget, register: str, book: Book) -> tuple[str, ...]:
    if field.choices or field.kind is Kind.YES_NO:
        return field.choices or (YES, NO)
    if widget is Widget.WHO:
        return tuple(actor.name for actor in book.actors)
    return tuple(known(register, book)) if widget in (Widget.CHECKS, Widget.CHOICE) else ()


def known(register: str, book: Book) -> dict[str, str]:
    """登记簿里各条的名称（来源是题名）→ 编号。"""
    entries: tuple[Any, ...] = getattr(book.registers.get(register), "entries", ())
    return {getattr(entry, "title", "") or entry.name: entry.id for entry in entries}


def published(book: Book) -> dict[str, str]:
    """来源的编号 → 哪天登出来的；没有写日期的不列。"""
    days = {id_: source.date for id_, source in book.sources.items()}
    return {id_: f"{'约' * day.about}{day.iso}" for id_, day in days.items() if day}
