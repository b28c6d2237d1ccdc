"""命令行：`commands.py` 是命令的单子，做的事一个命令一个文件。"""

import io
import os
import signal
import sys
from collections.abc import Sequence
from glob import glob
from pathlib import Path
from shutil import get_terminal_size

from casebook.cli.arguments import HELP, Misused, misused, nearest, parameters, read
from casebook.cli.commands import COMMANDS
from casebook.cli.usage import hint, manual, overview, usage
from casebook.faults import say, sentence, shown
from casebook.process import begin, stop_with

__all__ = ["COMMANDS", "expanded", "main", "run"]

_MISUSED = 2
"""命令写得不对的退出码。"""
_INTERRUPTED = 130
"""按了 Ctrl-C 的退出码。"""


def main() -> None:
    """入口。"""
    begin()
    stop_with("停下了。", ctrl_c=False)  # 问人的时候，Ctrl-C 另有说法
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(line_buffering=True)
    try:
        try:
            run(expanded(sys.argv[1:]) if os.name == "nt" else sys.argv[1:])
        except Misused as error:
            say(str(error))
            raise SystemExit(_MISUSED) from None
        finally:
            sys.stdout.flush()
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # 话说完了：收拾时叫停也不出错
    except KeyboardInterrupt:
        say("停下了。")
        raise SystemExit(_INTERRUPTED) from None
    except Exception as error:  # 最后一道：一句话，不印程序的话
        from casebook.read.selection import find_root

        say(f"{sentence(error, find_root(Path()))}。")
        raise SystemExit(1) from None


def expanded(words: Sequence[str]) -> list[str]:
    """cases/*.yml → 一个个文件，没有的照写的：Windows 的窗口不像别处的会替人展开。"""
    return [
        found
        for word in words
        for found in sorted(glob(word, recursive=True)) or [word]  # noqa: PTH207 - 照人写的样子
    ]


def run(words: Sequence[str]) -> None:
    """照人打的字做一个命令；写得不对，抛 Misused。"""
    columns = get_terminal_size().columns
    name, *rest = words or [""]
    if name in ("", HELP):
        print(overview(COMMANDS, columns))
        if not name:
            raise SystemExit(_MISUSED)
        return
    if name not in COMMANDS:
        what, near = ("选项", (HELP,)) if name.startswith("-") else ("命令", tuple(COMMANDS))
        problem = f"没有 {shown(name)} 这个{what}。{nearest(name, near)}"
        misused(f"{problem}\n{usage()}\n{hint()}")
    command = COMMANDS[name]
    accepted = parameters(command)
    if HELP in (rest[: rest.index("--")] if "--" in rest else rest):
        print(manual(name, command, accepted, columns))
        return
    try:
        values = read(rest, accepted)
    except Misused as error:
        misused(f"{error}\n{usage(name, accepted)}\n{hint(name)}")
    command(**values)
