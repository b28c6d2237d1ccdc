"""casebook serve。"""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from casebook.faults import Fault
from casebook.process import stop_with
from casebook.publish.host import start_host, stop_host, wait_for_host
from casebook.read.settings import settings_fault

_HERE = "127.0.0.1"


def preview(root: Path, port: int, still: bool, edit: bool = False) -> None:
    """开主机，编好了打开浏览器（`still` 是不打开，`edit` 是打开编辑器）；按 Ctrl-C 停下。"""
    root = root.resolve()
    if fault := settings_fault(root):
        raise Fault(fault)
    free = _free(port)
    if free is None:
        raise Fault(f"端口 {port} 和它后面的二十个都被占了，或不让用。请用 --port 另写一个")
    if free != port:
        print(f"端口 {port} 被占了，这次用 {free}。")
    stop_with("", even_in_background=True)
    print("正在编……")
    host = start_host(root, "serve", "-a", f"{_HERE}:{free}")
    wanted = _on_a_desktop() and not still
    threading.Thread(target=_announce, args=(host, free, wanted, edit), daemon=True).start()
    try:
        code = wait_for_host(host)
    except SystemExit:
        stop_host(host)
        print("\n预览停了。")
        return
    raise SystemExit(code and 1)


def _free(port: int) -> int | None:
    """从 `port` 起第一个没有被占的端口。"""
    for candidate in range(port, min(port + 21, 65536)):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name != "nt")
            probe.bind((_HERE, candidate))
            return candidate
    return None


def _announce(host: subprocess.Popen[bytes], port: int, show: bool, edit: bool) -> None:
    """编好了，说一声在哪里看。"""
    address = f"http://{_HERE}:{port}/"
    while host.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((_HERE, port), 1):
            break
        time.sleep(0.1)
    else:
        return
    print(f"编好了，请在浏览器里看：{address} 。按 Ctrl-C 停下。")
    if edit:
        address += "admin/"
        print(f"可视化编辑器：{address} ，用 Edge 或 Chrome 打开。")
    if show:
        import webbrowser

        webbrowser.open_new_tab(address)


def _on_a_desktop() -> bool:
    """有桌面的才打开浏览器。"""
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
