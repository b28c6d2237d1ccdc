"""命令行自己的话也说中文：用法、选项、出错。

typer 带的 click 把多数句子直接写成英文，没有留给翻译的口子（gettext 只管得到一小半），所以在它
交出来的地方换：标题几个常量，出错的句子照下面的表。没有收的句子照原样出来，不会丢。
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from casebook.faults import Fault, told

_ERRORS = (
    (r"No such option:? '?([^' (]+)'?\.?\s*(.*)", r"没有 \1 这个选项。\2"),
    (r"No such command '([^']*)'\.?\s*(.*)", r"没有 \1 这个命令。\2"),
    (r"Missing command\.", "要写一个命令。"),
    (r"Missing (?:argument|option) '?([^'.]*)'?\.\s*(.*)", r"还要写 \1。\2"),
    (r"Option '([^']*)' requires an argument\.", r"\1 后面要写内容。"),
    (r"Option '([^']*)' requires (\d+) arguments\.", r"\1 后面要写 \2 个内容。"),
    (r"Option '([^']*)' does not take a value\.", r"\1 后面不写内容。"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", r"多写了 \1。"),
    (r"Invalid value for (.*?): (.*)", r"\1 写得不对：\2"),
    (r"Invalid value: (.*)", r"写得不对：\1"),
)
_DETAILS = (
    (r"Value error, ", ""),
    (r"\(Possible options?: (.*?)\)", r"是不是 \1？"),
    (r"Did you mean (.*?)\?", r"是不是 \1？"),
    (r"'([^']*)' is not one of (.*?)\.", r"没有“\1”，只能写 \2。"),
    (r"Input should be a valid integer.*", "要写整数。"),
    (r"Input should be a valid number.*", "要写数字。"),
    (r"Input should be greater than or equal to (\S+)", r"不能小于 \1。"),
    (r"Input should be less than or equal to (\S+)", r"不能大于 \1。"),
    (r"(?:path|file|dir) '([^']*)' does not exist\.", r"没有“\1”。"),
    (r"(?:path|file|dir) '([^']*)' is a file\.", r"“\1”是文件，这里要写文件夹。"),
    (r"(?:path|file|dir) '([^']*)' is a directory\.", r"“\1”是文件夹，这里要写文件。"),
    (r"(?:path|file|dir) '([^']*)' is not readable\.", r"“\1”读不了。"),
    (r"(?:path|file|dir) '([^']*)' is not writable\.", r"“\1”写不了。"),
    (r"'([^' ]*)'", r"\1"),
    (r"(?<=\w), (?=[\w-])", "、"),
)
_LABELS = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "ERRORS_PANEL_TITLE": "出错了",
    "DEFAULT_STRING": "（不写就是 {}）",
    "REQUIRED_LONG_STRING": "（必填）",
    "DEPRECATED_STRING": "（不再用了）",
    "ABORTED_TEXT": "停下了，什么也没有做完。",
    "RICH_HELP": "怎样用：[blue]{command_path} {help_option}[/]",
}
_TYPES = {"<path>": "<路径>", "<str>": "<文字>", "<int>": "<整数>", "<float>": "<数>", "<bool>": ""}


class _Misused(typer.BadParameter):
    """用法不对；说明已经是中文。"""

    def format_message(self) -> str:
        return self.message


def in_chinese(message: str) -> str:
    """click 说的一句英文 → 中文；表里没有的照原样。"""
    for pattern, words in _ERRORS:
        if found := re.fullmatch(pattern, message, re.S):
            message = found.expand(words)
            break
    for pattern, words in _DETAILS:
        message = re.sub(pattern, words, message)
    return message.strip()


def speak_chinese(app: typer.Typer) -> None:
    """`app` 和它的每个命令都用中文的说明与出错。"""
    app.info.cls = ChineseGroup
    app.info.subcommand_metavar = "命令 [内容]..."
    for command in app.registered_commands:
        command.cls = ChineseCommand
    for shown in (app.registered_callback, *app.registered_commands):
        if shown:
            shown.options_metavar = "[选项]"


@cache
def _labels() -> None:
    """换下 typer 的标题；这时才装载它写说明的部分（rich）。

    它断行只看空格，汉字没有空格，长了就用省略号截掉：改成满一行就折。
    """
    from rich.text import Text
    from typer import rich_utils

    make: Callable[..., Any] = rich_utils._make_rich_text

    def folded(**settings: Any) -> Any:
        made = make(**settings)
        if isinstance(made, Text):
            made.overflow = "fold"
        return made

    for name, words in {**_LABELS, "_make_rich_text": folded}.items():
        setattr(rich_utils, name, words)


if TYPE_CHECKING:
    _Spoken = TyperCommand
else:
    _Spoken = object


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except TyperException as error:
        _labels()
        if isinstance(error, _Misused) or type(error).__name__ == "NoArgsIsHelpError":
            raise
        context = getattr(error, "ctx", None)
        raise _Misused(in_chinese(error.format_message()), ctx=context) from None
    except typer.Abort:
        _labels()
        raise
    except BrokenPipeError as error:  # 别让 click 悄悄退出：由 main 来说
        raise Fault(told(error)) from None


class _Chinese(_Spoken):
    """用法、选项与说明换成中文。"""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """用法那一行。"""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "用法：")

    def get_params(self, ctx: Any) -> list[Any]:
        """选项与参数。"""
        return _shown(super().get_params(ctx), ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """全部说明。"""
        _labels()
        super().format_help(ctx, formatter)


class ChineseCommand(_Chinese, TyperCommand):
    """一个命令。"""


class ChineseGroup(_Chinese, TyperGroup):
    """全部命令合起来；出错都从这里出去。"""

    def make_context(self, *args: Any, **settings: Any) -> Any:
        """读命令行。"""
        with _translated():
            return super().make_context(*args, **settings)

    def invoke(self, ctx: Any) -> Any:
        """做这个命令。"""
        with _translated():
            return super().invoke(ctx)


def _shown(params: Sequence[Any], ctx: Any) -> list[Any]:
    """选项的类型、环境变量与 --help 的说明换成中文；参数的名字已经说明白，不写类型。"""
    for param in params:
        if param.param_type_name == "argument":
            param.display_type_rich = lambda ctx: None
        elif param.metavar is None:
            written = param.display_type_rich(ctx)
            param.metavar = _TYPES.get(written, written)
        if param.name == "help":
            param.help = "看说明"
        if param.show_envvar and param.envvar:
            param.help, param.show_envvar = f"{param.help}（或用环境变量 {param.envvar}）", False
    return list(params)
