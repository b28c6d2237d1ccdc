"""印刷间：模板与照片摆在一起，开排版机，排好再装订。"""

import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Self

from casebook.render.typeset import TEMPLATES, PrintJob, Typesetter, opened
from casebook.store import shared_out
from casebook.store.scratch import scratch

_FEW = 16
"""不到几件就在这里排，不分出去。"""


class Press:
    """`with Press() as press`：用完，摆出来的都收走。

    单件的多时几个核一起排；分册在自己的进程里排，排完就还内存。
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

    def lay_out(self, photos: Mapping[str, bytes]) -> None:
        """摆好照片：<案例编号>/<文件名> → 内容。"""
        for name, content in photos.items():
            path = self._path / "photos" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def several(self, jobs: Sequence[PrintJob]) -> Iterator[bytes]:
        """`jobs` 的 PDF，按次序。排不成时抛 TypesettingFailed。

        不多时、这个进程里排过时，就在这里排。
        """

        def one(batch: Sequence[PrintJob]) -> bytes:
            return _packed(self._typesetter.pdf(batch[0]))

        return shared_out(one, jobs, len(jobs) + 1 if opened() else _FEW, 1)

    def volume(self, job: PrintJob) -> bytes:
        """一册：一行索引词的页码（JSON），接着是 PDF。排不成时抛 TypesettingFailed。"""
        pages, _, pdf = self._typesetter.volume(job).partition(b"\n")
        return pages + b"\n" + _packed(pdf)


def _packed(pdf: bytes) -> bytes:
    """对象装进对象流，小三分之一以上，照样合规。"""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as bound:
        bound.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()
