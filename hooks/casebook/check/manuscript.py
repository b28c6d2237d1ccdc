"""原稿：从 Word 收来、还没有放进栏目的话，写在案例末尾的注释里；放完了才能发布。"""

from collections.abc import Iterator

from casebook.check.entries import Entries
from casebook.model import Case, Status
from casebook.problems import Problem
from casebook.read import Library

MANUSCRIPT = "## 原稿"
"""原稿开头的一行。"""


def check_manuscript(library: Library, entries: Entries) -> Iterator[Problem]:
    """E16 发布的案例还带着原稿。"""
    for entry in entries:
        if not isinstance(entry.record, Case) or entry.record.status is not Status.PUBLISHED:
            continue
        text = (entry.written or entry.document).text
        for number, line in enumerate(text.lines, 1):
            if line.startswith(MANUSCRIPT):
                message = "原稿里还有没放进栏目的话。放好一处删一处，用不着的也删掉，再发布"
                yield text.problem(number, 1, "E16", message)
                break
