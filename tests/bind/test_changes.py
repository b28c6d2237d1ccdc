"""两份内容之间改了什么：tests/bind/changes/*.yml 里，左边是改了哪些文件，右边是说给读者的话。"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.bind import bind
from casebook.bind.clauses import clauses, excerpts
from casebook.bind.differences import compare_records, paired
from casebook.compose.changes import CHANGES, difference_document
from casebook.compose.edition import Edition
from casebook.compose.page import Page, Whole
from casebook.editions import NOW, Point, compared
from casebook.model import HANDBOOK
from casebook.read import read_library
from casebook.render.text import plain_parts
from conftest import commit, put, replace_fields
from full import NAME, full_handbook


@pytest.mark.golden_test("changes/*.yml")
def test_what_changed(golden: Any, handbook: Callable[..., Path]) -> None:
    root = handbook(golden.get("原来的文件"), golden.get("原来") or "")
    commit(root, 1_700_000_000)
    if fields := golden.get("现在"):
        case = root / "cases/demo-case.yml"
        case.write_text(replace_fields(case.read_text("utf-8"), fields), "utf-8")
    put(root, golden.get("文件") or {})
    library, problems = read_library(root)
    assert problems == []
    found = compared(root, Point("第一版", "HEAD"), NOW, library)
    book = replace(bind(library), changes=(found,))
    page = Page(Whole(book, Edition(), lambda _: pytest.fail("不用看别的页"), {}), CHANGES, "", "")
    parts = plain_parts(difference_document(page))
    lines = [line for part in parts for line in (part.title, *part.lines) if line]
    assert golden.out["变更"] == "".join(f"{line}\n" for line in lines)


def test_every_field_readers_see_is_compared(tmp_path: Path) -> None:
    """一条丰满的工作法，一栏一栏地去掉：都说得出；说不出的，是写给编者的。"""
    root = full_handbook(tmp_path / "book")
    library, _ = read_library(root)
    case = library.cases[NAME].record
    silent = set()
    for name, info in type(case).model_fields.items():
        default = info.get_default()
        if getattr(case, name) == default or info.is_required():
            continue
        without = case.model_copy(update={name: default})
        told = [*compare_records(type(case), case, without, (), (library, library))]
        silent |= set() if told else {name}
        assert not told or any(change.before for change in told), name
    assert silent == {"rank", "aliases", "corrections"}  # 更正另有一节；换了网址另说


def test_the_handbook_itself_is_compared(handbook: Callable[..., Path]) -> None:
    root = handbook()
    commit(root, 1_700_000_000)
    with (root / HANDBOOK).open("a", encoding="utf-8") as file:
        file.write("主办单位: 示例局\n")
    library, _ = read_library(root)
    (found,) = compared(root, Point("第一版", "HEAD"), NOW, library).entries
    assert (found.register, found.address) == ("handbook", "/colophon/")
    assert [(c.place[0].key, c.after) for c in found.changes] == [("主办单位", "示例局")]


SAID = st.lists(st.text("甲乙丙丁。！\n", min_size=1, max_size=60), max_size=8).map("".join)


@given(SAID)
def test_clauses_join_again(text: str) -> None:
    assert "".join(clauses(text)) == text


@given(SAID, SAID)
def test_excerpts_show_every_changed_clause(before: str, after: str) -> None:
    old, new = excerpts(before, after)
    gone = set(clauses(before.strip())) - set(clauses(after.strip()))
    come = set(clauses(after.strip())) - set(clauses(before.strip()))
    assert all(one.strip("\n") in old for one in gone)
    assert all(one.strip("\n") in new for one in come)


@given(st.lists(st.sampled_from("甲乙丙丁")), st.lists(st.sampled_from("甲乙丙丁")))
def test_pairs_lose_nothing(before: list[str], after: list[str]) -> None:
    """每一项或一样、或出现一次；配成的对，次序不倒。"""
    found = [*paired(before, after)]
    left, right = (
        ([n for n in side if n] for side in zip(*found, strict=True)) if found else ([], [])
    )
    assert left == sorted(set(left))
    assert right == sorted(set(right))
    kept = [one for n, one in enumerate(before, 1) if n not in left]
    assert kept == [one for n, one in enumerate(after, 1) if n not in right]
