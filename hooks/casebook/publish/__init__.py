"""出版：先摆在一边，验过，再一步换上。

写网页的几个文件（pages.py、search.py、preview.py）要装载网页这间屋子，不在这里引入：
只排 PDF 时用不着。
"""

from casebook.publish.last import LastRelease
from casebook.publish.photos import photo, write_photos
from casebook.publish.prints import PrintOrder, write_prints
from casebook.publish.program import program_digest
from casebook.publish.release import discard, prepare, publish
from casebook.publish.stamp import STAMP, Stamp, write_stamp
from casebook.publish.verify import verify
from casebook.publish.written import Written, remember

__all__ = [
    "STAMP",
    "LastRelease",
    "PrintOrder",
    "Stamp",
    "Written",
    "discard",
    "photo",
    "prepare",
    "program_digest",
    "publish",
    "remember",
    "verify",
    "write_photos",
    "write_prints",
    "write_stamp",
]
