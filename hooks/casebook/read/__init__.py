"""读：字节 → 严格的 YAML（带位置）→ 记录。唯一使用 yaml 的地方。"""

from casebook.read.card import Card, support_links
from casebook.read.document import read_document
from casebook.read.files import File
from casebook.read.library import (
    MISSING,
    Changed,
    Entry,
    Library,
    ProsePage,
    RegisterFile,
    case_card,
    read_case,
    read_library,
    read_shelves,
)
from casebook.read.pictures import picture_at, picture_names
from casebook.read.text import read_text
from casebook.read.tree import Document, Mapping, Node, Scalar, Sequence

__all__ = [
    "MISSING",
    "Card",
    "Changed",
    "Document",
    "Entry",
    "File",
    "Library",
    "Mapping",
    "Node",
    "ProsePage",
    "RegisterFile",
    "Scalar",
    "Sequence",
    "case_card",
    "picture_at",
    "picture_names",
    "read_case",
    "read_document",
    "read_library",
    "read_shelves",
    "read_text",
    "support_links",
]
