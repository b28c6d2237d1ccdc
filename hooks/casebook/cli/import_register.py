"""casebook import 名录.xlsx：收进登记簿，先给人看，问过才写。"""

from dataclasses import dataclass
from pathlib import Path

from casebook.cli.ask import STOPPED, confirm
from casebook.cli.new import opened as handbook_opened
from casebook.editing import create_file
from casebook.faults import Fault, told
from casebook.intake import Plan, Refused, Sheets, opened, planned, read_workbook
from casebook.model import LABELS

_LISTED = 6
"""至多列几条的编号。"""


@dataclass(frozen=True)
class Outcome:
    """一个文件怎样了：名字，结果，细说的几行；`refused` 是没有收，`wrong` 是收了而有几条没有收。"""

    name: str
    result: str
    more: tuple[str, ...] = ()
    refused: bool = False
    wrong: bool = False


def import_register(root: Path, path: Path, *, yes: bool, diff: bool) -> Outcome:
    """收一个名录；`diff` 时只看。"""
    examiner = handbook_opened(root)
    try:
        sheets = read_workbook(opened(path))
    except Refused as refused:
        return Outcome(path.name, f"没有收：{refused}。", refused=True)
    if not sheets.found:
        more = tuple(f"{one.place}：{one.text}" for one in sheets.left)
        return Outcome(
            path.name, f"没有收：没有一页是登记簿{_exported(sheets)}。", more, refused=True
        )
    plan = planned(sheets.rows, examiner, sheets.whole)
    _show(path.name, plan, sheets)
    failed, rest = bool(plan.wrong), f"{_rest(plan)}{_exported(sheets)}"
    if not plan.added:
        told_same = f"没有要添的，{plan.same} 条与登记的一样{rest}。"
        return Outcome(path.name, told_same, refused=failed)
    if diff:
        return Outcome(path.name, f"会添 {len(plan.added)} 条，没有写{rest}。", wrong=failed)
    if not yes and not confirm(f"把这 {len(plan.added)} 条写进登记簿吗？"):
        return Outcome(path.name, STOPPED, refused=True)
    for _, added in plan.added:
        try:
            create_file(root / added.path, added.after)
        except OSError as error:
            why = told(error, root) or "写不进去。请看看磁盘，再来一次"
            raise Fault(f"没有写成 {added.path}：{why}") from error
    return Outcome(path.name, f"添了 {len(plan.added)} 条{rest}。", wrong=failed)


def _rest(plan: Plan) -> str:
    """没有添的，各有几条；细处已经列在上面。"""
    differ = f"，{len(plan.differ)} 条与登记的写得不一样，没有动" if plan.differ else ""
    wrong = f"，{len(plan.wrong)} 条没有收" if plan.wrong else ""
    count = sum(map(len, plan.absent.values()))
    absent = f"，登记着的 {count} 条表里没有，没有动" if count else ""
    return differ + wrong + absent


def _exported(sheets: Sheets) -> str:
    """导出来看的几页，改了也不收。"""
    pages = "、".join(f"“{name}”" for name in sheets.exported)
    return f"。{pages}是导出来看的，没有看：要改的，在案例的文件里改" if pages else ""


def _show(name: str, plan: Plan, sheets: Sheets) -> None:
    """要添的、不一样的、不对的、没有看的。"""
    for place, added in plan.added:
        print(f"{name} {place}：添 {added.path}")
        print("\n".join(f"  + {line}" for line in added.lines))
    for place, said in (*plan.differ, *plan.wrong):
        print(f"{name} {place}：{said}")
    for register, ids in plan.absent.items():
        shown = "、".join(ids[:_LISTED]) + (f"等 {len(ids)} 条" if len(ids) > _LISTED else "")
        print(f"{name} “{LABELS[register]}”页里没有 {shown}，登记着的没有动：要删，在登记簿里删")
    for one in sheets.left:
        print(f"{name} {one.place}：{one.text}")
