"""排版机：Typst。不碰网络，不碰系统字体，不读自己文件夹以外的东西。"""

import json
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from casebook.render.typeset.jobs import PrintJob

PRESS = Path(__file__).parents[3] / "print"
"""模板与字体所在的文件夹：hooks/print。"""
STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
"""PDF/A-2a（长期保存）与 PDF/UA-1（无障碍）。"""


class TypesettingFailed(Exception):
    """没有排成；`detail` 是排版机的原话，给改程序的人看。"""

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(f"{path} 没有排成。这是程序的毛病，请把这句话告诉改程序的人")
        self.detail = detail


class Typesetter:
    """一台排版机，各模板的编译器只开一次。"""

    def __init__(self, press: Path = PRESS) -> None:
        self._press = press
        self._compiler = cache(self._open)

    def pdf(self, job: PrintJob) -> bytes:
        """排一件；排不成时抛 TypesettingFailed。"""
        try:
            done = self._compiler(job.template).compile(
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

    def _open(self, template: str) -> typst.Compiler:
        return typst.Compiler(
            str(self._press / template),
            root=str(self._press),
            # 只用自己的字体：引擎自带的也不用，免得悄悄顶替
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[str(self._press / "fonts")],
            ),
        )
