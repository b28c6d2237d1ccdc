"""测试用到的 npm 包：照 package-lock.json 装，不跑包里的脚本，装过的不再装。"""

import fcntl
import shutil
import subprocess
from pathlib import Path

NEEDED = "需要 Node.js（20 或更新）与 npm：apt install nodejs npm"


def node() -> str:
    """Node 在哪里。"""
    found = shutil.which("node")
    if not found:
        raise RuntimeError(NEEDED)
    return found


def installed(folder: Path) -> Path:
    """`folder` 里的包装好了，在哪里；几个测试同时要，只装一次。"""
    with (folder / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _installed(folder)


def _installed(folder: Path) -> Path:
    modules = folder / "node_modules"
    done, lock = modules / ".done", (folder / "package-lock.json").read_text()
    if done.is_file() and done.read_text() == lock:
        return modules
    npm = shutil.which("npm")
    if not npm:
        raise RuntimeError(NEEDED)
    quiet = ("--ignore-scripts", "--silent", "--no-audit", "--no-fund")
    command = [npm, "ci", *quiet, "--prefix", str(folder)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise RuntimeError(f"{folder.name} 的 npm 包没有装成：{finished.stderr}")
    done.write_text(lock)
    return modules
