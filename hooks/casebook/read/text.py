"""字节 → 文字。只收干净的 UTF-8；别的编码认出来，告诉编辑怎样另存。"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from casebook.problems import Problem
from casebook.read.characters import odd, said, said_together, suspect
from casebook.read.pasted import conflicted, conflicts, table_rows

SIZE_LIMIT = 64 * 1024
"""一个文件最多多少字节。"""
DIGITS_LIMIT = 100
"""连着的数字最多几位：再长的是贴错了，一位一位地看要很久。"""

_ENOUGH = 1000
_TWO_DIGITS = re.compile(r"\d\d")
_LONG_NUMBER = re.compile(rf"\d{{{DIGITS_LIMIT + 1},}}")


@dataclass(frozen=True)
class Text:
    """一个文件的文字（NFC，换行统一为 \\n），以及它的相对路径。"""

    path: str
    content: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """一行一行，不含换行符。"""
        return tuple(self.content.split("\n"))

    @cached_property
    def suspect(self) -> bool:
        """可能有不该写的字，值得一行一行地看。"""
        return suspect(self.content.replace("\n", ""))

    def line(self, number: int) -> str:
        """第 `number` 行（从 1 数起）；超出时为空。"""
        lines = self.lines
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def problem(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        hint: str = "",
    ) -> Problem:
        """这个文件里某一处的问题。"""
        return Problem(self.path, line, column, code, message, hint, self.line(line))


def read_text(path: str, data: bytes) -> tuple[Text, list[Problem]]:
    """把 `data` 读成文字；读不成时文字为空，问题里说明原因（F01–F08、F12、F18、F19）。"""

    def refused(code: str, message: str, hint: str = "") -> tuple[Text, list[Problem]]:
        return Text(path, ""), [Problem(path, 1, 1, code, message, hint)]

    if len(data) > SIZE_LIMIT:
        return refused("F05", too_big(len(data)))
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return refused(
            "F03", "这不是文字文件，像是 Word、WPS 或 PDF 改了后缀名。请另存为纯文本再改名 .yml"
        )
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")):
        return refused("F03", "这不是文字文件，像是图片改了后缀名。图片放到案例的文件夹里")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:64]:
        return refused("F02", "文件是 UTF-16 编码。请用编辑器“另存为”，编码选 UTF-8")
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Text(path, ""), [_not_utf8(path, data, error.start)]
    content = unicodedata.normalize("NFC", content.replace("\r\n", "\n").replace("\r", "\n"))
    text = Text(path, content)
    if not content.strip():
        return refused("F04", "文件是空的")
    if run := _long_number(content):
        line, column = (
            content.count("\n", 0, run.start()) + 1,
            run.start() - content.rfind("\n", 0, run.start()),
        )
        message = f"这里有 {len(run[0])} 位连着的数字，最多 {DIGITS_LIMIT} 位。多半是贴错了，请删掉"
        return Text(path, ""), [text.problem(line, column, "F25", message)]
    problems = [*islice(_characters(text), _ENOUGH)]
    if conflicted(content):
        text, found = _settled(text)
        problems += found
    return text, problems


def too_big(size: int, limit: int = SIZE_LIMIT) -> str:
    """`size` 字节的文件太大了（F05）：怎样说。"""
    kilo = f"文件有 {-(-size // 1024)} KB，超过 {limit // 1024} KB。"
    return f"{kilo}把长文拆开，图片放到案例的文件夹里"


def visible(line: str) -> list[tuple[str, int]]:
    """`line` 照该读的样子一个一个的字，各带原来的列（从 1 数起）：看不见的去掉，编码不对的换掉。"""
    if not suspect(line):
        return [(char, column) for column, char in enumerate(line, 1)]
    kept: list[tuple[str, int]] = []
    for at, char in enumerate(line):
        found = odd(line, at)
        kept += [(right, at + 1) for right in (found.right if found else char)]
    return kept


def _long_number(content: str) -> re.Match[str] | None:
    """太长的一串数字。隔一段看一个字：接连两个都是数字，才值得细看。"""
    step = DIGITS_LIMIT // 2
    return _LONG_NUMBER.search(content) if _TWO_DIGITS.search(content[::step]) else None


def _settled(text: Text) -> tuple[Text, list[Problem]]:
    """冲突标记各说一次；接着读的只有一个人写的，免得一处冲突报出一串。"""
    lines = list(text.lines)
    problems = []
    for span, unread in conflicts(text.lines):
        where = f"从第 {span.start + 1} 行到第 {span.stop} 行"
        message = (
            f"这是 git 的冲突标记：两个人改了同一处，{where}。"
            "留下对的（都对就都留下），删掉 <<<<<<<、=======、>>>>>>> 这几行"
        )
        if len(span) == 1:
            message = "这是 git 的冲突标记剩下的一行：上面的留哪些，看过了再删掉它"
        problems.append(text.problem(span.start + 1, 1, "Y18", message))
        for number in unread:
            lines[number] = ""
    return Text(text.path, "\n".join(lines)), problems


def _characters(text: Text) -> Iterator[Problem]:
    if not text.suspect:
        return
    rows: set[int] = set()
    if "\t" in text.content:
        for span in table_rows(text.lines, text.path.endswith(".md")):
            rows.update(number + 1 for number in span)
            column = text.lines[span.start].index("\t") + 1
            message = (
                f"这 {len(span)} 行像是从 Excel 里贴来的表格，格子之间是制表符，印出来会挤在一起。"
                "改成 Markdown 的表格：运行 casebook fix"
            )
            yield text.problem(span.start + 1, column, "Y19", message)
    for number, line in enumerate(text.lines, 1):
        if not suspect(line):
            continue
        told: set[tuple[str, str]] = {("F08", "")} if number in rows else set()
        fixed = "".join(char for char, _ in visible(line))
        for at, char in enumerate(line):
            if not (found := odd(line, at)):
                continue
            words, kind = said(char, found), char
            if found.code in ("F08", "F12"):
                kind = ""
            elif found.code == "F19" and found.right != char:  # 一行里的部首一起说
                words, kind = said_together(line), ""
            if found.code not in ("F06", "F07"):  # 一行里同一种只说一次
                if (found.code, kind) in told:
                    continue
                told.add((found.code, kind))
            hint = "" if found.right == char else fixed
            yield text.problem(number, at + 1, found.code, words, hint)


def _not_utf8(path: str, data: bytes, start: int) -> Problem:
    """第 `start` 个字节起不是 UTF-8：多半是 GBK；前面已有读得通的汉字，就是文件坏了。"""
    line = data.count(b"\n", 0, start) + 1
    before = data[:start].decode("utf-8-sig")
    try:
        sample = "" if any(char >= "\u3400" for char in before) else data.decode("gb18030")
    except UnicodeDecodeError:
        sample = ""
    if not sample:
        return Problem(path, line, 1, "F03", "这一行有不是 UTF-8 的字节，文件可能损坏")
    return Problem(
        path,
        line,
        1,
        "F01",
        "文件是 GBK（ANSI）编码，要用 UTF-8。记事本：文件 → 另存为 → 编码选 UTF-8 → 保存；"
        "WPS 和 VS Code 也在“另存为”或右下角的编码里改",
        line_text=sample.split("\n")[line - 1].strip()[:40],
    )
