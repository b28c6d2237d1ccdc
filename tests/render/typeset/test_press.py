"""付印的：出血与裁切的框、页数、字只上黑版、书脊、条码、该填的没有填就不排。"""

import io
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
import zxingcpp
from PIL import Image

from casebook.bind.barcode import isbn_path
from casebook.cli import run
from casebook.compose.record import record_facts
from casebook.faults import Fault
from casebook.model import HANDBOOK, Handbook, unnamed
from casebook.model.publication import Publication, isbn_check_digit
from casebook.render.typeset.cover import cover_data, spine_width
from casebook.render.typeset.press import BLEED, greyed
from conformance import nonconformities
from conftest import SITE_URL, copy_handbook
from full import full_handbook

MM = 72 / 25.4
STEM = "book/changning-gongzuofa"
ISBN = "978-7-0000-0000-1"
FORMAL = {
    "书号": ISBN,
    "CIP": "（2027）第 000000 号",
    "出版者": "虚构出版社",
    "印刷者": "虚构印刷厂",
    "字数": "100 千字",
    "版次印次": "2027 年 3 月第 1 版第 1 次印刷",
    "定价": "48.00 元",
    "印数": "1—500 册",
    "纸厚": "0.2",
}
INTERNAL = {
    "准印证号": "（虚构）内资准字 2027—001 号",
    "编印单位": "虚构区民政局",
    "发送对象": "本区民政系统",
    "印刷单位": "虚构印刷厂",
    "印刷日期": "2027 年 3 月",
    "印数": "500 册",
    "纸厚": "0.1",
}
OWNER = {
    "主办单位": "虚构区民政局",
    "编者": "虚构编写组",
    "联系办法": "虚构路 1 号",
    "勘误邮箱": "errata@handbook.example",
    "勘误电话": "021-00000000",
    "投稿邮箱": "submit@handbook.example",
}


def publish(root: Path, told: dict[str, str]) -> Path:
    """在手册里写上出版信息。"""
    path = root / HANDBOOK
    rows = "".join(f"  {key}: {value}\n" for key, value in told.items())
    own = "".join(f"{key}: {value}\n" for key, value in OWNER.items())
    path.write_text(f"{path.read_text('utf-8')}{own}出版信息:\n{rows}", "utf-8")
    return root


@dataclass(frozen=True)
class Pressed:
    """付印的两件。"""

    book: Path
    cover: Path


def pressed(root: Path, out: Path, *options: str) -> Pressed:
    run(["print", "--root", f"{root}", "--out", f"{out}", "--format", "press", *options])
    return Pressed(out / f"{STEM}-press.pdf", out / f"{STEM}-cover.pdf")


