"""一段文字变成的块，里面的字都带上那段文字写在哪里（见 `model/told.py`）；没有带着的照旧。"""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from casebook.compose.blocks import Blocks
from casebook.model.told import Told


def traced(blocks: Blocks, text: str) -> Blocks:
    """`blocks` 是由 `text` 写成的。"""
    if not isinstance(text, Told):
        return blocks
    return tuple(_traced(block, text.at) for block in blocks)


def _traced(node: Any, at: str) -> Any:
    """行内的字都在一串里，所以只有串里的字要带；照原样的一块、几个字没有串。"""
    if isinstance(node, tuple):
        return tuple(
            format(Told(one, at)) if isinstance(one, str) else _traced(one, at) for one in node
        )
    if not is_dataclass(node) or isinstance(node, type):
        return node
    own = {f.name: getattr(node, f.name) for f in fields(node) if f.init}
    inner = {name: _traced(value, at) for name, value in own.items() if isinstance(value, tuple)}
    if isinstance(words := own.get("words"), str):
        inner["words"] = format(Told(words, at))
    for name in ("alt", "caption"):  # 文字里的图
        if isinstance(said := own.get(name), str):
            inner[name] = Told(said, at)
    return replace(node, **inner) if inner else node
