"""指纹：不同的东西不同，同样的东西同样；说不准的不收。"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.store import digest, digest_of_file

WORDS = st.text(max_size=6)


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_parts_do_not_run_together(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) is (one == other)


def test_the_order_of_a_mapping_does_not_count() -> None:
    assert digest({"甲": 1, "乙": (2, None)}) == digest({"乙": [2, None], "甲": 1})
    assert digest(["甲", "乙"]) != digest(["乙", "甲"])
    assert len(digest()) == 64


@pytest.mark.parametrize("part", [{1, 2}, object(), b"bytes", Path("a")])
def test_what_has_no_one_spelling_is_refused(part: object) -> None:
    with pytest.raises(TypeError):
        digest(part)


def test_a_file_is_its_name_and_content(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"\xff")
    other.write_bytes(b"\xff")
    assert digest_of_file(one, tmp_path) != digest_of_file(other, tmp_path)
    assert digest_of_file(one, tmp_path) == digest_of_file(one, tmp_path)
