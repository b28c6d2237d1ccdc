"""Word 的公式写成一行字：10 的平方是 10²，二分之一是 1/2；认不出的结构，里面的字照收。"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from casebook.review.letters import W, crossed, letters, lowered, raised

_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
EQUATION: Final = _M + "oMath"
"""一个公式。"""
_GONE = (W + "del", W + "moveFrom", W + "rPr", W + "pPr")


def equation(element: Any) -> str:
    """`element` 里的公式；修订删去的不算。"""
    write = _WRITERS.get(element.tag)
    return write(element) if write else _inside(element)


def _inside(element: Any) -> str:
    own = (one for one in element if isinstance(one.tag, str) and one.tag not in _GONE)
    return "".join(letters(one) or equation(one) for one in own if not crossed(one))


def _part(element: Any, name: str) -> str:
    found = element.find(_M + name)
    return "" if found is None else _inside(found)


def _grouped(words: str) -> str:
    """几个字的，加上括号，不与旁边的连起来。"""
    return words if len(words) < 2 or words.isdigit() else f"({words})"


def _own(element: Any, name: str, default: str) -> str:
    """写在属性里的一个字：括号、大的记号。"""
    found = element.find(f"{_M}{element.tag.removeprefix(_M)}Pr/{_M}{name}")
    return default if found is None else str(found.get(_M + "val", ""))


def _raised(element: Any) -> str:
    return _part(element, "e") + raised(_part(element, "sup"))


def _lowered(element: Any) -> str:
    return _part(element, "e") + lowered(_part(element, "sub"))


def _both(element: Any) -> str:
    return _lowered(element) + raised(_part(element, "sup"))


def _before(element: Any) -> str:
    return lowered(_part(element, "sub")) + raised(_part(element, "sup")) + _part(element, "e")


def _fraction(element: Any) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _root(element: Any) -> str:
    return f"{raised(_part(element, 'deg'))}√{_grouped(_part(element, 'e'))}"


def _bracketed(element: Any) -> str:
    between = _own(element, "sepChr", "|").join(map(_inside, element.findall(_M + "e")))
    return _own(element, "begChr", "(") + between + _own(element, "endChr", ")")


def _large(element: Any) -> str:
    mark, sub, sup = _own(element, "chr", "∫"), _part(element, "sub"), _part(element, "sup")
    return mark + lowered(sub) + raised(sup) + _part(element, "e")


def _accented(element: Any) -> str:
    return _part(element, "e") + _own(element, "chr", "\u0302")


def _rows(element: Any) -> str:
    return "；".join(
        "，".join(map(_inside, row.findall(_M + "e"))) for row in element.findall(_M + "mr")
    )


_WRITERS: Final[Mapping[str, Callable[[Any], str]]] = {
    _M + "sSup": _raised,
    _M + "sSub": _lowered,
    _M + "sSubSup": _both,
    _M + "sPre": _before,
    _M + "f": _fraction,
    _M + "rad": _root,
    _M + "d": _bracketed,
    _M + "nary": _large,
    _M + "acc": _accented,
    _M + "m": _rows,
}
