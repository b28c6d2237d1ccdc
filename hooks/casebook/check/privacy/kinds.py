"""各种私人的号码与住处怎样认。

网页的表单与检查用同一套（`form.json`），所以只用 Python 与 JavaScript 都认得的写法：数字写 [0-9]，
不用 \\d、\\w、\\s、$。先看哪一种，照次序。字都先换成一个样（`plain.py`）：英文小写，横是 -。
"""

from dataclasses import dataclass

from casebook.check.privacy import people, rooms
from casebook.check.privacy.people import END


@dataclass(frozen=True)
class Kind:
    """一种写法。

    `pattern` 认的样子；有括号时，括号在最后，里面是号码。`whole` 为真时整句是，否则只有号码是。
    `proof` 是 `proofs.PROOFS` 里怎样验号码；前面写着 `unless`、后面写着 `then` 的不算。
    """

    code: str
    pattern: str
    proof: str = ""
    unless: str = ""
    then: str = ""
    whole: bool = False


_D = "[0-9]"
_START = "(?<![0-9])(?<!0[.])(?<![0-9]{2}[.])"
"""一个数的开头，不是小数的后半。"""
_ALONE = rf"{_START}(?<![0-9][-. ])"
_UNIT = (
    " ?(?:[多余几]|以上)? ?(?:%|[万亿千百]|元|块|美元|欧元|人(?![家的])|人次|户(?!主)|次|件|份|册"
    "|条|吨|平|立方|公[里斤顷]|千克|厘|米|字|台|张|株|棵|步|个(?!人)|位(?!老)|名|项|年|月|组|页|篇"
    "|场|票|分|秒"
    "|点(?!半)|倍|瓦|度|号(?!楼)|期|版|集|章|批|岁|天)"
)
_COUNT = rf"(?!{_UNIT})(?![.]{_D})"
"""后面是单位的，是数量。"""
_NUMBERED = (
    "(?:编号|文号|代码|单号|备案|登记[证号]|注册号|合同|发票|流水|档案号|项目|标书|专利|字第|isbn"
    "|issn"
    r"|(?<![a-z.])cn|doi|zl|网安备|总额|金额|合计|总计|共计?|投入|募集|产值|收入|支出"
    r"|(?:浏览|点击|阅读|播放|访问)[量数]|约|近|超过|达到|商标|批次|准字|¥|\$)"
    r"[-a-z0-9/_.:\x22' 为是号证约达了第]{0,20}"
)
_STOP = rf"(?:{_NUMBERED}){END}"
"""前面写着这些的，是编号或数量。"""

