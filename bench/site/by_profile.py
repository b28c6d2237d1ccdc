"""我们的时间用在哪里：在一个进程里建一遍，按房间加起来。

python by_profile.py 手册的文件夹

标准输出是 JSON：房间 → 秒。内置函数与标准库的时间算在调用它的房间。分给别的进程做的，这里看不见。
"""

import cProfile
import json
import logging
import os
import pstats
import re
import sys
from collections import Counter

from mkdocs.commands.build import build
from mkdocs.config import load_config

_ROOM = re.compile(r"/casebook/(\w+(?:/web|/typeset)?)|/(handbook)\.py|/site-packages/(\w+)")
_WAITING = re.compile(r"\b(poll|select|wait\w*|acquire|posix\.read|sleep)\b")
"""等别的进程：不算。"""
_PYTHON = "python"
"""Python 自己的：内置函数与标准库。"""


def main(folder: str) -> None:
    """建，数，印。"""
    os.chdir(folder)
    logging.getLogger("mkdocs").setLevel(logging.ERROR)  # 与命令行的 --quiet 一样
    profile = cProfile.Profile()
    profile.enable()
    config = load_config(strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    profile.disable()
    rooms: Counter[str] = Counter()
    for (path, _, name), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():
        if path == "~" and _WAITING.search(name):
            continue
        if _room(path) != _PYTHON:
            rooms[_room(path)] += own
            continue
        for (caller, _, _), (_, _, spent, _) in callers.items():
            rooms[_room(caller)] += spent
    total = sum(rooms.values())
    print(json.dumps({"total": round(total, 3), "rooms": dict(rooms.most_common(10))}))


def _room(path: str) -> str:
    """文件 → 房间。"""
    found = _ROOM.search(path)
    if found:
        return found[1] or found[2] or found[3]
    inside = path == "~" or path.startswith("<frozen") or "/lib/python" in path
    return _PYTHON if inside else "模板与别的"


if __name__ == "__main__":
    main(sys.argv[1])
