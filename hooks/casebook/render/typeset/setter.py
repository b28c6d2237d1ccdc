"""排版机：Typst。不碰网络，不碰系统字体，不读自己文件夹以外的东西。"""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from casebook.package import PACKAGE
from casebook.render.typeset.printjob import SCREEN, PrintJob, TypesettingFailed

if TYPE_CHECKING:  # 只查、只建网站时可以不装
    import typst

TEMPLATES = PACKAGE / "render/typeset/templates"
FONTS = PACKAGE / "render/typeset/fonts"
STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
"""PDF/A-2a（长期保存）与 PDF/UA-1（无障碍）。"""
PRESS_STANDARDS: tuple[Literal["ua-1"]] = ("ua-1",)
"""付印的不是 PDF/A：四色要附印刷厂的色彩说明，我们没有。"""

_BRIEF = ("words", "ink", "collect", "volume")
"""排一册的进程要知道的几样；别的由模板读。"""

_opened = threading.Event()


def opened() -> bool:
    """这个进程里开过排版机：它的线程不会跟到子进程里，子进程里再排就等不到头。"""
    return _opened.is_set()


def _at_fault(job: PrintJob, detail: str) -> TypesettingFailed:
    message = f"{job.path} 没有排成。这是程序的毛病，请把这句话告诉改程序的人"
    return TypesettingFailed(message, detail)


class Typesetter:
    """一台排版机，各模板、各种颜色的编译器只开一次。

    `folder` 里是模板的一份副本，照片在它的 photos/ 里；一件件的数据也写在那里。
    排过的一件，再问、再要 PDF，都不重排。排不成时抛 TypesettingFailed。
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._compilers: dict[str, typst.Compiler] = {}

    def one(self, job: PrintJob) -> bytes:
        """排一件，照它的路径排成 PDF 或图。"""
        return _compile(self._ready(job), job)

    def said(self, job: PrintJob, label: str) -> Any:
        """排一件，不要 PDF，只问模板里 `label` 记下的数据。"""
        return _said(self._ready(job), job, label)

    def _ready(self, job: PrintJob) -> "typst.Compiler":
        """排这一件的编译器，数据摆好了。"""
        inputs = _inputs(job, _lay_out(self._folder, job))
        kind = job.template + json.dumps(inputs)
        if kind not in self._compilers:
            self._compilers[kind] = _open(self._folder, job.template, inputs)
        return self._compilers[kind]

    def volume(self, job: PrintJob) -> bytes:
        """在单独的进程里排一册；返回一行索引词的页码（JSON），接着是 PDF。

        数据由这里写成文件，那边不读：读了，排的时候还要占着。
        """
        name = _lay_out(self._folder, job)
        brief = {key: job.data[key] for key in _BRIEF if key in job.data}
        done = subprocess.run(  # noqa: S603 - 固定的命令
            [sys.executable, "-m", "casebook.render.typeset", self._folder, name],
            input=json.dumps(asdict(replace(job, data=brief))).encode(),
            env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise _at_fault(job, done.stderr.decode("utf-8", "replace"))
        return done.stdout


def set_volume(folder: Path, name: str, job: PrintJob) -> tuple[dict[str, list[int]], bytes]:
    """排一册，数据在 `name` 这个文件里：索引词在第几页，与 PDF。"""
    compiler = _open(folder, job.template, _inputs(job, name))
    found = job.data["collect"] and job.data["volume"]["of"] > 1
    return _said(compiler, job, "pages") if found else {}, _compile(compiler, job)


def _said(compiler: "typst.Compiler", job: PrintJob, label: str) -> Any:
    try:
        return json.loads(compiler.query(f"<{label}>", field="value", one=True))
    except RuntimeError as error:  # 排不成时，query 抛的是它
        raise _at_fault(job, str(error)) from error


def _compile(compiler: "typst.Compiler", job: PrintJob) -> bytes:
    """排成 PDF，或一点一个像素的 PNG。不另给 `sys_inputs`：一给，刚才排好的多半不认了。"""
    import typst

    screen = job.data.get("ink", SCREEN) == SCREEN
    try:
        if job.path.endswith(".png"):
            done = compiler.compile(format="png", ppi=72, timestamp=job.epoch)
        else:
            done = compiler.compile(
                format="pdf",
                pdf_standards=list(STANDARDS if screen else PRESS_STANDARDS),
                timestamp=job.epoch,
            )
    except typst.TypstError as error:
        raise _at_fault(job, str(error.diagnostic or error.message)) from error
    if not isinstance(done, bytes):  # 图都只有一页，不会有几张
        raise _at_fault(job, "没有得到一件")
    return done


def _open(folder: Path, template: str, inputs: dict[str, str]) -> "typst.Compiler":
    import typst

    _opened.set()
    return typst.Compiler(
        str(folder / template),
        root=str(folder),
        # 只用自己的字体：引擎自带的也不用，免得悄悄顶替
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(FONTS)],
        ),
        sys_inputs=inputs,
    )


def _lay_out(folder: Path, job: PrintJob) -> str:
    """数据写成文件，返回文件名；几个进程在一个文件夹里排，各写各的。

    不放进 `sys.inputs`：那是模板认得出、接着用的，一变，样样都要从头算。
    """
    name = f"data-{os.getpid()}.json"
    (folder / name).write_text(json.dumps(job.data, ensure_ascii=False), encoding="utf-8")
    return name


def _inputs(job: PrintJob, name: str) -> dict[str, str]:
    """各件都一样的：数据在哪个文件里，印的话，用什么颜色。"""
    words = json.dumps(job.data["words"], ensure_ascii=False)
    return {"data": name, "words": words, "ink": job.data.get("ink", SCREEN)}
