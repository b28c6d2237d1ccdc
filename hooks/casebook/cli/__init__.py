"""命令行：一个命令一个文件。"""

from casebook.cli.app import app
from casebook.cli.check import check
from casebook.cli.print import print_
from casebook.cli.serve import serve

__all__ = ["app", "check", "main", "print_", "serve"]


def main() -> None:
    """入口。"""
    app()
