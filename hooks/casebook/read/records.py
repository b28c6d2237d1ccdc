"""树 → 记录。模型说不对的，翻译成带行列的中文问题。"""

import copy
import difflib
import typing
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from casebook.model import Record
from casebook.model.walk import record_in
from casebook.problems import Problem
from casebook.read.elsewhere import elsewhere
from casebook.read.explain import quoted
from casebook.read.tree import Document, Mapping, Node, Scalar, Sequence, child

R = TypeVar("R", bound=Record)
Loc = tuple[str | int, ...]


def nearest(word: str, words: typing.Iterable[str]) -> str:
    """`words` 里写法最接近 `word` 的一个；都不像时为空。"""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=0.4)
    return close[0] if close else ""


def read_record(
    model: type[R], document: Document, fill: dict[str, Any] | None = None
) -> tuple[R | None, Document, list[Problem]]:
    """按 `model` 读 `document`；返回（记录, 记录对应的树, 问题）。

    有问题的项从树里拿掉再读，剩下的部分仍交给后面的检查，这样一次能报出所有问题。
    `fill` 是缺了必填项时垫进去的值，只为继续检查用：有问题的书从不出版。
    """
    try:
        return model.model_validate(document.plain()), document, []
    except ValidationError as error:
        details = error.errors(include_url=False)
    meant = {(*d["loc"][:-1], _meant(model, d["loc"])) for d in details if _is_extra(d)}
    details_shown = [d for d in details if d["type"] != "missing" or d["loc"] not in meant]
    problems = [p for d in details_shown if (p := _problem(model, document, d)) is not None]
    rest = copy.deepcopy(document)
    for _ in range(8):
        for loc in sorted({_owner(d) for d in details}, key=_descending):
            _prune(rest, loc)
        try:
            return model.model_validate({**(fill or {}), **rest.plain()}), rest, problems
        except ValidationError as error:
            details = error.errors(include_url=False)
    return None, rest, problems


def _is_extra(detail: ErrorDetails) -> bool:
    return detail["type"] == "extra_forbidden"


def _meant(model: type[Record], loc: Loc) -> str:
    """写错的栏目名多半是哪一个；说了这个，就不再说那一个“缺少”。"""
    return nearest(str(loc[-1]), _keys(_record_at(model, loc[:-1])))


def _descending(loc: Loc) -> list[tuple[int, str]]:
    """后面的项先拿掉，前面各项的序号才不会变。"""
    return [(-step, "") if isinstance(step, int) else (0, step) for step in loc]


def _owner(detail: ErrorDetails) -> Loc:
    """要拿掉的那一项：缺了必填项的记录整个拿掉，否则只拿掉说不对的栏目。"""
    loc = detail["loc"]
    return loc[:-1] if detail["type"] == "missing" and len(loc) > 1 else loc


def _prune(document: Document, loc: Loc) -> None:
    node: Node = document.root
    owner: tuple[Mapping | Sequence, str | int] | None = None
    for step in loc:
        inner = child(node, step)
        if inner is None or isinstance(node, Scalar):
            break
        owner, node = (node, step), inner
    if owner is None:
        return
    match owner:
        case (Mapping(items), str(key)):
            del items[key]
        case (Sequence(entries), int(index)):
            del entries[index]


def _problem(model: type[Record], document: Document, detail: ErrorDetails) -> Problem | None:
    loc, kind = detail["loc"], detail["type"]
    if loc and loc[0] in document.broken and kind == "missing" and len(loc) == 1:
        return None
    if kind == "missing":
        line, column = document.position(*loc[:-1])
        return document.text.problem(
            line, column, "M02", f"缺少“{loc[-1]}”：{_help(model, loc)}", f"{loc[-1]}: ……"
        )
    if _is_extra(detail):
        key = str(loc[-1])
        known = _keys(_record_at(model, loc[:-1]))
        close = _meant(model, loc)
        where = elsewhere(key)
        hint = f"{close}: ……" if close else ""
        tail = f"是不是“{close}”？" if close else f"这里可以写：{'、'.join(known)}"
        if where:
            tail = f"它是{where}的栏目，不写在这里。{tail if close else ''}"
        return document.text.problem(
            *document.key_position(*loc), "M01", f"不认识栏目“{_short(key)}”。{tail}", hint
        )
    message = detail["msg"]
    if kind[:1].isupper() and kind[1:].isdigit():  # 模型自己的问题，代码就是类型
        return document.problem(loc, kind, message, _right(loc, detail))
    if kind in ("enum", "literal_error"):
        expected = [
            w.strip("'") for w in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")
        ]
        close = nearest(str(detail["input"]), expected)
        return document.problem(
            loc,
            "M09",
            f"“{_short(detail['input'])}”不在可选的词里。可选：{'、'.join(expected)}",
            f"{loc[-1]}: {close}" if close else "",
        )
    wanted = {
        "string_type": "一段文字",
        "tuple_type": "一列，每项以“- ”开头",
        "list_type": "一列，每项以“- ”开头",
        "model_type": "下一层的几个栏目",
        "model_attributes_type": "下一层的几个栏目",
        "dict_type": "下一层的几个栏目",
        "string_too_short": "一个字",
        "string_too_long": "一个字",
    }.get(kind, "别的写法")
    if kind == "greater_than_equal":
        wanted = f"不小于 {detail['ctx']['ge']} 的数"
    if kind == "less_than_equal":
        wanted = f"不大于 {detail['ctx']['le']} 的数"
    message = f"“{_last_key(loc)}”这里应是{wanted}，现在是{_describe(detail['input'])}"
    place = document.position(*loc)
    bracket = document.text.line(place[0])[place[1] - 1 : place[1]]
    if kind == "string_type" and bracket in ("{", "["):
        message = f"{message}。{bracket} 开头的是文字，就加上引号"
        return document.problem(loc, "M03", message, quoted(document.text, *place))
    return document.problem(loc, "M03", message)


def _right(loc: Loc, detail: ErrorDetails) -> str:
    """模型说得出该写什么的：能抄的写法。"""
    right = detail.get("ctx", {}).get("right")
    return f"{_last_key(loc)}: {right}" if right else ""


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 20 else text[:20] + "……"


def _describe(value: Any) -> str:
    if isinstance(value, dict):
        return "几个栏目"
    if isinstance(value, list):
        return "一列"
    return f"“{_short(value)}”"


def _last_key(loc: Loc) -> str:
    return next((str(step) for step in reversed(loc) if isinstance(step, str)), "")


def _record_at(model: type[Record], loc: Loc) -> type[Record] | None:
    """`loc` 所指之处的记录类型。"""
    current: type[Record] | None = model
    for step in loc:
        if isinstance(step, int) or current is None:
            continue
        found = [f for f in current.model_fields.values() if f.alias == step]
        current = record_in(found[0].annotation) if found else None
    return current


def _keys(model: type[Record] | None) -> list[str]:
    return [f.alias or n for n, f in model.model_fields.items()] if model else []


def _help(model: type[Record], loc: Loc) -> str:
    record = _record_at(model, loc[:-1])
    for info in record.model_fields.values() if record else ():
        if info.alias == loc[-1]:
            return info.description or ""
    return ""
