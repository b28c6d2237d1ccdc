"""字节 → 文字。只收干净的 UTF-8；别的编码认出来，告诉编辑怎样另存。"""

import unicodedata
from dataclasses import dataclass

from casebook.problems import Problem

SIZE_LIMIT = 64 * 1024
"""一个文件最多多少字节。"""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb")
_ODD_SPACES = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f")


@dataclass(frozen=True)
class Text:
    """一个文件的文字（NFC，换行统一为 \\n），以及它的相对路径。"""

    path: str
    content: str

    @property
    def lines(self) -> list[str]:
        """一行一行，不含换行符。"""
        return self.content.split("\n")

    def line(self, number: int) -> str:
        """第 `number` 行（从 1 数起）；超出时为空。"""
        lines = self.lines
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def problem(self, line: int, column: int, code: str, message: str, hint: str = "") -> Problem:
        """这个文件里某一处的问题。"""
        return Problem(self.path, line, column, code, message, hint, self.line(line))


def read_text(path: str, data: bytes) -> tuple[Text, list[Problem]]:
    """把 `data` 读成文字；读不成时文字为空，问题里说明原因（F01–F08）。"""

    def refused(code: str, message: str, hint: str = "") -> tuple[Text, list[Problem]]:
        return Text(path, ""), [Problem(path, 1, 1, code, message, hint)]

    if len(data) > SIZE_LIMIT:
        return refused(
            "F05",
            f"文件有 {len(data) // 1024} KB，超过 {SIZE_LIMIT // 1024} KB。把长文拆开，图片放到案例的文件夹里",
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return refused("F03", "这不是文字文件，像是 Word、WPS 或 PDF 改了后缀名。请另存为纯文本再改名 .yml")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:64]:
        return refused(
            "F02", "文件是 UTF-16 编码。请用编辑器“另存为”，编码选 UTF-8"
        )
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        try:
            sample = data.decode("gb18030")
        except UnicodeDecodeError:
            return Text(path, ""), [
                Problem(path, line, 1, "F03", "这一行有不是 UTF-8 的字节，文件可能损坏")
            ]
        shown = sample.split("\n")[line - 1].strip()[:40]
        return Text(path, ""), [
            Problem(
                path,
                line,
                1,
                "F01",
                "文件是 GBK（ANSI）编码，要用 UTF-8。记事本：文件 → 另存为 → 编码选 UTF-8 → 保存；"
                "WPS 和 VS Code 也在“另存为”或右下角的编码里改",
                line_text=shown,
            )
        ]
    content = unicodedata.normalize("NFC", content.replace("\r\n", "\n").replace("\r", "\n"))
    text = Text(path, content)
    if not content.strip():
        return refused("F04", "文件是空的")
    return text, list(_characters(text))


def first_forbidden(value: str) -> str | None:
    """`value` 里第一个控制符、方向符或隐形字符（换行除外）；没有时为 None。

    双引号里的转义（`"\\u202e"`）逃得过逐行检查，值读出来之后要再看一遍。
    """
    if value.isprintable():
        return next((c for c in value if c in _INVISIBLE or c in _BIDI), None)
    for char in value:
        odd = unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") and char != "\n"
        if odd or char in _BIDI or char in _INVISIBLE or char in "\u2028\u2029":
            return char
    return None


def _characters(text: Text) -> list[Problem]:
    found = []
    for number, line in enumerate(text.lines, 1):
        if line.isascii() and line.isprintable():
            continue
        for column, char in enumerate(line, 1):
            name = f"U+{ord(char):04X}"
            if char == "\t":
                found.append(
                    text.problem(number, column, "F08", "这里有制表符（Tab）。缩进请用空格", line.replace("\t", "  "))
                )
                break
            if char in _BIDI:
                found.append(
                    text.problem(number, column, "F07", f"这里有看不见的文字方向控制符 {name}，请删掉")
                )
            elif char in _INVISIBLE or char == "\u2028" or char == "\u2029":
                found.append(
                    text.problem(number, column, "F06", f"这里有看不见的字符 {name}，请删掉", line.replace(char, ""))
                )
            elif char in _ODD_SPACES or (char == "\u3000" and not line[: column - 1].strip()):
                found.append(
                    text.problem(
                        number, column, "F12", f"这里的空格不是普通空格（{name}）。请换成半角空格",
                        line.replace(char, "  " if char == "\u3000" else " "),
                    )
                )
                break
            elif unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn"):
                found.append(
                    text.problem(number, column, "F06", f"这里有不能用的字符 {name}，请删掉")
                )
    return found
