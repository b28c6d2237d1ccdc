"""content/handbook.yml 的读法：是哪一本手册。"""

import os
import re
from contextlib import suppress
from pathlib import Path

from casebook.model import HANDBOOK, Handbook, unnamed
from casebook.model.handbook import FILL
from casebook.problems import Problem
from casebook.read.document import read_document
from casebook.read.entry import Entry
from casebook.read.ordinary import Unread, read_bytes, read_file
from casebook.read.records import read_record
from casebook.read.settings import SETTINGS
from casebook.read.text import Text, read_text
from casebook.read.tree import Document, MappingNode, SequenceNode

_SITE_NAME = re.compile(r"^site_name: *(.*?) *$", re.M)


def nameless() -> Entry[Handbook]:
    """没有读成时垫着的一本。"""
    return Entry(unnamed(), Document(Text(HANDBOOK, ""), MappingNode({}, {}, 1, 1)), whole=False)


def read_handbook(root: Path, texts: dict[str, Text]) -> tuple[Entry[Handbook], list[Problem]]:
    """读 `root` 的 content/handbook.yml，文字放进 `texts`；没有读成的，垫一本没有名字的。"""
    if not os.path.lexists(root / HANDBOOK):
        message = f"缺少 {HANDBOOK}：书名、地区写在这里。有哪些栏，看 casebook fields 手册"
        return nameless(), [Problem(HANDBOOK, 1, 1, "F11", message)]
    text, problems = read_file(root, HANDBOOK)
    texts[text.path] = text
    document, found = read_document(text) if text.content else (None, [])
    if document is None:
        return nameless(), problems + found
    record, rest, more = read_record(Handbook, document, FILL)
    problems += [*found, *more]
    if record is None:
        return nameless(), problems
    sound = rest is document
    written = None if sound else document
    return Entry(record, rest, (), sound and not document.broken, written), problems


def editions_in(written: bytes) -> int:
    """`written` 是手册自己的一个文件：里面定下来了几版；读不成的是 0。"""
    text, _ = read_text(HANDBOOK, written)
    document, _ = read_document(text) if text.content else (None, [])
    listed = document.root.items.get("各版") if document else None
    return len(listed.items) if isinstance(listed, SequenceNode) else 0


def site_name(root: Path) -> str:
    """mkdocs.yml 里写的网站的名字；没有写、读不了的为空。"""
    with suppress(OSError, Unread, UnicodeDecodeError):
        if found := _SITE_NAME.search(read_bytes(root, SETTINGS).decode("utf-8")):
            return found[1].strip("\"'")
    return ""
