"""模式文件：登记簿没有变就不再做；仓库里给编辑器用的一份跟着换。"""

import hashlib
from collections.abc import Mapping

from casebook.model import REGISTERS
from casebook.publish.ledger import Ledger
from casebook.publish.program import program_digest
from casebook.read import Library
from casebook.render.schema import FOLDER, schema_files, shelf_of


def made_schemas(library: Library, ledger: Ledger, drafts: bool) -> dict[str, bytes]:
    """全部模式文件：文件名 → 内容；`drafts` 为真时，没有发布的案例也列。"""
    shelf = shelf_of(library, drafts)
    key = hashlib.sha256(f"{program_digest()}{shelf}".encode()).hexdigest()
    made = ledger.get("extras", "schema", key)
    if made is None:
        made = tuple(schema_files(shelf).items())
        ledger.put("extras", [("schema", key, made)])
        ledger.settle()
    return dict(made)


def refresh_schemas(library: Library, files: Mapping[str, bytes]) -> None:
    """仓库里的一份换成现在的 `files`；没有那个文件夹、登记簿没有全读成，就不动。"""
    folder = library.root / FOLDER
    whole = {name for name, register in library.registers.items() if register.whole}
    if not folder.is_dir() or whole != REGISTERS.keys():
        return
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
