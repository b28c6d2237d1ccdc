"""命令行：一个命令一个文件。"""

import typer

from casebook.cli.app import app
from casebook.cli.check import check
from casebook.cli.print import print_
from casebook.cli.serve import serve
from casebook.read import Changed

__all__ = ["app", "check", "main", "print_", "serve"]


def main() -> None:
    """入口。"""
    try:
        app()
    except Changed as changed:
        typer.echo(f"{changed}。", err=True)
        raise SystemExit(1) from None
