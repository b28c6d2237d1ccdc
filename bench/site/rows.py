"""各项测量：一个方法一项。"""

import hashlib
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from machine import BENCH, HERE, ROOT
from measure import Cost, measured
from peers import ENV, OURS, PEERS, SEARCHED, read_cases, read_registers
from preview import answered, served
from report import Report
from same import check_same, page_text, plain

sys.path.append(str(BENCH))

import corpus

THOUSAND, MYRIAD = 1000, 10_000
SLOW = 120
"""一遍超过这么多秒的，只跑一遍。"""
WALL = {
    (MYRIAD, OURS, "hugo"): 0.6,
    (MYRIAD, SEARCHED, "hugo"): 1.0,
    (THOUSAND, OURS, "hugo"): 1.0,
    (THOUSAND, OURS, "mkdocs"): 0.18,
    (THOUSAND, OURS, "zensical"): 0.12,
    (THOUSAND, OURS, "eleventy"): 0.65,
    (THOUSAND, OURS, "astro"): 0.25,
}
"""我们的钟表时间至多是别家的几倍。"""
CPU = {(MYRIAD, OURS, "hugo"): 0.6, (MYRIAD, SEARCHED, "hugo"): 1.0}
MEMORY = {(MYRIAD, OURS, "hugo"): 0.2}


