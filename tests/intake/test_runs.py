"""一格里的字怎样读：划掉的、上标下标的、带链接的，一样也不丢，也不混在一起。"""

import io
import re
from typing import Any

import pytest
import yaml
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from lxml import etree

from casebook.intake import Taken
from conftest import HANDBOOK
from word_files import NAMES, Desk, filled, repacked, saved, word_file
from word_shown import part


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(HANDBOOK)


def run(text: str, mark: str = "") -> str:
    return f"<w:r><w:rPr>{mark}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def cells(desk: Desk, table: str, *written: str, url: str = "") -> Taken:
    """投稿表的小表 `table`，第一行各格里的 XML；rIdX 连到 `url`。"""
    document = Document(io.BytesIO(filled(desk.book, {"标题": "社区书房"})))
    found = next(t for t in document.tables if t.cell(0, 0).paragraphs[0].text.startswith(table))
    if url:
        relation = document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        written = tuple(one.replace("rIdX", relation) for one in written)
    for cell, xml in zip(found.rows[2].cells, written, strict=False):
        for element in parse_xml(f"<w:p {NAMES}>{xml}</w:p>"):
            cell.paragraphs[0]._p.append(element)
    return desk.take(saved(document))


def field(url: str, text: str) -> str:
    """域里的链接，WPS 常这样写。"""
    kinds = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate"))
    begin, separate = kinds
    told = f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{url}" </w:instrText></w:r>'
    return f"{begin}{told}{separate}{run(text)}<w:r><w:fldChar w:fldCharType='end'/></w:r>"


def test_struck_out(desk: Desk) -> None:
    """划掉的不当作写了的，也不丢；划成几截的接起来。"""
    struck = run("11", "<w:strike/>") + run("00", "<w:dstrike/>")
    one = cells(desk, "规模", run("户数"), struck + run("1200 户", "<w:strike w:val='0'/>"))
    assert "户数：1200 户。" in one.content
    assert "：划掉的字：1100\n" in one.content
    xml = f"<w:p>{run('留下的话。')}{run('不要的话。', '<w:strike/>')}</w:p>"
    one = desk.take(word_file([{"标题": "背景"}, {"xml": xml}]))
    assert "内容: 留下的话。\n" in one.content
    assert "# 第 2 段：划掉的字：不要的话。\n" in one.content


def test_raised_and_lowered(desk: Desk) -> None:
    raised, lowered = (f"<w:vertAlign w:val='{one}script'/>" for one in ("super", "sub"))
    source = desk.examiner.library.register("sources")[0].record.id
    power = run("10") + run("4", raised) + run(" 米")
    one = cells(desk, "规模", run("长度"), power, "", "", run("2024-06"), "", run(source))
    assert "长度：10⁴ 米（截至 2024-06）。" in one.content
    assert f"来源: {source}\n" in one.content
    assert "数值" not in one.content
    prose = run("每亩 5 m") + run("2", raised) + run("，CO") + run("2", lowered)
    assert "每亩 5 m²，CO₂" in cells(desk, "缘起", prose).content


LINKS: dict[str, Any] = {
    "链接": ("<w:hyperlink r:id='rIdX'>" + run("区里的报道") + "</w:hyperlink>"),
    "域": field("https://example.org/baodao", "区里的报道"),
    "简单的域": (
        "<w:fldSimple w:instr=' HYPERLINK &quot;https://example.org/baodao&quot; '>"
        + run("区里的报道")
        + "</w:fldSimple>"
    ),
}


@pytest.mark.parametrize("kind", LINKS)
def test_links_are_kept(kind: str, desk: Desk) -> None:
    """出处写进待补充，正文写成链接，别的格子里的网址在原稿里。"""
    url, link = "https://example.org/baodao", LINKS[kind]
    one = cells(desk, "缘起", run("没有地方看书。") + link, link, url=url)
    assert "没有地方看书。[区里的报道](https://example.org/baodao)" in one.content
    assert '登记来源：区里的报道 https://example.org/baodao"' in one.content
    one = cells(desk, "时间", run("2024-06"), link, url=url)
    assert "事件: 区里的报道\n" in one.content
    assert "（链接）：区里的报道 https://example.org/baodao\n" in one.content
    letter = "<w:hyperlink r:id='rIdX'>" + run("写信") + "</w:hyperlink>"
    one = cells(desk, "联系", run("某某居委会"), letter, url="mailto:shu@example.org")
    assert "（链接）：写信 shu@example.org\n" in one.content


