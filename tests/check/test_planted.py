"""一千条案例里种五十处错，报出来的正是这五十处：文件、行、列、代码都对，一处不多一处不少。"""

import re
from pathlib import Path

import corpus
import pytest
import yaml

from casebook.compile import check_handbook
from conftest import ROOT

MISTAKES = yaml.load(
    (ROOT / "tests/check/planted/mistakes.yml").read_text("utf-8"), Loader=yaml.BaseLoader
)
BYTES = {
    "GBK": ("F01", lambda text: text.encode("gbk")),
    "UTF-16": ("F02", lambda text: text.encode("utf-16")),
    "Word": ("F03", lambda text: b"PK\x03\x04" + text.encode()),
    "空的": ("F04", lambda text: b""),
}
"""整个文件存错了的：报在有毛病的第一行。"""

Found = tuple[str, int, int, str]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus.write(1000, tmp_path_factory.mktemp("planted") / "book")


def found(root: Path) -> set[Found]:
    """折页放不放得下（T29）是建议，一次只看一些，不算。"""
    problems = (p for p in check_handbook(root) if p.code != "T29")
    return {(p.path, p.line, p.column, p.code) for p in problems}


def planted(text: str, mistake: dict[str, str]) -> tuple[str, int, int]:
    """种好的文字，和该报的行列。"""
    put, count = re.subn(mistake["找"], mistake["换"], text, count=1, flags=re.M)
    assert count == 1, mistake["错"]
    before, after = put.split("▮")
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


def test_exactly_those_fifty(book: Path) -> None:
    assert len(MISTAKES) + len(BYTES) == 50
    before = found(book)
    wanted: set[Found] = set()
    files = sorted((book / "cases").glob("*.yml"))[::19]
    for mistake, path in zip(MISTAKES, files, strict=False):
        text, line, column = planted(path.read_text("utf-8"), mistake)
        path.write_text(text, "utf-8")
        wanted.add((f"cases/{path.name}", line, column, mistake["代码"]))
    for (code, encoded), path in zip(BYTES.values(), files[len(MISTAKES) :], strict=False):
        text = path.read_text("utf-8")
        path.write_bytes(encoded(text))
        first = next(n for n, line in enumerate(text.split("\n"), 1) if not line.isascii())
        wanted.add((f"cases/{path.name}", first if code == "F01" else 1, 1, code))
    assert len(wanted) == 50
    after = found(book) - before
    assert after == wanted
    assert before <= found(book)
