"""`Document` → 电子书（EPUB 3.3）：整本书一本，每条工作法一本。"""

from casebook.render.epub.book import book_epub, case_epub
from casebook.render.epub.pagination import Printed
from casebook.render.epub.volume import Pictures

__all__ = ["Pictures", "Printed", "book_epub", "case_epub"]
