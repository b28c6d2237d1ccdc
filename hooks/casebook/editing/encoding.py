"""字节 → 文字，连编码存错了的也认得出：GBK、UTF-16、带 BOM、别的换行。拿不准的不猜。"""

import re

from casebook.model import REGISTERS, Case, Handbook
from casebook.model.walk import field_names
from casebook.problems import Problem
from casebook.read import read_text

_BOM = "\ufeff"
_NAMES = "|".join(map(re.escape, sorted(field_names(Case, Handbook, *REGISTERS.values()))))
_FIELD = re.compile(rf"^[\s#-]*(?:{_NAMES})\s*[:：]", re.M)


class Undecodable(Exception):
    """读不成文字；`problem` 说为什么。"""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def decode(path: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """文字（换行都是 \\n），和整个文件改了什么；读不成时抛 Undecodable。"""
    _, problems = read_text(path, data)
    refusal = next((p for p in problems if p.code in ("F01", "F02", "F03", "F04", "F05")), None)
    if refusal is None:
        content, notes = data.decode("utf-8"), []
    elif refusal.code in ("F01", "F02"):
        encoding = "gb18030" if refusal.code == "F01" else _utf16(data)
        try:
            content = data.decode(encoding)
        except UnicodeDecodeError:
            raise Undecodable(refusal) from None
        if not _FIELD.search(content) or "\ufffd" in content:  # 解出来不像案例，多半是别的编码
            raise Undecodable(refusal)
        notes = [f"{'GBK' if refusal.code == 'F01' else 'UTF-16'} 编码改成 UTF-8"]
    else:
        raise Undecodable(refusal)
    bare = content.lstrip(_BOM)
    if bare != content and not notes:
        notes.append("去掉开头看不见的 BOM")
    unix = bare.replace("\r\n", "\n").replace("\r", "\n")
    if unix != bare:
        notes.append("换行改成各种电脑都认的一种（LF）")
    _, problems = read_text(path, unix.encode())
    if too_big := next((p for p in problems if p.code in ("F04", "F05")), None):
        raise Undecodable(too_big)
    return unix, tuple(notes)


def _utf16(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    little = data[1::2].count(0) >= data[::2].count(0)
    return "utf-16-le" if little else "utf-16-be"
