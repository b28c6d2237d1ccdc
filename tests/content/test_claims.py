"""发布的每一句有来源的话，旁边放着来源的那一句：人看得见两边，机器查得出引号、数字和推断。

`facts/quotes.yml` 是从各来源抄下来的原文；`facts/cases/<编号>.yml` 一句一句地对。改了一句话，
照失败时印出来的样子改这里，先看原文撑不撑得住。新的一条，加一个文件就行；原文抄在
另一个 `facts/quotes-*.yml` 里也可以。
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from casebook.model import Case, Status
from casebook.model.results import Claim, Voice
from casebook.model.statements import Record, Statement
from casebook.model.walk import walk
from casebook.read import Library, read_library
from conftest import ROOT

FACTS = ROOT / "tests/content/facts"
QUOTES: dict[str, dict[str, dict[str, str]]] = {}
for _path in sorted(FACTS.glob("quotes*.yml")):
    for _source, _places in yaml.safe_load(_path.read_text("utf-8")).items():
        QUOTES.setdefault(_source, {}).update(_places)
CASES = {
    path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FACTS.glob("cases/*.yml"))
}
_APART = frozenset(("sources", "inferred", "missing", "told_by"))
_AMOUNT = frozenset(("value", "qualifier", "unit"))
"""出处与记号；写成一个量的三栏，照印出来的样子写。"""
_WIDE = str.maketrans(",:;?!()", "，：；？！（）")
_QUOTED = re.compile(r"“[^“”]*”")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_EDITORS = re.compile(r"编者|读到的部分|推算|按上下文|没有核实|照字面")
_DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True)) | {"10": "十"}
_SHINGLE = 12


@cache
def library() -> Library:
    found, problems = read_library(ROOT)
    assert not problems
    return found


def published() -> dict[str, Case]:
    entries = library().cases.items()
    return {
        name: entry.record for name, entry in entries if entry.record.status is Status.PUBLISHED
    }


def tight(text: str) -> str:
    """不计空格，标点一律全角：抄录里的标点是半角的。"""
    return re.sub(r"\s+", "", text).translate(_WIDE)


def flat(value: Any) -> str:
    """一栏或一条记录写了什么，一行。"""
    if isinstance(value, Record):
        amount = value.amount if getattr(value, "value", None) and hasattr(value, "amount") else ""
        apart = _APART | _AMOUNT if amount else _APART
        names = (name for name in type(value).model_fields if name not in apart)
        kept = [*(flat(getattr(value, name)) for name in names), amount]
        return "；".join(one for one in kept if one)
    if isinstance(value, tuple):
        return "、".join(map(flat, value))
    return "" if value is None or value is False else " ".join(str(value).split())


def said(item: Record) -> str:
    """这条记录说了什么，一行；整条的，是它在哪里。"""
    if isinstance(item, Case):
        places = (*item.streets, *item.residential_areas, item.address)
        return "、".join(place for place in places if place)
    return flat(item)


def claims(case: Case) -> Iterator[dict[str, Any]]:
    """这条案例里每一句写了来源的话，照 `facts/cases/` 的样子。"""
    for loc, item in walk(case):
        if isinstance(item, Case):
            sources = item.placed_by if said(item) else ()
            name = "地点"
        else:
            sources = getattr(item, "sources", ())
            name = " ".join(str(part + 1 if isinstance(part, int) else part) for part in loc)
        if sources:
            row: dict[str, Any] = {"栏目": name, "话": said(item)}
            if getattr(item, "inferred", False):
                row["推断"] = "是"
            row["出自"] = [
                {"来源": c.source, **({"位置": c.locator} if c.locator else {})} for c in sources
            ]
            yield row


ROWS = [
    pytest.param(row, id=f"{name}-{row['栏目'].replace(' ', '')}")
    for name, rows in CASES.items()
    for row in rows
]


@pytest.mark.parametrize("name", sorted(published()))
def test_every_claim_stands_beside_its_source(name: str) -> None:
    wanted = list(claims(published()[name]))
    shown = yaml.safe_dump(wanted, allow_unicode=True, sort_keys=False, width=10_000)
    assert name in CASES, f"没有 facts/cases/{name}.yml，照这样写，再添上原文：\n{shown}"
    written = [
        {
            **{key: row[key] for key in ("栏目", "话", "推断") if key in row},
            "出自": [
                {key: cited[key] for key in ("来源", "位置") if key in cited}
                for cited in row["出自"]
            ],
        }
        for row in CASES[name]
    ]
    assert written == wanted, shown


def test_nothing_is_kept_for_a_case_that_is_not_published() -> None:
    assert set(CASES) == set(published())


def strange(row: dict[str, Any]) -> Iterator[str]:
    """这一句的毛病：没有原文，原文同抄下来的不一样，引号、数字不是来源的。"""
    for cited in row["出自"]:
        places = QUOTES.get(cited["来源"], {})
        if not (cited.get("原文") or cited.get("整理")):
            yield f"{cited['来源']} 没有原文"
        for key in ("原文", "整理"):
            for text in cited.get(key, ()):
                found = [place for place, kept in places.items() if text in kept.get(key, "")]
                if not found or cited.get("位置", found[0]) not in found:
                    yield f"quotes.yml 的{cited['来源']}里没有：{text}"
    texts = [text for c in row["出自"] for key in ("原文", "整理") for text in c.get(key, ())]
    there = tight("\n".join(texts))
    bare = there.replace("“", "").replace("”", "")
    for quoted in _QUOTED.findall(row["话"]):
        if tight(quoted)[1:-1] not in bare:
            yield f"引号里的不是原话：{quoted}"
    dates = "\n".join(str(library().sources[c["来源"]].date) for c in row["出自"])
    known = {*_NUMBER.findall(there), *(str(int(one)) for one in re.findall(r"\d+", dates))}
    for number in _NUMBER.findall(row["话"]):
        if number not in known and _DIGITS.get(number, "无") not in there:
            yield f"来源里没有这个数：{number}"


@pytest.mark.parametrize("row", ROWS)
def test_the_source_says_so(row: dict[str, Any]) -> None:
    """原文一字不改；整理，是抄录的人读了整页写的，原文没有抄全的才用它。"""
    assert list(strange(row)) == []


def test_inference_is_marked() -> None:
    """编者自己的话，不放在出处前面当成来源说的。"""
    for name, case in published().items():
        for loc, item in walk(case):
            if isinstance(item, Statement) and _EDITORS.search(item.text or ""):
                assert item.inferred, (name, loc, item.text)


def test_what_a_source_claims_and_what_a_resident_says_is_verbatim() -> None:
    for name, case in published().items():
        rows = {row["栏目"]: row for row in CASES.get(name, ())}
        for loc, item in walk(case):
            if not isinstance(item, Claim | Voice) or not item.sources:
                continue
            place = " ".join(str(part + 1 if isinstance(part, int) else part) for part in loc)
            there = tight("\n".join(t for c in rows[place]["出自"] for t in c.get("原文", ())))
            assert tight(item.words) in there, (name, place)


def test_no_published_text_comes_from_an_unpublished_case() -> None:
    """登记簿、文章、例子里，没有一句是没有发布的案例里的话。"""
    hidden: dict[str, str] = {}
    for name, entry in library().cases.items():
        if entry.record.status is Status.PUBLISHED:
            continue
        for loc, item in walk(entry.record):
            whole = tight(said(item)) if not isinstance(item, Case) else ""
            for at in range(len(whole) - _SHINGLE + 1):
                if not whole[at : at + _SHINGLE].isascii():  # 编号不是话
                    hidden.setdefault(whole[at : at + _SHINGLE], f"{name} {loc}")
    shown = [
        *ROOT.glob("content/**/*.md"),
        *(path for path in ROOT.glob("content/**/*.yml") if "sources" not in path.parts),
        *(ROOT / f"cases/{name}.yml" for name in published()),
        ROOT / "hooks/casebook/model/examples.py",
    ]
    for path in shown:
        if path.name == "sources.yml":
            continue  # 题名是来源自己的
        text = tight(path.read_text("utf-8"))
        for at in range(len(text) - _SHINGLE + 1):
            piece = text[at : at + _SHINGLE]
            assert piece not in hidden, (path.name, piece, hidden[piece])


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ("一条 200 多米长的小巷。", []),
        ("一条 300 米长的小巷。", ["来源里没有这个数：300"]),
        ("“最时髦的休闲长廊”。", []),
        ("“最漂亮的长廊”。", ["引号里的不是原话：“最漂亮的长廊”"]),
    ],
)
def test_the_checks_see_a_fault(told: str, fault: list[str]) -> None:
    place = QUOTES["wushe-liandong-2023"]["第 4 段"]["原文"]
    cited = {"来源": "wushe-liandong-2023", "位置": "第 4 段", "原文": [place]}
    assert list(strange({"话": told, "出自": [cited]})) == fault


def test_a_changed_quote_is_seen() -> None:
    cited = {"来源": "wushe-liandong-2023", "位置": "第 4 段", "原文": ["一条300多米长的小巷"]}
    assert list(strange({"话": "一条小巷。", "出自": [cited]})) != []
    assert list(strange({"话": "一条小巷。", "出自": [{"来源": "wushe-liandong-2023"}]})) != []
