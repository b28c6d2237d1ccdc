"""从头建：各家轮流跑，查过一样多，再比；旁边是最少要多少。"""

import shutil
from collections.abc import Sequence

from measure import Cost
from peers import HERE, OURS, SEARCHED
from same import NotSame, check_same
from workplace import Run, Site, Workplace

WRITING, READING = "写同样多的字节（最少）", "PyYAML 读一遍（最少）"
_FEW_WALL = {"hugo": 1.0, "mkdocs": 0.18, "zensical": 0.12, "eleventy": 0.65, "astro": 0.25}
"""一千条时，我们的钟表时间至多是别家的几倍。"""

Costs = dict[tuple[str, int], Cost]


def cold_few(place: Workplace, peers: Sequence[str]) -> None:
    """一千条：没有索引，与各家比。"""
    few = place.few
    names = [OURS, SEARCHED, *peers]
    costs = place.in_turn("从头建，各家", {**_building(place, names, few), **_floors(place, few)})
    title = f"从头建 {few} 条，没有索引，与 {{}} 比"
    for name in peers:
        mine, other = costs[OURS, few], costs[name, few]
        limit = _FEW_WALL[name]
        place.report.compare(title.format(name), mine, other, name, place.judged, wall=limit)
    _against_floors(place, costs, few)


def cold_many(place: Workplace, peers: Sequence[str]) -> None:
    """一万条：没有索引的与有索引的，都与没有索引的 Hugo 比；一千条的一起轮流跑，看长了几倍。"""
    few, many, report = place.few, place.many, place.report
    names = [OURS, SEARCHED, *(name for name in peers if name == "hugo")]
    building = {**_building(place, names, many), **_building(place, names[:2], few)}
    costs = place.in_turn("从头建，越多越久", {**building, **_floors(place, many)})
    if hugo := costs.get(("hugo", many)):
        title = f"从头建 {many} 条，没有索引，与 hugo 比"
        mine = costs[OURS, many]
        report.compare(title, mine, hugo, "hugo", place.judged, wall=0.6, cpu=0.6, memory=0.2)
        title = f"从头建 {many} 条，有索引，与没有索引的 hugo 比"
        report.compare(title, costs[SEARCHED, many], hugo, "hugo", place.judged, wall=1.0)
    title = f"{few} 条到 {many} 条，{{}}，长到几倍"
    small, large = costs[OURS, few], costs[OURS, many]
    grown = title.format("没有索引")
    report.compare(grown, large, small, f"{few} 条", place.judged, wall=10.5, memory=10)
    grown = title.format("有索引")
    report.compare(grown, costs[SEARCHED, many], costs[SEARCHED, few], f"{few} 条")
    _against_floors(place, costs, many)


def read_by_pyyaml(site: Site) -> Cost:
    """PyYAML（CSafeLoader）自己读一遍全部案例。"""
    return site.ran(HERE / "by_pyyaml.py", site.folder / "cases")[0]


def _building(place: Workplace, names: Sequence[str], count: int) -> dict[tuple[str, int], Run]:
    return {(name, count): _checked(place, place.site(name, count)) for name in names}


def _checked(place: Workplace, site: Site) -> Run:
    """从头建；头一遍建好时查活是不是一样多。"""

    def run() -> Cost:
        cost = site.cold()
        if site.folder not in place.checked:
            place.checked.add(site.folder)
            _look(place, site)
        return cost

    return run


def _look(place: Workplace, site: Site) -> None:
    """只有“有索引”的有索引；页与文字都一样多。"""
    found = check_same(site.peer.name, site.output, place.content(site.count))
    sizes = [path.stat().st_size for path in site.output.resolve().rglob("*") if path.is_file()]
    index = [*site.output.glob("search/*.js"), *site.output.glob("*/**/search.js")]
    size = sum(path.stat().st_size for path in index)
    if (site.peer.name == SEARCHED) != (size > 1000):
        raise NotSame(f"{site.peer.name} 的查找索引是 {size} 字节")
    place.report.table(
        "各家的网站（查过：每条案例一页，列表列出每一条，抽出的各页文字一样）",
        ("谁", "案例", "案例页", "列表页", "查过的文字", "文件", "MB", "查找索引 MB"),
        (
            site.peer.name, str(site.count), str(found.pages), str(found.lists),
            str(found.runs), str(len(sizes)), f"{sum(sizes) / 1e6:.1f}", f"{size / 1e6:.1f}",
        ),
    )  # fmt: skip


def _floors(place: Workplace, count: int) -> dict[tuple[str, int], Run]:
    """最少要多少：写出我们的网站那么多字节；PyYAML 自己把案例读一遍。"""
    site, target = place.site(OURS, count), place.folder / "floor"

    def write() -> Cost:
        cost, _ = site.ran(HERE / "by_write.py", site.output, target)
        shutil.rmtree(target)
        return cost

    return {(WRITING, count): write, (READING, count): lambda: read_by_pyyaml(site)}


def _against_floors(place: Workplace, costs: Costs, count: int) -> None:
    for floor in (WRITING, READING):
        ours, least = costs[OURS, count].cpu, costs[floor, count].cpu
        name = f"从头建 {count} 条，没有索引，与“{floor}”比：CPU"
        place.report.ratio(name, ours, least, "秒", "最少")
