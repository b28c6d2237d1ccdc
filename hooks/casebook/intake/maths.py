"""Word 的公式（OMML）→ 一行字：分数、根号、上下标都写出来，数不会接成别的数。"""

from collections.abc import Callable, Iterator
from typing import Any

from casebook.intake.scripts import SUB, SUPER, fraction, placed, root

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
"""公式的命名空间。"""
_WORDS = frozenset(("r", "t"))
_SIMPLE = frozenset(("sSup", "sSub", "sSubSup", "oMath", "oMathPara", "e", "sup", "sub", "r", "t"))


def is_simple(formula: Any) -> bool:
    """只有字与上下标的公式：写成一行，与原来的一样。"""
    built = (one.tag.removeprefix(M) for one in formula.iter() if _is_maths(one))
    return all(name in _SIMPLE or name.endswith(("Pr", "Jc")) for name in built if name != "ctrlPr")


def _is_maths(one: Any) -> bool:
    inside = one.getparent()
    in_properties = inside is not None and str(inside.tag).endswith("Pr")
    return isinstance(one.tag, str) and one.tag.startswith(M) and not in_properties


def linear(element: Any, said: Callable[[Any], str]) -> str:
    """`element` 里的公式写成一行；`said` 读公式以外的标签（一截字）写着什么。"""
    return "".join(_all(element, said))


def _all(element: Any, said: Callable[[Any], str]) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        name = tag.removeprefix(M)
        if name in _WORDS or not tag.startswith(M):
            yield said(child)
        elif not name.endswith("Pr"):
            yield _made(child, name, said)


def _made(one: Any, name: str, said: Callable[[Any], str]) -> str:
    def part(of: str) -> str:
        found = one.find(M + of)
        return "" if found is None else linear(found, said)

    def mark(of: str, other: str) -> str:
        found = one.find(f"{M}{name}Pr/{M}{of}")
        return other if found is None else found.get(M + "val", "")

    def several(of: str, between: str) -> str:
        return between.join(linear(each, said) for each in one.findall(M + of))

    match name:
        case "f":
            return fraction(part("num"), part("den"))
        case "rad":
            return root(part("e"), part("deg"))
        case "sSup" | "sSub" | "sSubSup" | "sPre":
            scripts = _script(part("sub"), SUB) + _script(part("sup"), SUPER)
            return scripts + part("e") if name == "sPre" else _base(part("e")) + scripts
        case "nary":
            scripts = _script(part("sub"), SUB) + _script(part("sup"), SUPER)
            return f"{mark('chr', '∫')}{scripts} {part('e')}"
        case "limLow" | "limUpp":
            return part("e") + _script(part("lim"), SUB if name == "limLow" else SUPER)
        case "d":
            return mark("begChr", "(") + several("e", mark("sepChr", "|")) + mark("endChr", ")")
        case "func":
            return f"{part('fName')} {part('e')}"
        case "m" | "eqArr":
            rows = "mr" if name == "m" else "e"
            return f"[{several(rows, '；')}]" if name == "m" else several(rows, "；")
        case "mr":
            return several("e", "，")
        case "bar" | "acc" | "groupChr":
            over = mark("chr", "^") if name != "bar" else "横线"
            return f"〔{part('e')}，带着{over}〕"
    return linear(one, said)


def _base(text: str) -> str:
    """上下标跟着的：不止一项的括起来，不然 ½ 的平方成了 1/2²。"""
    return f"({text})" if "/" in text and not text.endswith(")") else text


def _script(text: str, where: str) -> str:
    made = placed(text, where)
    return made if made != text or not text.strip() else f"{'^' if where == SUPER else '_'}({text})"
