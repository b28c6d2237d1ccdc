"""程序自己的指纹：代码、模板、字库与各个库的版本。它一变，以前做的都不算数。

主题由主机套在外面，改了它各页自会重写（见 `render/web/shell.py`）；
印刷的模板与字体见 `render/typeset/pdf.py`。
"""

import sys
from functools import cache
from importlib.metadata import version

from casebook.package import PACKAGE, THEME
from casebook.store import digest, digest_of_file

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
_KINDS = (".py", ".html", ".toml", ".txt")
_WEB = (".py", ".html", ".js", ".css")


@cache
def web_text() -> str:
    """网页的模板、写网页的程序、脚本与样式的源文件：网页上的类名都写在里面。"""
    folders = (PACKAGE / "render/web", THEME)
    files = (p for folder in folders for p in folder.rglob("*") if p.suffix in _WEB)
    return "\n".join(path.read_text("utf-8") for path in sorted(files))


@cache
def theme_digest() -> str:
    """主题的指纹。"""
    files = sorted(path for path in THEME.rglob("*") if path.is_file())
    return digest([digest_of_file(path, THEME) for path in files])


@cache
def program_digest(room: str = "") -> str:
    """现在这个程序的指纹；`room` 是只看哪一间屋子（如 `render/photo`）的代码。"""
    libraries = [(library, version(library)) for library in _LIBRARIES]
    found = (PACKAGE / room).rglob("*")
    files = (p for p in found if p.suffix in _KINDS and THEME not in p.parents)
    return digest(sys.version, libraries, [digest_of_file(path, PACKAGE) for path in sorted(files)])
