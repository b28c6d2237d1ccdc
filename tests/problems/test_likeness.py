"""改法从不改变指的是哪一个：每一组约定的词、每一本登记簿，两两比过，一个字一个字地改过。"""

import itertools
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.check.unknown import unknown_doer, unknown_id, unknown_term
from casebook.model import LABELS, REGISTERS, Case, describe
from casebook.model.pages import ProseHead
from casebook.model.references import _NAMES as NAMES
from casebook.model.walk import record_kinds
from casebook.problems.likeness import alike, bared, same, sound
from casebook.problems.traditional import simplified
from casebook.read import read_library
from casebook.read.elsewhere import meant, meant_choice
from conftest import HANDBOOK

LIBRARY, _ = read_library(HANDBOOK)
KINDS = list(
    dict.fromkeys(
        kind for top in (Case, ProseHead, *REGISTERS.values()) for kind in record_kinds(top)
    )
)
LISTS: dict[str, list[str]] = {
    **{f"{kind.__name__} 的栏目": [field.key for field in describe(kind)] for kind in KINDS},
    **{
        f"{kind.__name__}.{field.key}": list(map(str, field.choices))
        for kind in KINDS
        for field in describe(kind)
        if field.choices
    },
    **{f"{LABELS[name]}的编号": sorted(LIBRARY.ids(name)) for name in REGISTERS},
    **{f"{LABELS[name]}的名称": sorted(LIBRARY.names(name)) for name in REGISTERS},
    **{f"{LABELS[name]}的叫法": sorted(LIBRARY.directory(name).called) for name in REGISTERS},
    "案例的编号": sorted(LIBRARY.case_ids),
    "案例的标题": sorted(LIBRARY.directory("cases").titles.values()),
}
EVERY_KEY = sorted({field.key for kind in KINDS for field in describe(kind)})
EVERY_WORD = sorted({word for words in LISTS.values() for word in words})
BY_NAME = {register for _, _, register in NAMES}
HOMOPHONES = {
    "田": "甜天",
    "天": "田甜",
    "新": "馨欣",
    "更": "耕",
    "社": "设涉",
    "区": "曲",
    "邻": "林",
}
HOMOPHONES |= {"心": "新", "公": "工宫", "益": "易义", "和": "合荷", "里": "理", "实": "石"}
PREFIXES = ("不", "未", "非", "无", "最", "已", "小", "大", "新", "副", "第二", "前", "no-", "non-")


def edits(word: str) -> Iterator[str]:
    """`word` 的一字之差：少一个、多一个、换一个、挨着的两个对调，前面多几个字或少几个字。"""
    letters = "aeg5-" if word.isascii() else "不未一二东西大小、A"
    for n in range(len(word) + 1):
        yield word[:n] + word[n + 1 :]
        for letter in letters:
            yield word[:n] + letter + word[n:]
            yield word[:n] + letter + word[n + 1 :]
        yield word[:n] + word[n : n + 2][::-1] + word[n + 2 :]
        yield word[n:]
    yield from (prefix + word for prefix in PREFIXES)


@pytest.mark.parametrize("name", LISTS)
def test_never_another_of_the_same_list(name: str) -> None:
    """一个词就是它自己，从不“改成”同一组里的另一个；去掉它，也不会有别的来顶替它。"""
    words = LISTS[name]
    for word in words:
        assert same(word, words) in (word, "")
        others = [one for one in words if bared(one) != bared(word)]
        assert same(word, others) == "", (word, same(word, others))
    for one, other in itertools.permutations(words, 2):
        if bared(one) != bared(other):
            assert same(one, [other]) == "", (one, other)


@pytest.mark.parametrize("name", LISTS)
def test_a_small_edit_never_means_another(name: str) -> None:
    """一字之差的写法，改法要么没有，要么正是原来的那一个；编号里的数字从不猜。"""
    words = LISTS[name]
    whole = frozenset(words)
    for word in words[:60]:
        for written in {*edits(word[:40])} - whole:
            found = same(written, whole)
            if not found or bared(written) == bared(found):
                continue
            assert found == word, (written, found)
            assert digits(written) == digits(found), (written, found)
            assert marks(written) <= marks(found), (written, found)


def digits(text: str) -> list[str]:
    return [c for c in unicodedata.normalize("NFKC", text) if c.isdigit()]


def marks(text: str) -> set[str]:
    """改变意思的字。"""
    return {
        c for c in text if c in "不未非无没反一二三四五六七八九十两半上下东西南北前后大小新旧、，"
    }


def test_no_word_of_the_book_stands_for_another() -> None:
    """全书的每一个词放到每一组里：不在这一组里的，从不变成这一组的另一个词。

    栏目名也一样：别的记录的栏目，从不“改成”这个记录的栏目。
    """
    for name, words in LISTS.items():
        whole = frozenset(words)
        for written in EVERY_WORD:
            found = same(written, whole)
            assert bared(found) in ("", bared(written)), (name, written, found)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_keys(kind: type) -> None:
    keys = [field.key for field in describe(kind)]
    for key in EVERY_KEY:
        if key not in keys:
            assert meant(kind, key) == "", (key, meant(kind, key))
    for wrong in ("开门时间", "地点", "做法", "名字", "超过", "时间安排", "不相关", "单位名称"):
        assert meant(kind, wrong) == ""
    for field in describe(kind):
        assert meant(kind, field.name) in (field.key, "")
        assert meant(kind, field.key + " ") == field.key


