"""一条案例 → YAML：文字、列表、栏目；每一行记着是稿子哪里来的。末尾的注释是原稿。"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casebook.check.manuscript import MANUSCRIPT
from casebook.editing.literal import tidied
from casebook.editing.scalar import in_list, scalar
from casebook.intake.filled import Left
from casebook.intake.said import Told

CITED = {"编号", "位置"}
"""带位置的出处：写成一行。"""
HEADS = ("标题", "号")
"""用不着了的：合写成一行。"""
Line = tuple[str, str]
"""一行，与它是稿子哪里来的；不是的为空。"""


def case_lines(record: Mapping[str, Any], head: Iterable[str], left: Iterable[Left]) -> list[Line]:
    """全部各行；`head` 是开头的注释。"""
    lines = [(one, "") for one in head]
    lines += _fields(record, "")
    return lines + list(_manuscript(left))


def _manuscript(left: Iterable[Left]) -> Iterator[Line]:
    some = list(left)
    if not some:
        return
    yield "", ""
    told = "下面的话没有放进栏目。放好一处删一处，用不着的也删掉；都删了（连这一行）才能发布。"
    yield f"{MANUSCRIPT}：{told}", ""
    heads = [one.text for one in some if one.why in HEADS]
    if heads:
        yield f"# 认作栏目的标题，与编的号（用不着）：{_plain(tidied('　'.join(heads)))}", ""
    for one in some:
        if one.why in HEADS:
            continue
        why = f"（{one.why}）" if one.why else ""
        first, *others = tidied(one.text).split("\n")
        yield f"# {one.place}{why}：{_plain(first)}".rstrip(), one.place
        for line in others:
            yield f"#   {_plain(line)}".rstrip(), one.place


def _plain(line: str) -> str:
    return line.replace("\t", "  ").rstrip()


def _fields(record: Mapping[str, Any], pad: str) -> Iterator[Line]:
    for key, value in record.items():
        if isinstance(value, str):
            yield from _text(f"{pad}{key}: ", value, pad)
        elif isinstance(value, Mapping) and {*value} == CITED:
            yield f"{pad}{key}: {_cited(value)}", _placed(value)
        elif isinstance(value, Mapping):
            yield f"{pad}{key}:", ""
            yield from _fields(value, f"{pad}  ")
        elif all(isinstance(one, str) and "\n" not in one for one in value):
            place = next((one.place for one in value if isinstance(one, Told)), "")
            yield f"{pad}{key}: [{', '.join(map(in_list, value))}]", place
        else:
            yield f"{pad}{key}:", ""
            for one in value:
                yield from _item(one, f"{pad}  ")


def _item(value: Any, pad: str) -> Iterator[Line]:
    if isinstance(value, str):
        yield from _text(f"{pad}- ", value, pad)
        return
    if {*value} == CITED:
        yield f"{pad}- {_cited(value)}", _placed(value)
        return
    lead = f"{pad}- "
    for line, place in _fields(value, f"{pad}  "):
        yield f"{lead}{line[len(pad) + 2 :]}" if line else "", place
        lead = f"{pad}  "


def _cited(value: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {in_list(said)}' for key, said in value.items())}}}"


def _placed(value: Mapping[str, str]) -> str:
    return next((one.place for one in value.values() if isinstance(one, Told)), "")


def _text(lead: str, value: str, pad: str) -> Iterator[Line]:
    place = value.place if isinstance(value, Told) else ""
    rows = value.split("\n")
    if len(rows) > 1 and value == value.strip():  # 几段的话写成块文字，编者好读
        yield f"{lead}|-", place
        for row in rows:
            yield f"{pad}  {row}".rstrip(), place
        return
    yield lead + scalar(value), place
