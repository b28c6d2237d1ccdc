"""“各条走到哪一步”说些什么。终端与预览的网页各自排，话在这里。"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from casebook.checked import CheckedHandbook
from casebook.links import Answer, Asked, Place, State, advice, written_links
from casebook.model import Status as Step
from casebook.status.standing import Standing, standings

NOT_ASKED = "书外的网址还没有问过打不打得开。要问，运行 casebook links。"
TITLES = {State.DEAD: "打不开了", State.LOOK: "要人看一看", State.MOVED: "搬了"}
_COUNTED = {
    State.OPEN: "打得开",
    State.MOVED: "搬了",
    State.LOOK: "要人看一看",
    State.DEAD: "打不开",
}


@dataclass(frozen=True)
class TheirLines:
    """一个小题，下面一行行的。"""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """一条：`name` 是编号或网址，`title` 是题；下面的话，几个小题。`case` 为真的有自己的一页。"""

    name: str
    title: str = ""
    lines: tuple[str, ...] = ()
    inside: tuple[TheirLines, ...] = ()
    case: bool = False


@dataclass(frozen=True)
class Told:
    """一组：题，各条。"""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Status:
    """开头的几句，一组组的。"""

    summary: tuple[str, ...]
    groups: tuple[Told, ...]


def status_of(
    read: CheckedHandbook, asked: Asked | None, wanted: Callable[[str], bool] = lambda _: True
) -> Status:
    """读与查过的 `read` 走到哪一步；`asked` 是上次问到的网址，`wanted` 看要不要这个文件的。"""
    written = written_links(read.library)
    found = [one for one in standings(read, asked, written) if wanted(f"cases/{one.id}.yml")]
    groups = [
        Told(str(step), tuple(_case(one) for one in some))
        for step, some in groupby(found, lambda one: one.status)
    ]
    unread = [
        Item(name)
        for name in sorted(read.library.case_ids - read.cases.keys())
        if wanted(f"cases/{name}.yml")
    ]
    if unread:
        groups.append(Told("读不成，先运行 casebook check", tuple(unread)))
    places = {url: [p for p in some if wanted(p.path)] for url, some in written.items()}
    links = {url: some for url, some in places.items() if some}
    if asked:
        groups += link_groups(asked, links)
    return Status(tuple(_summary(found, asked, links)), tuple(groups))


def _summary(
    found: Sequence[Standing], asked: Asked | None, links: Mapping[str, Sequence[Place]]
) -> Iterator[str]:
    counts = Counter(one.status for one in found)
    yield "，".join(f"{step} {counts[step]} 条" for step in Step if counts[step]) + "。"
    if late := sum(one.overdue for one in found):
        yield f"该复核的 {late} 条。"
    if asked:
        yield counted(asked, links)
    elif links:
        yield NOT_ASKED


def counted(asked: Asked, links: Mapping[str, Sequence[Place]]) -> str:
    """问到的各有几个。"""
    counts = Counter(asked.answers[url].state for url in links if url in asked.answers)
    kinds = "，".join(f"{_COUNTED[state]} {counts[state]} 个" for state in State if counts[state])
    new = sum(url not in asked.answers for url in links)
    more = f"；后来写的 {new} 个还没有问" if new else ""
    return f"书外的网址，{asked.on} 问过：{kinds or '一个也没有'}{more}。"


def link_groups(asked: Asked, links: Mapping[str, Sequence[Place]]) -> list[Told]:
    """没有好好打开的，一种一组。"""
    bad = {state: tuple(_links(state, asked, links)) for state in TITLES}
    return [Told(f"网址{TITLES[state]}", items) for state, items in bad.items() if items]


def _links(state: State, asked: Asked, links: Mapping[str, Sequence[Place]]) -> Iterator[Item]:
    for url, places in links.items():
        answer = asked.answers.get(url)
        if answer and answer.state is state:
            lines = [_why(answer, asked.since.get(url, asked.on))]
            lines += [f"{place.path} 第 {place.line} 行，{place.what}" for place in places]
            lines += [advice(places)] if state is State.DEAD else []
            yield Item(url, lines=tuple(lines))


def _why(answer: Answer, since: str) -> str:
    return f"{answer.why}，从 {since} 起" if answer.state is State.DEAD else answer.why


def _case(one: Standing) -> Item:
    lines = []
    if one.status != Step.WITHDRAWN:
        confirmed = f"{'、'.join(one.confirmed)}核定" if one.confirmed else "没有核定"
        gaps = f"还缺 {one.gaps} 栏" if one.gaps else "样样都写了"
        lines.append(f"{gaps}；{confirmed}；{_review(one)}")
        if one.status != Step.PUBLISHED and not (one.errors or one.before):
            lines.append("可以发布了：检查没有拦着它的")
    inside = (
        TheirLines("错误", one.errors),
        TheirLines("发布以前要补", one.before),
        TheirLines("引用的网址打不开", one.dead),
    )
    said = tuple(part for part in inside if part.lines)
    return Item(one.id, one.title, tuple(lines), said, case=True)


def _review(one: Standing) -> str:
    if not one.review_by:
        return "没有约定复核"
    return f"{'该复核了，' if one.overdue else '复核'}不晚于 {one.review_by}"
