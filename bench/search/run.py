"""查找与一页的测量：我们的查找与别家各找得到多少，要取多少，用多少；打开一页要取多少。

    python bench/search/run.py                              全部，约二十分钟
    python bench/search/run.py --few 0 --many 0             只测真的手册：找得到多少，不存
    python bench/search/run.py --engines ours Pagefind+     只测哪几家，不存

读者的话与对的页在 tests/content/queries.yml。全部测完的，结果存进 bench/results/search-日期.*。
"""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(1, str(Path(__file__).parents[1]))

import corpus
from ask import ASK
from askers import Asker, ByPage, ByPython, ByTyping
from browser import Spent
from engines import ENGINES, Built, build, traditional
from fixture import EXACT, NONE, Score, aliases, judge, read, stale
from machine import BENCH, machine, missing, versions
from measure import measured
from progress import tell
from real_handbook import copied
from records import Page, pages
from report import Report
from weight import weigh

OURS, REAL = "ours", "真的手册"
FIRST = "睦邻巷"
FOLLOWING = ("社区", "楼道", "志愿者", "五社联动", "值班表 社工", "贴出来", "mulinxiang", "338家")
"""接着问的：几条里有的，处处都有的，几个词，拼音，数字。"""
_SETTINGS = "INHERIT: handbook.yml\nextra: {print: none, search: %s}\n"
_ENV = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://example.org/"}


def percent(part: float, whole: float) -> str:
    """几成。"""
    return f"{100 * part / whole:.1f}%"


class Measuring:
    """`folder` 放中间文件。"""

    def __init__(self, report: Report, folder: Path, names: Sequence[str]) -> None:
        self.report, self.folder, self.names = report, folder, names
        self.queries = read()
        self.traditional, self.aliases = traditional(), aliases(self.queries)

    def site(self, count: int, search: str = "true") -> tuple[Path, float]:
        """建好 `count` 条的网站（0 是真的手册），从头建用了多少处理器秒；`search` 是做不做索引。"""
        folder = self.folder / (f"corpus-{count}" if count else "real")
        if not folder.exists():
            tell(f"建 {count or REAL} 条的网站")
            (corpus.write(count, folder) if count else copied(folder))
            (folder / "mkdocs.yml").rename(folder / "handbook.yml")
        (folder / "mkdocs.yml").write_text(_SETTINGS % search, encoding="utf-8")
        os.sync()
        shutil.rmtree(folder / ".casebook-cache", ignore_errors=True)
        command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet")
        return folder / "site", measured(command, folder, _ENV)[0].cpu

    def asker(self, name: str, site: Path, found: Sequence[Page]) -> tuple[Asker, Built | None]:
        """一家，建好索引的。"""
        if name == OURS:
            return ByTyping(site), None
        built = build(ENGINES[name], site, found, site.parent / "engines" / name)
        ways = partial(ASK[name], traditional=self.traditional, said=self.aliases)
        if not built.engine.page:
            return ByPython(built, ways), built
        return ByPage(built, ways), built

    def real(self) -> None:
        """真的手册：找得到多少。"""
        site, _ = self.site(0)
        self.weight(0, site)
        found = [*pages(site)]
        self.report.failures += stale(self.queries, found)
        for name in self.names:
            tell(f"{REAL}：{name}")
            asker, _ = self.asker(name, site, found)
            answers = asker.answers(self.queries)
            kinds, whole = judge(self.queries, lambda query, said=answers: said[query.typed])
            self._judged(name, kinds, whole, asker.from_disk())
            if name == OURS:
                first, few = whole.total - whole.first, whole.total - whole.few
                self.report.goal("对的页不在第一", 100 * first / whole.total, 10, "%")
                self.report.goal("对的页不在前三", 100 * few / whole.total, 3, "%")
                exact = kinds[EXACT].total - kinds[EXACT].complete
                self.report.goal("原文没有找全", exact, 0, "句")
                self.report.goal("没有的也列出来", kinds[NONE].total - kinds[NONE].first, 0, "句")

    def _judged(self, name: str, kinds: dict[str, Score], whole: Score, disk: bool | None) -> None:
        none = kinds[NONE]
        self.report.table(
            f"找得到多少（{REAL}，{whole.total} 句有答案，{none.total} 句没有）",
            ("谁", "第一就对", "前三有对的", "没找到", "那一处也对", "原文找全", "没有的不列", "file://"),
            (
                name, percent(whole.first, whole.total), percent(whole.few, whole.total),
                percent(whole.missed, whole.total), percent(whole.places, whole.total),
                percent(kinds[EXACT].complete, kinds[EXACT].total),
                f"{none.first}/{none.total}", {True: "能", False: "不能", None: ""}[disk],
            ),
        )  # fmt: skip
        title = "各类：第一就对 / 前三有对的（“没有”是不列出来的）"
        cells = [
            f"{s.first}" if kind == NONE else f"{s.first} / {s.few}" for kind, s in kinds.items()
        ]
        self.report.table(
            title, ("谁", *(f"{k} {s.total}" for k, s in kinds.items())), (name, *cells)
        )
        self.report.details[name] = {kind: s.wrong for kind, s in kinds.items()}

    def weight(self, count: int, site: Path) -> None:
        """一页有多重：头一次来的人。"""
        tell(f"{count or REAL} 条：一页有多重")
        named = str(count) if count else REAL
        for one in weigh(site):
            self.report.table(
                "一页有多重（头一次来，照 deploy/nginx.conf 压；LCP 在慢网旧手机上，中位数）",
                ("案例", "页", "KB", "次", "LCP 毫秒"),
                (named, one.page, f"{one.size / 1000:.1f}", str(one.requests), f"{one.lcp:.0f}"),
            )
            if one.page in ("/", "/cases/{case}/"):
                self.report.goal(f"{named}，{one.page} 取多少", one.size / 1000, 60, "KB")
            self.report.goal(f"{named}，{one.page} 的 LCP", one.lcp, 1500, "毫秒")

    def many(self, count: int) -> None:
        """`count` 条：要取多少，用多少。"""
        _, without = self.site(count, "false")
        site, cold = self.site(count)
        self.weight(count, site)
        found = [*pages(site)]
        for name in self.names:
            tell(f"{count} 条：{name}")
            asker, built = self.asker(name, site, found)
            spent = asker.costs(FIRST, FOLLOWING)
            index = Index(built.cpu, built.size) if built else own_index(site, cold - without)
            self._spent(count, name, spent, index, cold)

    def _spent(
        self, count: int, name: str, spent: list[Spent], index: "Index", cold: float
    ) -> None:
        first, rest = spent[0], spent[1:]
        sizes, cpus = [s.size / 1000 for s in rest], [s.cpu for s in rest]
        self.report.table(
            f"取多少、用多少（第一句“{FIRST}”，接着 {len(rest)} 句：中位数与最多；{ABOUT_CPU}）",
            (
                "案例", "谁", "第一句 KB", "次", "接着 KB", "最多 KB", "第一句 CPU 毫秒",
                "接着", "最多", "建索引 CPU 秒", "占从头建", "索引 MB",
            ),
            (
                str(count), name, f"{first.size / 1000:.0f}", str(first.requests),
                f"{median(sizes):.0f}", f"{max(sizes):.0f}", f"{first.cpu:.0f}",
                f"{median(cpus):.0f}", f"{max(cpus):.0f}",
                f"{index.cpu:.1f}", percent(index.cpu, cold), f"{index.size / 1e6:.1f}",
            ),
        )  # fmt: skip
        details = {"sizes": [s.size for s in spent], "cpu": [round(s.cpu) for s in spent]}
        self.report.details[f"{name} {count}"] = details
        if name == OURS:
            judged = count == 10_000
            most = max(s.size for s in spent) / 1000
            self.report.goal(f"{count} 条，一次查找最多取", most, 150, "KB", judged)
            self.report.goal(f"{count} 条，索引占从头建", 100 * index.cpu / cold, 10, "%", judged)
            self.report.goal(
                f"{count} 条，一次查找最多用", max(s.cpu for s in spent), 300, "毫秒", judged
            )


