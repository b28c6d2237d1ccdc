"""一行里哪里可以断、哪里不可以断。"""

import re
from collections.abc import Iterable
from typing import Any

from casebook.render.typeset.tightening import tightened

# 汉字、全角标点以外的字连成一串，排版机不断行
_UNBROKEN = r"[^\s\u2e80-\uffef—…“”‘’\u200b]"
LONG = re.compile(_UNBROKEN + "{24,}|[—…]{8,}")
"""太长的字串；连成一条的破折号、省略号，排版机也不断行。"""
LONG_IN_CELL = re.compile(_UNBROKEN + "{12,}|[—…]{4,}")
"""表格里太长的字串。"""
_YEAR, _PART = "(?<=[0-9]{4}[-/])", "[0-9]{1,2}(?![0-9])"
AFTER_MARK = re.compile(
    f"(?<!^-)(?<=[-/])(?!{_YEAR}{_PART}|(?<=[0-9]{{4}}[-/][0-9][-/]){_PART}"
    f"|(?<=[0-9]{{4}}[-/][0-9]{{2}}[-/]){_PART})"
    "|(?<=[–;_+=&?])|(?<=[.,:])(?![0-9])|(?<=[^0-9][.,:])"
)
"""横线、斜线、句点之后：一串字先在这里断；95.32、1,234 的点，2023-12-20、2023/3/1 的横线、斜线，
12:30 的冒号不算。"""
_AMOUNT = re.compile(r"[¥￥$€£]?[+−±≈≥≤<>~-]?[0-9.,:]+(?:[%‰]|[A-Za-zμ°][A-Za-z/²³]{0,4})?")
# 2021 年、200 多米、第 10 页
_RANGE = re.compile(r"(?<![0-9/-])([0-9]{1,4})([—–])(?=[0-9]{1,4}(?![0-9/-]))")
_SPAN = re.compile(r"(?<=[0-9])(?=[—–～](?!\u2060)[0-9¥])")
"""起止的横线跟着前一个数，不到一行的开头。"""
_NUMBERED = re.compile(r"([\u4e00-\u9fff]+)(?=〔[0-9]{4}〕第?[0-9]+[ \u00a0]?号)")
"""文号前面连着的汉字：末尾几个是机关的代字。"""
_BEFORE_CODE = re.compile(r".*[按照据依和与及在的是了见为以由把对从到即如等有]")
_CODE = 6
"""机关的代字至多几个字：沪民社管发。"""
_DASHES = frozenset("—–～")
_DASHED = re.compile("[—…]{1,2}")
_UNIT = re.compile(
    r"(?<=[0-9]) (?=[\u3400-\u9fff])|(?<=第) (?=[0-9])"
    # 2023 年 8 月 14 日，从年到日不拆
    r"|(?<=[0-9] 年) (?=[0-9]{1,2} 月)|(?<=[0-9] 月) (?=[0-9]{1,2} 日)"
)


def _coded(found: re.Match[str]) -> str:
    """代字的字与字之间不断行；代字从哪里起，看前面的虚字，看不出来的，算末尾三个。"""
    run = found[0]
    code = _BEFORE_CODE.sub("", run)
    if not code or len(code) > _CODE:
        code = run[-3:]
    return run[: len(run) - len(code)] + "".join(f"{char}\u2060" for char in code)


def foldable(words: str, long: re.Pattern[str] = LONG) -> str:
    """太长的字串，字与字之间给出断行处：写成零宽空格，模板里换成距离（lib.typ），不印出来。

    破折号之间隔着空格也不断行：两个一截，后面加 U+2060，模板里一截一截地排。
    """
    return long.sub(_in_cell if long is LONG_IN_CELL else _apart, words)


def _apart(run: re.Match[str]) -> str:
    return _DASHED.sub("\\g<0>\u2060", run[0]) if run[0][0] in "—…" else "\u200b".join(run[0])


def _in_cell(run: re.Match[str]) -> str:
    """格子里的一串：在横线、句点之后断，断了还太长的才字字可断；数字放不下，由分列宽的来拆。"""
    parts = AFTER_MARK.split(run[0])
    return "\u200b".join(
        part if _AMOUNT.fullmatch(part) else LONG_IN_CELL.sub(_apart, part) for part in parts
    )


_LONG_TITLE = 24
"""多少个字以上的节题，一行排不下。"""
_LONGEST = 14
"""题里一截话至多几个字，长的照样断行。"""
_IN_TITLE = re.compile(r"(?<=[ 、，：；的])(?![ 、，：；])|(?=关于|[和与及]\w)")
"""节题可以在这里断行：空格、点号、“的”后面，“关于”“和”前面。"""


def kept_words(title: list[Any]) -> list[Any]:
    """长的节题，一截话不拆成两行：实验区工作的，不断成“实验区工”“作的”。"""
    if sum(len(part) for part in title if isinstance(part, str)) < _LONG_TITLE:
        return title
    return [piece for part in title for piece in (_kept(part) if isinstance(part, str) else [part])]


def _kept(words: str) -> list[Any]:
    pieces = [piece for piece in _IN_TITLE.split(words) if piece]
    return [{"t": "whole", "c": [p]} if 1 < len(p) <= _LONGEST else p for p in pieces]


# 后面的点号跟着
_QUOTED = r"(?:“[^”]*”|《[^》]*》|「[^」]*」)[，。；：、！？]*"
_NESTED = r"‘[^’]*’[”》」，。；：、！？]*"


def title_parts(title: str, streets: Iterable[str]) -> list[list[str]]:
    """题名可以分列的几截：引号、书名号里的，开头的街镇（写不写“街道”都认），各是一截。

    一截里又有引号的，再分成几小截：一截放不下一列的，才从它们中间分。
    """
    names = sorted({name for s in streets for name in (s, s.removesuffix("街道"))}, key=len)
    known = "|".join([_QUOTED, *(f"^{re.escape(name)}" for name in reversed(names) if name)])
    parts = [part for part in re.split(f"({known})", title) if part.strip()]
    return [[piece for piece in re.split(f"({_NESTED})", part) if piece] for part in parts]


_AS_IS = frozenset(("title", "title_parts", "summary_text", "alt", "url", "data"))
"""不印成正文的：排版机照原样用，里面不加记号。"""


def glued(data: Any, ranges: bool = True) -> Any:
    """数据里的每一句话：数字与后面的单位、前面的“第”之间的空格不断行，日期从年到日不断，
    30—40 的横线前后也不断。

    挨着的标点挪进同一串里，排版机才挤得到（tightening.py）。
    别的起止，横线跟着前一个数。横线旁边的记号（U+2060）由模板收走：抄出来不多一个字。
    """
    if isinstance(data, str):
        words = _UNIT.sub("\u00a0", data) if " " in data else data
        words = _NUMBERED.sub(_coded, words) if ranges and "〔" in words else words
        if not ranges or not _DASHES.intersection(words):
            return words
        return _SPAN.sub("\u2060", _RANGE.sub("\\1\u2060\\2\u2060", words))
    if isinstance(data, dict):
        return {key: glued(value, ranges and key not in _AS_IS) for key, value in data.items()}
    return tightened([glued(item, ranges) for item in data]) if isinstance(data, list) else data
