"""各条工作法写成的：一页，数据。编的时候记在账上，要用时取来；没有了的照原来的文件再写一遍。"""

from collections.abc import Callable, Mapping
from functools import partial

from casebook.cases import CaseCompiler, Cases
from casebook.compose import Document, Documents
from casebook.read import File
from casebook.render.data import Data
from casebook.store import Ledger


def case_documents(
    compiler: CaseCompiler, files: Mapping[str, File], cases: Cases, ledger: Ledger
) -> Documents:
    """各条工作法的一页：账上有的照用，没有的读 `files` 写出、记上；编的时候改了的，抛 Changed。"""

    def document(case_id: str) -> Document:
        file, key = files[case_id], cases.compiled[case_id].key
        again = partial(compiler.document, file, key)
        return ledger.made("documents", case_id, key, Document, again)

    return document


CaseData = Callable[[str], Data]
"""工作法的编号 → 它的数据。"""


def data_of_cases(
    compiler: CaseCompiler, files: Mapping[str, File], cases: Cases, ledger: Ledger
) -> CaseData:
    """各条工作法的数据；与 `case_documents` 一样，账上有的照用。"""

    def data(case_id: str) -> Data:
        file, key = files[case_id], cases.compiled[case_id].key
        return ledger.made("data", case_id, key, Data, partial(compiler.data, file, key))

    return data
