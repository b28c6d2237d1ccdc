"""改过的送审稿：一处一处对得到栏目，一样也不漏；坏的不收。都是真的写出去、真的改过的 Word。"""

import re
from pathlib import Path
from typing import Any

import pytest

from casebook.cli import run as casebook
from casebook.cli.review import word_files
from casebook.compile import compile_handbook
from casebook.compose.blocks import Paragraph as Said
from casebook.compose.walk import walk as walk_blocks
from casebook.faults import Fault
from casebook.intake.packages import examined
from casebook.model.told import Following, Told, place, placed
from casebook.model.walk import walk
from casebook.render.docx.package import SENT
from casebook.render.docx.review import Reviewed, review_case
from casebook.render.docx.sent import Line, Sent, Span, sent_of
from casebook.review import Traced, compare, read_returned, sent_in, traced_handbook
from casebook.review.pieces import Piece, Returned
from commands import run
from conftest import SITE_URL
from full import NAME, full_case, full_handbook
from returned_files import PATH, added, edited, found, paragraph, review_of, reworded, told, tracked
from stress import stress_handbook
from word_files import repacked
from word_shown import W, opened_by_office, part, words_in


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full_handbook(tmp_path_factory.mktemp("sent") / "book")


@pytest.fixture(scope="module")
def traced(root: Path) -> Traced:
    return traced_handbook(root, drafts=True)


@pytest.fixture(scope="module")
def written(root: Path) -> Reviewed:
    return review_of(root)


# —— 写出去的 ——


def test_the_words_are_those_of_the_site(root: Path, traced: Traced) -> None:
    """带着出身的一页，与平常的一页一字不差。"""
    compiled = compile_handbook(root, preview=True)
    for method in compiled.book.methods:
        plain, own = compiled.documents(method.id), traced.documents(method.id)
        assert letters(own) == letters(plain), method.id


def letters(document: Any) -> str:
    following = Following()
    said = [part for b in walk_blocks(document.blocks) if isinstance(b, Said) for part in b.c]
    words = (p if isinstance(p, str) else getattr(p, "words", "") for p in said)
    return "".join(piece for one in words for piece, _ in following.pieces(one))


def test_a_place_reads_back() -> None:
    for loc in (("标题",), ("步骤", 1, "内容"), ("条目", 0, "组成", 2, "名称")):
        assert placed(place("cases/a.yml", loc)) == ("cases/a.yml", loc)
    words = Told("甲。", "cases/a.yml#标题")
    assert [*Following().pieces(f"《{words.rstrip('。')}》")] == [
        ("《", ""),
        ("甲", "cases/a.yml#标题"),
        ("》", ""),
    ]


UNSEEN = {"编号", "文件", "状态", "类别", "谁来做", "名称", "级别", "署名", "许可", "曾用地址"}
UNSEEN |= {"替代文字", "单位", "修饰", "口径", "据"}
"""不必对回去的：编号、词表里的词、照片的授权；与数写在一起的，归到那一项。"""


def test_every_sentence_knows_its_field(written: Reviewed) -> None:
    """丰满的一条写下的每句话，送审稿里都知道写在哪里，字也对得上。"""
    spans = {s.at: one.text[s.start : s.end] for one in written.sent.lines for s in one.spans}
    missed = []
    for loc, record in walk(full_case()):
        for name, info in type(record).model_fields.items():
            value, key = getattr(record, name), info.alias or name
            for n, one in enumerate(value if isinstance(value, tuple) else (value,)):
                if type(one) is str and key not in UNSEEN and key not in ("政策", "项目", "资金"):
                    at = (*loc, key, n) if isinstance(value, tuple) else (*loc, key)
                    if place(PATH, at) not in spans:
                        missed.append(at)
    assert [at for at in missed if at[-1] not in ("位置", "荣誉")] == []
    assert spans[f"{PATH}#标题"] == full_case().title


def test_same_bytes(root: Path, traced: Traced, written: Reviewed) -> None:
    compiled = compile_handbook(root, SITE_URL, preview=True)
    assert next(word_files(compiled, traced, [NAME]))[1].data == written.data
    assert sent_of(written.sent.kept()) == written.sent


