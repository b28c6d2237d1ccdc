"""程序自己的指纹：代码、模板、字库与各个库的版本。它一变，以前做的都不算数。"""

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

PROGRAM = Path(__file__).parents[1]
"""casebook 这个包。"""
_LIBRARIES = (
    "PyYAML",
    "Markdown",
    "pydantic",
    "nh3",
    "Jinja2",
    "MarkupSafe",
    "lxml",
    "zxing-cpp",
    "Pillow",
)


@cache
def program_digest() -> str:
    """现在这个程序的指纹。"""
    digest = hashlib.sha256(sys.version.encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\0".encode())
    files = [p for p in PROGRAM.rglob("*") if p.suffix in (".py", ".html", ".txt")]
    for path in sorted(files):
        digest.update(path.relative_to(PROGRAM.parent).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
