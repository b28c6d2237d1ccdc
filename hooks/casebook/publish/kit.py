"""Windows 上用的一包：手册、程序、uv 与装好的可视化编辑器，解开就能用，不用装别的软件。

双击的几个文件在 `windows/` 里。它们只写英文字母：cmd.exe 读别的字会读错地方。
给人看的话另在 `messages/` 里。
"""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from casebook.faults import Fault
from casebook.package import PACKAGE, READY_EDITOR
from casebook.publish.archive import write_zip
from casebook.read.names import is_junk
from casebook.read.settings import SETTINGS
from casebook.render.admin.vendor import install, sealed, vendored
from casebook.store import digest_of_bytes
from casebook.store.scratch import scratch

_WINDOWS = PACKAGE / "publish/windows"
_LAUNCHERS = {
    "start.cmd": "开始.cmd",
    "check.cmd": "检查.cmd",
    "window.cmd": "命令窗口.cmd",
    "casebook.cmd": "casebook.cmd",
    "read-me.txt": "先读我.txt",
    "settings.txt": "设置.txt",
}
"""放在最外面、给人打开的；别的放在 program/ 里。"""
_BOM = b"\xef\xbb\xbf"
"""给人打开的文字带上它：旧版的记事本才认得是 UTF-8。"""
_HANDBOOK = ("cases", "content", SETTINGS, "hooks/handbook.py", "LICENSE-CONTENT")
_EDITORS = (".vscode/extensions.json", ".vscode/settings.json", ".vscode/tasks.json")
_THEME = re.compile(r"^\s+custom_dir:\s*([\w./-]+)\s*$", re.M)
_PATIENCE = 600
_SOURCE = PACKAGE.parents[1]
"""程序的仓库：锁文件在那里。"""


def write_kit(root: Path, target: Path, epoch: int, uv: Path | None = None) -> int:
    """把 `root` 的手册与程序收成 `target`（.zip）；返回有几个文件。

    `uv` 是给定的 uv.exe，不给就照锁文件取。编辑器没有装过的，这时装。做不成时抛 Fault。
    """
    lock = _SOURCE / "requirements.lock"
    if not lock.is_file():
        raise Fault(
            "要在程序的仓库里做：软件的锁文件在那里。请在那里装好程序，手册在别处的用 --root 指出来"
        )
    editor = vendored(root / ".casebook-cache")
    install(editor)
    uv = uv or _fetched_uv(root / ".casebook-cache")
    files = {
        **dict(_handbook(root)),
        **dict(_program()),
        **dict(_launchers()),
        "program/requirements.lock": lock.read_bytes(),
        "program/LICENSE": (_SOURCE / "LICENSE").read_bytes(),
        "program/uv.exe": uv.read_bytes(),
        **{f"program/{READY_EDITOR}/{name}": path.read_bytes() for name, path in sealed(editor)},
    }
    write_zip(target, sorted(files.items()), epoch)
    return len(files)


def _handbook(root: Path) -> Iterator[tuple[str, bytes]]:
    settings = (root / SETTINGS).read_text("utf-8")
    for name in (*_HANDBOOK, *_EDITORS, *_THEME.findall(settings)):
        yield from _inside(root, root / name)


def _program() -> Iterator[tuple[str, bytes]]:
    for package in (PACKAGE, PACKAGE.with_name("casebook_mkdocs")):
        for name, content in _inside(package.parent, package, junk=True):
            if not name.startswith("casebook/publish/windows/"):
                yield f"program/{name}", content


def _inside(top: Path, place: Path, junk: bool = False) -> Iterator[tuple[str, bytes]]:
    """`place`（文件，或文件夹里的全部）：从 `top` 起的路径与内容。

    链接不要；系统自己放的（点开头的也算）也不要，除非 `junk`：程序自己有点开头的文件。
    """
    for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
        parts = path.relative_to(place).parts
        mine = junk or not any(is_junk(part) for part in parts)
        if path.is_file() and not path.is_symlink() and mine and "__pycache__" not in parts:
            yield path.relative_to(top).as_posix(), path.read_bytes()


def _launchers() -> Iterator[tuple[str, bytes]]:
    for path in sorted(_WINDOWS.rglob("*.*")):
        name = path.relative_to(_WINDOWS).as_posix()
        content = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        outside = _LAUNCHERS.get(name)
        if outside and outside.endswith(".txt"):
            content = _BOM + content
        yield outside or f"program/{name}", content


def _fetched_uv(cache: Path) -> Path:
    """照 requirements-uv.lock 取 Windows 的 uv.exe，验过指纹；取过的不再取。"""
    lock = _SOURCE / "requirements-uv.lock"
    kept = cache / "uv" / digest_of_bytes(lock.read_bytes())[:16] / "uv.exe"
    if kept.is_file():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    pip += ["--only-binary=:all:", "--platform", "win_amd64", "--requirement", f"{lock}"]
    with scratch(kept.parent) as work:
        try:
            done = subprocess.run(  # noqa: S603 - 都是自己的字
                [*pip, "--dest", f"{work}"], capture_output=True, text=True, timeout=_PATIENCE
            )
            said, wheels = done.stderr, [*work.glob("uv-*.whl")]
        except (OSError, subprocess.TimeoutExpired) as error:
            said, wheels = str(error), []
        if not wheels:
            fault = Fault("uv.exe 没有取成，多半是连不上网。取好一个，用 --uv 指出来也行")
            fault.detail = said[-2000:]
            raise fault
        with zipfile.ZipFile(wheels[0]) as wheel:
            [name] = (name for name in wheel.namelist() if name.endswith("/scripts/uv.exe"))
            (work / "uv.exe").write_bytes(wheel.read(name))
        (work / "uv.exe").replace(kept)
    return kept