def test_it_can_be_signed(written: Reviewed) -> None:
    body = part(written.data, "word/document.xml")
    assert body.find(f".//{W}lnNumType").get(W + "restart") == "newPage"
    header = part(written.data, "word/header1.xml")
    assert any(one.get("string") == "送审稿" for one in header.iter() if "textpath" in str(one.tag))
    said = words_in(written.data)
    for words in ("还缺什么", "来源", "核对意见", "改后同意", "签名"):
        assert words in said
    assert "与上一版比" not in said


def test_changes_since_the_last_edition_are_listed(traced: Traced) -> None:
    method = next(m for m in traced.book.methods if m.id == NAME)
    changes = {method.address: (Said(("改了一处",)),)}
    made = review_case(method, traced.documents, lambda _: b"", "", {}, changes)
    assert re.search("与上一版比.*改了一处", words_in(made.data))


# —— 没有改的 ——


def test_untouched_has_no_changes(root: Path, written: Reviewed, tmp_path: Path) -> None:
    assert found(written.data) == []
    stress = stress_handbook(tmp_path / "stress")
    own, compiled = traced_handbook(stress, drafts=True), compile_handbook(stress, preview=True)
    names = [m.id for m in own.book.methods]
    for path, made in word_files(compiled, own, names):
        assert found(made.data) == [], path
    whole = next(word_files(compiled, own, []))[1]
    assert found(whole.data) == []


@pytest.mark.slow
def test_saved_by_another_program_has_no_changes(written: Reviewed, tmp_path: Path) -> None:
    """LibreOffice 打开、存过一遍：书签、记着的一份都还在，一处也不算改。"""
    file = tmp_path / "稿.docx"
    file.write_bytes(written.data)
    saved = opened_by_office(file, "docx", tmp_path / "again").read_bytes()
    assert sent_in(examined("a.docx", saved)) == written.sent
    assert found(saved) == []


# —— 改了的 ——


def test_each_field_changed_is_named(written: Reviewed) -> None:
    """每一截字改一个、末尾添一个、整个删掉，都说得出是那一栏。"""
    sent, returned = written.sent, read_returned(examined("a.docx", written.data))
    pieces = {one.mark: one for one in returned.pieces}
    tried = 0
    for line in sent.lines:
        for span in line.spans:
            piece, words = pieces[line.mark], line.text
            for changed in (
                words[: span.start] + "㊣" + words[span.start + 1 :],
                words[: span.end] + "㊣" + words[span.end :],
            ):
                old, piece.text = piece.text, changed
                assert span.at in {c.at for c in compare(sent, returned).placed}, (span, changed)
                piece.text = old
                tried += 1
    assert tried > 300


EDITS = [
    ("楼前一块荒地，下雨积水", "楼前有两块荒地，下雨积水", "缘起[1].内容"),
    ("一下雨就积水", "一下雨就淹水", "前后对比[1].之前"),
    ("上门问一问", "上门问两问", "步骤[1].标题"),
    ("意见表的样子", "意见表有几栏", "步骤[1].待补充"),
    ("三问一认", "四问一认", "方法名"),
    ("花园面积", "园子面积", "规模[1].名称"),
    ("约 310", "约 320", "历年[1]"),
    ("一位住在三楼的居民", "一位居民", "居民的话[1].谁说的"),
]


def test_edits_are_found_at_their_fields(written: Reviewed) -> None:
    data = edited(written.data, reworded(*((old, new) for old, new, _ in EDITS)))
    changes = found(data)
    for _, new, field in EDITS:
        own = [c for c in changes if c.at == f"{PATH}#{field}"]
        assert own, field
        assert any(new in c.after for c in own), field
    assert {c.at for c in changes} == {f"{PATH}#{field}" for _, _, field in EDITS}


@pytest.mark.slow
def test_edited_and_saved_by_another_program(written: Reviewed, tmp_path: Path) -> None:
    file = tmp_path / "稿.docx"
    file.write_bytes(edited(written.data, reworded(*((old, new) for old, new, _ in EDITS))))
    saved = opened_by_office(file, "docx", tmp_path / "again").read_bytes()
    assert {c.at for c in found(saved)} == {f"{PATH}#{field}" for _, _, field in EDITS}


