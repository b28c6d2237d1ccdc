"""手册自己的一条：书名写了几处，要一样。"""

from collections.abc import Iterator

from casebook.problems import Problem
from casebook.read import Library


def check_handbook_title(library: Library) -> Iterator[Problem]:
    """M22：封面各行合起来是书名，mkdocs.yml 的 site_name 也是；没有写、没有读成的，已经说过。"""
    own, written = library.handbook, library.handbook.document.root.items
    title, cover = own.record.title, "".join(own.record.cover)
    if "书名" in written and "封面" in written and cover != title:
        yield own.problem("M22", f"“封面”各行合起来是“{cover}”，书名是“{title}”。改成一样", "封面")
    if "书名" in written and library.site_name not in ("", title):
        message = f"书名是“{title}”，mkdocs.yml 的 site_name 是“{library.site_name}”。改成一样"
        yield own.problem("M22", message, "书名")
