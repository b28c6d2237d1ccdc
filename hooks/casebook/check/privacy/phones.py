"""手机、座机；遮了一半的。"""

from casebook.check.privacy.kind import ALONE, COUNT, HAN, HAN_GAP, NUMERALS, START, STOP, D, Kind
from casebook.check.privacy.names import PERSON

_S = r"[-./ _,。、一()|*…]{1,3}"
_G = rf"(?:{_S})?"
"""号码里的隔断，可有可无。"""
_ABROAD = r"(?:(?:\+|00)?\(?\+?86\)?[-. ]{0,3}(?:\(0\))?|0(?=1[3-9]))?"
_TRUNK = (
    r"(?:(?:(?:\+|00)86[-. ()]{0,3}|86(?:[-. ()]{1,3}|(?=(?:10|2[0-9])[-. ])))(?:0[) ]{0,2})?|0)"
)
_L = r"(?:[-./ _。一()]{1,3})?"
_LOCAL = rf"[2-8](?:{_L}{D}){{6,7}}"
_LOCAL_END = rf"(?:(?!{_L}{D}){COUNT}|(?=-{D}{{2,5}}(?![-0-9]){COUNT}))"
"""本地号码的末尾：后面不再有数字，或是分机。"""
_AREA_END = "[-./ 。)_一]{0,3}"
_WORD = (
    "(?:电话(?!费|卡|亭|会议|访|回)|座机|固话|宅电|传真|致电|[请再]拨|拨打|拨通|总机|分机|直线"
    "|来电|热线"
    "|联系(?:方式|号码|人)|tel|phone|fax|☎|☏)"
)
_HAN_LOCAL = rf"[二三四五六七八贰貳叁參肆伍陆陸柒捌](?:{HAN_GAP}{HAN}){{6,7}}(?!{HAN})"
_LETTERED = "[0-9oli]"
"""数字 0、1 写成字母的。"""
PHONES = (
    Kind(
        "P01",
        rf"{START}[(]?{_ABROAD}[(]?(1{_G}[3-9](?:{_G}{D}){{9}})(?!{D}){COUNT}",
        "mobile",
        STOP,
        whole=True,
    ),
    Kind(
        "P01",
        rf"(?<![0-9{NUMERALS}])[1一壹]{HAN_GAP}[3-9三四五六七八九叁參肆伍陆陸柒捌玖]"
        rf"(?=[-. 0-9]{{0,18}}{HAN})(?:{HAN_GAP}[0-9{NUMERALS}]){{9}}(?![0-9{NUMERALS}]){COUNT}",
        "",
        STOP,
    ),
    Kind(
        "P01",
        rf"(?<!{HAN})(?!〇一二三四)(〇{HAN_GAP}(?:[一二][〇一二三四五六七八九]|[三四五六七八九]{HAN}{{2}})"
        rf"{HAN_GAP}{_HAN_LOCAL})",
    ),
    Kind("P01", rf"{_WORD}[^0-9。;]{{0,4}}?({_HAN_LOCAL}){COUNT}"),
    Kind(
        "P01",
        rf"(?<![0-9a-z])(?=[-. 0-9]{{0,12}}[oli])[1li][3-9]{_LETTERED}{_G}{_LETTERED}{{4}}{_G}"
        rf"{_LETTERED}{{4}}(?![0-9a-z])",
        "",
        STOP,
    ),
    Kind(
        "P01",
        r"(?<![0-9a-z])o(?:[1li][0o]|2[0-9oli])"
        rf"{_AREA_END}[2-8](?:{_L}[0-9o]){{7}}(?![0-9a-z])",
    ),
    Kind(
        "P01",
        rf"(?<![0-9a-z])o[3-9]{D}{{2}}{_AREA_END}[2-8](?:{_L}[0-9o]){{6,7}}(?![0-9a-z])",
    ),
    *(
        Kind(
            "P01",
            rf"{START}[(]?{_TRUNK}{area}{_AREA_END}({local})(?!{D}){COUNT}",
            "landline",
            STOP,
            whole=True,
        )
        for area, local in (
            ("(?:10|2[0-9])", r"[2-8](?:(?:[-./ _。一(),]{1,3})?[0-9]){7}"),
            (rf"[3-9]{D}{{2}}", _LOCAL),
        )
    ),
    Kind("P01", rf"{START}(0[- ](?:1[- ]0|2[- ]{D})(?:[- ]{D}){{8}})(?![- ]?{D})"),
    Kind(
        "P01",
        rf"(?:手机|电话|联系方式|号码"
        rf"|{_WORD})[^0-9。;]{{0,6}}(1{_G}[3-9](?:{_G}{D}){{9}})(?!{D}){COUNT}",
        "",
        STOP,
    ),
    Kind("P01", rf"[打拨找]给? ?({_LOCAL}){_LOCAL_END}", "landline"),
    Kind("P01", rf"{_WORD}[^0-9。;]{{0,8}}({_LOCAL}){_LOCAL_END}", "landline"),
    *(
        Kind("P01", rf"{ALONE}({_LOCAL})(?={after})", "landline", STOP)
        for after in (
            rf" ?(?:转|分机|#|\*) ?(?:分机)? ?{D}{{1,5}}(?!{D})",
            rf"(?:-{D}{{2,5}})? ?[(](?:电话|座机|宅|家[)里中])",
        )
    ),
)
"""手机、座机。"""

_HALF = rf"(?<![0-9a-z*])1[3-9]{D}(?:[-. ]?[*x]){{2,8}}[-. ]?(?:{D}[-. ]?){{1,4}}(?![0-9*])"
_TAIL = rf"(?:手机|电话|号码|卡号|证号|身份证)?尾号[:为是 ]{{0,2}}{D}{{3,4}}(?!{D})"
_NEARBY = r"[^。;!?\n0-9]{0,8}"
MASKED = (
    Kind(
        "P01",
        rf"(?<![0-9a-z*])(?=[0-9]*(?:[*x][0-9]*){{1,3}}(?![0-9*x]))1[3-9]{D}[0-9*x]{{8}}(?![0-9*x])",
        "",
        STOP,
    ),
    Kind("P11", rf"{PERSON}{_NEARBY}(?:{_HALF}|{_TAIL})", whole=True, needs=(f"{_HALF}|{_TAIL}",)),
    Kind("P11", rf"(?:{_HALF}|{_TAIL}){_NEARBY}{PERSON}", whole=True, needs=(f"{_HALF}|{_TAIL}",)),
)
"""遮了一半的号码：只遮三位以内的，试几次就知道；名字写在旁边的，认识的人一看就知道。"""
