"""出版：先摆在一边，验过，再一步换上。

写网页的几个文件（pages.py、search.py、preview.py）要装载网页这间屋子，不在这里引入：
只排 PDF 时用不着。
"""

from casebook.publish.cache import Cache, template_cache
from casebook.publish.crew import shared_out
from casebook.publish.last import LastRelease
from casebook.publish.ledger import Ledger
from casebook.publish.photos import photo, write_photos
from casebook.publish.prints import PrintOrder, write_prints
from casebook.publish.program import program_digest
from casebook.publish.release import discard, prepare, publish
from casebook.publish.stamp import STAMP, Stamp, write_stamp
from casebook.publish.verify import verify
from casebook.publish.written import Written, remember

__all__ = [
    "STAMP",
    "Cache",
    "LastRelease",
    "Ledger",
    "PrintOrder",
    "Stamp",
    "Written",
    "discard",
    "photo",
    "prepare",
    "program_digest",
    "publish",
    "remember",
    "shared_out",
    "template_cache",
    "verify",
    "write_photos",
    "write_prints",
    "write_stamp",
]
