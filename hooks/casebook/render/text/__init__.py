"""文字：`Document` → 念得出来的话、查找的条目、一页的 Markdown、整本书的 `.txt`。"""

from casebook.render.text.book import book_text
from casebook.render.text.citation import bibtex, ris
from casebook.render.text.page import page_markdown
from casebook.render.text.plain import plain_parts
from casebook.render.text.search import search_entries

__all__ = ["bibtex", "book_text", "page_markdown", "plain_parts", "ris", "search_entries"]
