"""读：字节 → 严格的 YAML（带位置）→ 记录。唯一使用 yaml 的地方。"""

from casebook.read.document import read_document
from casebook.read.library import Entry, Library, ProsePage, RegisterFile, read_library
from casebook.read.text import read_text
from casebook.read.tree import Document, Mapping, Node, Scalar, Sequence

__all__ = [
    "Document",
    "Entry",
    "Library",
    "Mapping",
    "Node",
    "ProsePage",
    "RegisterFile",
    "Scalar",
    "Sequence",
    "read_document",
    "read_library",
    "read_text",
]
