"""书里工作法以外的一章 → 印刷用的数据。"""

from casebook.compose import Document
from casebook.render.typeset.blocks import Mark, Typeset
from casebook.render.typeset.inlines import Data, label_of
from casebook.render.typeset.references import sources_of


def chapter_data(document: Document, mark: Mark) -> Data:
    """章名、内容、出处；`mark` 给文字加索引记号。"""
    typeset = Typeset(mark, document.address)
    return {
        "id": label_of(document.address),
        "title": document.title,
        "marks": typeset.marks(document.title),
        "c": typeset.page(document.blocks),
        "sources": sources_of(document.references),
    }
