"""印刷的测量：同样的内容，我们的书（Typst）与 WeasyPrint、Chromium 各要多少。

    python bench/print/run.py                            全部，约半小时
    python bench/print/run.py --cases 20 --runs 3        只比一种厚度的书，不存
    python bench/print/run.py --rows leaflets handbook   只测几项，不存

各家轮流跑，取中位数；比的是处理器时间。全部测完的，结果存进 bench/results/print-日期.*。
"""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pikepdf

sys.path.insert(1, str(Path(__file__).parents[1]))

import corpus
from machine import BENCH, PYTHON, machine, missing, versions
from measure import Cost, JobFailed, measured
from progress import tell
from real_handbook import copied
from report import Report
from same import NotSame, check_same

from casebook.compile import compile_handbook
from casebook.render.typeset import PrintJob, VolumeSet

HERE = Path(__file__).parent
ENGINES = ("typst", "weasyprint", "chromium")
ROWS = ("books", "volumes", "leaflets", "everything", "handbook")
SITE = "https://example.org/"

INTERPRETER = {"weasyprint": PYTHON}
"""装在 bench 自己的虚拟环境里的，用那里的 Python。"""

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


class Book(NamedTuple):
    """一家排好的书：几遍的中位数，几遍里最多的内存，几页。"""

    cost: Cost
    worst_mb: float
    pages: int


