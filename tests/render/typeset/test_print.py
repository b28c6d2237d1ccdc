"""印刷：真的排，真的读回来。合规、一字不漏、页码、索引、左右页、可信的样张。"""

import json
import re
import shutil
import subprocess
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
import zxingcpp
from PIL import Image
from pypinyin import lazy_pinyin

from casebook.bind import Method
from casebook.bind.reference import reference
from casebook.compile import compile_handbook
from casebook.compiled import Compiled
from casebook.model import Case, Citation, Statement
from casebook.model.walk import Loc, walk
from casebook.prose import plain_text, read_prose
from casebook.read import read_library
from casebook.render.typeset import FORMATS, PrintJob, VolumeSet
from casebook.render.typeset.pages import page_finder
from casebook.render.typeset.pdf import PdfWriter
from conformance import PROFILES, nonconformities
from conftest import HANDBOOK, MINIMAL, ROOT, SITE_URL, copy_handbook
from render.typeset.laid_out import set_job

BOOK = "book/changning-gongzuofa.pdf"
FACES = {"CNSong-Regular", "CNSong-Bold", "CNHei-Regular", "CNHei-Bold", "CNRare-Regular"}
BLANK = re.compile(r"[\s\u200b\u2060\ufeff]+")


def norm(text: str) -> str:
    """去掉空白与不占位的字符：换行、分栏、断行处都不算字。"""
    return BLANK.sub("", text)


@dataclass(eq=False)
class Node:
    """结构树里的一个元素。"""

    role: str
    parts: list["Node | str"] = field(default_factory=list)

    def text(self, without: frozenset[str] = frozenset()) -> str:
        return "".join(
            part if isinstance(part, str) else part.text(without)
            for part in self.parts
            if isinstance(part, str) or part.role not in without
        )

    def walk(self) -> Iterator["Node"]:
        yield self
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.walk()


def characters(font: pikepdf.Object) -> dict[int, str]:
    """字体的 ToUnicode：字形的号 → 文字。"""
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    out: dict[int, str] = {}
    for kind, body in re.findall(r"beginbf(char|range)(.*?)endbf", cmap, re.S):
        codes = re.findall(r"<([0-9A-Fa-f]+)>", body)
        if kind == "char":
            for code, text in zip(codes[::2], codes[1::2], strict=True):
                out[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
        else:
            for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
                start = bytes.fromhex(text).decode("utf-16-be")
                for n in range(int(last, 16) - int(first, 16) + 1):
                    out[int(first, 16) + n] = start[:-1] + chr(ord(start[-1]) + n)
    return out


def marked_text(sheet: pikepdf.Page, fonts: dict[Any, dict[int, str]]) -> dict[int, str]:
    """一页里带标记的文字：MCID → 文字。"""
    out: dict[int, str] = {}
    font: dict[int, str] = {}
    stack: list[tuple[int | None, bool]] = []  # （MCID, 里面的字形已有 ActualText）
    said = False

    def add(text: str) -> None:
        mcid = next((n for n, _ in reversed(stack) if n is not None), None)
        if mcid is not None:
            out[mcid] = out.get(mcid, "") + text

    for operands, operator in pikepdf.parse_content_stream(sheet, "BMC BDC EMC Tf Tj TJ"):
        match str(operator):
            case "BMC" | "BDC":
                has = operands[1] if len(operands) > 1 else None
                if isinstance(has, pikepdf.Name):
                    has = sheet.Resources.Properties[str(has)]
                mcid = int(has.MCID) if has is not None and "/MCID" in has else None
                actual = has is not None and "/ActualText" in has
                stack.append((mcid, actual))
                if actual and not said:
                    add(str(has.ActualText))
                said = any(a for _, a in stack)
            case "EMC":
                stack.pop()
                said = any(a for _, a in stack)
            case "Tf":
                dictionary = sheet.Resources.Font[str(operands[0])]
                if dictionary.objgen not in fonts:
                    fonts[dictionary.objgen] = characters(dictionary)
                font = fonts[dictionary.objgen]
            case _ if not said:
                pieces = operands[0] if str(operator) == "TJ" else operands
                for piece in pieces:
                    if isinstance(piece, pikepdf.String):
                        codes = bytes(piece)
                        pairs = zip(codes[::2], codes[1::2], strict=True)
                        add("".join(font.get(a * 256 + b, "") for a, b in pairs))
    return out


@dataclass(eq=False)
class Printed:
    """一件排好的 PDF，用 poppler 与 pikepdf 读。"""

    path: Path
    job: PrintJob

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)

    @cached_property
    def labels(self) -> list[str]:
        """各页的页码；没有页码的是空的。"""
        return [p.label for p in self.pdf.pages]

    def raw_text(self, *options: str) -> list[str]:
        """各页的文字，照画上去的先后。"""
        command = ["pdftotext", "-raw", *options, str(self.path), "-"]
        done = subprocess.run(command, capture_output=True, check=True)
        return done.stdout.decode("utf-8").split("\f")[:-1]

    @cached_property
    def pages(self) -> list[str]:
        return [norm(text) for text in self.raw_text()]

    @cached_property
    def bodies(self) -> list[str]:
        """各页版心里的文字：没有书口与页码。"""
        size = self.job.data["meta"]["format"]
        left, right = size["inside"], size["width"] - size["outside"]
        box = {
            0: (size["outside"], size["width"] - size["inside"]),  # 双数页：左页
            1: (left, right),
        }
        halves: dict[int, list[str]] = {}
        for parity, (x0, x1) in box.items():
            height = size["height"] - size["top"] - size["bottom"] + 4
            numbers = (x0 - 1, size["top"] - 2, x1 - x0 + 2, height)
            pixels = (str(round(n / 25.4 * 72)) for n in numbers)
            crop = [a for pair in zip(("-x", "-y", "-W", "-H"), pixels, strict=True) for a in pair]
            halves[parity] = [norm(text) for text in self.raw_text(*crop)]
        return [halves[(n + 1) % 2][n] for n in range(len(self.pdf.pages))]

    @cached_property
    def tree(self) -> Node:
        """结构树：读屏软件读到的次序与文字。"""
        fonts: dict[Any, dict[int, str]] = {}
        marked = [marked_text(sheet, fonts) for sheet in self.pdf.pages]
        numbers = {sheet.obj.objgen: n for n, sheet in enumerate(self.pdf.pages)}

        def read(node: Any, sheet: int, into: Node) -> None:
            if isinstance(node, pikepdf.Array):
                for child in node:
                    read(child, sheet, into)
            elif not isinstance(node, pikepdf.Dictionary):
                into.parts.append(marked[sheet].get(int(node), ""))
            elif node.get("/Type") != "/OBJR":
                sheet = numbers[node.Pg.objgen] if "/Pg" in node else sheet
                if "/MCID" in node:
                    into.parts.append(marked[sheet].get(int(node.MCID), ""))
                    return
                inner = Node(str(node.S)[1:]) if "/S" in node else into
                if inner is not into:
                    into.parts.append(inner)
                if "/K" in node:
                    read(node.K, sheet, inner)

        root = Node("root")
        read(self.pdf.Root.StructTreeRoot, 0, root)
        return root

    @cached_property
    def read_aloud(self) -> str:
        """结构树里的文字；脚注与出处标不算，它们插在句子中间。"""
        return norm(self.tree.text(frozenset({"Note", "Lbl"})))

    @cached_property
    def destinations(self) -> dict[str, int]:
        """标签 → 第几张（从 0 数起）。"""
        dests = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        return {name: self.index_of(to[0]) for name, to in dests.items()}

    def destination(self, name: str) -> int:
        return self.destinations[name]

    def index_of(self, target: pikepdf.Object) -> int:
        return self.pdf.pages.index(pikepdf.Page(target))

    def outline(self) -> list[tuple[int, str, int]]:
        """书签：层次、名字、第几张。"""
        found: list[tuple[int, str, int]] = []

        def read(items: Iterable[pikepdf.OutlineItem], level: int) -> None:
            for item in items:
                found.append((level, item.title, self.index_of(item.destination[0])))
                read(item.children, level + 1)

        with self.pdf.open_outline() as outline:
            read(outline.root, 1)
        return found


