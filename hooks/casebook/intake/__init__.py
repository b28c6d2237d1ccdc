"""收：Word 的稿子 → 案例，Excel 的名录 → 登记簿；只读人给的文件，不认识的一个字也不丢。"""

from casebook.intake.cases import Taken, examine, take
from casebook.intake.entries import Plan, planned
from casebook.intake.packages import LIMIT, Package, Refused, examined, opened
from casebook.intake.workbook import Sheets, read_workbook

__all__ = [
    "LIMIT",
    "Package",
    "Plan",
    "Refused",
    "Sheets",
    "Taken",
    "examine",
    "examined",
    "opened",
    "planned",
    "read_workbook",
    "take",
]
