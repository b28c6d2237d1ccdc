"""走遍一页：里面的每一块、每一样行内，照写的次序。以后添一种块，不必在这里添。"""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

_NO_PARTS = ("str", "int", "bool", "Literal", "dict")


def walk(node: Any) -> list[Any]:
    """`node`（一页，或其中一部分）里的每一样；字与数不算。"""
    found: list[Any] = []
    todo = [node]
    while todo:
        one = todo.pop()
        kind: Any = type(one)
        if kind is tuple:
            todo += one[::-1]
        elif kind is not str and _is_part(kind):
            found.append(one)
            todo += [getattr(one, name) for name in _inside(kind)]
    return found


_is_part = cache(is_dataclass)


@cache
def _inside(kind: Any) -> tuple[str, ...]:
    """这一种里还装着别的一样样的栏目，后面的在前。"""
    return tuple(f.name for f in fields(kind)[::-1] if not str(f.type).startswith(_NO_PARTS))