def test_the_book_is_traced_to_registers_and_articles(root: Path, traced: Traced) -> None:
    """整本书：文章、登记簿里的话，也说得出写在哪个文件。"""
    compiled = compile_handbook(root, SITE_URL, preview=True)
    ((_, whole),) = word_files(compiled, traced, [])
    edits = [("社区里的好办法", "小区里的好办法"), ("合办社区的事", "合办小区的事")]
    changes = found(edited(whole.data, reworded(*edits)))
    assert {c.at.partition("#")[0] for c in changes} == {
        "content/preface.md",
        "content/registry/terms.yml",
    }
    paths = {s.at.partition("#")[0] for one in whole.sent.lines for s in one.spans}
    assert len([path for path in paths if path.startswith("content/registry/")]) > 5
    assert paths <= {*whole.sent.files}


def test_tracked_changes_name_who_made_them(written: Reviewed) -> None:
    (change,) = found(edited(written.data, tracked("开了三次会", "开了四次会。", "王科长")))
    assert change.at == f"{PATH}#步骤[2].内容"
    assert change.after == "开了四次会。"
    assert change.who == "王科长"


def test_comments_are_listed_where_they_stand(written: Reviewed) -> None:
    def comment(document: Any) -> None:
        runs = paragraph(document, "开了三次会").runs[:1]
        document.add_comment(runs=runs, text="会议记录在哪里？", author="李站长", initials="L")

    (change,) = found(edited(written.data, comment))
    assert (change.at, change.kind, change.who) == (f"{PATH}#步骤[2].内容", "批注", "李站长")
    assert change.after == "会议记录在哪里？"
    assert "开了三次会" in change.before


def test_deleted_added_split_and_moved(written: Reviewed) -> None:
    def empty(document: Any) -> None:
        one = paragraph(document, "开了三次会")._element
        for run_ in [*one.iter(W + "r")]:
            run_.getparent().remove(run_)

    assert told(found(edited(written.data, empty))) == [
        ("步骤[2].内容", "删去", "开了三次会，图纸改了三稿。", "")
    ]

    def gone(document: Any) -> None:
        one = paragraph(document, "开了三次会")._element
        one.getparent().remove(one)

    assert told(found(edited(written.data, gone)))[0][:2] == ("步骤[2].内容", "删去")

    def add(document: Any) -> None:
        paragraph(document, "开了三次会").insert_paragraph_before("还有一段新的。")

    (added,) = found(edited(written.data, add))
    assert (added.at, added.kind, added.after) == ("", "添上", "还有一段新的。")
    assert "后面" in added.where

    def type_after(document: Any) -> None:  # Word 把末尾打的字放在书签外面
        paragraph(document, "开了三次会").add_run("又开一次。")

    (typed,) = found(edited(written.data, type_after))
    assert typed.at == f"{PATH}#步骤[2].内容"
    assert typed.after.endswith("又开一次。")

    def move(document: Any) -> None:
        body = document.element.body
        body.insert(0, paragraph(document, "开了三次会")._element)

    assert ("步骤[2].内容", "挪了") in [one[:2] for one in told(found(edited(written.data, move)))]


def test_what_is_outside_any_field_is_listed(written: Reviewed) -> None:
    """签名的表里填的、文本框、页眉里添的。"""

    def sign(document: Any) -> None:
        document.tables[-1].cell(1, 0).text = "甲乙居委会"
        document.sections[0].header.paragraphs[0].add_run("请三日内退回")
        from docx.oxml import parse_xml

        box = f'<w:r xmlns:w="{W[1:-1]}"><w:txbxContent><w:p><w:r><w:t>看过</w:t></w:r></w:p>'
        paragraph(document, "开了三次会")._element.append(parse_xml(f"{box}</w:txbxContent></w:r>"))

    changes = found(edited(written.data, sign))
    assert {c.at for c in changes} == {""}
    said = " ".join(c.after for c in changes)
    for words in ("甲乙居委会", "请三日内退回", "看过"):
        assert words in said


