"""收：Word 的稿子 → 案例，Excel 的名录 → 登记簿；只读人给的文件，不认识的一个字也不丢。"""

from casebook.intake.cases import Taken, examine, take
from casebook.intake.packages import LIMIT, Package, Refused, examined, opened

__all__ = ["LIMIT", "Package", "Refused", "Taken", "examine", "examined", "opened", "take"]
