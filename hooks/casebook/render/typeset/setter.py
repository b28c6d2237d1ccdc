"""排版机：Typst。不碰网络，不碰系统字体，不读自己文件夹以外的东西。"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Literal

import typst

from casebook.render.typeset.jobs import PrintJob, VolumeSet
from casebook.render.typeset.volume import references

PRESS = Path(__file__).parents[3] / "print"
"""模板与字体所在的文件夹：hooks/print。"""
STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
"""PDF/A-2a（长期保存）与 PDF/UA-1（无障碍）。"""
_ROUNDS = 4


class TypesettingFailed(Exception):
    """没有排成；`detail` 是排版机的原话，给改程序的人看。"""

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(f"{path} 没有排成。这是程序的毛病，请把这句话告诉改程序的人")
        self.detail = detail


class Typesetter:
    """一台排版机，各模板的编译器只开一次。"""

    def __init__(self, press: Path = PRESS) -> None:
        self._press = press
        self._compilers: dict[str, typst.Compiler] = {}

    def pdf(self, job: PrintJob) -> bytes:
        """排一件；排不成时抛 TypesettingFailed。"""
        compiler = self._compilers.get(job.template) or _open(self._press, job)
        self._compilers[job.template] = compiler
        return _compile(compiler, job)

    def volumes(self, group: VolumeSet) -> list[bytes]:
        """排分册的书：先草排一遍得到页码，再把别册的页码告诉每一册，排成之后核对。

        每册在自己的进程里排，排完就还内存。
        """
        pages = [json.loads(_child("pages", job)) for job in group.jobs]
        for _ in range(_ROUNDS):
            jobs = [told(job, n, pages) for n, job in enumerate(group.jobs)]
            done = [_child("volume", job).split(b"\n", 1) for job in jobs]
            found = [json.loads(pages_found) for pages_found, _ in done]
            if found == pages:
                return [pdf for _, pdf in done]
            pages = found  # 换成真的页码，有一行因此折了，页就挪了：照挪过的再排
        raise TypesettingFailed(group.jobs[0].path, "各册的页码互相牵动，定不下来")


def page_map(job: PrintJob) -> dict[str, Any]:
    """草排：这一册里各标签（labels）与索引词（index）在第几页。"""
    draft = replace(job, data={**job.data, "draft": True})
    return _pages(_open(PRESS, draft), job)


def set_volume(job: PrintJob) -> tuple[dict[str, Any], bytes]:
    """排一册：页码与 PDF。"""
    compiler = _open(PRESS, job)
    return _pages(compiler, job), _compile(compiler, job)


def told(job: PrintJob, at: int, pages: list[dict[str, Any]]) -> PrintJob:
    """第 `at` 册（从 0 起），知道了别册的页码：链接的 `place` 是 [册, 页]，`found` 是索引。"""
    others = [(n + 1, found) for n, found in enumerate(pages) if n != at]
    places = {label: [n, page] for n, found in others for label, page in found["labels"].items()}
    data = json.loads(json.dumps(job.data))
    for link in references(data):
        if "elsewhere" in link:
            link["place"] = places[link["elsewhere"]]
    for n, found in others:
        for key, where in found["index"].items():
            data["found"].setdefault(key, []).append([n, where])
    return replace(job, data=data)


def _pages(compiler: typst.Compiler, job: PrintJob) -> dict[str, Any]:
    try:
        found = compiler.query("<pages>", field="value", one=True)
    except RuntimeError as error:  # 排不成时，query 抛的是它
        raise TypesettingFailed(job.path, str(error)) from error
    value: dict[str, Any] = json.loads(found)
    return value


def _compile(compiler: typst.Compiler, job: PrintJob) -> bytes:
    try:
        done = compiler.compile(
            sys_inputs={"data": json.dumps(job.data, ensure_ascii=False)},
            format="pdf",
            pdf_standards=list(STANDARDS),
            timestamp=job.epoch,
        )
    except typst.TypstError as error:
        raise TypesettingFailed(job.path, str(error.diagnostic or error.message)) from error
    if not isinstance(done, bytes):  # 只要求了 pdf，不会有多页图片
        raise TypesettingFailed(job.path, "没有得到 PDF")
    return done


def _open(press: Path, job: PrintJob) -> typst.Compiler:
    return typst.Compiler(
        str(press / job.template),
        root=str(press),
        # 只用自己的字体：引擎自带的也不用，免得悄悄顶替
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(press / "fonts")],
        ),
        sys_inputs={"data": json.dumps(job.data, ensure_ascii=False)},
    )


def _child(wanted: Literal["pages", "volume"], job: PrintJob) -> bytes:
    """在另一个进程里排一件（见 __main__.py）。"""
    done = subprocess.run(  # noqa: S603 - 固定的命令
        [sys.executable, "-m", "casebook.render.typeset", wanted],
        input=json.dumps(asdict(job)).encode(),
        env={**os.environ, "PYTHONPATH": str(PRESS.parent)},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise TypesettingFailed(job.path, done.stderr.decode("utf-8", "replace"))
    return done.stdout
