"""撤下的、改了名的：写明哪天、为什么，读者打开旧网址看得到；并到哪一条，那一条要真的公开。"""

from collections.abc import Iterator, Mapping

from casebook.check.entries import Entries
from casebook.check.former import answered, how_to_keep
from casebook.model import REGISTER_FOLDER, Case, Status
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


def check_kept(library: Library, published: Mapping[str, str]) -> Iterator[Problem]:
    """E18 定下来的一版里公开的，网址以后也要打得开。

    `published` 是编号 → 哪一版里公开；登记簿里的，编号写成“登记簿/编号”。
    """
    answering = [card for card in library.cards.values() if not card.draft or card.gone]
    aliases = {alias for card in answering for alias in card.aliases}
    for name, edition in sorted(published.items()):
        register, _, entry_id = name.rpartition("/")
        if register:
            if register in library.registers and entry_id not in answered(library, register):
                message = f"{edition}里公开的{how_to_keep(register, [entry_id])}"
                yield Problem(f"{REGISTER_FOLDER}/{register}.yml", 1, 1, "E18", message)
            continue
        card = library.cards.get(name)
        if name in aliases or (card and (not card.draft or card.gone)):
            continue
        if name in library.case_ids:
            if card:  # 没有读成的，已经说过
                message = f"{edition}里公开了，不能再收回去。撤下的写“状态: 撤下”与“撤下”"
                yield library.entry(name).problem("E18", message, "状态")
            continue
        message = (
            f"{edition}里公开了 /cases/{name}/，现在没有这个文件，旧网址、印出去的二维码会打不开。"
            f"改了文件名的，在新的文件里写“曾用地址: {name}”；撤下的，把文件找回来，"
            "写“状态: 撤下”与“撤下”"
        )
        yield Problem(f"cases/{name}.yml", 1, 1, "E18", message)


def check_merged(library: Library) -> Iterator[Problem]:
    """E17 并入的一条没有公开：读者照着去，打不开。"""
    for case_id, card in library.cards.items():
        into = card.withdrawn.into if card.withdrawn else ""
        target = library.cards.get(into)
        if card.gone and target and (target.draft or into == case_id):
            message = f"并入的“{into}”没有公开，读者打不开。写一条公开的，或删掉“并入”"
            yield library.entry(case_id).problem("E17", message, "撤下", "并入")
