"""树 → 记录。模型说不对的（refusals.py）拿掉，剩下的照读。"""

import copy
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from casebook.model import Record
from casebook.problems import Problem
from casebook.read.refusals import Loc, is_extra, meant_key, refusal
from casebook.read.tree import Document, MappingNode, Node, ScalarNode, SequenceNode, child

R = TypeVar("R", bound=Record)


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
    meant = {(*d["loc"][:-1], meant_key(model, d["loc"])) for d in details if is_extra(d)}
    details_shown = [d for d in details if d["type"] != "missing" or d["loc"] not in meant]
    problems = [p for d in details_shown if (p := refusal(model, document, d)) is not None]
    rest = copy.deepcopy(document)
    for _ in range(8):
        for loc in sorted({_owner(d) for d in details}, key=_descending):
            _prune(rest, loc)
        try:
            return model.model_validate({**(fill or {}), **rest.plain()}), rest, problems
        except ValidationError as error:
            details = error.errors(include_url=False)
    return None, rest, problems


def _descending(loc: Loc) -> list[tuple[int, str]]:
    """后面的项先拿掉，前面各项的序号才不会变。"""
    return [(-step, "") if isinstance(step, int) else (0, step) for step in loc]


def _owner(detail: ErrorDetails) -> Loc:
    """要拿掉的那一项：缺了必填项的记录整个拿掉，否则只拿掉说不对的栏目。"""
    loc = detail["loc"]
    return loc[:-1] if detail["type"] == "missing" and len(loc) > 1 else loc


def _prune(document: Document, loc: Loc) -> None:
    node: Node = document.root
    owner: tuple[MappingNode | SequenceNode, str | int] | None = None
    for step in loc:
        inner = child(node, step)
        if inner is None or isinstance(node, ScalarNode):
            break
        owner, node = (node, step), inner
    if owner is None:
        return
    match owner:
        case (MappingNode(items), str(key)):
            del items[key]
        case (SequenceNode(entries), int(index)):
            del entries[index]
