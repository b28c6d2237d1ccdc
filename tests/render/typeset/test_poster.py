"""海报与展板：各是一页，字够大，不出边、不相压，二维码扫得出；放不下的写明还有。"""

import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from casebook.compile import compile_handbook
from casebook.compiled import Compiled
from casebook.render.typeset import PrintJob
from casebook.render.typeset.jobs import poster_jobs
from casebook.render.typeset.pdf import PdfWriter
from casebook.render.typeset.poster import SHEETS, shortened
from conftest import HANDBOOK, SITE_URL
from render.typeset.laid_out import collisions, glyphs, laid_out, set_job

SMALLEST = {"海报-A3.pdf": 18, "展板.pdf": 36}


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_handbook(HANDBOOK, SITE_URL, search=False)


def jobs(compiled: Compiled, case: str = "mulinxiang") -> dict[str, PrintJob]:
    method = next(m for m in compiled.book.methods if m.id == case)
    document = compiled.documents(case)
    made = poster_jobs(compiled.book, method, document, compiled.meta, 0)
    return dict(zip(SHEETS, made, strict=True))


LONG: dict[str, Any] = {
    "title": "长" * 40,
    "said": "很长的一句话，说做了什么、怎样做成的。" * 5,
    "steps": [
        {"n": n, "title": "一步的题目写得很长很长" * 2, "who": "社区、居民"} for n in range(1, 11)
    ],
    "more_steps": 3,
}
FULL = pytest.mark.parametrize("full", [False, True], ids=["平常", "写得满"])


def filled(job: PrintJob, full: bool) -> PrintJob:
    return replace(job, data={**job.data, **(LONG if full else {})})


@FULL
@pytest.mark.parametrize("sheet", SMALLEST)
def test_it_is_one_page_and_nothing_touches(
    compiled: Compiled, tmp_path: Path, sheet: str, full: bool
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(set_job(filled(jobs(compiled)[sheet], full)))
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
    (boxes,) = laid_out(path)
    words = [box for box in boxes if box.text.strip()]
    width, height = SHEETS[sheet]
    assert all(0.05 * width < b.left and b.right < 0.95 * width for b in words)
    assert all(b.top > 0 and b.bottom < height for b in words)
    assert [*collisions(words)] == []
    assert min(glyph.size for glyph in glyphs(path)[0]) >= SMALLEST[sheet]
    band = height - 0.074 * width  # 书名在色带上，别的都在它上面
    assert [
        b.text for b in words if b.bottom > band and b.text not in compiled.book.handbook.title
    ] == []
    said = "".join(box.text for box in words)
    assert "全文与来源见网页" in said
    assert ("全文见网页。" in said) == full


@pytest.mark.parametrize("sheet", SMALLEST)
def test_a_western_word_is_broken_only_at_its_hyphens(
    compiled: Compiled, tmp_path: Path, sheet: str
) -> None:
    """一行放得下的词不拆；Community-Based 只在横线后面断。"""
    title = "请大家来的 Participatory Community-Based Micro-Renewal 工作法"
    job = jobs(compiled)[sheet]
    said = {"title": title, "said": title, "steps": [{"n": 1, "title": title, "who": "居民"}]}
    path = tmp_path / "a.pdf"
    path.write_bytes(set_job(replace(job, data={**job.data, **said})))
    lines = "".join(
        f"{g.char}{'|' if after.left < g.left else ''}" for g, after in pairwise(glyphs(path)[0])
    )
    for word in ("Participatory", "Community-", "Based", "Micro-", "Renewal"):
        assert lines.count(word) == 3, (word, lines)


@FULL
def test_the_code_is_read(compiled: Compiled, full: bool) -> None:
    """PNG 上的扫得出；PDF 上的至少 60 毫米（纸宽的 24%）。"""
    job = filled(jobs(compiled)["海报.png"], full)
    image = Image.open(io.BytesIO(set_job(job)))
    assert image.size == (1080, 1920)
    found = zxingcpp.read_barcodes(image.convert("RGB"))
    assert [code.text for code in found] == [job.data["url"]]
    assert 0.24 * SHEETS["海报-A3.pdf"][0] / 72 * 25.4 > 60


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("一句。", "一句。"),
        ("一句。" * 3, "一句。一句。…"),
        ("没有句号的很长的一句", "没有句号的很长的一句"),
        ("头一句就很长很长。第二句。", "头一句就很长很长。…"),
    ],
)
def test_it_is_cut_only_at_the_end_of_a_sentence(written: str, shown: str) -> None:
    assert shortened(written, 7) == shown


def test_a_photo_is_shown(compiled: Compiled) -> None:
    """有照片的放一张，裁满；署名写在下面。"""
    red = io.BytesIO()
    Image.new("RGB", (1600, 1200), (200, 30, 30)).save(red, "PNG")
    photo = {"file": "a/b.png", "alt": "红墙", "credit": "某某摄。许可：CC BY 4.0。"}
    more = {"photo": photo, "photos": ["a/b.png"]}
    with PdfWriter() as writer:
        made = {
            sheet: writer.one(replace(job, data={**job.data, **more}), {"a/b.png": red.getvalue()})
            for sheet, job in jobs(compiled).items()
        }
    for sheet in SMALLEST:  # 纸矮一些，照片放在那句话旁边
        with pikepdf.open(io.BytesIO(made[sheet])) as pdf:
            assert len(pdf.pages[0].get_images()) == 1
    image = Image.open(io.BytesIO(made["海报.png"]))
    pixels = [image.convert("RGB").getpixel((540, y)) for y in range(0, 1920, 10)]
    assert pixels.count((200, 30, 30)) > 25
