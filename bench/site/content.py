"""各家共用的内容：造好的案例、登记簿、我们的导航。"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from machine import ROOT

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REGISTERS = ("sources", "programmes")


class Cases(Mapping[str, Mapping[str, Any]]):
    """编号 → 案例；用到哪条读哪条：一万条全读要好几秒，也占内存。"""

    def __init__(self, folder: Path) -> None:
        self._files = {path.stem: path for path in sorted(folder.glob("*.yml"))}
        self._read: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, case_id: str) -> Mapping[str, Any]:
        if case_id not in self._read:
            self._read[case_id] = yaml.load(self._files[case_id].read_bytes(), _LOADER)
        return self._read[case_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Content:
    """`folder` 里的手册：案例与登记簿。"""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cases = Cases(folder / "cases")
        self.registers = {name: _register(folder, name) for name in _REGISTERS}


def _register(folder: Path, name: str) -> dict[str, Any]:
    """编号 → 条目；日期、数都当文字。"""
    text = (folder / f"content/registry/{name}.yml").read_text("utf-8")
    return {entry["编号"]: entry for entry in yaml.load(text, yaml.BaseLoader)["条目"]}


def read_nav() -> list[dict[str, Any]]:
    """我们的导航：标题、地址、下一层。"""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    return [_group(*next(iter(item.items()))) for item in settings["nav"]]


def _group(title: str, under: str | list[dict[str, str]]) -> dict[str, Any]:
    if isinstance(under, str):
        return {"title": title, "url": _url(under), "source": under, "children": []}
    children = [_group(*next(iter(item.items()))) for item in under]
    return {"title": title, "url": children[0]["url"], "source": "", "children": children}


def _url(source: str) -> str:
    """源文件 → 地址：about.md → /about/。"""
    path = source.removesuffix(".md").removesuffix("index").strip("/")
    return f"/{path}/" if path else "/"
