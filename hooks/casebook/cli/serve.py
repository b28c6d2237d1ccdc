"""casebook serve。"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.app import Root, app

_HERE = "127.0.0.1"


@app.command()
def serve(
    root: Root = Path(),
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="<数>",
            help="端口，不写是 8000；被占了就往后找一个",
            min=1,
            show_default=False,
        ),
    ] = 8000,
    still: Annotated[bool, typer.Option("--no-open", help="编好了不打开浏览器")] = False,
) -> None:
    """预览：浏览器里看网页，存了文件马上更新，要改的地方浮在网页上。没有发布的也看得到。"""
    settings = root.resolve() / "mkdocs.yml"
    if not os.path.isfile(settings):  # noqa: PTH113 - 看不了的也只是“没有”
        typer.echo(f"{root} 里没有 mkdocs.yml。请在手册的文件夹里运行，或用 --root 指出来。")
        raise typer.Exit(2)
    if not os.access(settings, os.R_OK):
        typer.echo(f"{settings} 读不了：没有读的权限。请改权限，或请管理电脑的人来改。")
        raise typer.Exit(1)
    free = _free(port)
    if free is None:
        typer.echo(f"端口 {port} 和它后面的二十个都被占了。请用 --port 另写一个。")
        raise typer.Exit(2)
    if free != port:
        typer.echo(f"端口 {port} 被占了，这次用 {free}。")
    typer.echo("正在编……")
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "-f", str(settings)]
    host = subprocess.Popen(  # noqa: S603 - 都是自己的字
        [*command, "-a", f"{_HERE}:{free}"], env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    wanted = _on_a_desktop() and not still
    threading.Thread(target=_announce, args=(host, free, wanted), daemon=True).start()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # 关窗口与 Ctrl-C 一样停
    try:
        code = host.wait()
    except KeyboardInterrupt:
        host.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        with contextlib.suppress(KeyboardInterrupt):
            host.wait()
        typer.echo("\n预览停了。")
        return
    raise typer.Exit(code)


def _free(port: int) -> int | None:
    """从 `port` 起第一个没有被占的端口。"""
    for candidate in range(port, min(port + 21, 65536)):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name != "nt")
            probe.bind((_HERE, candidate))
            return candidate
    return None


def _announce(host: subprocess.Popen[bytes], port: int, show: bool) -> None:
    """编好了，说一声在哪里看。"""
    address = f"http://{_HERE}:{port}/"
    while host.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((_HERE, port), 1):
            break
        time.sleep(0.1)
    else:
        return
    typer.echo(f"编好了，请在浏览器里看：{address} 。按 Ctrl-C 停下。")
    if show:
        import webbrowser

        webbrowser.open_new_tab(address)


def _on_a_desktop() -> bool:
    """有桌面的才打开浏览器。"""
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
