"""Word 的稿子收成案例：左边是稿子，右边是写成的 YAML；收不了的说为什么；一个字也不丢。"""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from casebook.intake import LIMIT, Refused, examine, examined, opened
from casebook.intake.conservation import letters
from casebook.intake.headings import SYNONYMS, chapter, field_of
from casebook.model.values import half_width
from casebook.problems import has_errors
from casebook.read import read_case, read_text
from conftest import HANDBOOK
from word_files import Desk, W, filled, picture, repacked, saved, word_file


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(HANDBOOK)


@pytest.mark.golden_test("*.yml")
def test_taken(golden: Any, desk: Desk) -> None:
    assert golden["说明"]
    form = golden.get("填")
    data = filled(desk.book, form) if form else word_file(golden["稿"])
    one = desk.take(data)
    assert golden.out["写成"] == one.content
    assert golden.out["照片"] == sorted(one.files)
    problems = [
        f"{place}：{p.code} {p.message}" for place, p in examine(one, "稿.docx", desk.examiner)
    ]
    assert golden.out["问题"] == problems


def texts(data: bytes) -> list[str]:
    """文件里的各段字：正文、脚注、批注、页眉、文本框；另数，不用收稿子的程序。"""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if re.match(
                r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml", name
            ):
                root = etree.fromstring(packed.read(name))
                for paragraph in root.iter(f"{{{W}}}p"):
                    found.append("".join(t.text or "" for t in paragraph.iter(f"{{{W}}}t")))
    return [text for text in found if text.strip()]


WORDS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF),
        st.sampled_from("，。：；、！？“”《》（）—…0123456789abcXYZ *_#-+.|<&[]`~\\〔〕％１２"),
    ),
    min_size=1,
    max_size=40,
)
HEADS = st.sampled_from(
    [f"{n}{w}" for n in ("", "一、", "（二）", "3. ") for ws in SYNONYMS.values() for w in ws]
)
BLOCKS = st.one_of(
    st.builds(lambda t, n: {"标题": t, "级": n}, st.one_of(HEADS, WORDS), st.integers(1, 3)),
    st.builds(lambda t: {"段": t}, st.one_of(HEADS, WORDS)),
    st.builds(lambda h, t: {"段": f"{h}：{t}"}, HEADS, WORDS),
    st.builds(lambda t: {"项": t}, WORDS),
    st.builds(lambda t: {"号": t}, WORDS),
    st.builds(
        lambda rows: {"表": rows},
        st.lists(st.lists(st.one_of(HEADS, WORDS), min_size=2, max_size=2), min_size=1, max_size=3),
    ),
    st.builds(lambda t: {"页眉": t}, WORDS),
)


@settings(max_examples=60)
@given(st.lists(BLOCKS, max_size=9))
def test_nothing_is_lost(blocks: list[dict[str, Any]]) -> None:
    """稿子里的每个字母、数字、汉字、全角的标点，写成的文件里都有；写成的都读得成。"""
    data = word_file([*blocks, {"段": "末了一句。"}])  # 什么也没有写的不收
    one = DESK.take(data)
    written = letters(re.sub(r"\\(.)", r"\1", one.content))
    for text in texts(data):
        for piece in re.split(r"[：:]|(?<=[、）.])", text):  # 标题与号另写在一处
            assert letters(piece.replace("\\", "")) in written, (text, one.content)
    entry, problems = read_case(read_text(one.path, one.content.encode()))
    assert entry, (problems, one.content)
    assert not [p for p in problems if p.code.startswith("Y")], (problems, one.content)


DESK = Desk(HANDBOOK)


def test_what_is_not_in_the_body_is_kept(desk: Desk) -> None:
    """文本框、添的字、内容控件、域、符号都收；删去的只说有几处。"""
    xml = [
        "<w:p><w:r><w:t>原来的</w:t></w:r><w:ins><w:r><w:t>添上的</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>删去的</w:delText></w:r></w:del></w:p>",
        "<w:p><w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>"
        "<w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>",
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>控件里的字</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:fldSimple w:instr='PAGE'><w:r><w:t>域的结果</w:t></w:r></w:fldSimple></w:p>",
    ]
    one = desk.take(word_file([{"标题": "背景"}, *({"xml": x} for x in xml)]))
    assert "原来的添上的" in one.content
    assert "删去的" not in one.content
    assert one.deleted == 1
    assert "里的文本框：框里的话" in one.content
    assert "控件里的字域的结果" in one.content


