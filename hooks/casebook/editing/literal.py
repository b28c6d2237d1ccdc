"""平常的话 → Markdown：一切记号都按字面；看不见的字去掉，编码不对的换成正式的。

与投稿的表单（theme 的 form-text.js）是同一套写法。
"""

import re
import unicodedata

from casebook.read.characters import odd, suspect

_SIGNS = re.compile(
    r"[\\`*_\[\]{<&^]|~(?=~|[^~\s]*~)|([+=%])(?=\1)|(?<=\+)\+|:(?=[a-z][a-z_]+:)", re.I
)
_MARK = re.compile(r"〔(?=[a-z])", re.I)
_OPENING = re.compile(r"^(?:[#>|]|!!!|:(?=::)|[-+](?=\s|[-+]*$)|=(?==+$))")
_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")


def tidied(text: str) -> str:
    """看不见的字去掉，怪的空格换成普通的，写成部首、私有区的字换成正式的。"""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not suspect(text.replace("\n", "")) and "\u3000" not in text:
        return text
    lines = re.split(r"[\n\u000b\u000c\u2028\u2029]", text)
    return unicodedata.normalize("NFC", "\n".join(map(_line, lines)))


def _line(line: str) -> str:
    line = line.lstrip(" \t\u3000")
    found = ((char, odd(line, at)) for at, char in enumerate(line))
    return "".join(wrong.right if wrong else char for char, wrong in found)


def one_line(text: str) -> str:
    """接成一行。"""
    return re.sub(r"\s*\n\s*", " ", tidied(text)).replace("\t", " ").strip()


def escaped(words: str) -> str:
    """夹在一句里的字。"""
    return _MARK.sub("〔 ", _SIGNS.sub(lambda sign: f"\\{sign[0]}", words))


def literal(line: str) -> str:
    """自成一段的一行：行首不会被当成标题、列表、引用。"""
    return opened(escaped(line))


def opened(written: str) -> str:
    """写好的一行，行首的记号仍是字。"""
    return _NUMBER.sub(r"\1\\\2", _OPENING.sub(lambda mark: f"\\{mark[0]}", written))