class Bench:
    """一次测量；`folder` 是放中间文件的地方。"""

    def __init__(self, report: Report, folder: Path, runs: int) -> None:
        self._report = report
        self._folder = folder
        self._runs = runs
        self._contents: dict[int, Content] = {}
        self._ours: dict[int, Book] = {}

    def books(self, cases: int, engines: Sequence[str]) -> None:
        """同一本书，各家轮流排 `runs` 遍，查过一样多，再比。"""
        content = self._content(cases)
        costs: dict[str, list[Cost]] = {engine: [] for engine in engines}
        loads: dict[str, list[float]] = {engine: [] for engine in engines}
        for turn in range(1, self._runs + 1):
            for engine in engines:
                cost, load = measured(self._command(engine, content))
                tell(f"{cases} 条的书，第 {turn}/{self._runs} 遍，{engine}：{cost}")
                costs[engine].append(cost)
                loads[engine].append(float(load))
        books = {
            engine: self._made(engine, content, costs[engine], median(loads[engine]))
            for engine in engines
        }
        if ours := books.get("typst"):
            self._ours[cases] = ours
            self._compared(cases, ours, books)

    def _compared(self, cases: int, ours: Book, books: Mapping[str, Book]) -> None:
        """与各家比；厚的另有自己的目标。"""
        for engine, book in books.items():
            if engine != "typst":
                name = f"{cases} 条的书，与 {engine} 比：CPU"
                limit = AGAINST.get(cases, {}).get(engine)
                self._report.ratio(name, ours.cost.cpu, book.cost.cpu, "秒", engine, limit)
        if cases == THICK:
            self._report.goal(f"{cases} 条的书：CPU", ours.cost.cpu, 15, "秒")
            self._report.goal(f"{cases} 条的书：最大内存", ours.worst_mb, 1500, "MB")

    def volumes(self) -> None:
        """一千条，分册；每页的时间与二百条的比。"""
        if THICK not in self._ours:
            self.books(THICK, ["typst"])
        self.books(MANY, ["typst"])
        many, thick = self._ours[MANY], self._ours[THICK]
        self._report.goal(f"{MANY} 条分册：CPU", many.cost.cpu, 60, "秒")
        self._report.goal(f"{MANY} 条分册：最大内存", many.worst_mb, 1500, "MB")
        each, other = (book.cost.cpu / book.pages * 1000 for book in (many, thick))
        name = f"{MANY} 条分册，与 {THICK} 条的比：每页的 CPU"
        self._report.ratio(name, each, other, "毫秒", f"{THICK} 条", 1.2)

    def leaflets(self) -> None:
        """许多折页在一个进程里排。"""
        content = self._content(THICK)
        tell(f"{LEAFLETS} 张折页，一个进程")
        found = json.loads(_ran("by_leaflets.py", content.leaflets, self._fresh("leaflets"))[1])
        self._report.details["leaflets"] = found
        if found["made"] != LEAFLETS or found["again"] != 1:
            raise JobFailed(f"折页应排 {LEAFLETS} 张、改后排 1 张：{found}")
        for name in ("median", "mean", "first"):
            label = {"median": "中位", "mean": "平均", "first": "第一张"}[name]
            self._report.goal(f"折页：一张的 CPU，{label}", found["cpu_ms"][name], None, "毫秒")
        self._report.goal(
            "折页：改一张，查过其余各张再排它，CPU", found["edit_cpu"] * 1000, None, "毫秒"
        )
        self._report.goal("折页：排过 10 张的内存", found["mb_after_10"], None, "MB")
        name = f"折页，排过 {LEAFLETS} 张的与排过 10 张的比：内存"
        all_mb, ten_mb = found["mb_after_all"], found["mb_after_10"]
        self._report.ratio(name, all_mb, ten_mb, "MB", "10 张", 1.2)

    def everything(self) -> None:
        """一千条的全部印件：书、各领域与各街镇的分册、折页。"""
        root = corpus.write(MANY, self._folder / "corpus-everything")
        costs = []
        for turn in range(1, self._runs + 1):
            tell(f"{MANY} 条，全部印件，第 {turn}/{self._runs} 遍（约三分钟）")
            rmtree(root / ".casebook-cache", ignore_errors=True)
            out = self._fresh("everything")
            command = [sys.executable, "-m", "casebook", "print", "--root", root, "--out", out]
            costs.append(measured([*command, "--site-url", SITE])[0])
        count = len([*out.rglob("*.pdf")])
        if count < 2 * MANY:
            raise JobFailed(f"全部印件只有 {count} 件")
        cost = self._report.job(f"全部印件（{count} 件）", MANY, "ours", costs)
        name = f"{MANY} 条的全部印件"
        self._report.goal(f"{name}：钟表", cost.wall, None, "秒")
        self._report.goal(f"{name}：CPU", cost.cpu, None, "秒")
        self._report.goal(f"{name}：最大内存", max(c.peak_mb for c in costs), 1500, "MB")

    def handbook(self) -> None:
        """真的手册。"""
        root = copied(self._folder / "real")
        tell("真的手册，全部印件，两遍")
        found = json.loads(_ran("by_handbook.py", root, self._fresh("handbook-all"))[1])
        self._report.details["handbook"] = found
        first, again = found["first"], found["again"]
        name = f"真的手册：读、查、排全部 {first['made']} 件，CPU"
        self._report.goal(name, first["all_cpu"], None, "秒")
        name = "真的手册：什么也没变，读、查、核对全部，CPU"
        self._report.goal(name, again["all_cpu"], None, "秒")
        self._report.goal("真的手册：什么也没变，再排的件数", again["made"], 0, "件")
        book = next(compile_handbook(root).prints())
        data = self._folder / "handbook.json"
        _write(data, [book] if isinstance(book, PrintJob) else book.jobs)
        costs = []
        for turn in range(1, self._runs + 1):
            tell(f"真的手册的书，第 {turn}/{self._runs} 遍")
            folder = self._fresh("handbook")
            costs.append(_ran("by_typst.py", data, folder, root / "cases")[0])
        count = len([*root.glob("cases/*.yml")])
        cost = self._report.job("真的手册的书", count, "typst", costs)
        self._report.goal("真的手册的书：CPU", cost.cpu, 2, "秒")

    def _content(self, cases: int) -> Content:
        """编出 `cases` 条的数据；各家都从它开始，编它的时间不算在谁头上。"""
        if cases not in self._contents:
            tell(f"{cases} 条：编出数据")
            root = corpus.write(cases, self._folder / f"corpus-{cases}")
            start = _cpu()
            compiled = compile_handbook(root, SITE)
            middle = _cpu()
            book, *rest = compiled.prints()
            end = _cpu()
            data = [self._folder / f"{name}-{cases}.json" for name in ("book", "leaflets")]
            _write(data[0], book.jobs if isinstance(book, VolumeSet) else [book])
            small = [j for j in rest if isinstance(j, PrintJob) and j.template == "leaflet.typ"]
            _write(data[1], small[:LEAFLETS])
            self._report.goal(f"{cases} 条：记录编成手册，CPU（不比）", middle - start, None, "秒")
            self._report.goal(f"{cases} 条：全部印件的数据，CPU（不比）", end - middle, None, "秒")
            self._contents[cases] = Content(cases, *data)
        return self._contents[cases]

    def _command(self, engine: str, content: Content) -> list[str | Path]:
        folder = self._fresh(f"{engine}-{content.cases}")
        return [
            INTERPRETER.get(engine, sys.executable),
            HERE / f"by_{engine}.py",
            content.book,
            folder,
        ]

    def _fresh(self, name: str) -> Path:
        """放成品的文件夹，空的。"""
        folder = self._folder / name
        if folder.exists():
            for pdf in folder.rglob("*.pdf"):
                pdf.unlink()
        folder.mkdir(exist_ok=True)
        return folder

    def _made(self, engine: str, content: Content, costs: Sequence[Cost], load: float) -> Book:
        """一家的书；先查过它的 PDF 里一条不少、一段不少。"""
        pdfs = sorted((self._folder / f"{engine}-{content.cases}").rglob("*.pdf"))
        tell(f"{content.cases} 条，查 {engine} 的文字")
        methods, paragraphs = check_same(engine, pdfs, json.loads(content.book.read_bytes()))
        if methods != content.cases:
            raise NotSame(f"{engine} 的书里是 {methods} 条，不是 {content.cases} 条")
        pages = 0
        for pdf in pdfs:
            with pikepdf.open(pdf) as opened:
                pages += len(opened.pages)
        size = sum(pdf.stat().st_size for pdf in pdfs) / 1e6
        self._report.table(
            "各家的书（查过：每一段都在）",
            ("谁", "案例", "查过的段落", "页", "册", "MB", "其中装载程序 CPU 秒"),
            (
                engine, str(content.cases), str(paragraphs), str(pages), str(len(pdfs)),
                f"{size:.2f}", f"{load:.2f}",
            ),
        )  # fmt: skip
        cost = self._report.job("排书", content.cases, engine, costs)
        return Book(cost, max(c.peak_mb for c in costs), pages)