def test_notes_say_where(desk: Desk) -> None:
    """脚注、批注注明在哪一段。"""
    body = (
        "<w:p><w:r><w:t>一句话</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:commentReference w:id='0'/></w:r></w:p>"
    )
    said = "<w:p><w:r><w:t>据总结</w:t></w:r></w:p>"
    note = f"<w:footnotes xmlns:w='{W}'><w:footnote w:id='2'>{said}</w:footnote></w:footnotes>"
    remark = note.replace("footnote", "comment").replace("'2'", "'0'").replace("据总结", "请再核对")
    parts = {"word/footnotes.xml": note.encode(), "word/comments.xml": remark.encode()}
    one = desk.take(repacked(word_file([{"标题": "背景"}, {"xml": body}]), parts))
    assert "# 脚注 1（在第 2 段）：据总结\n" in one.content
    assert "# 批注 1（在第 2 段）：请再核对\n" in one.content


def test_form_conserves(desk: Desk) -> None:
    """填在投稿表里的，连添在左边的、认不出的栏目，都在。"""
    data = filled(desk.book, {"标题": "社区书房", "投稿的单位": "某某居委会"})
    document = Document(io.BytesIO(data))
    document.tables[0].rows[1].cells[0].add_paragraph("写在左边的话")
    row = document.tables[0].add_row()
    row.cells[0].text, row.cells[1].text = "自己添的栏目", "自己添的话"
    document.tables[3].cell(0, 0).add_paragraph("写在表头的话")
    document.tables[3].cell(1, 0).add_paragraph("写在列名下的话")
    made = io.BytesIO()
    document.save(made)
    content = desk.take(made.getvalue()).content
    for said in (
        "写在左边的话",
        "自己添的栏目：自己添的话",
        "写在表头的话",
        "写在列名下的话",
        "投稿的单位：某某居委会",
    ):
        assert said in content


def test_words_that_are_also_ours(desk: Desk) -> None:
    """答的话正好与我们印的一样，也是答的；拆成几栏的数不算丢。"""
    form = {"标题": "社区", "规模": [["人次", "1,100余人次", "", "", "2024年6月1日"]]}
    one = desk.take(filled(desk.book, form))
    assert "标题: 社区\n" in one.content
    assert not one.left


CELLS = st.dictionaries(
    st.sampled_from(["标题", "方法名", "一句话", "居民区", "地址"]), WORDS, max_size=3
)
LISTS = st.fixed_dictionaries(
    {},
    optional={
        "缘起": st.lists(st.tuples(WORDS, WORDS).map(list), min_size=1, max_size=3),
        "步骤": st.lists(st.tuples(WORDS, st.just(""), WORDS, WORDS).map(list), max_size=2),
        "其他参与方": st.lists(st.tuples(WORDS, WORDS, WORDS).map(list), max_size=2),
        "居民的话": st.lists(st.tuples(WORDS, WORDS).map(list), max_size=2),
        "规模": st.lists(st.tuples(WORDS, WORDS, WORDS).map(list), max_size=2),
        "历年": st.lists(st.tuples(WORDS, WORDS, WORDS).map(list), max_size=2),
    },
)


@settings(max_examples=40)
@given(CELLS, LISTS)
def test_nothing_in_a_form_is_lost(cells: dict[str, str], lists: dict[str, Any]) -> None:
    """填在格子里的字也都在；隔开几样的记号另算，数字全角变半角的也算在。"""
    one = DESK.take(filled(DESK.book, {"标题": "社区书房", **cells, **lists}))
    written = letters(half_width(re.sub(r"\\(.)", r"\1", one.content)))
    rows = [row for some in lists.values() for row in some]
    for text in (*cells.values(), *(words for row in rows for words in row)):
        for piece in re.split(r"[\s、,，;；：:。〔〕《》“”（）]|(?<=\d)(?=\D)|(?<=\D)(?=\d)", text):
            assert letters(half_width(piece)) in written, (piece, text, one.content)
    entry, problems = read_case(read_text(one.path, one.content.encode()))
    assert entry, (problems, one.content)
    assert not [p for p in problems if p.code.startswith("Y")], (problems, one.content)


