"""一条工作法的折页排成几面：真的排一遍，问排版机。"""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from casebook.bind import Book, Method
from casebook.compose import Document
from casebook.render.typeset.jobs import leaflet_jobs
from casebook.render.typeset.printjob import PrintJob
from casebook.render.typeset.setter import opened


class Fit(NamedTuple):
    """排成的样子：几面，比放得下的多出几行（不多的不大于 0），一共几行、几个字，各节占几行。"""

    large: bool
    sides: int
    over: float
    lines: float
    letters: int
    sections: list[tuple[str, float]]


def installed() -> bool:
    """装了排 PDF 要用的两个库。"""
    try:
        return all(version(name) for name in ("typst", "pikepdf"))
    except PackageNotFoundError:
        return False


def fit_jobs(book: Book, method: Method, document: Document, site_url: str) -> Iterator[PrintJob]:
    """普通的与大字版，印的话与真的一样，另说排成几面。"""
    meta = {
        "title": book.handbook.title,
        "author": [],
        "keywords": [],
        "edition": "",
        "date": "",
        "site_url": site_url,
    }
    for job in leaflet_jobs(book, method, document, meta, 0):
        job.data["fit"] = True
        yield job


def fit_of(job: PrintJob, found: Any) -> Fit:
    """排版机说的 → Fit；`found` 见 leaflet.typ 的末尾。"""
    sections = [(title, float(high)) for title, high in found["sections"]]
    data = job.data["method"]
    letters = sum(map(_letters, (data["summary"], data["facts"], data["sections"])))
    return Fit(job.data["large"], found["sides"], found["over"], found["lines"], letters, sections)


def _letters(node: Any) -> int:
    """印出来的话有几个字。"""
    if isinstance(node, str):
        return len(node)
    if isinstance(node, list):
        return sum(map(_letters, node))
    if isinstance(node, dict):
        said = ("c", "title", "items", "rows", "head", "caption")
        return sum(_letters(node[key]) for key in said if key in node)
    return 0


__all__ = ["Fit", "fit_jobs", "fit_of", "installed", "opened"]
