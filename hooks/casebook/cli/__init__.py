"""命令行：一个命令一个文件。"""

import io
import sys

import typer

from casebook.cli.app import app
from casebook.cli.check import check
from casebook.cli.chinese import speak_chinese
from casebook.cli.explain import explain
from casebook.cli.fields import fields
from casebook.cli.fix import fix
from casebook.cli.new import new
from casebook.cli.print import print_
from casebook.cli.serve import serve
from casebook.read import Changed

__all__ = ["app", "check", "explain", "fields", "fix", "main", "new", "print_", "serve"]


def main() -> None:
    """入口。"""
    for stream in (sys.stdout, sys.stderr):  # Windows 的窗口多用 GBK，没有的字写成问号，不出错
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    speak_chinese(app)
    try:
        app(prog_name="casebook")
    except Changed as changed:
        typer.echo(f"{changed}。", err=True)
        raise SystemExit(1) from None
