"""付印的封面：封底、书脊、封面在一张上，另有勒口的话在两头。书脊的宽照书芯的页数与纸厚算。"""

from typing import Any

from casebook.bind.barcode import isbn_path
from casebook.compose.words import word
from casebook.model import Handbook

PAPER = 0.1
"""正文用纸一张多少毫米，没有填时估的：80 克胶版纸约 0.1（松厚度按 1.25 立方厘米每克估）。"""
LETTERED = 6.0
"""书脊至少几毫米才印字：再窄，折的时候偏一点，字就到了封面上。"""


def spine_width(handbook: Handbook, pages: int) -> float:
    """书脊宽几毫米：书芯的张数（页数的一半）乘纸厚。"""
    paper = handbook.publication.thickness
    return round(pages / 2 * (float(paper.value) if paper else PAPER), 1)


def cover_data(handbook: Handbook, pages: int, flap: int) -> dict[str, Any]:
    """书芯有 `pages` 页的一册；`flap` 是勒口宽几毫米，0 是没有。"""
    told = handbook.publication
    spine = spine_width(handbook, pages)
    return {
        "flap": flap,
        "spine": spine,
        "lettered": spine >= LETTERED,
        "permit": told.permit or "",
        "internal": word("record.internal") if told.internal else "",
        "isbn": told.isbn or "",
        "bars": isbn_path(told.isbn) if told.isbn else None,
        "price": told.price or "",
        "publisher": told.publisher or told.compiler or "",
    }