_S = r"[-./ _,。、一()|*…]{1,3}"
_G = rf"(?:{_S})?"
"""号码里的隔断，可有可无。"""
_ABROAD = r"(?:(?:\+|00)?\(?\+?86\)?[-. ]{0,3}(?:\(0\))?|0(?=1[3-9]))?"
_TRUNK = (
    r"(?:(?:(?:\+|00)86[-. ()]{0,3}|86(?:[-. ()]{1,3}|(?=(?:10|2[0-9])[-. ])))(?:0[) ]{0,2})?|0)"
)
_L = r"(?:[-./ _。一()]{1,3})?"
_LOCAL = rf"[2-8](?:{_L}{_D}){{6,7}}"
_AREA_END = "[-./ 。)_一]{0,3}"
_WORD = (
    "(?:电话(?!费|卡|亭|会议|访|回)|座机|固话|宅电|传真|致电|[请再]拨|拨打|拨通|总机|分机|直线"
    "|来电|热线"
    "|联系(?:方式|号码|人)|tel|phone|fax|☎|☏)"
)
NUMERALS = "〇一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖"
_HAN = f"[{NUMERALS}]"
_HAN_GAP = "[-. ]{0,2}"
_HAN_LOCAL = rf"[二三四五六七八贰貳叁參肆伍陆陸柒捌](?:{_HAN_GAP}{_HAN}){{6,7}}(?!{_HAN})"
_LETTERED = "[0-9ol]"
"""数字 0、1 写成字母的。"""
PHONES = (
    Kind(
        "P01",
        rf"{_START}[(]?{_ABROAD}[(]?(1{_G}[3-9](?:{_G}{_D}){{9}})(?!{_D}){_COUNT}",
        "mobile",
        _STOP,
        whole=True,
    ),
    Kind(
        "P01",
        rf"(?<![0-9{NUMERALS}])[1一壹]{_HAN_GAP}[3-9三四五六七八九叁參肆伍陆陸柒捌玖]"
        rf"(?=[-. 0-9]{{0,18}}{_HAN})(?:{_HAN_GAP}[0-9{NUMERALS}]){{9}}(?![0-9{NUMERALS}]){_COUNT}",
        "",
        _STOP,
    ),
    Kind(
        "P01",
        rf"(?<!{_HAN})(〇{_HAN_GAP}(?:[一二][〇一二三四五六七八九]|[三四五六七八九]{_HAN}{{2}})"
        rf"{_HAN_GAP}{_HAN_LOCAL})",
    ),
    Kind("P01", rf"{_WORD}[^0-9。;]{{0,4}}?({_HAN_LOCAL}){_COUNT}"),
    Kind(
        "P01",
        rf"(?<![0-9a-z])(?=[-. 0-9]{{0,12}}[ol])[1l][3-9]{_LETTERED}{_S}?{_LETTERED}{{4}}{_S}?"
        rf"{_LETTERED}{{4}}(?![0-9a-z])",
        "",
        _STOP,
    ),
    Kind("P01", rf"(?<![0-9a-z])o(?:1[0o]|2[0-9o]){_AREA_END}[2-8](?:{_L}[0-9o]){{7}}(?![0-9a-z])"),
    Kind(
        "P01",
        rf"(?<![0-9a-z])o[3-9]{_D}{{2}}{_AREA_END}[2-8](?:{_L}[0-9o]){{6,7}}(?![0-9a-z])",
    ),
    *(
        Kind(
            "P01",
            rf"{_START}[(]?{_TRUNK}{area}{_AREA_END}({local})(?!{_D}){_COUNT}",
            "landline",
            _STOP,
            whole=True,
        )
        for area, local in (
            ("(?:10|2[0-9])", rf"[2-8](?:{_L}{_D}){{7}}"),
            (rf"[3-9]{_D}{{2}}", _LOCAL),
        )
    ),
    Kind("P01", rf"{_START}(0[- ](?:1[- ]0|2[- ]{_D})(?:[- ]{_D}){{8}})(?![- ]?{_D})"),
    Kind("P01", rf"{_WORD}[^0-9。;]{{0,8}}({_LOCAL})(?!{_L}{_D}){_COUNT}", "landline"),
    *(
        Kind("P01", rf"{_ALONE}({_LOCAL})(?={after})", "landline", _STOP)
        for after in (
            rf" ?(?:转|分机|#|\*) ?(?:分机)? ?{_D}{{1,5}}(?!{_D})",
            " ?[(](?:电话|座机|宅|家)",
        )
    ),
)
"""手机、座机。"""

_I = "[-./ _()]{0,3}"
_EIGHTEEN = rf"[1-9](?:{_I}{_D}){{16}}{_I}[0-9x]"
IDENTITIES = (
    Kind("P02", rf"(?<!{_D})({_EIGHTEEN})(?=(?:{_D}{{2}}(?:b{_D})?)?(?!{_D}))", "identity"),
    Kind("P02", rf"(?:身份证|证号|证件号)[^0-9]{{0,8}}({_EIGHTEEN})(?!{_D})", "born"),
    Kind("P02", rf"(?<!{_D})([1-9](?:{_I}{_D}){{14}})(?!{_D}){_COUNT}", "old", _STOP),
    Kind("P02", rf"(?<!{_D})([1-9]{_D}{{13}})[*x]{{3,4}}[0-9x]?(?![0-9a-z*])", "born"),
    Kind("P02", rf"(?<!{_HAN})(?:{_HAN}{_HAN_GAP}){{17}}[{NUMERALS}x](?!{_HAN})"),
)
"""身份证号，新的 18 位，旧的 15 位；只遮末四位的，生日还在。残疾人证号是它再加两位。"""

