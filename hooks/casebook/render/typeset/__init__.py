"""印刷：Book → 整本书、分册、折页。内容当数据交给 Typst，模板在 `templates/`，字体在 `fonts/`。

数据由 `jobs.py` 算出来；这里只有排版机与它要的东西，单独的排版进程装载得快。
"""

from casebook.render.typeset.printjob import (
    FORMATS,
    PrintJob,
    TypesettingFailed,
    VolumeSet,
    with_pages,
)
from casebook.render.typeset.setter import FONTS, STANDARDS, TEMPLATES, opened

__all__ = [
    "FONTS",
    "FORMATS",
    "STANDARDS",
    "TEMPLATES",
    "PrintJob",
    "TypesettingFailed",
    "VolumeSet",
    "opened",
    "with_pages",
]
