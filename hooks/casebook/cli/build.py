"""casebook build。"""

import os
from collections.abc import Iterator
from pathlib import Path

from casebook.cli.site_url import whole
from casebook.faults import Fault
from casebook.model import HANDBOOK
from casebook.process import stop_with
from casebook.publish.host import start_host, stop_host, wait_for_host
from casebook.publish.weights import MOST, heavy_books
from casebook.read.handbook import read_handbook
from casebook.read.settings import settings_fault


def build_site(root: Path, release: bool = False) -> None:
    """叫主机建；没有建成，退出码是 1。`release` 为真时，主办单位要填的没有填齐就不建。"""
    root = root.resolve()
    whole(os.environ.get("SITE_URL", ""))
    if fault := settings_fault(root):
        raise Fault(fault)
    blanks = _blanks(root)
    if release and blanks:
        listed = "\n".join(f"  {blank}:" for blank in blanks)
        raise Fault(
            f"还不能正式发布：{HANDBOOK} 里有 {len(blanks)} 栏没有填\n{listed}\n"
            "请主办的单位填好再来；各栏怎样写，看 casebook fields 手册。只是看看，用 casebook build"
        )
    stop_with("")
    host = start_host(root, "build", "--strict")
    try:
        code = wait_for_host(host)
    except SystemExit:
        code = stop_host(host)
    if code < 0:  # 主机来不及说
        raise Fault("停下了，没有建完。已经发布的网站没有动，再建一次就好")
    if code:
        raise SystemExit(1)
    print(f"网站建好了，在 {root / 'site'}。运行 casebook serve 在浏览器里看；")
    print("双击里面的 index.html 也能一页一页看，也能查找，只是不能填投稿的表单。")
    for line in heavy(root):
        print(line)
    if blanks:
        print(f"\n注意：{HANDBOOK} 里还有 {len(blanks)} 栏没有填：{'、'.join(blanks)}。")
        print("版权页上写着“待补充”，读者不知道书是谁办的、错了告诉谁。正式发布以前要填齐。")


def heavy(root: Path) -> Iterator[str]:
    """整本的电子书太大了，说一声。"""
    for name, size in heavy_books(root / "site"):
        told = f"{size / 1e6:.1f} MB，超过 {MOST / 1e6:g} MB，手机上下载得慢。"
        yield f"\n注意：整本的电子书 {name} 有 {told}"
        yield "多半是照片多：一条留一两张，截图存成 JPEG，就小得多。一条条的电子书不受影响。"


def _blanks(root: Path) -> tuple[str, ...]:
    """主办单位要填的，还有哪几栏没有填；读不成的由主机来说。"""
    entry, _ = read_handbook(root, {})
    return entry.record.blanks if entry.document.root.items else ()
