"""模型说不对的一处 → 带行列的中文问题。"""

import re
from typing import Any

from pydantic_core import ErrorDetails

from casebook.model import Case, FieldDescription, Record, describe
from casebook.model.quantities import split_quantity
from casebook.model.statements import Quantity
from casebook.model.values import brief
from casebook.model.walk import key_of, record_in
from casebook.problems import Problem
from casebook.read.elsewhere import elsewhere, instead, meant, meant_choice, meant_here
from casebook.read.explain import quoted
from casebook.read.slips import mended_braces
from casebook.read.tree import Document, MappingNode, ScalarNode, SequenceNode

Loc = tuple[str | int, ...]
"""在哪里：栏目与序号，一层层。"""


def refusal(model: type[Record], document: Document, detail: ErrorDetails) -> Problem | None:
    """模型说不对的一处，是什么问题；已经报过的为 None。"""
    loc, kind = detail["loc"], detail["type"]
    if loc and loc[0] in document.broken and kind == "missing" and len(loc) == 1:
        return None
    if kind == "missing":
        return _missing(model, document, loc)
    if is_extra(detail):
        return _stranger(model, document, loc)
    message = detail["msg"]
    if kind == "too_short":
        least, have = detail["ctx"]["min_length"], detail["ctx"]["actual_length"]
        return document.problem(
            loc, "M03", f"“{_last_key(loc)}”至少写 {least} 项，现在是 {have} 项"
        )
    if kind == "M04" and (split := _split(document, loc, detail["input"])):
        return document.problem(loc, "M04", split)
    if kind[:1].isupper() and kind[1:].isdigit():  # 模型自己的问题，代码就是类型
        return document.problem(loc, kind, message, _right(loc, detail))
    if kind in ("enum", "literal_error"):
        return _not_a_choice(document, loc, detail)
    wanted = {
        "string_type": "一段文字",
        "tuple_type": "一列，每项以“- ”开头",
        "list_type": "一列，每项以“- ”开头",
        "model_type": "下一层的几个栏目",
        "model_attributes_type": "下一层的几个栏目",
        "dict_type": "下一层的几个栏目",
        "string_too_short": "一个字",
    }.get(kind, "别的写法")
    if kind == "string_too_long":
        limit = detail["ctx"]["max_length"]
        wanted = "一个字" if limit == 1 else f"不超过 {limit} 个字的文字"
    if kind == "greater_than_equal":
        wanted = f"不小于 {detail['ctx']['ge']} 的数"
    if kind == "less_than_equal":
        wanted = f"不大于 {detail['ctx']['le']} 的数"
    message = f"“{_last_key(loc)}”这里应是{wanted}，现在是{_describe(detail['input'])}"
    place = document.position(*loc)
    source = document.text.line(place[0])
    bracket = source[place[1] - 1 : place[1]]
    if bracket in ("｛", "［"):
        hint = mended_braces(source, place[1] - 1).strip()
        return document.problem(loc, "M03", f"{message}。括号要用半角的 {{ }} 与 [ ]", hint)
    if kind == "string_type" and bracket in ("{", "["):
        node, field = document.node(*loc), _field_at(model, loc)
        if field and (field.register or field.choices):
            return document.problem(loc, "M03", f"“{_last_key(loc)}”只写一个，不用 {bracket}")
        message = f"{message}。{bracket} 开头的是文字，就加上引号"
        several = isinstance(node, SequenceNode) and len(node.items) > 1  # 也许真要写几个，不替人定
        hint = "" if several else quoted(document.text, *place)
        return document.problem(loc, "M03", message, hint)
    return document.problem(loc, "M03", message)


def _split(document: Document, loc: Loc, written: Any) -> str:
    """写在一起的一个量该怎样拆，旁边写了别的修饰或单位的，怎样办；拆不开的为空。"""
    parts = split_quantity(written) if isinstance(written, str) else None
    owner = document.node(*loc[:-1])
    if not parts or not isinstance(owner, MappingNode) or loc[-1] != _VALUE:
        return ""
    wanted = {_VALUE: parts.value, _QUALIFIER: parts.qualifier, _UNIT: parts.unit}
    have = {key: owner.items.get(key) for key in (_QUALIFIER, _UNIT)}
    for key, node in have.items():
        if wanted[key] and node and not (isinstance(node, ScalarNode) and node.text == wanted[key]):
            other = node.text if isinstance(node, ScalarNode) else ""
            return (
                f"“{brief(written)}”里的“{wanted[key]}”与“{key}: {other}”不一样。"
                f"数值只写 {parts.value}，{key}留下对的一个"
            )
    said = "，".join(f"{key}: {word}" for key, word in wanted.items() if word)
    return f"“{brief(written)}”要拆开写：{said}。casebook fix 会替你拆"


