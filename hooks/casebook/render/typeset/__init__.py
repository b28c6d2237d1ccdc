"""印刷：Book → 整本书、分册、折页。内容当数据交给 Typst，模板在 hooks/print/。"""

from casebook.render.typeset.jobs import (
    PrintJob,
    TypesettingFailed,
    VolumeSet,
    print_jobs,
    with_pages,
)
from casebook.render.typeset.setter import PRESS, STANDARDS, Typesetter
from casebook.render.typeset.volume import FORMATS

__all__ = [
    "FORMATS",
    "PRESS",
    "STANDARDS",
    "PrintJob",
    "Typesetter",
    "TypesettingFailed",
    "VolumeSet",
    "print_jobs",
    "with_pages",
]
