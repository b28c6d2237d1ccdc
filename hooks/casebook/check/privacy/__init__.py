"""隐私：任何文字里都不写私人的电话、证件号、住处、病情。注释里也不写：文件本身也是公开的。

什么样子是：`kinds.py` 排好全部写法，号码在 `phones.py`、`documents.py`、`handles.py`，
住处在 `rooms.py`（`public.py` 是公共的房间），人在 `people.py`
（`names.py` 认人，`plights.py` 是病与难处）。
`proofs.py` 验号码，`finding.py` 找，`masking.py` 遮住；`sieve.py` 是筛子，没有的不细看。
投稿的表单用同一套（`rules`），脚本是 `form-privacy.js`。
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from casebook.check.entries import Entries
from casebook.check.privacy.finding import ADDRESSES, BEFORE, find
from casebook.check.privacy.kind import COUNT, STOP
from casebook.check.privacy.kinds import KINDS
from casebook.check.privacy.masking import hide, masked, seek
from casebook.check.privacy.names import ANY_NAME, BEGIN, PERSON
from casebook.check.privacy.people import HELP
from casebook.check.privacy.plain import ALIKE, NEW_LINE, plain
from casebook.check.privacy.plights import PLIGHT
from casebook.check.privacy.proofs import LANDLINE, MOBILE, PROVINCES, WEIGHTS
from casebook.check.privacy.public import MEETING, PUBLIC
from casebook.check.privacy.says import SAYS
from casebook.check.privacy.sieve import suspicious
from casebook.model import Case, Handbook
from casebook.problems import Problem
from casebook.read import Entry, Library
from casebook.read.text import Text


def check_privacy(_: Library, entries: Entries) -> Iterator[Problem]:
    """P01 电话、P02 身份证号、P03 门牌、P04 邮箱……P10 人与病情，见 `SAYS`。"""
    public: dict[str, set[int]] = {}
    mails: set[tuple[str, int]] = set()
    for entry in entries:
        lines = public.setdefault(entry.path, set())
        if isinstance(entry.record, Case):
            contacts = range(len(entry.record.contacts))
            lines |= {entry.document.position("联系", n, "办法")[0] for n in contacts}
            yield from _voices(entry)
        if isinstance(entry.record, Handbook):
            own = {entry.document.position(key)[0] for key in _OWN if entry.document.has_key(key)}
            lines |= own
            mails |= {(entry.path, line) for line in own}
    for text in {entry.path: entry.document.text for entry in entries}.values():
        for problem in private(text, public[text.path]):
            if problem.code != "P04" or (problem.path, problem.line) not in mails:
                yield problem


_OWN = ("联系办法", "勘误邮箱", "勘误电话", "投稿邮箱")
"""手册里写单位公用的邮箱与电话的几栏；手机还是个人的。"""


def _voices(entry: Entry[Case]) -> Iterator[Problem]:
    """P10 居民的话：名字写在“谁说的”，病写在“原话”。分在两栏，接起来读才看得出。"""
    for index, voice in enumerate(entry.record.voices):
        apart = {one.code for words in (voice.speaker, voice.words) for one in find(words)}
        named = re.search(_NAMED, plain(voice.speaker))
        if named and "P10" not in apart and re.search(PLIGHT, plain(voice.words)):
            yield entry.problem("P10", _VOICE, "居民的话", index, "谁说的")


_NAMED = f"{PERSON}|{BEGIN}{ANY_NAME}"
_VOICE = "这里写了是谁，原话里又有他的病、难处。改成看不出是谁的，如“一位居民”；本人同意也不写"


def check_page_privacy(library: Library) -> Iterator[Problem]:
    """文章里的，也一样。"""
    for page in library.pages.values():
        yield from private(page.text)


def private(text: Text, public: Container[int] = ()) -> Iterator[Problem]:
    """一个文件里的各处；引的那一行已经遮住。

    `public` 几行写的是单位同意公开的联系办法：座机、热线、公用邮箱不算，见 `STILL_PRIVATE`。
    """
    if not suspicious(text.content):
        return
    found, hidden = seek(text.lines)
    shown = {line: hide(text.line(line), places) for line, places in hidden.items()}
    for line, column, code in found:
        still = STILL_PRIVATE.get(code) if line in public else None
        if still and not re.match(still, plain(text.line(line))[column - 1 :]):
            continue
        written = shown.get(line, text.line(line))
        yield Problem(text.path, line, column, code, SAYS[code], line_text=written)


STILL_PRIVATE: Mapping[str, str] = {
    "P01": r"(?:\+?86[- ]?)?[1一][-. ]?[3-9三四五六七八九]",
    "P04": r"[0-9]+(?![-a-z0-9_.+])",
}
"""公开的联系办法里也不能写的：手机是个人的；用 QQ 号、手机号起名的邮箱也是。别的种类都不能写。"""


def rules() -> dict[str, Any]:
    """交给 `form-privacy.js` 的一套：怎样换字、认哪些样子、怎样验、怎样说。空的不写。

    许多写法里一样的几大段只写一次（`parts`），别处写 <<名字>>：不然表单要多下载两百 KB。
    """
    return {
        "parts": {name: _short(part, before=name) for name, part in _PARTS.items()},
        "alike": dict(ALIKE),
        "new_line": NEW_LINE,
        "addresses": ADDRESSES,
        "before": BEFORE,
        "kinds": [
            {key: _short(value) for key, value in asdict(kind).items() if value and key != "needs"}
            for kind in KINDS
        ],
        "weights": WEIGHTS,
        "provinces": sorted(PROVINCES),
        "mobile": sorted(MOBILE),
        "landline": sorted(LANDLINE),
        "says": dict(SAYS),
        "still_private": dict(STILL_PRIVATE),
        "named": _short(_NAMED),
        "plight": _short(PLIGHT),
    }


_PARTS = {
    "public": PUBLIC,
    "meeting": MEETING,
    "person": PERSON,
    "plight": PLIGHT,
    "help": HELP,
    "count": COUNT,
    "stop": STOP,
}
"""大的在前：大的里面也用小的。"""


def _short(value: Any, before: str = "") -> Any:
    if not isinstance(value, str):
        return value
    for name, part in _PARTS.items():
        if name != before:
            value = value.replace(part, f"<<{name}>>")
    return value


__all__ = ["check_page_privacy", "check_privacy", "masked", "private", "rules"]
