"""写得满的案例也排得好：书、分册、折页、大字版，每一页都量。"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pytest

from casebook.compile import check_handbook, compile_handbook
from casebook.compiled import Compiled
from casebook.problems import has_warnings
from casebook.publish import write_prints
from casebook.render.typeset import PrintJob
from casebook.store import Cache
from conftest import SITE_URL
from render.typeset.laid_out import (
    Box,
    collisions,
    crowded,
    glyphs,
    laid_out,
    set_job,
    widest_hole,
)
from render.typeset.test_print import BOOK, Printed
from stress import CASES, stress_handbook

MM = 72 / 25.4
HOLE = 0.35
"""一章当中，一页上下的空白不到版心的这么多。"""
PITCH = 18.4
CLOSING, OPENING = "，。、；：）》〉」』】”’", "（《〈「『【“‘"
STRANDED = frozenset(("H1", "H2", "H3", "H4", "H5", "H6", "TH", "TableCaption"))


@dataclass(frozen=True)
class Area:
    """一页的版心，磅。"""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, box: Box) -> bool:
        return (
            box.left < self.right - 1
            and box.right > self.left + 1
            and box.top < self.bottom - 1
            and box.bottom > self.top + 1
        )

    def holds(self, box: Box) -> bool:
        high = box.bottom - box.top
        return (
            box.left >= self.left - 1
            # 行末的括号是半宽的，排版机还当它能再挤一半
            and box.right <= self.right + 1 + (0.15 * high if box.text[-1] in "〕" else 0)
            and box.top >= self.top - 3
            and box.bottom <= self.bottom + 3
        )


@dataclass(eq=False)
class Sheets:
    """一件印件的各页。"""

    printed: Printed

    @cached_property
    def pages(self) -> list[list[Box]]:
        return laid_out(self.printed.path)

    @property
    def name(self) -> str:
        return self.printed.job.path

    @property
    def bound(self) -> bool:
        """书与分册；不然是折页。"""
        return self.printed.job.template == "book.typ"

    @property
    def slim(self) -> bool:
        """只有几条工作法的分册。"""
        return bool(self.printed.job.data.get("slim"))

    def area(self, page: int) -> Area:
        if not self.bound:
            return Area(20 * MM, 20 * MM, 190 * MM, (297 - 16) * MM)
        size = self.printed.job.data["meta"]["format"]
        left, right = size["inside"], size["outside"]
        if page % 2:  # 从 0 数起，单数是左页
            left, right = right, left
        edges = (left, size["top"], size["width"] - right, size["height"] - size["bottom"])
        return Area(*(n * MM for n in edges))

    def inside(self, page: int) -> list[Box]:
        """碰着版心的框；铺满一页的底色不算。"""
        area = self.area(page)
        whole = (area.right - area.left) * 1.2
        return [b for b in self.pages[page] if area.touches(b) and b.right - b.left < whole]

    @cached_property
    def starts(self) -> set[int]:
        """哪几页是一章的第一页。"""
        return {page for level, _, page in self.printed.outline() if level <= 2 and self.bound}

    @cached_property
    def openings(self) -> set[int]:
        """哪几页是篇名页。"""
        if not self.bound:
            return set()
        methods = (m for part in self.printed.job.data["parts"] for m in part["methods"])
        return {self.printed.destination(m["label"]) for m in methods}

    def continued(self) -> Iterator[int]:
        """同一章的下一页还有字的各页；封面、扉页、篇名页不算。"""
        first = 4 if self.bound else 0
        for page, after in pairwise(range(len(self.pages))):
            ends = after in self.starts or not self.inside(after)
            # 薄的分册，版权页在最后
            ends = ends or (self.slim and after == len(self.pages) - 1)
            if page >= first and not ends and page not in self.openings and self.inside(page):
                yield page


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    root = stress_handbook(tmp_path_factory.mktemp("stress") / "book")
    assert not has_warnings(check_handbook(root))
    return compile_handbook(root, SITE_URL)


@pytest.fixture(scope="module")
def everything(compiled: Compiled, tmp_path_factory: pytest.TempPathFactory) -> list[Sheets]:
    folder = tmp_path_factory.mktemp("pdf")
    write_prints(folder, compiled.order, Cache(folder / "cache"), lambda _: None)
    jobs = [job for job in compiled.prints() if isinstance(job, PrintJob)]
    printed = {job.path: Printed(folder / job.path, job) for job in jobs if job.path.endswith("f")}
    assert BOOK in printed
    assert {f"cases/{name}/{name}{k}.pdf" for name in CASES for k in ("", "-large")} <= {*printed}
    return [Sheets(one) for one in printed.values()]


def _report(faults: list[str]) -> None:
    assert faults == [], "\n" + "\n".join(faults[:40])


def test_no_two_words_overlap(everything: list[Sheets]) -> None:
    _report(
        [
            f"{one.name} 第 {n + 1} 张：“{a.text}”压着“{b.text}”"
            for one in everything
            for n, boxes in enumerate(one.pages)
            for a, b in list(collisions(boxes))[:1]
        ]
    )


def test_words_on_a_drawing_stand_apart(everything: list[Sheets]) -> None:
    """图上旁边的两样，当中至少空半个字：叠不着，挨在一起也读不成。"""
    _report(
        [
            f"{one.name} 第 {n + 1} 张：“{a.text}”挨着“{b.text}”"
            for one in everything
            for n, boxes in enumerate(one.pages)
            for a, b in list(crowded(boxes))[:1]
        ]
    )


def test_nothing_leaves_the_type_area(everything: list[Sheets]) -> None:
    """念得出的字都在版心里；书口与页码在版心外，不算。"""
    faults = []
    for one in everything:
        for n in range(2 if one.bound else 0, len(one.pages)):
            area = one.area(n)
            told = (b for b in one.pages[n] if b.text.strip() and (b.roles or area.touches(b)))
            out = next((b for b in told if not area.holds(b)), None)
            if out:
                faults.append(
                    f"{one.name} 第 {n + 1} 张：“{out.text[-12:]}”{out.right - area.right:+.1f}"
                )
    _report(faults)


def test_no_hole_inside_a_chapter(everything: list[Sheets]) -> None:
    faults = []
    for one in everything:
        for page in one.continued():
            area = one.area(page)
            hole = widest_hole(one.inside(page), area.top, area.bottom)
            share = hole / (area.bottom - area.top)
            if share >= HOLE:
                faults.append(f"{one.name} 第 {page + 1} 张：空着 {share:.0%}")
    _report(faults)


def test_nothing_is_stranded_at_a_page_foot(everything: list[Sheets]) -> None:
    """页脚最后一行不是标题、表题、表头：跟着的都在下一页了。"""
    faults = []
    for one in everything:
        for page in one.continued():
            told = [
                b for b in one.inside(page) if b.text.strip() and b.roles and "Note" not in b.roles
            ]
            if not told:
                continue
            last = max(told, key=lambda b: b.bottom)
            column_head = "TH" not in last.roles or "THead" in last.roles
            if STRANDED & {*last.roles} and column_head:
                faults.append(f"{one.name} 第 {page + 1} 张：“{last.text}”")
    _report(faults)


def test_no_mark_stands_alone_on_a_line(everything: list[Sheets]) -> None:
    """出处的号前面总有字：列表、表格后面的也是。"""
    faults = []
    for one in everything:
        for page, boxes in enumerate(one.pages):
            told = [b for b in boxes if b.text.strip() and b.roles and b.upright]
            for mark in told:
                if not re.fullmatch(r"〔\d+〕", mark.text) or {"Lbl", "LI"} & {*mark.roles[-4:]}:
                    continue
                level = (b for b in told if b.top < mark.bottom and b.bottom > mark.top)
                if not any(b.right <= mark.left + 2 for b in level):
                    faults.append(f"{one.name} 第 {page + 1} 张：{mark.text}")
    _report(faults)


def test_numbers_of_wide_tables_are_whole(everything: list[Sheets]) -> None:
    """八列的十位数、带小数的比例、短短的一格，一个也不拆；拆开的表，每页都有表头。

    大字版不缩小，改成竖排，各格左边写着栏目。
    """
    ends = ("shili-dabiao.pdf", "shili-dabiao-large.pdf", BOOK)
    for one in (one for one in everything if one.name.endswith(ends)):
        words = {re.sub(r"\s", "", box.text) for boxes in one.pages for box in boxes}
        wanted = [f"12345{row * 8 + n:02}78" for row in range(30) for n in range(1, 8)]
        assert [number for number in wanted if number not in words] == [], one.name
        assert {"95.01%", "95.54%"} <= words, one.name
        pages = [{box.text.strip() for box in boxes} for boxes in one.pages]
        rows = [page for page in pages if any(number in page for number in wanted)]
        assert len(rows) > 1
        assert all({"栏"} <= page or any(w.startswith("栏") for w in page) for page in rows)
        assert {f"项{n}" for n in range(30)} <= words, one.name


def test_a_heading_stands_before_its_table(everything: list[Sheets]) -> None:
    """排到下一面上边的五社表，也不在它自己的标题前面。"""
    faults, seen = [], 0
    for one in (one for one in everything if not one.bound):
        told = [b for boxes in one.pages for b in boxes if b.text.strip() and b.roles]
        heads = [b for b in told if "H2" in b.roles and "五社分工" in b.text]
        tables = [b for b in told if "各做了什么" in b.text]
        for head, table in zip(heads, tables, strict=False):
            seen += 1
            if (head.page, head.top) > (table.page, table.top):
                faults.append(one.name)
    assert seen > 10
    _report(faults)


def test_a_leaflet_does_not_end_with_its_imprint_alone(everything: list[Sheets]) -> None:
    """最后一面上至少还有一个来源；大字版补成双数的一面，只有可以写字的线。"""
    for one in everything:
        if not one.bound:
            last = one.pages[-1]
            notes = any(box.text.startswith(("记一笔", "还要问谁")) for box in last)
            if notes and not any("Lbl" in box.roles for box in last):
                assert one.name.endswith("-large.pdf")
                assert sum("P" in box.roles for box in last) <= 3, one.name
                last = one.pages[-2]
            assert any("Lbl" in box.roles for box in last), one.name


def test_a_large_leaflet_has_an_even_number_of_sides(everything: list[Sheets]) -> None:
    large = [one for one in everything if one.name.endswith("-large.pdf")]
    assert large
    assert [one.name for one in large if len(one.pages) % 2] == []


def test_a_large_leaflet_has_no_small_type(everything: list[Sheets]) -> None:
    """出处的号以外，没有比四号小的字；太宽的表也是，改成竖排。"""
    _report(
        [
            f"{one.name} 第 {page + 1} 张：{box.text}"
            for one in everything
            if one.name.endswith("-large.pdf")
            for page, boxes in enumerate(one.pages)
            for box in boxes
            if box.text.strip()
            and box.upright
            and box.bottom - box.top < 13.9
            and not re.fullmatch(r"(〔\d+〕)+", box.text.strip())
        ]
    )


def test_the_marks_are_explained_in_a_line(everything: list[Sheets]) -> None:
    """折页第一面的脚下，记号的意思一行说完，大字版至多两行；一样也不从当中断开。"""
    seen = set()
    for one in (one for one in everything if not one.bound):
        said = ("见来源", "还不知道", "来源未写明", "未必没有做")
        foot = [b for b in one.pages[0] if b.top > one.area(0).bottom - 60 and b.roles]
        told = {box.text.strip("：；"): round(box.top) for box in foot}
        told = {text: top for text, top in told.items() if text in said}
        wanted = [key[-1].strip("：") for key in one.printed.job.data["key"]]
        assert [*told] == wanted, one.name
        assert len({*told.values()}) <= 1 + one.name.endswith("-large.pdf"), one.name
        seen |= {*told}
    assert len(seen) == 4


def test_a_table_of_actors_is_whole_on_a_leaflet(everything: list[Sheets]) -> None:
    """不到半面高的五社表，不拆在两面上。"""
    faults = []
    for one in (one for one in everything if not one.bound):
        heads = [n for n, boxes in enumerate(one.pages) for b in boxes if b.text == "做了什么"]
        if len(heads) > 1 and not one.name.startswith("cases/shili-"):
            faults.append(one.name)
    assert faults == []


def test_marks_on_a_leaflet_lead_to_the_source(everything: list[Sheets]) -> None:
    """出处的号点得到末尾的那一个来源；来源的号点得回第一次引用的地方。"""
    for one in (one for one in everything if not one.bound):
        listed = {n for n, boxes in enumerate(one.pages) for b in boxes if "Lbl" in b.roles}
        found: dict[str, list[int]] = {"出处": [], "引用": []}
        for page in one.printed.pdf.pages:
            for link in page.get("/Annots", ()):
                if "/Dest" in link:
                    kind = str(link.Contents).split()[0]
                    found[kind].append(one.printed.index_of(link.Dest[0]))
        assert found["出处"], one.name
        assert {*found["出处"]} <= listed, one.name
        assert len(found["引用"]) == len(one.printed.job.data["method"]["sources"]), one.name
        assert max(found["引用"]) <= max(found["出处"]), one.name


def test_an_opening_page_holds_its_facts(everything: list[Sheets]) -> None:
    """篇名页总是放得下全部事实与参看：件数多的，时间只说头尾，列在第几页。"""
    seen = 0
    for one in (one for one in everything if one.bound):
        for method in (m for part in one.printed.job.data["parts"] for m in part["methods"]):
            sheet = one.printed.destination(method["label"])
            told = [box.text.strip() for box in one.pages[sheet] if box.roles]
            wanted = (
                [name for name, _ in method["facts"]]
                + ["版次"]
                + ["参看"] * bool(method["related"])
            )
            assert [name for name in wanted if name not in told] == [], (one.name, method["id"])
            if method["id"] in ("shili-guotou", "shili-fengman"):
                said = "".join(one.printed.raw_text()[sheet].split())
                at = re.search(r"，共(12|40)件，列在“缘起与问题”（见第(\d+)页）", said)
                assert at, (one.name, method["id"])
                problem = one.printed.destination(method["sections"][0]["label"])
                assert one.printed.labels[problem] == at[2]
                seen += 1
    assert seen >= 2


def test_long_facts_are_told_in_full_in_the_text(everything: list[Sheets]) -> None:
    """四十件事篇名页放不下：后面列着，一件也不少。"""
    one = next(one for one in everything if one.name == BOOK)
    parts = one.printed.job.data["parts"]
    method = next(m for p in parts for m in p["methods"] if m["id"] == "shili-guotou")
    sheet = one.printed.destination(method["label"])
    raw = re.sub(r"\s", "", "".join(one.printed.raw_text()[sheet : sheet + 5]))
    assert "2009年10月" in raw
    assert "缘起与问题" in raw


@pytest.fixture(scope="module")
def book(everything: list[Sheets]) -> Sheets:
    return next(one for one in everything if one.name == BOOK)


def _marks(boxes: list[Box], noted: bool) -> set[int]:
    """一页上的号：脚注里的，或正文里的。"""
    return {
        int(n)
        for box in boxes
        if ("Note" in box.roles) == noted and box.roles
        for n in re.findall(r"〔(\d{1,3})〕", box.text)
    }


def test_a_mark_tells_its_source_on_the_spread(book: Sheets) -> None:
    """脚注在这个对开页里，或者地脚写着是哪一篇；附录里的号，就是参考文献里的。"""
    data = book.printed.job.data
    first = book.printed.destination(data["parts"][0]["chapters"][0]["id"])
    last = book.printed.destination(data["appendices"][0]["id"])
    assert last - first > 40
    for page in range(first, last):
        facing = page + 1 if page % 2 else page - 1  # 从 0 数起，单数是左页
        noted = _marks(book.pages[page], noted=True) | _marks(book.pages[facing], noted=True)
        foot = "".join(b.text for b in book.pages[page] if not b.roles)
        told = {int(n) for n in re.findall(r"〔(\d+)〕", foot)}
        assert _marks(book.pages[page], noted=False) <= noted | told, page


def test_one_number_for_a_source_through_the_book(book: Sheets) -> None:
    """脚注里的号，就是参考文献里那一条的号；正文里的号都点得到那一条。"""
    listed = {
        work["n"]: work["source"]
        for chapter in book.printed.job.data["appendices"]
        for block in chapter["c"]
        if block["t"] == "references"
        for work in block["items"]
    }
    assert [*listed] == [*range(1, len(listed) + 1)]
    titles = book.printed.job.data["titles"]
    assert len({*titles.values()}) > 10
    notes = [n for n in book.printed.tree.walk() if n.role == "Note"]
    assert len(notes) > 20
    for note in notes:
        found = re.match(r"\s*〔(\d+)〕", note.text())
        if found:
            words = re.sub(r"\s", "", note.text())
            assert re.sub(r"\s", "", titles[int(found[1])]) in words
    kinds = [
        str(a.get("/Contents", "")) for p in book.printed.pdf.pages for a in p.get("/Annots", [])
    ]
    assert sum(kind.startswith("出处") for kind in kinds) > 40
    assert sum(kind.startswith("引用") for kind in kinds) > 10


def test_lines_are_on_the_grid(book: Sheets) -> None:
    """九成以上的页上，正文的每一行都在行格上。"""
    data = book.printed.job.data
    first = book.printed.destination(data["front"][0]["id"])
    listing = book.printed.destination(
        next(c["id"] for c in data["appendices"] if any(b["t"] == "references" for b in c["c"]))
    )
    good = bad = 0
    for page in range(first, listing):
        top = book.area(page).top
        rows = {
            (box.top - top) / PITCH
            for box in book.pages[page]
            if abs(box.bottom - box.top - 10.5) < 0.05
            and len(box.text) > 3
            and box.upright
            and box.roles
            and not {"Note", "Figure", "TD", "TH"} & {*box.roles}
        }
        if len(rows) < 6:
            continue
        on = all(abs(row - round(row)) < 0.05 for row in rows)
        good, bad = good + on, bad + (not on)
    assert good > 30
    assert good / (good + bad) >= 0.9


def test_adjacent_marks_are_compressed(book: Sheets) -> None:
    """挨着的两个标点，前一个只占半个字；链接、加粗、索引记号的两边也是。"""
    pairs, loose = 0, []
    for page, drawn in enumerate(glyphs(book.printed.path)):
        for one, after in pairwise(drawn):
            same = abs(one.base - after.base) < 0.5 and one.size == after.size
            closes = one.char in CLOSING and after.char in CLOSING + OPENING
            opens = one.char in OPENING and after.char in OPENING
            if same and after.left > one.left and (closes or opens):
                pairs += 1
                wide = (after.left - one.left) / one.size
                if wide > 0.7:  # 半个字，加上两端对齐时匀开的一点；没有挤的是一个字
                    loose.append(f"第 {page + 1} 张：{one.char}{after.char} {wide:.2f}")
    assert pairs > 100
    _report(loose)


def test_the_slip_leaves_no_line_behind(compiled: Compiled, tmp_path: Path) -> None:
    """写多写少，“还缺什么”只多出一两行的，挤一挤，不为它另起一页。"""
    jobs = (job for job in compiled.prints() if isinstance(job, PrintJob))
    job = next(job for job in jobs if job.path.startswith("streets/") and not job.photos)
    path, line = tmp_path / "a.pdf", {"t": "p", "c": ["仿写的一行，只为排得长一点。"]}
    pages = set()
    for more in range(28):
        data = deepcopy(job.data)
        *_, method = (m for part in data["parts"] for m in part["methods"])
        method["sections"][-2]["c"] += [line] * more
        path.write_bytes(set_job(replace(job, data=data)))
        said = ["".join(box.text for box in boxes) for boxes in laid_out(path)]
        last = next(text for text in reversed(said) if "您知道哪一样" in text)
        assert method["sections"][-1]["c"][0]["items"][-1][0] in last, more
        pages.add(len(said))
    assert len(pages) > 1
