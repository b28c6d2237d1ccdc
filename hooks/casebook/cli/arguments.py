"""一个命令收什么：由函数的参数得出来，照它读人打的字。

不用别家的命令行库：它们的话是英文的，要换成中文，只能照着一句句认，库改一个字就漏出来。
"""

import inspect
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, get_args, get_origin

from casebook.faults import shown

HELP = "--help"
"""每个命令都有的选项。"""
_METAVARS = {Path: "<路径>", int: "<整数>", bool: ""}


class Misused(Exception):
    """命令写得不对；消息是给人看的一句话。"""


def misused(message: str) -> NoReturn:
    """命令写得不对：说一句话，退出码 2。"""
    raise Misused(message)


@dataclass(frozen=True)
class Option:
    """一个选项，写在参数的注解里：名字（如 --format）、说明，后面写的东西叫什么。

    `env` 是不写时看的环境变量；`least` 是整数的最小值；`settle` 把读到的、默认的再换一次。
    """

    name: str
    help: str
    metavar: str = ""
    env: str = ""
    least: int | None = None
    settle: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Argument:
    """不带名字的一个内容，写在参数的注解里：叫什么、说明。"""

    name: str
    help: str


@dataclass(frozen=True)
class Parameter:
    """函数的一个参数：`key` 是它的名字，`kind` 是一个值的类型，`many` 是可以写几个。"""

    key: str
    kind: type
    many: bool
    default: Any
    written: Option | Argument

    @property
    def name(self) -> str:
        """人打的名字。"""
        return self.written.name

    @property
    def metavar(self) -> str:
        """后面写的东西，如 <路径>；不用写的为空。"""
        if isinstance(self.written, Option) and self.written.metavar:
            return self.written.metavar
        if issubclass(self.kind, StrEnum):
            return f"<{'|'.join(self.kind)}>"
        return _METAVARS.get(self.kind, "<文字>")

    @property
    def help(self) -> str:
        """说明，连同环境变量与默认的值。"""
        said = self.written.help
        if isinstance(self.written, Option) and self.written.env:
            said += f"（或用环境变量 {self.written.env}）"
        fixed = isinstance(self.default, str | int | Path) and self.default not in ("", Path())
        return f"{said}（不写就是 {self.default}）" if fixed and self.default else said

    def value(self, words: Sequence[str]) -> Any:
        """人写了 `words`（没有写是空的）→ 交给函数的值；写得不对，抛 Misused。"""
        if isinstance(self.written, Option) and not words:
            words = [found] if (found := os.environ.get(self.written.env)) else []
        if self.many:
            return tuple(self._one(word) for word in words)
        return self._one(words[-1]) if words else self.default

    def settled(self, value: Any) -> Any:
        """`settle` 之后的值。"""
        settle = self.written.settle if isinstance(self.written, Option) else None
        return settle(value) if settle else value

    def _one(self, word: str) -> Any:
        if issubclass(self.kind, StrEnum) and word not in [*self.kind]:
            self._refuse(f"没有“{shown(word)}”，只能写 {'、'.join(self.kind)}")
        if self.kind is not int:
            return self.kind(word)
        try:
            number = int(word)
        except ValueError:
            self._refuse("要写整数")
        least = self.written.least if isinstance(self.written, Option) else None
        if least is not None and number < least:
            self._refuse(f"不能小于 {least}")
        return number

    def _refuse(self, why: str) -> NoReturn:
        misused(f"{self.name} 写得不对：{why}。")


def parameters(command: Callable[..., None]) -> tuple[Parameter, ...]:
    """`command` 收的全部，照函数写的次序。"""
    return tuple(map(_parameter, inspect.signature(command).parameters.values()))


def _parameter(found: inspect.Parameter) -> Parameter:
    kind, written = get_args(found.annotation)  # Annotated[类型, 说明]
    one = (get_args(kind) or (kind,))[0]
    return Parameter(found.name, one, get_origin(kind) is tuple, found.default, written)


def read(words: Sequence[str], accepted: Sequence[Parameter]) -> dict[str, Any]:
    """人打的字 → 交给函数的各个值；写得不对，抛 Misused。

    选项写在哪里都行，`--名=内容` 也行；`--` 后面的都不是选项。
    """
    options = {one.name: one for one in accepted if isinstance(one.written, Option)}
    loose: list[str] = []
    given: dict[str, list[str]] = {}
    rest = iter(words)
    for word in rest:
        if word == "--":
            loose += rest
        elif word == "-" or not word.startswith("-"):
            loose.append(word)
        else:
            name, equals, value = word.partition("=")
            if name not in options:
                misused(f"没有 {shown(name)} 这个选项。{nearest(name, [*options, HELP])}")
            if options[name].kind is bool:
                if equals:
                    misused(f"{name} 后面不写内容。")
                value = name
            elif not equals:
                value = next(rest, "--")
                if value.partition("=")[0] in ("--", *options):
                    misused(f"{name} 后面要写内容。")
            given.setdefault(name, []).append(value)
    for one in accepted:
        if isinstance(one.written, Argument):
            given[one.name], loose = (loose, []) if one.many else (loose[:1], loose[1:])
    if loose:
        misused(f"多写了 {shown(' '.join(loose))}。")
    values = [one.value(given.get(one.name, ())) for one in accepted]
    return {one.key: one.settled(value) for one, value in zip(accepted, values, strict=True)}


def nearest(word: str, known: Sequence[str]) -> str:
    """“是不是……？”，没有像的为空。"""
    close = sorted(get_close_matches(word, known))
    return f"是不是 {'、'.join(close)}？" if close else ""
