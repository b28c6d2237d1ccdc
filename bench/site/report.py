"""测得的，与目标比，印成表，也存成 JSON。"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from measure import Cost


@dataclass
class Report:
    """一次测量的全部结果。`jobs` 是每件活；`goals` 是与目标比的与只报数的。"""

    about: dict[str, Any]
    jobs: list[dict[str, Any]] = field(default_factory=list)
    goals: list[dict[str, Any]] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)

    def job(self, name: str, cases: int, who: str, costs: Sequence[Cost]) -> Cost:
        """一件活跑了几遍；返回中位数（内存取最大）。"""
        middle = Cost(
            median(c.cpu for c in costs), median(c.wall for c in costs),
            max(c.peak_mb for c in costs),
        )  # fmt: skip
        found = {"job": name, "cases": cases, "who": who, **_rounded(middle)}
        self.jobs.append({**found, "runs": [_rounded(c) for c in costs]})
        return middle

    def goal(self, name: str, value: float, limit: float, unit: str = "倍") -> None:
        """一个目标：`value` 不得多于 `limit`。"""
        found = {"name": name, "value": round(value, 4), "limit": limit, "unit": unit}
        self.goals.append({**found, "met": value <= limit})

    def note(self, name: str, value: float, unit: str = "") -> None:
        """只报数，没有目标。"""
        self.goals.append({"name": name, "value": round(value, 4), "unit": unit, "met": None})

    def shown(self) -> str:
        """给人看的表。"""
        lines = [" · ".join(f"{k} {v}" for k, v in part.items()) for part in self.about.values()]
        rows = [
            (
                j["job"], str(j["cases"]), j["who"], str(len(j["runs"])), f"{j['wall']:.2f}",
                f"{j['cpu']:.2f}", f"{j['peak_mb']:.0f}",
            )
            for j in self.jobs
        ]  # fmt: skip
        head = ("活", "案例", "谁", "遍数", "钟表/秒", "CPU/秒", "最大/MB")
        lines += ["", *_table(head, rows)]
        marks = {True: "✓", False: "✗", None: ""}
        rows = [
            (
                g["name"],
                f"{g['value']:.4g} {g['unit']}".strip(),
                f"≤ {g['limit']:g}" if "limit" in g else "",
                marks[g["met"]],
            )
            for g in self.goals
        ]
        return "\n".join([*lines, "", *_table(("项目", "测得", "目标", ""), rows)])

    def save(self, folder: Path) -> Path:
        """存成 site-<n>.json，n 是还没有用过的号。"""
        folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while (path := folder / f"site-{number}.json").exists():
            number += 1
        found = {
            **self.about, "jobs": self.jobs, "goals": self.goals, "details": self.details
        }  # fmt: skip
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return path


def today() -> str:
    """日期与时刻，世界协调时。"""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _rounded(cost: Cost) -> dict[str, float]:
    return {name: round(value, 4) for name, value in vars(cost).items()}


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """列与列对齐；汉字占两格。"""
    wide = [max(map(_width, column)) for column in zip(head, *rows, strict=True)]
    lines = []
    for row in (head, *rows):
        cells = [cell + " " * (w - _width(cell)) for cell, w in zip(row, wide, strict=True)]
        lines.append("  ".join(cells).rstrip())
    return lines


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)
