"""出版：先摆在一边，验过，再一步换上。"""

from casebook.publish.cache import Cache, template_cache
from casebook.publish.pages import write_pages
from casebook.publish.photos import photo
from casebook.publish.prints import PrintOrder, write_prints
from casebook.publish.release import discard, prepare, publish
from casebook.publish.stamp import STAMP, Stamp, write_stamp
from casebook.publish.verify import verify

__all__ = [
    "STAMP",
    "Cache",
    "PrintOrder",
    "Stamp",
    "discard",
    "photo",
    "prepare",
    "publish",
    "template_cache",
    "verify",
    "write_pages",
    "write_prints",
    "write_stamp",
]
