"""写错的编号、名称说的是登记簿里的哪一条：照叫法、拼音、字形来认；拿不准的不算。"""

import re

from casebook.problems.likeness import alike, same, sound
from casebook.read import Library

_DISTINCT = 5
"""这么多字以上的名称才认它的拼音：短的，拼音容易碰巧一样。"""


def meant_id(library: Library, register: str, written: str) -> str:
    """`written` 说的就是哪一条的编号；拿不准时为空。"""
    known = _ids(library, register)
    found = {same(written, known, proper=True), called_as(library, register, written)} - {""}
    return found.pop() if len(found) == 1 else ""


def meant_name(library: Library, register: str, written: str) -> str:
    """`written` 说的就是哪一条的名称；拿不准时为空。"""
    found = {
        same(written, library.names(register)),
        called_as(library, register, written, named=True),
    } - {""}
    return found.pop() if len(found) == 1 else ""


def perhaps(library: Library, register: str, written: str) -> list[str]:
    """编号、名称与 `written` 相近的几条，各是什么编号：只能给人挑。"""
    titles = library.directory(register).titles
    ids, names = [*titles], [*titles.values()]
    near = [ids[n] for n in (*alike(written, ids), *alike(written, names))]
    return [*dict.fromkeys(near)][:3]


def known_id(library: Library, register: str, part: str) -> str:
    """`part` 是编号就是它，不是就看它说的是哪一条；拿不准时为空。"""
    return part if part in _ids(library, register) else meant_id(library, register, part)


def known_name(library: Library, register: str, part: str) -> str:
    """`part` 是名称就是它，不是就看它说的是哪一条；拿不准时为空。"""
    return part if part in library.names(register) else meant_name(library, register, part)


def _ids(library: Library, register: str) -> frozenset[str]:
    return library.case_ids if register == "cases" else library.ids(register)


def called_as(library: Library, register: str, written: str, named: bool = False) -> str:
    """照叫法、叫法的拼音找到的编号；`named` 时照编号也算，给出名称。"""
    directory = library.directory(register)
    called = directory.called
    found = called.get(written.rstrip("/")) or called.get(same(written, called, proper=True), "")
    if not found and re.fullmatch(r"[A-Za-z '-]{8,}", written):
        letters = re.sub("[^a-z]", "", written.lower())
        heard = {called[t] for t in called if len(t) >= _DISTINCT and sound(t) == letters}
        found = heard.pop() if len(heard) == 1 else ""
    if named:
        found = found or same(written, _ids(library, register))
        return directory.titles.get(found, "")
    return found
