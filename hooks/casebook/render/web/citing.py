"""页末的“引用这一条”：几种写法，给文献管理软件的文件，各幅图的网址。"""

from typing import Any

from casebook.bind.citing import Reference, Today
from casebook.compose import Document, word
from casebook.compose.citation import CITED, STYLES, cited_case, figures
from casebook.compose.edition import Edition
from casebook.model import Handbook


def citing(document: Document, handbook: Handbook, edition: Edition) -> dict[str, Any]:
    """给模板的：写法（名字、叫什么、一截截的字），文件与它叫什么，图的锚点与名字。"""
    cited, *_ = cited_case(document, handbook, edition)
    return {
        "styles": [
            (name, word(f"cite-styles.{name}"), _dated(write(cited)))
            for name, write in STYLES.items()
        ],
        "files": [(f"{cited.id}.{suffix}", name) for suffix, name in CITED.items()],
        "figures": figures(document),
    }


def _dated(parts: Reference) -> list[tuple[str, str]]:
    """一条著录：一截截的字，与它是引用那一天的哪一种写法（不是的为空）。"""
    return [
        (word(f"cite-today.{part}"), f"{part}") if isinstance(part, Today) else (part, "")
        for part in parts
    ]
