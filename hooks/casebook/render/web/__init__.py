"""网页：一页页的 Document → HTML。外壳（页眉、目录、页脚）由主题加。"""

from casebook.compose.categories import UNKNOWN_STREET
from casebook.compose.edition import Edition, written_date
from casebook.render.web.anchors import Anchors
from casebook.render.web.bytecode import TemplateCache
from casebook.render.web.feed import feeds
from casebook.render.web.fixed import NETWORK
from casebook.render.web.linked_data import linked_data
from casebook.render.web.links import PageLinks, page_links, related_links
from casebook.render.web.offline import OFFLINE, offline_script
from casebook.render.web.page import TocEntry, WebPage
from casebook.render.web.plan import plans
from casebook.render.web.planned import Plan
from casebook.render.web.relative import relative
from casebook.render.web.shell import Shape, Shell, Shells
from casebook.render.web.site import Site, blocks_html, case_page, list_page, related_html
from casebook.render.web.stylesheet import theme_styles
from casebook.render.web.templating import environment

__all__ = [
    "NETWORK",
    "OFFLINE",
    "UNKNOWN_STREET",
    "Anchors",
    "Edition",
    "PageLinks",
    "Plan",
    "Shape",
    "Shell",
    "Shells",
    "Site",
    "TemplateCache",
    "TocEntry",
    "WebPage",
    "blocks_html",
    "case_page",
    "environment",
    "feeds",
    "linked_data",
    "list_page",
    "offline_script",
    "page_links",
    "plans",
    "related_html",
    "related_links",
    "relative",
    "theme_styles",
    "written_date",
]