_C = "[-./ _一]{0,2}"
_ACCOUNT = "(?:账号|帐号|账户|卡号|银行卡|存折)"
CARDS = (
    *(
        Kind("P05", rf"(?<!{_D})([2-9](?:{_C}{_D}){{{n - 1}}})(?!{_D}){_COUNT}", "card", _STOP)
        for n in (19, 18, 17, 16)
    ),
    Kind("P05", rf"{_ACCOUNT}[^0-9。;]{{0,8}}({_D}(?:{_C}{_D}){{9,21}})(?!{_D}){_COUNT}"),
    Kind("P05", rf"{_ACCOUNT}[^0-9。;]{{0,4}}?({_HAN}(?:{_HAN_GAP}{_HAN}){{9,21}})"),
    Kind("P05", rf"(?<!{_HAN})({_HAN}(?:{_HAN_GAP}{_HAN}){{15,18}})(?!{_HAN})"),
)
"""银行卡号、账号。"""

PROVINCE = "京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽粤青藏川琼"
_PLACE = rf"(?:[{PROVINCE}]|(?<![全更创最重])新|(?<![高珍名])贵|(?<![白多彩风])云|(?<!长)宁)"
_P = "[0-9a-hj-np-z]"
_PLATE = (
    rf"[a-hjk][-. ]?{_P}[-. ]?{_D}(?:[-. ]?{_D}){{3}}|{_D}(?:[-. ]?{_D}){{4}}[-. ]?[a-hjk]"
    rf"|{_P}(?:[-. ]?{_P}){{3}}(?:[-. ]?{_P}|[挂学警港澳领使])"
)
PLATES = (
    Kind(
        "P06",
        rf"{_PLACE} ?[a-hj-np-z][-. /_]{{0,3}}({_PLATE})(?![0-9a-z])(?!-{_D}){_COUNT}",
        "plate",
        _STOP,
        whole=True,
    ),
    Kind(
        "P06",
        rf"车牌(?:号码?)?[为是: ]{{0,3}}[{PROVINCE}新贵云宁]?"
        r"([a-z][-. ]{0,2}[0-9a-z]{5,7})(?![0-9a-z])",
        "plate",
    ),
)
"""汽车号牌（GA 36—2018）。"""

_T = "[-a-z0-9_]"
_HANDLE = rf"(?!wechat|weixin|android|iphone|official)[a-z]{_T}{{5,19}}(?![-a-z0-9_.@])"
_MARKED = rf"(?={_T}{{0,19}}[0-9_]){_HANDLE}"
"""有数字或下划线的，才像是一个号，不是一个词。"""
_NOT_OURS = "".join(f"(?<!{word})" for word in ("官方", "政务", "公众", "企业", "机构", "单位"))
_WECHAT = (
    rf"(?:{_NOT_OURS}微 ?信|[微薇威维]? ?[❤♥♡💚]|[薇威维]信|卫星(?=号)|v ?信|wechat|weixin"
    "|(?<![a-z0-9])[wv]x(?![a-z]))(?:同号)?"
)
_QQ = r"(?<![a-z0-9])(?:(?:q ?q|扣扣|企鹅) ?(?:号码?|账号|帐号|群号?)?|q(?=号|:) ?号?)"
_IS = "[-:是为叫加/ (]{0,3}"
MESSENGERS = (
    Kind("P07", rf"{_QQ}{_IS}([1-9](?:[- ]?{_D}){{4,10}})(?!{_D}){_COUNT}", "not_day"),
    Kind("P07", rf"{_QQ}{_IS}({_HAN}(?:{_HAN_GAP}{_HAN}){{4,10}})(?!{_HAN}){_COUNT}"),
    Kind("P07", rf"{_ALONE}([1-9]{_D}{{4,10}})(?= ?[(](?:qq|微信))", "not_day", _STOP),
    Kind(
        "P07",
        rf"{_WECHAT}(?: ?(?:号码?|id|账号|帐号)[:是为叫\x22( ]{{0,3}}| ?[:是为叫\x22(]{{1,3}} ?)"
        rf"({_HANDLE}|[1-9]{_D}{{5,11}}(?!{_D}){_COUNT})",
        "not_day",
    ),
    Kind("P07", rf"{_WECHAT} ?(?:加|搜索?)? ?({_MARKED})", "", "", " ?(?:公众号|小程序)"),
    Kind("P07", rf"(?:(?<![a-z0-9])v ?:|加(?:我|个|一下)? ?v) ?({_MARKED})"),
    Kind("P07", r"(?<![a-z0-9])(wxid_[a-z0-9]{6,20})"),
)
"""QQ 号、微信号；公众号、官方的、企业微信不算。"""

