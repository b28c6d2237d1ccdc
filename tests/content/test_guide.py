"""编写指南：栏目说明一栏不缺，例子都是真的、都收；词表抄得到；文章里说的与书里、程序里的一致。"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from casebook.compile import compile_handbook
from casebook.compiled import Compiled
from casebook.model import GROWING, LABELS, REGISTERS, Case, Record, describe
from casebook.model.description import FieldDescription
from casebook.model.examples import EXAMPLES
from casebook.model.handbook import Handbook
from casebook.model.manual import (
    Section,
    example_text,
    found,
    how_to_write,
    manual,
    nearest,
    sections,
)
from casebook.model.pages import ProseHead
from casebook.model.publication import Publication
from casebook.model.registers import Register
from casebook.model.walk import record_kinds
from casebook.problems import CATALOGUE
from casebook.problems.families import FAMILIES, why
from casebook.render.share.markup import TAGS
from conftest import ROOT

GUIDE = sorted((ROOT / "content/guide").glob("*.md"))
FIELDS = [(section, field) for section in sections() for field in section.fields]
every_field = pytest.mark.parametrize(
    ("section", "field"), FIELDS, ids=[f"{section.id}-{field.name}" for section, field in FIELDS]
)


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_handbook(ROOT, size="none")


def body(compiled: Compiled, address: str) -> str:
    return next(page.body for page in compiled.pages if page.address == address)


# —— 栏目说明 ——


def test_manual_has_every_record_once() -> None:
    tops = (
        Case,
        ProseHead,
        Handbook,
        Register,
        *(register.entry for register in REGISTERS.values()),
    )
    wanted = {kind for top in tops for kind in record_kinds(top)}
    kinds = [section.kind for section in sections()]
    assert set(kinds) == wanted
    assert len(kinds) == len(wanted)
    anchors = [part.id for part in manual()] + [section.id for section in sections()]
    assert len(set(anchors)) == len(anchors)


@every_field
def test_every_field_is_documented(section: Section, field: FieldDescription) -> None:
    assert field.help
    assert field.example, f"{section.title}的“{field.key}”没有例子"
    assert how_to_write(field).endswith("。")
    assert section.title
    assert section.what


@every_field
def test_page_shows_every_field(
    compiled: Compiled, section: Section, field: FieldDescription
) -> None:
    row = re.search(
        rf'<tr id="{section.id}-{field.name}">(.*?)</tr>', body(compiled, "/guide/fields/"), re.S
    )
    assert row
    shown = re.sub(r"<[^>]+>", "", row[1])
    for said in (field.key, field.help, how_to_write(field), example_text(field)):
        assert unescaped(said) in unescaped(shown)
    assert ("必填" in shown) == field.required
    assert "例子（仿写）" in row[1]  # 从别处直接看到这一栏的，也知道不是真的事


def unescaped(text: str) -> str:
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&amp;", "&")):
        text = text.replace(entity, char)
    return text


@every_field
def test_the_model_takes_every_example(section: Section, field: FieldDescription) -> None:
    """例子放进一条写全的记录里，模型收；写错的不收。"""
    if section.kind is Register:  # 条目是什么要看是哪一本
        kind: type[Record] = REGISTERS["directions"]
    else:
        kind = section.kind
    whole = {f.key: written(f) for f in describe(kind) if f.required and f.key != "条目"}
    if section.kind.__name__ in ("Statement", "Outcome"):
        whole["内容"] = "字"
    keys = {f.key for f in describe(kind)}
    if {"数值", "截至"} <= keys:
        date = {} if field.key == "据" else {"截至": "2023"}  # 截至与据只写一样
        whole |= {"来源": "demo", "数值": "1", **date}
    if section.id == "support":
        whole.pop("政策", None)
        whole |= {} if field.key in ("政策", "项目", "资金", "荣誉") else {"政策": "demo"}
    whole |= {"条目": []} if section.kind is Register else {}
    kind.model_validate({**whole, field.key: written(field)})
    with pytest.raises(ValueError, match=r"\w"):
        kind.model_validate({**whole, field.key: {"没有这一栏": "字"}})


def written(field: FieldDescription) -> Any:
    return yaml.load(example_text(field), yaml.BaseLoader)[field.key]


def pairs(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """一层层里的“栏目: 文字”。"""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from pairs(inner, name)
    elif isinstance(value, list):
        for item in value:
            yield from pairs(item, key)
    else:
        yield key, value


@pytest.fixture(scope="module")
def in_the_book() -> frozenset[tuple[str, str]]:
    """书里真的写着的每一处“栏目: 文字”。"""
    found = set()
    for path in (*ROOT.glob("cases/*.yml"), *ROOT.glob("content/registry/*.yml")):
        found |= set(pairs(yaml.load(path.read_text("utf-8"), yaml.BaseLoader)))
    for path in ROOT.glob("content/*.md"):
        head = path.read_text("utf-8").split("---\n")[1]
        found |= set(pairs(yaml.load(head, yaml.BaseLoader)))
    return frozenset(found)


def test_no_example_is_left_over() -> None:
    """例子都有栏目用得着。"""
    known = {kind for section in sections() for kind in section.kind.__mro__}
    for kind, values in EXAMPLES.items():
        assert kind in known
        assert set(values) <= set(kind.model_fields), kind


# —— 词表与编号 ——


def test_vocabularies_list_every_entry(compiled: Compiled) -> None:
    page = body(compiled, "/guide/vocabularies/")
    for name, register in compiled.book.registers.items():
        part = page.partition(f'<h2 id="{name}">{LABELS[name]}</h2>')[2].partition("<h2")[0]
        rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th><td><code>(.*?)</code>", part)
        assert [row[1] for row in rows] == [entry.id for entry in register.entries]
        assert f"content/registry/{name}.yml" in part
        copied = re.findall(r'data-copy="(.*?)"', part)
        by_name = [f.by_name for s in sections() for f in s.fields if f.register == name]
        assert len(set(by_name)) <= 1, name
        assert copied == [row[0 if any(by_name) else 1] for row in rows]


@pytest.mark.parametrize("name", REGISTERS)
def test_the_sample_entry_is_accepted(compiled: Compiled, name: str) -> None:
    """“怎样加一条”照抄下来，模型收。"""
    page = body(compiled, "/guide/vocabularies/")
    part = page.partition(f'<h2 id="{name}">')[2].partition("<h2")[0]
    sample = re.search(r"<pre><code>(.*?)</code></pre>", part, re.S)
    assert sample
    written = yaml.load(unescaped(sample[1]), yaml.BaseLoader)
    REGISTERS[name].model_validate(written if name in GROWING else {"条目": written})


# —— 命令行 ——


def run(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "casebook", "fields", *args]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_fields_lists_everything() -> None:
    done = run("全部")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout  # 接到别的命令时没有颜色
    for section, field in FIELDS:
        assert section.title in done.stdout
        for line in (field.help, how_to_write(field), *example_text(field).split("\n")):
            assert line in done.stdout


def test_fields_of_one() -> None:
    step = run("步骤").stdout
    assert "谁来做" in step
    assert "居民区" not in step
    assert run("step").stdout == step
    street = run("街镇").stdout
    assert "街镇登记簿" in street
    assert run().stdout.count("\n") > len(sections())


def test_fields_mistyped() -> None:
    done = run("步聚")
    assert done.returncode == 2
    assert "是不是“步骤”？" in done.stderr
    assert "casebook fields" in run("xyzzy").stderr


def test_lookup_by_field_name() -> None:
    listed = found("替代文字")
    told = [(s.id, [f.key for f in fields]) for s, fields in listed]
    assert told == [("image", ["替代文字"]), ("network", ["替代文字"])]
    assert {s.id for s, _ in found("编号")} >= {"actors", "sources", "citation"}
    assert nearest("街震") == "街镇"
    assert nearest("qqqq") == ""


# —— 检查代码 ——


def test_every_code_is_on_its_page(compiled: Compiled) -> None:
    page = unescaped(body(compiled, "/guide/codes/"))
    for letter, family in FAMILIES.items():
        part = page.partition(f'<h2 id="{letter}">')[2].partition("<h2")[0]
        assert family.title in part
        shown = re.findall(r'<tr id="(\w+)">', part)
        assert shown == [code for code in CATALOGUE if code[0] == letter]
        for code in shown:
            assert CATALOGUE[code].title in part
            assert why(code) in part
    assert {code[0] for code in CATALOGUE} == set(FAMILIES)


# —— 文章 ——


def test_titles_quoted_are_real(compiled: Compiled) -> None:
    """指南里举的例子，链接上的字就是那一条的标题。"""
    titles = {m.address: m.title for m in compiled.book.methods}
    quoted = [
        (path.name, *link)
        for path in GUIDE
        for link in re.findall(r"\[([^\]]+)\]\((/cases/[a-z0-9-]+/)\)", path.read_text("utf-8"))
    ]
    assert len(quoted) >= 5
    for name, words, address in quoted:
        assert titles[address] == words, name


def test_snippets_are_real_or_say_so(in_the_book: frozenset[tuple[str, str]]) -> None:
    """文章里的例子出自书里；不是的，文章里写明是仿写或练习。"""
    seen = 0
    for path in GUIDE:
        text = path.read_text("utf-8")
        for block in re.findall(r"^```\n(.*?)^```", text, re.S | re.M):
            seen += 1
            written = set(pairs(yaml.load(block, yaml.BaseLoader)))
            real = written <= in_the_book
            assert real or re.search("仿写的例子|练习用的", text), (path.name, block)
    assert seen >= 4


def test_details_are_shown_as_the_model_takes_them() -> None:
    """“写得更全”里的例子照抄就收，新添的各栏都讲到。"""
    text = (ROOT / "content/guide/details.md").read_text("utf-8")
    shown: dict[str, Any] = {}
    for block in re.findall(r"^```\n(.*?)^```", text, re.S | re.M):
        shown |= yaml.load(block, yaml.BaseLoader)
    head = {"标题": "口袋花园", "一句话": "甲。", "状态": "征集", "版次": "1"}
    case = Case.model_validate({**head, **shown})
    assert len(case.steps[0].materials) == 2
    for name in ("served", "hours", "fees", "contacts", "comparisons", "series", "voices"):
        assert getattr(case, name), name
    for key in ("推广", "附件", "口径", "时段", "全区"):
        assert f"“{key}”" in text or f"“{key}: " in text, key


def test_publication_is_shown_as_the_model_takes_it() -> None:
    """“付印”里的例子照抄就收，一栏不差。"""
    text = (ROOT / "content/guide/printing.md").read_text("utf-8")
    block = re.findall(r"^```\n(.*?)^```", text, re.S | re.M)[0]
    told = yaml.load(block, yaml.BaseLoader)["出版信息"]
    assert Publication.model_validate(told).lacking() == {}


def test_every_page_of_the_guide_is_in_the_navigation() -> None:
    nav = (ROOT / "mkdocs.yml").read_text("utf-8")
    for path in GUIDE:
        assert f": guide/{path.name}\n" in nav, path.name


# —— 在浏览器里 ——


@pytest.fixture(scope="module")
def base(ours: Path, http: Callable[[Path], str]) -> str:
    return http(ours)


def test_copy(base: str, chromium: Browser) -> None:
    """按“复制”，剪贴板里就是要写的那个词或编号。"""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{base}guide/vocabularies/")
    for anchor, wanted in (("streets", "新泾镇"), ("sources", "wushe-liandong-2023")):
        button = page.locator(f"#{anchor} ~ table [data-copy='{wanted}']").first
        button.press("Enter")
        page.wait_for_function("e => e.textContent === '已复制'", arg=button.element_handle())
        assert page.evaluate("navigator.clipboard.readText()") == wanted
    assert page.locator("[data-do=copy]", has_text="已复制").count() == 1
    context.close()


IN_SIGHT = """(here) => {
    const box = document.querySelector(here).getBoundingClientRect();
    return box.left >= -1 && box.right <= innerWidth + 1;
}"""


@pytest.mark.parametrize("width", [320, 390])
def test_phone_menu(base: str, chromium: Browser, width: int) -> None:
    """手机上，“关于”里的“投稿与编写”与它下面的各页都点得到，现在这一页露在外面。"""
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(base)
    for name in ("关于", "投稿与编写"):
        page.get_by_role("link", name=name, exact=True).first.click()
    assert page.locator("h1").inner_text() == "怎样投稿"
    names = page.locator(".cn-subnav a").all_inner_texts()
    assert len(names) == len(GUIDE) + 4
    for name in names:
        page.locator(".cn-subnav").get_by_role("link", name=name, exact=True).click()
        page.locator(".cn-subnav [aria-current=page]", has_text=name).wait_for()
        for here in (".cn-subnav [aria-current=page]", ".md-tabs__item--active"):
            page.wait_for_function(IN_SIGHT, arg=here, timeout=5000)
    page.close()


def test_prints_whole(base: str, chromium: Browser, tmp_path: Path) -> None:
    """打印出来，例子与图都在，没有按钮。"""
    page = chromium.new_page()
    for address, wanted in (
        ("guide/fields/", ("位置: 第 4 段", "必填", "CC BY 4.0")),
        ("guide/vocabularies/", ("social-worker", "新泾镇")),
        ("guide/tutorial/", ("社区书房", "想好一件事")),
    ):
        page.goto(base + address)
        file = tmp_path / "page.pdf"
        page.pdf(path=file, format="A4")
        command = ["pdftotext", "-layout", file, "-"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        flat = re.sub(r"\s+", "", text)
        for words in wanted:
            assert re.sub(r"\s+", "", words) in flat, (address, words)
        assert "复制复制" not in flat
    listed = ["pdfimages", "-list", tmp_path / "page.pdf"]
    images = subprocess.run(listed, capture_output=True, text=True, check=True).stdout
    assert images.count("image") >= 6
    page.close()


def test_the_tags_kept_by_wechat_are_listed() -> None:
    """“发到公众号”列的标签，就是程序用的。"""
    said = (ROOT / "content/guide/sharing.md").read_text("utf-8")
    listed = said.partition("只用这些标签：")[2].partition("。")[0]
    assert set(re.findall(r"`([a-z0-9]+)`", listed)) == TAGS
