"""文字 → 带位置的树。只收 YAML 里最老实的一部分：映射、列表、文字。

每个值都读成文字，由模型去转换（`no`、`010`、`12:30`、电话号码因此不会变样）。锚点、别名、合并键、
标签、重复的键、过深的嵌套一律不收。解析器只给出事件，树由这里一层一层搭，深度不会失控。
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import yaml

from casebook.model import REGISTERS, Case
from casebook.model.pages import ProseHead
from casebook.model.walk import field_names
from casebook.problems import Problem
from casebook.read.text import Text, first_forbidden, visible

DEPTH_LIMIT = 16
"""最多嵌套几层。"""

_FIELDS = field_names(Case, ProseHead, *REGISTERS.values())
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEY = r"[^\s\-#:：\[\]{},\"'“”|>&*!%@`][^:：\[\]{},\"'“”]{0,20}?"
_FULL_WIDTH_COLON = re.compile(rf"^(?P<head>\s*(?:- +)*{_KEY})：[ \u3000]*(?P<rest>.*)$")
_NO_SPACE = re.compile(r"^(?P<head>\s*(?:- +)*[\u3400-\u9fff]{1,8}):(?P<rest>[^\s/].*)$")
_DASH = re.compile(r"^(?P<indent> *)(?P<dash>-(?=[^\s\-\d.])|[－–—] *(?=[^\s－–—]))")
_FULL_WIDTH_PIPE = re.compile(r"^\s*(?:- +)*[^\s:：]+: +(?P<pipe>｜)\s*$")
_HASH = re.compile(r"^\s*(?:- +)*[^\s:：#]+: +(?P<value>[^\s\"'#\[{|>&*!][^#]* #[^\s#].*)$")
_BLOCK_TEXT = re.compile(r"[:-] +[|>][+\-\d]{0,2}\s*(?: #.*)?$")
_FLOW_KEY = re.compile(r"([\u3400-\u9fff]{1,8})([:：])\s*(\S.*)")


@dataclass(frozen=True)
class Scalar:
    """一段文字；`line`、`column` 从 1 数起。"""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Mapping:
    """键和值；键不重复。"""

    items: dict[str, "Node"]
    keys: dict[str, Scalar]
    line: int
    column: int


@dataclass(frozen=True)
class Sequence:
    """一列。"""

    items: list["Node"]
    line: int
    column: int


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True)
class Document:
    """一个文件读出来的树。`broken` 是没能读懂的顶层键，不要再说它们“缺少”。"""

    text: Text
    root: Mapping
    broken: frozenset[str] = field(default_factory=frozenset)

    def plain(self) -> dict[str, Any]:
        """交给模型的普通字典：空值等于没写。"""
        result = plain(self.root)
        assert isinstance(result, dict)  # noqa: S101 - root 是 Mapping
        return result

    def position(self, *loc: str | int) -> tuple[int, int]:
        """`loc`（键与序号）所指之处的行列；走不到底时停在走得到的地方。"""
        node: Node = self.root
        line, column = 1, 1
        for step in loc:
            inner = child(node, step)
            if inner is None:
                break
            node = inner
            line, column = node.line, node.column
        return line, column

    def key_position(self, *loc: str | int) -> tuple[int, int]:
        """`loc` 最后一个键本身的行列。"""
        *parents, last = loc
        node: Node = self.root
        for step in parents:
            node = child(node, step) or node
        if isinstance(node, Mapping) and last in node.keys:
            key = node.keys[str(last)]
            return key.line, key.column
        return self.position(*loc)

    def pruned(self, *loc: str | int) -> bool:
        """`loc` 最后一个键写了，但写得不对，已经报过并从树里拿掉。"""
        *parents, last = loc
        node: Node | None = self.root
        for step in parents:
            node = child(node, step) if node else None
        return isinstance(node, Mapping) and last in node.keys and last not in node.items

    def problem(
        self, loc: tuple[str | int, ...], code: str, message: str, hint: str = ""
    ) -> Problem:
        """`loc` 所指之处的问题。"""
        return self.text.problem(*self.position(*loc), code, message, hint)


def child(node: Node, step: str | int) -> Node | None:
    """`node` 里键或序号为 `step` 的一项；没有时为 None。"""
    match node, step:
        case Mapping(items), str():
            return items.get(step)
        case Sequence(entries), int():
            return entries[step] if step < len(entries) else None
    return None


def plain(node: Node) -> Any:
    """树 → 字典、列表、字符串；空的值略去。"""
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(items):
            return {
                key: plain(value)
                for key, value in items.items()
                if not (isinstance(value, Scalar) and value.text == "")
            }


class _RefusedError(Exception):
    def __init__(self, line: int, column: int, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.args = (line, column, code, message, hint)


def read_document(text: Text) -> tuple[Document | None, list[Problem]]:
    """读一个 YAML 文件。

    能认出的笔误（全角冒号、冒号后没有空格）记下问题，改正了再往下读；一处读不懂时，
    别的顶层栏目照读，这样一次能报出所有问题。整个读不懂时返回 None。
    """
    repaired, problems = _repair(text)
    try:
        root = _Builder(text, repaired, problems).build()
        broken: frozenset[str] = frozenset()
    except _RefusedError as refused:
        root, broken = _salvage(text, repaired, problems, refused)
    if root is None or not isinstance(root, Mapping):
        if root is not None or not problems:
            problems.append(
                text.problem(1, 1, "Y09", "文件的每一行都应是“栏目: 内容”，这里读不出栏目")
            )
        return None, problems
    return Document(text, root, broken), problems


class _Repaired:
    """改正过的各行；改过的行记着每个字原来在第几列。"""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = list(lines)
        self._columns: dict[int, list[int]] = {}

    def replace(self, index: int, chars: list[tuple[str, int]]) -> None:
        """第 `index` 行（从 0 数起）改成 `chars`：字与它原来的列。"""
        self.lines[index] = "".join(char for char, _ in chars)
        self._columns[index + 1] = [column for _, column in chars]

    def place(self, line: int, column: int) -> tuple[int, int]:
        """改正后的位置 → 原文的位置（都从 1 数起）。"""
        columns = self._columns.get(line)
        if not columns:
            return line, column
        return line, columns[column - 1] if column <= len(columns) else columns[-1] + 1


@dataclass(frozen=True)
class _Slip:
    """一处认得出的笔误：一行里从 `start` 到 `end`（从 0 数起）应是 `right`。"""

    code: str
    message: str
    start: int
    end: int
    right: str


def _repair(text: Text) -> tuple[_Repaired, list[Problem]]:
    repaired = _Repaired(text.lines)
    problems: list[Problem] = []
    block_indent: int | None = None
    for index, original in enumerate(text.lines):
        chars = visible(original)
        if len(chars) != len(original) or original != "".join(char for char, _ in chars):
            repaired.replace(index, chars)
        line = repaired.lines[index]
        indent = _indent(line)
        if block_indent is not None:
            if not line.strip() or indent > block_indent:
                continue
            block_indent = None
        for _ in range(3):  # 一行里最多改三处
            slip = _slip(repaired.lines, index)
            if slip is None:
                break
            column = chars[slip.start][1]
            chars[slip.start : slip.end] = [(char, column) for char in slip.right]
            repaired.replace(index, chars)
            fixed = repaired.lines[index].strip()
            problems.append(text.problem(index + 1, column, slip.code, slip.message, fixed))
        line = repaired.lines[index]
        if _BLOCK_TEXT.search(line) and not line.lstrip().startswith("#"):
            block_indent = indent
    return repaired, problems


def _slip(lines: list[str], index: int) -> _Slip | None:
    """第 `index` 行的第一处笔误；没有时为 None。"""
    line = lines[index]
    if found := _DASH.match(line):
        indent = len(found["indent"])
        shallow = (b for b in reversed(lines[:index]) if b.strip() and _indent(b) <= indent)
        previous = next(shallow, "")
        if previous.endswith((":", "：")) or previous.startswith(found["indent"] + "- "):
            message = "列表的每一项以半角短横加一个空格开头"
            return _Slip("Y15", message, found.start("dash"), found.end("dash"), "- ")
    found = _FULL_WIDTH_COLON.match(line) or _NO_SPACE.match(line)
    if found and _looks_like_key(found["head"], lines, index):
        at, end = found.end("head"), found.start("rest")
        right = ": " if found["rest"] else ":"
        if line[at] == ":":
            return _Slip("Y02", "冒号后面要有一个空格", at, end, right)
        return _Slip("Y01", "这里的冒号是全角的，要用半角冒号加一个空格", at, end, right)
    if found := _FULL_WIDTH_PIPE.match(line):
        return _Slip("Y08", "竖线要用半角的 |", found.start("pipe"), found.end("pipe"), "|")
    if found := _HASH.match(line):
        value = _in_quotes(found["value"])
        message = "# 前面有空格，后面的字会丢掉。给内容加上引号"
        return _Slip("Y16", message, found.start("value"), found.end("value"), value)
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _in_quotes(value: str) -> str:
    escaped = value.rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


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
    indent = _indent(head)
    return bool(
        re.match(rf"^ {{{indent}}}\S[^:：]*[:：]", previous)
        or re.match(rf"^ {{{max(indent - 2, 0)}}}- +\S[^:：]*[:：]", previous)
        or re.match(r"^\s*(?:- +)?[^:：]+[:：]\s*$", previous)
    )


class _Builder:
    """从解析器的事件搭树。`offset` 是片段在文件里的起始行（从 0 数起）。"""

    def __init__(
        self,
        text: Text,
        repaired: _Repaired,
        problems: list[Problem],
        span: range | None = None,
        dedent: int = 0,
    ) -> None:
        self._text, self._repaired, self._problems = text, repaired, problems
        span = span or range(len(repaired.lines))
        self._offset, self._dedent = span.start, dedent
        self._source = "\n".join(repaired.lines[i][dedent:] for i in span)

    def _place(self, mark: Any) -> tuple[int, int]:
        if mark is None:
            return self._offset + 1, 1
        line = self._offset + mark.line + 1
        if line > len(self._repaired.lines):  # 文件读完了才发现少了什么
            last = len(self._repaired.lines)
            return self._repaired.place(last, len(self._repaired.lines[-1]) + 1)
        return self._repaired.place(line, mark.column + self._dedent + 1)

    def build(self) -> Node | None:
        """搭一棵树；空文件为 None。读不懂时抛 _RefusedError。"""
        documents = 0
        root: Node | None = None
        try:
            events = self._events()
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if event.version or event.tags:
                        raise _RefusedError(
                            *self._place(event.start_mark), "Y10", "不要写 % 开头的指令和 ---"
                        )
                    if documents > 1:
                        raise _RefusedError(
                            *self._place(event.start_mark),
                            "Y10",
                            "一个文件只写一条记录，不要用 --- 分成几段",
                        )
                elif isinstance(event, yaml.NodeEvent):
                    root = self._node(event, events, 1)
        except yaml.MarkedYAMLError as error:
            raise self._explain(error) from None
        except yaml.reader.ReaderError as error:
            raise _RefusedError(
                1, 1, "F06", f"文件里有不能用的字符 U+{int(error.character):04X}"
            ) from None
        return root

    def _events(self) -> Iterator[Any]:
        yield from yaml.parse(self._source, Loader=_Loader)

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        line, column = self._place(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._starts_badly(line, column, "Y04")
        if event.tag and event.tag != "!":
            raise self._starts_badly(line, column, "Y06")
        if depth > DEPTH_LIMIT:
            raise _RefusedError(line, column, "Y07", f"嵌套超过 {DEPTH_LIMIT} 层")
        if isinstance(event, yaml.ScalarEvent):
            value = unicodedata.normalize("NFC", event.value)
            if bad := first_forbidden(value):
                self._problems.append(
                    self._text.problem(
                        line, column, "F06", f"这里有不能用的字符 U+{ord(bad):04X}，请删掉"
                    )
                )
                value = "".join(char for char in value if not first_forbidden(char))
            return Scalar(value, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            flow = bool(event.flow_style)
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                item = self._node(event, events, depth + 1)
                plain_text = isinstance(event, yaml.ScalarEvent) and not event.style
                if flow and plain_text and isinstance(item, Scalar) and "，" in item.text:
                    items += self._split(item)
                else:
                    items.append(item)
            return Sequence(items, line, column)
        return self._mapping(events, line, column, depth)

    def _mapping(self, events: Iterator[Any], line: int, column: int, depth: int) -> Mapping:
        values: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            if not isinstance(key, Scalar):
                raise _RefusedError(key.line, key.column, "Y08", "栏目名必须是文字")
            if key.text == "<<":
                raise _RefusedError(key.line, key.column, "Y05", "不能用 << 合并；请把内容写全")
            value = self._node(next(events), events, depth + 1)
            if value == Scalar("", value.line, value.column) and (
                found := _FLOW_KEY.fullmatch(key.text)
            ):
                value = self._glued(key, found)
                key = Scalar(found[1], key.line, key.column)
            if key.text in keys:
                first = keys[key.text].line
                self._problems.append(
                    self._text.problem(
                        key.line,
                        key.column,
                        "Y03",
                        f"“{key.text}”写了两次，第一次在第 {first} 行。请合成一处",
                    )
                )
                continue
            keys[key.text], values[key.text] = key, value
        return Mapping(values, keys, line, column)

    def _glued(self, key: Scalar, found: re.Match[str]) -> Scalar:
        """花括号里的 `编号：demo`、`编号:demo`，解析器当成了一个没有内容的栏目名。"""
        column = key.column + found.start(2)
        code, message = (
            ("Y01", "这里的冒号是全角的，要用半角冒号加一个空格")
            if found[2] == "："
            else ("Y02", "冒号后面要有一个空格")
        )
        hint = f"{found[1]}: {found[3]}"
        self._problems.append(self._text.problem(key.line, column, code, message, hint))
        return Scalar(found[3], key.line, key.column + found.start(3))

    def _split(self, item: Scalar) -> Iterator[Scalar]:
        """方括号里用全角逗号隔开的几项。"""
        column = item.column + item.text.index("，")
        message = "方括号里的各项用半角逗号隔开；若逗号是文字，请加上引号"
        hint = item.text.replace("，", ", ")
        self._problems.append(self._text.problem(item.line, column, "Y14", message, hint))
        for found in re.finditer(r"[^，\s][^，]*", item.text):
            yield Scalar(found[0].strip(), item.line, item.column + found.start())

    def _explain(self, error: yaml.MarkedYAMLError) -> _RefusedError:
        """解析器的英文 → 给编辑的中文。"""
        said, around = str(error.problem or ""), str(error.context or "")
        here = self._place(error.problem_mark or error.context_mark)
        start = self._place(error.context_mark) if error.context_mark else here
        if "mapping values are not allowed" in said:
            return self._two_colons(*here)
        if "cannot start any token" in said:
            return self._starts_badly(*here, "Y12")
        if "quoted scalar" in around:
            return _RefusedError(*start, "Y13", "这里的引号没有配对，或引号里有认不出的反斜杠")
        if "expected node content" in said:
            return self._nothing_there(*here)
        if "flow sequence" in around or "flow mapping" in around:
            return _RefusedError(*start, "Y14", "这里的括号没有配对，或用了全角的括号、逗号")
        if "block scalar" in around:
            return _RefusedError(*here, "Y08", "竖线 | 或 > 后面要换行，下面的文字要缩进")
        if "not allowed in this context" in said:
            return self._starts_badly(*here, "Y12")
        if "alias" in around or "anchor" in around:
            return self._starts_badly(*start, "Y04")
        if "tag" in around:
            return self._starts_badly(*start, "Y06")
        if "directive" in around or "directive" in said:
            return self._starts_badly(*start, "Y12")
        if "could not find expected ':'" in said:
            return _RefusedError(*start, "Y09", "这一行读不出栏目。每一行写成“栏目: 内容”")
        if "document start" in said:
            return _RefusedError(*here, "Y10", "一个文件只写一条记录，... 后面不能再写")
        return self._text_after(*here) or _RefusedError(
            *here, "Y08", "缩进或写法不对：同一层的栏目要左对齐，下一层比上一层多两个空格"
        )

    def _nothing_there(self, line: int, column: int) -> _RefusedError:
        """括号里该有内容的地方没有；括号一直没有配上时，指出是哪一个括号。"""
        if self._text.line(line)[column - 1 :].strip():
            closing = self._text.line(line)[column - 1] in "]}"
            message = "多了一个右括号" if closing else "括号里这个位置少了内容，或多写了逗号"
            return _RefusedError(line, column, "Y14", message)
        for number in range(line, self._offset, -1):
            source = self._text.line(number)
            at = max(source.rfind("["), source.rfind("{"))
            if at >= 0:
                return _RefusedError(number, at + 1, "Y14", "这里的括号没有配对")
        return _RefusedError(line, column, "Y14", "这里的括号没有配对")

    def _text_after(self, line: int, column: int) -> _RefusedError | None:
        """引号或括号配上了，后面又有字，如 `{楼组}长`。"""
        source = self._text.line(line)
        found = re.match(r"\s*(?:- +)*(?:[^\s:]+: +)?", source)
        before = source[found.end() if found else 0 : column - 1]
        if not found or before[:1] not in tuple("\"'[{") or before[-1:] not in tuple("\"']}"):
            return None
        code, what = ("Y13", "引号") if before[-1] in "\"'" else ("Y14", "括号")
        message = f"{what}后面还有字。给整个内容加上引号"
        return _RefusedError(line, column, code, message, self._quoted(line, found.end() + 1))

    def _two_colons(self, line: int, column: int) -> _RefusedError:
        source = self._text.line(line)
        found = re.match(r"(\s*(?:- +)*[^:]+: +)", source)
        if found and found.end() < column:
            message = "这一行里有两个冒号，分不清哪里是栏目名。给内容加上引号"
            return _RefusedError(line, column, "Y11", message, self._quoted(line, found.end() + 1))
        return _RefusedError(
            line, column, "Y08", "缩进不对：这一行像栏目，却比上一行缩进得多，成了上一行的续行"
        )

    def _starts_badly(self, line: int, column: int, code: str) -> _RefusedError:
        char = self._text.line(line)[column - 1 : column]
        message = f"内容不能用 {char} 开头。若是文字，请加上引号"
        return _RefusedError(line, column, code, message, self._quoted(line, column))

    def _quoted(self, line: int, column: int) -> str:
        """这一行从 `column` 起加上引号；不是“栏目: 内容”“- 内容”的行不猜。"""
        source = self._text.line(line)
        head, value = source[: column - 1], source[column - 1 :].rstrip()
        if not re.fullmatch(r"\s*(?:- +)*(?:[^\s:]+: +)?", head) or not head.strip():
            return ""
        return f"{head.strip()} {_in_quotes(value)}"


def _salvage(
    text: Text, repaired: _Repaired, problems: list[Problem], refused: _RefusedError
) -> tuple[Mapping | None, frozenset[str]]:
    """整个文件读不懂时，一个顶层栏目一个顶层栏目地读，列表再一项一项地读。"""
    before = len(problems)
    values: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    broken: set[str] = set()
    for span in _blocks(repaired.lines, range(len(repaired.lines)), re.compile(r"[^\s#\-]")):
        # 没有对齐的顶层栏目会混在上一块里，一并算作没读懂
        names = {re.split(r"[:：\s]", repaired.lines[i].strip())[0] for i in span}
        try:
            block = _Builder(text, repaired, problems, span).build()
        except _RefusedError as inner:
            items = _salvage_items(text, repaired, problems, span)
            if items is None:
                problems.append(text.problem(*inner.args))
                broken |= names
                continue
            block = items
            broken |= names
        if not isinstance(block, Mapping):
            continue
        for key, value in block.items.items():
            if key in keys:
                at = block.keys[key]
                problems.append(
                    text.problem(
                        at.line,
                        at.column,
                        "Y03",
                        f"“{key}”写了两次，第一次在第 {keys[key].line} 行。请合成一处",
                    )
                )
                continue
            values[key], keys[key] = value, block.keys[key]
    if len(problems) == before:
        problems.append(text.problem(*refused.args))
    return (Mapping(values, keys, 1, 1) if values or broken else None), frozenset(broken)


def _salvage_items(
    text: Text, repaired: _Repaired, problems: list[Problem], span: range
) -> Mapping | None:
    """一个列表栏目里，读得懂的项照收；不是列表时为 None。"""
    head = repaired.lines[span.start]
    found = re.fullmatch(r"(?P<key>[^:]+):\s*", head)
    body = [i for i in span[1:] if repaired.lines[i].strip()]
    if not found or not body:
        return None
    indent = len(repaired.lines[body[0]]) - len(repaired.lines[body[0]].lstrip(" "))
    start = re.compile(rf" {{{indent}}}- ")
    if not start.match(repaired.lines[body[0]]):
        return None
    nodes: list[Node] = []
    for item in _blocks(repaired.lines, range(body[0], span.stop), start):
        try:
            node = _Builder(text, repaired, problems, item, dedent=indent).build()
        except _RefusedError as inner:
            problems.append(text.problem(*inner.args))
            continue
        if isinstance(node, Sequence):
            nodes += node.items
    key = Scalar(found["key"].strip(), span.start + 1, 1)
    sequence = Sequence(nodes, body[0] + 1, indent + 1)
    return Mapping({key.text: sequence}, {key.text: key}, key.line, 1)


def _blocks(lines: list[str], span: range, start: re.Pattern[str]) -> Iterator[range]:
    """把行分成块，每块从匹配 `start` 的一行开始。"""
    begins = [i for i in span if start.match(lines[i])]
    yield from (range(*ends) for ends in pairwise([*begins, span.stop]))
