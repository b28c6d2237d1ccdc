"""解析器的英文 → 给编辑的中文：哪里不对，怎样改。"""

import re

import yaml

from casebook.model import Case, describe
from casebook.problems import Problem
from casebook.read.repair import Piece
from casebook.read.slips import in_quotes, indent_of
from casebook.read.text import Text


def explain(error: yaml.MarkedYAMLError, piece: Piece) -> Problem:
    """解析 `piece` 时的 `error`，说给编辑听。"""
    text = piece.text
    said, around = str(error.problem or ""), str(error.context or "")
    here = piece.place(error.problem_mark or error.context_mark)
    start = piece.place(error.context_mark) if error.context_mark else here
    if "mapping values are not allowed" in said:
        return _two_colons(text, *here)
    if "cannot start any token" in said:
        return starts_badly(text, *here, "Y12")
    if "quoted scalar" in around:
        return text.problem(*start, "Y13", "这里的引号没有配对，或引号里有认不出的反斜杠")
    if "expected node content" in said:
        return _nothing_there(text, piece.span.start, *here)
    if "flow sequence" in around or "flow mapping" in around:
        message = (
            "这里的括号没有配对，用了全角的括号、逗号，或两栏之间少了逗号。若是文字，给内容加上引号"
        )
        return text.problem(*start, "Y14", message)
    if "block scalar" in around:
        message = "竖线 | 或 > 后面要换行，下面的文字要缩进。若是文字，给内容加上引号"
        line, column = start
        folded = text.line(line)[column - 1 : column] == ">"  # 竖线多半真是要写几行
        hint = quoted(text, line, column) if folded else ""
        return text.problem(*here, "Y08", message, hint)
    if "not allowed in this context" in said:
        return starts_badly(text, *here, "Y12")
    if "alias" in around or "anchor" in around:
        return starts_badly(text, *start, "Y04")
    if "tag" in around:
        return starts_badly(text, *start, "Y06")
    if "directive" in around or "directive" in said:
        return starts_badly(text, *start, "Y12")
    if "could not find expected ':'" in said:
        message = "这一行读不出栏目。每一行写成“栏目: 内容”；是上面那句话的下文，就比栏目多空两格"
        return text.problem(*start, "Y09", message)
    if indented := indented_top(piece):
        return indented
    if "document start" in said:
        return text.problem(*here, "Y10", "一个文件只写一条记录，... 后面不能再写")
    return _text_after(text, *here) or _indented_key(text, here[0]) or _misaligned(text, *here)


def indented_top(piece: Piece) -> Problem | None:
    """第一栏前面有空格，后面的栏目就对不上了：多半是删 # 时留下的。"""
    lines = piece.repaired.lines
    first = next((n for n in piece.span if lines[n].strip() and lines[n].lstrip()[0] != "#"), None)
    if first is None or not re.match(r" +[^\s\-][^:]*:(?: |$)", lines[first][piece.dedent :]):
        return None
    return piece.text.problem(first + 1, 1, "Y08", _SPACE, lines[first].strip())


_SPACE = "这一行前面多了空格。最外一层的栏目要顶格写；删 # 时，# 后面的空格也要删掉"


def starts_badly(text: Text, line: int, column: int, code: str) -> Problem:
    """内容的第一个字在 YAML 里另有用处。"""
    char = text.line(line)[column - 1 : column]
    message = f"内容不能用 {char} 开头。若是文字，请加上引号"
    return text.problem(line, column, code, message, quoted(text, line, column))


def _nothing_there(text: Text, before: int, line: int, column: int) -> Problem:
    """括号里该有内容的地方没有；括号一直没有配上时，指出是 `before` 行之后的哪一个括号。"""
    if text.line(line)[column - 1 :].strip():
        closing = text.line(line)[column - 1] in "]}"
        message = "多了一个右括号" if closing else "括号里这个位置少了内容，或多写了逗号"
        return text.problem(line, column, "Y14", message)
    message = "这里的括号没有配对"
    for number in range(line, before, -1):
        source = text.line(number)
        at = max(source.rfind("["), source.rfind("{"))
        if at >= 0:
            return text.problem(number, at + 1, "Y14", message)
    return text.problem(line, column, "Y14", message)


def _text_after(text: Text, line: int, column: int) -> Problem | None:
    """引号或括号配上了，后面又有字，如 `{楼组}长`。"""
    source = text.line(line)
    found = re.match(r"\s*(?:- +)*(?:[^\s:]+: +)?", source)
    before = source[found.end() if found else 0 : column - 1]
    if not found or before[:1] not in tuple("\"'[{") or before[-1:] not in tuple("\"']}"):
        return None
    code, what = ("Y13", "引号") if before[-1] in "\"'" else ("Y14", "括号")
    message = f"{what}后面还有字。给整个内容加上引号"
    return text.problem(line, column, code, message, quoted(text, line, found.end() + 1))


def _two_colons(text: Text, line: int, column: int) -> Problem:
    found = re.match(r"(\s*(?:- +)*[^:]+: +)", text.line(line))
    if found and found.end() < column:
        message = "这一行里有两个冒号，分不清哪里是栏目名。给内容加上引号"
        return text.problem(line, column, "Y11", message, quoted(text, line, found.end() + 1))
    if indented := _indented_key(text, line):
        return indented
    message = "缩进不对：这一行像栏目，却比上一行缩进得多，成了上一行的续行"
    return text.problem(line, column, "Y08", message)


def _indented_key(text: Text, line: int) -> Problem | None:
    """前面多了一个空格的顶层栏目。"""
    key = re.match(r" ([^\s:]+):(?: |$)", text.line(line))
    if key and key[1] in {field.key for field in describe(Case)}:
        return text.problem(line, 1, "Y08", _SPACE, text.line(line).strip())
    return None


def _misaligned(text: Text, line: int, column: int) -> Problem:
    """没有对齐的：这一行空了几格，上一行空了几格。"""
    own = indent_of(text.line(line))
    numbers = range(line - 1, 0, -1)
    above = next((n for n in numbers if text.line(n).strip() and text.line(n)[:1] != "#"), 0)
    message = "缩进或写法不对：同一层的栏目要左对齐，下一层比上一层多两个空格"
    if above and own != (before := indent_of(text.line(above))):
        message += f"。这一行前面空了 {own} 格，上一行空了 {before} 格"
    return text.problem(line, column, "Y08", message)


def quoted(text: Text, line: int, column: int) -> str:
    """这一行从 `column` 起加上引号；不是“栏目: 内容”“- 内容”的行不猜。"""
    source = text.line(line)
    head, value = source[: column - 1], source[column - 1 :].rstrip()
    if not re.fullmatch(r"\s*(?:- +)*(?:[^\s:]+: +)?", head) or not head.strip():
        return ""
    return f"{head.strip()} {in_quotes(value)}"
