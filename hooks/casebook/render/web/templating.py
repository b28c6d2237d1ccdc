"""模板引擎：自动转义一直开着；过滤器只有这几个。"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from casebook.bind import Shelf
from casebook.bind.prints import BOOKLETS, book_paths, leaflet_path, shelf_paths
from casebook.bind.qr import qr_path
from casebook.compose.figures import (
    loom_figure,
    network_figure,
    streets_figure,
)
from casebook.compose.words import chinese_number, word
from casebook.compose.writer import listed
from casebook.model import Actor
from casebook.model.manual import example_text, how_to_write
from casebook.problems.families import why
from casebook.render.web.form import questions
from casebook.render.web.form_files import BLANK_CASE, FORM_JSON
from casebook.render.web.writer import TBD

UNKNOWN_STREET = "/streets/unknown-street/"
"""不知道在哪个街镇的，多了单列在这里。"""


@cache
def environment() -> Environment:
    """全站共用的模板环境。"""
    env = Environment(
        loader=PackageLoader("casebook.render.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        hanzi=chinese_number,
        lead_rows=lead_rows,
        gbt7714=listed,
        in_groups=in_groups,
        wrap=wrap,
        visible=visible,
        how_to_write=how_to_write,
        why=why,
        example_text=example_text,
    )
    env.globals.update(
        TBD=TBD,
        BOOKLETS=BOOKLETS,
        BLANK_CASE=BLANK_CASE,
        FORM_JSON=FORM_JSON,
        UNKNOWN_STREET=UNKNOWN_STREET,
        qr_path=qr_path,
        loom_figure=loom_figure,
        network_figure=network_figure,
        streets_figure=streets_figure,
        word=word,
        questions=questions,
        book_paths=book_paths,
        leaflet_path=leaflet_path,
        shelf_paths=shelf_paths,
    )
    return env


def lead_rows(shelves: Iterable[Shelf], base: str) -> Iterator[tuple[str, str, int, Actor | None]]:
    """一架架工作法 → 引点目录的各行：名称、地址、条数、活字。"""
    for shelf in shelves:
        actor = shelf.term if isinstance(shelf.term, Actor) else None
        yield shelf.term.name, f"{base}{shelf.term.id}/", len(shelf.methods), actor


def in_groups(items: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """按 `attribute` 分组，组与组内都照原来的次序（Jinja 的 groupby 会重排）。"""
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(getattr(item, attribute), []).append(item)
    return list(groups.items())


def wrap(text: str, width: int) -> list[str]:
    """图上的字最多两行，每行 `width` 个，再多就用省略号。"""
    if len(text) <= width:
        return [text]
    rest = text[width:]
    return [text[:width], rest if len(rest) <= width else rest[: width - 1] + "…"]


def visible(text: str) -> str:
    """让看不见的字符看得见，给检查代码一页的例子用。"""
    return "".join(
        f"⟨U+{ord(c):04X}⟩"
        if c not in "\n " and unicodedata.category(c) in ("Cf", "Cc", "Zs")
        else c
        for c in text
    )
