"""解析器的事件 → 树。只收 YAML 里最老实的一部分：映射、列表、文字。

锚点、别名、合并键、标签、重复的键、过深的嵌套一律不收。解析器只给出事件，树由这里一层一层搭，
深度不会失控。
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import yaml

from casebook.model.values import brief
from casebook.problems import Problem
from casebook.read.characters import named, odd, said, suspect
from casebook.read.explain import explain, starts_badly
from casebook.read.folding import Swallowed, unfolded
from casebook.read.repair import Piece, Repaired
from casebook.read.slips import COLONS, NOTE_OR_TEXT, brace_parts, continued, mended_braces
from casebook.read.tree import MappingNode, Node, ScalarNode, SequenceNode

DEPTH_LIMIT = 16
"""最多嵌套几层。"""
ITEMS_LIMIT = 1000
"""一列最多几项，一层最多几个栏目。"""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FLOW_KEY = re.compile(r"\s*([\u3400-\u9fff]{1,8})([:：])\s*(\S.*)")
_LISTED = re.compile(r"，(?!\s*第)")
"""隔开两项的逗号；后面是“第几段”的不是，那是一个编号与它的位置。"""
_WORD = 10
"""词表里的词不会更长。"""
_GLUE = re.compile(r"，(?=\s*[\u3400-\u9fff]{1,8}[:：])")


class Refused(Exception):
    """这一段读不懂；`problem` 说为什么。"""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def parse(piece: Piece) -> Node | None:
    """把 `piece` 搭成一棵树；空的为 None，读不懂时抛 Refused。"""
    try:
        try:
            return _Builder(piece, _Loader).build()
        except yaml.scanner.ScannerError as error:
            if "nesting depth" not in (error.problem or ""):
                raise
            # libyaml 自己也限深度，停得太早，说不出真正的位置：换慢的那个来说
            return _Builder(piece, yaml.SafeLoader).build()
    except yaml.MarkedYAMLError as error:
        raise Refused(explain(error, piece)) from None
    except yaml.reader.ReaderError as error:
        message = f"文件里有不能用的字符 U+{int(error.character):04X}"
        raise Refused(piece.text.problem(1, 1, "F06", message)) from None


def enter(key: ScalarNode, value: Node, mapping: MappingNode, repaired: Repaired) -> None:
    """把一个栏目收进 `mapping`；写了两次的记为问题，只留第一次。"""
    if first := mapping.keys.get(key.text):
        message = f"“{brief(key.text)}”写了两次，第一次在第 {first.line} 行。请合成一处"
        repaired.report(key.line, key.column, "Y03", message)
        return
    if len(mapping.keys) > ITEMS_LIMIT:
        return
    if len(mapping.keys) == ITEMS_LIMIT:
        message = f"栏目超过 {ITEMS_LIMIT} 个，后面的没有看。多半是贴错了，请删掉多的"
        repaired.report(key.line, key.column, "F25", message)
    mapping.keys[key.text], mapping.items[key.text] = key, value


class _Builder:
    """从解析器的事件搭树，一边搭一边报小毛病。"""

    def __init__(self, piece: Piece, loader: Any) -> None:
        self._piece = piece
        self._text, self._report = piece.text, piece.repaired.report
        self._place = piece.place
        self._key = ""
        self._flow = 0  # 套着几层方括号、花括号
        self._noted = " #" in piece.text.content
        self._events: Iterator[Any] = yaml.parse(piece.source, Loader=loader)

    def build(self) -> Node | None:
        """搭一棵树；空的为 None。"""
        documents = 0
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                place = self._place(event.start_mark)
                if event.version or event.tags:
                    raise self._refused(place, "Y10", "不要写 % 开头的指令和 ---")
                if documents > 1:
                    message = "一个文件只写一条记录，不要用 --- 分成几段"
                    raise self._refused(place, "Y10", message)
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        return root

    def _refused(self, place: tuple[int, int], code: str, message: str) -> Refused:
        return Refused(self._text.problem(*place, code, message))

    def _node(self, event: Any, depth: int) -> Node:
        place = self._place(event.start_mark)
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor:
            raise Refused(starts_badly(self._text, *place, "Y04"))
        if event.tag and event.tag != "!":
            raise Refused(starts_badly(self._text, *place, "Y06"))
        if depth > DEPTH_LIMIT:
            raise self._refused(place, "Y07", f"嵌套超过 {DEPTH_LIMIT} 层")
        if kind is yaml.ScalarEvent:
            value = event.value
            if event.end_mark.line != event.start_mark.line and event.style != "|":
                quoted = event.style in ('"', "'")
                value, swallowed = unfolded(value, self._piece.written(event), quoted)
                if swallowed and not self._flow:
                    self._folded(event, swallowed)
            if self._noted and not event.style:
                self._cut_short(event)
            if event.style == '"':  # 只有双引号里能写转义，逃得过逐行检查
                return self._quoted(value, *place)
            return ScalarNode(value, *place)
        self._flow += bool(event.flow_style)
        node: Node
        if kind is yaml.SequenceStartEvent:
            node = self._sequence(bool(event.flow_style), depth, *place)
        else:
            node = self._mapping(depth, *place)
        self._flow -= bool(event.flow_style)
        return node

    def _folded(self, event: Any, swallowed: Swallowed) -> None:
        """Y20：折行把列表、表格、分段折没了。用 > 写的，换成竖线就好。"""
        why = f"这几行会接起来，{swallowed.kind}就没有了"
        if event.style == ">":
            line, column = self._place(event.start_mark)
            head = self._text.line(line)
            right = f"{head[: column - 1]}|{head[column:]}".strip()
            self._report(line, column, "Y20", f"{why}。把 > 换成竖线 |", right)
            return
        line = self._place(event.start_mark)[0] + swallowed.line
        column = len(self._text.line(line)) - len(self._text.line(line).lstrip()) + 1
        message = f"{why}。冒号后面写一个竖线 |，文字另起一行，缩进两格；不用引号"
        self._report(line, column, "Y20", message)

    def _cut_short(self, event: Any) -> None:
        """Y16：后面的注释接着读才是一句话，多半是把字写成了注释。"""
        source = self._piece.line(event.end_mark.line)
        note = source[event.end_mark.column :].lstrip()
        if note.startswith("#") and continued(self._key, event.value, note):
            mark = event.end_mark
            line, column = self._place(mark)
            column += len(source[mark.column :]) - len(note)
            self._report(line, column, "Y16", NOTE_OR_TEXT)

    def _quoted(self, written: str, line: int, column: int) -> ScalarNode:
        """转义（`"\\u202e"`）逃得过逐行检查：值读出来之后再看一遍。"""
        value = unicodedata.normalize("NFC", written)
        if not suspect(value):
            return ScalarNode(value, line, column)
        kept = ""
        told: set[str] = set()
        for at, char in enumerate(value):
            found = odd(value, at)
            if found is None or found.code == "F12":
                kept += char
                continue
            kept += found.right
            code, message = found.code, said(char, found)
            if code not in ("F18", "F19"):
                code, message = "F06", f"这里有不能用的字符 {named(char)}，请删掉"
            if code not in told:
                told.add(code)
                self._report(line, column, code, message)
        return ScalarNode(kept, line, column)

    def _sequence(self, flow: bool, depth: int, line: int, column: int) -> SequenceNode:
        items: list[Node] = []
        key = self._key
        while type(event := next(self._events)) is not yaml.SequenceEndEvent:
            self._key = key
            item = self._node(event, depth + 1)
            if len(items) > ITEMS_LIMIT:
                continue
            if len(items) == ITEMS_LIMIT:
                message = f"这一列超过 {ITEMS_LIMIT} 项，后面的没有看。多半是贴错了，请删掉多的"
                self._report(item.line, item.column, "F25", message)
            if flow and type(item) is ScalarNode and not event.style and _LISTED.search(item.text):
                items += self._split(item)
            else:
                items.append(item)
        return SequenceNode(items, line, column)

    def _mapping(self, depth: int, line: int, column: int) -> MappingNode:
        mapping = MappingNode({}, {}, line, column)
        while type(event := next(self._events)) is not yaml.MappingEndEvent:
            key = self._node(event, depth + 1)
            if type(key) is not ScalarNode:
                raise self._refused((key.line, key.column), "Y08", "栏目名必须是文字")
            if key.text == "<<":
                message = "不能用 << 合并；请把内容写全"
                raise self._refused((key.line, key.column), "Y05", message)
            self._key = key.text
            value = self._node(next(self._events), depth + 1)
            empty = type(value) is ScalarNode and not value.text
            if empty and _FLOW_KEY.fullmatch(key.text):
                for pair in self._unglued(key):
                    enter(*pair, mapping, self._piece.repaired)
            else:
                enter(key, value, mapping, self._piece.repaired)
        return mapping

    def _unglued(self, key: ScalarNode) -> Iterator[tuple[ScalarNode, ScalarNode]]:
        """花括号里的 `编号：demo`、`编号:demo`，解析器当成了一个没有内容的栏目名。"""
        line = self._text.line(key.line)
        hint = mended_braces(line, key.column - 1).strip()
        parts = _GLUE.split(key.text) if brace_parts(key.text) else [key.text]
        column = key.column
        for part in parts:
            found = _FLOW_KEY.match(part)
            if found:
                name, colon, words = found.groups()
                self._report(key.line, column + found.start(2), *COLONS[colon], hint)
                value = ScalarNode(words.strip(), key.line, column + found.start(3))
                yield ScalarNode(name, key.line, column), value
            column += len(part) + 1

    def _split(self, item: ScalarNode) -> Iterator[ScalarNode]:
        """方括号里用全角逗号隔开的几项。"""
        column = item.column + item.text.index("，")
        message = "方括号里的各项用半角逗号隔开；若逗号是文字，请加上引号"
        words = [word.strip() for word in item.text.split("，")]
        short = all(len(word) <= _WORD or word.isascii() for word in words)  # 长的多半是题名
        hint = ", ".join(filter(None, words)) if short else ""
        self._report(item.line, column, "Y14", message, hint)
        for found in re.finditer(r"[^，\s][^，]*", item.text):
            yield ScalarNode(found[0].strip(), item.line, item.column + found.start())