@pytest.fixture(scope="module")
def formal(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    """有书号的一本，两色。"""
    root = publish(full_handbook(tmp_path_factory.mktemp("formal") / "book"), FORMAL)
    out, url = tmp_path_factory.mktemp("press"), ("--site-url", SITE_URL)
    return pressed(root, out, "--signature", "8", "--flap", "80", *url)


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    """内部资料，单色。"""
    root = publish(full_handbook(tmp_path_factory.mktemp("internal") / "book"), INTERNAL)
    return pressed(root, tmp_path_factory.mktemp("press"), "--mono", "--site-url", SITE_URL)


@pytest.fixture(scope="module")
def every(formal: Pressed, internal: Pressed) -> list[Path]:
    return [formal.book, formal.cover, internal.book, internal.cover]


# —— 版面 ——


def boxes(sheet: pikepdf.Page) -> list[list[float]]:
    return [[round(float(n) / MM, 1) for n in box] for box in (sheet.mediabox, sheet.trimbox)]


def test_bleed_and_trim(every: list[Path]) -> None:
    for path in every:
        with pikepdf.open(path) as pdf:
            for sheet in pdf.pages:
                (_, _, wide, high), (left, bottom, right, top) = boxes(sheet)
                assert (left, bottom) == (BLEED, BLEED)
                assert (right, top) == (round(wide - BLEED, 1), round(high - BLEED, 1))
                assert sheet.obj.BleedBox == sheet.obj.MediaBox


def test_the_book_is_trimmed_to_its_size_and_fills_its_signatures(
    formal: Pressed, internal: Pressed
) -> None:
    for path, signature in ((formal.book, 8), (internal.book, 4)):
        with pikepdf.open(path) as pdf:
            assert boxes(pdf.pages[0])[1] == [3, 3, 173, 243]
            assert len(pdf.pages) % signature == 0
            assert len({tuple(map(tuple, boxes(sheet))) for sheet in pdf.pages}) == 1


def test_added_pages_are_not_empty_streams(formal: Pressed) -> None:
    """补的空白页，内容不是一个字节也没有：压缩了的空内容，印刷厂的程序读不了。"""
    with pikepdf.open(formal.book) as pdf:
        last = [page.obj.Contents for page in [*pdf.pages][-4:]]
        assert all(one.read_raw_bytes() for one in last if isinstance(one, pikepdf.Stream))


def test_the_margins_are_measured_from_the_trim(formal: Pressed) -> None:
    """书口的鱼尾离裁切的边十毫米，左页右页都是。"""
    with pikepdf.open(formal.book) as pdf:
        sides = set()
        for n, page in enumerate(pdf.pages):
            if n > 1 and (found := list(fills(page))):  # 扉页、版权页、空白的页没有
                # 前景的坐标已经连出血一起算
                x = 3 + (10 if n % 2 else 170 - 13.6)
                assert any(abs(at / MM - x) < 0.1 for at in found), (n, [at / MM for at in found])
                sides.add(n % 2)
        assert sides == {0, 1}


def fills(sheet: pikepdf.Page) -> Iterator[float]:
    """一页里各段轮廓从哪里（横里）开始，磅。"""
    shifts, stack = [0.0], list[int]()
    for operands, operator in pikepdf.parse_content_stream(sheet, "q Q cm m"):
        match str(operator):
            case "q":
                stack.append(len(shifts))
            case "Q":
                del shifts[stack.pop() :]
            case "cm":
                shifts.append(float(operands[4]))
            case _:
                yield sum(shifts) + float(operands[0])


# —— 颜色 ——

_SETTING = ("g", "rg", "k", "cs", "sc", "scn")


def inks(stream: Any, resources: Any) -> Iterator[tuple[str, tuple[float, ...], bool]]:
    """用到的颜色：（算符，值，是不是字）；图里的也算。"""
    fill, saved = ("", ()), list[Any]()
    for operands, operator in pikepdf.parse_content_stream(stream):
        name = str(operator)
        if name.lower() in _SETTING:
            known = tuple(float(n) for n in operands if not isinstance(n, pikepdf.Name))
            fill = (name, known) if name in _SETTING else fill
            yield name, known, False
        elif name == "q":
            saved.append(fill)
        elif name == "Q":
            fill = saved.pop()
        elif name in ("Tj", "TJ"):
            yield *fill, True
        elif name == "Do":
            inner = resources.XObject[str(operands[0])]
            if inner.Subtype == "/Form":
                yield from inks(inner, inner.get("/Resources", resources))


def test_only_process_colours_and_words_only_on_black(every: list[Path]) -> None:
    for path in every:
        with pikepdf.open(path) as pdf:
            used = {one for s in pdf.pages for one in inks(s, s.obj.get("/Resources"))}
        assert {name for name, _, _ in used} <= {"k", "K"}, path.name
        words = {values for _, values, said in used if said}
        if "cover" not in path.name:
            assert all(not any(values[:3]) for values in words), path.name
            # 反白的字，不然不浅于六成
            assert all(values[3] == 0 or values[3] >= 0.6 for values in words), words


def test_no_line_is_too_thin(every: list[Path]) -> None:
    """不到四分之一磅的线，印不匀。"""
    for path in every:
        with pikepdf.open(path) as pdf:
            drawn = {
                float(operands[0])
                for sheet in pdf.pages
                for operands, operator in pikepdf.parse_content_stream(sheet, "w")
            }
        assert drawn or "cover" in path.name
        assert all(width >= 0.25 for width in drawn), (path.name, min(drawn))


def test_mono_is_black_only_and_its_photos_are_grey(internal: Pressed, formal: Pressed) -> None:
    for path in (internal.book, internal.cover):
        with pikepdf.open(path) as pdf:
            used = {v for s in pdf.pages for _, v, _ in inks(s, s.obj.get("/Resources"))}
            assert all(not any(values[:3]) for values in used), path.name
    for path, grey in ((internal.book, True), (formal.book, False)):
        modes = images(path)
        assert modes, "一张照片也没有"
        assert all((mode == "L") is grey for mode in modes), modes
    with pikepdf.open(internal.book) as pdf:
        found = [i.ColorSpace for sheet in pdf.pages for i in sheet.get_images().values()]
        assert found == ["/DeviceGray"] * len(found), found


def images(path: Path) -> list[str]:
    """各张照片的色彩。"""
    with pikepdf.open(path) as pdf:
        found = {i.objgen: i for sheet in pdf.pages for i in sheet.get_images().values()}
        return [f"{pikepdf.PdfImage(one).mode}" for one in found.values()]


def test_greyed() -> None:
    for kind, mode in (("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P")):
        out = io.BytesIO()
        Image.new(mode, (4, 4)).save(out, kind)
        with Image.open(io.BytesIO(greyed(out.getvalue()))) as picture:
            assert (picture.format, picture.mode[0]) == (kind, "L"), (kind, mode)


# —— 合规 ——


def test_accessible_and_not_an_archive(every: list[Path]) -> None:
    for path in every:
        with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert "pdfaid:part" not in metadata
        assert not nonconformities(path, page.ValidationProfile.PDF_UA_1), path.name


# —— 封面 ——


@pytest.mark.parametrize(
    ("pages", "thickness", "wide"), [(88, None, 4.4), (160, None, 8.0), (96, "0.125", 6.0)]
)
def test_spine(pages: int, thickness: str | None, wide: float) -> None:
    told = Publication.model_validate({"纸厚": thickness} if thickness else {})
    handbook: Handbook = unnamed().model_copy(update={"publication": told})
    assert spine_width(handbook, pages) == wide
    assert cover_data(handbook, pages, 0)["lettered"] is (wide >= 6)


def test_the_cover_is_as_wide_as_its_parts(formal: Pressed, internal: Pressed) -> None:
    """勒口、封底、书脊、封面、勒口。"""
    for one, thickness, flap in ((formal, 0.2, 80), (internal, 0.1, 0)):
        with pikepdf.open(one.book) as book, pikepdf.open(one.cover) as cover:
            left, _, right, _ = boxes(cover.pages[0])[1]
            spine = round(len(book.pages) / 2 * thickness, 1)
            assert round(right - left, 1) == round(2 * (flap + 170) + spine, 1)


def rendered(path: Path, folder: Path) -> Image.Image:
    subprocess.run(["pdftoppm", "-r", "200", "-png", path, folder / "p"], check=True)
    return Image.open(next(folder.glob("p*.png")))


def test_the_barcode_scans(formal: Pressed, tmp_path: Path) -> None:
    found = zxingcpp.read_barcodes(rendered(formal.cover, tmp_path))
    assert [code.text for code in found] == [ISBN.replace("-", "")]
    assert isbn_path(ISBN)[0] == 95


def text_of(path: Path, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, check=True)
    return "".join(done.stdout.decode("utf-8").split())


def test_what_the_law_asks_is_on_the_cover_and_in_the_record(
    formal: Pressed, internal: Pressed
) -> None:
    assert all(word in text_of(formal.cover) for word in (ISBN, "定价：48.00元", "虚构出版社"))
    front = text_of(internal.cover)
    assert "内部资料，免费交流" in front
    assert "准印证号：（虚构）内资准字2027—001号" in front
    for one, told in ((formal, FORMAL), (internal, INTERNAL)):
        record = text_of(one.book, "-f", "2", "-l", "2")
        for key, value in told.items():
            assert key == "纸厚" or f"{key}{value}".replace(" ", "") in record, key
        assert f"网址{SITE_URL}" in record
    with pikepdf.open(formal.book) as pdf:
        sheets = len(pdf.pages) / 16
    assert f"印张{sheets:g}" in text_of(formal.book, "-f", "2", "-l", "2")


def test_codes_lead_to_the_page(internal: Pressed, tmp_path: Path) -> None:
    """二维码不是图，也读得出。"""
    command = ["pdftoppm", "-r", "110", "-gray", "-png", internal.book, tmp_path / "p"]
    subprocess.run(command, check=True)
    shots = (Image.open(path) for path in sorted(tmp_path.glob("p*.png")))
    found = {code.text for shot in shots for code in zxingcpp.read_barcodes(shot)}
    assert f"{SITE_URL}cases/shili-huayuan/" in found


# —— 没有填齐 ——


def test_refused_and_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = full_handbook(tmp_path / "book")
    with pytest.raises(Fault, match="书号、CIP、") as refused:
        pressed(root, tmp_path / "out")
    assert "准印证号、编印单位" in str(refused.value)
    assert f"版权页：{'、'.join(OWNER)}" in str(refused.value)
    assert not (tmp_path / "out").exists()
    proof = pressed(root, tmp_path / "out", "--proof")
    said = capsys.readouterr().out
    assert "打样" in said
    assert "照片 cases/shili-huayuan/lane.png 只有" in said
    assert "没有写网站的网址" in said
    record = text_of(proof.book, "-f", "2", "-l", "2")
    assert "书号待补充" in record
    assert "网址" not in record
    done = subprocess.run(["pdftotext", proof.book, "-"], capture_output=True, check=True)
    sheets = done.stdout.decode("utf-8").split("\f")[:-1]
    said = ["打样" in text for text in sheets]
    assert all(said[:-4])
    assert not any(text.strip() for text, marked in zip(sheets, said, strict=True) if not marked)
    assert "打样" in text_of(proof.cover)


def test_what_cannot_be_filled_in_later_is_not_printed() -> None:
    """网址没有定、内容没有提交过的：网上的版本记录写待补充，付印的不写这一行。"""
    names = [
        {fact.name for fact in record_facts(unnamed(), "", "", "", "", "", None, "", press=press)}
        for press in (False, True)
    ]
    assert names[0] - names[1] == {"网址", "内容更新", "内容版本"}


def test_only_what_is_missing_of_the_kind_chosen() -> None:
    assert Publication.model_validate({**FORMAL}).lacking() == {}
    assert Publication.model_validate({**INTERNAL}).lacking() == {}
    some = {key: INTERNAL[key] for key in ("准印证号", "印数")}
    lacking = {"内部资料": ("编印单位", "发送对象", "印刷单位", "印刷日期", "纸厚")}
    assert Publication.model_validate(some).lacking() == lacking
    assert [*Publication().lacking()] == ["内部资料", "正式出版"]


@pytest.mark.parametrize("isbn", ["978-7-0000-0000-1", "978-0-306-40615-7", "978-1-86197-876-9"])
def test_check_digit(isbn: str) -> None:
    """ISO 2108 与通行的例子。"""
    assert isbn_check_digit(isbn) == isbn[-1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--mono"], "付印用的"),
        (["--creep", "10"], "拼版用的"),
        (["--format", "press", "--flap", "500"], "勒口"),
        (["--format", "press", "--drafts"], "没有发布的不能付印"),
        (["--format", "press", "--impose", "a4"], "--impose"),
    ],
)
def test_misused(words: list[str], told: str, misused: Callable[[list[str]], str]) -> None:
    assert told in misused(["print", *words])


