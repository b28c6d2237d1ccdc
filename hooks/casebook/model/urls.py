"""网址：写得完整，别人打得开。"""

import re

from casebook.model.scalars import SCALARS, Kind

_URL = SCALARS[Kind.URL]
_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]*)", re.I)
_MARKS = "。、“”‘’《》〈〉【】「」『』〔〕…—\uff01-\uff5e"
"""中文的标点，全角的字母、数字、符号。"""
_MARK = re.compile(f"[{_MARKS}]")
_TITLED = re.compile(r"(?<![/=])(?<!html)(?<!\.htm)(?<!\.pdf)（[^\s（）]+）$")
"""网址末尾成对的括号：百科的条目就叫“……（上海）”，不一定是说明。"""
_AGAIN = re.compile(r"(?<![/=?&%])https?://", re.I)
_LOCAL = re.compile(
    r"localhost|127\.[\d.]+|0\.0\.0\.0|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+",
    re.I,
)
_TEMPORARY = re.compile(
    r"https?://mp\.weixin\.qq\.com/(?:s\?(?:[^#]*&)?(?:tempkey|signature)=|s/[^?]*\?(?:[^#]*&)?tempkey="
    r"|mp/appmsg/|cgi-bin/)",
    re.I,
)

Fault = tuple[str, str, str]
"""代码、一句话、改好的网址（拿不准时为空）。"""


def url_fault(value: str) -> Fault | None:
    """网址 `value` 的毛病；好的是 None。"""
    if not re.match(r"https?://", value):
        return _URL.code, _URL.says.format(value=value), ""
    if _AGAIN.search(value, 1):
        return _URL.code, "这里有两个网址。只留一个，另一个单独登记", ""
    if found := _TITLED.search(value):
        message = (
            f"网址末尾的“{found[0]}”是网址的一部分，还是后加的说明？在浏览器里打开看看："
            "是网址的，从地址栏里重新复制；是说明，写到“备注”"
        )
        return _URL.code, message, ""
    clean = _without_words(value)
    if found := _MARK.search(value):
        message = f"网址里混进了中文的“{found[0]}”，点不开。只留网址，说明写到“备注”"
        return _URL.code, message, clean
    if clean and clean != value:
        message = f"网址后面多了“{value[len(clean) :].strip()}”，点不开。只留网址"
        return _URL.code, message, clean
    if not _URL.fits(value):
        return _URL.code, _URL.fault(value).format(value=value), ""
    host = _host(value)
    if _LOCAL.fullmatch(host):
        return "M19", f"{host} 只有自己的电脑、单位里打得开，读者打不开。换成公开的网址", ""
    if not re.fullmatch(r"(?:[^\s.,]+\.)+[^\s.,]+\.?", host):
        return _URL.code, f"“{host}”不像网站的地址：中间要有点，如 www.shcn.gov.cn", ""
    if _TEMPORARY.match(value):
        how = "在微信里打开文章，点右上角“…”，再“复制链接”"
        return "M19", f"这是微信的临时链接，过几个小时就打不开。{how}", ""
    return None


def _without_words(value: str) -> str:
    """去掉网址后面的标点、括号里的说明；剩下的不是好好的网址时为空。"""
    head = re.split(rf"[{_MARKS}\s]", value, maxsplit=1)[0]
    tail = value[len(head) :]
    if re.search(r"[A-Za-z0-9/=&%]", re.sub(r"[（(【\[].*?[）)】\]]", "", tail)):
        return ""  # 标点后面还有网址的下半截，不知道该留哪一半
    clean = re.sub(r"[.,;:!]+$", "", head)
    if clean.count(")") > clean.count("("):  # 括在括号里的，多抄了后一半
        clean = re.sub(r"[).,;:!]+$", "", clean)
    sound = _URL.fits(clean) and "." in _host(clean)
    return clean if sound else ""


def _host(value: str) -> str:
    found = _HOST.match(value)
    return found[1] if found else ""
