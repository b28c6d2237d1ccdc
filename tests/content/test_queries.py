"""读者会打的话（queries.yml）：在真的网站上，用浏览器里真的查找来判。"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from conftest import ROOT, build, copy_handbook, put

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text("utf-8"))
FIND = """async (query) => {
  const found = await window.casebookSearchEngine.search(query);
  const some = [];
  while (found && !found.done) some.push(...await found.take(50));
  return [found && found.instead, some.map(({record, anchor}) => record.address + "#" + anchor)];
}"""
FIRST, IN_THREE = 0.9, 0.97
"""排第一的、在前三的，至少多少。"""


@pytest.fixture(scope="module")
def shown(
    tmp_path_factory: pytest.TempPathFactory, http: Callable[[Path], str], chromium: Browser
) -> Iterator[Page]:
    root = copy_handbook(tmp_path_factory.mktemp("queries") / "book", ROOT)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    put(root, {"mkdocs.yml": settings.replace("print: book", "print: none")})
    built = build(root)
    assert built.code == 0, built.output
    page = chromium.new_page()
    page.goto(http(built.site) + "about/")
    page.click(".cn-sbtn")
    page.wait_for_function("() => window.casebookSearchEngine")
    yield page
    page.close()


def right(found: str, wanted: list[str]) -> bool:
    """`found`（页#锚点）是不是 `wanted` 里的一处：页要一样，锚点的开头一样。"""
    page, _, anchor = found.partition("#")
    return any(
        page == one.partition("#")[0].lstrip("/") and anchor.startswith(one.partition("#")[2])
        for one in wanted
    )


@pytest.fixture(scope="module")
def answers(shown: Page) -> dict[str, list[tuple[dict[str, Any], str, list[str]]]]:
    """一类一类：打的话，问“您是不是找”的词，找到的各处。"""
    return {
        kind: [(one, *shown.evaluate(FIND, one["查"])) for one in queries]
        for kind, queries in QUERIES.items()
    }


def test_there_are_enough() -> None:
    assert sum(map(len, QUERIES.values())) >= 150


def test_the_right_page_is_first(answers: Any) -> None:
    missed, counts = [], Counter[str]()
    for one, _, found in (a for some in answers.values() for a in some if a[0]["对"]):
        first, three = (any(right(f, one["对"]) for f in found[:n]) for n in (1, 3))
        counts.update({"all": 1, "first": first, "three": three})
        if not first:
            missed.append((one["查"], found[:3]))
    assert counts["first"] >= FIRST * counts["all"], missed
    assert counts["three"] >= IN_THREE * counts["all"], missed


def test_words_copied_from_a_sentence_find_every_page_that_has_it(answers: Any) -> None:
    for one, _, found in answers["原文"]:
        pages = {f.partition("#")[0] for f in found}
        assert {w.partition("#")[0].lstrip("/") for w in one["对"]} <= pages, one["查"]


def test_what_is_not_in_the_book_is_not_found(answers: Any) -> None:
    assert [one["查"] for one, _, found in answers["没有"] if found] == []


def test_a_wrong_character_is_asked_about(answers: Any) -> None:
    asked = [(one["查"], said) for one, said, _ in answers["别字"] if said != one["猜"]]
    assert len(asked) <= len(answers["别字"]) // 10, asked


def test_every_substring_is_found(shown: Page) -> None:
    """随便从哪一页的哪一句里截几个字，都找得到那一页。"""
    missed = shown.evaluate(
        """async () => {
          const engine = window.casebookSearchEngine;
          const missed = [];
          let seed = 7;
          const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
          const pages = await engine.search("的");
          const records = (await pages.take(200)).map(({record}) => record);
          for (const record of records.filter((r) => !/^(guide|sources)/.test(r.address)))
            for (let n = 0; n < 3; n += 1) {
              const section = record.sections[random(record.sections.length)];
              const line = section.text.split("\\n")[random(section.text.split("\\n").length)];
              const chars = [...line];
              if (chars.length < 4) continue;
              const from = random(chars.length - 3);
              const word = chars.slice(from, from + 3 + random(5)).join("").trim();
              if (/^[\\d+\\p{P}\\s]|[\\d+\\p{P}\\s]$/u.test(word)) continue; // 数字要整个对上
              const found = await engine.search(word);
              const got = [];
              while (found && !found.done) got.push(...await found.take(50));
              if (!got.some((one) => one.record.address === record.address))
                missed.push([record.address, word]);
            }
          return missed;
        }"""
    )
    assert missed == []
