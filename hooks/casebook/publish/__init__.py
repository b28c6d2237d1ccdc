"""出版：先摆在一边，验过，再一步换上。"""

from casebook.publish.cache import Cache, template_cache
from casebook.publish.crew import shared_out
from casebook.publish.last import LastRelease, remember
from casebook.publish.ledger import Ledger
from casebook.publish.pages import ManyPages, Written, keep_page, page_key
from casebook.publish.photos import photo, write_photos
from casebook.publish.preview import Preview, watch_saves
from casebook.publish.prints import PrintOrder, write_prints
from casebook.publish.program import program_digest
from casebook.publish.release import discard, prepare, publish
from casebook.publish.search import write_index
from casebook.publish.stamp import STAMP, Stamp, write_stamp
from casebook.publish.verify import verify

__all__ = [
    "STAMP",
    "Cache",
    "LastRelease",
    "Ledger",
    "ManyPages",
    "Preview",
    "PrintOrder",
    "Stamp",
    "Written",
    "discard",
    "keep_page",
    "page_key",
    "photo",
    "prepare",
    "program_digest",
    "publish",
    "remember",
    "shared_out",
    "template_cache",
    "verify",
    "watch_saves",
    "write_index",
    "write_photos",
    "write_prints",
    "write_stamp",
]
