"""筛子：绝大多数的文字里没有私人的号码，看一遍就知道，不必细看。

宁可多看，不可漏看：这里放过去的，后面不再看。照原文看，没有换过字。只扫一遍，只停在数字与少见的字上：
每个要紧的词里挑一个平常用得最少的字，停在它那里，再看前后是不是那个词。
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from casebook.check.privacy.handles import PROVINCE
from casebook.check.privacy.kind import NUMERALS
from casebook.check.privacy.names import ANY_SURNAME
from casebook.check.privacy.plights import PLIGHT

_D = "[0-9０-９]"
_ODD = "①②③④⑤⑥⑦⑧⑨⓪⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
"""写成别的样子的数字。"""
_HAN = f"零○◯幺{NUMERALS}"
_LATIN = "A-Za-zＡ-Ｚａ-ｚ"
_BREAK = r"[\W_一ーㄧ丨]"
_GAP = r"[\W_甲乙丙丁东西南北中]{0,4}"
_ROOM = (
    rf"(?:{_D}{{1,4}} ?(?:[楼层樓室房东西南北中左右前后顶底]|{_D})"
    rf"|[{_HAN}]{{3}}|[{_HAN}底顶]|[{_LATIN}] ?室|单元|地下)"
)
_UNIT = "(?:[号號]?[楼樓门]|[号幢栋座门號]|单元)"
_BESIDE = "号號幢栋座门楼樓元层甲乙丙丁上下壁居"
_NUMBERS = (
    rf"(?<!{_D}{_D})(?:(?<=[OoＯlｌIＩiｉ]{_D})|(?:(?<=[{_BESIDE}]{_D})|(?<=[{_BESIDE}] {_D})"
    rf"|(?<=号[:：]{_D})){_D}{{2}}"
    rf"|(?>{_D}{{0,3}})(?:{_D}"
    rf"|{_BREAK}{{1,12}}+(?:{_D}{{3}}|(?>{_D}{{1,6}})(?:{_BREAK}{{1,12}}+(?>{_D}{{1,6}})){{2}})"
    rf"|[-. ]{{0,2}}(?:[OoＯ]|[*＊xXｘＸ×]{{2}})"
    rf"|[{_LATIN}]? ?(?:[室房生]|[#＃] ?[0-9０-９楼樓-])"
    rf"|[甲乙丙丁]? ?{_UNIT}{_GAP}(?:{_ROOM}|亭|[二三]层阁|后?客堂)"
    rf"|(?<={_D}{{3}}) ?[和与跟] ?{_D}{{3}}"
    rf"|(?<={_D}{{3}}) ?的? ?[老小阿欧{ANY_SURNAME}]"
    "))"
)
_NAME = rf"[\s\S]{{0,10}}?[{_LATIN}0-9０-９]"
_PLACES = PROVINCE + "新贵云宁"
_DAY = "[月日号十一二三四五六七八九]"
_ROOMS = f"[{_HAN}十百{_LATIN}]"
_OFTEN = (
    (_HAN, rf"(?:[-. ]{{0,2}}[{_HAN}0-9]){{2}}|[{_HAN}百十]{{0,3}} ?{_UNIT}{_GAP}{_ROOM}"),
    # 省的简称
    (_PLACES, rf"[ 　]?[{_LATIN}][\W_]{{0,3}}[{_LATIN}0-9０-９]"),
    ("WwＷｗ", "(?<![Ww]{2})(?:[XxＸｘ]|(?i:echat|eixin))"),
    ("(（[【{｛〔", " ?(?:[aAａ@#＃]|艾特)"),
)
"""（停在哪个字，后面的写法）：这些字平常用得多，写在一遍里看完。"""
_WORDS = (
    ("@＠☎☏", ""),
    ("艾", "特"),
    ("#＃", f"[{_LATIN}]|(?<=[{_LATIN}][#＃]){_D}"),
    ("牌", "(?<=车牌)"),
    ("微薇威维卫", f" ?[信星❤♥♡💚]{_NAME}"),
    ("❤♥♡💚", _NAME),
    ("VvＶｖ", f"(?:信| ?[:：]|[XxＸｘ]|(?<=加.)|(?<=[我个下 ].)){_NAME}|(?<=[HhＨｈ][IiＩｉ].)"),
    ("生", f"(?<=出生)|[于日年辰]|(?<={_DAY}生)|(?<={_DAY} 生)"),
    ("室房", f"(?<={_ROOMS}[室房])|(?<={_ROOMS} [室房])"),
    ("座栋幢", rf"(?<=[{_LATIN}][座栋幢])|(?<=[{_LATIN}] [座栋幢])"),
    ("亭", "子间"),
    ("客", "堂"),
    ("厢", "(?<!垃圾厢)房"),
    ("灶", "披"),
    ("阁", "楼"),
    ("泡", "泡"),
    ("抖", "音"),
    ("钉", "钉"),
    ("陌", "陌"),
    ("宝", "(?<=[付淘]宝)"),
    ("手", "(?<=快手)"),
    ("书", "(?<=小红书)"),
    ("QqＱｑ", f"[QqＱｑ] ?[:：]{_NAME}"),
    (_ODD, f"[{_ODD}]"),
)
"""（停在哪个字，前后的写法）。"""
_RARE = frozenset(
    "渐丧乡企假偏兵冠刑劳卒卖卧双吸哮唐困坐失嫖孕尿帕异戒抑暴杀梅梗欠残毒淋溢犯狱疗疾病症痴瘤瘫瘾癌癔癫盲矫碍禁羊"
    "聋聪肝肢肺肾肿脏血衰贩贫贷赌躁迫醉闭骨低保救释帮障婚堕拘弱侵裂兹遂透斑湿糖监捕轨私智疯幻妄瞎哑瘸跛截"
    "尘搏痛痹侏癜癣屑肌萎损膜酸脊甲褥腕跳厌酒债赖乞荒卡院访植管科流轻茨风艾守精忧"
)
"""病、难处的词里，平常用得少的字。"""
_AT = ("at", "AT", "At", *"𝟏𝟙𝟣𝟭𝟷")
_MARKS = (*(f"{side}{at}{side}" for side in " _" for at in _AT[:3]), "{at", *_AT[3:])
"""邮箱里写成 at 的 @；花体的 1。"""


def _plights() -> Iterator[tuple[str, str]]:
    """一个个病、难处：停在它的第一个少见的字上。"""
    words = PLIGHT.replace("hiv|", "").split("|")
    words = [one for word in words for one in {word.replace("?", ""), re.sub(".[?]", "", word)}]
    for word in words:
        at = next((at for at, char in enumerate(word) if char in _RARE), 0)
        yield word[at], (f"(?<={word[: at + 1]})" if at else "") + word[at + 1 :]


@cache
def _after() -> Mapping[str, Sequence[str]]:
    """停下来的字 → 前后的写法。"""
    after = defaultdict[str, list[str]](list)
    for heads, rest in (*_WORDS, *_plights()):
        for head in heads:
            after[head].append(rest)
    return after


@cache
def _rest(head: str) -> re.Pattern[str]:
    return re.compile("|".join(_after()[head]))


@cache
def _stops() -> re.Pattern[str]:
    seldom = re.escape("".join(_after()))
    often = "|".join(f"(?<=[{re.escape(heads)}])(?:{rest})" for heads, rest in _OFTEN)
    heads = seldom + re.escape("".join(heads for heads, _ in _OFTEN))
    return re.compile(f"[0-9０-９{heads}](?:(?<={_D}){_NUMBERS}|(?<=[{seldom}])|{often})")


def stops(text: str) -> Iterator[int]:
    """`text` 的哪几个字（从 0 数起）那里要细看。"""
    for stop in _stops().finditer(text):
        head = text[stop.start()]
        if head not in _after() or _rest(head).match(text, stop.start() + 1):
            yield stop.start()
    if any(at in text for at in _AT):
        for mark in _MARKS:
            yield from (found.start() for found in re.finditer(re.escape(mark), text))


def suspicious(text: str) -> bool:
    """`text` 要不要细看。"""
    return next(stops(text), None) is not None
