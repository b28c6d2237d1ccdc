"""这台机器、各家的版本；缺什么，说装什么。"""

import os
import platform
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

BENCH = Path(__file__).parents[1]
PEERS = BENCH / ".venv/bin/python"
"""WeasyPrint 装在 bench 自己的虚拟环境里。"""

_INSTALL = (
    ".venv/bin/uv venv bench/.venv && "
    ".venv/bin/uv pip install --python bench/.venv/bin/python -r bench/print/requirements.txt"
)
_PANGO = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def interpreter(engine: str) -> Path:
    """跑这一家的 Python。"""
    return PEERS if engine == "weasyprint" else Path(sys.executable)


def missing(engines: list[str]) -> list[str]:
    """还缺什么，各一句话。"""
    lacks = []
    if not shutil.which("pdftotext"):
        lacks.append("没有 pdftotext，请装：apt install poppler-utils")
    if "chromium" in engines and not shutil.which("chromium"):
        lacks.append("没有 chromium，请装：apt install chromium")
    if "weasyprint" in engines:
        if not PEERS.exists():
            lacks.append(f"没有 WeasyPrint，请装：{_INSTALL}")
        elif not _said(PEERS, "-c", "import weasyprint"):
            lacks.append(f"WeasyPrint 装载不了，请装：{_PANGO}；再不行：{_INSTALL}")
    return lacks


def versions(engines: list[str]) -> dict[str, str]:
    """各家的版本。"""
    found = {"python": platform.python_version()}
    if "typst" in engines:
        found["typst"] = version("typst")
    if "weasyprint" in engines:
        found["weasyprint"] = _said(PEERS, "-c", "import weasyprint as w; print(w.__version__)")
    if "chromium" in engines:
        number = re.search(r"\d+(\.\d+)+", _said("chromium", "--version"))
        found["chromium"] = number[0] if number else ""
        found["playwright"] = version("playwright")
    return found


def machine() -> dict[str, str | int]:
    """几个核，什么处理器，多少内存。"""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    total = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())
    return {
        "cores": len(os.sched_getaffinity(0)),
        "cpu": model[1] if model else platform.machine(),
        "memory_gb": round(int(total[1]) * 1.024e-6) if total else 0,
        "system": platform.system(),
    }


def _said(*command: str | Path) -> str:
    """命令的标准输出；做不成时是空的。"""
    done = subprocess.run([str(c) for c in command], capture_output=True, check=False)
    out = done.stdout.decode("utf-8", "replace").strip()
    return (out or "好") if done.returncode == 0 else ""
