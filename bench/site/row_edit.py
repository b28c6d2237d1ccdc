"""改一条：改题目与一段话再建，整个网站都跟着改，连查找的索引；与 Hugo 再建一遍比。"""

import hashlib
import time
from collections.abc import Sequence
from itertools import count as numbers
from pathlib import Path

import corpus
from measure import Cost
from peers import SEARCHED
from progress import tell
from same import answers
from workplace import Run, Site, Workplace

_SETTLING = 2.5
"""建好以后过几秒才改：刚写好的文件，缓存过两秒才认它的时间。"""
_WARM = {SEARCHED: 3, "hugo": 1}
"""先改几次热身。头两次我们要接起两版；Hugo 每次都从头做，一次就够。"""


def edit(place: Workplace, peers: Sequence[str]) -> None:
    """一万条里改一条，每次改得不同。"""
    count = place.many
    names = [SEARCHED, *(name for name in peers if name == "hugo")]
    contestants = {(name, count): _editing(place, place.site(name, count)) for name in names}
    for name in names:
        site = place.site(name, count)
        tell(f"改一条 {count} 条，{name}，先从头建")
        site.cold()
    time.sleep(_SETTLING)
    warm: dict[str, list[Cost]] = {name: [] for name in names}
    for name in names:
        for _ in range(_WARM[name]):
            warm[name].append(contestants[name, count]())
            tell(f"改一条 {count} 条，{name}，热身 {warm[name][-1].wall:.2f} 秒")
    costs = place.in_turn("改一条再建", contestants)
    place.report.details["改一条，热身的几次，钟表秒"] = {
        name: [round(cost.wall, 3) for cost in found] for name, found in warm.items()
    }
    mine, name = costs[SEARCHED, count], f"{count} 条改一条再建，有索引"
    place.report.goal(f"{name}：钟表", mine.wall, 1.0, "秒", place.judged)
    if hugo := costs.get(("hugo", count)):
        place.report.compare(f"{name}，与 hugo 比", mine, hugo, "hugo", place.judged, wall=0.03)
    _rebuilt(place, place.site(SEARCHED, count))


def _editing(place: Workplace, site: Site) -> Run:
    """改一次，再建，查过跟着改了。"""
    turns, middle = numbers(1), site.count // 2
    case_id, beside = corpus.case_id(middle), corpus.case_id(middle - 1)

    def run() -> Cost:
        title, said = _edited(site.case_file(case_id), next(turns))
        cost = site.build()
        answers(site.peer.name, site.output, case_id, beside, title, said)
        return cost

    return run


def _edited(file: Path, turn: int) -> tuple[str, str]:
    """改题目与第一段“缘起”；返回新的题目与话。"""
    lines = file.read_text("utf-8").splitlines()
    at = lines.index("缘起:") + 1
    title = next(n for n, line in enumerate(lines) if line.startswith("标题: "))
    lines[title] = f"{lines[title].partition('（改')[0]}（改 {turn}）"
    lines[at] = f"{lines[at].partition('又改')[0]}又改了第 {turn} 遍。"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lines[title].removeprefix("标题: "), lines[at].partition("内容: ")[2]


def _rebuilt(place: Workplace, site: Site) -> None:
    """改完的网站与从头建的，一个字节也不差。"""
    warm = _digests(site.output)
    tell("从头建一遍来比，应当一个字节也不差")
    site.cold()
    cold = _digests(site.output)
    other = sorted(path for path in warm | cold if warm.get(path) != cold.get(path))
    place.report.details["改一条与从头建不同的文件"] = other[:20]
    place.report.goal(f"{site.count} 条改一条：与从头建不同的文件", len(other), 0, "个")


def _digests(site: Path) -> dict[str, str]:
    root = site.resolve()
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }
