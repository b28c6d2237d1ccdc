"""定下来的各版是哪些提交；从那以来、从上一版以来改了什么。"""

from pathlib import Path
from typing import NamedTuple

from casebook.bind.changes import ChangeSet, compare_libraries, owners
from casebook.check.former import answered
from casebook.compose.edition import Frozen
from casebook.model import REGISTER_FOLDER, Case, Handbook
from casebook.program import program_digest
from casebook.read import Library
from casebook.read.history import (
    NoHistory,
    changed_files,
    edition_commits,
    files_saying,
    library_at,
)
from casebook.store import Ledger, digest

_ALIASES = Case.model_fields["aliases"].alias or ""

Committed = tuple[tuple[Frozen, str], ...]
"""定下来的各版，各是哪一次提交；还没有提交的，提交为空。"""


def committed_editions(root: Path, handbook: Handbook) -> Committed:
    """手册里写的各版，照次序。历史不全时抛 NoHistory。"""
    listed = handbook.editions
    commits = edition_commits(root, len(listed))
    numbered = (Frozen(n, one.name, f"{one.on}", one.on.iso) for n, one in enumerate(listed, 1))
    return tuple(zip(numbered, commits, strict=True))


def no_longer_public(root: Path, library: Library, ledger: Ledger) -> dict[str, str]:
    """定下来的各版里打得开、现在的文件不一定给的网址：编号 → 打得开它的最近一版叫什么。

    公开的、撤下的，改了名的也在里面；改过的文件里那时的曾用地址也是。登记簿改过的，那时登记的各条
    也在里面，编号写成“登记簿/编号”。
    """
    try:
        editions = committed_editions(root, library.handbook.record)
    except NoHistory:  # 出版的时候会说
        return {}
    public = {f"cases/{name}.yml" for name, card in library.cards.items() if not card.draft}
    found: dict[str, str] = {}
    for frozen, commit in editions:
        changed = changed_files(root, commit) if commit else frozenset[str]()
        renamed = files_saying(root, commit, _ALIASES) if changed else frozenset[str]()
        files = (changed - public) | (changed & renamed)
        cases = [f for f in files if f.startswith("cases/") and f.endswith(".yml")]
        cards = library_at(root, commit, cases).cards.values() if cases else ()
        open_then = [card for card in cards if not card.draft or card.gone]
        found |= {name: frozen.name for card in open_then for name in (card.id, *card.aliases)}
        if any(file.startswith(f"{REGISTER_FOLDER}/") for file in changed):
            found |= dict.fromkeys(_registered(root, commit, ledger), frozen.name)
    return found


def _registered(root: Path, commit: str, ledger: Ledger) -> list[str]:
    """`commit` 时登记的各条，连同曾用编号：读过的记在账上。"""

    def read() -> list[str]:
        then = library_at(root, commit, ())
        return sorted(f"{name}/{one}" for name in then.registers for one in answered(then, name))

    key = digest(program_digest(), commit)
    return ledger.made("extras", f"registered {commit}", key, list[str], read)


def change_sets(
    root: Path, editions: Committed, library: Library, inputs: str, ledger: Ledger
) -> tuple[ChangeSet, ...]:
    """改了什么，近的在先：最近的一版到现在，上一版到最近的一版；没有改的、还没有提交的不列。

    `library` 是现在的内容，`inputs` 是它的指纹。
    """
    if not any(commit for _, commit in editions):
        return ()
    key = digest(inputs, [commit for _, commit in editions])
    return ledger.made(
        "extras", "changes", key, tuple[ChangeSet, ...], lambda: _compared(root, editions, library)
    )


def _compared(root: Path, editions: Committed, library: Library) -> tuple[ChangeSet, ...]:
    points = [Point(frozen.name, commit) for frozen, commit in editions]
    pairs = [*zip(points, (*points[1:], NOW), strict=True)][::-1][:2]
    sets = (compared(root, one, other, library) for one, other in pairs if one.commit)
    return tuple(found for found in sets if found.entries)


class Point(NamedTuple):
    """从哪里、到哪里：给人看的叫法，哪一次提交；到现在的，都为空。"""

    name: str
    commit: str


NOW = Point("", "")
"""磁盘上现在的样子。"""


def compared(root: Path, since: Point, until: Point, library: Library) -> ChangeSet:
    """从 `since` 到 `until` 改了什么；`library` 是现在的内容。没有那一次提交时抛 NoHistory。"""
    files = changed_files(root, since.commit, until.commit)
    read = files | owners(files)
    old = library_at(root, since.commit, read)
    new = library_at(root, until.commit, read) if until.commit else library
    return ChangeSet(since.name, until.name, compare_libraries(old, new, files))