def test_bookmarks_lost_are_matched_by_words(written: Reviewed) -> None:
    """书签全丢了的，照字对；改的那一处还说得出是哪一栏。"""

    def lose(document: Any) -> None:
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for one in [*document.element.body.iter(W + tag)]:
                one.getparent().remove(one)
        reworded(("楼前一块荒地", "楼前有两块荒地"))(document)

    changes = found(edited(written.data, lose))
    rest = "荒地，下雨积水，堆着旧家具。"
    assert told(changes) == [("缘起[1].内容", "改了", f"楼前一块{rest}", f"楼前有两块{rest}")]


# —— 命令 ——


def compared(root: Path, data: bytes, *more: str, name: str = "回来的.docx") -> Any:
    (root / name).write_bytes(data)
    return run("review", "--compare", name, *more, cwd=root)


def test_command_says_file_line_and_field(written: Reviewed, tmp_path: Path) -> None:
    root = full_handbook(tmp_path / "book")
    data = edited(written.data, reworded(("楼前一块荒地", "楼前有两块荒地")))
    done = compared(root, data)
    assert done.returncode == 0, done.stderr
    lines = (root / PATH).read_text("utf-8").split("\n")
    (line,) = re.findall(rf"{PATH}:(\d+)　缘起\[1\]\.内容", done.stdout)
    assert "楼前一块荒地" in "".join(lines[int(line) - 1 : int(line) + 1])
    assert "1 处对得到栏目，0 处没有归到哪一栏" in done.stdout
    assert "改过：" not in done.stdout
    before = (root / PATH).read_bytes()
    (root / PATH).write_bytes(b"# \xe6\x94\xb9\n" + before)
    again = compared(root, data)
    assert f"{PATH} 改过" in again.stdout
    assert f"{PATH}:{int(line) + 1}　" in again.stdout
    assert (root / PATH).read_bytes() == b"# \xe6\x94\xb9\n" + before


def test_without_what_was_sent(written: Reviewed, tmp_path: Path) -> None:
    """存的软件丢了那一份：写上案例，照现在的对。"""
    root = full_handbook(tmp_path / "book")
    data = edited(repacked(written.data, {SENT: b"<a/>"}), reworded(("三问一认", "四问一认")))
    refused = compared(root, data)
    assert refused.returncode == 1
    assert "写上是哪一条" in refused.stderr
    done = compared(root, data, PATH)
    assert done.returncode == 0, done.stderr
    assert "方法名" in done.stdout


def test_bad_files_are_refused(written: Reviewed, tmp_path: Path) -> None:
    root = full_handbook(tmp_path / "book")
    outside = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="a/image" Target="http://a.cn/x" TargetMode="External"/>'
        b"</Relationships>"
    )
    bad = {
        "连着外面的东西": repacked(written.data, {"word/_rels/header1.xml.rels": outside}),
        "宏": repacked(written.data, {"word/vbaProject.bin": b"a"}),
        "实体": repacked(written.data, {"word/comments.xml": b"<!DOCTYPE a><a/>"}),
        "打不开": b"PK",
        "压得太紧": repacked(written.data, {"word/a.xml": b" " * 50_000_000}),
    }
    for why, data in bad.items():
        done = compared(root, data)
        assert done.returncode == 1, why
        assert why in done.stderr
    assert "没有这个文件" in run("review", "--compare", "没有.docx", cwd=root).stderr


def test_what_comes_back_is_not_trusted(written: Reviewed, tmp_path: Path) -> None:
    """带着的一份是人寄来的：外面的路径不读，终端的命令不印。"""
    root = full_handbook(tmp_path / "book")
    forged = written.sent.kept().replace(PATH.encode(), b"../../etc/passwd")
    done = compared(
        root, edited(repacked(written.data, {SENT: forged}), reworded(("三问", "四问")))
    )
    assert done.returncode == 0
    assert "passwd" not in done.stdout
    evil = edited(written.data, reworded(("三问一认", "四问\u202e一认")))
    done = compared(root, evil)
    assert "\u202e" not in done.stdout
    for junk in (b"<a", b"<a xmlns='urn:casebook:sent'>{}</a>", b'{"title": 1}'):
        assert sent_of(junk) is None


