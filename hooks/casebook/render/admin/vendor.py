"""从 npm 装来可视化编辑器，把它要去外面取的东西都换成自己的。"""

import atexit
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from casebook.faults import Fault
from casebook.package import IN_KIT, PACKAGE, READY_EDITOR
from casebook.store import digest, digest_of_bytes, digest_of_file
from casebook.store.scratch import scratch

FOLDER = PACKAGE / "render/admin/assets"
"""编辑器的源文件：页面、脚本、设置外的一切。"""
_LOCK = ("package.json", "package-lock.json", ".npmrc")
_PATIENCE = 600
_FONTS = {
    "source-sans-3": "source-sans-3-latin-wght-normal",
    "noto-mono": "noto-mono-latin-400-normal",
    "material-symbols-outlined": "material-symbols-outlined-latin-wght-normal",
}
_ELSEWHERE = re.compile(r"unpkg\.com|jsdelivr|hostedstatus|fonts\.g(?:oogleapis|static)")
"""改完以后不许再有的地址。"""


class NoEditor(Fault):
    """编辑器装不了；是一句说给编辑的话，`detail` 是工具自己的话。"""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


def vendored(cache: Path) -> Path:
    """装好的编辑器在哪个文件夹。"""
    inputs = (Path(__file__), FOLDER / "zh-CN.json", *(FOLDER / name for name in _LOCK))
    name = digest([digest_of_bytes(p.read_bytes()) for p in inputs])[:16]
    ready = PACKAGE.with_name(READY_EDITOR) / name
    return ready if ready.is_dir() else cache / "admin" / name


def sealed(folder: Path) -> Iterator[tuple[str, Path]]:
    """装好的全部文件，连同旁边的指纹：（放在一起的名字, 文件）。"""
    for path in (*_all(folder), _seal(folder)):
        yield path.relative_to(folder.parent).as_posix(), path


def install(folder: Path) -> None:
    """用 npm 装一次，放进 `folder`；装好了、没有坏就不装。装不了时抛 NoEditor。"""
    if not installed(folder):
        _install(folder)


def installed(folder: Path) -> bool:
    """装好了，与装的时候一个字节也不差。"""
    try:
        return folder.is_dir() and _seal(folder).read_text("ascii") == _digest(folder)
    except (OSError, ValueError):
        return False


def _seal(folder: Path) -> Path:
    """装好时全部文件的指纹记在旁边，不会跟着出版。"""
    return folder.with_name(f"{folder.name}.sha256")


def _digest(folder: Path) -> str:
    return digest([digest_of_file(path, folder) for path in _all(folder)])


