"""送审稿：没有发布的也排，行有号，各页有版次，还缺什么与来源都在，末页签名。"""

import re
import subprocess
from pathlib import Path

import page
import pikepdf
import pytest

from casebook.cli import run
from casebook.compile import compile_handbook
from casebook.compose.blocks import Paragraph
from casebook.faults import Fault
from casebook.orders import review_order
from casebook.publish import write_prints
from casebook.store import Cache
from conformance import PROFILES, nonconformities
from conftest import SITE_URL
from full import NAME, full_handbook
from render.typeset.laid_out import Box, laid_out

CASE = f"cases/{NAME}/{NAME}-review.pdf"
BOOK = "book/changning-gongzuofa-review.pdf"
RIGHT = (210 - 60) / 25.4 * 72
"""字到这里为止，右边写意见，磅。"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """一条没有发布的，与整本书的送审稿。"""
    root = full_handbook(tmp_path_factory.mktemp("review") / "book")
    case = root / f"cases/{NAME}.yml"
    written = case.read_text("utf-8")
    case.write_text(re.sub(r"^状态: .*$", "状态: 梳理", written, flags=re.M), "utf-8")
    folder = tmp_path_factory.mktemp("pdf")
    command = ["review", "--root", f"{root}", "--out", f"{folder}"]
    run([*command, "--site-url", SITE_URL, f"cases/{NAME}.yml"])
    run([*command, "--site-url", SITE_URL])
    return folder


def pages_of(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return ["".join(text.split()) for text in done.stdout.decode("utf-8").split("\f")[:-1]]


@pytest.mark.parametrize("name", [CASE, BOOK])
def test_every_page_says_which_version(out: Path, name: str) -> None:
    pages = pages_of(out / name)
    assert len(pages) >= 3
    for text in pages:
        assert re.search(
            r"送审稿·长宁.*网络版第1版·内容更新20\d\d年\d+月\d+日·版本[0-9a-f]{7}", text
        ), text


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", [CASE, BOOK])
def test_outside_checker(out: Path, name: str, profile: page.ValidationProfile) -> None:
    assert not nonconformities(out / name, profile)


def test_what_a_case_shows(out: Path) -> None:
    """没有发布的写明；来源、还缺什么、签名的表都在。"""
    text = "".join(pages_of(out / CASE))
    assert "梳理中，未发布" in text
    for told in ("来源", "还缺什么", "核对意见", "单位", "签名", "日期", "改后同意"):
        assert told in text, told
    with pikepdf.open(out / CASE) as pdf:
        assert "送审稿" in str(pdf.docinfo["/Title"])


def test_the_book_lists_sources_and_ends_with_signatures(out: Path) -> None:
    pages = pages_of(out / BOOK)
    assert "全书审核意见" in pages[-1]
    whole = "".join(pages)
    assert whole.count("核对意见") == whole.count("还缺什么") > 5
    assert "未发布" not in whole  # 没有发布的不在书里


def numbers(boxes: list[Box]) -> list[int]:
    """左边的行号：不念的。"""
    left = 27 / 25.4 * 72 - 2
    return [int(b.text) for b in boxes if b.right < left and b.text.strip().isdecimal()]


@pytest.mark.parametrize("name", [CASE, BOOK])
def test_lines_are_numbered_from_one_on_each_page(out: Path, name: str) -> None:
    for sheet in laid_out(out / name):
        found = numbers(sheet)
        assert found == [*range(1, len(found) + 1)], (name, sheet[0].page)
        assert all(not box.roles for box in sheet if box.right < 27 / 25.4 * 72 - 2)


@pytest.mark.parametrize("name", [CASE, BOOK])
def test_the_right_margin_is_left_for_remarks(out: Path, name: str) -> None:
    for sheet in laid_out(out / name):
        for box in sheet:
            inside = 27 < box.top / 72 * 25.4 < 270 and box.text.strip() and box.roles
            assert not inside or box.right <= RIGHT + 9, (name, box)


def test_no_such_case(out: Path, tmp_path: Path) -> None:
    root = full_handbook(tmp_path / "book")
    with pytest.raises(Fault, match="没有案例"):
        run(["review", "--root", f"{root}", "content/preface.md"])


def test_changes_since_the_last_edition_are_a_section(out: Path, tmp_path: Path) -> None:
    """与上一版比改了什么，写成一节；没有比的没有这一节。"""
    assert "与上一版比" not in "".join(pages_of(out / CASE))
    compiled = compile_handbook(full_handbook(tmp_path / "book"), SITE_URL)
    method = next(m for m in compiled.book.methods if m.id == NAME)
    changes = {method.address: (Paragraph(("成效添了一项",)),)}
    order = review_order(compiled, [method], changes)
    write_prints(tmp_path, order, Cache(tmp_path / "cache"), lambda _: None)
    assert re.search("与上一版比.*成效添了一项", "".join(pages_of(tmp_path / CASE)))
