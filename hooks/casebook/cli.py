"""命令行：casebook check、casebook print。"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from casebook.compile import CACHE, Faulty, TypesettingFailed, check_handbook, compile_handbook
from casebook.problems import Severity, report_all
from casebook.publish import Cache, write_prints


class Size(StrEnum):
    """书的开本：170 × 240 毫米，或 A4。"""

    BOOK = "book"
    A4 = "a4"


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


@app.command("print")
def print_(
    root: Annotated[Path, typer.Option("--root", help="手册所在的文件夹")] = Path(),
    out: Annotated[Path, typer.Option("--out", help="PDF 放到哪个文件夹")] = Path("print"),
    size: Annotated[Size, typer.Option("--format", help="书的开本")] = Size.BOOK,
    site_url: Annotated[
        str, typer.Option("--site-url", envvar="SITE_URL", help="网站的网址，印在二维码里")
    ] = "",
    drafts: Annotated[bool, typer.Option("--drafts", help="没有发布的也排")] = False,
) -> None:
    """排出整本书、分册与折页的 PDF，不建网站。"""
    root = root.resolve()
    try:
        compiled = compile_handbook(root, site_url, drafts, size)
        cache = Cache(root / CACHE)
        made = write_prints(out, compiled.order, cache, typer.echo)
    except Faulty as faulty:
        typer.echo(report_all(faulty.problems))
        raise typer.Exit(1) from None
    except TypesettingFailed as failed:
        typer.echo(f"{failed}。")
        raise typer.Exit(1) from None
    typer.echo(f"PDF 在 {out}；这次排了 {made} 件，其余没有变。")


def main() -> None:
    """入口。"""
    app()
