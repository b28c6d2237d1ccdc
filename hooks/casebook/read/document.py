"""一个文件 → 一棵树。整个读不懂时，一个顶层栏目一个顶层栏目地读，列表再一项一项地读。"""

import re
from collections.abc import Iterator
from itertools import pairwise

from casebook.model import REGISTER_FOLDER
from casebook.problems import Problem
from casebook.read.explain import indented_top
from casebook.read.parse import Refused, enter, parse
from casebook.read.repair import Piece, Repaired, repair
from casebook.read.slips import indent_of
from casebook.read.text import Text
from casebook.read.tree import Document, MappingNode, Node, ScalarNode, SequenceNode

_TOP = re.compile(r"[^\s#\-]")


def read_document(text: Text) -> tuple[Document | None, list[Problem]]:
    """读一个 YAML 文件。

    能认出的笔误（全角冒号、冒号后没有空格）记下问题，改正了再往下读；一处读不懂时，
    别的顶层栏目照读，这样一次能报出所有问题。整个读不懂时返回 None。
    """
    repaired = repair(text)
    problems = repaired.problems
    broken: frozenset[str] = frozenset()
    root: Node | None
    try:
        root = parse(Piece(repaired, range(len(repaired.lines))))
    except Refused as refused:
        root, broken = _salvage(repaired, refused)
    if isinstance(root, MappingNode):
        document = Document(text, root, broken)
        return document, [*problems, *_half_commented(document)]
    if root is not None or not problems:
        message = "文件的每一行都应是“栏目: 内容”，这里读不出栏目"
        if isinstance(root, SequenceNode) and text.path.startswith(f"{REGISTER_FOLDER}/"):
            message = "登记簿的第一行写“条目:”，下面各条再缩进两格"
        problems.append(text.problem(1, 1, "Y09", message))
    return None, problems


_STILL_COMMENTED = re.compile(r"#+ (?: +\S| *- )")


def _half_commented(document: Document) -> Iterator[Problem]:
    """栏目前面的 # 删了，下面几行的没有删：这一栏成了空的，写了的都没有算进来。"""
    text = document.text
    if "\n#" not in text.content:
        return
    for name, node in document.root.items.items():
        below = text.line(node.line + 1)
        if isinstance(node, ScalarNode) and not node.text and _STILL_COMMENTED.match(below):
            message = f"“{name}”下面的几行前面还有 #，没有算进来。把各行开头的 # 和一个空格删掉"
            yield text.problem(node.line + 1, 1, "M13", message)


def _salvage(repaired: Repaired, refused: Refused) -> tuple[MappingNode | None, frozenset[str]]:
    """读得懂的顶层栏目，和没读懂的栏目名；一块一块读时没再遇到问题，就报原来的 `refused`。"""
    before = len(repaired.problems)
    root = MappingNode({}, {}, 1, 1)
    lines = repaired.lines
    top = next((i for i, line in enumerate(lines) if _TOP.match(line)), 0)
    broken = {_name(line) for line in lines[:top] if line.strip() and line.lstrip()[0] != "#"}
    if broken and (indented := indented_top(Piece(repaired, range(top)))):
        repaired.problems.append(indented)
    for span in _blocks(lines, range(len(lines)), _TOP):
        # 没有对齐的顶层栏目会混在上一块里，一并算作没读懂
        names = {_name(lines[i]) for i in span}
        block: Node | None
        try:
            block = parse(Piece(repaired, span))
        except Refused as inner:
            broken |= names
            block = _salvage_items(repaired, span)
            if block is None:
                repaired.problems.append(inner.problem)
        if isinstance(block, MappingNode):
            for name, key in block.keys.items():
                enter(key, block.items[name], root, repaired)
    if len(repaired.problems) == before:
        repaired.problems.append(refused.problem)
    return (root if root.items or broken else None), frozenset(broken)


def _name(line: str) -> str:
    return re.split(r"[:：\s]", line.strip())[0]


def _salvage_items(repaired: Repaired, span: range) -> MappingNode | None:
    """一个列表栏目里，读得懂的项照收；不是列表时为 None。"""
    lines = repaired.lines
    found = re.fullmatch(r"(?P<key>[^:]+):\s*", lines[span.start])
    body = [i for i in span[1:] if lines[i].strip()]
    if not found or not body:
        return None
    indent = indent_of(lines[body[0]])
    start = re.compile(rf" {{{indent}}}- ")
    if not start.match(lines[body[0]]):
        return None
    nodes: list[Node] = []
    for item in _blocks(lines, range(body[0], span.stop), start):
        try:
            node = parse(Piece(repaired, item, indent))
        except Refused as inner:
            repaired.problems.append(inner.problem)
            continue
        if isinstance(node, SequenceNode):
            nodes += node.items
    key = ScalarNode(found["key"].strip(), span.start + 1, 1)
    sequence = SequenceNode(nodes, body[0] + 1, indent + 1)
    return MappingNode({key.text: sequence}, {key.text: key}, key.line, 1)


def _blocks(lines: list[str], span: range, start: re.Pattern[str]) -> Iterator[range]:
    """把行分成块，每块从匹配 `start` 的一行开始。"""
    begins = [i for i in span if start.match(lines[i])]
    yield from (range(*ends) for ends in pairwise([*begins, span.stop]))
