"""排得下：表里的字不叠，行不拉开，长的题名不出纸边；一本书、折页、大字版都量。"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image

from casebook.compile import check_handbook, compile_handbook
from casebook.problems import has_warnings
from casebook.publish import write_prints
from casebook.render.typeset import PrintJob
from casebook.render.typeset.pdf import PdfWriter
from casebook.store import Cache
from conftest import MINIMAL, SITE_URL, copy_handbook
from render.typeset.laid_out import laid_out

BOOK = "book/changning-gongzuofa.pdf"
LEAFLETS = ("cases/shili/shili.pdf", "cases/shili/shili-large.pdf")
XML = "{http://www.w3.org/1999/xhtml}"
BASIS = "    来源: demo\n"


class Word(NamedTuple):
    """一页里的一串字，与它占的地方（磅，左上角起）。"""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def printed(
    tmp_path: Path,
    case: str,
    title: str = "试例",
    summary: str = "把门房改成书房。",
    owner: str = "",
) -> Path:
    """最小的手册加上一条案例，排好；`case` 是其余的顶层栏目，`owner` 是主办单位填的。"""
    root = Path(shutil.copytree(MINIMAL, tmp_path / "book"))
    with (root / "content" / "handbook.yml").open("a", encoding="utf-8") as file:
        file.write(owner)
    head = f"标题: {title}\n一句话: {{内容: {summary}, 来源: demo}}\n状态: 发布\n版次: 1\n"
    head += "领域: 社区更新\n街镇: 新泾镇\n地点来源: demo\n来源: demo\n"
    (root / "cases" / "shili.yml").write_text(head + case, "utf-8")
    compiled = compile_handbook(root, SITE_URL)
    write_prints(tmp_path / "out", compiled.order, Cache(tmp_path / "cache"), lambda _: None)
    return tmp_path / "out"


def words(pdf: Path) -> list[Word]:
    done = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True)
    tree = ElementTree.fromstring(done.stdout)
    found = [
        Word(
            n, word.text or "", *(float(word.get(k, "0")) for k in ("xMin", "yMin", "xMax", "yMax"))
        )
        for n, page in enumerate(tree.iter(f"{XML}page"), 1)
        for word in page.iter(f"{XML}word")
    ]
    return [*map(_inked, found)]


def _inked(word: Word) -> Word:
    """两头的标点只有半个字宽有墨：挤压以后，poppler 仍算全宽。"""
    half = (word.bottom - word.top) / 2
    left = word.left + half * word.text.startswith(tuple("〔（“‘《"))
    right = word.right - half * word.text.rstrip("\u2060").endswith(tuple("〕）”’》，。、；："))
    if word.text.startswith("〔"):  # 出处的号用半宽的括号：墨从左边就起
        right -= half
    return word._replace(left=left, right=right)


def collisions(found: list[Word]) -> Iterator[tuple[Word, Word]]:
    """叠在一起的：横里叠了两磅以上，竖里叠了矮的那个一半以上。"""
    for one, other in combinations(found, 2):
        if one.page != other.page:
            continue
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        low = min(one.bottom - one.top, other.bottom - other.top)
        if across > 2 and down > low / 2:
            yield one, other


def outside(pdf: Path, left: float, right: float) -> list[Word]:
    """横着的字里，出了版心的；`left`、`right` 是版心离纸边多少磅，书口竖排的不算。"""
    with pikepdf.open(pdf) as opened:
        width = float(opened.pages[0].mediabox[2])
    wide = [w for w in words(pdf) if w.right - w.left > w.bottom - w.top]
    return [w for w in wide if w.left < left - 1 or w.right > width - right + 1]


# —— 表 ——

CELLS = {
    "日期": "2023-{n:02}-15",
    "金额": "¥12{n}4567.00",
    "长的数": "123456789{n:02}",
    "长的词": "communi{n:02}ty",
    "更长的词": "Internationalization{n}",
    "宽的字母": "WWWMMM{n}",
    "网址": "https://www.example.gov.cn/col/col{n}/index.html",
    "文号": "GB/T-7714[2025]{n}",
    "斜线的日期": "2023/{n:02}/15",
    "起止": "2023-03-{n:02}—2023-04-15",
    "破折号": "{n}——————————",
    "省略号": "…………………………{n}",
    "汉字": "另有一处正在商量，还没有定{n}",
    "链接": "[公众号](https://mp.weixin.qq.com/s?__biz=MzA5MDA{n}&mid=26512345)",
    "记号": "**2023-12-{n:02}** `a_b_c_d_{n}`",
    "带出处": "2023-10-{n:02}〔demo〕",
}
HEADS = ("地方", "申报日期", "拨款（元）", "Responsible", "备注")


def table(columns: int, cell: str, indent: str = "      ") -> str:
    heads = [HEADS[n % len(HEADS)] + str(n) for n in range(columns)]
    row = [
        "门房",
        *(cell.replace("{n}", str(n)).replace("{n:02}", f"{n:02}") for n in range(1, columns)),
    ]
    lines = (heads, ["---", *["---:"] * (columns - 1)], row, row)
    return "".join(f"{indent}| {' | '.join(line)} |\n" for line in lines)


@pytest.mark.parametrize("kind", CELLS)
def test_no_two_words_of_a_table_overlap(kind: str, tmp_path: Path) -> None:
    """两列到十二列，在正文里、列表里、引文里；二十列也不叠。"""
    cell = CELLS[kind]
    case = "缘起:\n"
    for columns in (*range(2, 13), 20):
        case += f"  - 内容: |\n      表：\n\n{table(columns, cell)}{BASIS}"
    case += f"  - 内容: |\n      > 引文：\n      >\n{table(8, cell, '      > ')}{BASIS}"
    case += f"  - 推断: 是\n    内容: |\n      框里：\n\n{table(9, cell)}"
    out = printed(tmp_path, case)
    for name in (BOOK, *LEAFLETS):
        found = words(out / name)
        assert [*collisions(found)] == [], name
        assert sum(w.text.startswith("门房") for w in found) >= 14 * 2
    for name in LEAFLETS:
        assert outside(out / name, 20 / 25.4 * 72, 20 / 25.4 * 72) == []
    assert outside(out / BOOK, 20 / 25.4 * 72, 20 / 25.4 * 72) == []


def test_columns_follow_their_content(tmp_path: Path) -> None:
    """说好的一个例子：八列，六个日期各在一行里，一个字也不拆。"""
    days = ["2023-03-01", "2023-04-15", "2023-05-08", "2023-06-14", "2023-09-30", "2023-12-20"]
    heads = ["地方", "申报", "初审", "公示", "立项", "中期", "结项", "拨款（元）"]
    lines = (heads, ["---"] * 8, ["门房", *days, "120000.00"])
    rows = "".join(f"      | {' | '.join(line)} |\n" for line in lines)
    found = words(printed(tmp_path, f"缘起:\n  - 内容: |\n{rows}{BASIS}") / BOOK)
    whole = [w for w in found if w.text in (*days, "120000.00")]
    assert len(whole) == 7
    assert max(w.top for w in whole) - min(w.top for w in whole) < 1


def test_long_codes_break_at_their_marks(tmp_path: Path) -> None:
    """编号、时段在横线后面断，金额一个字也不拆；步骤里有宽表的，折页上占满一行。"""
    heads = ["编号", "起止", "申报数", "金额（元）", "比例", "单位", "备注"]
    row = ["CN-2023-000123", "2023-03-01—2023-04-15", "1,234", "1,234,567.89", "95.32%", "甲", "无"]
    lines = "".join(f"        | {' | '.join(line)} |\n" for line in (heads, ["---"] * 7, row))
    case = f"步骤:\n  - 标题: 列表\n    来源: demo\n    内容: |\n{lines}"
    case += "缘起:\n  - {内容: 一句, 来源: demo}\n"
    out = printed(tmp_path, case)
    for name in (BOOK, LEAFLETS[0]):
        found = {w.text for w in words(out / name)}
        assert {"1,234,567.89", "95.32%"} <= found, name
        assert found & {"000123", "CN-2023-000123"}, name


def test_a_wide_step_may_come_second(tmp_path: Path) -> None:
    """折页的步骤两栏排，有宽表的一步占满一行：排在第二、第四也排得成，一步也不少。"""
    lines = "".join(
        f"        | {' | '.join(cells)} |\n" for cells in ("甲乙丙丁戊", ["---"] * 5, "12345")
    )
    wide = f"    来源: demo\n    内容: |\n{lines}"
    case = "步骤:\n" + "".join(
        f"  - 标题: 第{n}样\n" + (wide if n in "二五" else "    内容: 一句话\n    来源: demo\n")
        for n in "一二三四五"
    )
    out = printed(tmp_path, case + "缘起:\n  - {内容: 一句, 来源: demo}\n")
    for name in LEAFLETS:
        found = "".join(w.text for w in words(out / name))
        assert all(f"第{n}样" in found for n in "一二三四五"), name


def test_a_party_with_a_long_name_stays_in_its_column(tmp_path: Path) -> None:
    """五社的表、步骤也一样：二十三个字母的名字，不到给断行处的长度。"""
    name = "Mulinxiang_Neighbours23"
    case = f"其他参与方:\n  - {{名称: {name}, 角色: {name}, 内容: 一句话, 来源: demo}}\n"
    case += f"步骤:\n  - {{标题: {name}, 内容: 一句话, 来源: demo}}\n"
    out = printed(tmp_path, case)
    for name in (BOOK, *LEAFLETS):
        assert [*collisions(words(out / name))] == []


# —— 行 ——


def widest_gap(pdf: Path) -> tuple[float, str]:
    """一行里相邻两个字（中间没有写空格的）最多隔开几个字宽。"""
    done = subprocess.run(
        ["pdftotext", "-bbox-layout", pdf, "-"], capture_output=True, check=True
    ).stdout
    worst = (0.0, "")
    for line in ElementTree.fromstring(done).iter(f"{XML}line"):
        pieces = [*line.iter(f"{XML}word")]
        for one, other in pairwise(pieces):
            size = float(one.get("yMax", 0)) - float(one.get("yMin", 0))
            gap = (float(other.get("xMin", 0)) - float(one.get("xMax", 0))) / size
            worst = max(worst, (gap, " ".join(p.text or "" for p in pieces)))
    return worst


LONG_URL = (
    "https://mp.weixin.qq.com/s?__biz=MzA5MDA0NjUxNw==&mid=2651234567&sn=0123456789abcdef0123"
)


@pytest.mark.parametrize(
    "text",
    [
        f"又见[公众号的文章]({LONG_URL}&idx=1#rd)。",
        f"又见{LONG_URL}，还有一篇。",
        "又见 Mulinxiang_Neighbours23 与 Mulinxiang_Neighbours23 的说明。",
        "放在 content/registry/list.yml 与 books/2023/mulin_xiang 里，写明哪一页。",
        f"- 又见[文章]({LONG_URL})。\n      - `mulinxiang/books/list-2023.yml` 与别的",
        f"> 又见[公众号]({LONG_URL})。",
        f"签名{'—' * 60}，日期{'—' * 60}。",
        f"目录：第一章{'…' * 60}3，第二章{'…' * 60}12。",
        "读了 Donaudampfschifffahrtsgesellschaftskapitän 与 Приветствие-Соседство-2023 的说明。",
    ],
)
def test_no_line_is_stretched(text: str, tmp_path: Path) -> None:
    out = printed(tmp_path, f"缘起:\n  - 内容: |\n      {text}\n{BASIS}", summary="把门房改成书房")
    for name in (BOOK, *LEAFLETS):
        gap, line = widest_gap(out / name)
        assert gap < 2.2, line  # 书里篇名与栏目之间、页眉两头，本来就隔开
        assert _loosest(out / name) < 0.35


def test_no_character_ends_a_paragraph_alone(tmp_path: Path) -> None:
    """一段、一格的末一行不剩一个字，不管有多长。"""
    said = "楼组长挨家问了三遍把话一句句记下来贴在楼道里请大家看了再说" * 3
    told = [f"{{内容: {said[:length]}。, 来源: demo}}" for length in range(20, 80)]
    case = "缘起:\n" + "".join(f"  - {one}\n" for one in told)
    case += "其他参与方:\n" + "".join(
        f"  - {one.replace('{', f'{{名称: {said[n : n + 4 + n % 12]}, 角色: 帮忙, ', 1)}\n"
        for n, one in enumerate(told[:30])
    )
    out = printed(tmp_path, case)
    for path in (BOOK, *LEAFLETS):
        found = [word.text.replace("\u2060", "") for word in words(out / path)]
        ends = [one for one, after in pairwise(found) if one.endswith("。") and after == "〔1〕"]
        assert len(ends) > len(told)
        assert not [one for one in ends if len(one) < 3], path


def _loosest(pdf: Path) -> float:
    """连着的汉字，一行里平均每两个字之间多出几个字宽。"""
    loosest = 0.0
    for word in words(pdf):
        han = re.findall(r"[\u4e00-\u9fff]", word.text)
        tall = word.bottom - word.top
        if len(han) == len(word.text) > 3 and word.right - word.left > tall:
            loosest = max(loosest, (word.right - word.left) / len(han) / tall - 1)
    return loosest


def test_addresses_can_be_copied(tmp_path: Path) -> None:
    """从 PDF 里抄出来的网址，一个看不见的字也没有多。"""
    out = printed(tmp_path, f"缘起:\n  - 内容: 又见[文章]({LONG_URL})。\n{BASIS}")
    for name in (BOOK, *LEAFLETS):
        done = subprocess.run(
            ["pdftotext", "-raw", out / name, "-"], capture_output=True, check=True
        )
        text = done.stdout.decode().replace("\n", "")
        assert LONG_URL in text
        assert "\u200b" not in text


def test_long_words_can_be_copied(tmp_path: Path) -> None:
    """断得开的长串，正文、表格、标题里抄出来的也一字不多、一字不少；结构树里念的也是。"""
    word = "Neighbourhood2023DataExchangeInterfaceVersion12"
    table = (
        f"| 甲 | 乙 | 丙 |\n      |---|---|---|\n      | {word} | 12345678901234567 | 2023-12-20 |"
    )
    fields = (
        f"方法名: {word}\n缘起:\n  - 内容: 接口叫{word}，{LONG_URL} 里有。\n{BASIS}"
        f"  - 内容: |\n      {table}\n{BASIS}步骤:\n  - 标题: 打开{word}\n{BASIS}"
    )
    out = printed(tmp_path, fields)
    for name in (BOOK, *LEAFLETS):
        done = subprocess.run(
            ["pdftotext", "-raw", out / name, "-"], capture_output=True, check=True
        )
        text = done.stdout.decode()
        assert "\u200b" not in text
        squeezed = re.sub(r"\s", "", text)
        assert squeezed.count(word) >= 4, name
        assert LONG_URL in squeezed
        assert outside(out / name, 20 / 25.4 * 72, 20 / 25.4 * 72) == []


# —— 题名 ——

LONG = (
    "居民自治共商共建共享微更新项目从需求征集到方案设计再到施工验收全过程参与的"
    "社区治理创新实践工作法暨长效管理机制探索（第二期）"
)
TITLES = {
    "六十字": LONG,
    "破折号": f"门{'—' * 60}房",
    "二百字": (LONG * 4)[:199] + "法",
    "带西文": "居民自治 JIALI Community Workshop 共建 WWW.EXAMPLE.GOV.CN 更新"
    " ABCDEFGHIJKLMNOPQRSTUVWXYZ 工作法 2023—2025 Phase II 探索 Internationalization",
    "全是西文": "Mulinxiang Neighbourhood Renewal " * 5,
    "一个长词": "睦邻" + "W" * 60,
    "数字": "1+10+n" * 20,
}


@pytest.mark.parametrize("kind", TITLES)
def test_long_titles_stay_in_place(kind: str, tmp_path: Path) -> None:
    """书口的题名在版心里、不压页码；别处的不出版心、不叠；横排的题名一字不少。"""
    title = TITLES[kind].strip()
    out = printed(tmp_path, "缘起:\n  - {内容: 一句, 来源: demo}\n", title, (LONG * 3)[:180])
    squeezed = re.sub(r"[\s\u200b]", "", title)
    for name in (BOOK, *LEAFLETS):
        pdf = out / name
        found = words(pdf)
        done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
        assert squeezed in re.sub(r"[\s\u200b]", "", done.stdout.decode())
        assert [pair for pair in collisions(found) if _wide(pair[0]) and _wide(pair[1])] == []
        assert outside(pdf, 20 / 25.4 * 72, 20 / 25.4 * 72) == []
    _edges(out / BOOK, tmp_path)


@pytest.mark.parametrize("before", range(6, 11))
def test_no_vertical_column_ends_with_an_opening_quote(before: int, tmp_path: Path) -> None:
    """篇名页竖排的题名：开的引号不留在列尾，跟着后面的字。"""
    out = printed(
        tmp_path,
        "缘起:\n  - {内容: 一句, 来源: demo}\n",
        "程" * before + "“自治金”" + "桥" * (before - 3),
    )
    boxes = [b for page in laid_out(out / BOOK) for b in page if not b.roles and len(b.text) == 1]
    quotes = [b for b in boxes if b.text == "“" and b.bottom - b.top > 20]
    assert quotes
    for quote in quotes:
        below = [b for b in boxes if b.text == "自" and b.page == quote.page]
        assert any(abs(b.left - quote.left) < 20 and 0 < b.top - quote.top < 60 for b in below)


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("“小蚂蚁”志愿者服务站", ["“小蚂蚁”", "志愿者服务站"]),
        ("读《社区》以后的会客厅", ["读《社区》", "以后的会客厅"]),
        ("新泾镇未成年人保护和关爱", ["新泾镇", "未成年人保护和关爱"]),
        ("睦邻巷微更新以后再走访", ["睦邻巷微更新", "以后再走访"]),
    ],
)
def test_a_vertical_title_is_split_between_its_parts(
    title: str, columns: list[str], tmp_path: Path
) -> None:
    """篇名页竖排的题名：排两列的，在引号、书名号、街镇后面分，不拆一个词；没有的，对半分。"""
    out = printed(tmp_path, "缘起:\n  - {内容: 一句, 来源: demo}\n", title)
    boxes = [b for page in laid_out(out / BOOK) for b in page if not b.roles and len(b.text) == 1]
    drawn: dict[int, list[tuple[float, str]]] = {}
    for box in boxes:
        if box.bottom - box.top > 20 and box.text in title:
            drawn.setdefault(round((box.left + box.right) / 40), []).append((box.top, box.text))
    right_to_left = [drawn[at] for at in sorted(drawn, reverse=True)]
    assert ["".join(text for _, text in sorted(column)) for column in right_to_left] == columns


def test_a_quote_within_a_quote_is_not_broken(tmp_path: Path) -> None:
    """竖排的题名：引号里的引号、几个西文词各在一列里，离旁边的一句话不到一个字近。"""
    title = "“我的‘家门口’”：把《居民公约》写进 House Rules"
    related = "".join(
        f"  - {{内容: 第{n}句写得长一些，占去一些地方, 来源: demo}}\n" for n in "一二三"
    )
    out = printed(tmp_path, f"缘起:\n{related}", title, "把门房改成书房，又把书房改成茶室。" * 3)
    told = [b for page in laid_out(out / BOOK) for b in page if not b.roles]
    western, rules = (b for b in told if b.text in ("House", "Rules") and b.right - b.left > 12)
    assert round(western.left) == round(rules.left)
    assert western.bottom < rules.top
    drawn = [b for b in told if b.page == western.page and len(b.text) == 1]
    column = {b.text: round(b.left) for b in drawn if b.bottom - b.top > 15.5}
    assert column["家"] == column["门"] == column["口"]
    assert column["居"] == column["民"] == column["公"] == column["约"]
    assert column["写"] == column["进"] < column["居"] < column["家"] <= column["我"]
    summary = [b for b in drawn if 13 < b.bottom - b.top < 15 and b.right < western.left + 1]
    assert western.left - max(b.right for b in summary) > 12


def test_a_long_western_word_stays_in_its_column(tmp_path: Path) -> None:
    """竖排的题名：一列放不下的西文断开，不出版心，不压着下面的题。"""
    title = "Internationalization" * 3 + "-" + "ABCDEFGHIJKLM" * 3 + " 工作法"
    out = printed(tmp_path, "缘起:\n  - {内容: 一句, 来源: demo}\n", title)
    whole = title.replace(" ", "")
    for page in laid_out(out / BOOK):
        told = [b for b in page if not b.roles and b.text in whole and len(b.text) > 2]
        below = [b.top for b in page if b.roles and b.text.strip()]
        inside = (b for b in told if b.left > 60 and b.right < 170 / 25.4 * 72 - 60)  # 不算书口
        for box in (b for b in inside if not b.upright):
            assert box.top > 32 / 25.4 * 72 - 3
            assert box.bottom < min(below)


def _wide(word: Word) -> bool:
    return word.right - word.left > word.bottom - word.top


def _edges(pdf: Path, folder: Path) -> None:
    """书口那一条：墨只在版心的上下边之间，题名与页码之间空着至少 3 毫米。"""
    subprocess.run(["pdftoppm", "-r", "72", "-gray", pdf, folder / "sheet"], check=True)
    for n, path in enumerate(sorted(folder.glob("sheet-*.pgm"))[2:], 3):
        with Image.open(path) as sheet:
            width, height = sheet.size
            left = 8 / 25.4 * 72 if n % 2 == 0 else width - 16 / 25.4 * 72
            strip = sheet.crop((int(left), 0, int(left + 8 / 25.4 * 72), height))
            rows = [
                y
                for y in range(height)
                if min(strip.crop((0, y, strip.width, y + 1)).tobytes()) < 160
            ]
        if not rows:
            continue
        assert rows[0] >= 32 / 25.4 * 72 - 2, path
        assert rows[-1] <= height - 26 / 25.4 * 72 + 2, path
        gaps = [b - a for a, b in pairwise(rows)]
        assert max(gaps[-40:]) >= 3 / 25.4 * 72, path


def test_a_broken_table_may_have_links_in_its_head(tmp_path: Path) -> None:
    """表头拆开时要重复，重复的不能有链接：字照印，书与折页都排得成。"""
    rows = "\n".join(f"      | 第{n}行的话写得长一些，好让表拆开 | 乙{n} |" for n in range(60))
    table = f"      | [来源](/sources/) | [网站](https://example.org/) |\n      |---|---|\n{rows}\n"
    root = copy_handbook(tmp_path / "book")
    case = root / "cases/mulinxiang.yml"
    text, put, rest = case.read_text("utf-8").partition("启示:\n")
    assert put
    case.write_text(f"{text}{put}  - 内容: |\n{table}    推断: 是\n{rest}", "utf-8")
    assert not has_warnings(check_handbook(root))
    for job in compile_handbook(root, SITE_URL).prints():
        assert isinstance(job, PrintJob)
        if job.path.startswith(("book/", "cases/mulinxiang/")) and job.path.endswith(".pdf"):
            pdf = tmp_path / "one.pdf"
            with PdfWriter() as writer:
                pdf.write_bytes(writer.one(job, {}))
            done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True)
            told = re.sub(r"\s|\u2060", "", done.stdout.decode())
            assert "乙59" in told, job.path
            assert "网站（https://example.org/）" in told, job.path


def _said(pdf: Path, how: str) -> str:
    """印出来的话，空格去掉，换行照旧。"""
    done = subprocess.run(["pdftotext", how, pdf, "-"], capture_output=True, check=True)
    return re.sub(r"[ \u00a0]", "", done.stdout.decode())


def test_dates_and_amounts_of_a_wide_table_are_whole(tmp_path: Path) -> None:
    """折页上，日期不在横线处断，数与单位不分开；大字版改成竖排，没有小字。"""
    amounts = ("120,000.00 元", "3.5 万元", "1,200.5 平方米", "1,024 户")
    row = ["11", "弄堂口的长廊", "2023-03-01", "2023-04-15", *amounts, "业主委员会"]
    heads = ["项", "地方", "开工日期", "完工日期", "拨款", "自筹", "面积", "户数", "负责"]
    lines = "".join(f"      | {' | '.join(line)} |\n" for line in (heads, ["---"] * 9, row))
    out = printed(tmp_path, f"缘起:\n  - 内容: |\n{lines}{BASIS}")
    for name in LEAFLETS:
        said = _said(out / name, "-layout")
        for words in (*amounts, "2023-03-01", "2023-04-15"):
            assert words.replace(" ", "") in said, (name, words)
        assert "出处：〔" in said, name  # 表的上面没有话，出处不单独成一行


def test_where_to_write_is_told_only_when_known(tmp_path: Path) -> None:
    """联系办法没有填的，折页上不请人写来、寄来。"""
    for number, mail in enumerate(("", "勘误邮箱: wu@example.org\n")):
        case = f"缘起:\n  - 内容: 一句。\n{BASIS}"
        out = printed(tmp_path / str(number), case, owner=mail)
        said = re.sub(r"\s", "", "".join(_said(out / name, "-raw") for name in LEAFLETS))
        assert ("发现错误，请写明" in said) == bool(mail)
        assert ("告诉编者" in said) == bool(mail)
