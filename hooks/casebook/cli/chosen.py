"""人说的是哪几条案例：只看与它们有关的问题，写不成的说为什么。"""

from collections.abc import Sequence
from pathlib import Path

from casebook.bind import Method
from casebook.cli.arguments import misused
from casebook.cli.concerning import Concerning
from casebook.compile import Faulty
from casebook.compiled import Compiled
from casebook.faults import Fault
from casebook.problems import Problem, Severity, has_errors
from casebook.read import Library
from casebook.read.selection import NotOurs, named_files


class Chosen:
    """人写的 `said`；一条也没有写，就是全部。写的不是手册里的，说了就停。"""

    def __init__(self, root: Path, said: Sequence[str]) -> None:
        self.said = said
        try:
            self._wanted = named_files(root, said, Path.cwd())
        except NotOurs as stranger:
            misused(str(stranger))

    def unfit(self, compiled: Compiled) -> None:
        """有错误，抛 Faulty。写了是哪几条的，别处不碍它们的错只说一声（见 `concerning.py`）。"""
        library = compiled.read.library
        own = Concerning(library, self._names(library))
        problems = tuple(p for p in compiled.problems if not self.said or own.concerns(p))
        if has_errors(problems):
            raise Faulty(problems)
        if others := [p for p in compiled.problems if p.severity is Severity.ERROR]:
            print(_elsewhere(others))

    def methods(self, compiled: Compiled, drafts: bool = True) -> list[Method]:
        """写得成的各条；没有发布的，`drafts` 为真才写。一条也没有，抛 Fault；少了的说一声。"""
        library = compiled.read.library
        names = self._names(library)
        found = [m for m in compiled.book.methods if m.id in names and (drafts or not m.card.draft)]
        left = {*names} - {m.id for m in found} if self.said else set()
        why = [_why(library, name) for name in sorted(left)]
        if found:
            print(*why, sep="\n", end="\n" if why else "")
            return found
        if not self.said:
            raise Fault(nothing_public(library))
        raise Fault(
            "\n".join(why)
            or f"{'、'.join(self.said)} 里没有案例。写 cases/ 里的文件，如 cases/a.yml"
        )

    def _names(self, library: Library) -> list[str]:
        """在 cases/ 里只写编号的，说的也可能是放图片的文件夹：还是那一条。"""
        paths = {one: (f"cases/{one}.yml", f"cases/{one}/") for one in library.case_ids}
        return [one for one, own in paths.items() if any(map(self._wanted, own))]


_MOST = 3
"""别处的错至多说几处。"""


def _elsewhere(problems: Sequence[Problem]) -> str:
    """别处的错。"""
    listed = "\n".join(f"  {one}" for one in problems[:_MOST])
    more = "\n  ……" if len(problems) > _MOST else ""
    told = f"别处有 {len(problems)} 个错误，不碍这几条，照写。发布以前要改，看全部：casebook check"
    return f"{told}\n{listed}{more}"


def _why(library: Library, name: str) -> str:
    """这一条为什么没有写。"""
    card = library.cards.get(name)
    if not card or not card.gone:
        return f"cases/{name}.yml 没有发布。没有发布的，加 --drafts"
    into = card.withdrawn.into if card.withdrawn else ""
    merged = f"，并入 cases/{into}.yml。要写，写那一条" if into else "，不再写成稿子"
    return f"cases/{name}.yml 已经撤下{merged}"


def nothing_public(library: Library) -> str:
    """一条公开的也没有，排不了：为什么，怎样办。"""
    cards = library.cards.values()
    gone = sum(card.gone for card in cards)
    waiting = len(cards) - gone
    counted = ((gone, "撤下了，只留一页，不再排进书里"), (waiting, "还没有发布"))
    why = "，".join(f"{n} 条{said}" for n, said in counted if n)
    how = "写好一条，状态改成“发布”，再来排"
    if gone:
        how += "；撤错了的，状态改回“发布”，去掉“撤下”一栏"
    if waiting:
        how += "。先排没有发布的来看，加 --drafts"
    return f"没有可以排的：{why or '一条工作法也没有写'}。{how}"