CERTIFICATE = (
    "护照|通行证|回乡证|台胞证|军官证|士兵证|警官证|社保卡|社会保障卡|医保卡|居住证|居留证|暂住证"
    "|优待证"
    "|敬老卡|老年卡|医保|社保|公积金账?号|准考证|出生证|房产证|不动产权?证|残疾人?证|驾驶证|驾照"
    "|结婚证|离婚证|就诊卡|病历|住院|病案|低保证|老年证|退休证|学生证|学籍"
)
CERTIFICATES = (
    Kind(
        "P08",
        rf"(?:{CERTIFICATE})[卡号码编账为是: (军南北沈兰济广成海空字第]{{0,8}}"
        rf"([a-z]{{0,2}}(?:[- ]?{_D}){{6,20}}[a-z]?)(?![0-9a-z]){_COUNT}",
        "not_day",
    ),
    Kind("P08", rf"[军南北沈兰济广成海空武]字第 ?({_D}{{6,8}})号"),
    *(
        Kind("P08", rf"(?<![-0-9a-z])({passport})(?![-0-9a-z]){_COUNT}", "", _STOP)
        for passport in (rf"[eg](?!19|20){_D}{{8}}", rf"e[a-hj-np-z]{_D}{{7}}")
    ),
)
"""护照、通行证、军官证、社保卡……"""

_YEAR = "(?:18[89]|19[0-9]|20[0-9])[0-9]"
_MONTH = "(?:0?[1-9]|1[0-2])"
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_LUNAR = "(?:农历|阴历)?"
_HAN_MONTH = "[正一二三四五六七八九十冬腊]{1,2}"
_HAN_DAY = "[初一二三四五六七八九十廿]{1,3}"
_DATE = (
    r"(?:民国 ?(?:[0-9]{1,2}|[元一二三四五六七八九十]{1,3}) ?年 ?(?:[0-9]{1,2}"
    r"|[正一二三四五六七八九十冬腊]{1,2}) ?月"
    rf"(?: ?(?:{_DAY}|{_HAN_DAY}) ?[日号]?)?"
    rf"|{_YEAR} ?年 ?{_LUNAR} ?(?:{_MONTH}|{_HAN_MONTH}) ?月(?: ?(?:{_DAY}|{_HAN_DAY}) ?[日号]?)?"
    rf"|(?:一九|二〇){_HAN}{{2}} ?年 ?{_LUNAR}{_HAN_MONTH} ?月(?: ?{_HAN_DAY} ?[日号]?)?"
    rf"|{_YEAR} ?[-./] ?{_MONTH}(?: ?[-./] ?{_DAY})?"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?!{_D}))"
)
_BORN = (
    "(?:[, ]{0,2}(?:出生(?!人口|率|数|登记|缺陷|医学|一)|生于(?!斯))"
    rf"| ?生(?=[ ,.。;:、)人的]|{END}))"
)
BIRTHS = (
    Kind("P09", rf"(?<!{_D}){_DATE}(?: ?\((?:农历|阴历|公历)\))?{_BORN}", whole=True),
    Kind(
        "P09",
        "(?:(?<!新)出生(?:日期|年月日?|时间)?|(?<!集体)生日|生辰|生年"
        rf"|(?<!产|发|新|学|民|诞|再)生于)[是为于在: ]{{0,3}}{_DATE}",
        whole=True,
    ),
)
"""出生的年月（日）。只写年份的不算。"""

