"""命令行：casebook check。"""

from pathlib import Path
from typing import Annotated

import typer

from casebook.compile import check_handbook
from casebook.problems import Severity, report_all

app = typer.Typer(
    help="把编辑写的 YAML 案例编成手册。", no_args_is_help=True, add_completion=False,
    pretty_exceptions_enable=False,
)  # fmt: skip


@app.callback()
def main_options() -> None:
    """把编辑写的 YAML 案例编成手册。"""


@app.command()
def check(
    root: Annotated[Path, typer.Option("--root", help="手册所在的文件夹")] = Path(),
    strict: Annotated[bool, typer.Option("--strict", help="有提醒也算没通过")] = False,
) -> None:
    """检查全部案例、登记簿与文章，一次报出所有问题。"""
    problems = check_handbook(root.resolve())
    typer.echo(report_all(problems))
    if any(p.severity is Severity.ERROR for p in problems) or (strict and problems):
        raise typer.Exit(1)


def main() -> None:
    """入口。"""
    app()
