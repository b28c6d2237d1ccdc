"""读者读到的几句话，从前说错过、说过了头、一页里说过两遍：再写成那样，这里就不过。"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import html

from casebook.compose import Document
from casebook.compose.edition import Edition
from casebook.model import Case, describe
from casebook.model.manual import sections
from casebook.render.text.plain import plain_parts
from casebook.render.web import Site
from conftest import ROOT
from shown import site_of

_SHARED = 7
"""连着这么多字一样，就是一句话说了两遍。"""


@pytest.fixture(scope="module")
def site() -> Site:
    return site_of(ROOT, Edition())


def documents(site: Site) -> Iterator[Document]:
    return (site.document(plan) for plan in site.plans)


def test_worked_out_numbers_say_how() -> None:
    """截至哪一天，来源都没有直接写；币种也是。各在备注里说编者怎样取的，首页、机制各页带着这一句。"""
    text = (ROOT / "content/registry/indicators.yml").read_text("utf-8")
    indicators = {entry["编号"]: entry for entry in yaml.safe_load(text)["条目"]}
    worked_out = [name for name, entry in indicators.items() if "截至" in entry]
    assert len(worked_out) > 10
    for name in (*worked_out, "venture-fund"):
        notes = indicators[name].get("备注", ())
        assert any(note.get("推断") == "是" for note in notes), name


def test_n_is_not_a_missing_figure() -> None:
    """“1+10+n”的 n 指各社区社会组织，不是一个还不知道的数。"""
    handbook = yaml.safe_load((ROOT / "content/handbook.yml").read_text("utf-8"))
    network = handbook["网络"]
    assert "n 指各社区社会组织" in network["图注"]
    assert [key for key, said in network.items() if re.search(r"待补充|n 是|n 家", said)] == []


def test_the_form_makes_up_no_name_of_a_method() -> None:
    """投稿的表单上的说明，看不出例子是编的：方法名不举例。栏目说明里的例子另有一列，写明仿写。"""
    (name,) = (field for field in describe(Case) if field.name == "method_name")
    assert str(name.example) not in name.help
    assert "如" not in name.help


def test_a_list_says_a_thing_once(site: Site) -> None:
    """页首的一句与登记簿自己的说明不说同一件事。"""
    for document in documents(site):
        if document.kind in ("case", "mechanism") or not document.masthead.lead:
            continue
        first, *rest = plain_parts(document)
        lead, *lines = first.lines
        others = "\n".join([*lines, *(line for part in rest for line in part.lines)])
        pieces = {lead[at : at + _SHARED] for at in range(len(lead) - _SHARED + 1)}
        assert [piece for piece in pieces if piece in others] == [], document.address


def test_large_print_has_one_name_on_screen_and_one_on_paper(ours: Path) -> None:
    """屏幕上的按钮是“大字”，印在纸上的是“大字版”；无障碍声明里说的按钮都在。"""
    page = html.parse(ours / "cases/mulinxiang/index.html").getroot()
    assert {button.text_content().strip() for button in page.xpath("//*[@data-do='elder']")} == {
        "大字"
    }
    text = (ROOT / "content/accessibility.md").read_text("utf-8")
    buttons = {button.text_content().strip() for button in page.xpath("//header//button")}
    own = html.parse(ours / "accessibility/index.html").getroot()
    buttons |= {button.text_content().strip() for button in own.xpath("//main//button")}
    named = set(re.findall(r"按(?:页面上方的)?“(.+?)”", text))
    assert named >= {"大字", "夜间"}
    assert named <= buttons
    assert "大字版" in text
    for path in ours.rglob("*.html"):
        assert "长者模式" not in path.read_text("utf-8"), path


def test_the_edition_can_be_printed() -> None:
    """版次也印在书的封面上：不说“网络版”。"""
    (head,) = (section for section in sections() if section.id == "page")
    (edition,) = (field for field in head.fields if field.name == "edition")
    places = ("content/colophon.md", "hooks/casebook/editing/scaffold/content/colophon.md")
    written = [(ROOT / place).read_text("utf-8").partition("\n---\n")[0] for place in places]
    assert all("版次: 第" in said for said in written)
    for said in (*written, edition.help, str(edition.example)):
        assert "网络版" not in said