class Index(NamedTuple):
    """建索引用了多少处理器秒，索引多少字节。"""

    cpu: float
    size: int


def own_index(site: Path, cpu: float) -> Index:
    """我们的：做索引的与不做的，从头建差多少秒；一份份与各页旁边的，一共多少字节。"""
    files = (*site.glob("search/*.js"), *site.glob("*/**/search.js"))
    return Index(cpu, sum(f.stat().st_size for f in files if "assets" not in f.parts))


ABOUT_CPU = "CPU 是渲染进程的，页面与线程都算"


def main() -> None:
    """命令行。"""
    names = (OURS, *ENGINES)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--few", type=int, default=1000, help="一千条改成多少条，0 不测")
    parser.add_argument("--many", type=int, default=10_000, help="一万条改成多少条，0 不测")
    parser.add_argument("--engines", nargs="+", choices=names, default=[*names], help="只测哪几家")
    parser.add_argument("--folder", type=Path, help="中间文件留在这里")
    parser.add_argument("--save", action="store_true", help="没有全部测，也存下结果")
    options = parser.parse_args()
    asked = " ".join(options.engines).lower()
    tools = [name for name in ("pagefind", "marz") if name in asked]
    if lacks := missing((*tools, "chromium")):
        sys.exit("\n".join(lacks))
    about = {"cases": f"{options.few} / {options.many}"}
    report = Report.begun("查找", about, machine(), versions((OURS, *tools, "chromium")))
    with TemporaryDirectory(prefix="bench-search-") as folder:
        place = Measuring(report, options.folder or Path(folder), options.engines)
        place.real()
        for count in filter(None, (options.few, options.many)):
            place.many(count)
    print(report.shown())
    whole = (options.few, options.many, len(options.engines)) == (1000, 10_000, len(names))
    if whole or options.save:
        tell(f"存在 {report.save(BENCH / 'results', 'search').relative_to(BENCH.parent)}")
    if report.failures:
        sys.exit("\n".join(report.failures))


if __name__ == "__main__":
    main()
