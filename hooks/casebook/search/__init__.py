"""查找：一页 → 它的话与名字；全部各页 → 分成一小份一小份的索引。

浏览器里的一半在主题的 `search-*.js`。
"""

from casebook.search.index import FOLDER
from casebook.search.postings import encoded
from casebook.search.record import (
    FILE,
    PageRecord,
    page_record,
    read_record,
    with_pinyin,
    written_record,
)
from casebook.search.script import script

__all__ = [
    "FILE",
    "FOLDER",
    "PageRecord",
    "encoded",
    "page_record",
    "read_record",
    "script",
    "with_pinyin",
    "written_record",
]