def typeset(compiled: Compiled, folder: Path) -> dict[str, Printed]:
    """排出全部印件；站内路径 → 印件。"""
    out: dict[str, Printed] = {}
    with PdfWriter() as writer:
        for job in compiled.prints():
            assert not isinstance(job, VolumeSet)
            if job.path.endswith(".png"):  # 转贴用的卡片，见 test_card.py
                continue
            path = folder / job.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(writer.one(job, {}))
            out[job.path] = Printed(path, job)
    return out


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """真手册的一份副本，提交的日期是定死的；只看不改。"""
    return copy_handbook(tmp_path_factory.mktemp("print") / "手 册")


@pytest.fixture(scope="session")
def compiled(source: Path) -> Compiled:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        return compile_handbook(source, SITE_URL)


@pytest.fixture(scope="session")
def printed(compiled: Compiled, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    return typeset(compiled, tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="session")
def book(printed: dict[str, Printed]) -> Printed:
    return printed[BOOK]


@pytest.fixture(scope="session")
def a4(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return typeset(compile_handbook(source, SITE_URL, size="a4"), tmp_path_factory.mktemp("a4"))[
        BOOK
    ]


@pytest.fixture(scope="session")
def everything(printed: dict[str, Printed], a4: Printed) -> list[Printed]:
    return [*printed.values(), a4]


@cache
def records() -> dict[str, Case]:
    return {i: entry.record for i, entry in read_library(HANDBOOK)[0].cases.items()}


def record_of(method: Method) -> Case:
    return records()[method.id]


def leaflets(printed: dict[str, Printed], method: Method) -> list[Printed]:
    return [printed[f"cases/{method.id}/{method.id}{kind}.pdf"] for kind in ("", "-large")]


# —— 合规 ——


def test_kinds(printed: dict[str, Printed], compiled: Compiled) -> None:
    kinds = Counter(path.partition("/")[0] for path in printed)
    methods = compiled.book.methods
    assert kinds["book"] == 1
    assert kinds["cases"] == 2 * len(methods) > 0
    assert kinds["fields"] == len({c.term.id for m in methods for c in m.fields})
    assert kinds["streets"] == len({street for m in methods for street in m.card.streets})


@pytest.mark.parametrize("profile", PROFILES)
def test_outside_checker(everything: list[Printed], profile: page.ValidationProfile) -> None:
    for one in everything:
        assert not nonconformities(one.path, profile), one.job.path


def test_claims(everything: list[Printed]) -> None:
    for one in everything:
        root = one.pdf.Root
        assert root.Lang == "zh-CN"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        with one.pdf.open_metadata() as metadata:
            claims = {name.rpartition("}")[2]: str(value) for name, value in metadata.items()}
            title = metadata["dc:title"]
        assert "长宁社会组织参与社区治理工作法" in str(title)
        assert one.pdf.docinfo["/Title"] == title
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A"), claims
        assert metadata["pdfuaid:part"] == "1"


def fonts_of(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
            yield thing


def test_fonts(everything: list[Printed]) -> None:
    """只有自己的五个字体，都是嵌入的 TrueType 子集。"""
    for one in everything:
        names = set()
        for font in fonts_of(one.pdf):
            assert font.Subtype in ("/Type0", "/CIDFontType2"), (one.job.path, font.Subtype)
            tag, _, name = str(font.BaseFont)[1:].partition("+")
            assert re.fullmatch("[A-Z]{6}", tag)
            names.add(name)
            if font.Subtype == "/CIDFontType2":
                assert "/FontFile2" in font.FontDescriptor
            else:
                assert "/ToUnicode" in font
        assert names <= FACES
        assert {"CNSong-Regular", "CNHei-Regular", "CNHei-Bold"} <= names


def structure(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from structure(child)
    elif isinstance(node, pikepdf.Dictionary) and node.get("/Type") not in ("/MCR", "/OBJR"):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from structure(node.K)


def scoped(head: pikepdf.Dictionary) -> bool:
    """表头说明了管的是列还是行。"""
    attributes = head.A if isinstance(head.A, pikepdf.Array) else [head.A]
    return any("/Scope" in a for a in attributes)


def test_structure(everything: list[Printed]) -> None:
    """标题不跳级；写了的图、表，一张不少，图有替代文字，表有表头。"""
    counts: Counter[str] = Counter()
    for one in everything:
        nodes = [*structure(one.pdf.Root.StructTreeRoot)]
        roles = Counter(str(n.S) for n in nodes)
        levels = [int(str(n.S)[2:]) for n in nodes if re.fullmatch(r"/H\d", str(n.S))]
        assert levels[0] == 1, one.job.path
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert jumps == [], one.job.path
        for node in nodes:
            if node.S == "/Figure":
                assert str(node.get("/Alt", "")).strip(), one.job.path
            if node.S == "/Table":
                inside = [*structure(node.K)]
                heads = [n for n in inside if n.S == "/TH"]
                assert heads, one.job.path
                assert all(scoped(n) for n in heads), one.job.path
                rows = [[*structure(n.K)] for n in inside if n.S == "/TR"]
                cells = [[n for n in row if n.S in ("/TH", "/TD")] for row in rows]
                assert len({len(row) for row in cells}) == 1, one.job.path
                assert all(row[0].S == "/TH" for row in cells), one.job.path
        data = json.dumps(one.job.data)
        for kind in ("figure", "table"):
            drawn = data.count(f'"t": "{kind}"')
            assert roles[f"/{kind.title()}"] >= drawn, one.job.path
            counts[kind] += drawn
    assert min(counts[kind] for kind in ("figure", "table")) > len(everything)


def test_links_have_words_and_somewhere_to_go(everything: list[Printed]) -> None:
    for one in everything:
        for number, sheet in enumerate(one.pdf.pages):
            for link in sheet.get("/Annots", []):
                assert link.Subtype == "/Link"
                x0, y0, x1, y1 = map(float, link.Rect)
                assert x1 - x0 > 1, (one.job.path, number)
                assert y1 - y0 > 1, (one.job.path, number)
                if "/A" in link:
                    assert re.match(r"(https?://|mailto:)", str(link.A.URI))
                else:
                    assert "/Dest" in link
                assert str(link.get("/Contents", "")).strip()


def test_references_are_in_the_order_of_their_numbers(printed: dict[str, Printed]) -> None:
    """参考文献照号排：整本书、分册都是。"""
    listed = 0
    for one in printed.values():
        for chapter in one.job.data.get("appendices", ()):
            numbers = [w["n"] for b in chapter["c"] if b["t"] == "references" for w in b["items"]]
            assert numbers == sorted(numbers), one.job.path
            listed += len(numbers) > 1
    assert listed > 2


def test_bookmarks(printed: dict[str, Printed], compiled: Compiled) -> None:
    for one in printed.values():
        names = [(level, norm(title)) for level, title, _ in one.outline()]
        data = one.job.data
        if one.job.template == "leaflet.typ":
            sections = [(2, s["title"]) for s in data["method"]["sections"]]
            assert names[0] == (1, norm(data["method"]["title"]))
            assert [(n, t.partition("、")[2]) for n, t in names[1:]] == [*sections, (2, "来源")]
            continue
        slim = data["slim"]
        wanted = [(1, data["meta"]["title"] + data["meta"]["subtitle"] if slim else "目录")]
        for c in data["front"]:
            wanted += [(1, c["title"]), *_sections(c, 1)]
        for part in data["parts"]:
            wanted += [] if slim else [(1, part["title"])]
            for c in part["chapters"]:
                wanted += [(2, c["title"]), *_sections(c, 2)]
            for m in part["methods"]:
                number = "一二三四五六七八九"[int(m["number"]) - 1]
                wanted.append((2, f"第{number}法{m['title']}"))
                for n, s in enumerate(m["sections"]):
                    wanted.append((3, f"{'一二三四五六七八九十'[n]}、{s['title']}"))
                    wanted += _sections(s, 2)
        wanted += [] if slim else [(1, "附录")]
        for c in data["appendices"]:
            wanted += [(2, c["title"]), *_sections(c, 2)]
        wanted += [] if slim else [(2, "图表目录"), *([(2, "索引")] if data["index"] else [])]
        wanted += [(3, group["title"]) for group in data["index"]]
        assert names == [(level, norm(title)) for level, title in wanted], one.job.path


def _sections(chapter: Any, level: int) -> list[tuple[int, str]]:
    """一章里的小标题。"""
    return [(level + b["l"] - 1, inline_text(b["c"])) for b in chapter["c"] if b["t"] == "h"]


def test_a_part_says_what_is_set_elsewhere(book: Printed) -> None:
    """一条归几个领域，只排在一处：别的各编的题下说它在第几页，那一页就是它。"""
    parts = [
        part
        for part in book.job.data["parts"]
        if "排在别的" in json.dumps(part["told"], ensure_ascii=False)
    ]
    assert parts
    for part in parts:
        (at,) = (to["at"] for to in part["told"] if isinstance(to, dict))
        (method,) = (m for p in book.job.data["parts"] for m in p["methods"] if m["label"] == at)
        all_of_it = r"收录工作法1条。都" if not part["methods"] else r"收录工作法\d+条。其中1条"
        told = rf"{all_of_it}排在别的领域里：{norm(method['title'])}（见第(\d+)页）。"
        pattern = part["title"] + told
        (found,) = filter(None, (re.search(pattern, page) for page in book.pages))
        sheet = book.pages[book.labels.index(found[1])]
        assert norm(method["title"]) in sheet


# —— 一字不漏 ——

# 不是话的栏目：编号、开关、排序
NOT_WORDS = {"id", "rank", "status", "file", "consent", "source", "policy", "project", "fund"}
NOT_WORDS |= {"honour", "aliases", "review", "value", "qualifier", "unit", "inferred", "party"}
NOT_WORDS |= {"edition", "as_of", "date", "reviewed_on", "review_by"}


def words_of(method: Method) -> Iterator[tuple[Loc, str]]:
    """案例里读者该读到的每一句，按记录的次序。"""
    for loc, record in walk(record_of(method)):
        for name, value in record:
            values = value if isinstance(value, tuple) else (value,)
            for words in values:
                if isinstance(words, str) and name not in NOT_WORDS:
                    prose = name == "text" and isinstance(record, Statement)
                    yield (*loc, name), norm(plain_text(read_prose(words)) if prose else words)


def test_every_word_is_printed(
    printed: dict[str, Printed], book: Printed, compiled: Compiled
) -> None:
    booklets = [p for path, p in printed.items() if path.startswith(("fields/", "streets/"))]
    for method in compiled.book.methods:
        volumes = [b for b in booklets if method.title in b.read_aloud]
        assert len(volumes) >= 1, method.id
        for one in (*leaflets(printed, method), book, *volumes):
            text = re.sub(r"〔\d+〕|（见第\d+页）", "", one.read_aloud)
            leaflet = one.job.template == "leaflet.typ"
            for loc, words in words_of(method):
                if loc[-1] == "locator":  # 来源另查，见下
                    continue
                if loc[0] == "相关":  # 折页不印“可以接着看”；分册只印指得到的
                    other = record_of(method).related[int(loc[1])].id
                    if leaflet or f"at-cases-{other}" not in one.destinations:
                        continue
                assert words in text, (one.job.path, loc, words)


SECTIONS = (
    ("缘起", "缘起与问题"), ("五社", "五社分工"), ("步骤", "做法步骤"), ("成效", "成效"),
    ("启示", "启示"), ("适用条件", "适用条件"), ("支持", "政策与支持"),
)  # fmt: skip


def test_sections_read_in_the_order_of_the_record(
    printed: dict[str, Printed], book: Printed, compiled: Compiled
) -> None:
    """结构树里，各节按次序，节里各句按记录的次序；画上去的次序也一样。"""
    for method in compiled.book.methods:
        said: dict[str, list[str]] = {}
        for loc, words in words_of(method):
            if loc[-1] in ("text", "missing") and len(loc) > 1:
                said.setdefault(str(loc[0]), []).append(words)
        for one in (*leaflets(printed, method), book):
            drawn = "".join(one.pages if one is not book else one.bodies)
            for text in (one.read_aloud, drawn):
                text = re.sub(r"〔\d+〕|（见第\d+页）", "", text)
                # 目录里也有篇名：从这一篇的正文起
                at = text.find(said.get("缘起", [method.title])[0])
                for key, title in SECTIONS:
                    if key != "缘起":
                        at = text.find("、" + title, at)
                        assert at >= 0, (one.job.path, title)
                    for words in said.get(key, []):
                        if key == "五社" or (one is book and text is not one.read_aloud):
                            continue  # 五社按五社的次序排；跨页的句子夹着脚注
                        found = text.find(words, at)
                        assert found >= at >= 0, (one.job.path, title, words)
                        at = found


def test_leaflet_lists_every_source(printed: dict[str, Printed], compiled: Compiled) -> None:
    for method in compiled.book.methods:
        cited = {
            (c.source, c.locator) for _, c in walk(record_of(method)) if isinstance(c, Citation)
        }
        assert cited
        for one in leaflets(printed, method):
            text = norm(one.tree.text())
            listed = text[text.rindex("、来源") :]
            for source, locator in cited:
                ref = reference(compiled.book.sources[source])
                assert norm(ref.before + ref.title + ref.after) in listed, (method.id, source)
                assert norm(ref.url or "") in listed
                assert norm(locator or "") in listed
            numbers = {int(n) for n in re.findall(r"〔(\d+)〕", text[: text.rindex("、来源")])}
            count = len({source for source, _ in cited})
            assert numbers <= set(range(1, count + 1))
            assert f"〔{count}〕" in listed
            assert f"〔{count + 1}〕" not in listed


def test_book_notes_every_source_a_method_cites(book: Printed, compiled: Compiled) -> None:
    notes = norm("".join(n.text() for n in book.tree.walk() if n.role == "Note"))
    for method in compiled.book.methods:
        for _, citation in walk(record_of(method)):
            if isinstance(citation, Citation):
                assert norm(reference(compiled.book.sources[citation.source]).title) in notes


def test_figures_have_dates(printed: dict[str, Printed], book: Printed, compiled: Compiled) -> None:
    count = 0
    for method in compiled.book.methods:
        for _, item in walk(record_of(method)):
            if getattr(item, "value", None) is None:
                continue
            count += 1
            for one in (*leaflets(printed, method), book):
                assert norm(f"截至{item.as_of}") in one.read_aloud
                assert norm(item.amount) in one.read_aloud
    assert count > 3
    for indicator in compiled.book.indicators:
        assert norm(indicator.amount) in book.read_aloud
        assert norm(str(indicator.as_of)) in book.read_aloud


def test_unknowns_are_shown(printed: dict[str, Printed], book: Printed, compiled: Compiled) -> None:
    for method in compiled.book.methods:
        missing = [r.missing for _, r in walk(record_of(method)) if getattr(r, "missing", None)]
        for one in (*leaflets(printed, method), book):
            for words in missing:
                assert norm(f"{words}：待补充") in one.read_aloud, one.job.path
        assert leaflets(printed, method)[0].read_aloud.count("待补充") >= len(missing)


# —— 页码 ——


def targets(node: Any) -> Iterator[dict[str, Any]]:
    """数据里指向书中另一处的每一个链接。"""
    if isinstance(node, list):
        for item in node:
            yield from targets(item)
    elif isinstance(node, dict):
        if node.get("t") == "to":
            yield node
        for value in node.values():
            yield from targets(value)


def inline_text(parts: list[Any]) -> str:
    return "".join(p if isinstance(p, str) else inline_text(p.get("c", [])) for p in parts)


def test_page_references_are_true(printed: dict[str, Printed], a4: Printed) -> None:
    for one in (*printed.values(), a4):
        if one.job.template != "book.typ":
            continue
        wanted: Counter[str] = Counter()
        for to in targets(one.job.data):
            if "at" in to:
                page_ = one.labels[one.destination(to["at"])]
                wanted[f"{norm(inline_text(to['c']))}（见第{page_}页）"] += 1
        text = norm(one.tree.text(frozenset({"Lbl"})))
        assert len(re.findall(r"（见第\d+页）", text)) == sum(wanted.values()), one.job.path
        for words, times in wanted.items():
            assert text.count(words) >= times, (one.job.path, words)
        if one.job.path == BOOK:
            assert sum(wanted.values()) > 20


def test_labels_are_where_their_headings_are(book: Printed) -> None:
    data = book.job.data
    chapters = [*data["front"], *(c for p in data["parts"] for c in p["chapters"])]
    headings = {c["id"]: c["title"] for c in [*chapters, *data["appendices"]]}
    methods = [m for p in data["parts"] for m in p["methods"]]
    headings |= {m["label"]: m["title"] for m in methods}
    headings |= {s["label"]: s["title"] for m in methods for s in m["sections"]}
    for c in [*chapters, *data["appendices"]]:
        headings |= {
            b["label"]: inline_text(b["c"]) for b in c["c"] if b["t"] == "h" and b.get("label")
        }
    assert set(headings) == {name for name in book.destinations if name.startswith("at-")}
    for name, title in headings.items():
        assert norm(title) in book.bodies[book.destination(name)], name


def test_a_place_in_the_book_has_its_page(book: Printed) -> None:
    """照站内的地址问得到印着的页码；分了册的带着册号；没有这一处的为空。"""
    pdf = book.path.read_bytes()
    page = page_finder([pdf])
    for part in book.job.data["parts"]:
        for method in part["methods"]:
            sheet = book.destination(method["label"])
            assert page(method["address"]) == book.labels[sheet] != ""
            for one in method["sections"]:
                at = book.labels[book.destination(one["label"])]
                assert page(f"{method['address']}#{one['id']}") == at
    assert page("/cases/nowhere/") == ""
    assert page_finder([pdf, pdf])("/preface/") == f"二册 {page('/preface/')}"


def test_page_labels_are_printed(everything: list[Printed]) -> None:
    """逻辑页码就是印在页上的数字，单数在右页；没有页码的只有封面一类与空白页。"""
    for one in everything:
        if one.job.template != "book.typ":
            continue
        size = one.job.data["meta"]["format"]
        at, deep = ((size["height"] - size["bottom"] + 3) / 25.4 * 72, size["bottom"] / 25.4 * 72)
        crop = ("-x", "0", "-y", str(round(at)), "-W", "999", "-H", str(round(deep)))
        feet = [norm(text) for text in one.raw_text(*crop)]
        slim = one.job.data["slim"]  # 只有封面，正文从第二页起；版权页在最后
        bare = (0, len(feet) - 1) if slim else range(4)
        for sheet, label in enumerate(one.labels):
            if label:
                assert label == str(sheet + 1 if slim else sheet - 1), (one.job.path, sheet)
                assert feet[sheet].endswith(label)  # 前面可以有脚注不在这里的来源
            else:
                assert sheet in bare or one.pages[sheet] == "", (one.job.path, sheet)


def test_contents(printed: dict[str, Printed], a4: Printed) -> None:
    for one in (*printed.values(), a4):
        if one.job.template != "book.typ" or one.job.data["slim"]:
            continue
        outline = one.outline()
        assert outline[0][1] == "目录"
        start, end = outline[0][2], outline[1][2]
        contents = "".join(one.bodies[start:end])
        inside = {norm(title) for c in one.job.data["front"] for _, title in _sections(c, 1)}
        at = 0
        for level, title, sheet in outline[1:]:
            if level > 2 or (level > 1 and norm(title) in inside):
                continue  # 节不列在目录里
            entry = re.compile(re.escape(norm(title)) + r"\.*" + one.labels[sheet] + r"(?!\d)")
            found = entry.search(contents, at)
            assert found, (one.job.path, title, one.labels[sheet], contents[at : at + 80])
            at = found.end()
            assert norm(title) in one.bodies[sheet]
        for method in (m for part in one.job.data["parts"] for m in part["methods"]):
            number = one.labels[one.destination(method["label"])]
            assert f"{number}{norm(method['above'])}" in contents  # 题下一行小字


def test_thin_booklets_have_no_scaffolding(printed: dict[str, Printed]) -> None:
    """三条以下的分册：封面之后就是正文，没有目录、编名页、图表目录；凡例两句，版权页在最后。"""
    slim = [p for p in printed.values() if p.job.data.get("slim")]
    assert slim
    for one in slim:
        assert len(one.job.data["parts"][0]["methods"]) <= 3
        assert one.destination(one.job.data["parts"][0]["methods"][0]["label"]) == 1
        text = "".join(one.pages)
        assert "图表目录" not in text
        assert "是编者的判断" in text
        assert "指编者还不知道" in text
        assert norm(one.job.data["meta"]["subtitle"]) in one.pages[0]
        assert one.pages[-1].startswith("版本记录")


def index_entries(book: Printed) -> dict[str, list[tuple[str, str]]]:
    """印出来的索引：标题 → （名字, 页码）。每一条自成一段，读屏软件一条一条读。"""
    titles = [group["title"] for group in book.job.data["index"]]
    found: dict[str, list[tuple[str, str]]] = {}
    title = ""
    for node in book.tree.walk():
        text = BLANK.sub("", node.text().replace("\u3000", "|"))
        if re.fullmatch(r"H\d", node.role):
            title = text if text in titles else ""
        elif node.role == "P" and title and not re.fullmatch("[A-Z]|数字与符号", text):
            name, _, places = text.partition("|")
            places, _, _ = places.partition("|参见")
            assert re.fullmatch(r"\d[\d–，]*|见.+", places), text
            found.setdefault(title, []).append((name, places))
    return found


def test_index_is_true(book: Printed, compiled: Compiled) -> None:
    sheet = {label: n for n, label in enumerate(book.labels) if label}
    index = index_entries(book)
    assert sum(map(len, index.values())) > 20
    for entries in index.values():
        assert len({name for name, _ in entries}) == len(entries)
        others = {places[1:]: name for name, places in entries if places.startswith("见")}
        assert {*others} <= {name for name, _ in entries}
        own = {norm(m.title) for m in compiled.book.methods}
        for name, places in entries:
            if places.startswith("见"):
                continue
            last = 0
            for n, span in enumerate(places.split("，")):
                first, _, end = span.partition("–")
                if n == 0 and name in own:  # 它自己的一篇排在最前
                    assert int(end) > int(first)
                    continue
                assert int(first) > last + 1 or not last, (name, places)  # 连着的并成一段
                last = int(end or first)
                assert last > int(first) or not end
                for number in range(int(first), last + 1):
                    at = sheet[str(number)]
                    here = re.sub(r"〔\d+〕", "", book.bodies[at])
                    assert name in here or others.get(name, name) in here, (name, number)


def test_index_tells_every_page(book: Printed) -> None:
    """正文里有名称的每一页，索引里都有：标题、图、步骤旁边的也算，带不带引号是一个。"""
    from render.typeset.indexed import index_faults

    assert index_faults(book, index_entries(book)) == []


def test_a_continued_table_says_so(book: Printed, a4: Printed) -> None:
    """接到下一页的表，重复的表头上面写“续表”，别处不写。"""
    from render.typeset.indexed import continued_tables

    for one in (book, a4):
        continued, told = continued_tables(one)
        assert continued == told != []


def test_index_is_sorted_by_pinyin(book: Printed) -> None:
    for entries in index_entries(book).values():
        plain = [re.sub("[《》“”·]", "", name) for name, _ in entries]
        keys = [tuple(lazy_pinyin(name.replace("长宁", "尝凝"))) for name in plain]
        assert keys == sorted(keys)
    text = norm(book.tree.text())
    subjects = text[text.rindex("主题索引") :]
    assert "C长宁区" in subjects.replace("\u3000", "")
    plain = re.sub("参?见[^A-Z]+", "1", subjects)
    letters = re.findall(r"(?<=\d)([A-Z])(?=[^A-Za-z])", plain)
    assert letters == sorted(set(letters))


# —— 左右页 ——


def test_methods_open_on_the_left(printed: dict[str, Printed], a4: Printed) -> None:
    for one in (*printed.values(), a4):
        if one.job.template != "book.typ":
            continue
        for part in one.job.data["parts"]:
            for method in part["methods"]:
                sheet = one.destination(method["label"])
                assert int(one.labels[sheet]) % 2 == 0, method["id"]
                assert "一、缘起与问题" not in one.bodies[sheet]
                assert "一、缘起与问题" in one.bodies[sheet + 1], method["id"]
                assert norm(method["summary_text"])[:10] in one.bodies[sheet + 1]


def test_blank_pages(printed: dict[str, Printed], a4: Printed) -> None:
    """空白页只有一种：为了让后面一页落在该在的一侧。"""
    for one in (*printed.values(), a4):
        if one.job.template != "book.typ":
            continue
        data = one.job.data
        firsts = {sheet for level, _, sheet in one.outline() if level == 1}
        firsts |= {one.destination(m["label"]) for p in data["parts"] for m in p["methods"]}
        blank = [n for n, text in enumerate(one.pages) if not text and n > 1]
        for sheet in blank:
            assert sheet + 1 in firsts, (one.job.path, sheet)
        assert not any(n + 1 in blank for n in blank)


@pytest.mark.parametrize("large", [False, True], ids=["普通", "大字"])
def test_leaflets_are_short(printed: dict[str, Printed], compiled: Compiled, large: bool) -> None:
    counts = {m.id: len(leaflets(printed, m)[large].pages) for m in compiled.book.methods}
    assert max(counts.values()) <= (4 if large else 2), counts


def words_outside(one: Printed) -> list[tuple[int, str]]:
    """伸出纸外的字。"""
    done = subprocess.run(["pdftotext", "-bbox", one.path, "-"], capture_output=True, check=True)
    out: list[tuple[int, str]] = []
    number, width, height = 0, 0.0, 0.0
    for line in done.stdout.decode("utf-8").splitlines():
        if found := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            number, width, height = number + 1, float(found[1]), float(found[2])
        elif found := re.search(
            r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>', line
        ):
            x0, y0, x1, y1 = map(float, found.groups()[:4])
            if x0 < -0.5 or y0 < -0.5 or x1 > width + 0.5 or y1 > height + 0.5:
                out.append((number, found[5][:40]))
    return out


def test_nothing_leaves_the_page(everything: list[Printed]) -> None:
    for one in everything:
        assert words_outside(one) == [], one.job.path


# —— 恶意的文字 ——

NASTY = [
    '#import "x"', "#panic()", '#read("/etc/passwd")', "$x$", r"\u{0}", "@preview/cetz:0.3",
    "= heading", "a *b _c", "反 \\ 反斜 \\\\", "] [ ] ) (", '"', "<label>", "//comment", "/*c*/",
    "`raw", "~ -- ---", "{{ x }}", "{% x %}", "%s %d",
    "https://example.org/" + "a-very/long_address?with=parts&" * 4 + "end",
]  # fmt: skip
WORD = "supercalifragilistic" * 20
PARAGRAPH = "睦邻巷里的人说了许多话，" * 250


def markdown(text: str) -> str:
    """写成 Markdown 里的字面：只有它自己的记号前加反斜线。"""
    return re.sub(r"([\\`*_{}\[\]()#+.!<〔【|-])", r"\\\1", text)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def statement(tag: str, text: str, more: str = "") -> str:
    return f"  - 内容: {quoted(text)}\n    待补充: {quoted(tag)}\n{more}"


def hostile_record() -> tuple[str, list[str]]:
    """每一栏都写着恶意文字的案例，与该印出来的每一句。"""
    wanted: list[str] = []

    def line(n: int, most: int = 200) -> str:
        words = (f"栏{n}：" + " ".join(NASTY[n % len(NASTY) :] + NASTY))[:most].strip()
        wanted.append(words)
        return quoted(words)

    def prose(n: int, more: str = "") -> str:
        words = [f"话{n}：{nasty}，完" for nasty in NASTY]
        wanted.extend(words)
        return quoted("\n\n".join(map(markdown, words)) + more)

    twelve = "\n\n| " + " | ".join(f"列{n}" for n in range(12)) + " |\n" + "|---" * 12 + "|\n"
    twelve += "".join(
        "| " + " | ".join(f"格{r}{c}字数多些" for c in range(12)) + " |\n" for r in range(60)
    )
    wanted.extend([WORD, PARAGRAPH, *(f"格{r}{c}字数多些" for r in (0, 59) for c in (0, 11))])
    long = quoted(f"{WORD}\n\n{PARAGRAPH}{twelve}")
    title = ('题目很长#panic()$x$\\u{0}@a<b>"= h*_][' + "又长又长" * 20)[:60]
    wanted.append(title)
    word = WORD[:190]
    wanted.append(word)
    nested = quoted(
        "话 **粗** 尾\n\n- 项一\n- 项 *二* 末\n    1. 深\n\n"
        "> 引文\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |"
    )
    wanted.extend(["话粗尾", "项一", "项二末", "深", "引文", "丙", "丁"])
    record = f"""标题: {quoted(title)}
方法名: {line(0)}
一句话: {{内容: {quoted(markdown(NASTY[0]) + " " + markdown(NASTY[3]) + "一句话")}, 来源: demo}}
状态: 发布
版次: 1
领域: 社区更新
方向: 群众服务
街镇: 新泾镇
居民区: {line(2)}
地址: {quoted(word)}
地点来源: demo
规模:
  - 名称: {line(3)}
    数值: 200
    单位: {line(4, 40)}
    截至: 2023-08
    来源: {{编号: demo, 位置: {line(5, 60)}}}
时间:
  - {{日期: 2023-06, 事件: {line(6)}, 来源: demo}}
  - {{日期: 2024, 事件: {quoted(word)}, 来源: demo-other}}
缘起:
  - {{内容: {prose(1)}, 来源: demo}}
  - {{内容: {long}, 来源: demo}}
  - {{内容: {nested}, 来源: demo}}
  - 待补充: {line(7)}
五社:
  - {{类别: 社区社会组织, 角色: {line(8, 60)}, 内容: {prose(2)}, 待补充: {line(9)}, 来源: demo}}
  - {{类别: 社区, 角色: {quoted(word)}, 内容: {nested}, 来源: demo}}
其他参与方:
  - {{名称: {line(10)}, 角色: {line(11)}, 内容: {prose(3)}, 来源: demo}}
  - {{名称: {quoted(word)}, 角色: {quoted(word)}, 内容: {quoted(WORD)}, 来源: demo}}
步骤:
  - {{标题: {line(12)}, 谁来做: 社区, 内容: {prose(4)}, 来源: demo}}
  - {{标题: {quoted(word)}, 内容: {quoted(WORD)}, 来源: demo}}
成效:
  - {{内容: {prose(5)}, 数值: 3, 单位: {line(13, 20)}, 截至: 2023, 来源: demo}}
启示:
  - {{内容: {prose(6)}, 推断: 是}}
适用条件:
  - {{内容: {prose(7)}, 推断: 是}}
支持:
  - {{项目: demo-programme, 内容: {prose(8)}, 待补充: {line(14)}, 来源: demo}}
核定: {{单位: {line(15)}, 日期: 2024-01}}
来源: [demo, demo-other]
"""
    return record, wanted


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Printed], list[str]]:
    root = tmp_path_factory.mktemp("hostile") / "book"
    shutil.copytree(MINIMAL, root)
    record, wanted = hostile_record()
    shutil.rmtree(root / "cases" / "demo-case")
    (root / "cases" / "demo-case.yml").write_text(record, "utf-8")
    body = "\n\n".join(markdown(f"文{n}：{nasty}") for n, nasty in enumerate(NASTY))
    page_ = f"---\n标题: {quoted(NASTY[0])}\n摘要: x\n---\n\n## {markdown(NASTY[1])}\n\n"
    page_ += f"{body}\n\n注[^1]。\n\n[^1]: {markdown(NASTY[2])}，又见[^1]。\n"
    (root / "content" / "preface.md").write_text(page_, "utf-8")
    compiled = compile_handbook(root, SITE_URL)
    return typeset(compiled, tmp_path_factory.mktemp("nasty")), wanted


def test_hostile_words_are_printed_literally(hostile: tuple[dict[str, Printed], list[str]]) -> None:
    printed, wanted = hostile
    assert {p.partition("/")[0] for p in printed} == {"book", "fields", "streets", "cases"}
    for one in printed.values():
        text = re.sub(r"〔\d+〕|（见第\d+页）", "", one.read_aloud)
        for words in wanted:
            if one.job.template == "book.typ" and "位置" in words:
                continue
            assert norm(words) in text + norm(one.tree.text()), (one.job.path, words)
        assert "root:" not in text
    preface = printed[BOOK].read_aloud
    for n, nasty in enumerate(NASTY):
        assert norm(f"文{n}：{nasty}") in preface, nasty


def test_hostile_words_stay_on_the_page(hostile: tuple[dict[str, Printed], list[str]]) -> None:
    for one in hostile[0].values():
        assert words_outside(one) == [], one.job.path


def test_hostile_book_conforms(hostile: tuple[dict[str, Printed], list[str]]) -> None:
    printed, _ = hostile
    test_structure([*printed.values()])
    test_outside_checker([*printed.values()], PROFILES[0])


def boxes(path: Path, sheet: int) -> list[tuple[float, float, float, float]]:
    """一页里每个词的框。"""
    number = str(sheet + 1)
    command = ["pdftotext", "-bbox", "-f", number, "-l", number, path, "-"]
    out = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    found = re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">', out)
    return [(float(a), float(b), float(c), float(d)) for a, b, c, d in found]


def test_opening_words_do_not_collide(printed: dict[str, Printed], a4: Printed) -> None:
    """篇名那一页：竖排的篇名、一句话与事实栏，字不压字。"""
    for one in (*printed.values(), a4):
        if one.job.template != "book.typ":
            continue
        for part in one.job.data["parts"]:
            for method in part["methods"]:
                placed = sorted(boxes(one.path, one.destination(method["label"])))
                for n, (x0, y0, x1, y1) in enumerate(placed):
                    for u0, v0, u1, v1 in placed[n + 1 :]:
                        if u0 >= x1:
                            break
                        wide, high = min(x1, u1) - max(x0, u0), min(y1, v1) - max(y0, v0)
                        area = min((x1 - x0) * (y1 - y0), (u1 - u0) * (v1 - v0))
                        assert wide <= 0 or high <= 0 or wide * high < 0.4 * area, method["id"]


def test_no_heading_ends_a_page(printed: dict[str, Printed], a4: Printed) -> None:
    """页脚没有孤零零的小标题：后面一段的脚注把它挤到下一页时，标题跟着走。"""
    seen = 0
    for one in (*printed.values(), a4):
        if one.job.template != "book.typ":
            continue
        notes = {norm(n.text())[:14] for n in one.tree.walk() if n.role == "Note"}
        headings = {norm(n.text()) for n in one.tree.walk() if n.role in ("H2", "H3", "H4")}
        headings -= {norm(title) for _, title, _ in one.outline()}  # 篇名本来就独占一页
        doers = {
            who["tile"] + norm(who["name"])
            for part in one.job.data["parts"]
            for method in part["methods"]
            for section in method["sections"]
            for block in section["c"]
            for step in block.get("items", ())
            if block["t"] == "steps"
            for who in step["who"]
        }
        for sheet, text in enumerate(one.bodies):
            cut = min((at for note in notes if (at := text.find(note)) >= 0), default=len(text))
            body = re.sub(r"〔\d+〕$", "", text[:cut])
            seen += any(title in body for title in headings)
            last = next((title for title in headings if body.endswith(title)), "")
            if any(body.endswith(who) for who in doers):  # 谁来做的一行，不是标题
                continue
            assert not last, (one.job.path, one.labels[sheet], last)
    assert seen > 50


def test_numbers_keep_their_units(everything: list[Printed]) -> None:
    """一行不以数字收尾、下一行以它的单位开头：2021 年、200 多米不拆；（见第 10 页）也不拆。"""
    spaced = re.compile(r"\d [\u3400-\u9fff]")
    for one in everything:
        assert not spaced.search(json.dumps(one.job.data, ensure_ascii=False)), one.job.path
        for text in one.raw_text():
            assert not re.search(r"[^\n]{4}(19|20)\d\d\n年", text), one.job.path
            assert not re.search(r"（见\n|（见第\s?\n|（见第 \d+\s?\n", text), one.job.path


# —— 行格 ——


def lines_of(path: Path, sheet: int) -> list[tuple[float, str]]:
    """一页里的各行：离纸顶多远（点）、文字。"""
    number = str(sheet + 1)
    command = ["pdftotext", "-bbox-layout", "-f", number, "-l", number, path, "-"]
    out = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    found: list[tuple[float, str]] = []
    for block in re.findall(r"<line .*?</line>", out, re.S):
        top = re.search(r'yMin="([\d.]+)"', block)
        assert top
        found.append((float(top[1]), norm("".join(re.findall(r">([^<]*)</word>", block)))))
    return sorted(found)


@pytest.mark.parametrize(("size", "across", "down"), [("book", 34, 28), ("a4", 36, 31)])
def test_grid(compiled: Compiled, tmp_path: Path, size: str, across: int, down: int) -> None:
    """一页几行、一行几字；有小标题的，前后的正文也在行格上（CLREQ 占行）。"""
    job = next(compiled.prints())
    assert isinstance(job, PrintJob)
    data = json.loads(json.dumps(job.data))
    data["meta"]["format"] = FORMATS[size]
    text, title = "社区治理工作法" * 100, "小标题在行格里占两行"
    heading = {"t": "h", "l": 2, "c": [title], "label": None}
    short = [{"t": "p", "c": ["社区治理工作法" * 9]}] * 2
    data["front"] = [{**data["front"][0], "c": [{"t": "p", "c": [text]}, *[heading, *short] * 4]}]
    data |= {"parts": [], "appendices": [], "index": []}
    path = tmp_path / "grid.pdf"
    path.write_bytes(set_job(PrintJob(job.path, job.template, data, 0)))
    sheet = Printed(path, job).destination(data["front"][0]["id"]) + 1
    top, pitch = FORMATS[size]["top"] / 25.4 * 72, FORMATS[size]["pitch"]

    def body(sheet: int) -> list[tuple[float, str]]:
        foot = top + down * pitch
        return [(y, t) for y, t in lines_of(path, sheet) if top - 6 < y < foot and len(t) > 6]

    first = next(y for y, t in body(sheet) if t.startswith("社区") or len(t) == across)
    rows = [(y - first) / pitch for y, t in body(sheet) if "标题" not in t]
    assert all(abs(row - round(row)) < 0.03 for row in rows), rows
    assert len(rows) > 10
    assert any("标题" in t for _, t in body(sheet))
    plain = {
        **data,
        "front": [{**data["front"][0], "c": [{"t": "p", "c": ["社区治理工作法" * 400]}]}],
    }
    path.write_bytes(set_job(PrintJob(job.path, job.template, plain, 0)))
    full = [t for _, t in body(sheet) if set(t) <= set("社区治理工作法")]
    assert [len(t) for t in full] == [across] * down


# —— 二维码 ——


def test_qr_leads_to_the_page(
    printed: dict[str, Printed], book: Printed, compiled: Compiled, tmp_path: Path
) -> None:
    """扫码读出来的，就是这一条的网址。"""
    for method in compiled.book.methods:
        url = SITE_URL.rstrip("/") + method.address
        closing = next(n for n, text in enumerate(book.pages) if norm(f"网页：{url}") in text)
        for leaflet in leaflets(printed, method):
            assert scanned(leaflet, 0, tmp_path) == [url], leaflet.job.path
        # 书里在“还缺什么”里：网址在末一行，二维码在它上面，也许在前一页
        assert (scanned(book, closing, tmp_path) or scanned(book, closing - 1, tmp_path)) == [url]


def scanned(one: Printed, sheet: int, folder: Path) -> list[str]:
    number, stem = str(sheet + 1), folder / "page"
    command = ["pdftoppm", "-gray", "-r", "150", "-singlefile", "-f", number, one.path, stem]
    subprocess.run(command, check=True)
    return [code.text for code in zxingcpp.read_barcodes(Image.open(stem.with_suffix(".pgm")))]


# —— 样张 ——

SHOTS = ROOT / "tests/render/typeset/print" / "pages"
Grey = tuple[int, int, bytes]


def render(one: Printed, sheet: int) -> Grey:
    number = str(sheet + 1)
    command = ["pdftoppm", "-gray", "-r", "50", "-f", number, "-l", number, str(one.path)]
    pgm = subprocess.run(command, capture_output=True, check=True).stdout
    found = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", pgm)
    assert found
    return int(found[1]), int(found[2]), pgm[found.end() :]


def write_png(path: Path, image: Grey) -> None:
    """8 位灰度，每行不滤波。"""
    width, height, pixels = image

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + kind + body + check

    rows = b"".join(b"\0" + pixels[y * width : (y + 1) * width] for y in range(height))
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\0\0\0\0"
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)


def read_png(path: Path) -> Grey:
    """读 write_png 写的。"""
    data = path.read_bytes()
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    at, packed = 8, b""
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IDAT":
            packed += data[at + 8 : at + 8 + size]
        at += size + 12
    rows = zlib.decompress(packed)
    lines = (rows[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height))
    return width, height, b"".join(lines)


def difference(one: Grey, other: Grey) -> tuple[float, float]:
    """灰度之差：全页的平均，与最不像的一块（24×24）的平均。"""
    assert one[:2] == other[:2]
    width, height = one[:2]
    gaps = bytes(abs(a - b) for a, b in zip(one[2], other[2], strict=True))
    tiles = [
        sum(sum(gaps[y * width + left : y * width + left + 24]) for y in range(top, top + 24))
        for top in range(0, height - 24, 24)
        for left in range(0, width - 24, 24)
    ]
    return sum(gaps) / len(gaps), max(tiles) / 24 / 24


@pytest.mark.parametrize("name", ["opening", "text", "leaflet"])
def test_golden_pages(
    name: str, book: Printed, printed: dict[str, Printed], request: pytest.FixtureRequest
) -> None:
    """样张与 tests/render/typeset/print/pages/ 里的一样。

    改了模板、看过新样子之后：`pytest tests/test_print.py -k golden_pages --update-goldens`。
    """
    sheet = book.destination("at-cases-mulinxiang")
    one, number = {
        "opening": (book, sheet),
        "text": (book, sheet + 1),
        "leaflet": (printed["cases/mulinxiang/mulinxiang.pdf"], 0),
    }[name]
    image, path = render(one, number), SHOTS / f"{name}.png"
    if request.config.getoption("--update-goldens"):
        write_png(path, image)
    mean, worst = difference(image, read_png(path))
    assert mean < 1.5, mean
    assert worst < 30, worst


def test_golden_pages_can_fail(book: Printed) -> None:
    """挪一行、少一段，量得出来。"""
    sheet = book.destination("at-cases-mulinxiang") + 1
    width, height, pixels = page_ = render(book, sheet)
    moved = (width, height, pixels[width * 2 :] + pixels[: width * 2])
    assert difference(page_, page_) == (0, 0)
    mean, worst = difference(page_, moved)
    assert mean > 1.5
    assert worst > 30


def test_golden_pages_are_small() -> None:
    assert sum(p.stat().st_size for p in SHOTS.iterdir()) < 150_000
