"""全部命令挂在这里。"""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from casebook.read.selection import find_root

app = typer.Typer(
    help="把编辑写的 YAML 案例编成手册。", no_args_is_help=True, add_completion=False,
    pretty_exceptions_enable=False,
)  # fmt: skip


def misused(message: str) -> NoReturn:
    """命令写得不对：说一句话，退出码 2。"""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _handbook(root: Path) -> Path:
    """`root` 或它上面的文件夹里的手册：在 cases/ 里面运行也行。"""
    found = find_root(root)
    if found is None:
        misused(
            f"{root.resolve()} 里没有手册（要有 cases/ 或 content/registry/）。"
            "请在手册的文件夹里运行，或用 --root 指出来。"
        )
    return found


Root = Annotated[
    Path,
    typer.Option(
        "--root", help="手册的文件夹；不写就从这里往上找", show_default=False, callback=_handbook
    ),
]
"""各命令共用的 --root。"""


@app.callback()
def main_options() -> None:
    """把编辑写的 YAML 案例编成手册。"""