_FIRST = r"(?<![-a-z0-9_.+])[a-z0-9]"
_LABEL = "[a-z0-9-]{1,63}"
_DOT = r"(?:[.。]| ?\( ?(?:dot|点) ?\) ?| dot |点)"
_KNOWN = (
    rf"(?:{_LABEL}{_DOT}){{1,7}}(?:com|cn|net|org|edu|gov|info|me|io|cc|top|xyz|tv|email|hk|tw|asia"
    "|biz|vip)(?![a-z0-9-])"
)
_AT = r"(?:#| ?\( ?(?:at|a|@|艾特|#) ?\) ?| ?艾特 ?| at (?!www))"
MAILS = (
    Kind(
        "P04",
        rf"{_FIRST}[-a-z0-9_.+]{{0,63}} ?@ ?{_LABEL}(?:{_DOT}{_LABEL}){{0,7}}"
        rf"{_DOT}[a-z][a-z0-9-]{{1,63}}",
    ),
    Kind("P04", rf"{_FIRST}[-a-z0-9_.+]{{0,63}}{_AT}{_KNOWN}"),
    Kind("P04", rf"{_FIRST}[-a-z0-9.+]{{0,63}}_at_{_KNOWN}"),
)
"""邮箱，也有把 @ 换个写法的。"""

HOMES = tuple(
    Kind("P03", pattern, "", unless and f"(?:{unless}){END}", then, whole=True)
    for pattern, unless, then in rooms.ROOMS
)
"""住家的门牌。"""

BESIDE = (
    *(
        Kind("P10", pattern, whole=True)
        for pattern in (
            people.SUFFERING,
            people.BEING,
            people.SUFFERER,
            people.CALLED,
            people.NAMED,
            people.LISTED,
            people.CARING,
        )
    ),
    Kind("P10", people.OF_THEM, "", f"{people.TEACHING}{END}", whole=True),
    Kind("P10", people.OF_FAMILY, "", f"{people.HELPING}{END}", whole=True),
)
"""一个人，与他的病、低保、前科写在一起。"""

_HALF = rf"(?<![0-9a-z*])1[3-9]{_D}(?:[-. ]?[*x]){{2,8}}[-. ]?(?:{_D}[-. ]?){{1,4}}(?![0-9*])"
_TAIL = rf"(?:手机|电话|号码|卡号|证号|身份证)?尾号[:为是 ]{{0,2}}{_D}{{3,4}}(?!{_D})"
_NEARBY = r"[^。;!?\n0-9]{0,8}"
MASKED = (
    Kind(
        "P01",
        rf"(?<![0-9a-z*])(?=[0-9]*(?:[*x][0-9]*){{1,3}}(?![0-9*x]))1[3-9]{_D}[0-9*x]{{8}}(?![0-9*x])",
        "",
        _STOP,
    ),
    Kind("P11", rf"{people.PERSON}{_NEARBY}(?:{_HALF}|{_TAIL})", whole=True),
    Kind("P11", rf"(?:{_HALF}|{_TAIL}){_NEARBY}{people.PERSON}", whole=True),
)
"""遮了一半的号码：只遮三位以内的，试几次就知道；名字写在旁边的，认识的人一看就知道。"""

KINDS: tuple[Kind, ...] = (
    *MAILS,
    *IDENTITIES,
    *CERTIFICATES,
    *CARDS,
    *PHONES,
    *PLATES,
    *MESSENGERS,
    *BIRTHS,
    *HOMES,
    *BESIDE,
    *MASKED,
)
"""全部写法；前面认出来的，后面不再说。"""