UNCHANGED = frozenset(
    "一上下不与事五人他仙代件位体作依修值充全公其内写列制北印又句可台同名向周品善地型域培基天媒字"
    "官定容居山工布平序建引待志意慈成截才技持推放政效文新方日更曾替服期村机次步民求法注活流源点版"
    "牌理生用由益目相示社科程策者育能至色行要角言起路近道集霞首虹明核式格社居原石步"
    "因撤改正入江泾目空家企街做址多排摘支梳模片置署超逾金拼音"
    "之以元出到前口右各哪存少左市年段比的象足途附俗打找中在"
)
"""栏目名与词表里，繁体也这样写的字。新的栏目名用了别的字，就要在 traditional.py 里添上它的繁体。"""


def test_every_key_is_known_in_traditional() -> None:
    table = {right: wrong for wrong, right in traditional().items()}
    words = {*EVERY_KEY, *(w for name, ws in LISTS.items() if "." in name for w in ws)}
    left = {c for word in words for c in word if "\u4e00" <= c <= "\u9fff" and c not in table}
    assert left <= UNCHANGED, "".join(sorted(left - UNCHANGED))
    for word in words:
        written = "".join(table.get(c, c) for c in word)
        assert simplified(written) == word


def traditional() -> dict[str, str]:
    every = map(chr, range(0x4E00, 0xA000))
    return {char: simplified(char) for char in every if simplified(char) != char}


@pytest.mark.parametrize(
    ("written", "words", "right"),
    [
        ("標題", ["标题", "时间"], "标题"),
        ("標提", ["标题", "时间"], "标题"),
        (" 社区更新。", ["社区更新"], "社区更新"),
        ("《社区更新》", ["社区更新", "社区"], "社区更新"),
        (
            "wushe_liandong_2023",
            ["wushe-liandong-2023", "wushe-liandong-2022"],
            "wushe-liandong-2023",
        ),
        ("ＤＥＭＯ－policy", ["demo-policy"], "demo-policy"),
        ("demo-poliy", ["demo-policy"], "demo-policy"),
        ("新径镇", ["新泾镇", "北新泾街道"], "新泾镇"),
        ("志愿活活动", ["志愿活动"], "志愿活动"),
    ],
)
def test_the_same(written: str, words: list[str], right: str) -> None:
    assert same(written, words) == right


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("超过", ["约", "近", "逾", "不超过", "多", "余"]),
        ("最多", ["约", "近", "逾", "不超过", "多", "余"]),
        ("月", ["约", "近"]),
        ("已发布", ["征集", "梳理", "发布"]),
        ("未发布", ["征集", "梳理", "发布"]),
        ("chunfeng-bao-2021", ["changxin-dianti-2021", "chunfeng-bao-2020"]),
        ("some-interview", ["shiyanqu-fangan-2019"]),
        ("chunfeng-biao", ["chunfeng-bao"]),
        ("shequ-gengxing", ["shequ-gengxin"]),
        ("江宁路街道", ["江苏路街道"]),
        ("华泾镇", ["新泾镇"]),
        ("社区、志愿者", ["社区志愿者", "社区"]),
        ("社区 志愿者", ["社区志愿者", "社区"]),
        ("新泾镇？", ["新泾镇"]),
        ("a-1-1", ["a-11"]),
        ("95", ["95%"]),
        ("demo", ["demos-a", "demos-b"]),
        ("", ["约"]),
    ],
)
def test_not_the_same(written: str, words: list[str]) -> None:
    assert same(written, words) == ""


PROPER = (
    ("春田花园", "春天花园"),
    ("社区更馨营造中心", "社区更新营造中心"),
    ("示范营造中心", "示例营造中心"),
    ("虹桥公易服务社", "虹桥公益服务社"),
    ("长宁区社区更新实施方安", "长宁区社区更新实施方案"),
    ("新华里里居民区", "新华里居民区"),
    ("睦临巷", "睦邻巷"),
)


@pytest.mark.parametrize(("written", "name"), PROPER)
def test_a_proper_name_one_character_apart_is_another(written: str, name: str) -> None:
    """专名差一个字就是另一个，读音一样也是：只能给人挑；标点、繁简、全角半角不同的还是它。"""
    assert same(written, [name], proper=True) == ""
    assert same(f"《{name}》", [name], proper=True) == name
    assert same(name[:2] + " " + name[2:], [name], proper=True) == name