def test_a_form_says_what_is_missing(desk: Desk) -> None:
    one = desk.take(filled(desk.book, {"方法名": "三问法"}), "某某街道.docx")
    assert "标题: 某某街道" in one.content
    assert "待补充: 一句话说清做了什么、怎么做成的" in one.content
    assert not one.left


def test_nothing_written_is_refused(desk: Desk) -> None:
    for data in (filled(desk.book, {}), word_file([]), word_file([{"段": " "}])):
        with pytest.raises(Refused, match="是空的"):
            desk.take(data)


def test_two_forms_in_one_file(desk: Desk) -> None:
    """两份投稿表不混成一条。"""
    document, other = (
        Document(io.BytesIO(filled(desk.book, {"标题": title}))) for title in ("书房", "花园")
    )
    for table in other.tables:
        document.element.body.insert(len(document.element.body) - 1, table._tbl)
    with pytest.raises(Refused, match="两份投稿表"):
        desk.take(saved(document))


def test_merged_cells_are_filled_down(desk: Desk) -> None:
    """竖着合并的来源，下面各行也算；只有合并的格子的一行，不算一条。"""
    data = filled(desk.book, {"缘起": [["没有书看。"], ["没有地方坐。"], [""]]})
    document = Document(io.BytesIO(data))
    table = next(t for t in document.tables if t.cell(0, 0).text.startswith("缘起"))
    table.cell(2, 1).merge(table.cell(4, 1)).text = "居委会总结"
    content = desk.take(saved(document)).content
    assert content.count('待补充: "登记来源：居委会总结"') == 2
    assert content.count("  - 内容: ") == 2


def test_never_over_another(desk: Desk) -> None:
    taken: set[str] = set()
    from casebook.intake import take

    package = examined("稿.docx", word_file([{"段": "标题：社区书房"}]))
    ids = [take(package, desk.examiner, desk.book, desk.asked, taken).id for _ in range(3)]
    assert ids == ["shequshufang", "shequshufang-2", "shequshufang-3"]


PLAIN = word_file([{"段": "甲"}])
RELS = "word/_rels/document.xml.rels"
OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://x/relationships/{}" Target="http://a.example/b" '
    'TargetMode="External"/></Relationships>'
)
TEMPLATE = OUTSIDE.format("attachedTemplate").encode()
EMBEDDED = OUTSIDE.format("aFChunk").replace(' TargetMode="External"', "").encode()
WITH_PICTURE = word_file([{"段": "甲"}, {"图": "JPEG"}])


def damaged(data: bytes, name: str, at: int) -> bytes:
    """路上坏了的：里面的一件，第 `at` 个字节起不一样了。"""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entry = packed.getinfo(name)
    at += entry.header_offset + 30 + len(name)
    return data[:at] + bytes(255 - byte for byte in data[at : at + 8]) + data[at + 8 :]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99
