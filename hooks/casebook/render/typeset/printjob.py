"""一件印件、一套分册。只有数据，不认识 Book：单独的排版进程不必装载别的屋子。"""

from dataclasses import dataclass, replace
from typing import Any

from casebook.faults import Fault

FORMATS: dict[str, dict[str, float]] = {
    "book": {
        "width": 170,
        "height": 240,
        "top": 32,
        "bottom": 26,
        "inside": 20,
        "outside": 24,
        "size": 10.5,
        "pitch": 18.4,
    },
    "a4": {
        "width": 210,
        "height": 297,
        "top": 36,
        "bottom": 31,
        "inside": 27.5,
        "outside": 30,
        "size": 12,
        "pitch": 21,
    },
}
"""开本：纸与边空是毫米，字号与行距是磅。书一行 34 字、一页 28 行，A4 一行 36 字、一页 31 行。"""
SCREEN, PRESS, MONO = "screen", "press", "mono"
"""用什么颜色：屏幕上的 RGB，付印的四色，付印的单色。写在数据的 `ink` 里，模板照它选颜色。"""


class TypesettingFailed(Fault):
    """没有排成；`detail` 是排版机的原话，给改程序的人看。"""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


@dataclass(frozen=True)
class PrintJob:
    """一件印件：站内路径、模板、数据、PDF 里写的时间（秒，自 1970 年起）。"""

    path: str
    template: str
    data: dict[str, Any]
    epoch: int

    @property
    def photos(self) -> tuple[str, ...]:
        """用到的照片：<案例编号>/<文件名>。"""
        return tuple(self.data["photos"])


@dataclass(frozen=True)
class VolumeSet:
    """厚的一本书，一册或几册。

    各册各排各的；最后一册的索引要知道前面各册的页码，见 `with_pages`。
    """

    jobs: tuple[PrintJob, ...]


def with_pages(job: PrintJob, found: dict[int, dict[str, list[int]]]) -> PrintJob:
    """有索引的一册，知道了前面各册（册号 → 索引词 → 页码）的页码。"""
    return replace(job, data={**job.data, "found": found}) if job.data["index"] else job
