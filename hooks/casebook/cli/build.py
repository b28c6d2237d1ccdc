"""casebook build。"""

from pathlib import Path

import typer

from casebook.cli.app import Root, app
from casebook.cli.host import start_host, stop_host
from casebook.faults import Fault
from casebook.process import stop_with
from casebook.read.settings import settings_fault


@app.command()
def build(root: Root = Path()) -> None:
    """建网站，排 PDF，放在 site/。有错误、有提醒就不建，已经发布的网站不动。

    建好了，退出码是 0；没有建成是 1；命令写得不对是 2。
    """
    root = root.resolve()
    if fault := settings_fault(root):
        raise Fault(fault)
    stop_with("")
    host = start_host(root, "build", "--strict")
    try:
        code = host.wait()
    except SystemExit:
        code = stop_host(host)
    if code < 0:  # 主机来不及说
        raise Fault("停下了，没有建完。已经发布的网站没有动，再建一次就好")
    if code:
        raise typer.Exit(1)
    typer.echo(f"网站建好了，在 {root / 'site'}。运行 casebook serve 在浏览器里看；")
    typer.echo("双击里面的 index.html 也能一页一页看，只是不能查找、不能填投稿的表单。")
