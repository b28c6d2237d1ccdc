"""命令的用法与说明：给人看的几行字，照窗口的宽度断行。"""

import inspect
from collections.abc import Callable, Mapping, Sequence

from casebook.cli.arguments import HELP, Option, Parameter
from casebook.problems.width import cells, wrapped

_WIDEST, _NARROWEST = 100, 24
"""一行最多、最少几格。"""
_BESIDE = 30
"""说明至少有这么多格才写在右边，不然写在下一行。"""
_PROGRAM = "casebook"
ABOUT = "把编辑写的 YAML 案例编成手册。"
_HELP = (HELP, "看说明")


def usage(name: str = "", accepted: Sequence[Parameter] = ()) -> str:
    """用法那一行；不说 `name` 是全部命令的。"""
    if not name:
        return f"用法：{_PROGRAM} 命令 [选项] [内容]..."
    loose = [one for one in accepted if not isinstance(one.written, Option)]
    words = [f"[{one.name}]{'...' * one.many}" for one in loose]
    return " ".join([f"用法：{_PROGRAM} {name}", "[选项]", *words])


def hint(name: str = "") -> str:
    """到哪里看说明。"""
    return f"怎样用：{' '.join(filter(None, (_PROGRAM, name, HELP)))}"


def overview(commands: Mapping[str, Callable[..., None]], columns: int) -> str:
    """全部命令，一个一句。"""
    listed = [(name, _paragraphs(command)[0]) for name, command in commands.items()]
    width = _width(columns)
    parts = [[usage()], wrapped(ABOUT, width), _table("命令", listed, width)]
    parts += [_table("选项", [_HELP], width), [f"看一个命令的说明：{_PROGRAM} 命令 {HELP}"]]
    return "\n\n".join("\n".join(part) for part in parts)


def manual(
    name: str, command: Callable[..., None], accepted: Sequence[Parameter], columns: int
) -> str:
    """一个命令的说明。"""
    width = _width(columns)
    options = [one for one in accepted if isinstance(one.written, Option)]
    loose = [(one.name, one.help) for one in accepted if one not in options]
    listed = [(f"{one.name} {one.metavar}".rstrip(), one.help) for one in options]
    parts = [[usage(name, accepted)], *(wrapped(part, width) for part in _paragraphs(command))]
    parts += [_table("参数", loose, width)] if loose else []
    parts += [_table("选项", [*listed, _HELP], width)]
    return "\n\n".join("\n".join(part) for part in parts)


def _width(columns: int) -> int:
    return max(_NARROWEST, min(columns - 1, _WIDEST))


def _paragraphs(command: Callable[..., None]) -> list[str]:
    """函数的说明，一段一句；段里的换行只是源码太长。"""
    return (inspect.getdoc(command) or "").replace("\n\n", "\0").replace("\n", "").split("\0")


def _table(title: str, rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """左边名字，右边说明；窗口窄的，说明写在下一行。"""
    left = max(cells(name) for name, _ in rows) + 4
    beside = width - left >= _BESIDE
    indent = " " * (left if beside else 6)
    lines = [f"{title}："]
    for name, said in rows:
        first, *more = wrapped(said, width - len(indent))
        head = f"  {name}"
        if beside:
            lines.append(head + " " * (left - cells(head)) + first)
        else:
            lines += [head, indent + first]
        lines += [indent + line for line in more]
    return lines
