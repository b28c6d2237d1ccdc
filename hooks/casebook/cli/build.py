"""casebook build。"""

from pathlib import Path

from casebook.cli.host import start_host, stop_host
from casebook.faults import Fault
from casebook.process import stop_with
from casebook.read.settings import settings_fault


def build_site(root: Path) -> None:
    """叫主机建；没有建成，退出码是 1。"""
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
        raise SystemExit(1)
    print(f"网站建好了，在 {root / 'site'}。运行 casebook serve 在浏览器里看；")
    print("双击里面的 index.html 也能一页一页看，只是不能查找、不能填投稿的表单。")
