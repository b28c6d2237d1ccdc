"""我们的时间用在哪里：在一个进程、一个核里从头建一遍，一步一步记下用了多少处理器时间。

    python by_profile.py 手册的文件夹

标准输出是 JSON：各步 → 秒。一步里面的另一步只算在里面的那一步。
"""

import functools
import json
import logging
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

STAGES = {
    "读": (
        "casebook.checked:read_shared",
        "casebook.read:File.read",
        "casebook.cases:read_text",
        "casebook.cases:read_case",
    ),
    "查": (
        "casebook.cases:check_entries",
        "casebook.checked:check_whole",
        "casebook.checked:check_addresses",
    ),
    "卡片": ("casebook.cases:case_card",),
    "连成一本": ("casebook.cases:bind", "casebook.checked:bind"),
    "案例写成 Document": ("casebook.bind:Binder.bound", "casebook.cases:case_document"),
    "案例的正文": ("casebook.publish.pages:case_page", "casebook.publish.pages:related_html"),
    "别的页写成 Document": ("casebook.render.web:Site.document",),
    "别的页的正文": ("casebook.publish.pages:list_page", "casebook.render.web:Site.page"),
    "锚点与链接": (
        "casebook.publish.pages:page_links",
        "casebook.publish.pages:related_links",
        "casebook.publish.pages:facts_of",
    ),
    "查找的话": (
        "casebook.publish.records:page_record",
        "casebook.publish.records:with_pinyin",
    ),
    "查找索引": (
        "casebook.publish.search:index.shards",
        "casebook.publish.search:index.changes",
        "casebook.publish.search:index.patched_shard",
    ),
    "网页旁边的": ("casebook.publish.documents:_page",),
    "数据": (
        "casebook.cases:case_data",
        "casebook.publish.data_files:one_file",
        "casebook.publish.data_files:workbook_file",
    ),
    "套外壳": ("casebook.render.web.shell:Shell.fill",),
    "写文件": ("casebook.publish.build:write",),
    "记账": (
        "casebook.store:Ledger.put",
        "casebook.store:Ledger.settle",
        "casebook.store:Ledger.rows",
        "casebook.store:Ledger.keys",
        "casebook.store:Ledger.get",
        "casebook.publish:Release.remember",
    ),
    "检验": ("casebook.deliver:verify", "casebook.publish.build:looked_at"),
    "盖印与换上": ("casebook.deliver:write_stamp", "casebook.deliver:publish"),
}
"""一步 → 做它的函数，在用到它的地方。"""


class Clock:
    """各步用了多少秒；`running` 是正在做的各步，里面的在后。"""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    def put_on(self, stage: str, place: str) -> None:
        """从此 `place`（模块:名字）用的时间记在 `stage` 上。"""
        module, _, name = place.partition(":")
        *owners, name = name.split(".")
        owner = functools.reduce(getattr, owners, import_module(module))
        setattr(owner, name, self._timed(stage, getattr(owner, name)))

    def _timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*args: Any, **named: Any) -> Any:
            self._turn()
            self._running.append(stage)
            try:
                return function(*args, **named)
            finally:
                self._turn()
                self._running.pop()

        return timed

    def _turn(self) -> None:
        now = time.process_time()
        if self._running:
            self.spent[self._running[-1]] += now - self._since
        self._since = now


def main(folder: str) -> None:
    """建，数，印。"""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # 只有一个核，就不分给别的进程做
    os.chdir(folder)
    logging.getLogger("mkdocs").setLevel(logging.ERROR)  # 与命令行的 --quiet 一样
    clock = Clock()
    for stage, places in STAGES.items():
        for place in places:
            clock.put_on(stage, place)
    loaded = time.process_time()
    config = load_config(strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    total = time.process_time()
    own = {stage: clock.spent[stage] for stage in STAGES}
    stages = {"装载程序": loaded, **own, "主机与别的": total - loaded - sum(own.values())}
    print(json.dumps({stage: round(seconds, 4) for stage, seconds in stages.items()}))


if __name__ == "__main__":
    main(sys.argv[1])
