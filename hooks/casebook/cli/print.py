"""casebook print。"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.app import Root, app
from casebook.cli.show import show_problems
from casebook.compile import CACHE, Faulty, compile_handbook
from casebook.problems import has_errors
from casebook.progress import progress_bars, silent
from casebook.publish import write_prints
from casebook.store import Cache


class Size(StrEnum):
    """书的开本：170 × 240 毫米，或 A4。"""

    BOOK = "book"
    A4 = "a4"


@app.command("print")
def print_(
    root: Root = Path(),
    out: Annotated[Path, typer.Option("--out", help="PDF 放到哪个文件夹")] = Path("print"),
    size: Annotated[Size, typer.Option("--format", help="书的开本")] = Size.BOOK,
    site_url: Annotated[
        str, typer.Option("--site-url", envvar="SITE_URL", help="网站的网址，印在二维码里")
    ] = "",
    drafts: Annotated[bool, typer.Option("--drafts", help="没有发布的也排")] = False,
) -> None:
    """排出整本书、分册与折页的 PDF，不建网站。"""
    try:
        with progress_bars() as progress:
            compiled = compile_handbook(root, site_url, drafts, size, progress=progress)
            tell = typer.echo if progress is silent else _nothing  # 画着进度条，就不一件一件地说
            if has_errors(compiled.problems):  # 连没发布的也编时，有错误也编得成
                raise Faulty(compiled.problems)
            cache = Cache(root / CACHE)
            made = write_prints(out, compiled.order, cache, tell, progress=progress)
            cache.prune()
    except Faulty as faulty:
        show_problems(faulty.problems)
        raise typer.Exit(1) from None
    typer.echo(f"PDF 在 {out}；这次排了 {made} 件，其余没有变。")


def _nothing(_: str) -> None: ...
