"""`Document` → 公众号的文章：一段只有行内样式的 HTML，与抄走它的一页。"""

from casebook.render.share.article import Article, article
from casebook.render.share.blocks import Upload
from casebook.render.share.page import article_page

__all__ = ["Article", "Upload", "article", "article_page"]
