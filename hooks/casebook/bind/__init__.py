"""连：记录 → Book。引用两头接好，编号、次序、相关都在这里定下来，后面只管写出来。"""

from casebook.bind.bind import Binder, bind
from casebook.bind.book import Book, Category, Facet
from casebook.bind.figures import (
    Cell,
    Crosstab,
    Scale,
    Stretch,
    Timeline,
    crosstab,
    scale,
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
from casebook.bind.ways import Happening, Place, happenings, places

__all__ = [
    "Binder",
    "Book",
    "BoundCase",
    "Category",
    "Cell",
    "Classified",
    "Crosstab",
    "Facet",
    "Happening",
    "Link",
    "Mention",
    "Method",
    "Place",
    "Presence",
    "RelatedLink",
    "Role",
    "Scale",
    "Stretch",
    "SupportLink",
    "Timeline",
    "bind",
    "crosstab",
    "happenings",
    "places",
    "scale",
    "timeline",
]
