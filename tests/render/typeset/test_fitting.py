"""折页放不下的，检查时说删多少：说的与真的排出来的一样，照着删就放得下。"""

import json
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from casebook import leaflets
from casebook.compile import check_handbook, compile_handbook
from casebook.problems import Problem
from casebook.render.typeset import PrintJob
from casebook.render.typeset.leaflet import leaner
from casebook.render.typeset.pdf import PdfWriter
from conftest import HANDBOOK, SITE_URL, copy_handbook
from stress import stress_handbook


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stress_handbook(tmp_path_factory.mktemp("fit") / "book")


@pytest.fixture(scope="module")
def told(root: Path) -> dict[str, Problem]:
    problems = check_handbook(root, site_url=SITE_URL)
    assert {p.code for p in problems} == {"T29"}
    assert len(problems) == len({p.path for p in problems})
    return {Path(p.path).stem: p for p in problems}


def sides(pdf: bytes) -> int:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def test_what_is_said_is_what_is_printed(root: Path, told: dict[str, Problem]) -> None:
    """没有照片的各条，排出来超过两面的才说，几面说得对；大字版只在普通的放得下时说。"""
    for job in compile_handbook(root, SITE_URL).prints():
        if isinstance(job, PrintJob) and job.template == "leaflet.typ" and not job.photos:
            with PdfWriter() as writer:
                pages = sides(writer.one(job, {}))
            said = told.get(job.data["method"]["id"])
            if not job.data["large"] and pages > 2:
                assert said, job.path
                assert f"折页排成 {pages} 面" in said.message
            elif not job.data["large"]:
                assert not said or said.message.startswith("大字版"), job.path
            elif said and said.message.startswith("大字版"):
                assert pages > 4
            else:
                assert pages <= 4 or said, job.path


def test_cutting_as_told_makes_it_fit(tmp_path: Path) -> None:
    """照说的字数从最长的几句里删，再查就不说了。"""
    root = copy_handbook(tmp_path / "book")
    path = root / "cases/mulinxiang.yml"
    line = "  - {内容: %s, 推断: 是}\n"
    said = "".join(f"第{n}天，社工把第{n}户的话写在纸上，" for n in range(1, 60)) + "都贴出来。"
    before = path.read_text("utf-8")

    def write(words: str) -> Problem | None:
        path.write_text(before.replace("启示:\n", "启示:\n" + line % words), "utf-8")
        found = [p for p in check_handbook(root) if p.code == "T29" and p.path.endswith(path.name)]
        return found[0] if found else None

    problem = write(said)
    assert problem
    assert problem.message.startswith("折页排成 3 面")
    letters = re.search(r"删去约 (\d+) 字", problem.message)
    assert letters
    cut = int(letters[1])
    assert cut < len(said)
    again = write(said[: len(said) - cut - 1] + "。")
    assert not again or again.message.startswith("大字版")


def test_what_is_tried_when_a_few_lines_are_too_many() -> None:
    """先去掉五社的图，再缩小行距，最后才不印“可以接着看”；字号从不缩小，正文一块不少。"""
    path = "cases/mulinxiang/mulinxiang.pdf"
    job = next(job for job in compile_handbook(HANDBOOK).prints() if job.path == path)
    assert isinstance(job, PrintJob)
    tried = [job.data, *(one.data for one in leaner(job))]
    drawn = ['"five"' in json.dumps(data["method"]["sections"]) for data in tried]
    assert drawn == [True, False, True, False, False]
    assert [data["sheet"]["close"] for data in tried] == [False, False, True, True, True]
    assert {data["sheet"]["size"] for data in tried} == {10.5}
    assert [bool(data["method"]["related"]) for data in tried] == [True] * 4 + [False]
    counts = {sum(len(s["c"]) for s in data["method"]["sections"]) for data in tried}
    assert max(counts) - min(counts) == 1


def test_a_few_lines_too_many_are_fitted(tmp_path: Path) -> None:
    """多出几行的，排紧一点，仍是一张两面，检查时也不说。"""
    root = copy_handbook(tmp_path / "book")
    path = root / "cases/mulinxiang.yml"
    before = path.read_text("utf-8")
    fitted = 0
    with PdfWriter() as writer:
        for count in range(0, 40, 4):
            said = "".join(f"第{n}天，社工把第{n}户的话写在纸上，" for n in range(count))
            line = f"  - {{内容: {said}贴出来。, 推断: 是}}\n"
            path.write_text(before.replace("启示:\n", "启示:\n" + line), "utf-8")
            jobs = {job.path: job for job in compile_handbook(root).prints()}
            job = jobs["cases/mulinxiang/mulinxiang.pdf"]
            assert isinstance(job, PrintJob)
            found = writer.fit(replace(job, data={**job.data, "fit": True}), {})
            assert found.sides == sides(writer.one(job, {}))
            fitted += found.sides == 2
    assert fitted >= 6


def test_what_has_not_changed_is_not_typeset_again(
    root: Path, told: dict[str, Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(leaflets, "_fits", never)
    assert {*check_handbook(root, site_url=SITE_URL)} == {*told.values()}


def test_without_the_typesetter_nothing_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaflets, "installed", lambda: False)
    assert check_handbook(root, site_url=SITE_URL) == ()


def test_it_is_advice(root: Path) -> None:
    """加了 --strict 也通过。"""
    import subprocess

    command = [sys.executable, "-m", "casebook", "check", "--strict", "--root", str(root)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "建议不算问题" in done.stdout.decode()


def test_a_draft_without_a_source_is_looked_at_too(tmp_path: Path) -> None:
    """一个来源还没有的草稿也排得成；写得太长也说。"""
    root = copy_handbook(tmp_path / "book")
    said = "".join(f"第{n}天，社工把第{n}户的话写在纸上，" for n in range(1, 240)) + "都贴出来。"
    (root / "cases/caogao.yml").write_text(
        f"标题: 草稿\n状态: 征集\n版次: 1\n一句话: {{内容: 居民把门房改成书房。, 推断: 是}}\n"
        f"启示:\n  - {{内容: {said}, 推断: 是}}\n",
        "utf-8",
    )
    assert {"T29"} & {p.code for p in check_handbook(root) if p.path == "cases/caogao.yml"}


def test_many_at_once_are_told_little_by_little(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """没有看过的太多，一次只看一些，新改的在先；看过的记着。"""
    root = stress_handbook(tmp_path / "book")
    newest = root / "cases/shili-fengman.yml"
    for path in (root / "cases").glob("*.yml"):
        os.utime(path, (path == newest, path == newest))
    monkeypatch.setattr(leaflets, "_AT_ONCE", 1)
    first = [p.path for p in check_handbook(root, site_url=SITE_URL)]
    assert first == ["cases/shili-fengman.yml"]
    monkeypatch.setattr(leaflets, "_AT_ONCE", 40)
    assert {*first} < {p.path for p in check_handbook(root, site_url=SITE_URL)}
