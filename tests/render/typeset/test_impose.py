"""骑马钉的版：次序、补页、在纸上的位置，叠起来对折读得下去。"""

import io
import subprocess
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image, JpegImagePlugin, PdfImagePlugin

from casebook.cli import run
from casebook.render.typeset.impose import SHEETS, THICKEST, imposed, sides
from conftest import copy_handbook

# Pillow 只装载用到的几种：别的测试先用过它，就没有这两种
assert JpegImagePlugin
assert PdfImagePlugin

MM = 72 / 25.4


def folded(pages: int) -> list[int]:
    """拼好的各张叠起来、对折，从头翻到尾，依次是第几页。"""
    flat = [page for side in sides(pages) for page in side]
    sheets = [flat[n : n + 4] for n in range(0, len(flat), 4)]
    # 一张：正面（左，右），反面（左，右）。右半张的背后是反面的左半张
    front = [page for _, right, back, _ in sheets for page in (right, back)]
    rear = [page for left, _, _, back in reversed(sheets) for page in (back, left)]
    return front + rear


@pytest.mark.parametrize("pages", [4, 8, 12, 16, 64])
def test_folded_sheets_read_in_order(pages: int) -> None:
    assert folded(pages) == [*range(1, pages + 1)]


def numbered(count: int, wide: float = 170, high: float = 240) -> bytes:
    """`count` 页，每页当中一个二维码，写着第几页。"""
    shots = []
    for n in range(1, count + 1):
        code = zxingcpp.create_barcode(f"{n}", zxingcpp.BarcodeFormat.QRCode)
        shot = Image.new("L", (round(wide), round(high)), 255)
        shot.paste(Image.fromarray(code.to_image(scale=2)), (40, 80))
        shots.append(shot)
    out = io.BytesIO()
    shots[0].save(out, "PDF", save_all=True, append_images=shots[1:], resolution=25.4)
    return out.getvalue()


@pytest.mark.parametrize("sheet", [*SHEETS])
def test_each_half_shows_its_page(sheet: str, tmp_path: Path) -> None:
    """排出来，读回来：每一面左边、右边各是第几页；不足 4 的倍数的，补在末尾。"""
    made = tmp_path / "made.pdf"
    made.write_bytes(imposed(numbered(6), sheet))
    with pikepdf.open(made) as pdf:
        for page in pdf.pages:
            assert [round(float(n) / MM) for n in page.mediabox] == [0, 0, *SHEETS[sheet]]
    subprocess.run(["pdftoppm", "-r", "60", "-png", made, tmp_path / "p"], check=True)
    shown = []
    for path in sorted(tmp_path.glob("p*.png")):
        with Image.open(path) as shot:
            halves = (0, shot.width // 2, shot.width)
            for left, right in pairwise(halves):
                half = shot.crop((left, 0, right, shot.height))
                shown.append([int(code.text) for code in zxingcpp.read_barcodes(half)])
    assert shown == [[], [1], [2], [], [6], [3], [4], [5]]


def test_same_bytes() -> None:
    assert imposed(numbered(5), "a4") == imposed(numbered(5), "a4")


def test_booklets_and_large_leaflets_are_imposed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, out = copy_handbook(tmp_path / "book"), tmp_path / "out"
    run(["print", "--root", f"{root}", "--out", f"{out}", "--impose", "a3"])
    made = sorted(path.relative_to(out).as_posix() for path in out.rglob("*-saddle-a3.pdf"))
    assert f"拼好 {len(made)} 件" in (told := capsys.readouterr().out)
    for path in out.rglob("*.pdf"):
        if "-saddle-" in path.name or "book" in path.parts[-2]:
            continue
        with pikepdf.open(path) as pdf:
            beside = path.with_name(f"{path.stem}-saddle-a3.pdf")
            assert beside.exists() is (2 < len(pdf.pages) <= THICKEST), path.name
            if beside.exists():
                with pikepdf.open(beside) as sheets:
                    assert len(sheets.pages) == 2 * -(-len(pdf.pages) // 4)
    assert any(name.startswith("streets/") for name in made)
    assert "骑马钉不住，没有拼：book/" in told  # 整本书太厚


def test_inner_pages_move_towards_the_fold(tmp_path: Path) -> None:
    """每往里一张，左页往右、右页往左挪一张纸的厚；最外一张不动。"""

    def places(made: bytes) -> list[list[float]]:
        with pikepdf.open(io.BytesIO(made)) as pdf:
            streams = [pikepdf.parse_content_stream(page) for page in pdf.pages]
            drawn = [[one for one in stream if f"{one.operator}" == "cm"] for stream in streams]
            return [[float(one.operands[4]) for one in ones] for ones in drawn]

    plain, moved = (places(imposed(numbered(12), "a4", creep)) for creep in (0, 0.1))
    shifts = [
        [round((b - a) / MM, 2) for a, b in zip(one, other, strict=True)]
        for one, other in zip(plain, moved, strict=True)
    ]
    assert shifts == [[0, 0]] * 2 + [[0.1, -0.1]] * 2 + [[0.2, -0.2]] * 2
