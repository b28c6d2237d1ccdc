"""字怎样写进 Markdown 里仍是字：CommonMark、GFM 的表与 Python-Markdown 读出来都一样。

能不转义的不转义，当作纯文字来看也读得顺。
"""

import re
import unicodedata

_SPACES = re.compile(r"[\x00-\x20\x7f]+")
_SIGNS = re.compile(
    r"[\\`*|]"  # 转义、照原样、加重、表的格子
    r"|(?<![^\W_])_|_(?![^\W_])"  # 强调；夹在字母、数字、汉字当中的不算
    r"|\](?=[(:]|$)|!(?=\[|$)"  # 链接、图、定义；后面接着的可能是我们写的链接
    r"|<(?=[A-Za-z/!?]|$)|&(?=#|\w+;|$)"  # 网页代码、字符引用
    r"|~~"  # 删去
)
_ODD = re.compile(r"[\x00-\x1f\x7f\\`*|_\]!<&~]|  ")
"""有上面两样里的字。"""
_ENTITIES = {"<": "&lt;", "&": "&amp;", "~~": "&#126;&#126;"}
"""Python-Markdown 不认这几样的反斜杠。"""
_BRACKETS = re.compile(r"(\\.|!\[(?:\\.|[^\]\\])*\]\([^)]*\))|([\[\]])")
"""方括号；转义过的与图的不算。"""
_OPENINGS = re.compile(
    r"^ *(?:(?=[#>]|[+-](?: |$)|--|!!!)"  # 标题、引用、列表、横线、提示框
    r"|(?=\[(?!(?:\\.|[^\]\\])*\]\())"  # 要做的事、定义；我们写的链接不算
    r"|(\d+)(?=[.)](?: |$))"  # 有号的列表
    r"|=(?==* *$)"  # 上一行是标题
    r"|~(?=~~))",  # 照原样的几行
    re.M,
)
_OPENING = re.compile(r"[#>+\-!\[\d=~]")
"""上面几样的第一个字。"""
_UNSAFE_URL = re.compile(r"[\x00-\x20\x7f()<>\\`|\"]")
_BARE = re.compile(r"https?://[^\s<>|\\`]+")
_TICKS = re.compile("`+")


def escaped(text: str) -> str:
    """夹在一句里的字。"""
    if not _ODD.search(text):  # 大多没有要转义的
        return text
    return _SIGNS.sub(lambda sign: _ENTITIES.get(sign[0], f"\\{sign[0]}"), _SPACES.sub(" ", text))


def as_label(written: str) -> str:
    """写好的一句放进链接的方括号里。"""
    return _BRACKETS.sub(lambda sign: sign[1] or f"\\{sign[2]}", written.replace("  \n", " "))


def as_lines(written: str) -> str:
    """写好的一句自成一段：行首不会被当成标题、列表、引用。"""
    written = written.strip(" ")
    if "\n" not in written and not _OPENING.match(written):
        return written
    return _OPENINGS.sub(_opened, written)


def _opened(start: re.Match[str]) -> str:
    if start[0].endswith(("=", "~")):  # Python-Markdown 不认它们的反斜杠
        return f"&#{ord(start[0][-1])};"
    return f"{start[1] or ''}\\"


def code(words: str) -> str:
    """照原样的字；有竖线的在表里写不成，有 <! 的 Python-Markdown 会改，还是写成字。"""
    words = _SPACES.sub(" ", words).strip()
    if "|" in words or "<!" in words or not words:
        return escaped(words)
    ticks = "`" * (max(map(len, _TICKS.findall(words)), default=0) + 1)
    pad = " " if words[0] == "`" or words[-1] == "`" else ""
    return f"{ticks}{pad}{words}{pad}{ticks}"


def url(address: str) -> str:
    """链接的圆括号里的网址。"""
    safe = _UNSAFE_URL.sub(lambda sign: f"%{ord(sign[0]):02X}", address)
    return re.sub(r"&(?=#|\w+;)", "&amp;", safe)


def bare(address: str) -> str:
    """光是一个网址。"""
    whole = _BARE.fullmatch(address)
    return f"<{address}>" if whole else f"[{as_label(escaped(address))}]({url(address)})"


def emphasised(before: str, mark: str, written: str, after: str) -> str:
    """写好的一句加上记号；两边的字（`before`、`after`，没有时为空）使记号认不出来的，不加。

    认不认得出，见 https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run：里面挨着标点、外面
    挨着字的不认，如 **“引号”**后。
    """
    core = written.strip()
    if not core:
        return written
    lead, _, tail = written.partition(core)
    if not (_seen(lead or before, core[0]) and _seen(tail or after, core[-1])):
        return written
    return f"{lead}{mark}{core}{mark}{tail}"


def _seen(outside: str, inside: str) -> bool:
    """记号的这一边认得出来。"""
    if outside[-1:] == "*":
        return False
    signed = unicodedata.category(inside)[0] in "PS"
    return not (signed and outside) or outside.isspace() or unicodedata.category(outside)[0] == "P"