_VALUE, _QUALIFIER, _UNIT = (key_of(Quantity, name) for name in ("value", "qualifier", "unit"))


def _missing(model: type[Record], document: Document, loc: Loc) -> Problem:
    """必填的没有写，写了是空的，或前面的 # 没有删掉。"""
    key, text, help_text = str(loc[-1]), document.text, _help(model, loc)
    if document.has_key(*loc):
        place = document.key_position(*loc)
        return text.problem(*place, "M02", f"“{key}”是空的：{help_text}")
    if len(loc) == 1 and "#" in text.content:
        for number, line in enumerate(text.lines, 1):
            if re.match(rf"# ?{re.escape(key)}[:：] *\S", line):
                message = f"“{key}”前面有 #，没有算进来。把这一行开头的 # 和空格都删掉"
                return text.problem(number, 1, "M13", message, line.lstrip("# "))
    return text.problem(*document.position(*loc[:-1]), "M02", f"缺少“{key}”：{help_text}")


def _stranger(model: type[Record], document: Document, loc: Loc) -> Problem:
    """不认识的栏目。改法是改好的一行：栏目名换掉，内容不动。"""
    key, text = str(loc[-1]), document.text
    place = document.key_position(*loc)
    record = _record_at(model, loc[:-1])
    if right := meant_key(model, loc):
        node = document.node(*loc[:-1])
        if not meant_here(record, key, node.items if isinstance(node, MappingNode) else ()):
            message = f"不认识栏目“{key}”。像是“{right}”，可是“{right}”已经写了：合成一处"
            return text.problem(*place, "M01", message)
        hint = _renamed(text.line(place[0]), place[1] - 1, key, right, record)
        return text.problem(*place, "M01", f"不认识栏目“{key}”。应是“{right}”", hint)
    where, known = elsewhere(key), _keys(record)
    if where:
        tail = f"它是{where}的栏目，不写在这里。"
    elif record is Case:
        tail = f"{instead(key)}。全部栏目见 casebook fields"
    else:
        tail = f"这里可以写：{'、'.join(known)}"
    return text.problem(*place, "M01", f"不认识栏目“{key}”。{tail}")


def _renamed(line: str, at: int, key: str, right: str, record: type[Record] | None) -> str:
    """改好的一行：`at` 处的栏目名换成 `right`，后面写成英文、繁体的词跟着换。"""
    end = at + len(key)
    if line[at:end] != key:
        return ""
    rest = line[end:]
    choices = next((f.choices for f in describe(record) if f.key == right), ()) if record else ()
    if choices and (found := re.fullmatch(r"(: +)([^\s#]+)(\s*(?: #.*)?)", rest)):
        rest = found[1] + (meant_choice(found[2], list(choices)) or found[2]) + found[3]
    return f"{line[:at]}{right}{rest}".strip()


def _not_a_choice(document: Document, loc: Loc, detail: ErrorDetails) -> Problem:
    said = detail["ctx"]["expected"].replace(" or ", ", ")
    choices = [word.strip("'") for word in said.split(", ")]
    right = meant_choice(str(detail["input"]), choices)
    listed, tail = "、".join(choices), _CHOOSING.get(_last_key(loc), {}).get(choices[0], "")
    message = f"“{_short(detail['input'])}”不在可选的词里。可选：{listed}。{tail}".rstrip("。")
    return document.problem(loc, "M09", message, f"{_last_key(loc)}: {right}" if right else "")


_CHOOSING = {
    "修饰": {"约": "“逾”是超过，“不超过”是至多；都不合适就不写，把原话写进“内容”"},
    "类别": {"官方": "看是谁办的：政府机关办的写 官方，报社、电视台办的写 媒体，没有核实的写 其他"},
}
"""栏目 → 第一个可选的词 → 怎样选：不能替人选，只说怎样选。"""


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


def is_extra(detail: ErrorDetails) -> bool:
    """说的是不认识的栏目。"""
    return detail["type"] == "extra_forbidden"


def meant_key(model: type[Record], loc: Loc) -> str:
    """写错的栏目名就是哪一个；说了这个，就不再说那一个“缺少”。"""
    return meant(_record_at(model, loc[:-1]), str(loc[-1]))


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


def _field_at(model: type[Record], loc: Loc) -> FieldDescription | None:
    """`loc` 所指的是哪一栏。"""
    record = _record_at(model, loc[:-1])
    return next((f for f in describe(record) if f.key == _last_key(loc)), None) if record else None


def _keys(model: type[Record] | None) -> list[str]:
    return [field.key for field in describe(model)] if model else []


def _help(model: type[Record], loc: Loc) -> str:
    record = _record_at(model, loc[:-1])
    for info in record.model_fields.values() if record else ():
        if info.alias == loc[-1]:
            return info.description or ""
    return ""
