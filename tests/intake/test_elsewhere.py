"""正文以外的：脚注、批注里的链接与图，格子里的表，图表，删去的行；都放得到，或说一声。"""

import io
import re
import zipfile
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from conftest import HANDBOOK
from word_files import NAMES, Desk, filled_table, picture, repacked, saved, strictly, word_file
from word_nested import Nested
from word_shown import part

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(HANDBOOK)


def relations(*some: tuple[str, str, str]) -> bytes:
    """（号，种类，连到哪里）；以 http 开头的在外面。"""
    outside = "TargetMode='External'"
    lines = "".join(
        f"<Relationship Id='{number}' Type='{RELATED}/{kind}' Target='{target}' "
        f"{outside if target.startswith('http') else ''}/>"
        for number, kind, target in some
    )
    kind = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f"<Relationships xmlns='{kind}'>{lines}</Relationships>".encode()


NOTE = (
    "<w:p><w:r><w:t>见</w:t></w:r><w:hyperlink r:id='rId1'><w:r><w:t>报道</w:t></w:r></w:hyperlink>"
    "<w:r><w:drawing><wp:inline><wp:docPr descr='居民在看书'/><a:blip r:embed='rId2'/></wp:inline>"
    "</w:drawing></w:r></w:p>"
)


@pytest.mark.parametrize("kind", ["footnote", "endnote", "comment"])
def test_links_and_pictures_of_notes(kind: str, desk: Desk) -> None:
    """脚注的关系是它自己的一份：号与正文的一样，也不会拿错。"""
    body = f"<w:p><w:r><w:t>一句话</w:t><w:{kind}Reference w:id='2'/></w:r></w:p>"
    draft = word_file([{"标题": "背景"}, {"xml": body}])
    notes = f"<w:{kind}s {NAMES}><w:{kind} w:id='2'>{NOTE}</w:{kind}></w:{kind}s>"
    more = {
        f"word/{kind}s.xml": notes.encode(),
        f"word/_rels/{kind}s.xml.rels": relations(
            ("rId1", "hyperlink", "http://a.example/baodao"), ("rId2", "image", "media/zhu.png")
        ),
        "word/media/zhu.png": picture("PNG"),
    }
    one = desk.take(repacked(draft, more))
    called = {"footnote": "脚注", "endnote": "尾注", "comment": "批注"}[kind]
    assert f"# {called} 1（在第 2 段）：见报道 http://a.example/baodao\n" in one.content
    assert one.files == {"tu-1.png": picture("PNG")}
    assert "替代文字: 居民在看书\n" in one.content


def test_links_of_the_edges(desk: Desk) -> None:
    """页眉里的链接留着；页码由 Word 来算，不留。"""
    pages = "<w:fldSimple w:instr=' PAGE '><w:r><w:t>1</w:t></w:r></w:fldSimple>"
    said = "<w:r><w:t>{}</w:t></w:r>".format
    footer = f"<w:ftr {NAMES}><w:p>{said('第 ')}{pages}{said(' 页')}</w:p></w:ftr>"
    header = f"<w:hdr {NAMES}>{NOTE.partition('<w:r><w:drawing>')[0]}</w:p></w:hdr>"
    more = {
        "word/header7.xml": header.encode(),
        "word/header8.xml": header.encode(),
        "word/_rels/header7.xml.rels": relations(("rId1", "hyperlink", "http://a.example/b")),
        "word/_rels/header8.xml.rels": relations(("rId1", "hyperlink", "http://a.example/b")),
        "word/footer7.xml": footer.encode(),
    }
    content = desk.take(repacked(word_file([{"段": "甲。"}]), more)).content
    assert content.count("# 页眉：见报道 http://a.example/b\n") == 1
    assert "页脚" not in content


def test_a_picture_that_was_cropped(desk: Desk) -> None:
    """裁过、转过的图，收的是原来的一张：说一声，裁掉的也许不能公开；名字的大小写不论。"""
    document = Document(io.BytesIO(word_file([{"段": "甲。"}, {"图": "PNG"}])))
    inline = document.inline_shapes[0]._inline
    assert "裁过" not in desk.take(saved(document)).content
    inline.graphic.graphicData.pic.blipFill.find(f"{A}blip").addnext(
        etree.fromstring(f"<a:srcRect {NAMES} l='0' t='12000'/>")
    )
    inline.graphic.graphicData.pic.spPr.find(f"{A}xfrm").set("rot", "5400000")
    content = desk.take(saved(document)).content
    assert "图在 Word 里裁过，收的是没有裁的一张" in content
    assert "图在 Word 里转过，收的是没有转的一张" in content
    data = saved(document).replace(b"word/media/image1.png", b"word/media/Image1.PNG")
    assert [*desk.take(data).files] == ["tu-1.png"]


