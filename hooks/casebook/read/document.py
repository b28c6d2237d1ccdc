"""文字 → 带位置的树。只收 YAML 里最老实的一部分：映射、列表、文字。

每个值都读成文字，由模型去转换（`no`、`010`、`12:30`、电话号码因此不会变样）。锚点、别名、合并键、
标签、重复的键、过深的嵌套一律不收。解析器只给出事件，树由这里一层一层搭，深度不会失控。
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from casebook.problems import Problem
from casebook.read.text import Text, first_forbidden

DEPTH_LIMIT = 16
"""最多嵌套几层。"""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEY = r"[^\s\-#:：\[\]{},\"'“”|>&*!%@`][^:：\[\]{},\"'“”]{0,20}?"
_FULL_WIDTH_COLON = re.compile(rf"^(?P<head>\s*(?:- +)*{_KEY})：(?P<space> *)(?P<rest>.*)$")
_NO_SPACE = re.compile(rf"^(?P<head>\s*(?:- +)*[\u3400-\u9fff]{{1,8}}):(?P<rest>[^\s/].*)$")
_BLOCK_TEXT = re.compile(r"^(?P<indent>\s*)(?:- +)*[^#]*[:-]\s+[|>][+-]?\d?\s*(?:#.*)?$")


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
            if isinstance(node, Mapping) and isinstance(step, str) and step in node.items:
                node = node.items[step]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            elif isinstance(node, Sequence | Mapping) or isinstance(step, str):
                break
            line, column = node.line, node.column
        return line, column

    def key_position(self, *loc: str | int) -> tuple[int, int]:
        """`loc` 最后一个键本身的行列。"""
        *parents, last = loc
        node: Node = self.root
        for step in parents:
            if isinstance(node, Mapping) and isinstance(step, str) and step in node.items:
                node = node.items[step]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
        if isinstance(node, Mapping) and last in node.keys:
            key = node.keys[str(last)]
            return key.line, key.column
        return self.position(*loc)

    def problem(self, loc: tuple[str | int, ...], code: str, message: str, hint: str = "") -> Problem:
        """`loc` 所指之处的问题。"""
        return self.text.problem(*self.position(*loc), code, message, hint)


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


class _Refused(Exception):
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
    except _Refused as refused:
        root, broken = _salvage(text, repaired, problems, refused)
    if root is None or not isinstance(root, Mapping):
        if root is not None or not problems:
            problems.append(
                text.problem(1, 1, "Y09", "文件的每一行都应是“栏目: 内容”，这里读不出栏目")
            )
        return None, problems
    return Document(text, root, broken), problems


class _Repaired:
    """改正过的各行，以及每行里多插了一个字符的位置。"""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.inserted: dict[int, int] = {}

    def place(self, line: int, column: int) -> tuple[int, int]:
        """改正后的位置 → 原文的位置（都从 1 数起）。"""
        at = self.inserted.get(line)
        return line, column - 1 if at is not None and column > at else column


def _repair(text: Text) -> tuple[_Repaired, list[Problem]]:
    repaired = _Repaired(text.lines)
    problems: list[Problem] = []
    block_indent: int | None = None
    for index, line in enumerate(text.lines):
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None:
            if not line.strip() or indent > block_indent:
                continue
            block_indent = None
        if _BLOCK_TEXT.match(line):
            block_indent = indent
            continue
        if found := _FULL_WIDTH_COLON.match(line):
            if not _looks_like_key(found["head"], text.lines, index):
                continue
            fixed = f"{found['head']}: {found['rest']}".rstrip()
            column = len(found["head"]) + 1
            problems.append(
                text.problem(index + 1, column, "Y01", "这里的冒号是全角的，要用半角冒号加一个空格", fixed.strip())
            )
        elif found := _NO_SPACE.match(line):
            fixed = f"{found['head']}: {found['rest']}"
            column = len(found["head"]) + 1
            problems.append(
                text.problem(index + 1, column, "Y02", "冒号后面要有一个空格", fixed.strip())
            )
        else:
            repaired.lines[index] = line.replace("\t", "  ")
            continue
        repaired.lines[index] = fixed.replace("\t", "  ")
        if len(fixed) > len(line.rstrip()):
            repaired.inserted[index + 1] = column + 1
    return repaired, problems


def _looks_like_key(head: str, lines: list[str], index: int) -> bool:
    """像栏目名，而不是句子里的冒号：顶格或列表项开头；上一行不是没写完的长句。"""
    name = head.strip().lstrip("- ").strip()
    if not name or len(name) > 8 or re.search(r"[，。；！？、\s]", name):
        return False
    previous = lines[index - 1].rstrip() if index else ""
    if not head[:1].isspace() or head.strip().startswith("-"):
        return True
    # 缩进的行：同一层里要有别的“键: 值”，否则只是上一行文字的续行。
    indent = len(head) - len(head.lstrip(" "))
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
        return self._repaired.place(line, mark.column + self._dedent + 1)

    def build(self) -> Node | None:
        """搭一棵树；空文件为 None。读不懂时抛 _Refused。"""
        documents = 0
        root: Node | None = None
        try:
            events = self._events()
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if event.version or event.tags or documents > 1:
                        raise _Refused(
                            *self._place(event.start_mark), "Y10", "一个文件只写一条记录，不要用 --- 分成几段"
                        )
                elif isinstance(event, yaml.NodeEvent):
                    root = self._node(event, events, 1)
        except yaml.MarkedYAMLError as error:
            raise self._explain(error) from None
        except yaml.reader.ReaderError as error:
            raise _Refused(1, 1, "F06", f"文件里有不能用的字符 U+{int(error.character):04X}") from None
        return root

    def _events(self) -> Iterator[Any]:
        yield from yaml.parse(self._source, Loader=_Loader)

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        line, column = self._place(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise _Refused(
                line, column, "Y04", f"不能用 {mark} 开头的锚点或引用；若是文字，请加上引号", f'"{mark}{event.anchor}"'
            )
        if event.tag and event.tag != "!":
            raise _Refused(line, column, "Y06", "不能用 ! 开头的标签；若是文字，请加上引号")
        if depth > DEPTH_LIMIT:
            raise _Refused(line, column, "Y07", f"嵌套超过 {DEPTH_LIMIT} 层")
        if isinstance(event, yaml.ScalarEvent):
            value = unicodedata.normalize("NFC", event.value)
            if bad := first_forbidden(value):
                raise _Refused(line, column, "F06", f"这里有不能用的字符 U+{ord(bad):04X}")
            return Scalar(value, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, depth + 1))
            return Sequence(items, line, column)
        return self._mapping(events, line, column, depth)

    def _mapping(self, events: Iterator[Any], line: int, column: int, depth: int) -> Mapping:
        values: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(key.line, key.column, "Y08", "栏目名必须是文字")
            if key.text == "<<":
                raise _Refused(key.line, key.column, "Y05", "不能用 << 合并；请把内容写全")
            value = self._node(next(events), events, depth + 1)
            if key.text in keys:
                first = keys[key.text].line
                self._problems.append(
                    self._text.problem(
                        key.line, key.column, "Y03", f"“{key.text}”写了两次，第一次在第 {first} 行。请合成一处"
                    )
                )
                continue
            keys[key.text], values[key.text] = key, value
        return Mapping(values, keys, line, column)

    def _explain(self, error: yaml.MarkedYAMLError) -> _Refused:
        """解析器的英文 → 给编辑的中文。"""
        said = str(error.problem or "")
        line, column = self._place(error.problem_mark or error.context_mark)
        context = self._place(error.context_mark) if error.context_mark else (line, column)
        source = self._text.line(line)
        at = source[column - 1 : column]
        if "mapping values are not allowed" in said:
            key, _, value = source.partition(": ")
            return _Refused(
                line, column, "Y11", "这一行里有两个冒号，分不清哪里是栏目名。给内容加上引号",
                f"{key.strip()}: \"{value.strip().strip(chr(34))}\"" if value else "",
            )
        if "cannot start any token" in said:
            key, _, value = source.partition(": ")
            return _Refused(
                line, column, "Y12", f"内容不能用 {at} 开头。给内容加上引号",
                f"{key.strip()}: \"{value.strip()}\"" if value else "",
            )
        if "quoted scalar" in str(error.context):
            return _Refused(*context, "Y13", "这里的引号没有配对，或引号里有认不出的反斜杠")
        if "flow sequence" in str(error.context) or "flow mapping" in str(error.context):
            return _Refused(*context, "Y14", "这里的方括号或花括号没有配对，或中间用了全角逗号")
        if "block scalar" in str(error.context):
            return _Refused(line, column, "Y08", "竖线 | 后面要换行，下面的文字要缩进")
        if "alias" in str(error.context) or "anchor" in str(error.context):
            return _Refused(*context, "Y04", f"不能用 {self._text.line(context[0])[context[1] - 1 : context[1]]} 开头；若是文字，请加上引号")
        if "tag" in str(error.context):
            return _Refused(*context, "Y06", "不能用 ! 开头的标签；若是文字，请加上引号")
        return _Refused(
            line, column, "Y08", "缩进或写法不对：同一层的栏目要左对齐，下一层比上一层多两个空格"
        )


def _salvage(
    text: Text, repaired: _Repaired, problems: list[Problem], refused: _Refused
) -> tuple[Mapping | None, frozenset[str]]:
    """整个文件读不懂时，一个顶层栏目一个顶层栏目地读，列表再一项一项地读。"""
    before = len(problems)
    values: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    broken: set[str] = set()
    for span in _blocks(repaired.lines, range(len(repaired.lines)), re.compile(r"[^\s#\-]")):
        name = re.split(r"[:：]", repaired.lines[span.start], maxsplit=1)[0].strip()
        try:
            block = _Builder(text, repaired, problems, span).build()
        except _Refused as inner:
            items = _salvage_items(text, repaired, problems, span)
            if items is None:
                problems.append(text.problem(*inner.args))
                broken.add(name)
                continue
            block = items
            broken.add(name)
        if not isinstance(block, Mapping):
            continue
        for key, value in block.items.items():
            if key in keys:
                at = block.keys[key]
                problems.append(
                    text.problem(at.line, at.column, "Y03", f"“{key}”写了两次，第一次在第 {keys[key].line} 行。请合成一处")
                )
                continue
            values[key], keys[key] = value, block.keys[key]
    if len(problems) == before:
        problems.append(text.problem(*refused.args))
    return (Mapping(values, keys, 1, 1) if values else None), frozenset(broken)


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
        except _Refused as inner:
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
    for begin, end in zip(begins, [*begins[1:], span.stop], strict=True):
        yield range(begin, end)
