"""印刷的测量：同样的内容，我们的书（Typst）与 WeasyPrint、Chromium 各要多少。

    python bench/print/run.py                            全部
    python bench/print/run.py --cases 20 --runs 3        只比一种厚度的书
    python bench/print/run.py --rows leaflets handbook   只测几项

各家轮流跑，取中位数；比的是处理器时间。结果存进 bench/results/print-<n>.json。
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from machine import BENCH, interpreter, machine, missing, versions
from measure import Cost, measured
from report import Report, today
from same import check_same

ROOT = BENCH.parent
sys.path[:0] = [str(ROOT / "hooks"), str(BENCH)]

import corpus  # noqa: E402

from casebook.compile import compile_handbook  # noqa: E402
from casebook.render.typeset import PrintJob, VolumeSet  # noqa: E402

HERE = Path(__file__).parent
ENGINES = ("typst", "weasyprint", "chromium")
ROWS = ("books", "volumes", "leaflets", "handbook")
SITE = "https://example.org/"

THIN, THICK, MANY = 20, 200, 1000
LEAFLETS = 200
AGAINST = {
    THIN: {"weasyprint": 0.12, "chromium": 0.25},
    THICK: {"weasyprint": 0.08, "chromium": 0.5},
}
"""我们的处理器时间至多是别家的几倍。"""


@dataclass(frozen=True)
class Content:
    """一份要排的内容：案例数，书的数据，折页的数据。"""

    cases: int
    book: Path
    leaflets: Path


class Bench:
    """一次测量；`folder` 是放中间文件的地方。"""

    def __init__(self, report: Report, folder: Path, runs: int) -> None:
        self._report = report
        self._folder = folder
        self._runs = runs
        self._contents: dict[int, Content] = {}
        self._ours: dict[int, dict[str, Any]] = {}

    def books(self, cases: int, engines: Sequence[str]) -> None:
        """同一本书，各家轮流排 `runs` 遍，查过一样多，再比。"""
        content = self._content(cases)
        costs: dict[str, list[Cost]] = {engine: [] for engine in engines}
        loads: dict[str, list[float]] = {engine: [] for engine in engines}
        for turn in range(1, self._runs + 1):
            for engine in engines:
                tell(f"{cases} 条，第 {turn} 遍，{engine}")
                cost, load = measured(self._command(engine, content))
                tell(f"  CPU {cost.cpu:.2f} 秒，钟表 {cost.wall:.2f} 秒，{cost.peak_mb:.0f} MB")
                costs[engine].append(cost)
                loads[engine].append(float(load))
        made = {engine: self._made(engine, content, costs[engine]) for engine in engines}
        for engine, book in made.items():
            book["load_cpu"] = median(loads[engine])
        self._report.books += made.values()
        ours = made.get("typst")
        if ours is None:
            return
        self._ours[cases] = ours
        for engine, book in made.items():
            if engine != "typst":
                book["ratio"] = ours["cpu"] / book["cpu"]
                name = f"{cases} 条：我们的 CPU 是 {engine} 的几倍"
                limit = AGAINST.get(cases, {}).get(engine)
                if limit is None:
                    self._report.note(name, book["ratio"], "倍")
                else:
                    self._report.goal(name, book["ratio"], limit, "倍")
        if cases == THICK:
            self._report.goal(f"{cases} 条：CPU", ours["cpu"], 15, "秒")
            self._report.goal(f"{cases} 条：最大内存", ours["peak_mb"], 1500, "MB")

    def volumes(self) -> None:
        """一千条，分册；每页的时间与二百条的比。"""
        if THICK not in self._ours:
            self.books(THICK, ["typst"])
        self.books(MANY, ["typst"])
        many, thick = self._ours[MANY], self._ours[THICK]
        self._report.goal(f"{MANY} 条分册：CPU", many["cpu"], 60, "秒")
        self._report.goal(f"{MANY} 条分册：最大内存", many["peak_mb"], 1500, "MB")
        each = (many["cpu"] / many["pages"]) / (thick["cpu"] / thick["pages"])
        self._report.goal(f"{MANY} 条分册：每页的 CPU 是 {THICK} 条的几倍", each, 1.2, "倍")

    def leaflets(self) -> None:
        """许多折页在一个进程里排。"""
        content = self._content(THICK)
        tell(f"{LEAFLETS} 张折页，一个进程")
        command = [sys.executable, HERE / "by_leaflets.py", content.leaflets]
        found = json.loads(measured([*command, self._fresh("leaflets")])[1])
        self._report.details["leaflets"] = found
        if found["made"] != LEAFLETS or found["again"] != 1:
            raise SystemExit(f"折页应排 {LEAFLETS} 张、改后排 1 张：{found}")
        for name in ("median", "mean", "first"):
            label = {"median": "中位", "mean": "平均", "first": "第一张"}[name]
            self._report.note(f"折页：一张的 CPU，{label}", found["cpu_ms"][name], "毫秒")
        self._report.note("折页：改一张，查过其余各张再排它，CPU", found["edit_cpu"] * 1000, "毫秒")
        self._report.note("折页：排过 10 张的内存", found["mb_after_10"], "MB")
        growth = found["mb_after_all"] / found["mb_after_10"]
        self._report.goal(f"折页：排过 {LEAFLETS} 张的内存是排过 10 张的几倍", growth, 1.2, "倍")

    def handbook(self) -> None:
        """真的手册。"""
        book = next(compile_handbook(ROOT).prints())
        data = self._folder / "handbook.json"
        _write(data, [book] if isinstance(book, PrintJob) else book.jobs)
        costs = []
        for turn in range(1, self._runs + 1):
            tell(f"真的手册，第 {turn} 遍")
            command = [sys.executable, HERE / "by_typst.py", data, self._fresh("handbook")]
            costs.append(measured([*command, ROOT / "cases"])[0])
        self._report.goal("真的手册：一本书的 CPU", median(c.cpu for c in costs), 2, "秒")
        self._report.note("真的手册：一本书的钟表时间", median(c.wall for c in costs), "秒")
        tell("真的手册，全部印件，两遍")
        command = [sys.executable, HERE / "by_handbook.py", ROOT, self._fresh("handbook-all")]
        found = json.loads(measured(command)[1])
        self._report.details["handbook"] = {**found, "book": [asdict(c) for c in costs]}
        first, again = found["first"], found["again"]
        name = f"真的手册：读、查、排全部 {first['made']} 件，CPU"
        self._report.note(name, first["all_cpu"], "秒")
        self._report.note("真的手册：什么也没变，读、查、核对全部，CPU", again["all_cpu"], "秒")
        self._report.goal("真的手册：什么也没变，再排的件数", again["made"], 0, "件")

    def _content(self, cases: int) -> Content:
        """编出 `cases` 条的数据；各家都从它开始，编它的时间不算在谁头上。"""
        if cases not in self._contents:
            tell(f"{cases} 条：编出数据")
            root = corpus.write(cases, self._folder / f"corpus-{cases}")
            start = time.process_time()
            compiled = compile_handbook(root, SITE)
            middle = time.process_time()
            book, *rest = compiled.prints()
            end = time.process_time()
            data = [self._folder / f"{name}-{cases}.json" for name in ("book", "leaflets")]
            _write(data[0], book.jobs if isinstance(book, VolumeSet) else [book])
            small = [j for j in rest if isinstance(j, PrintJob) and j.template == "leaflet.typ"]
            _write(data[1], small[:LEAFLETS])
            self._report.note(f"{cases} 条：记录编成手册，CPU（不比）", middle - start, "秒")
            self._report.note(f"{cases} 条：全部印件的数据，CPU（不比）", end - middle, "秒")
            self._contents[cases] = Content(cases, *data)
        return self._contents[cases]

    def _command(self, engine: str, content: Content) -> list[Path]:
        folder = self._fresh(f"{engine}-{content.cases}")
        return [interpreter(engine), HERE / f"by_{engine}.py", content.book, folder]

    def _fresh(self, name: str) -> Path:
        """放成品的文件夹，空的。"""
        folder = self._folder / name
        if folder.exists():
            for pdf in folder.rglob("*.pdf"):
                pdf.unlink()
        folder.mkdir(exist_ok=True)
        return folder

    def _made(self, engine: str, content: Content, costs: Sequence[Cost]) -> dict[str, Any]:
        """一家的结果；先查过它的 PDF 里一条不少、一段不少。"""
        pdfs = sorted((self._folder / f"{engine}-{content.cases}").rglob("*.pdf"))
        tell(f"{content.cases} 条，查 {engine} 的文字")
        methods, paragraphs = check_same(engine, pdfs, json.loads(content.book.read_bytes()))
        if methods != content.cases:
            raise SystemExit(f"{engine} 的书里是 {methods} 条，不是 {content.cases} 条")
        tell(f"  {methods} 条、{paragraphs} 段都在")
        pages = 0
        for pdf in pdfs:
            with pikepdf.open(pdf) as opened:
                pages += len(opened.pages)
        return {
            "cases": content.cases,
            "engine": engine,
            "cpu": median(c.cpu for c in costs),
            "wall": median(c.wall for c in costs),
            "peak_mb": max(c.peak_mb for c in costs),
            "pages": pages,
            "files": len(pdfs),
            "mb": sum(pdf.stat().st_size for pdf in pdfs) / 1e6,
            "paragraphs": paragraphs,
            "runs": [asdict(c) for c in costs],
        }


def tell(words: str) -> None:
    """进度，写到标准错误。"""
    print(words, file=sys.stderr, flush=True)


def _write(path: Path, jobs: Sequence[PrintJob]) -> None:
    path.write_text(json.dumps([asdict(j) for j in jobs], ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """命令行。"""
    parser = argparse.ArgumentParser(description="印刷的测量")
    parser.add_argument("--cases", type=int, nargs="+", help="书有几条案例；写了就只比书")
    parser.add_argument("--runs", type=int, default=3, help="各跑几遍，取中位数")
    parser.add_argument("--engines", default=",".join(ENGINES), help="比哪几家，逗号分开")
    parser.add_argument("--rows", nargs="+", choices=ROWS, help="只测哪几项")
    args = parser.parse_args()
    engines = [e for e in ENGINES if e in args.engines.split(",")]
    rows = args.rows or (["books"] if args.cases else ROWS)
    if lacks := missing(engines if "books" in rows else []):
        sys.exit("\n".join(lacks))
    about = {"date": {"时间": today()}, "machine": machine(), "versions": versions(engines)}
    report = Report(about)
    with TemporaryDirectory(prefix="bench-print-") as folder:
        bench = Bench(report, Path(folder), args.runs)
        if "books" in rows:
            for cases in args.cases or (THIN, THICK):
                bench.books(cases, engines)
        for row in rows:
            if row != "books":
                getattr(bench, row)()
    print(report.shown())
    tell(f"结果存在 {report.save(BENCH / 'results').relative_to(ROOT)}")


if __name__ == "__main__":
    main()
