"""网页的模板只把 Document 排成网页：没有写给读者的字，不看整本书，不查、不算、不拼。"""

import re
from collections.abc import Iterator

import pytest
from jinja2 import meta, nodes

from casebook.render.web import environment

TEMPLATES = sorted(environment().list_templates())
GIVEN = {
    "build",  # 留下读过的页的脚本
    "missing",
    "others",
    "page",
    "r",
    "asked",  # 投稿的表单
    "listing",  # 相关
    "number", "related", "id", "printed", "print_this", "citing", "qr",  # 一条工作法
    "word", "BLANK_CASE", "BLANK_FORM", "FORM_JSON",
}  # fmt: skip
"""模板拿得到的：一页的 Document、写块的、几样写网页时才知道的。"""
OURS = {"r", "draw", "parts", "blocks", "form"}
"""可以叫它做事的：写块的，与别的模板。"""
DRAWN = {"length", "truncate"}
"""画图要算位置、折行：那是样子。"""


def parsed(name: str) -> nodes.Template:
    env = environment()
    assert env.loader
    return env.parse(env.loader.get_source(env, name)[0])


def text(name: str) -> str:
    env = environment()
    assert env.loader
    return re.sub(r"\{#.*?#\}", "", env.loader.get_source(env, name)[0], flags=re.S)


def chinese(name: str) -> set[str]:
    return {*re.findall(r"[\u3400-\u9fff]+", text(name))}


def computed(name: str) -> Iterator[str]:
    """模板里的过滤器、测试与叫别的东西做的事。"""
    tree = parsed(name)
    allowed = DRAWN if name == "_drawings.html" else {"urlencode"}
    for found in tree.find_all(nodes.Filter):
        if found.name not in allowed:
            yield f"|{found.name}"
    for call in tree.find_all(nodes.Call):
        match call.node:
            case nodes.Getattr(node=nodes.Name(name=owner)) if owner in OURS:
                pass
            case nodes.Getitem(node=nodes.Name(name="draw")):
                pass
            case nodes.Getattr(attr=attr):
                yield f".{attr}()"


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_word_for_readers(name: str) -> None:
    assert chinese(name) == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_only_a_document_is_given(name: str) -> None:
    assert meta.find_undeclared_variables(parsed(name)) <= GIVEN
    assert not re.search(r"\bbook\b", text(name))


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_computed(name: str) -> None:
    assert [*computed(name)] == []


def test_these_checks_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    from jinja2 import DictLoader

    bad = "{{ book.methods | length }}{{ page.blocks | selectattr('t') | join('、') }}收录{# 注 #}"
    bad += "{{ titles.get(1) }}{{ r.url('/') }}"
    monkeypatch.setattr(environment(), "loader", DictLoader({"bad.html": bad}))
    assert chinese("bad.html") == {"收录"}
    assert meta.find_undeclared_variables(parsed("bad.html")) - GIVEN == {"book", "titles"}
    assert {*computed("bad.html")} == {"|length", "|selectattr", "|join", ".get()"}
