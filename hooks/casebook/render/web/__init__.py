"""网页：Book → 一页一页的 HTML。外壳（页眉、目录、页脚）由主题加。"""

from casebook.render.web.anchors import Anchors
from casebook.render.web.bytecode import TemplateCache
from casebook.render.web.fixed import NETWORK
from casebook.render.web.links import case_links, related_links
from casebook.render.web.page import TocEntry, WebPage
from casebook.render.web.parsed import search_record
from casebook.render.web.plan import plans
from casebook.render.web.planned import Plan
from casebook.render.web.shell import Shape, Shells
from casebook.render.web.site import Edition, Site, case_page, written_date
from casebook.render.web.templating import UNKNOWN_STREET, environment
from casebook.render.web.writer import relative

__all__ = [
    "NETWORK",
    "UNKNOWN_STREET",
    "Anchors",
    "Edition",
    "Plan",
    "Shape",
    "Shells",
    "Site",
    "TemplateCache",
    "TocEntry",
    "WebPage",
    "case_links",
    "case_page",
    "environment",
    "plans",
    "related_links",
    "relative",
    "search_record",
    "written_date",
]
