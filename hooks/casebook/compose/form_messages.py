"""检查程序说的话，给表单用：不另写一份，让它真的查一遍有错的写法，听它怎么说，再把里面的值换成空。"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from casebook.check.dates import check_dates
from casebook.check.glyphs import check_glyphs
from casebook.check.privacy import check_privacy
from casebook.check.text import check_text
from casebook.check.twice import check_twice
from casebook.model import REGISTERS, Record
from casebook.model.scalars import YES
from casebook.problems import Problem
from casebook.read import Entry, Library, ReadRegister, read_case, read_document, read_text
from casebook.read.files import DIGITS_NAME, SLUG_NAME
from casebook.read.records import read_record
from casebook.read.text import SIZE_LIMIT

_CASE = "标题: 甲\n一句话: 乙\n状态: 征集\n版次: 1\n"
_FIGURE = "规模:\n  - 名称: 七七七\n    数值: 1\n"
_EVENT = "时间:\n  - 日期: {}\n    事件: 甲\n    来源: dated\n"
_EACH = "    单位: 家\n    各期: [{时段: 1988, 数值: 1}, {时段: 1988, 数值: 1}]\n"
_LATER = {"1988 年 7 月": "said", "1987 年 6 月": "latest"}
_TEXT = "启示:\n  - 内容: {}\n"


def _library() -> Library:
    """只登记了一个来源的一本书：有几条规矩要看它是哪天登出来的。"""
    source = {"编号": "dated", "题名": "甲", "类别": "其他", "日期": "1987-06"}
    register = REGISTERS["sources"].model_validate({"条目": [source]})
    document, _ = read_document(read_text("", b"{}\n")[0])
    assert document  # noqa: S101 - 空的文件读得成
    entries = tuple(Entry(one, document) for one in register.entries)
    names = frozenset(("dated",)), frozenset(("甲",))
    registers = {"sources": ReadRegister("sources", register, (), entries, *names)}
    return Library(Path(), frozenset(), registers, {}, {})


_CHECKS = (check_glyphs, check_text, check_dates, check_twice, check_privacy)


@dataclass(frozen=True)
class Probe:
    """一处错：代码、出错的写法，和写法里的值 → 空的名字。"""

    code: str
    written: str
    holes: Mapping[str, str] = field(default_factory=dict)


_PROBES: Mapping[str, Probe] = {
    "no_day": Probe(
        "M05",
        "时间:\n  - 日期: 2023-02-30\n    事件: 甲\n",
        {"2023 年 2 月 30 日": "said", "2023-02-30": "value"},
    ),
    "reversed": Probe("M04", _FIGURE.replace("1", "9—8"), {"9—8": "value"}),
    "unproven": Probe("E01", _FIGURE, {"七七七": "name"}),
    "unsourced": Probe("E01", f"{_FIGURE}    截至: 2023\n", {"七七七": "name"}),
    "undated": Probe("E02", f"{_FIGURE}    来源: demo\n", {"七七七": "name"}),
    "lasting": Probe("M25", f"{_FIGURE}    截至: 2023\n    据: 文章\n    来源: demo\n"),
    "ranged": Probe(
        "M26",
        _FIGURE.replace("1", "3—9") + "    修饰: 至少\n",
        {"3—9": "value", "至少": "word"},
    ),
    "everywhere": Probe("M25", f"街镇: 甲\n全区: {YES}\n"),
    "future": Probe("D03", _EVENT.format("2999"), {"2999 年": "said"}),
    "early": Probe("D04", _EVENT.format("0999"), {"999 年": "said"}),
    "early_until": Probe("D04", f"{_FIGURE}    截至: 1222\n    来源: dated\n", {"1222 年": "said"}),
    "later": Probe("D05", _EVENT.format("1988-07"), _LATER),
    "later_until": Probe("D05", f"{_FIGURE}    截至: 1988-07\n    来源: dated\n", _LATER),
    "repeated": Probe("D01", f"历年:\n  - 名称: 甲\n{_EACH}", {"1988 年": "said"}),
    "same": Probe("R18", "前后对比:\n  - {名称: 路面, 之前: 平整, 之后: 平整}\n"),
    "apart": Probe("P10", "居民的话:\n  - {谁说的: 王阿姨, 原话: 我患抑郁症}\n"),
    "crowded": Probe("T05", _TEXT.format(f'"{"[" * 201}"'), {"[": "char"}),
    "glyph": Probe("T06", _TEXT.format("👍"), {"👍": "char", "1F44D": "code"}),
    "private": Probe("F18", _TEXT.format("\ue000"), {"E000": "code"}),
    "symbol": Probe("F18", _TEXT.format("甲\uf0b7"), {"F0B7": "code"}),
    "radical": Probe("F19", _TEXT.format("⺀"), {"⺀": "char", "2E80": "code"}),
    "big": Probe("F05", "大" * (SIZE_LIMIT // 3 + 342), {"66": "n"}),
}


@cache
def messages() -> dict[str, dict[str, str]]:
    """名字 → 代码与一句话，里面的值是 {空}。"""
    said = {name: {"code": p.code, "text": _template(p)} for name, p in _PROBES.items()}
    said["name"] = {"code": "F10", "text": SLUG_NAME}
    said["digits"] = {"code": "F10", "text": DIGITS_NAME}
    return said


@cache
def missing_messages(kind: type[Record]) -> dict[str, str]:
    """这种记录的必填栏目 → 没有写时说的话（M02）。"""
    required = [
        info.alias or name for name, info in kind.model_fields.items() if info.is_required()
    ]
    said = [p.message for p in _problems(kind, "{}\n") if p.code == "M02"]
    return {key: next(m for m in said if f"“{key}”" in m) for key in required}


@cache
def says_message(kind: type[Record]) -> str:
    """这种记录只写了来源时说的话（M11）；可以只写来源的为空。"""
    found = [p.message for p in _problems(kind, "来源: demo\n") if p.code == "M11"]
    return found[0] if found else ""


def _problems(kind: type[Record], written: str) -> list[Problem]:
    text, _ = read_text("", written.encode())
    document, _ = read_document(text)
    return read_record(kind, document, {})[2] if document else []


def _template(probe: Probe) -> str:
    entry, problems = read_case(read_text("", (_CASE + probe.written).encode()))
    if entry:
        problems += [p for check in _CHECKS for p in check(_library(), [entry])]
    message = next(p.message for p in problems if p.code == probe.code)
    for value, name in probe.holes.items():
        message = message.replace(value, "{" + name + "}")
    return message
