"""一条走到哪一步：状态、还缺几栏、谁核定的、该不该复核、发布还差什么、哪些出处打不开了。"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casebook.check import check_entries
from casebook.check.dates import today
from casebook.checked import CheckedHandbook
from casebook.compose.blocks import Gaps, Section
from casebook.links import Asked, Place, State
from casebook.model import Case, Status
from casebook.problems import Problem, Severity
from casebook.read import Entry


@dataclass(frozen=True)
class Standing:
    """一条走到哪一步。

    `gaps` 是还缺的几栏；`confirmed` 是核定的各家；`review_by` 是下次复核的最后一天（年-月-日），
    没有约定的为空，过了的 `overdue` 为真；`errors` 是文件里的错误，`before` 是发布以前还要补的
    （发布了的、撤下的没有），`dead` 是打不开的网址，都是一句一项。
    """

    id: str
    title: str
    status: str
    gaps: int
    confirmed: tuple[str, ...]
    review_by: str
    overdue: bool
    errors: tuple[str, ...]
    before: tuple[str, ...]
    dead: tuple[str, ...]


def standings(
    read: CheckedHandbook, asked: Asked | None, written: Mapping[str, Sequence[Place]]
) -> list[Standing]:
    """读与查过的 `read`（连没有发布的也编）里的各条：先没有发布的，再发布的，末了撤下的。

    `written` 是写着的网址，`asked` 是上次问到的，没有问过为空。
    """
    dead = {
        url: places
        for url, places in written.items()
        if asked and url in asked.answers and asked.answers[url].state is State.DEAD
    }
    faults: dict[str, list[str]] = {}
    for problem in read.problems:
        if problem.severity is Severity.ERROR:
            faults.setdefault(problem.path, []).append(_said(problem))
    order = {str(status): n for n, status in enumerate(Status)}
    found = [
        _standing(read, name, faults.get(f"cases/{name}.yml", []), dead) for name in read.cases
    ]
    return sorted(found, key=lambda one: (order.get(one.status, 9), one.id))


def _standing(
    read: CheckedHandbook,
    name: str,
    errors: list[str],
    dead: Mapping[str, Sequence[Place]],
) -> Standing:
    card, entry = read.cases[name].card, read.library.entry(name)
    case = entry.record
    late = case.status is Status.PUBLISHED and bool(card.review_by)
    return Standing(
        id=name,
        title=case.title,
        status=str(case.status),
        gaps=0 if card.gone else _gaps(read, name),
        confirmed=tuple(confirmed.by for confirmed in case.confirmed_by),
        review_by=card.review_by,
        overdue=late and card.review_by < today().isoformat(),
        errors=tuple(errors),
        before=tuple(dict.fromkeys(_before(read, entry, errors))),
        dead=tuple(_dead(entry.path, card.refers, dead)),
    )


def _dead(
    path: str, refers: Sequence[tuple[str, str]], dead: Mapping[str, Sequence[Place]]
) -> Iterator[str]:
    """它自己的文件里写的、它引用的来源的网址里，打不开了的；另写了存档的不算。"""
    cited = {name for register, name in refers if register == "sources"}
    for url, places in dead.items():
        for place in places:
            if place.path == path or (place.source in cited and not place.archived):
                yield f"{place.what}：{url}"
                break


def _gaps(read: CheckedHandbook, name: str) -> int:
    blocks = (b for b in read.documents(name).blocks if isinstance(b, Section))
    return sum(len(slip.rows) for b in blocks for slip in b.c if isinstance(slip, Gaps))


def _before(read: CheckedHandbook, entry: Entry[Case], errors: list[str]) -> Iterator[str]:
    """当它已经改成“发布”，再查一遍：多出来的，就是发布以前要补的。"""
    if entry.record.status not in (Status.COLLECTED, Status.DRAFTED):
        return
    published = entry.record.model_copy(update={"status": Status.PUBLISHED})
    for problem in check_entries(read.library, [replace(entry, record=published)]):
        if problem.severity is not Severity.ADVICE and (said := _said(problem)) not in errors:
            yield said


def _said(problem: Problem) -> str:
    return f"第 {problem.line} 行 {problem.code} {problem.message}"
