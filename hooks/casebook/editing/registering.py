"""登记簿里添一条。

常要添的几本，一条一个新文件：两个人各添一条，合起来不会冲突。词表接在最后一条后面，别的一个字也不动。
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from casebook.editing.examiner import Examiner
from casebook.editing.scalar import in_list, scalar
from casebook.model import GROWING, LABELS, REGISTER_FOLDER, REGISTERS, FieldDescription, describe
from casebook.model.scalars import SCALARS, Kind
from casebook.problems.likeness import bared
from casebook.read import MappingNode, SequenceNode, Unread, read_document, read_text

UNIQUE = frozenset(("编号", "名称", "题名", "全称", "文号", "网址"))
"""一本登记簿里不能有两条相同的几栏。"""


Cited = Mapping[str, str]
"""带位置的出处：编号与位置。"""
Written = str | tuple[str | Cited, ...]
"""一栏写什么。"""


class CannotAdd(Exception):
    """添不进去；消息是给人看的。"""


@dataclass(frozen=True)
class Addition:
    """添好的一条：`before`、`after` 是文件从前与现在的内容，`lines` 是添的几行。

    是新文件时，`before` 为空。
    """

    path: str
    before: bytes
    after: bytes
    lines: tuple[str, ...]


def asked_fields(register: str) -> tuple[FieldDescription, ...]:
    """添一条时要问的各栏：一行写得下的，和来源。一句一句的说明以后再写。"""
    fields = describe(REGISTERS[register].entry)
    return tuple(field for field in fields if not field.record or field.bare == "编号")


def add_entry(register: str, values: Mapping[str, Written], examiner: Examiner) -> Addition:
    """在 `register` 里添一条；`values` 是中文键 → 写什么，空的不写。

    编号已经有了、文件的写法接不上、添了会有新的错误时，抛 CannotAdd。
    """
    entry_id = str(values.get("编号", ""))
    if not SCALARS[Kind.ID].fits(entry_id):
        raise CannotAdd(f"{Kind.ID}{SCALARS[Kind.ID].how}")
    if entry_id in examiner.library.ids(register):
        raise CannotAdd(f"{LABELS[register]}里已经有编号“{entry_id}”，换一个")
    added = (_own_file if register in GROWING else _at_the_end)(register, values, examiner)
    for key in sorted(UNIQUE & values.keys()):
        if fault := twin_fault(register, values[key], examiner):
            raise CannotAdd(f"{fault}，“{key}”是 {values[key]}")
    _examine(added, examiner)
    return added


def _own_file(register: str, values: Mapping[str, Written], examiner: Examiner) -> Addition:
    path = f"{REGISTER_FOLDER}/{register}/{values.get('编号')}.yml"
    if (examiner.root / path).exists():
        raise CannotAdd(f"已经有 {path} 这个文件，换一个编号")
    lines = ("条目:", *_lines(values, "  - "))
    return Addition(path, b"", "".join(f"{line}\n" for line in lines).encode(), lines)


def _at_the_end(register: str, values: Mapping[str, Written], examiner: Examiner) -> Addition:
    path = f"{REGISTER_FOLDER}/{register}.yml"
    try:
        before = examiner.read(path)
    except Unread as unread:
        missing = not examiner.root.joinpath(path).exists()
        raise CannotAdd(f"没有 {path}" if missing else str(unread)) from None
    text, problems = read_text(path, before)
    document, more = read_document(text) if text.content else (None, [])
    listed = document.root.items.get("条目") if document else None
    if problems or more or document is None:
        raise CannotAdd(f"{path} 里有毛病，先运行 casebook check {path}")
    written = text.content.rstrip("\n").split("\n")
    if not (
        isinstance(listed, SequenceNode)
        and listed.items
        and isinstance(listed.items[0], MappingNode)
    ):
        raise CannotAdd(f"{path} 的“条目”里还没有一条可以照着写的，请先手写一条")
    first = listed.items[0]
    dash = written[first.line - 1][: first.column - 1]
    if dash.strip() != "-" or [*document.root.items][-1] != "条目":
        raise CannotAdd(f"{path} 的写法接不上：“条目”要写在最后，一条一个短横")
    lines = [*_lines(values, dash)]
    after = ("\n".join([*written, *lines]) + "\n").encode()
    return Addition(path, before, after, tuple(lines))


def _lines(values: Mapping[str, Written], dash: str) -> list[str]:
    lines = []
    lead = dash
    for key, value in values.items():
        if value:
            if isinstance(value, str):
                said = scalar(value)
            else:
                said = f"[{', '.join(map(_said_in_line, value))}]"
            lines.append(f"{lead}{key}: {said}")
            lead = " " * len(dash)
    return lines


def _said_in_line(one: str | Cited) -> str:
    if isinstance(one, str):
        return in_list(one)
    return f"{{{', '.join(f'{key}: {in_list(said)}' for key, said in one.items())}}}"


def _examine(added: Addition, examiner: Examiner) -> None:
    before = added.before.decode("utf-8-sig")
    known = {(p.code, p.message) for p in examiner.problems(added.path, before)} if before else ()
    for problem in examiner.problems(added.path, added.after.decode("utf-8-sig")):
        if (problem.code, problem.message) not in known:
            raise CannotAdd(f"{problem.code} {problem.message}")


def twin_fault(register: str, value: Written, examiner: Examiner) -> str:
    """同一个编号、名称、题名、文号、网址登记过了：是哪一条；没有登记过为空。"""
    found = twin(register, value, examiner)
    title = examiner.library.directory(register).titles.get(found, "")
    return f"已经登记过了：{found}（{title}）。引用时写它的编号，不必再添" if found else ""


def twin(register: str, value: Written, examiner: Examiner) -> str:
    """登记过的同一条的编号；没有登记过为空。"""
    directory = examiner.library.directory(register)
    called = {bared(name): entry_id for name, entry_id in directory.called.items()}
    for one in (value,) if isinstance(value, str) else value:
        if not isinstance(one, str):
            continue
        exact = directory.called.get(one.rstrip("/"), one if one in directory.titles else "")
        found = exact or ("" if "://" in one or not bared(one) else called.get(bared(one), ""))
        if found:
            return found
    return ""


def entry_fault(register: str, field: FieldDescription, value: str | tuple[str, ...]) -> str:
    """`value` 写在 `field` 里对不对：让模型看一眼；对的为空。"""
    try:
        written = value if isinstance(value, str) else [*value]
        REGISTERS[register].entry.model_validate({field.key: written})
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if detail["loc"][:1] == (field.key,):
                return "要写" if detail["type"] == "missing" else _said(detail["msg"])
    return ""


def _said(message: str) -> str:
    return message if re.match("[“\u3400-\u9fff]", message) else "写法不对"
