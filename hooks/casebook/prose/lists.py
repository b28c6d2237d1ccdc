"""看着像列表、其实接成一段的写法：1、 （一） ① ● √ 甲、……；真的列表只有 `- ` 与 `1. `。"""

import re
from collections.abc import Iterator

from casebook.prose.tree import Fault

_HAN = r"\u3400-\u9fff"
_COUNTED = "一二三四五六七八九十"
_NUMERAL = f"[{_COUNTED}]{{1,3}}"
_BULLETS = "●•○◆◇■□▪▫►▶▷▸➢➤➔✓✔☑√★☆※◎⊙▲△▼♦❖☞→⇒»·∙⁃‣"
_MARK = (
    r"\d{1,2}(?:[、．)）]|\.(?=[^\s\d]))"
    rf"|[（(](?:\d{{1,2}}|{_NUMERAL})[)）]"
    rf"|第?{_NUMERAL}[、，]|{_NUMERAL}[.．]"
    rf"|第(?:\d{{1,2}}|{_NUMERAL})[步条点项](?=[^{_HAN}]|$)"
    r"|[甲乙丙丁戊己庚辛壬癸壹贰叁肆伍陆柒捌玖拾]、"
    rf"|[A-Za-zＡ-Ｚａ-ｚ](?:[)）．、]|\.(?=[ {_HAN}]))"
    r"|[①-⑳⑴-⒇⒈-⒛❶-❿➀-➓㈠-㈩㊀-㊉]|[Ⅰ-Ⅻⅰ-ⅻ][.．、]"
    rf"|o(?= +[{_HAN}])"
    rf"|[{_BULLETS}–—－＊](?=[^－–—＊\d])|[-*+](?=[{_HAN}])"
)
_LIKE = re.compile(rf"^ *(?P<mark>{_MARK})", re.M)
_ITEM = re.compile(r" *(?:[-*+]|\d{1,3}\.) +\S")
_NUMBERED = re.compile(r"[\w（(①-⑳⑴-⒛❶-❿➀-➓㈠-㈩㊀-㊉]")


def list_like(line: str) -> bool:
    """这一行看着像列表的一项，其实不是。"""
    return _LIKE.match(line) is not None


def list_faults(text: str) -> Iterator[Fault]:
    """T10：接连两行都像列表的；或跟在真的一项后面、一样深的。只说第一处。"""
    for found in _LIKE.finditer(text):
        above = (
            text[: found.start()].removesuffix("\n").rpartition("\n")[2] if found.start() else ""
        )
        below = text[found.end() :].partition("\n")[2].partition("\n")[0]
        item = _ITEM.match(above) is not None and _deep(above) >= _deep(found[0])
        if not item and not (list_like(below) and _apart(text[found.end() :], found, below)):
            continue
        mark = found["mark"]
        line = text.count("\n", 0, found.start("mark")) + 1
        right = "1. " if _NUMBERED.match(mark) else "- "
        message = f"“{mark}”开头的行不会变成列表，会接成一段。写成“{right}”，后面空一格"
        yield Fault("T10", line, message, mark)
        return


def _apart(rest: str, found: re.Match[str], below: str) -> bool:
    """不是“30、31 号楼”：顿号后面又是数字的，下一行的号要接着数。"""
    number, after = _ordinal(found["mark"]), rest[:1]
    if number is None or not (after.isdecimal() or after in _COUNTED):
        return True
    following = _LIKE.match(below)
    return following is not None and _ordinal(following["mark"]) == number + 1


def _ordinal(mark: str) -> int | None:
    """“3、”“三、”是第几；别的为 None。"""
    bare = mark[:-1]
    if bare.isdecimal():
        return int(bare)
    return _COUNTED.index(bare) + 1 if len(bare) == 1 and bare in _COUNTED else None


def _deep(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
