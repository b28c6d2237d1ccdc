"""看着像列表、其实接成一段的写法：1、 （一） ① ● √ 甲、……；真的列表只有 `- ` 与 `1. `。

也有反过来的：行首的减号、加号、大于号、小数成了列表、引文，记号印不出来。
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from casebook.prose.tree import Fault

_HAN = r"\u3400-\u9fff"
_COUNTED = "一二三四五六七八九十"
_NUMERAL = f"[{_COUNTED}]{{1,3}}"
_BULLETS = "●•○◦◉❖❑❒◆◇■□▪▫►▶▷▸➢➤➔✓✔☑√★☆※◎⊙▲△▼♦❖☞→⇒»·∙⁃‣"
_DASHES = "(?:—{2}|－{2}|–{2}|-{2}|―{2})[ \u3000]*(?=[^\\s—－–―-])"
_MARK = (
    r"\d{1,2}(?:[、．)）]|\.(?=[^\s\d]))"
    rf"|[（(](?:\d{{1,2}}|{_NUMERAL})[)）]"
    rf"|第?{_NUMERAL}[、，]|{_NUMERAL}[.．]"
    rf"|第(?:\d{{1,2}}|{_NUMERAL})[步条点项](?=[^{_HAN}]|$)"
    rf"|(?:步骤|环节|阶段) ?(?:\d{{1,2}}|{_NUMERAL})[：:、.．]"
    r"|[甲乙丙丁戊己庚辛壬癸壹贰叁肆伍陆柒捌玖拾]、"
    rf"|[ivx]{{2,4}}[.．、)）](?=[ {_HAN}])"
    rf"|[A-Za-zＡ-Ｚａ-ｚ](?:[)）．、]|\.(?=[ {_HAN}]))"
    r"|[①-⑳⑴-⒇⒈-⒛❶-❿➀-➓㈠-㈩㊀-㊉]|[Ⅰ-Ⅻⅰ-ⅻ][.．、]"
    rf"|o(?= +[{_HAN}])"
    rf"|[{_BULLETS}–—－＊―](?=[^－–—＊―\d])|[-*+](?=[{_HAN}])"
    rf"|{_DASHES}|[-=]+> *|[~～](?=[ {_HAN}])"
    rf"|[【\[［〔〈<](?:\d{{1,2}}|{_NUMERAL})[】\]］〕〉>] *(?=[^\s\d(（\[［【:：])"
    rf"|\d{{1,2}}[：:；](?=[ {_HAN}])|\d{{1,2}}[.．][)）]|[(（]\d{{1,2}}[.．、][)）]?"
)
_LIKE = re.compile(rf"^[ \u3000]*(?P<mark>{_MARK})", re.M)
_LOOSE = re.compile(
    r"^[ \u3000]*(?P<mark>(?P<of>(?:\d{1,2}\.)*)(?P<n>\d{1,2})(?P<sep> +|[，,。]|[-—–]))"
    rf"(?=[{_HAN}])",
    re.M,
)
"""也可能是平常的话（3 号楼、1.5 万）的号；从 1 起、接着数的才像列表。"""
_ITEM = re.compile(r" *(?:[-*+]|\d{1,3}\.) +\S")
_SIGN = re.compile(
    r" *(?P<mark>(?P<sign>[-*+>])|(?P<whole>\d{1,3})\.)[ \u3000]*(?P<equal>(?<=>)=)? *"
    r"(?P<number>[¥￥$]? *\.?[\d０-９]++(?:[.,]\d++)*+)"
    r"(?! *(?:年|月|日|时|点|[:：/-]\d))"  # 打头的日期、钟点，不会是负的
)
_NUMBERED = re.compile(r"[\w（(【\[［〔〈<①-⑳⑴-⒛❶-❿➀-➓㈠-㈩㊀-㊉]")


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
        signed = found["mark"].startswith(("——", "--"))  # 一项下面的“——张三”是说话的人
        item = not signed and _ITEM.match(above) and _deep(above) >= _deep(found[0])
        if not item and not (list_like(below) and _apart(text[found.end() :], found, below)):
            continue
        mark = found["mark"].strip()
        line = text.count("\n", 0, found.start("mark")) + 1
        yield Fault("T10", line, _told(mark), mark)
        return
    for found in _LOOSE.finditer(text):
        second = _LOOSE.match(text[found.end() :].partition("\n")[2])
        same = second and second.group("of", "sep") == found.group("of", "sep")
        if same and second and (found["n"], second["n"]) == ("1", "2"):
            mark = found["mark"].strip()
            yield Fault("T10", text.count("\n", 0, found.start("mark")) + 1, _told(mark), mark)
            return


def _told(mark: str) -> str:
    right = "1. " if _NUMBERED.match(mark) else "- "
    return f"“{mark}”开头的行不会变成列表，会接成一段。写成“{right}”，后面空一格"


def sign_faults(lines: Sequence[tuple[int, str]]) -> Iterator[Fault]:
    """T26：只有一项的列表、每行都是数字打头的引文，多半是减号、加号、大于号、小数。

    `lines` 是各项的头一行，或引文的各行：第几行，写着什么。几项都写着数字的列表是真的列表；
    一样的记号才算一个列表。
    """
    for _, same in groupby(lines, key=lambda line: line[1].lstrip()[:1].strip("0123456789")):
        group = [*same]
        first = _SIGN.match(group[0][1])
        if not first or not all(_SIGN.match(text) for _, text in group):
            continue
        sign, number, written = first["sign"], first["number"], first[0].strip()
        if len(group) > 1 and sign not in (">", "+"):
            continue
        if sign:
            kind, right, otherwise = _SIGNS[sign + (first["equal"] or "")]
            right = right.format(number)
            message = f"“{written}”会当成{kind}，{sign} 印不出来。{right}；{otherwise}"
        else:
            message = (
                f"“{written}”会当成列表的一项。是小数，写成 {first['whole']}.{number}，当中不空格；"
                "是列表，只有一项就不写号"
            )
        yield Fault("T26", group[0][0], message, written)


_ALONE = "是列表，只有一项就不写记号"
_SIGNS = {
    "-": ("列表", "是负数、减号，写成 \\- {0}，或写成话：零下 {0}、减少 {0}", _ALONE),
    "+": ("列表", "是加号，写成 \\+ {0}，或写成话：增加 {0}", _ALONE),
    "*": ("列表", "要印星号，写成 \\* {0}", _ALONE),
    ">=": ("引文", "写成 ≥ {0}，或写成话：不少于 {0}", "是引文，给话加上引号“”"),
    ">": ("引文", "是大于，写成 \\> {0}，或写成话：超过 {0}", "是引文，给话加上引号“”"),
}


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
