"""各条工作法的一页：账上有的照用，没有的读来写出、记上。"""

from collections.abc import Mapping

from casebook.cases import Desk, Made
from casebook.compose import Document
from casebook.read import File
from casebook.store import Ledger


class CaseDocuments:
    """`made` 里各条的一页；文件在 `files` 里。"""

    def __init__(
        self, desk: Desk, files: Mapping[str, File], made: Mapping[str, Made], ledger: Ledger
    ) -> None:
        self._desk, self._files, self._ledger = desk, files, ledger
        self._keys = {case_id: one.key for case_id, one in made.items()}

    def __call__(self, case_id: str) -> Document:
        """`case_id` 的一页。编的时候改了，抛 Changed。"""
        return self.of(case_id, self._ledger)

    def of(self, case_id: str, ledger: Ledger) -> Document:
        """同上，用 `ledger` 这本账：别的线程、别的进程各用各的。"""
        key = self._keys[case_id]
        document = ledger.get("documents", case_id, key, Document)
        if document is None:
            document = self._desk.document(self._files[case_id], key)
            ledger.put("documents", [(case_id, key, document)])
            ledger.settle()
        return document
