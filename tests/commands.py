"""真的跑 casebook，看它怎么说。"""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from conftest import HANDBOOK, ROOT, Built

HAN = re.compile(r"[\u4e00-\u9fff]")


def run(
    *arguments: str, cwd: Path = HANDBOOK, encoding: str = "utf-8", **environment: str
) -> subprocess.CompletedProcess[str]:
    """`casebook …`；没有终端。"""
    clean = {k: v for k, v in os.environ.items() if k not in ("SITE_URL", "FORCE_COLOR")}
    return subprocess.run(
        [sys.executable, "-m", "casebook", *arguments],
        cwd=cwd,
        env={
            **clean,
            "PYTHONPATH": str(ROOT / "hooks"),
            "PYTHONIOENCODING": encoding,
            "COLUMNS": "100",
            **environment,
        },
        capture_output=True,
        encoding=encoding,
        check=False,
    )


def on_terminal(*arguments: str, cwd: Path) -> str:
    """在真的终端（pty）里跑；返回屏幕上收到的一切。"""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "casebook", *arguments],
        cwd=cwd,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "hooks"),
            "TERM": "xterm-256color",
            "COLUMNS": "70",
        },
        stdin=child,
        stdout=child,
        stderr=child,
        close_fds=True,
    )
    os.close(child)
    seen = b""
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:  # 那一头关了
            break
        if not part:
            break
        seen += part
    process.wait()
    os.close(parent)
    return seen.decode("utf-8", "replace")


def checked(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "casebook", *(arguments or ("check",))],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )


def one_sentence(done: Built | subprocess.CompletedProcess[str]) -> str:
    """一句中文，退出码 1，没有程序的话；返回这句话。"""
    code = done.code if isinstance(done, Built) else done.returncode
    said = done.output if isinstance(done, Built) else done.stdout + done.stderr
    assert code == 1, said
    assert "Traceback" not in said
    assert "Error" not in said.partition("程序出了没有料到的毛病")[0], said
    lines = [line for line in said.splitlines() if line.strip()]
    assert len(lines) == 1, said
    assert HAN.search(lines[0])
    assert lines[0].endswith("。"), said
    return lines[0]
