"""筛子：绝大多数的文字里没有私人的号码，看一遍就知道，不必细看。

宁可多看，不可漏看：这里放过去的，后面不再看。照原文看，没有换过字。一遍看数字怎样连着，一遍看少见的字：
每个要紧的词里挑一个平常用得最少的字，见到它，再看前后是不是那个词。
"""

import re
from functools import cache

from casebook.check.privacy import people
from casebook.check.privacy.kinds import PROVINCE

_D = "[0-9０-９]"
_HAN = "〇零○◯幺一二三四五六七八九"
_LATIN = "A-Za-zＡ-Ｚａ-ｚ"
_GAP = r"[\W_]{0,3}"
_ROOM = (
    rf"(?:{_D}{{1,4}} ?(?:[楼层樓室房东西南北中左右前后顶底]|{_D})"
    rf"|[{_HAN}]{{3}}|[{_HAN}底顶]|[{_LATIN}] ?室)"
)
_UNIT = "(?:[号號]?[楼樓门]|[号幢栋座门號]|单元)"
_NUMBERS = (
    rf"{_D}(?<!{_D}{_D})(?:"
    rf"{_D}{{4}}"
    rf"|{_D}{{0,4}}(?:[\W_一]{{1,12}}{_D}{{1,6}}){{3}}"
    rf"|{_D}{{0,3}}[\W_一]{{1,12}}{_D}{{3}}"
    rf"|{_D}{{2,4}}\s*{_D}{{4}}"
    rf"|{_D}{{0,3}}[{_LATIN}]? ?(?:[室房生]|[#＃] ?[0-9０-９楼樓-])"
    rf"|{_D}{{0,3}}[甲乙丙丁]? ?{_UNIT}[甲乙丙丁]?{_GAP}(?:{_ROOM}|亭|[二三]层阁|后?客堂)"
    rf"|{_D}{{2}}(?:(?<=[号號幢栋座门楼樓元甲乙丙丁]{_D}{{3}})|(?<=[号號幢栋座门楼樓元] {_D}{{3}}))"
    rf"|{_D}{{2,3}} ?的? ?[老小阿欧{people.SURNAMES}]"
    ")"
)
_NAME = rf"[\s\S]{{0,10}}?[{_LATIN}0-9０-９]"
_PLACES = PROVINCE + "新贵云宁"
_WORDS = (
    ("@＠☎☏", ""),
    ("(（[【{｛〔", " ?(?:[aAａ@#＃]|艾特)"),
    ("艾", "特"),
    ("#＃", f"[{_LATIN}]|(?<=[{_LATIN}][#＃]){_D}"),
    (_PLACES, rf"[ 　]?[{_LATIN}]{_GAP}[{_LATIN}0-9０-９]"),
    ("车", "牌"),
    ("微", f" ?信{_NAME}"),
    ("薇威", f"信{_NAME}"),
    ("VvＶｖ", f"(?:信| ?[:：]|[XxＸｘ]){_NAME}"),
    ("WwＷｗ", "[XxＸｘ]|(?i:echat|eixin)"),
    ("加", f"[我个一下]{{0,2}} ?[VvＶｖ]{_NAME}"),
    ("出", "生"),
    ("生", "于|日|年|辰"),
    ("初十廿", "[一二三四五六七八九十]{1,2} ?生"),
    ("月日号", " ?生"),
    (_HAN, rf"[{_HAN}百十]{{0,3}} ?(?:[室房]|{_UNIT}{_GAP}{_ROOM})|(?:[-. ]?[{_HAN}]){{10}}"),
    ("座栋幢", rf"(?<=[{_LATIN} ][座栋幢])"),
    ("亭", "子间"),
    ("客", "堂"),
    ("厢", "房"),
    ("灶", "披"),
    *((word[0], word[1:]) for word in people.PLIGHT.split("|")),
)
"""（开头的字，后面的写法）。"""
_RARE = (
    "@＠☎☏[(（【｛〔#＃艾牌微薇威信VvＶｖXxＸｘ生室房座栋幢亭客厢灶幺〇零○◯"
    + _PLACES
    + "渐丧乡亢亭企假偏兵冠刑劳卒卖卡卧双吸哮唐困坐失嫖孕尔尿帕异戒抑暴杀梅梗欠残毒淋溢犯狱疗疾"
    "病症痴瘤瘫瘾癌癔癫盲矫碍禁羊聋聪肝肢肺肾肿脏艾虑血衰贩贫贷赌躁轻迫酒酗醉闭院骨低保救释帮"
    "障婚堕植访拘弱侵科裂兹遂透斑湿管流风"
)
_SELDOM = f"[{re.escape(_RARE)}](?!(?<=[{_PLACES}])[^ 　{_LATIN}])"
"""省的简称平常用得多：后面是字母才看。"""
_MARKS = (
    *(f"{side}{at}{side}" for side in " _" for at in ("at", "AT", "At")),
    "Chat",
    "chat",
    "{at",
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    after: dict[str, list[str]] = {}
    for heads, rest in _WORDS:
        for head in heads:
            after.setdefault(head, []).append(rest)
    words = "|".join(f"{re.escape(head)}(?:{'|'.join(rest)})" for head, rest in after.items())
    return re.compile(_NUMBERS), re.compile(_SELDOM), re.compile(words)


def suspicious(text: str) -> bool:
    """`text` 要不要细看。"""
    numbers, rare, words = _patterns()
    return bool(
        numbers.search(text)
        or any(mark in text for mark in _MARKS)
        or any(
            words.search(text, max(0, m.start() - 4), m.start() + 20) for m in rare.finditer(text)
        )
    )
