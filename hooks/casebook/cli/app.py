"""全部命令挂在这里。"""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="把编辑写的 YAML 案例编成手册。", no_args_is_help=True, add_completion=False,
    pretty_exceptions_enable=False,
)  # fmt: skip

Root = Annotated[Path, typer.Option("--root", help="手册所在的文件夹")]
"""各命令共用的 --root。"""


@app.callback()
def main_options() -> None:
    """把编辑写的 YAML 案例编成手册。"""
