"""撤下的：写明哪天、为什么，读者打开旧网址看得到；并到哪一条，那一条要真的公开。"""

from collections.abc import Iterator

from casebook.check.entries import Entries
from casebook.model import Case, Status
from casebook.problems import Problem
from casebook.read import Library


def check_withdrawn(library: Library, entries: Entries) -> Iterator[Problem]:
    """E17 “状态: 撤下”与“撤下”要一起写。"""
    for entry in entries:
        case = entry.record
        if not isinstance(case, Case) or not entry.whole:
            continue
        gone = case.status is Status.WITHDRAWN
        if gone and not case.withdrawn:
            message = "写了“状态: 撤下”，还要写“撤下”：哪天撤的，为什么。旧网址上的读者看得到"
            yield entry.problem("E17", message, "状态")
        elif case.withdrawn and not gone:
            message = "写了“撤下”，“状态”也要改成“撤下”；没有撤下的，删掉“撤下”"
            yield entry.problem("E17", message, "撤下")


def check_merged(library: Library) -> Iterator[Problem]:
    """E17 并入的一条没有公开：读者照着去，打不开。"""
    for case_id, card in library.cards.items():
        _, _, into = card.withdrawn or ("", "", "")
        target = library.cards.get(into)
        if card.gone and target and (target.draft or into == case_id):
            message = f"并入的“{into}”没有公开，读者打不开。写一条公开的，或删掉“并入”"
            yield library.entry(case_id).problem("E17", message, "撤下", "并入")
