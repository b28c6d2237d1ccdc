"""文字：`Document` → 念得出来的话、一页的 Markdown、整本书的 `.txt`。"""

from casebook.render.text.book import book_text
from casebook.render.text.page import page_markdown
from casebook.render.text.plain import flat, plain_parts
from casebook.render.text.spoken import spoken

__all__ = ["book_text", "flat", "page_markdown", "plain_parts", "spoken"]
