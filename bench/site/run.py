"""网站的测量：同样的案例，我们建网站与别家各要多少。

    python bench/site/run.py                                 一千条，全部
    python bench/site/run.py --cases 1000,10000              连一万条，要几十分钟
    python bench/site/run.py --rows cold --peers ours,hugo   只测一项，只比一家

各家轮流跑，取中位数。结果存进 bench/results/site-<n>.json 与同名的 .svg。
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from machine import BENCH, machine, missing, versions
from measure import JobFailed
from peers import OURS, PEERS, SEARCHED
from plot import draw
from preview import NoAnswer
from report import Report, today
from rows import MYRIAD, THOUSAND, Rows
from same import NotSame

ROWS = ("cold", "search", "edit", "check", "floors", "profile", "preview", "handbook")
NAMES = tuple(name for name in PEERS if name != SEARCHED)
QUICK = (OURS, "hugo")
"""一万条时，没有点名就只比这几家：别家要几十分钟。"""


def measure(rows: Rows, counts: Sequence[int], wanted: Sequence[str], peers: list[str]) -> None:
    """一项一项测。"""
    for count in counts:
        names = peers or [name for name in NAMES if count < MYRIAD or name in QUICK]
        if "cold" in wanted or "search" in wanted:
            first = [OURS] if OURS in names else []
            first += [SEARCHED] if "search" in wanted and first else []
            rows.cold(count, [*first, *(name for name in names if name != OURS)])
        if "edit" in wanted:
            rows.edit(count, names)
        if "check" in wanted:
            rows.check(count)
        if "floors" in wanted:
            rows.floors(count)
        if "profile" in wanted and count <= THOUSAND:
            rows.profile(count)
        if "preview" in wanted and count <= THOUSAND:
            rows.preview(count, names)
    rows.growth()
    if "handbook" in wanted:
        rows.handbook()


def main() -> None:
    """命令行。"""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", default=str(THOUSAND), help="多少条案例，用逗号隔开")
    parser.add_argument("--runs", type=int, default=3, help="各跑几遍")
    parser.add_argument("--rows", default="", help=f"只测哪几项：{','.join(ROWS)}")
    parser.add_argument("--peers", default="", help=f"只比哪几家：{','.join(NAMES)}")
    parser.add_argument("--folder", type=Path, help="中间文件放哪里，留着；不写就用完即删")
    options = parser.parse_args()
    counts = [int(count) for count in options.cases.split(",")]
    wanted, named = _chosen(options.rows, ROWS), _chosen(options.peers, NAMES)
    peers = named or [*NAMES]
    if lacks := missing(peers):
        sys.exit("\n".join(lacks))
    report = Report({"run": {"date": today(), "runs": options.runs}})
    report.about |= {"machine": machine(), "versions": versions(peers)}
    if options.folder and options.folder.exists():
        sys.exit(f"{options.folder} 已经有了；请给一个还没有的文件夹")
    with TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary, "bench")).resolve()
        folder.mkdir(parents=True)
        try:
            measure(Rows(report, folder, options.runs, tell), counts, wanted or ROWS, named)
        except (JobFailed, NoAnswer, NotSame) as failed:
            tell(f"停在这里：{failed}")
            sys.exit(1)
        finally:
            if report.jobs or report.goals:
                print(report.shown())
                path = report.save(BENCH / "results")
                path.with_suffix(".svg").write_text(
                    draw(report.jobs, "建网站要多少时间"), encoding="utf-8"
                )
                tell(f"存在 {path.relative_to(BENCH.parent)}")


def _chosen(words: str, known: Sequence[str]) -> list[str]:
    """逗号隔开的几个名称；认不得的就停下。"""
    found = [word for word in words.split(",") if word]
    if strange := [word for word in found if word not in known]:
        sys.exit(f"不认得 {'、'.join(strange)}，可以写：{','.join(known)}")
    return found


def tell(words: str) -> None:
    """进度，写到标准错误。"""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
