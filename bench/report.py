"""测得的，与目标比：印成表，也存成 JSON、Markdown 与条形图。"""

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from goals import Figure
from measure import Cost
from plot import draw

Cells = Sequence[str]
_MARKS = {True: "✓", False: "✗", None: ""}


@dataclass(frozen=True)
class Job:
    """一家把一件活跑了几遍。"""

    job: str
    cases: int
    who: str
    runs: tuple[Cost, ...]

    @property
    def middle(self) -> Cost:
        """几遍的中位数。"""
        return Cost.middle(self.runs)


@dataclass
class Report:
    """一次测量的全部结果。`title` 说测的是什么；`about` 是何时、哪台机器、什么版本。"""

    title: str
    about: dict[str, dict[str, Any]]
    jobs: list[Job] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tables: dict[str, tuple[Cells, list[Cells]]] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    @classmethod
    def begun(
        cls, title: str, how: dict[str, Any], machine: dict[str, Any], versions: dict[str, str]
    ) -> "Report":
        """现在开始的一次；`how` 是各跑几遍等。"""
        when = {"date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), **how}
        return cls(title, {"run": when, "machine": machine, "versions": versions})

    def job(self, name: str, cases: int, who: str, runs: Sequence[Cost]) -> Cost:
        """一件活跑了几遍；返回中位数。"""
        self.jobs.append(Job(name, cases, who, tuple(runs)))
        return self.jobs[-1].middle

    def goal(
        self, name: str, value: float, limit: float | None, unit: str, judged: bool = True
    ) -> None:
        """一个数，不得多于 `limit`；没有目标，或条数不是目标说的（`judged` 为假）时不判。"""
        self.figures.append(Figure(name, value, unit, limit, met=_met(value, limit, judged)))

    def compare(
        self, name: str, ours: Cost, theirs: Cost, against: str, judged: bool = True,
        wall: float | None = None, cpu: float | None = None, memory: float | None = None,
    ) -> None:  # fmt: skip
        """三样各是 `against` 的几倍；`wall`、`cpu`、`memory` 是各自的目标。"""
        for measure, key, unit, limit in (
            ("钟表", "wall", "秒", wall),
            ("CPU", "cpu", "秒", cpu),
            ("内存", "peak_mb", "MB", memory),
        ):
            mine, other = getattr(ours, key), getattr(theirs, key)
            self.ratio(f"{name}：{measure}", mine, other, unit, against, limit, judged)

    def ratio(
        self, name: str, ours: float, theirs: float, unit: str, against: str,
        limit: float | None = None, judged: bool = True,
    ) -> None:  # fmt: skip
        """我们是 `against` 的几倍，不得多于 `limit` 倍。"""
        value = ours / theirs
        mine, other = f"{ours:.3g} {unit}", f"{against} {theirs:.3g} {unit}"
        met = _met(value, limit, judged)
        self.figures.append(Figure(name, value, "倍", limit, mine, other, met))

    def table(self, title: str, head: Cells, row: Cells) -> None:
        """往名叫 `title` 的另一张表里添一行。"""
        self.tables.setdefault(title, (head, []))[1].append(row)

    def shown(self) -> str:
        """给人看的表。"""
        return "\n".join([*self._about(), *self._laid_out(_aligned, "{}")])

    def save(self, folder: Path, name: str) -> Path:
        """存成 `name`-日期 的 .json、.svg、.md；同一天第二次存的带号。返回 .md 的路径。"""
        folder.mkdir(parents=True, exist_ok=True)
        stem = f"{name}-{self.about['run']['date'][:10]}"
        number = 1
        while (path := folder / f"{stem}{'' if number == 1 else f'-{number}'}.md").exists():
            number += 1
        plot = path.with_suffix(".svg")
        plot.write_text(draw([f for f in self.figures if f.limit], self.title), encoding="utf-8")
        head = [f"# {self.title}", "", *(f"- {line}" for line in self._about())]
        picture = ["", f"![各项与目标的比]({plot.name})"]
        body = self._laid_out(_markdown, "## {}\n")
        path.write_text("\n".join([*head, *picture, *body, ""]), encoding="utf-8")
        found = json.dumps(self._whole(), ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(f"{found}\n", encoding="utf-8")
        return path

    def _about(self) -> list[str]:
        return [" · ".join(f"{k} {v}" for k, v in part.items()) for part in self.about.values()]

    def _laid_out(self, table: Callable[[Cells, Sequence[Cells]], list[str]], title: str) -> Cells:
        """每张表：标题、空行、表。"""
        lines = []
        tables = {
            "各跑了多少": self._job_rows(), **self.tables,
            "没有目标的": self._figure_rows([f for f in self.figures if f.limit is None]),
            "与目标比": self._figure_rows([f for f in self.figures if f.limit is not None]),
        }  # fmt: skip
        for name, (head, rows) in tables.items():
            if rows:
                lines += ["", title.format(name), *table(head, rows)]
        if self.failures:
            lines += ["", title.format("没有测成的"), *self.failures]
        return lines

    def _job_rows(self) -> tuple[Cells, list[Cells]]:
        """钟表时间给中位数与范围；“比我们”是我们的几倍，同一件活里排第一的是我们。"""
        head = ("活", "案例", "谁", "遍", "钟表 秒", "最少…最多", "CPU 秒", "最大 MB", "比我们")
        rows: list[Cells] = []
        first: dict[tuple[str, int], Cost] = {}
        for job in self.jobs:
            cost, walls = job.middle, [run.wall for run in job.runs]
            base = first.setdefault((job.job, job.cases), cost)
            rows.append(
                (
                    job.job, str(job.cases), job.who, str(len(walls)), f"{cost.wall:.2f}",
                    f"{min(walls):.2f}…{max(walls):.2f}", f"{cost.cpu:.2f}",
                    f"{cost.peak_mb:.0f}", f"{cost.wall / base.wall:.2f}×",
                )
            )  # fmt: skip
        return head, rows

    def _figure_rows(self, figures: Sequence[Figure]) -> tuple[Cells, list[Cells]]:
        rows: list[Cells] = [
            (
                f.name, f.ours, f.theirs, f"{f.value:.3g} {f.unit}",
                "" if f.limit is None else f"≤ {f.limit:g}", _MARKS[f.met],
            )
            for f in figures
        ]  # fmt: skip
        return ("项目", "我们", "相比的", "测得", "目标", ""), rows

    def _whole(self) -> Mapping[str, Any]:
        jobs = [{**asdict(job), "median": asdict(job.middle)} for job in self.jobs]
        return {
            "title": self.title, **self.about, "jobs": jobs,
            "figures": [asdict(figure) for figure in self.figures],
            "tables": {name: [head, *rows] for name, (head, rows) in self.tables.items()},
            "details": self.details, "failures": self.failures,
        }  # fmt: skip


def _met(value: float, limit: float | None, judged: bool) -> bool | None:
    return value <= limit if judged and limit is not None else None


def _aligned(head: Cells, rows: Sequence[Cells]) -> list[str]:
    """列与列对齐；汉字占两格。"""
    wide = [max(map(_width, column)) for column in zip(head, *rows, strict=True)]
    lines = []
    for row in (head, *rows):
        cells = [cell + " " * (w - _width(cell)) for cell, w in zip(row, wide, strict=True)]
        lines.append("  ".join(cells).rstrip())
    return lines


def _markdown(head: Cells, rows: Sequence[Cells]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)