class Rows:
    """一次测量；`folder` 是放中间文件的地方。"""

    def __init__(self, report: Report, folder: Path, runs: int, tell: Any) -> None:
        self._report, self._folder, self._runs, self._tell = report, folder, runs, tell
        self._cold: dict[tuple[int, str], Cost] = {}

    def cold(self, count: int, names: Sequence[str]) -> None:
        """从头建：各家轮流跑，查过一样多，再比。"""
        cases = read_cases(self._corpus(count))
        sources = read_registers(self._corpus(count))["sources"]
        costs: dict[str, list[Cost]] = {name: [] for name in names}
        for turn in range(1, self._runs + 1):
            for name in names:
                if costs[name] and costs[name][0].wall > SLOW:
                    continue
                folder, peer = self._laid(count, name), PEERS[name]
                peer.clear(folder)
                costs[name].append(self._run(f"{count} 条从头建，第 {turn} 遍", name, folder))
                if turn == 1:
                    runs = check_same(name, folder / peer.output, cases, sources)
                    files, size = _weight(folder / peer.output)
                    self._report.details.setdefault("sites", {})[f"{name} {count}"] = {
                        "files": files, "mb": round(size, 2), "paragraphs_checked": runs
                    }  # fmt: skip
        for name in names:
            self._cold[count, name] = self._report.job("从头建", count, name, costs[name])
        for name in names:
            size = self._report.details["sites"][f"{name} {count}"]["mb"]
            self._report.note(f"{count} 条，网站的大小，{name}", size, "MB")
        if OURS in names:
            index = self._laid(count, OURS) / "site/search/search_index.json"
            size = index.stat().st_size if index.exists() else 0
            self._report.goal(f"{count} 条，{OURS} 的查找索引（应当没有）", size, 1000, "字节")
        for ours in (OURS, SEARCHED):
            for name in names:
                other = name == "hugo" or (ours == OURS and name != SEARCHED)
                if ours in names and name != ours and other:
                    self._compared(count, ours, name)

    def _compared(self, count: int, ours: str, name: str) -> None:
        mine, other, key = self._cold[count, ours], self._cold[count, name], (count, ours, name)
        title = f"{count} 条从头建：{ours} 是 {name} 的几倍"
        self._goal(f"{title}，钟表", mine.wall / other.wall, WALL.get(key))
        self._goal(f"{title}，CPU", mine.cpu / other.cpu, CPU.get(key))
        self._goal(f"{title}，内存", mine.peak_mb / other.peak_mb, MEMORY.get(key))

    def growth(self) -> None:
        """一千条到一万条，长了几倍。"""
        few, many = self._cold.get((THOUSAND, OURS)), self._cold.get((MYRIAD, OURS))
        if few and many:
            title = f"{THOUSAND} 条到 {MYRIAD} 条，长到几倍"
            self._report.goal(f"{title}，钟表", many.wall / few.wall, 10.5)
            self._report.goal(f"{title}，CPU", many.cpu / few.cpu, 10.5)
            self._report.goal(f"{title}，内存", many.peak_mb / few.peak_mb, 10)

    def edit(self, count: int, names: Sequence[str]) -> None:
        """改了一条的题目与一段话，重建，整个网站都对；连查找的索引。"""
        names = [SEARCHED, *(name for name in names if name == "hugo")]
        case_id = corpus.case_id(count // 2)
        costs: dict[str, list[Cost]] = {name: [] for name in names}
        for name in names:
            self._run("先建好", name, self._laid(count, name))
        for turn in range(1, self._runs + 1):
            for name in names:
                folder = self._laid(count, name)
                said = _edit(folder / _CASES[name] / f"{case_id}.yml", turn)
                costs[name].append(self._run(f"{count} 条改一条，第 {turn} 遍", name, folder))
                _answers(name, folder / PEERS[name].output, case_id, said)
        found = {name: self._report.job("改一条", count, name, costs[name]) for name in names}
        title = f"{count} 条改一条再建"
        goal = count == MYRIAD
        self._goal(f"{title}，钟表", found[SEARCHED].wall, 1.0 if goal else None, "秒")
        if "hugo" in found:
            for unit, name in (("wall", "钟表"), ("cpu", "CPU")):
                ratio = getattr(found[SEARCHED], unit) / getattr(found["hugo"], unit)
                self._goal(f"{title}：是 hugo 的几倍，{name}", ratio, 0.03 if goal else None)
        self._rebuilt(count)

    def _rebuilt(self, count: int) -> None:
        """改完的网站与从头建的，一个字节也不差。"""
        folder = self._laid(count, SEARCHED)
        warm = _digests(folder / "site")
        PEERS[SEARCHED].clear(folder)
        self._run("从头建一遍来比", SEARCHED, folder)
        cold = _digests(folder / "site")
        other = sorted(path for path in warm | cold if warm.get(path) != cold.get(path))
        self._report.details[f"改一条与从头建不同的文件 {count}"] = other[:20]
        self._report.goal(f"{count} 条改一条：与从头建不同的文件", len(other), 0, "个")

    def check(self, count: int) -> None:
        """只查，与 PyYAML 自己读一遍比。"""
        folder = self._laid(count, OURS)
        python, cases = sys.executable, folder / "cases"
        jobs: dict[str, list[str | Path]] = {
            "casebook check": [python, "-m", "casebook", "check", "--root", folder],
            "PyYAML 读成数据": [python, HERE / "by_pyyaml.py", "load", cases],
            "PyYAML 只读事件": [python, HERE / "by_pyyaml.py", "events", cases],
        }
        costs: dict[str, list[Cost]] = {name: [] for name in jobs}
        for turn in range(1, self._runs + 1):
            for name, command in jobs.items():
                self._tell(f"{count} 条，{name}，第 {turn} 遍")
                PEERS[OURS].clear(folder)
                costs[name].append(measured(command, folder, ENV)[0])
        found = {name: self._report.job("查", count, name, costs[name]) for name in jobs}
        ours, other = found["casebook check"], found["PyYAML 读成数据"]
        title = f"{count} 条：casebook check 是 PyYAML 读成数据的几倍"
        goal = 1.5 if count == MYRIAD else None
        self._goal(f"{title}，钟表", ours.wall / other.wall, goal)
        self._goal(f"{title}，CPU", ours.cpu / other.cpu, goal)

    def floors(self, count: int) -> None:
        """最少要多少：写出同样多的字节。"""
        folder = self._laid(count, OURS)
        if not (folder / "site").exists():
            self._run("先建好", OURS, folder)
        target, costs = self._folder / "floor", []
        for turn in range(1, self._runs + 1):
            self._tell(f"{count} 条，写同样多的字节，第 {turn} 遍")
            shutil.rmtree(target, ignore_errors=True)
            command = [sys.executable, HERE / "by_write.py", folder / "site", target]
            costs.append(measured(command)[0])
        shutil.rmtree(target)
        self._report.job("最少", count, "写同样多的字节", costs)

    def handbook(self) -> None:
        """真的手册，什么也没变，再建一遍。"""
        folder = self._folder / "handbook"
        if not folder.exists():
            folder.mkdir()
            for name in ("cases", "content", ".git"):
                shutil.copytree(ROOT / name, folder / name)
            shutil.copy(ROOT / "mkdocs.yml", folder)
            (folder / "hooks").symlink_to(ROOT / "hooks")
        self._run("真的手册，先建好（连 PDF）", OURS, folder)
        costs = [
            self._run(f"真的手册，什么也没变，第 {turn} 遍", OURS, folder)
            for turn in range(1, self._runs + 1)
        ]
        found = self._report.job("没有变再建", len([*folder.glob("cases/*.yml")]), OURS, costs)
        self._report.goal("真的手册，什么也没变再建，钟表", found.wall, 0.6, "秒")
        self._report.note("真的手册，什么也没变再建，CPU", found.cpu, "秒")

    def profile(self, count: int) -> None:
        """时间用在哪里。"""
        folder = self._laid(count, OURS)
        PEERS[OURS].clear(folder)
        self._tell(f"{count} 条，记下时间用在哪里")
        out = measured([sys.executable, HERE / "by_profile.py", folder], folder, ENV)[1]
        found = json.loads(out.splitlines()[-1])
        self._report.details[f"时间用在哪里 {count}"] = found
        for room, seconds in found["rooms"].items():
            self._report.note(f"{count} 条（在量具下）：{room}", seconds, "秒")

    def preview(self, count: int, names: Sequence[str]) -> None:
        """预览：存了，过多久页面答出新的话。"""
        case_id, found = corpus.case_id(count // 2), {}
        for name in (OURS, *(n for n in names if n == "mkdocs")):
            folder = self._laid(count, name)
            file = folder / (f"docs/cases/{case_id}.md" if name == "mkdocs" else _CASES[name])
            file = file if file.suffix == ".md" else file / f"{case_id}.yml"
            self._tell(f"{count} 条，预览，{name}")
            old = read_cases(self._corpus(count))[case_id]["一句话"]["内容"]
            spent = []
            with served(folder, ENV) as port:
                for turn in range(1, self._runs + 1):
                    new = f"{old}改到第{turn}次。"
                    spent.append(answered(port, f"/cases/{case_id}/", file, old, new))
                    self._tell(f"  {spent[-1]:.2f} 秒")
                    old = new
            self._report.details[f"预览 {name} {count}"] = [round(s, 3) for s in spent]
            found[name] = median(spent)
        goal = count == THOUSAND
        title = f"{count} 条预览：存了到页面答出新的话"
        self._goal(title, found[OURS], 0.5 if goal else None, "秒")
        if "mkdocs" in found:
            self._report.note(f"{title}，mkdocs", found["mkdocs"], "秒")
            ratio = found[OURS] / found["mkdocs"]
            self._goal(f"{title}，是 mkdocs 的几倍", ratio, 0.05 if goal else None)

    def _goal(self, name: str, value: float, limit: float | None, unit: str = "倍") -> None:
        if limit is None:
            self._report.note(name, value, unit)
        else:
            self._report.goal(name, value, limit, unit)

    def _run(self, job: str, name: str, folder: Path) -> Cost:
        self._tell(f"{job}，{name}")
        cost, _ = measured(PEERS[name].command, folder, ENV)
        self._tell(f"  钟表 {cost.wall:.2f} 秒，CPU {cost.cpu:.2f} 秒，{cost.peak_mb:.0f} MB")
        return cost

    def _corpus(self, count: int) -> Path:
        folder = self._folder / f"corpus-{count}"
        return folder if folder.exists() else corpus.write(count, folder)

    def _laid(self, count: int, name: str) -> Path:
        """`name` 的文件夹，头一次用时摆好。"""
        folder = self._folder / f"{name}-{count}"
        if not folder.exists():
            PEERS[name].lay(self._corpus(count), folder)
        return folder


_CASES = {OURS: "cases", SEARCHED: "cases", "hugo": "data/cases"}
"""案例在哪个文件夹里。"""


def _edit(file: Path, turn: int) -> tuple[str, str]:
    """改题目与第一段“缘起”；返回新的题目与话。"""
    lines = file.read_text("utf-8").splitlines()
    at = lines.index("缘起:") + 1
    title = next(n for n, line in enumerate(lines) if line.startswith("标题: "))
    lines[title] = f"{lines[title].partition('（改')[0]}（改 {turn}）"
    lines[at] = f"{lines[at].partition('又改')[0]}又改了第 {turn} 遍。"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lines[title].removeprefix("标题: "), lines[at].partition("内容: ")[2]


def _answers(name: str, site: Path, case_id: str, said: tuple[str, str]) -> None:
    """新的题目与话在它的页上，新的题目也在列出全部的页上。"""
    words = page_text(site, case_id)
    listed = plain((site / "cases/index.html").read_text("utf-8"))
    if any(plain(one) not in words for one in said) or plain(said[0]) not in listed:
        raise SystemExit(f"{name} 改了 {case_id}，页上没有跟着改")


def _weight(site: Path) -> tuple[int, float]:
    """几个文件，几兆字节（百万）。"""
    sizes = [path.stat().st_size for path in site.resolve().rglob("*") if path.is_file()]
    return len(sizes), sum(sizes) / 1e6


def _digests(site: Path) -> dict[str, str]:
    root = site.resolve()
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }
