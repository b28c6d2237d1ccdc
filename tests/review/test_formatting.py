"""改过的送审稿里不只是字：升上去的数、公式、样式里的划去、图，标亮与颜色，并段、分段。"""

import io
import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree
from PIL import Image

from casebook.render.docx.review import Reviewed
from casebook.render.docx.sent import Line, Sent, sent_of
from casebook.render.docx.thumbnail import alike, thumbnail
from casebook.review.places import cell
from commands import run
from full import full_handbook
from returned_files import (
    PATH,
    added,
    edited,
    every,
    found,
    paragraph,
    review_of,
    reworded,
    told,
)
from word_shown import W, opened_by_office

TALKED = "开了三次会，图纸改了三稿。"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    return review_of(full_handbook(tmp_path_factory.mktemp("sent") / "book"))


def raised(**own: str) -> Callable[[Any], None]:
    """末尾添上 10，后面升上去的一个 2。"""
    look = "".join(f'<w:{name} w:val="{value}"/>' for name, value in own.items())
    xml = f"<w:r><w:t>10</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>2</w:t></w:r>"
    return lambda document: added(document, "开了三次会", xml)


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ({"vertAlign": "superscript"}, "10²"),
        ({"vertAlign": "subscript"}, "10₂"),
        ({"position": "6"}, "10²"),
        ({"position": "-6"}, "10₂"),
        ({"position": "1"}, "102"),
        ({"vertAlign": "baseline"}, "102"),
    ],
)
def test_raised_numbers_are_not_joined(written: Reviewed, own: dict[str, str], shown: str) -> None:
    (change,) = found(edited(written.data, raised(**own)))
    assert change.after == f"{TALKED}{shown}"


def test_raised_in_a_style_and_what_cannot_be_misread(written: Reviewed) -> None:
    def edit(document: Any) -> None:
        style = document.styles.add_style("升", 2)
        style.font.superscript = True
        one = paragraph(document, "开了三次会")
        one.add_run("第 4")
        one.add_run("th", style="升")

    (change,) = found(edited(written.data, edit))
    assert change.after == f"{TALKED}第 4th"


def m(name: str, *inside: str) -> str:
    return f"<m:{name}>{''.join(inside)}</m:{name}>"


def t(words: str) -> str:
    return m("r", m("t", words))


EQUATIONS = {
    "10²": m("sSup", m("e", t("10")), m("sup", t("2"))),
    "x₁": m("sSub", m("e", t("x")), m("sub", t("1"))),
    "x₁²": m("sSubSup", m("e", t("x")), m("sub", t("1")), m("sup", t("2"))),
    "1/2": m("f", m("num", t("1")), m("den", t("2"))),
    "(a+b)/20": m("f", m("num", t("a+b")), m("den", t("20"))),
    "√(a+b)": m("rad", m("deg"), m("e", t("a+b"))),
    "∛8": m("rad", m("deg", t("3")), m("e", t("8"))),
    "[3,5]": m(
        "d",
        '<m:dPr><m:begChr m:val="["/><m:sepChr m:val=","/><m:endChr m:val="]"/></m:dPr>',
        m("e", t("3")),
        m("e", t("5")),
    ),
    "(3)²": m("sSup", m("e", m("d", m("e", t("3")))), m("sup", t("2"))),
    "∑₁⁹ n": m(
        "nary",
        '<m:naryPr><m:chr m:val="∑"/></m:naryPr>',
        m("sub", t("1")),
        m("sup", t("9")),
        m("e", t("n")),
    ),
    "x=36": t("x=") + t("36"),
}


@pytest.mark.parametrize("shown", EQUATIONS)
def test_equations_read_as_they_look(written: Reviewed, shown: str) -> None:
    xml = m("oMath", EQUATIONS[shown])
    (change,) = found(edited(written.data, lambda d: added(d, "开了三次会", xml)))
    assert change.after == f"{TALKED}{shown}"


def test_tracked_inside_an_equation(written: Reviewed) -> None:
    old = f'<w:del w:id="8" w:author="甲">{t("3")}</w:del>'
    new = f'<w:ins w:id="9" w:author="乙">{t("4")}</w:ins>'
    xml = m("oMath", t("x="), old, new)
    (change,) = found(edited(written.data, lambda d: added(d, "开了三次会", xml)))
    assert change.after == f"{TALKED}x=4"
    assert change.who == "乙"


