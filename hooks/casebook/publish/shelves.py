"""登记簿与文章没有变，就不再查。"""

import hashlib
import time

from casebook.check import check_shelves_alone, pictures
from casebook.problems import Problem
from casebook.publish.ledger import Ledger
from casebook.read import Library
from casebook.unchanged import SETTLED


def checked_shelves(library: Library, shelves: str, ledger: Ledger) -> list[Problem]:
    """登记簿与文章的问题；没有问题的记在账上，下次不再查。

    `shelves` 是它们、程序与设置合起来的指纹；另看文章的图片与案例的编号变了没有。
    """
    stats = [(str(path), path.lstat()) for path in pictures(library.root)]
    seen = [(path, s.st_mode, s.st_size, s.st_mtime_ns) for path, s in stats]
    made = repr((shelves, seen, sorted(library.case_ids)))
    key = hashlib.sha256(made.encode()).hexdigest()
    if ledger.get("extras", "shelves", key) is not None:
        return []
    problems = check_shelves_alone(library)
    latest = max((s.st_mtime_ns for _, s in stats), default=0)
    if not problems and time.time_ns() - latest > SETTLED:
        ledger.put("extras", [("shelves", key, ())])
    return problems
