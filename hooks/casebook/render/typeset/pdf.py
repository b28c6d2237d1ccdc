"""PDF：模板与照片摆在一起，开排版机，排好再装订。"""

import io
import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Self

from casebook.package import PACKAGE
from casebook.render.typeset.fitting import Fit, fit_of
from casebook.render.typeset.printjob import PrintJob
from casebook.render.typeset.setter import FONTS, STANDARDS, TEMPLATES, Typesetter
from casebook.store import digest, digest_of_file
from casebook.store.scratch import scratch

_TOOLS = ("typst", "pikepdf", "pypinyin")


class PdfWriter:
    """`with PdfWriter() as writer`：用完，摆出来的都收走。

    单件的在本进程里排，分册各在自己的进程里排。排不成时抛 TypesettingFailed。
    """

    def __init__(self) -> None:
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._path = self._open.enter_context(scratch())
        self._typesetter = Typesetter(self._path)
        for template in TEMPLATES.glob("*.typ"):
            shutil.copy(template, self._path)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def one(self, job: PrintJob, photos: Mapping[str, bytes]) -> bytes:
        """一件，PDF 或图。`photos` 是用到的照片：<案例编号>/<文件名> → 内容。"""
        self._lay_out(photos)
        made = self._typesetter.one(job)
        return made if job.path.endswith(".png") else _packed(made)

    def fit(self, job: PrintJob, photos: Mapping[str, Path]) -> Fit:
        """一张折页排成几面；照片用原来的文件，大小的比例一样。"""
        self._lay_out({name: path.read_bytes() for name, path in photos.items()})
        return fit_of(job, self._typesetter.asked(job, "fit"))

    def volume(self, job: PrintJob, photos: Mapping[str, bytes]) -> tuple[bytes, bytes]:
        """一册：索引词的页码（JSON），与 PDF。"""
        self._lay_out(photos)
        pages, _, pdf = self._typesetter.volume(job).partition(b"\n")
        return pages, _packed(pdf)

    def _lay_out(self, photos: Mapping[str, bytes]) -> None:
        for name, content in photos.items():
            path = self._path / "photos" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{os.getpid()}-{path.name}")  # 几个进程也许一起摆同一张
            beside.write_bytes(content)
            beside.replace(path)


def _packed(pdf: bytes) -> bytes:
    """对象装进对象流，小三分之一以上，照样合规。"""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as bound:
        bound.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


@cache
def tools_digest() -> str:
    """模板、字体、排版机与装订的指纹。"""
    files = sorted((*TEMPLATES.glob("*.typ"), *FONTS.glob("*.ttf")))
    versions = [f"{name} {version(name)}" for name in _TOOLS]
    return digest(STANDARDS, versions, [digest_of_file(path, PACKAGE) for path in files])