HOSTILE = {
    "宏": ({"word/vbaProject.bin": b"x"}, "里面有宏"),
    "模板": (
        {"word/_rels/settings.xml.rels": OUTSIDE.format("attachedTemplate").encode()},
        "连着外面的东西",
    ),
    "图片在外面": ({RELS: OUTSIDE.format("image").encode()}, "连着外面的东西"),
    "实体": (
        {"word/document.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'},
        "实体",
    ),
    "UTF-16 的实体": ({"word/styles.xml": "<!DOCTYPE a []><a/>".encode("utf-16")}, "实体"),
    "炸弹": ({"word/media/a.bin": b"\0" * (8 << 20)}, "压缩炸弹"),
    "嵌着另一份": (
        {RELS: OUTSIDE.format("aFChunk").replace(' TargetMode="External"', "").encode()},
        "嵌着",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    more, says = HOSTILE[name]
    with pytest.raises(Refused, match=says):
        examined("稿.docx", repacked(PLAIN, more))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("稿.docx", OLD, "另存为 .docx"),
        (
            "稿.docx",
            OLD + "EncryptedPackage".encode("utf-16-le"),
            "密码",
        ),
        ("稿.docx", b"PK\x03\x04" + b"x" * 99, "坏了"),
        ("稿.docx", "平常的字".encode(), "不是 Word 文件"),
        ("稿.docx", repacked(PLAIN, {})[:-200], "坏了"),
        ("稿.docx", damaged(WITH_PICTURE, "word/media/image1.jpg", 40), "image1.jpg 读不出来"),
        ("稿.docx", damaged(PLAIN, "word/document.xml", 3), "document.xml 读不出来"),
        ("名录.xlsx", PLAIN, "不是 Excel 文件"),
    ],
)
def test_not_a_word_file(name: str, data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        examined(name, data)


def test_broken_inside(desk: Desk) -> None:
    for xml in (b"<a>", b"<a/>", b"", b"\xff\xfe"):
        with pytest.raises(Refused):
            desk.take(repacked(PLAIN, {"word/document.xml": xml}))


def test_files_by_name_and_size(tmp_path: Path) -> None:
    for name, says in {
        "稿.doc": "另存为 .docx",
        "稿.docm": "宏",
        "稿.pdf": "只收 .docx 与 .xlsx",
        "没有.docx": "没有这个文件",
    }.items():
        with pytest.raises(Refused, match=says):
            opened(tmp_path / name)
    big = tmp_path / "大.docx"
    with big.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(Refused, match="20 MB"):
        opened(big)


def test_too_long_is_refused(desk: Desk) -> None:
    """放不进一条案例的，一个字也不写。"""
    with pytest.raises(Refused, match="拆成几份"):
        desk.take(word_file([{"段": "长" * 30_000}]))
    with pytest.raises(Refused, match="太长了"):
        desk.take(word_file([{"段": "长" * 100_001}]))


def test_numbers_are_not_shown(desk: Desk) -> None:
    """私人的号码照检查的规矩报，报告里遮住；原稿里的也看。"""
    one = desk.take(word_file([{"标题": "背景"}, {"段": "甲。"}, {"页眉": "电话 13812345678"}]))
    assert "13812345678" in one.content
    found = examine(one, "稿.docx", desk.examiner)
    assert [(place, p.code[0]) for place, p in found] == [("稿.docx 页眉", "P")]
    assert "13812345678" not in str(found)


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "casebook", "import", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_commands(tmp_path: Path) -> None:
    """几份一起收：各怎样了；有一份没有收，退出码是 1；再收一次，另起一个编号。"""
    root = tmp_path / "手册"
    for name in ("cases", "content"):
        shutil.copytree(HANDBOOK / name, root / name)
    (root / "好.docx").write_bytes(word_file([{"段": "标题：社区书房"}, {"图": "PNG"}]))
    (root / "坏.docx").write_bytes(repacked(PLAIN, HOSTILE["宏"][0]))
    assert run(root, "好.docx", "--diff").returncode == 0
    assert not (root / "cases/shequshufang.yml").exists()
    (root / "断.docx").write_bytes(damaged(WITH_PICTURE, "word/media/image1.jpg", 40))
    (root / "~$好.docx").write_bytes(b"x")
    done = run(root, "好.docx", "~$好.docx", "--diff")
    assert done.returncode == 0
    assert "~$好.docx：是 Office 开着时的临时文件" in done.stdout
    done = run(root, "断.docx", "--diff")
    assert done.stdout.startswith("断.docx：没有收：文件坏了")
    done = run(root, "好.docx", "坏.docx")
    assert done.returncode == 1
    assert "好.docx：写好了 cases/shequshufang.yml。" in done.stdout
    assert "坏.docx：没有收：里面有宏" in done.stdout
    assert "一共 2 份，收了 1 份，没有收 1 份" in done.stdout
    assert (root / "cases/shequshufang/tu-1.png").read_bytes() == picture("PNG")
    assert (
        "已经有 shequshufang 了，没有动它，编号用的是 shequshufang-2" in run(root, "好.docx").stdout
    )
    done = run(root)
    assert done.returncode == 2


def test_strange_pictures(desk: Desk) -> None:
    """GIF、BMP、TIFF 换成 PNG，像素不变；一样的一张只收一次。"""
    kinds = ("GIF", "BMP", "TIFF", "PNG", "PNG", "GIF")
    one = desk.take(word_file([{"段": "甲"}, *({"图": kind} for kind in kinds)]))
    assert [*one.files] == [f"tu-{n}.png" for n in (1, 2, 3, 4)]
    assert one.files["tu-4.png"] == picture("PNG")
    for name, kind in (("tu-1.png", "GIF"), ("tu-2.png", "BMP"), ("tu-3.png", "TIFF")):
        assert one.files[name].startswith(b"\x89PNG")
        made, drawn = opened_picture(one.files[name]), opened_picture(picture(kind))
        assert made.tobytes() == drawn.tobytes()
    assert "没有收" not in one.content


def opened_picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def in_place_of_the_picture(data: bytes) -> bytes:
    """一份稿子，里面的图换成 `data`。"""
    draft = word_file([{"段": "甲"}, {"图": "PNG"}])
    return repacked(draft, {"word/media/image1.png": data})


STRANGE = {
    "EMF": (b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(40), "是 Windows 的图形（EMF）"),
    "WMF": (b"\xd7\xcd\xc6\x9a" + bytes(40), "是 Windows 的图形（WMF）"),
    "SVG": (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "是矢量图（SVG）"),
    "坏的 GIF": (b"GIF89a\x01", "不是 JPEG、PNG、WebP，没有收"),
    "坏的 BMP": (b"BM" + bytes(30), "不是 JPEG、PNG、WebP，没有收"),
    "空的": (b"", "不是 JPEG、PNG、WebP，没有收"),
    "炸弹": (
        b"GIF89a" + b"\xff\xff\xff\xff" + b"\x00\x00\x00" + b",\0\0\0\0\xff\xff\xff\xff\0\x02\0;",
        "太大了，没有收",
    ),
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_not_a_picture_is_told(name: str, desk: Desk) -> None:
    data, said = STRANGE[name]
    one = desk.take(in_place_of_the_picture(data))
    assert one.files == {}
    assert f"# 第 1 段：图片 image1.png {said}" in one.content


ALTS = {
    "居民在量阳台": "替代文字: 居民在量阳台\n",
    "微信图片_20240601101112": "替代文字: 待补充\n",
    "IMG_0001.JPG": "替代文字: 待补充\n",
    "": "替代文字: 待补充\n",
}


@pytest.mark.parametrize("alt", ALTS)
def test_words_for_who_cannot_see(alt: str, desk: Desk) -> None:
    """在 Word 里写的替代文字就是替代文字；程序填的文件名不算。"""
    document = Document(io.BytesIO(word_file([{"段": "甲。"}, {"图": "PNG"}])))
    document.inline_shapes[0]._inline.docPr.set("descr", alt)
    assert ALTS[alt] in desk.take(saved(document)).content


def test_said_twice_for_who_cannot_see(desk: Desk) -> None:
    """投稿表里写了一样，Word 里写了另一样：另一样在原稿里；收不了的图，话也留着。"""
    document = Document(io.BytesIO(filled(desk.book, {"图片": [["图", "书架前"]]})))
    document.inline_shapes[0]._inline.docPr.set("descr", "居民在看书")
    content = desk.take(saved(document)).content
    assert "替代文字: 书架前\n" in content
    assert "：图片的替代文字：居民在看书\n" in content
    broken = repacked(saved(document), {"word/media/image1.jpg": b"x"})
    assert "：图片的替代文字：居民在看书\n" in desk.take(broken).content


def test_a_moving_picture(desk: Desk) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    made = io.BytesIO()
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    one = desk.take(in_place_of_the_picture(made.getvalue()))
    assert [*one.files] == ["tu-1.png"]
    assert "有好几幅，只收了头一幅" in one.content


def test_nothing_embedded_is_silent(desk: Desk) -> None:
    """对象、图表、SmartArt、页眉里的图：收不了的都说一声；SmartArt 里的字、文本框里的图照收。"""
    office, chart = "urn:schemas-microsoft-com:office:office", "http://c.example/chart"
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    xml = [
        f"<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:object><o:OLEObject xmlns:o='{office}' "
        "ProgID='Excel.Sheet.12'/></w:object></w:r></w:p>",
        f"<w:p><w:r><w:drawing><c:chart xmlns:c='{chart}' xmlns:r='{r}' r:id='rId9'/></w:drawing>"
        "</w:r><w:r><w:drawing><d:relIds xmlns:d='http://d.example/'/></w:drawing></w:r></w:p>",
    ]
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    said = f"<d xmlns:a='{a}'><a:t>先听意见</a:t><a:t>再动手</a:t></d>"
    rels = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='rId1' Type='{r}/image' Target='media/logo.jpeg'/></Relationships>"
    )
    draft = word_file([{"标题": "背景"}, {"页眉": "某某街道"}, *({"xml": one} for one in xml)])
    header = next(n for n in names_in(draft) if re.fullmatch(r"word/header\d*\.xml", n))
    parts = {
        "word/diagrams/data1.xml": said.encode(),
        f"word/_rels/{header.rpartition('/')[2]}.rels": rels.encode(),
        "word/media/logo.jpeg": picture(),
    }
    one = desk.take(repacked(draft, parts))
    assert "# 第 2 段：嵌着的对象（Excel.Sheet.12）没有收" in one.content
    assert "嵌着的图表没有收" in one.content
    assert "嵌着的图示（SmartArt）没有收" in one.content
    assert "图示（SmartArt）里的字：先听意见" in one.content
    assert "再动手" in one.content
    assert "# 页眉：某某街道\n" in one.content
    assert "# 页眉：有图（logo.jpeg），没有收：多半是单位的标志\n" in one.content


def names_in(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.namelist()


def test_an_unknown_chapter_closes_the_one_before(desk: Desk) -> None:
    """认不出的“七、”也是另一节；一节里自己从“一、”数起的仍在那一节。"""
    lines = ["二、主要做法", "一、走访", "二、议事", "三、施工", "六、启示", "先问再做。"]
    lines += ["七、下一步打算", "再装两部电梯。", "八、成效", "• 装了三部", "• 老人说好"]
    lines += ["九、媒体报道", "1. 《某报》《电梯的事》"]
    content = desk.take(word_file([{"段": line} for line in lines])).content
    assert content.count("  - 标题: ") == 3
    assert "启示:\n  - 内容: 先问再做。\n\n" in content
    assert "（认不出是哪一栏）：七、下一步打算\n" in content
    assert "：再装两部电梯。\n" in content
    assert "成效:\n  - 内容: 装了三部\n  - 内容: 老人说好\n" in content
    assert '登记来源：《某报》《电梯的事》"\n' in content


def test_chapters_are_counted() -> None:
    counted = [chapter(f"{n}、某某") for n in "一九十廿"]
    assert counted == [1, 9, 10, 0]
    assert [chapter(f"{n}、某某") for n in ("十一", "十九", "二十")] == [11, 19, 0]


def test_headings_are_not_said_twice() -> None:
    words = [word for some in SYNONYMS.values() for word in some]
    assert len(words) == len({*words})
    assert field_of("三、取得的成效：") == "outcomes"
    assert field_of("成效显著的一年") == ""


def test_a_good_form_passes(desk: Desk) -> None:
    filling = {"标题": "社区书房", "一句话": "居民捐书，把门房改成书房。", "街镇": "新泾镇"}
    one = desk.take(filled(desk.book, filling))
    found = [problem for _, problem in examine(one, "稿.docx", desk.examiner)]
    assert not has_errors(found)
