"""测得的，与目标比，印成表，也存成 JSON。"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass
class Report:
    """一次测量的全部结果。"""

    about: dict[str, Any]
    books: list[dict[str, Any]] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)
    goals: list[dict[str, Any]] = field(default_factory=list)

    def goal(self, name: str, value: float, limit: float, unit: str = "") -> None:
        """一个目标：`value` 不得多于 `limit`。"""
        found = {"name": name, "value": round(value, 4), "limit": limit, "unit": unit}
        self.goals.append({**found, "met": value <= limit})

    def note(self, name: str, value: float, unit: str = "") -> None:
        """只报数，没有目标。"""
        self.goals.append({"name": name, "value": round(value, 4), "unit": unit, "met": None})

    def shown(self) -> str:
        """给人看的表。"""
        lines = [" · ".join(f"{k} {v}" for k, v in part.items()) for part in self.about.values()]
        if self.books:
            names = "案例 引擎 遍数 CPU/秒 其中装载 钟表/秒 最大/MB 页 文件/MB 我们比它"
            head = tuple(name.replace("/", " ") for name in names.split())
            rows = [
                (
                    str(b["cases"]), b["engine"], str(len(b["runs"])), f"{b['cpu']:.2f}",
                    f"{b['load_cpu']:.2f}",
                    f"{b['wall']:.2f}", f"{b['peak_mb']:.0f}", str(b["pages"]), f"{b['mb']:.2f}",
                    f"{b['ratio']:.3f}" if "ratio" in b else "",
                )
                for b in self.books
            ]  # fmt: skip
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
        """存成 print-<n>.json，n 是还没有用过的号。"""
        folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while (path := folder / f"print-{number}.json").exists():
            number += 1
        found = {
            **self.about, "books": self.books, "details": self.details, "goals": self.goals
        }  # fmt: skip
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return path


def today() -> str:
    """日期与时刻，世界协调时。"""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")


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
