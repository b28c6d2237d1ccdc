"""命令行：一个命令一个文件。"""

import io
import signal
import sys
from pathlib import Path

from casebook.cli.app import app
from casebook.cli.build import build
from casebook.cli.check import check
from casebook.cli.chinese import speak_chinese
from casebook.cli.explain import explain
from casebook.cli.fields import fields
from casebook.cli.fix import fix
from casebook.cli.new import new
from casebook.cli.print import print_
from casebook.cli.serve import serve
from casebook.faults import say, sentence
from casebook.process import open_streams, stop_with
from casebook.read.selection import find_root

__all__ = ["app", "build", "check", "explain", "fields", "fix", "main", "new", "print_", "serve"]


_INTERRUPTED = 130
"""按了 Ctrl-C 的退出码。"""


def main() -> None:
    """入口。"""
    open_streams()
    stop_with("停下了。", ctrl_c=False)  # 问人的时候，Ctrl-C 另有说法
    for stream in (sys.stdout, sys.stderr):  # Windows 的窗口多用 GBK，没有的字写成问号，不出错
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        speak_chinese(app)
        try:
            app(prog_name="casebook")
        finally:
            sys.stdout.flush()
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # 话说完了：收拾时叫停也不出错
    except KeyboardInterrupt:
        say("停下了。")
        raise SystemExit(_INTERRUPTED) from None
    except SystemExit as end:
        if end.code == _INTERRUPTED:  # typer 不说话
            say("停下了。")
        raise
    except Exception as error:  # 最后一道：一句话，不印程序的话
        say(f"{sentence(error, find_root(Path()))}。")
        raise SystemExit(1) from None