def test_a_returned_file_is_never_written(written: Reviewed) -> None:
    returned = read_returned(examined("a.docx", written.data))
    assert isinstance(returned, Returned)
    assert len(returned.pieces) == len(written.sent.lines)


def test_command_writes_both(tmp_path: Path) -> None:
    root = full_handbook(tmp_path / "book")
    done = run("review", PATH, "--out", "审", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    stem = root / f"审/cases/{NAME}/{NAME}-review"
    assert stem.with_suffix(".pdf").exists()
    assert "楼下花园一起种" in words_in(stem.with_suffix(".docx").read_bytes())
    with pytest.raises(Fault, match="没有案例"):
        casebook(["review", "--root", f"{root}", "content/preface.md"])


def test_articles_are_found_by_their_words(root: Path, traced: Traced, tmp_path: Path) -> None:
    compiled = compile_handbook(root, SITE_URL, preview=True)
    ((_, whole),) = word_files(compiled, traced, [])
    own = full_handbook(tmp_path / "book")
    done = compared(own, edited(whole.data, reworded(("社区里的好办法", "小区里的好办法"))))
    (line,) = re.findall(r"content/preface\.md:(\d+)　正文　改了", done.stdout)
    rows = (own / "content/preface.md").read_text("utf-8").split("\n")
    assert "社区里的好办法" in rows[int(line) - 1]


# —— 不像改的改法 ——


def test_struck_out_is_deleted(written: Reviewed) -> None:
    """划去一句，不是删去：照删去说；没有划的不算。"""

    def strike(document: Any) -> None:
        one = paragraph(document, "开了三次会")
        for n, run_ in enumerate(one.runs):
            run_.font.strike, run_.font.double_strike = n % 2 == 0, n % 2 == 1

    assert told(found(edited(written.data, strike))) == [
        ("步骤[2].内容", "删去", "开了三次会，图纸改了三稿。", "")
    ]

    def not_struck(document: Any) -> None:
        paragraph(document, "开了三次会").runs[0].font.strike = False

    assert found(edited(written.data, not_struck)) == []


def linked(code: str) -> str:
    """像 Word 认出网址那样：一个域，算出来的字是人打的。"""
    marks = [f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate")]
    said = f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"{marks[0]}{said}{marks[1]}<w:r><w:t>填的字</w:t></w:r>{end}"


TYPED = {
    "钩": ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
    "认不出的": ('<w:r><w:sym w:font="Webdings" w:char="F0FC"/></w:r>', "〔符号 Webdings F0FC〕"),
    "公式": ("<m:oMath><m:r><m:t>x=36</m:t></m:r></m:oMath>", "x=36"),
    "网址": (linked('HYPERLINK "https://example.org/"'), "填的字"),
    "页码的域里": (linked("PAGE"), "填的字"),
    "简单的域": ('<w:fldSimple w:instr="FORMTEXT"><w:r><w:t>7</w:t></w:r></w:fldSimple>', "7"),
}


@pytest.mark.parametrize("what", TYPED)
def test_everything_typed_is_found(written: Reviewed, what: str) -> None:
    xml, shown = TYPED[what]
    (change,) = found(edited(written.data, lambda d: added(d, "开了三次会", xml)))
    assert change.at == f"{PATH}#步骤[2].内容"
    assert change.after == f"{change.before}{shown}"


def test_digits_outside_the_text_are_found(written: Reviewed) -> None:
    """文本框里只有一个数，页眉、页脚上添的一个数。"""

    def edit(document: Any) -> None:
        document.sections[0].header.paragraphs[0].add_run("2024")
        document.sections[0].footer.paragraphs[0].add_run("36")
        box = "<w:r><w:txbxContent><w:p><w:r><w:t>1100</w:t></w:r></w:p></w:txbxContent></w:r>"
        added(document, "开了三次会", box)

    changes = found(edited(written.data, edit))
    assert [one.at for one in changes] == ["", "", ""]
    for number in ("2024", "36", "1100"):
        assert any(one.after.endswith(number) for one in changes)


def test_endnotes_are_read(written: Reviewed) -> None:
    """尾注：说的话，注在哪一段。"""
    note = f'<w:endnotes xmlns:w="{W[1:-1]}"><w:endnote w:id="2"><w:p><w:r><w:t>应是四次。</w:t>'
    note += "</w:r></w:p></w:endnote></w:endnotes>"
    mark = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    data = edited(written.data, lambda d: added(d, "开了三次会", mark))
    (change,) = found(repacked(data, {"word/endnotes.xml": note.encode()}))
    assert (change.kind, change.after) == ("添上", "应是四次。")
    assert "开了三次会" in change.where


def test_the_number_of_a_source_is_compared(written: Reviewed) -> None:
    """出处的号改成另一个的、去掉的，都说；没有更新、更新过的域不算。"""

    def renumber(document: Any) -> None:
        from docx.oxml.ns import qn

        codes = (t for t in document.element.body.iter(W + "instrText") if "NOTEREF" in t.text)
        code = next(codes).getparent()
        shown = next(t for t in code.itersiblings() if t.find(qn("w:t")) is not None)
        shown.find(qn("w:t")).text = "9"

    (change,) = found(edited(written.data, renumber))
    assert "〔9〕" in change.after
    assert change.at.startswith(PATH)

    def remove(document: Any) -> None:
        one = next(document.element.body.iter(W + "footnoteReference")).getparent()
        one.getparent().remove(one)

    changes = found(edited(written.data, remove))
    assert any("没有出处了" in one.after for one in changes)

    def note_before(document: Any) -> None:  # 后面各号都要推一个，域还没有更新
        body = document.element.body
        added(document, "楼下花园一起种", '<w:r><w:footnoteReference w:id="99"/></w:r>')
        assert len([*body.iter(W + "footnoteReference")]) > 1

    assert found(edited(written.data, note_before)) == []


def test_each_who_signs_is_told_apart(written: Reviewed) -> None:
    """两家填的一样，也各说各的：第几行，是谁的，哪一列；打了哪个钩。"""

    def sign(document: Any) -> None:
        from docx.oxml import parse_xml

        rows = document.tables[-1].rows[1:3]
        for row, unit in zip(rows, ("甲居委会", "乙物业公司"), strict=True):
            for cell, words in zip(row.cells, (unit, "", "张三", "6 月 1 日"), strict=True):
                cell.paragraphs[0].add_run(words)
            box = next(t for t in row.cells[1]._element.iter(W + "t") if "□" in t.text)
            box.text = box.text.replace("□", "", 1)
            tick = f'<w:sym xmlns:w="{W[1:-1]}" w:font="Wingdings 2" w:char="F052"/>'
            box.addprevious(parse_xml(tick))

    changes = found(edited(written.data, sign))
    assert len(changes) == 8
    assert len(set(changes)) == 8
    for n, unit in enumerate(("甲居委会", "乙物业公司"), 1):
        own = [one for one in changes if f"第 {n} 行" in one.where]
        assert [one.where.rpartition("，")[2] for one in own] == ["单位", "意见", "签名", "日期"]
        assert [one.after for one in own] == [
            unit,
            "☑同意\n□改后同意\n□不同意",
            "张三",
            "6 月 1 日",
        ]
        assert all(f"（{unit}）" in one.where for one in own[1:])


def test_words_either_side_of_a_source_are_both_told() -> None:
    """一栏的话当中夹着出处的号，两边都改了，两处都说。"""
    at = f"{PATH}#步骤[2].内容"
    line = Line("_cb1", "节", 0, "甲一〔〕乙二", [Span(0, 2, at), Span(4, 6, at)])
    returned = Returned([Piece("_cb1", "甲三〔〕乙四")])
    changes = compare(Sent("", {}, (), [line]), returned).placed
    assert [(c.before, c.after) for c in changes] == [("甲一", "甲三"), ("乙二", "乙四")]
    gone = compare(Sent("", {}, (), [line]), Returned()).placed
    assert [c.before for c in gone] == ["甲一", "乙二"]
