"""casebook explain。"""

from typing import Annotated

import typer

from casebook.cli.app import app, misused
from casebook.problems import CATALOGUE
from casebook.problems.explanation import explained, listing, nearest_codes, same_code


@app.command()
def explain(
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="代码", help="如 Y01；可以写几个；不写就列出全部"),
    ] = None,
) -> None:
    """讲一个检查代码：叫什么、为什么、错的例子、怎样改。"""
    if not codes:
        for family in listing():
            typer.echo(family + "\n")
        typer.echo("要看一个代码的解释：casebook explain Y01")
        return
    wanted = [same_code(code) for code in codes]
    for code in wanted:
        if code not in CATALOGUE:
            near = nearest_codes(code)
            tail = f"是不是 {'、'.join(near)}？" if near else "全部代码：casebook explain"
            misused(f"没有 {code} 这个代码。{tail}")
    typer.echo("\n\n".join(explained(code) for code in wanted))