def _ran(script: str, *words: Path) -> tuple[Cost, str]:
    """用我们的 Python 跑一个脚本。"""
    return measured([sys.executable, HERE / script, *words])


def _cpu() -> float:
    """到现在用了多少处理器秒，收回的子进程也算。"""
    return sum(os.times()[:4])


def _write(path: Path, jobs: Sequence[PrintJob]) -> None:
    path.write_text(json.dumps([asdict(j) for j in jobs], ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """命令行。"""
    parser = argparse.ArgumentParser(description="印刷的测量")
    parser.add_argument("--cases", type=int, nargs="+", help="书有几条案例；写了就只比书")
    parser.add_argument("--runs", type=int, default=3, help="各跑几遍，取中位数")
    parser.add_argument("--engines", default=",".join(ENGINES), help="比哪几家，逗号分开")
    parser.add_argument("--rows", nargs="+", choices=ROWS, help="只测哪几项")
    parser.add_argument("--save", action="store_true", help="没有全部测，也存下结果")
    args = parser.parse_args()
    engines = [e for e in ENGINES if e in args.engines.split(",")]
    rows = args.rows or (["books"] if args.cases else ROWS)
    if lacks := missing([*engines, "pdftotext"] if "books" in rows else []):
        sys.exit("\n".join(lacks))
    how = {"runs": args.runs}
    report = Report.begun("排书要多少：与别家比", how, machine(), versions(engines))
    with TemporaryDirectory(prefix="bench-print-") as folder:
        bench = Bench(report, Path(folder), args.runs)
        for row in rows:
            try:
                if row == "books":
                    for cases in args.cases or (THIN, THICK):
                        bench.books(cases, engines)
                else:
                    getattr(bench, row)()
            except (JobFailed, NotSame) as failed:
                report.failures.append(row)
                tell(f"{row} 没有测成：{failed}")
    print(report.shown())
    if args.save or (tuple(rows), tuple(engines)) == (ROWS, ENGINES):
        tell(f"存在 {report.save(BENCH / 'results', 'print').relative_to(BENCH.parent)}")
    if report.failures:
        sys.exit(1)


if __name__ == "__main__":
    main()