def test_what_covers_a_picture(desk: Desk) -> None:
    """图上盖着的形状没有收，说一声；线、写着字的文本框不说。"""
    wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    shape = "<w:r><w:drawing><s:wsp xmlns:s='{}'>{}</s:wsp></w:drawing></w:r>".format
    box = "<w:txbxContent><w:p><w:r><w:t>说明</w:t></w:r></w:p></w:txbxContent>"
    inside = {
        "<a:prstGeom prst='rect'/>": True,
        "<a:prstGeom prst='straightConnector1'/>": False,
        f"<a:prstGeom prst='rect'/>{box}": False,
    }
    for xml, said in inside.items():
        document = Document(io.BytesIO(word_file([{"段": "甲。"}, {"图": "PNG"}])))
        drawn = document.inline_shapes[0]._inline.getparent().getparent()
        drawn.addnext(etree.fromstring(f"<w:p {NAMES}>{shape(wps, xml)}</w:p>")[0])
        assert ("画着的形状没有收" in desk.take(saved(document)).content) == said
    drawn.addnext(etree.fromstring(f"<w:p {NAMES}><w:r><w:pict><v:rect/></w:pict></w:r></w:p>")[0])
    assert "画着的形状没有收" in desk.take(saved(document)).content


TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>楼</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>户</w:t>"
    "</w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>"
    "<w:t>36</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
WRITTEN = ["| 楼 | 户 |", "| --- | --- |", "| 1 | 36 |"]


def lines_after(content: str, start: str) -> list[str]:
    lines = content.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(start))
    return [line.removeprefix("#").strip() for line in lines[at : at + 4]]


def test_a_table_in_a_cell(desk: Desk) -> None:
    """收 Markdown 的栏目里仍是一张表；别的，整张留在原稿里。"""
    prose = "<w:r><w:t>各楼的户数：</w:t></w:r>"
    one = desk.take(filled_table(desk.book, "缘起", f"<w:p>{prose}</w:p>{TABLE}<w:p/>"))
    said = [line.strip() for line in one.content.splitlines()]
    at = said.index("各楼的户数：")
    assert said[at + 2 : at + 5] == WRITTEN
    assert "原稿" not in one.content
    content = desk.take(filled_table(desk.book, "时间", f"{TABLE}<w:p/>")).content
    first, *others = lines_after(content, "# 第")
    assert first.endswith("里的表（格子里的表）：| 楼 | 户 |")
    assert others[:2] == WRITTEN[1:]
    assert content.count("36") == 1


def test_a_table_in_a_table(desk: Desk) -> None:
    """申报表的格子里、平常的表的格子里的表。"""
    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>{}{}</w:tr>".format
    word = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>".format
    rows = (
        row(cell.format(word("项目背景")), cell.format(word("没有地方看书。"))),
        row(cell.format(word("取得成效")), cell.format(word("见下表：") + TABLE + "<w:p/>")),
    )
    content = desk.take(word_file([{"xml": f"<w:tbl>{''.join(rows)}</w:tbl>"}])).content
    said = [line.strip() for line in content.splitlines()]
    at = said.index("见下表：")
    assert said[at + 2 : at + 5] == WRITTEN
    rows = (row(cell.format(word("年")), cell.format(word("各楼"))),
            row(cell.format(word("2024")), cell.format(TABLE + "<w:p/>")))  # fmt: skip
    blocks = [{"标题": "成效"}, {"段": "如下："}, {"xml": f"<w:tbl>{''.join(rows)}</w:tbl>"}]
    content = desk.take(word_file(blocks)).content
    _, *others = lines_after(content, "# 第 1 张表第 2 行第 2 格里的表（格子里的表）")
    assert others[:2] == WRITTEN[1:]


def test_a_row_that_is_deleted(desk: Desk) -> None:
    """修订里删去的一行不当作写了的；新添的照收。"""
    word = "<w:tc><w:p><w:r><w:t>不要的</w:t></w:r></w:p></w:tc>"
    gone = f"<w:tr><w:trPr><w:del w:id='2'/></w:trPr>{word}</w:tr></w:tbl>"
    rows = TABLE.replace("<w:tr>", "<w:tr><w:trPr><w:ins w:id='1'/></w:trPr>", 1)
    rows = rows.replace("</w:tbl>", gone)
    one = desk.take(word_file([{"标题": "成效"}, {"段": "如下："}, {"xml": rows}]))
    assert "| 楼 | 户 |" in one.content
    assert "不要的" not in one.content
    assert one.deleted == 1


