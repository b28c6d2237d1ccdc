"""步骤里的宽表、五社的表：日期、金额、文号从不拆开，列宽跟着内容。"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from casebook.compile import compile_handbook
from casebook.render.typeset import PrintJob
from casebook.render.typeset.breaking import AFTER_MARK, LONG_IN_CELL, foldable
from casebook.render.typeset.columns import leading, rooms
from casebook.render.typeset.jobs import review_jobs
from casebook.render.typeset.pdf import PdfWriter
from conftest import MINIMAL, SITE_URL
from render.typeset.laid_out import Box, glyphs, laid_out

BASIS = "    来源: demo\n"
ROW = (
    *("修补楼道", "2021-03-15", "2021-03-20", "2022-12-05", "1,358,016", "1,357,400.50"),
    *("¥616.00", "居委会", "A-11", "已核", "长民规〔2021〕1 号"),
)
HEADS = ("项目", "日期", "开工", "竣工", "预算（元）", "决算（元）", "差额", "单位", "经办", "核对")


def table(*rows: tuple[str, ...], indent: int) -> str:
    lines = (rows[0], ("---",) * len(rows[0]), *rows[1:])
    return "".join(f"{' ' * indent}| {' | '.join(line)} |\n" for line in lines)


def drawn(tmp_path: Path, case: str, *ends: str) -> dict[str, Path]:
    """最小的手册加上一条案例，排出路径这样结尾的几件，送审稿也算。"""
    root = Path(shutil.copytree(MINIMAL, tmp_path / "book"))
    head = "标题: 试例\n一句话: {内容: 把门房改成书房。, 来源: demo}\n状态: 发布\n版次: 1\n"
    head += "领域: 社区更新\n街镇: 新泾镇\n地点来源: demo\n来源: demo\n"
    (root / "cases" / "shili.yml").write_text(head + case, "utf-8")
    compiled = compile_handbook(root, SITE_URL)
    (method,) = (m for m in compiled.book.methods if m.id == "shili")
    review = review_jobs(compiled.book, compiled.documents, compiled.meta, 0, [method], {})
    made = {}
    for job in (*compiled.prints(), *review):
        assert isinstance(job, PrintJob)
        if job.path.endswith(ends):
            made[job.path] = tmp_path / Path(job.path).name
            photos = {name: (root / "cases" / name).read_bytes() for name in job.photos}
            with PdfWriter() as writer:
                made[job.path].write_bytes(writer.one(job, photos))
    assert len(made) >= len(ends)
    return made


def lines(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return re.sub(r"[ \u00a0\u2060]", "", done.stdout.decode())


def boxes(pdf: Path) -> list[Box]:
    return [box for page in laid_out(pdf) for box in page if box.text.strip() and box.roles]


STEP = "步骤:\n  - 标题: 列出来\n    来源: demo\n    内容: |\n"
ORIGIN = "缘起:\n  - {内容: 一句, 来源: demo}\n"


def test_dates_amounts_and_document_numbers_in_a_step_are_whole(tmp_path: Path) -> None:
    """十一列的表写在步骤里：窄栏放不下，占满版心；还放不下，改成竖排。"""
    wide = STEP + table((*HEADS, "备注"), *(ROW,) * 4, indent=6) + ORIGIN
    ends = ("gongzuofa.pdf", "shili.pdf", "shili-large.pdf", "shili-review.pdf")
    for path, pdf in drawn(tmp_path, wide, *ends).items():
        said = lines(pdf)
        for cell in ROW[1:]:
            assert said.count(cell.replace(" ", "")) >= 4, (path, cell)
        found = [box for page in laid_out(pdf) for box in page]
        for square in (box for box in found if 18 < box.right - box.left < 40 and not box.text):
            heads = [box for box in found if "TH" in box.roles and box.page == square.page]
            assert not [
                b
                for b in heads
                if b.left < square.right and b.top < square.bottom - 1 and b.bottom > square.top
            ], path


@pytest.mark.parametrize("more", [("备注",), ("备注", "来信"), ("网址",)])
def test_no_cell_is_too_small_to_read(tmp_path: Path, more: tuple[str, ...]) -> None:
    """列再多，字不小于 7 磅；缩到 7 磅还放不下，改成竖排。"""
    heads = ("地方", "申报", "初审", "公示", "立项", "中期", "结项", "拨款（元）", *more)
    row = ("门房", *(f"2023-0{n}-15" for n in range(1, 7)), "120000.00", "shequ.example.org/a-12")
    whole = ORIGIN.replace("一句", "|\n").replace("{内容: ", "内容: ").replace(", 来源: demo}", "")
    case = whole + table(heads, *(row + ("无",) * (len(heads) - 9),) * 3, indent=6)
    ends = ("gongzuofa.pdf", "shili.pdf", "shili-review.pdf")
    for path, pdf in drawn(tmp_path, case + "    来源: demo\n", *ends).items():
        sizes = []
        for page in glyphs(pdf):
            said = "".join(glyph.char for glyph in page)
            sizes += [page[at.start()].size for at in re.finditer("2023-0[1-6]-15|120000", said)]
        assert len(sizes) >= 7 * 3, path
        assert min(sizes) >= 7 - 0.01, path


def test_a_step_with_a_table_has_the_whole_line(tmp_path: Path) -> None:
    """折页上，有表的一步占满一行，前面落单的一步也是：旁边不空着半面。"""
    one = "步骤:\n  - {标题: 先说, 内容: 一句, 来源: demo}\n" + STEP.removeprefix("步骤:\n")
    case = one + table(("问", "答"), ("几点", "八点"), indent=6) + ORIGIN
    (pdf,) = drawn(tmp_path, case, "shili.pdf").values()
    found = {box.text: box for box in boxes(pdf)}
    assert found["答"].left > 105 / 25.4 * 72
    assert found["先说"].bottom < found["列出来"].top


@pytest.mark.parametrize("end", ["gongzuofa.pdf", "shili.pdf", "shili-large.pdf"])
def test_a_role_is_on_one_line(tmp_path: Path, end: str) -> None:
    """五社的表：角色不折行，做了什么至少占一半。"""
    said = "楼组长挨家问了三遍，把话一条条记下来，贴在楼道里请大家看。" * 3
    part = f"{{角色: [协调, 支持, 推进], 内容: {said}, 来源: demo}}"
    case = f"五社:\n  - {part.replace('{', '{类别: 社区, ', 1)}\n"
    case += f"其他参与方:\n  - {part.replace('{', '{名称: 适存小学少先队大队部, ', 1)}\n" + ORIGIN
    (pdf,) = drawn(tmp_path, case, end).values()
    assert lines(pdf).count("协调、支持、推进") >= 2
    cells = [box for box in boxes(pdf) if {"TD", "TH"} & {*box.roles}]
    start = next(box.left for box in cells if box.text == "做了什么")
    left, right = min(box.left for box in cells), max(box.right for box in cells)
    assert (right - start) / (right - left) >= 0.47  # 量的是字，不算格子两边的空


@pytest.mark.parametrize("end", ["gongzuofa.pdf", "shili.pdf", "shili-large.pdf"])
def test_a_few_words_and_their_tag_are_on_one_line(tmp_path: Path, end: str) -> None:
    """别的列写得长，几个字的一列仍是一行，后面的标签跟着。"""
    before = "多年缺乏物业管理，是谁也不管的地带，居民要绕着走"
    after = "成立了睦邻自治理事会，一个月开一次会，事事贴出来"
    one = f"名称: 谁来管, 之前: {before}, 之后: {after}, 推断: 是, 来源: demo"
    (pdf,) = drawn(tmp_path, f"前后对比:\n  - {{{one}}}\n{ORIGIN}", end).values()
    (name,) = [box for box in boxes(pdf) if box.text.startswith("谁来管")]
    tags = [box for box in boxes(pdf) if box.text == "编者推断" and box.page == name.page]
    assert any(abs(tag.bottom - name.bottom) < 6 for tag in tags)  # 另有说记号的一处


@pytest.mark.parametrize(
    "words",
    [
        "¥1,200,000.00",
        "-123,456,789.5",
        "12,345,678.25%",
        "±0.001234567",
        "12345678.00km²",
        "10:20:30.456",
    ],
)
def test_an_amount_in_a_cell_is_not_folded(words: str) -> None:
    """再长的金额，字与字之间也不给出断行处。"""
    assert foldable(words, LONG_IN_CELL) == words


@pytest.mark.parametrize("run", ["2023-12-20", "2023/12/20", "2023/1/2", "2023-1", "12:30:45"])
def test_a_date_or_a_time_is_never_split(run: str) -> None:
    assert AFTER_MARK.split(run) == [run]
    assert AFTER_MARK.split("CN-2023-000123") == ["CN-", "2023-", "000123"]


def test_a_span_keeps_its_dash_on_the_line(tmp_path: Path) -> None:
    """起止的横线跟着前一个数，不在一行的开头。"""
    spans = ("120000.00—130000.00", "2023-03-01—2023-04-15", "2023-03-01～2023-04-15")
    rows = [tuple("甲乙丙丁戊己庚辛"), (*spans, *spans, "八点", "九点")]
    case = f"缘起:\n  - 内容: |\n{table(*rows, indent=6)}{BASIS}"
    for pdf in drawn(tmp_path, case, "gongzuofa.pdf", "shili.pdf", "shili-review.pdf").values():
        done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
        said = done.stdout.decode()
        assert said.count("120000.00—") == said.count("2023-03-01～") == 2, pdf
        assert re.search(r"—.*\n\s*130000\.00\s+2023-04-15\s+2023-04-15", said), pdf


def test_the_last_column_has_what_is_left() -> None:
    rows = [[{"c": ["社区"]}, {"c": ["支持"]}, {"c": ["长" * 90]}]]
    assert leading(rows, (12, 9.5)) == [4.0, 4.0, None]
    assert rooms([4.0, 4.0, None], 39.0) == pytest.approx([3.3, 3.3, 30.3])
    assert rooms([12.0, 9.5, None], 34.0) == pytest.approx([6.8, 8.8, 16.3])
    assert rooms([1, 3], 40.0) == pytest.approx([9.3, 29.3])
