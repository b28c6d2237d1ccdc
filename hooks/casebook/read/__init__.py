"""读：字节 → 严格的 YAML（带位置）→ 记录。唯一使用 yaml 的地方。"""

from casebook.read.card import DOERS, Card, Paid, support_links
from casebook.read.document import read_document
from casebook.read.entry import Entry
from casebook.read.files import File
from casebook.read.library import (
    MISSING,
    Changed,
    Library,
    ProsePage,
    case_card,
    read_case,
    read_library,
    read_shared,
)
from casebook.read.ordinary import PICTURE_LIMIT, Unread, legible, read_bytes, read_file
from casebook.read.pictures import picture_at, picture_names
from casebook.read.registers import ReadRegister
from casebook.read.text import read_text
from casebook.read.tree import Document, MappingNode, Node, ScalarNode, SequenceNode

__all__ = [
    "DOERS",
    "MISSING",
    "PICTURE_LIMIT",
    "Card",
    "Changed",
    "Document",
    "Entry",
    "File",
    "Library",
    "MappingNode",
    "Node",
    "Paid",
    "ProsePage",
    "ReadRegister",
    "ScalarNode",
    "SequenceNode",
    "Unread",
    "case_card",
    "legible",
    "picture_at",
    "picture_names",
    "read_bytes",
    "read_case",
    "read_document",
    "read_file",
    "read_library",
    "read_shared",
    "read_text",
    "support_links",
]
