"""排好的书里，各页开头印的是什么字：电子书照它标页码。"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from casebook.render.typeset.pages import bound_volumes

if TYPE_CHECKING:
    import pikepdf

_LETTERS = 240
"""看一页开头的多少字：续表的表头等是电子书没有的，要看得到它们后面的。"""
_PAIRS = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.S)
_RANGE = re.compile(rb"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", re.S)


def page_tops(volumes: Sequence[bytes]) -> tuple[tuple[str, str], ...]:
    """印着页码的各页：页码，开头的字（标点不算；空白的一页为空）。`volumes` 是各册的 PDF。"""
    import pikepdf

    tops: list[tuple[str, str]] = []
    for before, pdf in bound_volumes(volumes):
        with pikepdf.open(io.BytesIO(pdf)) as bound:
            fonts: dict[Any, dict[int, str]] = {}
            tree = pikepdf.NumberTree(bound.Root.StructTreeRoot.ParentTree)
            for page in bound.pages:
                if page.label:
                    at: Any = page.obj.get("/StructParents")
                    own: Any = () if at is None else tree[int(at)]
                    tops.append((f"{before}{page.label}", _top(page, own, fonts)))
    return tuple(tops)


def _top(page: "pikepdf.Page", own: Sequence[Any], fonts: dict[Any, dict[int, str]]) -> str:
    found = ""
    for words in _words(page, own, fonts):
        found += re.sub(r"[\W_]", "", words)
        if len(found) >= _LETTERS:
            break
    return found[:_LETTERS]


def _words(
    page: "pikepdf.Page", own: Sequence[Any], fonts: dict[Any, dict[int, str]]
) -> Iterator[str]:
    """一页的字，照排的次序；书眉、页码等是装饰（Artifact），与图上的字都不算。

    `own` 是各段字（MCID）属于结构树上的哪一样。
    """
    import pikepdf

    marked: list[bool] = []
    glyphs: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ"):
        operands, operator = step.operands, str(step.operator)
        match operator:
            case "BDC" | "BMC":
                marked.append(operands[0] == "/Artifact" or _drawn([*operands], own))
            case "EMC":
                marked.pop()
            case "Tf":
                font = page.resources.Font[str(operands[0])]
                if font.objgen not in fonts:
                    fonts[font.objgen] = _glyphs(font.ToUnicode.read_bytes())
                glyphs = fonts[font.objgen]
            case _ if not any(marked):
                strings = operands[0] if operator == "TJ" else operands
                for one in strings:
                    if isinstance(one, pikepdf.String):
                        yield _shown(bytes(one), glyphs)


def _drawn(operands: Sequence[Any], own: Sequence[Any]) -> bool:
    """图上的。"""
    number = operands[1].get("/MCID") if len(operands) > 1 else None
    return number is not None and int(number) < len(own) and own[int(number)].S == "/Figure"


def _shown(codes: bytes, glyphs: dict[int, str]) -> str:
    """两个字节一个字形。"""
    at = range(0, len(codes) - 1, 2)
    return "".join(glyphs.get(int.from_bytes(codes[n : n + 2]), "") for n in at)


def _glyphs(cmap: bytes) -> dict[int, str]:
    """字形的号 → 是什么字（ISO 32000-1 9.10.3）。"""
    glyphs: dict[int, str] = {}
    for listed in _CHARS.findall(cmap):
        glyphs |= {int(code, 16): _text(words) for code, words in _PAIRS.findall(listed)}
    for listed in _RANGES.findall(cmap):
        for low, high, start, each in _RANGE.findall(listed):
            codes = range(int(low, 16), int(high, 16) + 1)
            words = re.findall(rb"<(\w+)>", each)
            if start:
                words = [b"%0*x" % (len(start), int(start, 16) + n) for n in range(len(codes))]
            glyphs |= {code: _text(one) for code, one in zip(codes, words, strict=False)}
    return glyphs


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "ignore")
