"""写：一本书 → 一页页的 Document，只说是什么，长什么样由各个 render 定。

给读者看的话只在这里，取自 words/。
"""

from casebook.compose.blocks import Reference
from casebook.compose.case import case_document
from casebook.compose.document import DOCUMENT, Document, Documents, Masthead
from casebook.compose.terms import Glossary
from casebook.compose.words import word
from casebook.compose.writer import Writer

__all__ = [
    "DOCUMENT",
    "Document",
    "Documents",
    "Glossary",
    "Masthead",
    "Reference",
    "Writer",
    "case_document",
    "word",
]
