"""查找的索引：拆字、写成一份份、改几页与从头做一样。"""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from casebook.package import THEME
from casebook.search import index, read_record, written_record
from casebook.search.postings import CLASSES, Gathered, decoded, encoded, patched, shard_of
from casebook.search.record import Name, PageRecord, Part
from casebook.search.script import read_script, script
from casebook.search.units import BREAK, terms, units

UNITS = yaml.safe_load((Path(__file__).parent / "units.yml").read_text("utf-8"))
SCRIPTS = THEME / "assets/javascripts"


@pytest.mark.parametrize(("text", "wanted"), UNITS)
def test_units(text: str, wanted: str) -> None:
    assert units(text) == wanted.split()


def test_the_browser_divides_the_same(chromium: Browser) -> None:
    page = chromium.new_page()
    page.add_script_tag(content=(SCRIPTS / "search-text.js").read_text("utf-8"))
    texts = [text for text, _ in UNITS]
    assert page.evaluate("(texts) => texts.map(SearchText.units)", texts) == [*map(units, texts)]
    page.close()


def test_a_pair_does_not_cross_a_break() -> None:
    assert set(terms(units(f"甲乙{BREAK}丙"), 1, 2)) == {"甲", "乙", "丙", "甲乙"}


IDS = st.lists(st.integers(0, 90_000), unique=True, max_size=8).map(sorted)


@given(st.lists(IDS, min_size=CLASSES, max_size=CLASSES))
def test_ids_read_back(classes: list[list[int]]) -> None:
    assert decoded(encoded(classes)) == classes
    assert decoded(read_script(script("a", encoded(classes)))[1]) == classes


WORDS = st.text("甲乙丙丁12a ", max_size=12)
RECORD = st.builds(
    lambda title, names, texts: PageRecord(
        "cases/a/",
        title,
        "",
        "",
        (
            Name("", title, " ".join("甲" * len(title))),
            *(Name("x", n, "jia yi bing") for n in names),
        ),
        tuple(Part("" if n == 0 else f"p{n}", t, t * 2) for n, t in enumerate(texts)),
    ),
    WORDS,
    st.lists(WORDS, max_size=2),
    st.lists(WORDS, max_size=3),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(RECORD, RECORD, st.booleans()), min_size=1, max_size=6))
def test_edited_is_as_made_anew(pages: list[tuple[PageRecord, PageRecord, bool]]) -> None:
    """改几页，与从头做一个字节也不差。"""
    layout = index.Layout(80)
    before = index.shards((old for old, _, _ in pages), layout)
    after = index.shards((new if edited else old for old, new, edited in pages), layout)
    edits = [(n, old, new) for n, (old, new, edited) in enumerate(pages) if edited]
    changed = index.changes(edits, layout)
    made = {
        name: index.patched_shard(content, changed[name]) if name in changed else content
        for name, content in before.items()
    }
    assert made == after


def test_patching_takes_away_what_is_gone() -> None:
    gathered = Gathered()
    gathered.add(0, {"甲": 0, "乙": 4})
    gathered.add(1, {"甲": 1})
    (postings,) = gathered.shards(1)
    assert patched(postings, {"乙": [(0, None)], "甲": [(1, 4)]}) == {
        "甲": encoded([[0], [], [], [], [1]])
    }


def test_a_record_reads_back() -> None:
    record = PageRecord("a/", "题", "01", "小字", (Name("", "题", "ti"),), (Part("", "题", "话"),))
    assert read_record(written_record(record)) == record


def test_terms_are_spread() -> None:
    """一份不会比别的大很多：常用字两两成对，分在 64 份里。"""
    chars = "一二三四五六七八九十的了在是我有和人这中大为上个国"
    counts = [0] * 64
    for a in chars:
        for b in chars:
            counts[shard_of(a + b, 64)] += 1
    assert max(counts) < 3 * sum(counts) / 64


@pytest.fixture
def addresses() -> list[str]:
    return ["guide/", "sources/", "", "cases/b/", "streets/a/", "cases/a/"]


def test_order(addresses: list[str]) -> None:
    """工作法在前，编者看的、来源在后。"""
    assert index.ordered(addresses) == [
        "cases/a/",
        "cases/b/",
        "",
        "streets/a/",
        "guide/",
        "sources/",
    ]


@pytest.mark.parametrize("pages", [1, 20, 100, 1_000, 10_000])
def test_layout(pages: int) -> None:
    """几份是 2 的幂，一份几十页的词上下。"""
    layout = index.Layout(pages)
    for count in (layout.words, layout.names):
        assert count & (count - 1) == 0
    assert layout.words <= max(1, pages / 10) < 2 * layout.words or pages < 20
