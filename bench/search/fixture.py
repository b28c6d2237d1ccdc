"""读者会打的话（tests/content/queries.yml）：与网站对不对得上；答得对不对。"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from machine import ROOT
from records import BEHIND, Page, folded

QUERIES = ROOT / "tests/content/queries.yml"
NONE, EXACT, TYPO = "没有", "原文", "别字"
_FIRST_FEW = 3


@dataclass(frozen=True)
class Query:
    """一句话：属于哪一类，打的，对的页，该猜的，别名，原文的一句。"""

    kind: str
    typed: str
    right: tuple[str, ...]
    guess: str = ""
    alias: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Answer:
    """列出来的地址，好的在前；问“您是不是找”的词。"""

    found: Sequence[str]
    guesses: Sequence[str] = ()


@dataclass
class Score:
    """一类的得分。`places` 是不只页对、那一处也对的；`complete` 是该列的页一页不少的。"""

    total: int = 0
    first: int = 0
    few: int = 0
    missed: int = 0
    places: int = 0
    complete: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """加上另一类的。"""
        for name in ("total", "first", "few", "missed", "places", "complete"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def read(path: Path = QUERIES) -> list[Query]:
    """照次序读出来。"""
    written: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text("utf-8"))
    return [
        Query(
            kind, one["查"], tuple(one["对"]),
            one.get("猜", ""), one.get("词", ""), one.get("句", ""),
        )
        for kind, entries in written.items()
        for one in entries
    ]  # fmt: skip


def aliases(queries: Iterable[Query]) -> dict[str, list[str]]:
    """别名 → 书里的词。"""
    pairs = (query.alias.split(" → ") for query in queries if query.alias)
    return {said: words.split("、") for said, words in pairs}


def stale(queries: Iterable[Query], pages: Iterable[Page]) -> list[str]:
    """与网站对不上的，各一句：没有那一页，原文不在了、别的页也有，说没有的其实有。"""
    texts = {page.address: folded(page.text).replace(" ", "") for page in pages}
    anchors = set()
    said = []
    for query in queries:
        key = folded(query.typed).replace(" ", "")
        public = {a for a, t in texts.items() if key and key in t and not a.startswith(BEHIND)}
        right = {address.partition("#")[0] for address in query.right}
        anchors |= {address for address in query.right if "#" in address}
        said += [f"{query.typed}：没有 {a} 这一页" for a in sorted(right - texts.keys())]
        if query.kind == EXACT:
            if public != right:
                said.append(f"{query.typed}：有这句话的是 {sorted(public)}")
            whole = folded(query.sentence).replace(" ", "")
            said += [f"{query.typed}：{a} 里没有这一句" for a in right if whole not in texts[a]]
        elif query.kind == NONE and public:
            said.append(f"{query.typed}：{sorted(public)} 里有")
    return said


def judge(
    queries: Iterable[Query], ask: Callable[[Query], Answer]
) -> tuple[dict[str, Score], Score]:
    """各类与全部（“没有”的一类不算在全部里）的得分。"""
    kinds: dict[str, Score] = {}
    for query in queries:
        score = kinds.setdefault(query.kind, Score())
        _judge(query, ask(query), score)
    whole = Score()
    for kind, score in kinds.items():
        if kind != NONE:
            whole.add(score)
    return kinds, whole


def _judge(query: Query, answer: Answer, score: Score) -> None:
    score.total += 1
    if query.kind == NONE:
        score.first += not answer.found
        if answer.found:
            score.wrong.append(f"{query.typed} → {' '.join(answer.found[:_FIRST_FEW])}")
        return
    right = {address.partition("#")[0] for address in query.right}
    listed = [address.partition("#")[0] for address in answer.found]
    order = [*dict.fromkeys(listed)]
    guessed = bool(query.guess) and query.guess in answer.guesses
    score.first += guessed or (bool(order) and order[0] in right)
    few = guessed or not right.isdisjoint(order[:_FIRST_FEW])
    score.few += few
    score.missed += not guessed and right.isdisjoint(order)
    score.complete += right <= set(order)
    score.places += guessed or any(
        address.startswith(one) for address in answer.found[:1] for one in query.right
    )
    if not (guessed or (order and order[0] in right)):
        score.wrong.append(f"{query.typed} → {' '.join(order[:_FIRST_FEW]) or '没有找到'}")
