"""打字的笔误：一行里的全角冒号、丢了的空格、不对的短横。认得出，也知道该是什么。"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain

from casebook.model import REGISTERS, Case, Kind, Record, describe
from casebook.model.pages import ProseHead
from casebook.model.walk import field_names, record_kinds

COLONS = {
    "：": ("Y01", "这里的冒号是全角的，要用半角冒号加一个空格"),
    ":": ("Y02", "冒号后面要有一个空格"),
}
"""栏目名后面的冒号 → 写错时的代码与说法。"""

_FIELDS = field_names(Case, ProseHead, *REGISTERS.values())
_KEY = r"[^\s\-#:：\[\]{},\"'“”|>&*!%@`][^:：\[\]{},\"'“”]{0,20}?"
_FULL_WIDTH_COLON = re.compile(rf"^(?P<head>\s*(?:- +)*{_KEY})：[ \u3000]*(?P<rest>.*)$")
_NO_SPACE = re.compile(r"^(?P<head>\s*(?:- +)*[\u3400-\u9fff]{1,8}):(?P<rest>[^\s/].*)$")
_DASH = re.compile(r"^(?P<indent> *)(?P<dash>-(?=[^\s\-\d.])|[－–—] *(?=[^\s－–—]))")
_FULL_WIDTH_PIPE = re.compile(r"^\s*(?:- +)*[^\s:：]+: +(?P<pipe>｜)\s*$")
_HASH = re.compile(
    r"^\s*(?:- +)*(?P<key>[^\s:：#]+): +(?P<value>[^\s\"'#\[{|>&*!][^#]* #(?P<note>[^\s#].*))$"
)
_HOUSE = re.compile(r"\d+ ?[号楼室栋幢座弄门梯]")
NOTE_OR_TEXT = "# 前面有空格，后面的字不会印。是正文，给整段加上引号；是说明，另起一行写"
"""Y16：说不准是正文还是说明的。"""


_BRACE_KEY = rf"(?:{'|'.join(sorted(map(re.escape, _FIELDS)))})"
_BRACE_COMMA = re.compile(rf"[,，](?=\s*{_BRACE_KEY}\s*[:：])")
_BRACE_PART = re.compile(rf"\s*(?P<key>{_BRACE_KEY})\s*[:：]\s*(?P<value>\S.*?)\s*")


@dataclass(frozen=True)
class Slip:
    """一处认得出的笔误：一行里从 `start` 到 `end`（从 0 数起）应是 `right`。

    `sure` 为假时也许本该如此：照 `right` 往下读，不替人改。
    """

    code: str
    message: str
    start: int
    end: int
    right: str
    sure: bool = True


_SUSPICIOUS = re.compile(r"[：｜－–—]|:[^\s/]|^ *-[^\s\-\d.]| #[^\s#]")


def suspicious(line: str) -> bool:
    """可能有笔误，值得细看：绝大多数的行没有。"""
    return _SUSPICIOUS.search(line) is not None


def find_slip(lines: list[str], index: int) -> Slip | None:
    """第 `index` 行的第一处笔误；没有时为 None。"""
    line = lines[index]
    if found := _DASH.match(line):
        indent = len(found["indent"])
        shallow = (b for b in reversed(lines[:index]) if b.strip() and indent_of(b) <= indent)
        previous = next(shallow, "").rstrip()
        if previous.endswith((":", "：")) or previous.startswith(found["indent"] + "- "):
            message = "列表的每一项以半角短横加一个空格开头"
            return Slip("Y15", message, found.start("dash"), found.end("dash"), "- ")
    found = _FULL_WIDTH_COLON.match(line) or _NO_SPACE.match(line)
    if found and _looks_like_key(found["head"], lines, index):
        at, end = found.end("head"), found.start("rest")
        return Slip(*COLONS[line[at]], at, end, ": " if found["rest"] else ":")
    if found := _FULL_WIDTH_PIPE.match(line):
        return Slip("Y08", "竖线要用半角的 |", found.start("pipe"), found.end("pipe"), "|")
    if (found := _HASH.match(line)) and found["key"] not in _words()[0]:
        value, span = in_quotes(found["value"]), found.span("value")
        if _HOUSE.match(found["note"]):
            return Slip("Y16", "# 前面有空格，后面的字会丢掉。给内容加上引号", *span, value)
        return Slip("Y16", NOTE_OR_TEXT, *span, value, sure=False)
    return None


_STRAY = re.compile(r"[^\s#\-\"'\[\]{}|>&*!%@`<=.?:：][^:：]*")
_HEADED = re.compile(r"(?P<head> *(?:- +)*)[^\s:：，。]{1,20}:(?: .*)?")


def stray(lines: list[str], index: int) -> int:
    """第 `index` 行是上面一段话的下文，贴来时没有缩进：前面该有几个空格；不是的为 0。

    上面一行是缩进的，接下去的栏目也是缩进的，顶格的一行就断在一条记录当中。
    """
    if not index or not _STRAY.fullmatch(lines[index]):
        return 0
    above = next((line for line in reversed(lines[:index]) if line.strip()), "")
    below = next((b for b in lines[index + 1 :] if b.strip() and not _STRAY.fullmatch(b)), "")
    if not (above[:1] == below[:1] == " ") or not _HEADED.fullmatch(below):
        return 0
    found = _HEADED.fullmatch(above)
    return len(found["head"]) + 2 if found else indent_of(above)


def continued(key: str, value: str, note: str) -> bool:
    """`key` 一栏写了 `value`，后面的注释 `note` 读着像下半句。

    写成一段的，句子没有完就是；写成一行的（标题、事件……）本来不写句号，注释里有句子的标点才是。
    """
    _, sentences, paragraphs = _words()
    if key not in sentences | paragraphs or _ENDED.search(value):
        return False
    return key in paragraphs or re.search("[，。；！？]", note) is not None


_ENDED = re.compile(r"[。！？…．.!?；;：:”’」』)）】》〉〕]\s*$")


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """栏目名：没有字可丢的（日期、数字、选一个词的）；写成句子的；写成一段的。"""
    tops: tuple[type[Record], ...] = (Case, *REGISTERS.values())
    fields = [
        field for kind in chain.from_iterable(map(record_kinds, tops)) for field in describe(kind)
    ]
    closed = (Kind.DATE, Kind.PERIOD, Kind.NUMBER, Kind.WHOLE, Kind.YES_NO, Kind.CHOICE)
    bare = [field for field in fields if field.record and field.bare == "内容"]
    paragraphs = {
        field.key for field in (*fields, *bare) if field.kind is Kind.PROSE or field in bare
    }
    return (
        frozenset(field.key for field in fields if field.kind in closed)
        - {field.key for field in fields if field.kind not in closed},
        frozenset(field.key for field in fields if field.sentence),
        frozenset(paragraphs),
    )


def indent_of(line: str) -> int:
    """`line` 开头有几个空格。"""
    return len(line) - len(line.lstrip(" "))


def in_quotes(value: str) -> str:
    """`value` 加上双引号，里面的引号与反斜杠转义。"""
    escaped = value.rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def mended_braces(line: str, at: int) -> str:
    """花括号里的全角冒号、逗号换成半角，一行别的不动；`at`（从 0 数起）要在括号里。

    拿不准逗号是文字还是隔开两栏的，为空：句子里也可以有“，理由：”。
    """
    opened, closed = (
        max(line.rfind(mark, 0, at + 1) for mark in "{｛"),
        re.search("[}｝]", line[at:]),
    )
    if opened < 0 or not closed:
        return ""
    end = at + closed.start()
    parts = brace_parts(line[opened + 1 : end])
    if not parts:
        return ""
    inside = ", ".join(f"{key}: {value}" for key, value in parts)
    return f"{line[:opened]}{{{inside}}}{line[end + 1 :]}"


def brace_parts(inside: str) -> list[tuple[str, str]]:
    """花括号里的各栏：栏目名与内容；拿不准的为空。"""
    if re.search("[\"'\\[{]", inside):
        return []
    parts = [_BRACE_PART.fullmatch(part) for part in _BRACE_COMMA.split(inside)]
    found = [(part["key"], part["value"]) for part in parts if part]
    plain = all(key not in _sentences() or "，" not in inside for key, _ in found)
    return found if plain and len(found) == len(parts) else []


@cache
def _sentences() -> frozenset[str]:
    """写成句子的栏目：里面的逗号多半是文字。"""
    tops: tuple[type[Record], ...] = (Case, *REGISTERS.values())
    kinds = chain.from_iterable(map(record_kinds, tops))
    return frozenset(field.key for kind in kinds for field in describe(kind) if field.sentence)


def _looks_like_key(head: str, lines: list[str], index: int) -> bool:
    """像栏目名，而不是句子里的冒号。

    顶格的都算；缩进的要是模型里有的名字，并且是列表项的开头，或者上一行是同一层、上一层的栏目。
    """
    name = head.strip().lstrip("- ").strip()
    if not name or len(name) > 8 or re.search(r"[，。；！？、\s]", name):
        return False
    if not head[:1].isspace() and not head.startswith("-"):
        return True
    if name not in _FIELDS:
        return False
    if head.strip().startswith("-"):
        return True
    previous = lines[index - 1].rstrip() if index else ""
    indent = indent_of(head)
    return bool(
        re.match(rf"^ {{{indent}}}\S[^:：]*[:：]", previous)
        or re.match(rf"^ {{{max(indent - 2, 0)}}}- +\S[^:：]*[:：]", previous)
        or re.match(r"^\s*(?:- +)?[^:：]+[:：]\s*$", previous)
    )
