"""连：记录 → Book。引用两头接好，编号、次序、相关都在这里定下来，后面只管写出来。"""

from casebook.bind.bind import Binder, bind
from casebook.bind.book import Book, Facet, Shelf
from casebook.bind.figures import (
    Cell,
    Loom,
    ScaleBar,
    Timeline,
    loom,
    scale_bar,
    timeline,
)
from casebook.bind.method import (
    BoundCase,
    Classified,
    Link,
    Mention,
    Method,
    Presence,
    RelatedLink,
    Role,
    SupportLink,
)

__all__ = [
    "Binder",
    "Book",
    "BoundCase",
    "Cell",
    "Classified",
    "Facet",
    "Link",
    "Loom",
    "Mention",
    "Method",
    "Presence",
    "RelatedLink",
    "Role",
    "ScaleBar",
    "Shelf",
    "SupportLink",
    "Timeline",
    "bind",
    "loom",
    "scale_bar",
    "timeline",
]
