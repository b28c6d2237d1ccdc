"""测量的地方：造案例，摆好各家的文件夹，建一遍，几家轮流跑。"""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import corpus
from measure import Cost, measured
from peers import ENV, PEERS, Peer
from progress import tell
from report import Report

from content import Content

Run = Callable[[], Cost]
"""跑一遍一家的一件活。"""


@dataclass
class Site:
    """一家的文件夹，`count` 条案例。"""

    peer: Peer
    count: int
    folder: Path

    @property
    def output(self) -> Path:
        """做好的网站。"""
        return self.folder / self.peer.output

    def case_file(self, case_id: str) -> Path:
        """一条案例的文件。"""
        return self.folder / self.peer.cases / f"{case_id}.yml"

    def cold(self) -> Cost:
        """从头建：先删掉做好的与缓存，等以前写的都落了盘。"""
        self.peer.clear(self.folder)
        os.sync()
        return self.build()

    def build(self) -> Cost:
        """再建一遍。"""
        return measured(self.peer.command, self.folder, ENV)[0]

    def ran(self, *command: str | Path) -> tuple[Cost, str]:
        """用我们的 Python 在这里跑一个脚本。"""
        return measured([sys.executable, *command], self.folder, ENV)


class Workplace:
    """`folder` 放中间文件，测完就删；`few` 与 `many` 是一千条与一万条（小测时可以更少）。"""

    def __init__(self, report: Report, folder: Path, runs: int, few: int, many: int) -> None:
        self.report, self.folder, self.runs = report, folder, runs
        self.few, self.many = few, many
        self.checked: set[Path] = set()
        """查过活一样多的网站。"""
        self._contents: dict[int, Content] = {}

    @property
    def judged(self) -> bool:
        """条数是目标说的，才判到没到。"""
        return (self.few, self.many) == (1000, 10_000)

    def content(self, count: int) -> Content:
        """`count` 条案例，头一次用时造。"""
        if count not in self._contents:
            tell(f"造 {count} 条案例")
            folder = corpus.write(count, self.folder / f"corpus-{count}")
            self._contents[count] = Content(folder)
        return self._contents[count]

    def site(self, name: str, count: int) -> Site:
        """`name` 的文件夹，头一次用时摆好。"""
        site = Site(PEERS[name], count, self.folder / f"{name}-{count}")
        if not site.folder.exists():
            tell(f"摆好 {name} 的 {count} 条")
            site.peer.lay(self.content(count), site.folder)
        return site

    def in_turn(
        self, job: str, contestants: Mapping[tuple[str, int], Run]
    ) -> dict[tuple[str, int], Cost]:
        """各家（名称, 条数）轮流跑：A B C A B C；返回各家的中位数。"""
        costs: dict[tuple[str, int], list[Cost]] = {who: [] for who in contestants}
        for turn in range(1, self.runs + 1):
            for (name, count), run in contestants.items():
                cost = run()
                costs[name, count].append(cost)
                tell(f"{job} {count} 条，第 {turn}/{self.runs} 遍，{name}：{cost}")
        return {
            (name, count): self.report.job(job, count, name, found)
            for (name, count), found in costs.items()
        }
