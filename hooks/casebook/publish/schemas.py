"""模式文件：登记簿没有变就不再做；给编辑器用的一份跟着换。"""

import contextlib
from pathlib import Path

from casebook.model import REGISTERS
from casebook.publish.program import program_digest
from casebook.read import Library
from casebook.render.schema import FOLDER, schema_files, shelf_of
from casebook.store import Ledger, digest

_SETTINGS = ".vscode/settings.json"


def made_schemas(library: Library, ledger: Ledger, drafts: bool) -> dict[str, bytes]:
    """全部模式文件：文件名 → 内容；`drafts` 为真时，没有发布的案例也列。"""
    shelf = shelf_of(library, drafts)
    key = digest(program_digest(), f"{shelf}")
    name = "schema-drafts" if drafts else "schema"
    made = ledger.get("extras", name, key, dict[str, bytes])
    if made is None:
        made = schema_files(shelf)
        ledger.put("extras", [(name, key, made)])
        ledger.settle()
    return made


def refresh_schemas(library: Library, ledger: Ledger) -> None:
    """给编辑器用的一份换成现在的，没有就写；没有发布的案例也列。

    编辑器的设置没有指着它、登记簿没有全读成，就不动。写不进去也不妨碍别的：编辑器少些提示而已。
    """
    whole = {name for name, register in library.registers.items() if register.whole}
    if not _wanted(library.root) or whole != REGISTERS.keys():
        return
    folder = library.root / FOLDER
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
        for name, content in made_schemas(library, ledger, drafts=True).items():
            path = folder / name
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)


def _wanted(root: Path) -> bool:
    try:
        return f'"{FOLDER}/' in (root / _SETTINGS).read_text("utf-8")
    except (OSError, ValueError):
        return False