@pytest.mark.parametrize("kind", [1, 2])
def test_struck_by_a_style_is_deleted(written: Reviewed, kind: int) -> None:
    """样式里的划去，照着别的样式的也算；字上写着不划的，不算。"""

    def edit(document: Any) -> None:
        base = document.styles.add_style("划去", kind)
        base.font.strike = True
        style = document.styles.add_style("划去二", kind)
        style.base_style = base
        one = paragraph(document, "开了三次会")
        if kind == 1:
            one.style = style
        for own in one.runs:
            if kind == 2:
                own.style = style

    assert told(found(edited(written.data, edit))) == [("步骤[2].内容", "删去", TALKED, "")]

    def kept(document: Any) -> None:
        edit(document)
        for own in paragraph(document, "开了三次会").runs:
            own.font.strike = False

    assert found(edited(written.data, kept)) == []


# —— 图 ——


def picture(kind: str = "PNG", size: tuple[int, int] = (640, 480)) -> bytes:
    made = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(made, kind)
    return made.getvalue()


def drawing(document: Any) -> Any:
    return next(document.element.body.iter(W + "drawing"))


def test_a_photo_changed_is_listed(written: Reviewed) -> None:
    def replace(document: Any) -> None:
        one = drawing(document)
        relation, _ = document.part.get_or_add_image(io.BytesIO(picture()))
        next(one.iter(qn("a:blip"))).set(qn("r:embed"), relation)

    def remove(document: Any) -> None:
        own = drawing(document).getparent()
        own.getparent().remove(own)

    def delete(document: Any) -> None:
        own = drawing(document).getparent().getparent()
        own.getparent().remove(own)

    def retyped(document: Any) -> None:  # 删了原来的一段，另插一张
        own = next(p for p in every(document) if p._element is paragraph_of(drawing(document)))
        new = own.insert_paragraph_before()
        new.add_run().add_picture(io.BytesIO(picture()), width=Cm(4))
        next(new._element.iter(qn("wp:docPr"))).set("descr", "花园入口的一排花箱")
        own._element.getparent().remove(own._element)

    def cut(document: Any) -> None:
        edge = OxmlElement("a:srcRect")
        edge.set("l", "20000")
        next(drawing(document).iter(qn("a:blip"))).addnext(edge)

    def described(document: Any) -> None:
        for one in drawing(document).iter(qn("wp:docPr")):
            one.set("descr", "花园门口的花箱")

    assert told(found(edited(written.data, replace)))[0][:2] == ("图片[1]", "图换了一张")
    for edit in (remove, delete):
        assert told(found(edited(written.data, edit))) == [("图片[1]", "删去", "\ufffc", "")]
    assert told(found(edited(written.data, retyped)))[0][:2] == ("图片[1]", "图换了一张")
    assert told(found(edited(written.data, cut)))[0][:2] == ("图片[1]", "图裁过或转过")
    assert told(found(edited(written.data, described))) == [
        ("图片[1].替代文字", "替代文字改了", "花园入口的一排花箱", "花园门口的花箱")
    ]
    (caption,) = told(found(edited(written.data, reworded(("开园第二天", "开园那天")))))
    assert caption[:2] == ("图片[1].图注", "改了")


def paragraph_of(element: Any) -> Any:
    return next(one for one in element.iterancestors() if one.tag == W + "p")


def test_a_picture_added_is_listed(written: Reviewed) -> None:
    def add(document: Any) -> None:
        one = paragraph(document, "开了三次会")
        one.add_run().add_picture(io.BytesIO(picture()), width=Cm(4))

    (change,) = found(edited(written.data, add))
    assert change.at == f"{PATH}#步骤[2].内容"
    assert change.after == f"{TALKED}\ufffc"


def test_pressed_again_is_the_same_picture() -> None:
    """重新压过、缩小的还是那一张；另一张、裁过的不是。"""
    own = picture("PNG")
    assert alike(thumbnail(own), thumbnail(picture("JPEG")))
    assert alike(thumbnail(own), thumbnail(picture("JPEG", (320, 240))))
    assert not alike(thumbnail(own), thumbnail(picture("PNG", (640, 400))))
    turned = io.BytesIO()
    Image.open(io.BytesIO(own)).rotate(180).save(turned, "PNG")
    assert not alike(thumbnail(own), thumbnail(turned.getvalue()))
    assert not alike(thumbnail(own), thumbnail(b"EMF"))
    assert not alike("", "")


# —— 字没有改 ——


def marks(document: Any) -> None:
    paragraph(document, "开了三次会").runs[0].font.highlight_color = WD_COLOR_INDEX.YELLOW
    paragraph(document, "楼前一块荒地").runs[0].font.color.rgb = RGBColor(255, 0, 0)
    paragraph(document, "老人没有地方坐").runs[0].font.bold = True
    sized = paragraph(document, "前后六幢楼").runs[0].font
    sized.size, sized.name, sized.color.rgb = Pt(20), "Arial", RGBColor(0, 0, 0)


