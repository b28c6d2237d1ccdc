"""网页：Book → 一页一页的 HTML。外壳（页眉、目录、页脚）由主题加。"""

from casebook.render.web.page import TocEntry, WebPage
from casebook.render.web.search import search_docs
from casebook.render.web.shell import Shells
from casebook.render.web.site import Edition, render_site, site_addresses, written_date
from casebook.render.web.templating import SITE_NAME, environment

__all__ = [
    "SITE_NAME",
    "Edition",
    "Shells",
    "TocEntry",
    "WebPage",
    "environment",
    "render_site",
    "search_docs",
    "site_addresses",
    "written_date",
]
