"""Excel 的名录 → 一行一行的字：哪一页是哪一本登记簿，表头在哪一行，各列是哪一栏。

公式取存下的值；链接当网址。
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from casebook.compose.words import word
from casebook.intake.cells import links_of, text_of
from casebook.intake.drawings import A
from casebook.intake.filled import Left
from casebook.intake.grid import read_grid
from casebook.intake.packages import Package, Refused
from casebook.intake.parts import part_of
from casebook.model import GROWING, LABELS, REGISTERS, FieldDescription, ProgrammeKind
from casebook.render.xlsx.workbook import exported_head, table_fields

_HEAD = 15
"""表头在头几行里找。"""
_OTHER = {
    "name": (
        "名称",
        "题名",
        "标题",
        "组织名称",
        "单位名称",
        "社会组织名称",
        "机构名称",
        "文件名称",
    ),
    "url": ("网址", "链接", "地址链接", "URL"),
    "publisher": ("发布者", "发布单位", "发布机构", "媒体"),
    "date": ("日期", "发布日期", "刊登日期"),
    "street": ("街镇", "所在街镇", "街道", "所属街镇"),
    "kind": ("类型", "类别", "组织类型"),
    "issuer": ("发文机关", "发文单位"),
    "issued": ("印发", "印发日期", "发文日期"),
}
"""栏目名之外，表头里常见的说法。"""
_STRANGE = "不是登记簿，没有看"
_SHEETS = {"社会组织": "organisations", "单位": "organisations", "出处": "sources"}


@dataclass(frozen=True)
class Row:
    """名录里的一行：在哪里，哪一本登记簿，各栏写了什么；`columns` 是有哪几栏。"""

    place: str
    register: str
    values: dict[str, str]
    columns: frozenset[str] = frozenset()


@dataclass
class Sheets:
    """读出来的：各行；没有看的页、没有收的列与格子，各说一句。

    `exported` 是导出来看的几页，`whole` 是照导出的样子、各栏都在的几本登记簿。
    """

    rows: list[Row]
    left: list[Left]
    found: bool = False
    exported: list[str] = field(default_factory=list)
    whole: set[str] = field(default_factory=set)


def read_workbook(package: Package) -> Sheets:
    """`package` 里的名录；打不开的，抛 Refused。"""
    import openpyxl

    try:
        book, formulas = (
            openpyxl.load_workbook(io.BytesIO(package.data), data_only=values, rich_text=values)
            for values in (True, False)
        )
    except Exception as error:  # 坏法很多，openpyxl 各抛各的
        raise Refused("打不开：文件坏了。请用 Excel 或 WPS 打开，另存一次") from error
    sheets = Sheets([], [])
    for page in book.worksheets:
        _read_page(page, formulas[page.title], sheets)
    sheets.left += [Left(f"“{one.title}”页", "是一张图表，没有看") for one in book.chartsheets]
    sheets.left += _drawn(package)
    return sheets


def _drawn(package: Package) -> Iterator[Left]:
    """画在页上的：文本框里的字，图。"""
    for name in package.parts:
        if re.fullmatch(r"xl/drawings/drawing\d*\.xml", name):
            root = part_of(package, name).root
            words = "　".join(one.text for one in root.iter(A + "t") if one.text)
            if words.strip():
                yield Left("文本框里", f"没有收：{words}")
    if pictures := [one for one in package.parts if one.startswith("xl/media/")]:
        yield Left("页上的图", f"{len(pictures)} 张，没有收")


def _read_page(page: Any, formulas: Any, sheets: Sheets) -> None:
    named = page.title.strip()
    ours = {*exported_head(named)}
    if ours and ours <= {text_of(cell.value) for cell in page[1]}:
        sheets.exported.append(named)
        return
    default = named if named in {str(kind) for kind in ProgrammeKind} else ""
    register = "programmes" if default else _SHEETS.get(named, "")
    register = register or next((n for n in REGISTERS if named in (LABELS[n], n)), "")
    grid = read_grid(page, sheets.left)
    if not any(any(row) for row in grid):
        return
    if register and register not in GROWING:
        sheets.left.append(Left(f"“{named}”页", "词表的次序有讲究，不从表格收，请在文件里改"))
        return
    found = _head(grid, register)
    if found is None:
        why = "找不到表头：要有“名称”（来源是“题名”）等栏目" if register else _STRANGE
        why = "案例不从表格收，没有看。请用投稿表" if named == word("xlsx.cases") else why
        sheets.left.append(Left(f"“{named}”页", why))
        return
    sheets.found = True
    sheets.left += _edges(page)
    register, at, columns = found
    if {one.key for one in table_fields(register)} <= {one.key for one in columns if one}:
        sheets.whole.add(register)
    for number, row in enumerate(grid[:at], 1):
        if said := "　".join(filter(None, row)):
            told = f"表头上面的话，没有收：{said}"
            sheets.left.append(Left(f"“{named}”页第 {number} 行", told))
    strangers: dict[str, list[str]] = {}
    for number, row in enumerate(grid[at + 1 :], at + 2):
        place = f"“{named}”页第 {number} 行"
        values: dict[str, str] = {}
        links: list[str] = []
        for n, text in enumerate(row):
            column = columns[n]
            raw = formulas.cell(number, n + 1).value
            links += links_of(page.cell(number, n + 1), raw)
            if _computed(raw) and page.cell(number, n + 1).value is None:
                sheets.left.append(Left(place, "公式没有存下算好的值。请用 Excel 打开、存一次"))
            if not text:
                continue
            if column is None:
                strangers.setdefault(grid[at][n] or f"第 {n + 1} 列", []).append(text)
            elif column.key in values:
                sheets.left.append(Left(place, f"“{column.key}”写了两列，没有收：{text}"))
            else:
                values[column.key] = text
        _link(values, links, register, place, sheets)
        if values:
            kind = next((f.key for f in table_fields(register) if f.name == "kind"), "")
            if default:
                values.setdefault(kind, default)
            keys = frozenset(one.key for one in columns if one)
            sheets.rows.append(Row(place, register, values, keys))
    for head, texts in strangers.items():
        told = f"不是{LABELS[register]}登记簿的栏目，没有收（{len(texts)} 格，如“{texts[0][:20]}”）"
        sheets.left.append(Left(f"“{named}”页“{head}”一列", told))


def _computed(raw: Any) -> bool:
    """格子里是公式：写成字的，或一片格子共用的。"""
    return str(getattr(raw, "text", raw)).startswith("=") or hasattr(raw, "ref")


def _edges(page: Any) -> Iterator[Left]:
    """打印时的页眉、页脚里的话；页码、日期等由 Excel 来算。"""
    for edge in (page.oddHeader, page.oddFooter):
        parts = (one.text for one in (edge.left, edge.center, edge.right) if one.text)
        said = "　".join(re.sub(r"&(?:\[\w+\]|\w)", "", one).strip() for one in parts)
        if re.search(r"\w", re.sub(r"[第页共\W]", "", said)):
            yield Left(f"“{page.title.strip()}”页的页眉、页脚", f"没有收：{said.strip()}")


def _link(
    values: dict[str, str], links: Sequence[str], register: str, place: str, sheets: Sheets
) -> None:
    """没有写网址的，头一个链接就是；用不着的说一声。"""
    key = next((one.key for one in table_fields(register) if one.name == "url"), "")
    for link in dict.fromkeys(links):
        if key and values and "://" in link and key not in values:
            values[key] = link
        elif link.rstrip("/") not in (text.rstrip("/") for text in values.values()):
            sheets.left.append(Left(place, f"链接没有收：{link}"))


def _head(
    grid: Sequence[Sequence[str]], register: str
) -> tuple[str, int, list[FieldDescription | None]] | None:
    """是哪一本登记簿，表头在第几行（从 0 数起），各列是哪一栏；找不到的为 None。"""
    best: tuple[int, str, int, list[FieldDescription | None]] | None = None
    for name in (register,) if register else sorted(GROWING):
        fields = table_fields(name)
        for at, row in enumerate(grid[:_HEAD]):
            columns = [_field(text, fields) for text in row]
            known = {one.name for one in columns if one}
            needed = {"name"} if register else {f.name for f in fields if f.required} - {"id"}
            score = len(known)
            most = 2 * score > sum(map(bool, row))
            if (
                needed <= known
                and (register or (score > 2 and most))
                and (best is None or score > best[0])
            ):
                best = (score, name, at, columns)
    return best[1:] if best else None


def _field(text: str, fields: Sequence[FieldDescription]) -> FieldDescription | None:
    words = "".join(text.split()).strip("*＊：:").removesuffix("（要填）").removesuffix("（必填）")
    exact = next((field for field in fields if field.key == words), None)
    if exact or not words:
        return exact
    names = {name for name, others in _OTHER.items() if words in others}
    return next((field for field in fields if field.name in names), None)