@pytest.mark.parametrize("register", [name for name in REGISTERS if name not in BY_NAME])
def test_no_entry_stands_for_a_name_one_character_apart(register: str) -> None:
    """登记的每一个名称，换成同音的、别的字，打两遍，少一个字：从不当作登记过的那一个。"""
    for name in sorted(LIBRARY.names(register)):
        for n, char in enumerate(name):
            others = (HOMOPHONES.get(char, "") + "明", char * 2, "")
            for other in {*others[0], *others[1:]} - {char}:
                written = name[:n] + other + name[n + 1 :]
                if bared(written) in {bared(one) for one in LIBRARY.directory(register).called}:
                    continue
                advice = unknown_id(LIBRARY, register, written, many=True, pinned=True)
                assert advice.value == "", (written, advice)
                if register == "organisations":
                    assert unknown_doer(LIBRARY, written, [name]).value == ""


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("best-garden", ["east-garden"]),
        ("civic-market", ["civic-marker"]),
        ("demo-poliby", ["demo-policy"]),
    ],
)
def test_short_english_words_are_not_guessed(written: str, words: list[str]) -> None:
    """编号里换了一个字母，不同的那一截又不长：是另一个英文词。"""
    assert same(written, words) == ""


TEXT = st.text(st.sampled_from("不未一二社区更新志愿者abc12-_ 、，.《》約约"), max_size=8)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(TEXT, st.lists(TEXT.filter(bool), max_size=6))
def test_what_is_found_is_in_the_list_and_is_the_only_one(written: str, words: list[str]) -> None:
    found = same(written, words)
    assert found == "" or found in words
    again = [word for word in words if bared(word) == bared(written)]
    assert not (len(set(again)) > 1 and found)
    if found and bared(found) != bared(written):
        assert abs(len(bared(found)) - len(bared(written))) <= 1
        assert digits(found) == digits(written)
    assert all(0 <= n < len(words) for n in alike(written, words))


@pytest.mark.parametrize("register", [name for name in REGISTERS if name not in ("actors",)])
def test_a_register_never_gives_another_entry(register: str) -> None:
    """登记过的各种叫法只换成它自己的编号；没有登记的从不换成登记过的。"""
    directory = LIBRARY.directory(register)
    for called, entry_id in directory.called.items():
        advice = unknown_id(LIBRARY, register, called, many=True, pinned=False)
        assert advice.value in (entry_id, ""), (called, advice)
        if called not in LIBRARY.ids(register):
            assert advice.value == entry_id
    for other in REGISTERS:
        for written in {*LIBRARY.ids(other), *LIBRARY.names(other)}:
            known = written in directory.titles or written in directory.called
            if not known and other != register:
                advice = unknown_id(LIBRARY, register, written, many=True, pinned=True)
                found = directory.titles.get(advice.value, advice.value)
                heard = sound(found) == "".join(c for c in written if c.isalpha())
                right = heard or same(written, [advice.value, found])
                assert not advice.value or right, (written, advice)


def test_a_value_is_never_cut() -> None:
    """写了几个的，一个也不少；有一个不认得，就没有改法。"""
    streets = sorted(LIBRARY.names("streets"))[:2]
    advice = unknown_term(LIBRARY, "streets", "、".join(streets), many=False)
    assert advice.value == ""
    assert all(street in advice.message for street in streets)
    fields = sorted(LIBRARY.names("fields"))[:2]
    for mark in ("、", "，", ",", " ", "和", "；"):
        advice = unknown_term(LIBRARY, "fields", mark.join(fields), many=True)
        assert advice.value == f"[{fields[0]}, {fields[1]}]"
    assert unknown_term(LIBRARY, "fields", f"{fields[0]}、某某", many=True).value == ""
    first, second = sorted(LIBRARY.ids("sources"))[:2]
    for mark in ("、", "，", " ", "; "):
        advice = unknown_id(LIBRARY, "sources", f"{first}{mark}{second}", many=True, pinned=True)
        assert (advice.value, advice.inside) == (f"[{first}, {second}]", f"{first}, {second}")
        one = unknown_id(LIBRARY, "sources", f"{first}{mark}{second}", many=False, pinned=False)
        assert one.value == ""
    assert unknown_id(LIBRARY, "sources", f"{first}、mouyuan", many=True, pinned=True).value == ""
    for place in (" 第3段", "（第 3 段）", "，第三页", " p. 12"):
        advice = unknown_id(LIBRARY, "sources", first + place, many=True, pinned=True)
        assert advice.value.startswith(f"{{编号: {first}, 位置: ")
        assert place.strip(" ，（）") in advice.value


def test_doers() -> None:
    organisation = min(LIBRARY.names("organisations"))
    assert unknown_doer(LIBRARY, f"社区、{organisation}", []).value == f"[社区, {organisation}]"
    assert unknown_doer(LIBRARY, "社區志願者", []).value == "社区志愿者"
    assert unknown_doer(LIBRARY, "居民", ["居民区党总支"]).value == ""
    assert unknown_doer(LIBRARY, "志愿者", []).value == ""


def test_choices_in_english_and_traditional() -> None:
    status = ["征集", "梳理", "发布", "撤下"]
    for written in ("published", "Publish", "發布", "发布。"):
        assert meant_choice(written, status) == "发布"
    for written in ("已发布", "公开", "draft版", "media"):
        assert meant_choice(written, status) == ""
    assert meant_choice("official", ["官方", "媒体", "学术", "图书", "其他"]) == "官方"