@pytest.fixture
def misused(tmp_path: Path) -> Callable[[list[str]], str]:
    from casebook.cli.arguments import Misused

    root = copy_handbook(tmp_path / "book")

    def refused(words: list[str]) -> str:
        with pytest.raises(Misused) as error:
            run([*words, "--root", f"{root}"])
        return str(error.value)

    return refused


def apart(outer: list[float], inner: list[float]) -> set[int]:
    return {round(abs(a - b) / MM) for a, b in zip(outer, inner, strict=True)}


def test_trim_marks(tmp_path: Path) -> None:
    """四角的裁切线对着裁切的边，画在出血外面，只上黑版，不念；别的框不动。"""
    root = publish(full_handbook(tmp_path / "book"), INTERNAL)
    made = pressed(root, tmp_path / "out", "--marks")
    for path in (made.book, made.cover):
        assert not nonconformities(path, page.ValidationProfile.PDF_UA_1), path.name
        with pikepdf.open(path) as pdf:
            for sheet in pdf.pages:
                edges = [float(n) for n in sheet.trimbox]
                bleed = [float(n) for n in sheet.obj.BleedBox]
                paper = [float(n) for n in sheet.mediabox]
                assert apart(paper, bleed) == {7}
                assert apart(bleed, edges) == {3}
                drawn = list(pikepdf.parse_content_stream(sheet))[-36:]
                lines = [[*map(float, p.operands)] for p in drawn if f"{p.operator}" in ("m", "l")]
                assert len(lines) == 16
                for x, y in lines:
                    outside = x < bleed[0] or x > bleed[2] or y < bleed[1] or y > bleed[3]
                    on = min(*(abs(x - e) for e in edges[::2]), *(abs(y - e) for e in edges[1::2]))
                    assert outside
                    assert on < 0.01
