"""页末的“引用这一条”：几种写法，给文献管理软件的文件，各幅图的网址。"""

from typing import Any

from casebook.compose import Document
from casebook.compose.citation import CITED, cited_as, cited_case, figures
from casebook.compose.edition import Edition
from casebook.model import Handbook


def citing(document: Document, handbook: Handbook, edition: Edition) -> dict[str, Any]:
    """给模板的：写法，文件与它叫什么，图的锚点与名字。"""
    cited, *_ = cited_case(document, handbook, edition)
    return {
        "styles": cited_as(cited),
        "files": [(f"{cited.id}.{suffix}", name) for suffix, name in CITED.items()],
        "figures": figures(document),
    }
