"""文章的脚注：号按第一次出现的先后，正文收在文章末尾；两头对不上的记为毛病。"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import SubElement

from casebook.prose.blocks import Blocks
from casebook.prose.openings import FENCE
from casebook.prose.source import without_code
from casebook.prose.tree import Fault

_MARK = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?P<body>:)?")
_LOOSE = re.compile(
    r"(?<!\\)[\[［〔【]\s*[\^＾]\s*(?P<label>[^\[\]［］〔〕【】\n]{0,30}?)\s*[\]］〕】]"
)
_BODY = re.compile(r" {0,3}(?P<mark>\[\^[^\]\s]+\])：")


def place_notes(blocks: Blocks) -> None:
    """给正文里的号编号（`n`，`nth` 是同一条注第几次用到），注放到末尾（`marks` 是用到几次）。"""
    if not blocks.notes:
        return
    used: dict[str, int] = {}
    waiting = [blocks.root]
    while waiting:
        for mark in waiting.pop(0).iter("sup"):
            label = mark.get("note", "")
            if label not in used:
                waiting.append(blocks.notes[label])
            used[label] = used.get(label, 0) + 1
            mark.set("nth", str(used[label]))
            mark.set("n", str([*used].index(label) + 1))
    end = SubElement(blocks.root, "div", {"class": "footnote"})
    for label in {**used, **blocks.notes}:  # 没有用到的排在最后
        note = blocks.notes[label]
        note.set("note", label)
        note.set("marks", str(used.get(label, 0)))
        end.append(note)


def note_faults(text: str, page: bool) -> Iterator[Fault]:
    """T15：用了没有写、写了两次、写了没有用；案例的文字里没有脚注。"""
    if not _LOOSE.search(text):
        return
    used: dict[str, int] = {}
    written: dict[str, int] = {}
    fenced = False
    for number, line in enumerate(without_code(text).split("\n"), 1):
        fenced ^= page and line.startswith(FENCE)
        if page and not fenced:
            yield from _loose(number, line)
        for found in [] if page else _LOOSE.finditer(line):
            message = "这里不用脚注。要说明的话写进正文，出处写进“来源”"
            yield Fault(
                "T15", number, message, found[0], line.count(found[0], 0, found.start()) + 1
            )
        for found in [] if fenced or not page else _MARK.finditer(line):
            label = found[1]
            part = f"[^{label}]"
            if found["body"] and not line[: found.start()].strip():
                if label in written:
                    message = f"脚注 {part} 写了两次，后一次换一个号"
                    yield Fault("T15", number, message, part)
                written.setdefault(label, number)
            else:
                used.setdefault(label, number)
    for label in used.keys() - written.keys():
        message = f"脚注 [^{label}] 没有写注。另起一行写：[^{label}]: ……"
        yield Fault("T15", used[label], message, f"[^{label}]")
    for label in written.keys() - used.keys():
        message = f"脚注 [^{label}] 写了注，正文里没有用到它"
        yield Fault("T15", written[label], message, f"[^{label}]")


def _loose(number: int, line: str) -> Iterator[Fault]:
    """看着像脚注、会照样印出来的：[^ 1]、〔^1〕、［^1］，和注后面全角的冒号。"""
    for found in _LOOSE.finditer(line):
        if _MARK.fullmatch(found[0]):
            continue
        label = "".join(found["label"].split()) or "1"
        message = (
            f"“{found[0]}”不是脚注的写法，会照样印出来。写成 [^{label}]：半角的方括号，当中不空格"
        )
        yield Fault("T15", number, message, found[0], line.count(found[0], 0, found.start()) + 1)
    if body := _BODY.match(line):
        message = f"注的写法是 {body['mark']}: ……，号后面用半角的冒号"
        yield Fault("T15", number, message, body["mark"])