MARKED = [
    ("缘起[1].内容", "标了", "楼前一块荒地，下雨积水，堆着旧家具。", "红字"),
    ("缘起[2].内容", "标了", "老人没有地方坐，孩子没有地方玩。", "加粗"),
    ("步骤[2].内容", "标了", TALKED, "黄底"),
]


def test_marked_passages_are_listed(written: Reviewed) -> None:
    assert told(found(edited(written.data, marks))) == MARKED


@pytest.mark.slow
def test_marked_and_saved_by_another_program(written: Reviewed, tmp_path: Path) -> None:
    file = tmp_path / "稿.docx"
    file.write_bytes(edited(written.data, marks))
    saved = opened_by_office(file, "docx", tmp_path / "again").read_bytes()
    assert told(found(saved)) == MARKED


def test_shades_of_runs_paragraphs_and_cells(written: Reviewed) -> None:
    def shade(properties: Any, fill: str) -> None:
        one = OxmlElement("w:shd")
        one.set(qn("w:val"), "clear")
        one.set(qn("w:fill"), fill)
        properties.append(one)

    def edit(document: Any) -> None:
        shade(paragraph(document, "开了三次会").runs[0]._element.get_or_add_rPr(), "FFFF00")
        shade(paragraph(document, "楼前一块荒地")._element.get_or_add_pPr(), "00B050")
        cell = next(
            c for c in document.element.body.iter(W + "tc") if said(c).startswith("铺了透水砖")
        )
        shade(cell.get_or_add_tcPr(), "FF0000")

    assert [one[:1] + one[3:] for one in told(found(edited(written.data, edit)))] == [
        ("缘起[1].内容", "绿底"),
        ("步骤[2].内容", "黄底"),
        ("前后对比[1].之后", "红底"),
    ]


def said(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(W + "t"))


def test_marks_on_new_words_are_not_told_twice(written: Reviewed) -> None:
    def edit(document: Any) -> None:
        new = paragraph(document, "开了三次会").add_run("又开一次。")
        new.font.color.rgb = RGBColor(255, 0, 0)

    assert told(found(edited(written.data, edit))) == [
        ("步骤[2].内容", "改了", TALKED, f"{TALKED}又开一次。")
    ]


def test_joined_and_split_paragraphs(written: Reviewed) -> None:
    def join(document: Any) -> None:
        first = paragraph(document, "老人没有地方坐")._element
        second = paragraph(document, "荒了多少年")._element
        for one in [*second][1:]:
            first.append(one)
        second.getparent().remove(second)

    (change,) = found(edited(written.data, join))
    assert (change.at, change.kind) == (f"{PATH}#缘起[3].待补充", "并段")
    assert "老人没有地方坐" in change.after

    def tracked_join(document: Any) -> None:  # 修订里删去的是回车
        own = paragraph(document, "老人没有地方坐")._element.get_or_add_pPr()
        gone = OxmlElement("w:del")
        gone.set(qn("w:author"), "王科长")
        own.append(OxmlElement("w:rPr"))
        own[-1].append(gone)

    (change,) = found(edited(written.data, tracked_join))
    assert (change.at, change.kind) == (f"{PATH}#缘起[3].待补充", "并段")

    def split(document: Any) -> None:  # 书签的尾巴跟着后一半走
        own = paragraph(document, "开了三次会")
        run_, end = own.runs[0], own._element[-1]
        new = OxmlElement("w:p")
        half = OxmlElement("w:r")
        half.append(OxmlElement("w:t"))
        half[0].text = TALKED[6:]
        run_.text = TALKED[:6]
        new.append(half)
        for one in [*own._element][own._element.index(run_._element) + 1 :]:
            new.append(one)
        assert end.tag == W + "bookmarkEnd"
        own._element.addnext(new)

    (change,) = found(edited(written.data, split))
    assert (change.at, change.kind) == (f"{PATH}#步骤[2].内容", "分段")
    assert change.after == f"{TALKED[:6]}\n{TALKED[6:]}"


def test_command_never_says_a_bare_zero(written: Reviewed, tmp_path: Path) -> None:
    root = full_handbook(tmp_path / "book")
    (root / "回来的.docx").write_bytes(edited(written.data, marks))
    done = run("review", "--compare", "回来的.docx", cwd=root)
    assert "字没有改" in done.stdout
    assert "3 处" in done.stdout
    assert "没有比" in done.stdout
    assert "样子：黄底" in done.stdout
    assert f"{PATH}:" in done.stdout
    (root / "回来的.docx").write_bytes(written.data)
    done = run("review", "--compare", "回来的.docx", cwd=root)
    assert "字没有改，也没有批注" in done.stdout
    assert "没有比" in done.stdout


