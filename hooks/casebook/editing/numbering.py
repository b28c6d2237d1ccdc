"""定一版：手册的“各版”里添一项，版权页的“版次”跟着改；别的一个字也不动。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.editing.examiner import Examiner
from casebook.editing.registering import CannotAdd
from casebook.editing.scalar import in_list, scalar
from casebook.model import HANDBOOK
from casebook.read import SequenceNode, read_bytes, read_document, read_text
from casebook.read.handbook import editions_in
from casebook.read.text import Text

_COLOPHON = "content/colophon.md"
_KEY = "各版"
_HOW = "# 定下来的各版，由 casebook edition 添：不要改，也不要删"
_FRONT = re.compile(r"---\n(?:.*\n)*?---\n")
_VERSION = re.compile(r"^版次:.*$", re.M)


@dataclass(frozen=True)
class Rewritten:
    """改好的一个文件：从前的、现在的内容。"""

    path: str
    before: bytes
    after: bytes


def numbered(examiner: Examiner, name: str, day: str, note: str) -> Iterator[Rewritten]:
    """添上叫 `name` 的一版，`day`（年-月-日）定的，`note` 是说明，可以空着；接不上抛 CannotAdd。"""
    root, before = examiner.root, examiner.read(HANDBOOK)
    text, _ = read_text(HANDBOOK, before)
    said = {"名称": name, "日期": day, **({"说明": note} if note else {})}
    item = f"{{{', '.join(f'{key}: {in_list(value)}' for key, value in said.items())}}}"
    after = _appended(text, item)
    if editions_in(after.encode()) != editions_in(before) + 1:
        raise CannotAdd(f"{HANDBOOK} 的“{_KEY}”接不上：每一版一行，前面一个短横")
    for problem in examiner.problems(HANDBOOK, after):
        raise CannotAdd(problem.message)
    yield Rewritten(HANDBOOK, before, _ended_as(before, after))
    if (root / _COLOPHON).is_file():
        old = read_bytes(root, _COLOPHON)
        plain = old.decode("utf-8-sig").replace("\r\n", "\n")
        if (new := _versioned(plain, name)) != plain:
            yield Rewritten(_COLOPHON, old, _ended_as(old, new))


def _ended_as(before: bytes, after: str) -> bytes:
    """换行照原来的写：Windows 上写的还是 \\r\\n。"""
    return (after.replace("\n", "\r\n") if b"\r\n" in before else after).encode()


def _appended(text: Text, item: str) -> str:
    """接在“各版”最后一项的后面，短横对齐；还没有这一栏的，添在末尾。"""
    lines = text.content.rstrip("\n").split("\n")
    document, _ = read_document(text)
    listed = document.root.items.get(_KEY) if document else None
    if listed is None:
        return "\n".join([*lines, _HOW, f"{_KEY}:", f"  - {item}"]) + "\n"
    if not isinstance(listed, SequenceNode) or not listed.items:
        raise CannotAdd(f"{HANDBOOK} 里有“{_KEY}”而没有写内容。请删掉这一栏")
    last = listed.items[-1]
    dash, end = lines[last.line - 1][: last.column - 1], last.line
    for n in range(last.line, len(lines)):  # 一项可以写成几行，当中可以空一行
        if lines[n].startswith(" " * len(dash)):
            end = n + 1
        elif lines[n].strip():
            break
    return "\n".join([*lines[:end], f"{dash}{item}", *lines[end:]]) + "\n"


def _versioned(content: str, name: str) -> str:
    """版权页开头的“版次”写成 `name`；没有写的，添在“标题”下面。"""
    front = _FRONT.match(content)
    if not front:
        return content
    head, rest = front[0], content[front.end() :]
    written = f"版次: {scalar(name)}"
    if _VERSION.search(head):
        return _VERSION.sub(lambda _: written, head, count=1) + rest
    return re.sub(r"^(标题:.*\n)", lambda m: f"{m[1]}{written}\n", head, count=1, flags=re.M) + rest
