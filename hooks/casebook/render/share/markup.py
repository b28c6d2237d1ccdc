"""公众号里留得下的写法：哪些标签、哪些样式，与各样东西的样子。

公众号的编辑框只留行内的样式；类名、编号、脚本、样式表、指到站外的链接、外面的图，贴进去就没有了，
所以一概不写。样子照 `STYLES` 一样一个，直接写在标签上，不必另装库去搬样式表。
"""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

TAGS: Final = frozenset(
    [
        "section",
        "p",
        "h2",
        "h3",
        "h4",
        "strong",
        "em",
        "span",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "blockquote",
        "br",
        "hr",
        "sup",
    ]
)
"""可以用的标签；除了 `style`，一个属性也没有。图要在公众号里上传，所以没有 img。"""
PROPERTIES: Final = frozenset(
    [
        "background-color",
        "border",
        "border-bottom",
        "border-collapse",
        "border-left",
        "border-radius",
        "border-top",
        "color",
        "font-size",
        "font-weight",
        "letter-spacing",
        "line-height",
        "margin",
        "padding",
        "text-align",
        "vertical-align",
        "white-space",
        "width",
        "word-break",
    ]
)
"""可以用的样式。没有定位、浮动、动画、外面的字体。"""
VOID: Final = frozenset({"br", "hr"})

_INK, _INK2, _INK3, _QING, _ZHU = "#14181e", "#414956", "#59626f", "#17407f", "#a4271a"
_LINE, _PALE = "#c9cfd8", "#eef2f8"
_CELL = f"border: 1px solid {_LINE}; padding: 6px 8px; text-align: left; vertical-align: top"
_TILE = "border-radius: 3px; padding: 3px 7px; font-size: 18px; font-weight: bold"

STYLES: Final[dict[str, str]] = {
    "article": f"color: {_INK}; font-size: 16px; line-height: 1.8; word-break: break-word",
    "p": "margin: 0 0 14px",
    "small": f"margin: 0 0 14px; font-size: 14px; line-height: 1.7; color: {_INK2}",
    "above": f"margin: 0 0 12px; font-size: 14px; color: {_INK2}",
    "plate": f"background-color: {_QING}; color: #ffffff; border-radius: 4px; padding: 2px 8px; "
    "font-weight: bold; letter-spacing: 1px",
    "h2": f"margin: 32px 0 14px; padding: 2px 0 2px 10px; border-left: 4px solid {_QING}; "
    f"font-size: 20px; line-height: 1.4; font-weight: bold; color: {_QING}",
    "h3": "margin: 20px 0 10px; font-size: 17px; line-height: 1.5; font-weight: bold",
    "h4": f"margin: 16px 0 8px; font-size: 16px; font-weight: bold; color: {_INK2}",
    "list": "margin: 0 0 14px; padding: 0 0 0 24px",
    "li": "margin: 0 0 4px",
    "table": "width: 100%; border-collapse: collapse; margin: 0 0 14px; font-size: 14px; "
    "line-height: 1.6",
    "th": f"{_CELL}; background-color: {_PALE}; font-weight: bold",
    "td": _CELL,
    "td-center": _CELL.replace("text-align: left", "text-align: center"),
    "td-right": _CELL.replace("text-align: left", "text-align: right"),
    "name": f"{_CELL}; background-color: {_PALE}; font-weight: bold; width: 24%",
    "role": f"{_CELL}; width: 24%",
    "five": f"border: 1px solid {_LINE}; padding: 8px 2px; text-align: center; width: 20%; "
    "font-size: 12px; line-height: 1.5; vertical-align: top",
    "on": f"{_TILE}; background-color: {_INK}; color: #ffffff; border: 1px solid {_INK}",
    "off": f"{_TILE}; border: 1px dashed {_INK3}; color: {_INK3}",
    "quote": f"margin: 0 0 14px; padding: 4px 0 4px 12px; border-left: 3px solid {_LINE}; "
    f"color: {_INK2}",
    "note": f"margin: 0 0 14px; padding: 10px 12px 4px; border: 1px dashed {_INK3}; "
    "font-size: 15px",
    "note-title": f"margin: 0 0 6px; font-size: 14px; font-weight: bold; color: {_INK2}",
    "picture": f"margin: 0 0 14px; padding: 24px 12px; border: 2px dashed {_ZHU}; "
    f"text-align: center; color: {_ZHU}; font-size: 14px",
    "inline-picture": f"border: 1px dashed {_ZHU}; color: {_ZHU}; font-size: 14px; padding: 0 4px",
    "step": "margin: 0 0 6px; font-weight: bold",
    "pre": f"margin: 0 0 14px; padding: 8px 12px; background-color: {_PALE}; font-size: 14px; "
    "white-space: pre-wrap",
    "code": f"background-color: {_PALE}; padding: 0 4px",
    "cite": f"color: {_ZHU}; font-size: 12px",
    "missing": f"border-bottom: 1px dashed {_INK3}; color: {_INK3}",
    "tag": f"border: 1px solid {_INK3}; border-radius: 2px; padding: 0 4px; color: {_INK2}; "
    "font-size: 12px",
    "aside": f"color: {_INK3}; font-size: 14px",
    "strong": "font-weight: bold",
    "rule": f"border: 0; border-top: 1px solid {_LINE}; margin: 24px 0",
}
"""各样东西的样子。"""

Part = str | Markup


def el(tag: str, style: str, *parts: Part) -> Markup:
    """一个标签，样子是 `style`（空的没有）；没有写成标签的字都转义。"""
    styled = Markup(' style="{}"').format(STYLES[style]) if style else Markup("")
    if tag in VOID:
        return Markup("<{}{}>").format(tag, styled)
    return Markup("<{0}{1}>{2}</{0}>").format(tag, styled, joined(parts))


def joined(parts: Iterable[Part]) -> Markup:
    """接起来；字转义。"""
    return Markup("").join(parts)


def table(rows: Iterable[Markup], *head: Part) -> Markup:
    """表：表头各格（没有表头的不写），写好的各行。"""
    cells = (el("th", "th", one) for one in head)
    top = el("thead", "", el("tr", "", *cells)) if head else ""
    return el("table", "table", top, el("tbody", "", *rows))


def titled(level: int, *parts: Part) -> Markup:
    """标题：题在公众号里另填，文里从二级起，至多四级。"""
    name = f"h{min(max(level, 2), 4)}"
    return el(name, name, *parts)
