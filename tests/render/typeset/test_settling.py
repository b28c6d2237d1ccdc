"""排得定：写多写少，排版机五遍之内都定得下来；书里印的页码是排定了的页码。

排不定时排版机不报错，只是面数、格子、页码印得不对。
"""

import json
import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst

from casebook.compile import compile_handbook
from casebook.compiled import Compiled
from casebook.render.typeset import PrintJob
from casebook.render.typeset.setter import FONTS, TEMPLATES
from conftest import HANDBOOK, ROOT, SITE_URL, copy_handbook
from render.typeset.test_print import Printed, inline_text, marked_text, norm, targets
from stress import stress_handbook

LINE = {"t": "p", "c": ["仿写的一行，只为排得长一点。"]}


class Press:
    """一台排版机，说得出排版机的提醒；照片用原来的文件。"""

    def __init__(self, template: str, folder: Path, cases: Path) -> None:
        self._root = shutil.copytree(TEMPLATES, folder / "templates")
        self._cases = cases
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        )
        path = str(self._root / template)
        self._compiler = typst.Compiler(path, root=str(self._root), font_paths=fonts)

    def made(self, job: PrintJob, data: Any, **how: Any) -> Any:
        """照 `data` 排一件；排版机有提醒就不算数。"""
        for name in job.photos:
            (self._root / "photos" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(self._cases / name, self._root / "photos" / name)
        (self._root / "data.json").write_text(json.dumps(data), encoding="utf-8")
        inputs = {"data": "data.json", "words": json.dumps(data["words"])}
        made, warnings = self._compiler.compile_with_warnings(sys_inputs=inputs, **how)
        assert not warnings, (job.path, [warning.message for warning in warnings])
        return made


def test_leaflets_settle(tmp_path: Path) -> None:
    """末一面的格子、五社的图都照字排到哪里算。"""
    jobs = [
        job
        for job in compile_handbook(HANDBOOK, SITE_URL).prints()
        if isinstance(job, PrintJob) and job.path.endswith("-large.pdf") and not job.photos
    ]
    press = Press("leaflet.typ", tmp_path, HANDBOOK / "cases")
    sides = set()
    for job in jobs[:2]:
        for more in (0, *range(4, 9), *range(28, 32)):
            data = deepcopy(job.data)
            data["method"]["sections"][0]["c"] += [LINE] * more
            sides.add(len(press.made(job, data, format="png", ppi=1) or ()))
    assert len(sides) > 1


@dataclass(frozen=True)
class Link:
    """书里的一个链接：字、在第几张、指到第几张。"""

    text: str
    sheet: int
    to: int


def links(book: Printed) -> Iterator[Link]:
    """指到书里别处的各个链接，照结构树的先后。"""
    fonts: dict[Any, dict[int, str]] = {}
    marked = [marked_text(sheet, fonts) for sheet in book.pdf.pages]
    numbers = {sheet.obj.objgen: n for n, sheet in enumerate(book.pdf.pages)}

    def target(annotation: pikepdf.Object) -> int | None:
        to = annotation.get("/Dest")
        if to is None and annotation.get("/A", {}).get("/S") == "/GoTo":
            to = annotation.A.D
        if to is None:
            return None
        return (
            book.destinations[str(to)] if isinstance(to, pikepdf.String) else book.index_of(to[0])
        )

    def read(node: Any, sheet: int, words: list[str], ends: list[int | None]) -> Iterator[Link]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from read(child, sheet, words, ends)
        elif not isinstance(node, pikepdf.Dictionary):
            words.append(marked[sheet].get(int(node), ""))
        elif node.get("/Type") == "/OBJR":
            ends.append(target(node.Obj))
        else:
            sheet = numbers[node.Pg.objgen] if "/Pg" in node else sheet
            if "/MCID" in node:
                words.append(marked[sheet].get(int(node.MCID), ""))
                return
            own, places = list[str](), list[int | None]()
            yield from read(node.get("/K", []), sheet, own, places)
            if node.get("/S") == "/Link" and places and places[0] is not None:
                yield Link("".join(own), sheet, places[0])
            words += own

    yield from read(book.pdf.Root.StructTreeRoot.K, 0, [], [])


def unsettled(book: Printed) -> tuple[list[str], set[str]]:
    """印得不是那一页的页码；另有印着页码的都有哪几种。"""
    faults, kinds = [], set()
    data = book.job.data
    listed = [(c["id"], c["title"]) for p in data["parts"] for c in p["chapters"]]
    listed += [(c["id"], c["title"]) for c in data["appendices"]]
    titles = {norm(title) for _, title in listed}
    for link in links(book):
        right = book.labels[link.to]
        entry = re.search(r"\u2060(\d+)(?!\d)", link.text)
        locator = re.fullmatch(r"(\d+)(?:–\d+)?", link.text)
        opened = re.fullmatch(r"(\D+)(\d+)", norm(link.text))
        if entry:
            kind, told = "图表目录" if link.text.startswith(("图", "表")) else "目录", entry[1]
        elif locator:
            kind, told = "索引", locator[1]
        elif opened and opened[1] in titles:
            kind, told = "编首页", opened[2]
        else:
            continue
        kinds.add(kind)
        if told != right:
            faults.append(f"{kind}：{norm(link.text)}，其实在第 {right} 页")
    text = norm(book.tree.text(frozenset({"Lbl"})))
    for to in targets(data):
        if "at" in to:
            kinds.add("见第几页")
            right = (
                f"{norm(inline_text(to['c']))}（见第{book.labels[book.destination(to['at'])]}页）"
            )
            if right not in text:
                faults.append(f"没有“{right}”")
    return faults, kinds


@pytest.fixture(scope="module", params=["真的手册", "写得满的"])
def handbook(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    folder = tmp_path_factory.mktemp("settling") / "book"
    full = request.param == "写得满的"
    root = stress_handbook(folder) if full else copy_handbook(folder, ROOT)
    return compile_handbook(root, SITE_URL)


def test_books_settle(handbook: Compiled, tmp_path: Path) -> None:
    """整本书、各分册：目录、编首页、图表目录、索引、见第几页，印的都是排定了的页码。"""
    jobs = [j for j in handbook.prints() if isinstance(j, PrintJob) and j.template == "book.typ"]
    press = Press("book.typ", tmp_path, handbook.order.cases)
    found = set()
    for job in jobs:
        for more in (0, 9, 23) if job is jobs[0] else (0,):
            data = deepcopy(job.data)
            for part in data["parts"]:
                for method in part["methods"]:
                    method["sections"][0]["c"] += [LINE] * more
            path = tmp_path / f"{more}.pdf"
            path.write_bytes(press.made(job, data, format="pdf", pdf_standards=["ua-1"]))
            faults, kinds = unsettled(Printed(path, job))
            assert faults == [], (job.path, more)
            found |= kinds
    assert found == {"目录", "编首页", "图表目录", "索引", "见第几页"}
