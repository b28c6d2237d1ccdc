"""出版：一件件做好，摆在一边，验过，再一步换上。

写网页的几个文件（pages.py、search.py）要装载网页这间屋子，不在这里引入：只排 PDF 时用不着。
"""

from casebook.publish.artefact import Artefact, Input, Output, artefact, as_it_is
from casebook.publish.build import Batches, Builder, write
from casebook.publish.manifest import STAMP, LastRelease, Release, Stamp, write_stamp
from casebook.publish.prints import PrintOrder, build_prints, write_prints
from casebook.publish.release import discard, prepare, publish
from casebook.publish.verify import verify

__all__ = [
    "STAMP",
    "Artefact",
    "Batches",
    "Builder",
    "Input",
    "LastRelease",
    "Output",
    "PrintOrder",
    "Release",
    "Stamp",
    "artefact",
    "as_it_is",
    "build_prints",
    "discard",
    "prepare",
    "publish",
    "verify",
    "write",
    "write_prints",
    "write_stamp",
]
