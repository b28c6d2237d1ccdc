"""网站的测量：同样的案例，我们建网站与别家各要多少。

    python bench/site/run.py                                    全部，约二十分钟
    python bench/site/run.py --few 20 --many 100 --runs 1       小测，不存
    python bench/site/run.py --rows many --peers hugo           只测一项，只比一家，不存

各家轮流跑，取中位数。全部测完的，结果存进 bench/results/site-日期.*。
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(1, str(Path(__file__).parents[1]))

from machine import BENCH, machine, missing, versions
from measure import JobFailed
from peers import OURS, PEERS, SEARCHED
from progress import tell
from report import Report
from row_check import check
from row_cold import cold_few, cold_many
from row_edit import edit
from row_preview import preview
from row_profile import profile
from row_unchanged import unchanged
from same import NotSame
from workplace import Workplace

NAMES = tuple(name for name in PEERS if name not in (OURS, SEARCHED))
ROWS: dict[str, Callable[[Workplace, Sequence[str]], None]] = {
    "few": cold_few,
    "many": cold_many,
    "edit": edit,
    "preview": preview,
    "check": lambda place, _: check(place),
    "unchanged": lambda place, _: unchanged(place),
    "profile": lambda place, _: profile(place),
}
"""各项：从头建一千条，从头建一万条，改一条，预览，查，真的手册，时间用在哪里。"""


def main() -> None:
    """命令行。"""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--few", type=int, default=1000, help="一千条改成多少条")
    parser.add_argument("--many", type=int, default=10_000, help="一万条改成多少条")
    parser.add_argument("--runs", type=int, default=3, help="各跑几遍，取中位数")
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=[*ROWS], help="只测哪几项")
    parser.add_argument("--peers", nargs="+", choices=NAMES, default=[*NAMES], help="只比哪几家")
    parser.add_argument("--save", action="store_true", help="没有全部测，也存下结果")
    options = parser.parse_args()
    if lacks := missing(options.peers):
        sys.exit("\n".join(lacks))
    how = {"runs": options.runs, "cases": f"{options.few} / {options.many}"}
    found = versions((OURS, *options.peers))
    report = Report.begun("建网站要多少：与别家比", how, machine(), found)
    with TemporaryDirectory(prefix="bench-site-") as folder:
        place = Workplace(report, Path(folder), options.runs, options.few, options.many)
        for row in options.rows:
            try:
                ROWS[row](place, options.peers)
            except (JobFailed, NotSame) as failed:
                report.failures.append(row)
                tell(f"{row} 没有测成：{failed}")
    print(report.shown())
    whole = place.judged and len(options.rows) == len(ROWS) and len(options.peers) == len(NAMES)
    if whole or options.save:
        tell(f"存在 {report.save(BENCH / 'results', 'site').relative_to(BENCH.parent)}")
    if report.failures:
        sys.exit(1)


if __name__ == "__main__":
    main()
