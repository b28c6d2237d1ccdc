"""句子里的标点：夹在汉字里的半角标点、三个点的省略号、没有左右的引号、形近的间隔号、标点旁边的空格。

只改有把握的。
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Edit(NamedTuple):
    """一段文字里从 `start` 到 `end`（从 0 数起）改成 `new`；`what` 是改了什么，`code` 是代码。"""

    start: int
    end: int
    new: str
    what: str
    code: str = "T07"


_HAN = r"\u3400-\u9fff"
_AFTER = rf"(?<=[{_HAN}”’》）】」』％])"
_KEPT = re.compile(
    r"(`+).+?\1"  # 代码
    r"|\]\([^)\n]*\)"  # 链接的地址
    r"|<[^>\n]*>"
    r"|[A-Za-z][A-Za-z0-9+.-]*:[!-~]+"  # 网址、邮箱、站内地址
    r"|[!-~]{0,64}[@/][!-~]+"
    r"|〔[^〔〕\n]*〕"  # 出处
    r"|\\.",
    re.S,
)
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_MARK = re.compile(rf"{_AFTER}([,;:?!])(?: *(?=[{_HAN}A-Za-z0-9“‘《（(\"'])|(?= *$))", re.M)
_LOOSE = re.compile(rf"{_AFTER} +([,;:?!])(?: *(?=[{_HAN}“‘《（(\"'])|(?= *$))", re.M)
"""前面空了一格的。"""
_LATIN = re.compile(rf"(?<=[0-9A-Za-z%‰℃㎡²³])([,;?!]) *(?=[{_HAN}“‘《（])")
"""跟在数字、字母后面的：2021.6,面积；冒号不算，也许是比例。"""
_FIELD = re.compile(r"“[^“”\s，。]{1,8}$")
"""“推断: 是”：引的是一栏怎样写，不是句子里的冒号。"""
_STOP = re.compile(rf"{_AFTER}\.(?=[”’）)\"]*\s*$)", re.M)
_DOTS = re.compile(rf"{_AFTER}(?:\.{{3,6}}|。{{3,6}})(?![.。])")
_DASH = re.compile(rf"(?<=[{_HAN}”》）])-{{2,}}(?=[{_HAN}“《（])")
_ROUND = re.compile(r"(?:(?<![\]\w])|(?<=[0-9]))\(([^()\n]+)\)|(?<=[\u3400-\u9fff])\(([^()\n]+)\)")
POINTS = "•・‧．∙⋅﹒･ꞏ⸱ㆍ˙◦▪"
"""样子像间隔号的。"""
_POINT = re.compile(
    rf"(?<=[{_HAN}])[{POINTS}](?=[{_HAN}])"
    rf"|(?<=[{_HAN}A-Za-z0-9])[•・‧](?=[{_HAN}A-Za-z0-9])"
    rf"|(?<=[{_HAN}”》] )[•・‧∙](?= [{_HAN}“《])"
    r"|(?<=[”》])[•・‧∙](?=[“《])"
)
_WIDE_RUN = re.compile(
    "(?<![０-９Ａ-Ｚａ-ｚ])(?![ＸｘＯ]{2}|[０-９]{7})[０-９Ａ-Ｚａ-ｚ](?:[０-９Ａ-Ｚａ-ｚ．：／－]*[０-９Ａ-Ｚａ-ｚ])?"
)
"""中文输入法打的字母、数字；当中的点、冒号、斜线、短横一起改。占位的ＸＸ、长的号码另外说。"""
# “一．”开头是列表的号，“三．五”也许是小数：都不是间隔号
_NUMERAL = "一二三四五六七八九十百〇零"
_COUNTED = re.compile(rf"(?:^|[^{_HAN}])[{_NUMERAL}]{{1,3}}$")
_QUOTE = re.compile(r"[\"“”]")
_STOPS, _OPENING, _CLOSING = "，。；：？！、", "（《“‘「『", "）》”’」』"
_SPACE = re.compile(
    rf"(?<=[{_HAN}A-Za-z0-9*{_STOPS}{_CLOSING}】％℃]) +(?=[{_STOPS}{_CLOSING}】])"
    rf"|(?<=[{_STOPS}{_OPENING}【]) +(?=[{_HAN}A-Za-z0-9{_OPENING}]|[*][*])"
    rf"|(?<=[{_HAN}]) +(?=[{_OPENING}])|(?<=[{_CLOSING}]) +(?=[{_HAN}{_OPENING}])"
)
"""标点自己占一格，旁边不再空格。"""


def sentence_edits(text: str) -> list[Edit]:
    """`text` 里要改的标点，按先后；改的地方不重叠。"""
    if not re.search(rf"[{_HAN}]", text):
        return []
    kept = [found.span() for found in _KEPT.finditer(text)]
    edits = [
        edit
        for edit in (
            *_dots(text),
            *_dashes(text),
            *_marks(text),
            *_points(text),
            *_wide_runs(text),
            *_rounds(text, kept),
            *_quotes(text, kept),
        )
        if not _within(edit, kept)
    ]
    done = _apart(edits)
    return _apart([*done, *(edit for edit in _spaces(text, done) if not _within(edit, kept))])


def _within(edit: Edit, kept: list[tuple[int, int]]) -> bool:
    return any(start < edit.end and edit.start < end for start, end in kept)


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """按先后，去掉与前面重叠的。"""
    done: list[Edit] = []
    for edit in sorted(edits):
        if not done or done[-1].end <= edit.start:
            done.append(edit)
    return done


def _spaces(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """标点旁边多出来的空格；`edits` 是别的改动，照改好的看，一遍就改完。"""
    for edit in edits:
        new = edit.new.ljust(edit.end - edit.start, "\0")
        text = text[: edit.start] + new + text[edit.end :]
    for found in _SPACE.finditer(text):
        yield Edit(*found.span(), "", "标点旁边不空格", "T28")


def _dots(text: str) -> Iterator[Edit]:
    for found in _DOTS.finditer(text):
        yield Edit(*found.span(), "……", "省略号写成 ……", "T08")


def _dashes(text: str) -> Iterator[Edit]:
    for found in _DASH.finditer(text):
        yield Edit(*found.span(), "——", "半角的短横改成破折号 ——")


def _marks(text: str) -> Iterator[Edit]:
    for pattern in (_MARK, _STOP, _LOOSE, _LATIN):
        for found in pattern.finditer(text):
            mark = found[0].strip()
            if found[0] == ": " and _FIELD.search(text[max(found.start() - 9, 0) : found.start()]):
                continue
            yield Edit(*found.span(), _WIDE[mark], f"半角的 {mark} 改成全角的 {_WIDE[mark]}")


def _points(text: str) -> Iterator[Edit]:
    for found in _POINT.finditer(text):
        before, after = text[: found.start()][-4:], text[found.end()]  # 两边都有字
        if _COUNTED.search(before) or (before[-1] in _NUMERAL and after in _NUMERAL):
            continue
        named = f"U+{ord(found[0]):04X}"
        yield Edit(*found.span(), "·", f"间隔号“{found[0]}”（{named}）写成“·”", "T20")


def _wide_runs(text: str) -> Iterator[Edit]:
    for found in _WIDE_RUN.finditer(text):
        new = unicodedata.normalize("NFKC", found[0])
        what = f"全角的字母、数字 {found[0]} 写成半角的 {new}"
        yield Edit(*found.span(), new, what, "T21")


def _rounds(text: str, kept: list[tuple[int, int]]) -> Iterator[Edit]:
    """一对半角的括号；只有一半改得了的，一个也不改。"""
    for found in _ROUND.finditer(text):
        inside = found[1] or found[2]
        if any(start <= at < end for start, end in kept for at in (found.start(), found.end() - 1)):
            continue
        if found[2] or re.search(rf"[{_HAN}]", inside):
            yield Edit(found.start(), found.start() + 1, "（", "半角的括号改成全角的")
            yield Edit(found.end() - 1, found.end(), "）", "半角的括号改成全角的")


def _quotes(text: str, kept: list[tuple[int, int]]) -> Iterator[Edit]:
    """一段里的双引号一左一右数得清的，都写成“”；数不清的不动。"""
    for paragraph in re.finditer(r"[^\n]+", text):
        found = (paragraph.start() + one.start() for one in _QUOTE.finditer(paragraph[0]))
        places = [at for at in found if not any(start <= at < end for start, end in kept)]
        written = [text[at] for at in places]
        wanted = ["“" if n % 2 == 0 else "”" for n in range(len(places))]
        if len(places) % 2 or written == wanted:
            continue
        agree = all(have in ('"', want) for have, want in zip(written, wanted, strict=True))
        same_pair = len(places) == 2 and written[0] == written[1]
        if not (agree or same_pair) or not _hug(text, places):
            continue
        for at, have, want in zip(places, written, wanted, strict=True):
            if have != want:
                what = "直的引号改成“”" if have == '"' else "引号的左右改对"
                yield Edit(at, at + 1, want, what)


def _hug(text: str, places: list[int]) -> bool:
    """每一对引号都贴着里面的字，里面有汉字，前面不是数字字母（不是英寸、秒）。"""
    for left, right in zip(places[::2], places[1::2], strict=True):
        inside = text[left + 1 : right]
        if inside != inside.strip() or not re.search(rf"[{_HAN}]", inside):
            return False
        if re.search(r"[A-Za-z0-9]$", text[:left]):
            return False
    return True
