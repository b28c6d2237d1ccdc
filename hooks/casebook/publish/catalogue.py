"""筛选用的：一列工作法分了页，筛选出来的不全在一页上，浏览器取清单与一批批的条目。

cases/catalogue.js      查法 → 词 → 第几条（从 0 数起，写法见 search/postings.py）
cases/catalogue-N.js    第 N 批，一批 `SIZE` 条，写成 HTML
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from casebook.compose import Document
from casebook.compose.methods import catalogue_batch, facets_of
from casebook.publish.artefact import Artefact, Input, Output, artefact
from casebook.render.web import Plan, Site, blocks_html
from casebook.search import encoded, script
from casebook.store import digest

SIZE = 20
"""一批几条：一次列二十条，散在二十批里，也不过几十 KB。"""
_BASE = "/cases/"


def catalogue_files(site: Site) -> Iterator[Artefact]:
    """一列只有一页的，没有。"""
    methods = site.book.methods
    if len(methods) <= site.book.handbook.page_size:
        return
    unknown = site.book.handbook.unknown_street
    given = [(m.id, facets_of(m, unknown)) for m in methods]
    listed = Input(digest(given), lambda: [facets for _, facets in given])
    yield artefact("cases/catalogue.js", directory, listed)
    for n, start in enumerate(range(0, len(methods), SIZE)):
        own = methods[start : start + SIZE]
        plan = Plan(_BASE, "", "", "", partial(catalogue_batch, own), lists=tuple(own))
        document = Input(site.key(plan), partial(site.document, plan))
        yield artefact(f"cases/catalogue-{n}.js", batch, f"catalogue-{n}", document)


def directory(listed: Sequence[Mapping[str, Sequence[str]]]) -> Output:
    """清单。"""
    groups: dict[str, dict[str, list[int]]] = {}
    for at, facets in enumerate(listed):
        for name, words in facets.items():
            for word in words:
                groups.setdefault(name, {}).setdefault(word, []).append(at)
    written = {
        name: {word: encoded([ids]) for word, ids in words.items()}
        for name, words in groups.items()
    }
    return Output((script("catalogue", {"size": SIZE, "groups": written}),))


def batch(name: str, document: Document) -> Output:
    """一批。"""
    return Output((script(name, blocks_html(document)),))