def test_words_of_a_chart(desk: Desk) -> None:
    """图表没有收，里面的字与数留在原稿里。"""
    cached = "<c:{0}><c:strCache>{1}</c:strCache></c:{0}>".format
    points = "".join(map("<c:pt><c:v>{}</c:v></c:pt>".format, ("2023", "2024")))
    values = points.replace("2023", "12").replace("2024", "20")
    series = cached("tx", "<c:pt><c:v>人次</c:v></c:pt>") + cached("cat", points)
    chart = (
        f"<c:chartSpace {NAMES}><c:title><a:p><a:r><a:t>历年</a:t></a:r></a:p></c:title>"
        f"<c:ser>{series}{cached('val', values)}</c:ser></c:chartSpace>"
    )
    drawn = "<w:r><w:drawing><c:chart r:id='rId90'/></w:drawing></w:r>"
    xml = f"<w:p><w:r><w:t>如图</w:t></w:r>{drawn}</w:p>"
    draft = word_file([{"标题": "成效"}, {"xml": xml}])
    more = {
        "word/charts/chart1.xml": chart.encode(),
        "word/_rels/document.xml.rels": relations(("rId90", "chart", "charts/chart1.xml")),
    }
    content = desk.take(repacked(draft, more)).content
    assert "# 第 2 段：嵌着的图表没有收" in content
    assert "# 第 2 段的图表里：历年\n#   人次：2023 12、2024 20\n" in content


def test_two_ways_of_writing_are_one(desk: Desk) -> None:
    """正文里整块的两种写法只算一次；没有填的控件里，是提示的话。"""
    word = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>".format
    twice = (
        f"<mc:AlternateContent><mc:Choice>{word('只算一次。')}</mc:Choice><mc:Fallback>"
        f"{word('只算一次。')}</mc:Fallback></mc:AlternateContent>"
    )
    hint = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{word('单击输入文字')}</w:sdtContent></w:sdt>"
    )
    whole = f"<w:document {NAMES}><w:body>{word('背景')}{twice}{hint}</w:body></w:document>"
    content = desk.take(repacked(word_file([]), {"word/document.xml": whole.encode()})).content
    assert content.count("只算一次") == 1
    assert "# 第 3 段：没有填的控件，写着提示的话：单击输入文字\n" in content


def test_a_list_by_style(desk: Desk) -> None:
    """列表写在样式、样式依据的样式里的，也是列表。"""
    draft: list[dict[str, Any]] = [{"标题": "背景"}, {"段": "有三样："}, {"项": "甲"}, {"项": "乙"}]
    assert "- 甲" in desk.take(word_file(draft)).content
    based = "<w:p><w:pPr><w:pStyle w:val='Mine'/></w:pPr><w:r><w:t>丙</w:t></w:r></w:p>"
    data = word_file([*draft, {"xml": based}])
    styles = part(data, "word/styles.xml")
    above = "<w:basedOn w:val='ListBullet'/>"
    mine = f"<w:style {NAMES} w:type='paragraph' w:styleId='Mine'>{above}</w:style>"
    styles.append(etree.fromstring(mine))
    content = desk.take(repacked(data, {"word/styles.xml": etree.tostring(styles)})).content
    assert "- 丙" in content


def told(text: str, properties: str = "") -> dict[str, str]:
    """一段，写着 `properties`。"""
    words = text.replace("\t", "</w:t><w:tab/><w:t>")
    mark = f"<w:pPr>{properties}</w:pPr>"
    return {"xml": f"<w:p>{mark}<w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"}


def test_a_list_goes_on_counting(desk: Desk) -> None:
    """自动编的号，当中隔了一段的接着数，另起一个列表的从头数：看见的是几就是几。"""
    levels = "<w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/></w:lvl>"
    again = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    numbering = (
        f"<w:numbering {NAMES}><w:abstractNum w:abstractNumId='5'>{levels}</w:abstractNum>"
        "<w:num w:numId='8'><w:abstractNumId w:val='5'/></w:num>"
        f"<w:num w:numId='9'><w:abstractNumId w:val='5'/>{again}</w:num></w:numbering>"
    )
    first, second = (
        f"<w:numPr><w:ilvl w:val='0'/><w:numId w:val='{n}'/></w:numPr>" for n in (8, 9)
    )
    items = [told("甲", first), told("乙", first), {"段": "当中的话。"}, told("丙", first)]
    draft = word_file([{"标题": "启示"}, *items, told("丁", second), told("戊", second)])
    content = desk.take(repacked(draft, {"word/numbering.xml": numbering.encode()})).content
    said = [line.strip() for line in content.splitlines()]
    for line in ("3. 甲", "4. 乙", "- 内容: 5. 丙", "1. 丁", "2. 戊"):
        assert line in said


