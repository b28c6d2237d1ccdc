"""命令行：一个命令一个文件。"""

from casebook.cli.app import app
from casebook.cli.check import check
from casebook.cli.fields import fields
from casebook.cli.print import print_

__all__ = ["app", "check", "fields", "main", "print_"]


def main() -> None:
    """入口。"""
    app()