def test_links_find_the_register(desk: Desk) -> None:
    """链接的网址是登记过的：就是那一条。"""
    found = [e.record for e in desk.examiner.library.register("sources") if e.record.url]
    link = field(str(found[0].url), "点这里看")
    one = cells(desk, "缘起", run("没有地方看书。"), link)
    assert f"来源: {found[0].id}\n" in one.content
    assert "点这里看" in one.content


def test_links_of_free_manuscripts(desk: Desk) -> None:
    link = field("https://example.org/baodao", "区里的报道")
    blocks = [{"标题": "参考资料"}, {"xml": f"<w:p>{link}</w:p>"}, {"标题": "别的"}]
    one = desk.take(word_file([*blocks, {"xml": f"<w:p>{run('也见')}{link}</w:p>"}]))
    assert "登记来源：区里的报道 https://example.org/baodao" in one.content
    assert "也见区里的报道 https://example.org/baodao\n" in one.content


def test_a_link_within_another(desk: Desk) -> None:
    """网址的开头与另一个一样的，不当作已经写着。"""
    long, short = (field(url, "这里") for url in ("http://a.example/bao", "http://a.example/b"))
    xml = f"<w:p>{run('也见')}{long}</w:p>"
    one = desk.take(word_file([{"标题": "别的"}, {"xml": xml}, {"标题": "背景"}, {"xml": (
        f"<w:p>{short}</w:p>")}]))  # fmt: skip
    assert "http://a.example/b)" in one.content
    head = f"<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>{short}</w:p>"
    one = desk.take(word_file([{"标题": "背景"}, {"xml": xml}, {"xml": head}]))
    assert "（链接）：这里 http://a.example/b\n" in one.content


def test_registered_by_id(desk: Desk) -> None:
    """登记过的出处写的是编号，后面带着位置；数字认不出的一句话里也认得。"""
    source = desk.examiner.library.register("sources")[0].record.id
    blank = ("",) * 4
    one = cells(desk, "规模", run("人次"), run("近三百人次"), *blank, run(f"{source}，第 4 段"))
    assert f"来源: {{编号: {source}, 位置: 第 4 段}}\n" in one.content
    assert "登记来源" not in one.content


STYLES = "".join(
    f"<w:style {NAMES} w:type='{kind}' w:styleId='{name}'><w:name w:val='{name}'/>"
    f"<w:basedOn w:val='{above}'/><w:rPr>{look}</w:rPr></w:style>"
    for kind, name, above, look in (
        ("character", "Struck", "", "<w:strike/>"),
        ("character", "StruckToo", "Struck", "<w:i/>"),
        ("character", "Hidden", "", "<w:vanish/>"),
        ("character", "Up", "", "<w:vertAlign w:val='superscript'/>"),
        ("paragraph", "StruckPara", "Normal", "<w:strike/>"),
    )
)


@pytest.mark.golden_test("runs/*.yml")
def test_each_way_of_writing(golden: Any, desk: Desk) -> None:
    """一段里的一种写法：写进案例的字，与另说的几句。"""
    assert golden["说明"]
    styles = part(word_file([]), "word/styles.xml")
    styles.extend(etree.fromstring(f"<a>{STYLES}</a>"))
    more = {"word/styles.xml": etree.tostring(styles)}
    wrong = []
    for one in golden["各段"]:
        draft = word_file([{"标题": "背景"}, {"xml": f"<w:p>{one['写']}</w:p>"}])
        content = desk.take(repacked(draft, more)).content
        said = yaml.safe_load(content)["缘起"][0]["内容"]
        beside = re.findall(r"^# 第 2 段[^：（]*：(.*)$", content, re.M)
        if (str(said), beside) != (one["成"], one.get("另", [])):
            wrong.append((one, said, beside))
    assert not wrong, "\n\n".join(map(str, wrong))
