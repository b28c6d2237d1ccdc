"""模型自己的说明书：每种记录有哪些栏目、写什么、可以选什么。

表单、模式文件、可视化编辑器、栏目说明、新案例的样子都从这里来，不另写一份。
"""

import enum
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from casebook.model.examples import example_of
from casebook.model.references import register_of
from casebook.model.scalars import SCALARS, Kind
from casebook.model.statements import Quantity, Record, Sourced
from casebook.model.values import as_list

_SENTENCES = frozenset(
    (
        *("title", "method_name", "summary", "lead", "text", "missing"),
        *(
            "event",
            "roles",
            "reason",
            "alt",
            "caption",
            "support",
            "note",
            "before",
            "after",
            "use",
        ),
    )
)


@dataclass(frozen=True)
class FieldDescription:
    """一栏。

    `name` 是英文名，`key` 是 YAML 里的中文键，`help` 是给编辑的一句说明；`kind` 是写什么，
    `many` 是可以写几项，`single` 是只有一项时可以不写成列表。
    `record` 是 `kind` 为 RECORD 时里面的记录，
    `bare` 是这时可以只写一句话、等于写它的哪一栏。`choices` 是程序认得的几个词；
    `register` 是引用哪本登记簿，`by_name` 为真时写登记的名称，否则写编号；`record` 与 `register`
    都有时，引用写在 `bare` 那一栏里。
    `limit` 是最多几个字；`low`、`high` 是整数的上下限；`example` 是例子。
    """

    name: str
    key: str
    help: str
    kind: Kind
    required: bool
    many: bool
    single: bool = False
    record: type[Record] | None = None
    bare: str = ""
    choices: tuple[str, ...] = ()
    register: str = ""
    by_name: bool = False
    limit: int = 0
    low: int | None = None
    high: int | None = None

    @property
    def sentence(self) -> bool:
        """写成句子的，标点要讲究；名称、题名、文件名……是照抄来的，别处要对得上，不管它们的标点。"""
        return self.name in _SENTENCES and self.kind in (Kind.LINE, Kind.PROSE)

    example: str = ""


@cache
def describe(kind: type[Record]) -> tuple[FieldDescription, ...]:
    """一种记录的各栏，按填写的次序：先是它自己的，再是话、数字，最后是出处。"""
    hints = typing.get_type_hints(kind, include_extras=True)
    fields = sorted(kind.model_fields.items(), key=lambda item: _turn(item[0]))
    return tuple(_field(kind, name, info, hints[name]) for name, info in fields)


def _turn(name: str) -> int:
    last: tuple[type[Record], ...] = (Quantity, Sourced)
    if name in ("text", "missing"):
        return 1 if name == "text" else 2
    return next((n for n, base in enumerate(last, 3) if name in base.model_fields), 0)


def title_of(kind: type[Record]) -> str:
    """一种记录是什么：类的说明的第一句。"""
    return (kind.__doc__ or "").strip().splitlines()[0].split("。")[0]


def _field(owner: type[Record], name: str, info: FieldInfo, hint: Any) -> FieldDescription:
    marks = [*_marks(hint)]
    inner = next((m for m in marks if isinstance(m, type) and issubclass(m, Record)), None)
    choices = tuple(word for mark in marks for word in _words(mark))
    kind = Kind.RECORD if inner else Kind.CHOICE if choices else _kind(marks)
    register, by_name = register_of(owner, name)
    limits = {type(m).__name__: m for m in info.metadata}
    scalar = SCALARS.get(Kind.LINE if register else kind)  # 引用的编号对着登记簿查，不查写法
    longest = getattr(limits.get("MaxLen"), "max_length", scalar.limit if scalar else 0)
    return FieldDescription(
        name=name,
        key=info.alias or name,
        help=info.description or "",
        kind=kind,
        required=info.is_required(),
        many=any(m is tuple for m in marks),
        single=any(isinstance(m, BeforeValidator) and m.func is as_list for m in marks),
        record=inner,
        bare=_bare(marks),
        choices=choices,
        register=register,
        by_name=by_name,
        limit=longest,
        low=getattr(limits.get("Ge"), "ge", None),
        high=getattr(limits.get("Le"), "le", None),
        example=example_of(owner, name),
    )


def _marks(hint: Any) -> Iterator[Any]:
    """类型标注里的类型与注记，一层层剥开。"""
    origin = typing.get_origin(hint)
    if origin is None:
        yield hint
    elif origin is typing.Annotated:
        yield from _marks(hint.__origin__)
        yield from hint.__metadata__
    elif origin is typing.Literal:
        yield hint
    else:
        if origin not in (typing.Union, types.UnionType):
            yield origin
        for part in typing.get_args(hint):
            yield from _marks(part)


def _kind(marks: list[Any]) -> Kind:
    return next((m for m in marks if isinstance(m, Kind)), Kind.LINE)


def _words(mark: Any) -> tuple[str, ...]:
    if typing.get_origin(mark) is typing.Literal:
        return typing.get_args(mark)
    if isinstance(mark, type) and issubclass(mark, enum.StrEnum) and mark is not Kind:
        return tuple(mark)
    return ()


def _bare(marks: list[Any]) -> str:
    """只写一句话等于写哪一栏：让补全的函数补一次就知道。"""
    for mark in marks:
        if isinstance(mark, BeforeValidator) and mark.func is not as_list:
            filled = _filled(mark.func)
            if isinstance(filled, dict):
                return str(*filled)
    return ""


def _filled(function: Any) -> Any:
    try:
        return function("字")
    except ValueError:  # 只管转换的函数，不认这个字
        return None
