"""各条工作法的一页：账上有的照用，没有的读来写出、记上。"""

from collections.abc import Mapping

from casebook.cases import CaseCompiler, CompiledCase
from casebook.compose import Document
from casebook.read import File
from casebook.store import Ledger


class CaseDocuments:
    """`cases` 里各条的一页；文件在 `files` 里。"""

    def __init__(
        self,
        compiler: CaseCompiler,
        files: Mapping[str, File],
        cases: Mapping[str, CompiledCase],
        ledger: Ledger,
    ) -> None:
        self._compiler, self._files, self._cases, self._ledger = compiler, files, cases, ledger

    def __call__(self, case_id: str) -> Document:
        """`case_id` 的一页。编的时候改了，抛 Changed。"""
        key, file = self._cases[case_id].key, self._files[case_id]
        return self._ledger.made(
            "documents", case_id, key, Document, lambda: self._compiler.document(file, key)
        )