def test_tabs_make_a_table(desk: Desk) -> None:
    """用制表符对齐的几行是一张表；只有一行的、格数不一样的，仍是字。"""
    lines = ["年\t\t人次", "2023\t12", "2024\t\t20"]
    one = desk.take(word_file([{"标题": "成效"}, {"段": "如下："}, *map(told, lines)]))
    assert "| 年 | 人次 |\n      | --- | --- |\n      | 2023 | 12 |\n" in one.content
    one = desk.take(word_file([{"标题": "成效"}, told("甲\t乙"), told("丙\t丁\t戊")]))
    assert "内容: 甲 乙\n" in one.content
    assert "内容: 丙 丁 戊\n" in one.content
    one = desk.take(word_file([{"标题": "时间"}, told("2023年\t开工"), told("2024年\t开放")]))
    assert one.content.count("事件: ") == 2


def test_a_large_first_letter(desk: Desk) -> None:
    """首字下沉的一个字，接回它的一段。"""
    drop = "<w:framePr w:dropCap='drop' w:lines='3'/>"
    draft = [{"标题": "背景"}, told("小", drop), told("区没有地方看书。")]
    assert "内容: 小区没有地方看书。\n" in desk.take(word_file(draft)).content
    content = desk.take(word_file([{"标题": "背景"}, told("甲", drop), told("乙", drop)])).content
    assert "内容: 甲乙\n" in content


def test_a_break_that_is_deleted(desk: Desk) -> None:
    """修订里删去了当中的回车：两段是一段；后面是表的，仍是一段。"""
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    draft = [{"标题": "背景"}, told("没有地方", gone), told("看书。"), told("如下：", gone)]
    content = desk.take(word_file([*draft, {"xml": TABLE}])).content
    assert "内容: 没有地方看书。\n" in content
    assert "如下：\n\n      | 楼 | 户 |" in content


def test_contents_are_not_told_twice(desk: Desk) -> None:
    """目录由 Word 照标题做，不当作稿子的话，在原稿里留一处。"""
    data = word_file([{"标题": "背景"}, {"段": "没有地方看书。"}])
    styles = part(data, "word/styles.xml")
    style = f"<w:style {NAMES} w:type='paragraph' w:styleId='T'><w:name w:val='toc 1'/></w:style>"
    styles.append(etree.fromstring(style))
    listed = [told("背景\t1", "<w:pStyle w:val='T'/>"), told("成效\t2", "<w:pStyle w:val='T'/>")]
    draft = word_file([*listed, {"标题": "背景"}, {"段": "没有地方看书。"}])
    content = desk.take(repacked(draft, {"word/styles.xml": etree.tostring(styles)})).content
    assert "# 第 1 段：目录，由 Word 照标题做的：\n#   背景　1\n#   成效　2\n" in content
    assert content.count("背景") == 2


def test_the_main_part_has_another_name(desk: Desk) -> None:
    """有的软件把正文叫 word/document2.xml。"""
    data = word_file([{"标题": "背景"}, {"段": "没有地方看书。"}])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            renamed = name.replace("word/document.xml", "word/document2.xml")
            renamed = renamed.replace("document.xml.rels", "document2.xml.rels")
            new.writestr(renamed, old.read(name).replace(b"document.xml", b"document2.xml"))
    assert "没有地方看书" in desk.take(made.getvalue()).content


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_nothing_is_lost_however_it_is_nested(desk: Desk, seed: int) -> None:
    """怎样套都行：每截字、每个网址，写成的文件里都有。"""
    made = Nested(seed)
    whole = f"<w:document {NAMES}><w:body>{made.blocks(3)}</w:body></w:document>"
    content = desk.take(repacked(word_file([]), {"word/document.xml": whole.encode()})).content
    plain = re.sub(r"\\(.)", r"\1", content)
    assert [one for one in made.words if one not in plain] == []
    assert [one for one in made.urls if not re.search(rf"{one}(?!\d)", plain)] == []


def test_strict_files_are_read_the_same(desk: Desk) -> None:
    blocks = [{"标题": "背景"}, {"段": "没有地方**看书**。"}, {"图": "PNG"}, {"页眉": "某某街道"}]
    data = word_file(blocks)
    assert b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(strictly(data))).read("word/document.xml")
    one, other = desk.take(data), desk.take(strictly(data))
    assert (one.content, one.files) == (other.content, other.files)
