"""casebook check。"""

from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.app import Root, app
from casebook.compile import check_handbook
from casebook.problems import Severity, report_all


@app.command()
def check(
    root: Root = Path(),
    strict: Annotated[bool, typer.Option("--strict", help="有提醒也算没通过")] = False,
) -> None:
    """检查全部案例、登记簿与文章，一次报出所有问题。"""
    problems = check_handbook(root.resolve(), refresh=True)
    typer.echo(report_all(problems))
    if any(p.severity is Severity.ERROR for p in problems) or (strict and problems):
        raise typer.Exit(1)