def _install(folder: Path) -> None:
    beside = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    npm = shutil.which("npm", path=beside)
    if npm is None and IN_KIT:
        raise NoEditor("编辑器的文件缺了、坏了。请把发给您的压缩包再解开一次，盖上 program 文件夹")
    if npm is None:
        raise NoEditor(
            "没有找到 npm。它随 Node.js 一起装：到 nodejs.org 下载“长期支持版”，装好以后重开预览"
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with scratch(folder.parent) as work:
        for name in _LOCK:
            shutil.copy(FOLDER / name, work)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        try:
            code, said = _run(command, work, {**os.environ, "PATH": beside})
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoEditor("npm 没有装成", str(error)) from None
        if code:
            trouble = "npm 没有装成。多半是连不上网，或 Node.js 太旧"
            raise NoEditor(trouble, said[-2000:].strip())
        made = work / "made"
        _assemble(work / "node_modules", made)
        (work / "seal").write_text(_digest(made), "ascii")
        if folder.exists():  # 坏了的
            folder.replace(work / "broken")
        made.replace(folder)
        (work / "seal").replace(_seal(folder))


def _run(command: list[str], work: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """在 `work` 里跑；返回退出码与它说的毛病。自己的进程要走时，它和它开的都停下。"""
    npm = subprocess.Popen(  # noqa: S603 - 都是自己的字
        command,
        cwd=work,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )

    def stop() -> None:
        if hasattr(os, "killpg"):
            os.killpg(npm.pid, signal.SIGKILL)
        else:  # Windows
            npm.kill()

    atexit.register(stop)  # 装的一头是旁边的线程，主人走时等不到 finally
    try:
        _, said = npm.communicate(timeout=_PATIENCE)
    except BaseException:
        stop()
        raise
    finally:
        atexit.unregister(stop)
    return npm.returncode, said


def _assemble(modules: Path, made: Path) -> None:
    """从装好的包里挑出要的，改好地址，放进 `made`。"""
    cms, yaml = modules / "@sveltia/cms", modules / "yaml"
    version = json.loads((cms / "package.json").read_text("utf-8"))["version"]
    script = rewritten((cms / "dist/sveltia-cms.js").read_text("utf-8"))
    files = {"sveltia-cms.js": script.encode()}
    # 它每小时看一次有没有新版：看到的就是自己
    files["npm/@sveltia/cms/package.json"] = json.dumps({"version": version}).encode()
    files[f"npm/@sveltia/cms@{version}/locales/zh-CN.json"] = _chinese(cms / "locales")
    files["npm/status.json"] = b"{}"
    for short, name in _FONTS.items():
        [font] = (cms / "npm/assets").glob(f"{name}-*.woff2")
        files[f"npm/fonts/{short}.woff2"] = font.read_bytes()
        files[f"npm/fonts/{short}.LICENSE.txt"] = (
            cms / f"npm/assets/{short}.LICENSE.txt"
        ).read_bytes()
    files["npm/cms.LICENSE.txt"] = (cms / "LICENSE.txt").read_bytes()
    files["yaml/LICENSE.txt"] = (yaml / "LICENSE").read_bytes()
    for path in _all(yaml / "browser"):
        if path.suffix == ".js":
            files[f"yaml/{path.relative_to(yaml / 'browser').as_posix()}"] = path.read_bytes()
    for name, content in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)


def rewritten(script: str) -> str:
    """编辑器的脚本，外面的地址都换成自己的；有一处找不到，就是版本变了，抛 NoEditor。"""
    for pattern, times, ours in _rewrites():
        script, found = re.subn(pattern, ours, script)
        if found != times:
            raise NoEditor(
                f"编辑器的这一版和改写的办法对不上：{pattern} 应有 {times} 处，找到 {found} 处"
            )
    if left := _ELSEWHERE.search(script):
        raise NoEditor(f"编辑器里还有外面的地址：{script[left.start() - 30 : left.end() + 30]}")
    return script


def _rewrites() -> Iterator[tuple[str, int, str]]:
    """（找什么, 该有几处, 换成什么）。地址都相对于 /admin/。"""
    yield r"https://unpkg\.com/", 4, "./npm/"
    for short in _FONTS:
        yield (
            rf"https://cdn\.jsdelivr\.net/fontsource/fonts/{short}[:@][^)]*",
            1,
            f"npm/fonts/{short}.woff2",
        )
    yield r"https://www\.githubstatus\.com/api/v2/status\.json", 1, "npm/status.json"
    yield r"https://status-api\.hostedstatus\.com/1\.0/status/\w+", 1, "npm/status.json"
    # 文字只有中文的和英文的
    yield r"`ar,[\w,-]*,zh-CN,zh-TW`(?=\.split)", 1, "`en-US,zh-CN`"
    # 下载的压缩包没有 .git：手册的文件夹，里面有 cases 就是
    yield r"(get(?:Directory|File)Handle\()`\.git`", 2, r"\1`cases`"
    yield r"\n//# sourceMappingURL=\S*", 1, ""


def _chinese(locales: Path) -> bytes:
    """界面的中文：它自己的，补上它还没有译的，换上我们的叫法。"""
    ours = json.loads((FOLDER / "zh-CN.json").read_text("utf-8"))
    words, known = (
        json.loads((locales / f"{name}.json").read_text("utf-8")) for name in ("zh-CN", "en-US")
    )
    for key, text in ours.items():
        *path, last = key.split(".")
        inner, there = words, known
        for step in path:
            inner, there = inner.setdefault(step, {}), there.get(step, {})
        if last not in there:
            raise NoEditor(f"编辑器的这一版没有“{key}”这句话")
        inner[last] = text
    return json.dumps(words, ensure_ascii=False).encode()


def _all(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