# —— 别的软件存出来的 ——


def test_bookmarks_inside_what_was_moved(written: Reviewed) -> None:
    """LibreOffice 把书签写在移走、删去的里面：挪了的一段照说挪了，是谁；留下的字还认得出。"""

    def move(document: Any) -> None:
        source = paragraph(document, "开了三次会")._element
        copied = OxmlElement("w:p")
        gone, come = OxmlElement("w:moveFrom"), OxmlElement("w:moveTo")
        for one in (gone, come):
            one.set(qn("w:author"), "王科长")
        copied.append(come)
        come.extend(deepcopy(one) for one in source if one.tag == W + "r")
        gone.extend([*source][1:])
        source.append(gone)
        paragraph(document, "谁认领，牌子上")._element.addnext(copied)

    changes = found(edited(written.data, move))
    assert [(c.at, c.kind, c.who) for c in changes] == [(f"{PATH}#步骤[2].内容", "挪了", "王科长")]

    def delete(document: Any) -> None:
        source = paragraph(document, "开了三次会")._element
        gone = OxmlElement("w:del")
        source.insert(1, gone)
        gone.append(source[2])
        assert gone[0].tag == W + "bookmarkStart"

    assert found(edited(written.data, delete)) == []


def test_a_bookmark_written_twice(written: Reviewed) -> None:
    """LibreOffice 把空格子里的书签写两遍、只收一个尾巴：旁边格子里填的，不归到它。"""

    def sign(document: Any) -> None:
        row = document.tables[-1].rows[1]
        start = next(row.cells[2]._element.iter(W + "bookmarkStart"))
        again = OxmlElement("w:bookmarkStart")
        again.set(qn("w:id"), "90001")
        again.set(qn("w:name"), start.get(qn("w:name")))
        start.addprevious(again)
        row.cells[3].paragraphs[0].add_run("6 月 1 日")

    (change,) = found(edited(written.data, sign))
    assert change.where.endswith("第 1 行，日期")


@pytest.mark.slow
def test_signed_and_saved_by_another_program(written: Reviewed, tmp_path: Path) -> None:
    def sign(document: Any) -> None:
        row = document.tables[-1].rows[1]
        row.cells[0].paragraphs[0].add_run("甲居委会")
        row.cells[3].paragraphs[0].add_run("6 月 1 日")

    file = tmp_path / "稿.docx"
    file.write_bytes(edited(written.data, sign))
    saved = opened_by_office(file, "docx", tmp_path / "again").read_bytes()
    assert [(c.where.rpartition("，")[2], c.after) for c in found(saved)] == [
        ("单位", "甲居委会"),
        ("日期", "6 月 1 日"),
    ]


def test_where_in_a_table() -> None:
    """有表头的说第几行、哪一列；没有表头的说是哪一行，不拿头一行当表头。"""
    told = [("", 0, 1, "地点"), ("", 0, 1, "甲"), ("", 0, 2, "时间"), ("", 0, 2, "没有写")]
    told += [("签", 1, 3, "单位"), ("签", 1, 3, "意见"), ("签", 0, 4, "乙"), ("签", 0, 4, "□")]
    lines = [
        Line(f"_cb{n}", where or "题", row, words, head=bool(head))
        for n, (where, head, row, words) in enumerate(told)
    ]
    sent = Sent("", {}, (), lines)
    assert cell(sent, lines[3], {}) == "题（时间）"
    assert cell(sent, lines[7], {}) == "签，第 1 行（乙），意见"
    assert sent_of(sent.kept()) == sent


def test_what_was_sent_before(written: Reviewed) -> None:
    """从前送出去的，没有记着加粗、图、表头：照样对，这几样不比。"""
    old = json.loads(etree.fromstring(written.sent.kept()).text or "")
    for one in old["lines"]:
        del one["bold"], one["pictures"], one["head"]
    root = etree.Element("{urn:casebook:sent}sent")
    root.text = json.dumps(old)
    sent = sent_of(etree.tostring(root))
    assert sent
    assert found(written.data, sent) == []

    def sign(document: Any) -> None:
        document.tables[-1].rows[1].cells[3].paragraphs[0].add_run("6 月 1 日")

    (change,) = found(edited(written.data, sign), sent)
    assert change.where.endswith("第 1 行，日期")
