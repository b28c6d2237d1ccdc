"""程序自己的指纹：代码、模板、字库与各个库的版本。它一变，以前做的都不算数。"""

import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from casebook.store import digest, digest_of_file

PROGRAM = Path(__file__).parents[1]
"""casebook 这个包。"""
_LIBRARIES = (
    "PyYAML",
    "Markdown",
    "pydantic",
    "Jinja2",
    "MarkupSafe",
    "lxml",
    "zxing-cpp",
    "Pillow",
)


@cache
def program_digest() -> str:
    """现在这个程序的指纹。"""
    libraries = [(library, version(library)) for library in _LIBRARIES]
    files = sorted(p for p in PROGRAM.rglob("*") if p.suffix in (".py", ".html", ".toml", ".txt"))
    return digest(sys.version, libraries, [digest_of_file(path, PROGRAM) for path in files])
