"""有哪几种数据：工作法一种，登记簿一本一种；词表也是登记簿。"""

from collections.abc import Mapping
from typing import Final

from casebook.compose.data import CASES, FORMAT
from casebook.model import REGISTERS, Case, Record

KINDS: Final[Mapping[str, type[Record]]] = {
    CASES: Case,
    **{name: register.entry for name, register in REGISTERS.items()},
}
"""种类的名字（也是地址里的一段）→ 记录。"""
BY_ID: Final = frozenset((CASES, "sources"))
"""引用它们只写编号。"""
ANCHORED: Final = frozenset((CASES, "policies", "organisations"))
"""一条有自己的一页的：里面的话在页上有锚点。"""
FOLDER: Final = "data"
GONE: Final = f"{FOLDER}/gone.jsonl"
"""改了编号的、撤下的、拿掉的，合起来一份。"""
GONE_SCHEMA: Final = f"{FOLDER}/schema/gone.json"
LICENCE: Final = "CC-BY-4.0"
"""SPDX 的写法。"""


def record_path(kind: str, entry_id: str) -> str:
    """一条的站内路径。"""
    return f"{FOLDER}/{kind}/{entry_id}.json"


def schema_path(kind: str) -> str:
    """一种的模式文件的站内路径。"""
    return f"{FOLDER}/schema/{kind}.json"


__all__ = [
    "ANCHORED",
    "BY_ID",
    "CASES",
    "FOLDER",
    "FORMAT",
    "GONE",
    "GONE_SCHEMA",
    "KINDS",
    "LICENCE",
    "record_path",
    "schema_path",
]
