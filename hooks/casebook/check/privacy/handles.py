"""车牌、QQ、微信、邮箱：认得出一个人的号。"""

from casebook.check.privacy.kind import ALONE, COUNT, HAN, HAN_GAP, STOP, D, Kind
from casebook.check.privacy.names import PERSON

PROVINCE = "京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽粤青藏川琼"
_PLACE = rf"(?:[{PROVINCE}]|(?<![全更创最重])新|(?<![高珍名])贵|(?<![白多彩风])云|(?<!长)宁)"
_P = "[0-9a-hj-np-z]"
_PLATE = (
    rf"[a-hjk][-. ]?{_P}[-. ]?{D}(?:[-. ]?{D}){{3}}|{D}(?:[-. ]?{D}){{4}}[-. ]?[a-hjk]"
    rf"|[df](?:[-. ]?{_P}){{5}}"
    rf"|{_P}(?:[-. ]?{_P}){{3}}(?:[-. ]?{_P}|[挂学警港澳领使])"
)
PLATES = (
    Kind(
        "P06",
        rf"{_PLACE} ?[a-hj-np-z][-. /_]{{0,3}}({_PLATE})(?![0-9a-z])(?!-{D}){COUNT}",
        "plate",
        STOP,
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
    rf"(?:{_NOT_OURS}微 ?信|绿泡泡|[微薇威维]? ?[❤♥♡💚]|(?<![a-z0-9])[wv] x(?=[-: ])|[薇威维]信"
    rf"|卫星(?=号)|v ?信|wechat|weixin"
    "|(?<![a-z0-9])[wv]x(?![a-z]))(?:同号)?"
)
_QQ = r"(?<![a-z0-9])(?:(?:q ?q|扣扣|企鹅) ?(?:号码?|账号|帐号|群号?)?|q(?=号|:) ?号?)"
_CALL = r"(?:号码?|id|账号|帐号)?[-:是为叫加请搜找问联系 ,(]{0,5}"
_BOTH = (_WECHAT, PERSON)
"""写着是谁的微信：没有数字的号也认。"""
_IS = "[-:是为叫加/ (]{0,3}"
MESSENGERS = (
    Kind("P07", rf"{_QQ}{_IS}([1-9](?:[- ]?{D}){{4,10}})(?!{D}){COUNT}", "not_day"),
    Kind("P07", rf"{_QQ}{_IS}({HAN}(?:{HAN_GAP}{HAN}){{4,10}})(?!{HAN}){COUNT}"),
    Kind("P07", rf"{ALONE}([1-9]{D}{{4,10}})(?= ?[(](?:qq|微信))", "not_day", STOP),
    Kind(
        "P07",
        rf"{_WECHAT}(?:(?:就是|同)?手机号? ?| ?(?:号码?|id|账号|帐号)[-:;=是为叫\x22( ]{{0,3}}"
        rf"| ?[-:;=是为叫\x22(]{{1,3}} ?)"
        rf"({_HANDLE}|[1-9]{D}{{5,11}}(?!{D}){COUNT})",
        "not_day",
    ),
    Kind("P07", rf"{_WECHAT} ?(?:加|搜索?)? ?({_MARKED})", "", "", " ?(?:公众号|小程序)"),
    Kind("P07", rf"{_WECHAT}{_CALL}{PERSON}[-:的是 ,(]{{1,3}}({_HANDLE})", needs=_BOTH),
    Kind("P07", rf"{PERSON}(?:的|,|:)?(?:个人)?{_WECHAT}{_CALL}({_HANDLE})", needs=_BOTH),
    Kind("P07", rf"(?:(?<![a-z0-9])v ?:|加(?:我|个|一下)? ?v) ?({_MARKED})"),
    Kind("P07", r"(?<![a-z0-9])(wxid_[a-z0-9]{6,20})"),
    Kind("P07", rf"{_QQ}:({_MARKED})"),
    Kind(
        "P07",
        rf"{_NOT_OURS}(?:小红书|抖音|快手|钉钉|陌陌|支付宝|淘宝|微博)(?:号码?|id|账号|帐号)"
        rf"[:是为 ]{{0,3}}({_MARKED}|[1-9]{D}{{5,11}}(?!{D}){COUNT})",
        "not_day",
    ),
)
"""QQ 号、微信号；公众号、官方的、企业微信不算。"""

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
