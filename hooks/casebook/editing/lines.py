"""一行里的笔误：读的时候认得出、也知道该是什么的，照着写进文件里。"""

import re
from collections.abc import Iterator, Sequence

from casebook.model import REGISTERS, Case
from casebook.model.walk import field_names
from casebook.problems import Problem
from casebook.read import read_document
from casebook.read.repair import repair
from casebook.read.text import Text

_QUOTING = frozenset(("Y04", "Y06", "Y11", "Y12", "Y13", "Y14"))
"""改法是给整个内容加引号的代码；提示里写着改好的一行。"""
_FIELDS = field_names(Case, *REGISTERS.values())
_HEAD = re.compile(r"(?P<lead>\s*(?:- +)*(?:[^\s:]+: +)?)(?P<value>\S.*?)\s*$")
_INSIDE = r"([^\[\]［］{}｛｝\"']*)"
_LIST = re.compile(rf"[\[［]{_INSIDE}[\]］]")
_BRACES = re.compile(rf"[{{｛]{_INSIDE}[}}｝]")
_FIELD = rf"(?:{'|'.join(sorted(map(re.escape, _FIELDS)))})"
_PART = re.compile(rf"\s*({_FIELD})\s*[:：]\s*(\S.*?)\s*")
_ROUNDS = 40


def mend_lines(lines: list[str]) -> list[str]:
    """改好的各行；行数不变。改了还有毛病、或多出毛病的，那一行照原样。"""
    original = lines
    lines = _repaired(lines)
    hopeless: set[tuple[int, str]] = set()
    for _ in range(_ROUNDS):
        problems = _slips(lines)
        right: dict[int, str] = {}
        for number, line in _candidates(problems, lines, original):
            if (number, line) not in hopeless and line != lines[number]:
                right.setdefault(number, line)
        if not right:
            break
        tried = _repaired([right.get(n, line) for n, line in enumerate(lines)])
        before = {(p.line, p.code) for p in problems}
        after = {(p.line, p.code) for p in _slips(tried)}
        bad = {n for n in right if not _better(n + 1, before, after)}
        hopeless |= {(n, right[n]) for n in bad}
        lines = [lines[n] if n in bad else line for n, line in enumerate(tried)]
    return _bare_ends(lines)


def _slips(lines: Sequence[str]) -> list[Problem]:
    """YAML 的毛病。"""
    return read_document(Text("", "\n".join(lines)))[1]


def _repaired(lines: Sequence[str]) -> list[str]:
    return repair(Text("", "\n".join(lines)), sure=True).lines


def _better(line: int, before: set[tuple[int, str]], after: set[tuple[int, str]]) -> bool:
    """这一行少了毛病，没有多。"""
    then, now = ({code for at, code in some if at == line} for some in (before, after))
    return now < then


def _candidates(
    problems: list[Problem], lines: Sequence[str], original: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """每一处知道该怎样写的：第几行（从 0 数起），改成什么；有几种写法时先说把握大的。"""
    for problem in sorted(problems):
        number, at = problem.line - 1, problem.column - 1
        line = lines[number] if number < len(lines) else ""
        if problem.code[0] != "Y":
            continue
        yield from ((number, found) for found in _bracketed(line, at) if found)
        if problem.code in ("Y01", "Y02") and line[at : at + 1] in ("：", ":"):
            yield number, f"{line[:at]}: {line[at + 1 :].lstrip()}"
        elif problem.code == "Y20" and line[at : at + 1] == ">":
            yield number, f"{line[:at]}|{line[at + 1 :]}"
        elif problem.code in _QUOTING and '"' in problem.hint and _is_text(line):
            yield number, line[: len(line) - len(line.lstrip())] + problem.hint
        elif problem.code == "Y08" and re.match(r" *[\t\u3000\xa0]", original[number]):
            yield number, _aligned(lines, number)


def _bracketed(line: str, at: int) -> Iterator[str]:
    """方括号、花括号里的全角标点换成半角；`at` 要在里面。"""
    for found in _LIST.finditer(line):
        if found.start() <= at < found.end():
            items = re.sub(r"\s*，\s*", ", ", found[1]).strip(" ,")
            yield f"{line[: found.start()]}[{items}]{line[found.end() :]}"
    for found in _BRACES.finditer(line):
        parts = [
            _PART.fullmatch(part) for part in re.split(rf"[,，](?=\s*{_FIELD}\s*[:：])", found[1])
        ]
        if found.start() <= at < found.end() and all(parts):
            inside = ", ".join(f"{part[1]}: {part[2]}" for part in parts if part)
            yield f"{line[: found.start()]}{{{inside}}}{line[found.end() :]}"


def _is_text(line: str) -> bool:
    """内容是一段字：不是又一个栏目，后面没有注释，也不是两头本来就有引号的。"""
    found = _HEAD.match(line)
    if not found or " # " in found["value"]:
        return False
    value = found["value"]
    name = re.match(r"([^\s:：]+)[:：]", value)
    wrapped = len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]
    return not wrapped and not (name and name[1] in _FIELDS)


def _aligned(lines: Sequence[str], number: int) -> str:
    """用制表符、全角空格缩进的一行，与上面的栏目对齐。"""
    above = next((one for one in reversed(lines[:number]) if one.strip()), "")
    indent = re.match(r" *(?:- +)*", above)
    return " " * len(indent[0] if indent else "") + lines[number].lstrip()


def _bare_ends(lines: list[str]) -> list[str]:
    """行尾的空格去掉；块文字里的可能有用（两个空格是换行），去掉就读得不同的，照原样。"""
    bare = [line.rstrip(" ") for line in lines]
    if bare == lines or _same(lines, bare):
        return bare
    for number, line in enumerate(bare):
        tried = [*lines[:number], line, *lines[number + 1 :]]
        if line != lines[number] and _same(lines, tried):
            lines = tried
    return lines


def _same(before: Sequence[str], after: Sequence[str]) -> bool:
    """读出来一样；读不懂的不算一样。"""
    one, other = (read_document(Text("", "\n".join(lines)))[0] for lines in (before, after))
    return bool(one and other and not one.broken and one.plain() == other.plain())
