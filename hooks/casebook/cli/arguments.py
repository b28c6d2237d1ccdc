"""一个命令收什么：由函数的参数得出来，照它读人打的字。

选项由标准库的 argparse 来认，话全是我们的：它的英文一句也不看、不印，换了版本也漏不出来。
"""

import inspect
import os
from argparse import ArgumentError, ArgumentParser
from collections.abc import Callable, Mapping, Sequence
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
    words, after = _until_dashes(words)
    try:
        given, unknown = _parser(options).parse_known_args(words)
    except ArgumentError as error:  # 只看是哪个选项，不看它的英文
        name = error.argument_name or ""
        bare = name in options and options[name].kind is bool
        misused(f"{name} 后面不写内容。" if bare else f"{name} 后面要写内容。")
    loose = [word for word in unknown if word == "-" or not word.startswith("-")]
    for word in unknown:
        if word not in loose:
            name = word.partition("=")[0]
            misused(f"没有 {shown(name)} 这个选项。{nearest(name, [*options, HELP])}")
    found: dict[str, list[str]] = vars(given)
    loose += after
    for one in accepted:
        if isinstance(one.written, Argument):
            found[one.name], loose = (loose, []) if one.many else (loose[:1], loose[1:])
    if loose:
        misused(f"多写了 {shown(' '.join(loose))}。")
    values = [one.value(found[one.name]) for one in accepted]
    return {one.key: one.settled(value) for one, value in zip(accepted, values, strict=True)}


def _until_dashes(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """`--` 前面的，后面的。"""
    at = words.index("--") if "--" in words else len(words)
    return [*words[:at]], [*words[at + 1 :]]


def _parser(options: Mapping[str, Parameter]) -> ArgumentParser:
    """认得 `options` 的解析器；不带名字的都归在认不得的里，由我们自己分。"""
    parser = ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for name, one in options.items():
        if one.kind is bool:
            parser.add_argument(name, dest=name, action="append_const", const=name, default=[])
        else:
            parser.add_argument(name, dest=name, action="append", default=[])
    return parser


def nearest(word: str, known: Sequence[str]) -> str:
    """“是不是……？”，没有像的为空。"""
    close = sorted(get_close_matches(word, known))
    return f"是不是 {'、'.join(close)}？" if close else ""
