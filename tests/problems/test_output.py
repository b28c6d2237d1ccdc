"""问题的各种写法：tests/problems/output/*.yml 里，上面是改动了的最小手册，下面是每一种写法。"""

import json
import re
from collections.abc import Callable, Sequence
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import html as lxml_html
from playwright.sync_api import Browser
from rich.cells import cell_len
from rich.console import Console

from casebook.compile import check_handbook
from casebook.problems import CATALOGUE, Problem, report_all
from casebook.problems.annotations import MACHINE, as_gitlab
from casebook.problems.page import report_page
from casebook.problems.report import shown
from casebook.problems.terminal import print_problems
from casebook.problems.width import window, wrapped
from conftest import ROOT

SITE = "https://handbook.example/"
SCHEMAS = ROOT / "tests/problems/output" / "schemas"


def problems_of(golden: Any, handbook: Callable[..., Path]) -> tuple[Problem, ...]:
    return check_handbook(handbook(golden.get("文件"), golden.get("案例") or ""))


def on_terminal(problems: Sequence[Problem], width: int, colour: bool = False) -> str:
    out = StringIO()
    system: Any = "standard" if colour else None
    console = Console(
        file=out, width=width, force_terminal=colour, color_system=system, highlight=False
    )
    print_problems(problems, console)
    return out.getvalue()


def readable(written: str) -> Any:
    """JSON 写成 YAML 里看得清的样子。"""
    return json.loads(written) if written.startswith(("[", "{")) else written


@pytest.mark.golden_test("output/*.yml")
def test_output(golden: Any, handbook: Callable[..., Path]) -> None:
    assert golden["说明"]
    problems = problems_of(golden, handbook)
    assert golden.out["文字"] == report_all(problems)
    assert golden.out["终端"] == on_terminal(problems, 60)
    for name, write in MACHINE.items():
        assert golden.out[name] == readable(write(problems, SITE if name == "json" else ""))


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture
def many(handbook: Callable[..., Path]) -> tuple[Problem, ...]:
    """什么都错的案例：四十几个问题。"""
    awful = (ROOT / "tests/check/awful/awful-case.yml").read_text("utf-8")
    problems = check_handbook(handbook({"cases/awful-case.yml": awful}))
    assert len(problems) > 40
    return problems


@pytest.mark.parametrize("site_url", ["", SITE])
@pytest.mark.parametrize("name", ["json", "gitlab"])
def test_data_follows_its_schema(name: str, site_url: str, many: tuple[Problem, ...]) -> None:
    for problems in (many, ()):
        written = json.loads(MACHINE[name](problems, site_url))
        assert list(validator(name).iter_errors(written)) == []


@pytest.mark.parametrize("name", ["json", "gitlab"])
def test_schema_refuses_another_shape(name: str, many: tuple[Problem, ...]) -> None:
    written = MACHINE[name](many, "")
    broken = re.sub(r'"(line|begin)": (\d+)', r'"\1": "\2"', written)
    assert broken != written
    assert list(validator(name).iter_errors(json.loads(broken)))


def unescaped(text: str) -> str:
    """GitHub 的执行机怎样读命令：先换回转写的，百分号最后。"""
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, meant)
    return text


def test_github_commands_read_back(many: tuple[Problem, ...]) -> None:
    lines = MACHINE["github"](many, "").split("\n")
    assert len(lines) == len(many)
    for line, problem in zip(lines, many, strict=True):
        found = re.fullmatch(r"::(error|warning) (.*?)::(.*)", line)
        assert found, line
        place = dict(item.split("=", 1) for item in found[2].split(","))
        assert place["file"] == problem.path
        assert (int(place["line"]), int(place["col"])) == (problem.line, problem.column)
        assert unescaped(place["title"]) == f"{problem.code} {CATALOGUE[problem.code].title}"
        said = unescaped(found[3])
        assert said.startswith(problem.message)
        assert problem.hint in said or shown(problem.hint) in said


def test_gitlab_fingerprints_stay_when_lines_move(handbook: Callable[..., Path]) -> None:
    root = handbook(None, "街镇: 新径镇\n启示:\n  - 内容: 见<b>这里</b>\n    推断: 是\n")
    case = root / "cases" / "demo-case.yml"
    before = json.loads(as_gitlab(check_handbook(root)))
    case.write_text("# 添一行\n\n" + case.read_text("utf-8"), "utf-8")
    after = json.loads(as_gitlab(check_handbook(root)))
    assert [i["fingerprint"] for i in before] == [i["fingerprint"] for i in after]
    assert [i["location"] for i in before] != [i["location"] for i in after]
    assert len({i["fingerprint"] for i in after}) == len(after) > 1


def test_colour_is_only_for_terminals(many: tuple[Problem, ...]) -> None:
    assert "\x1b[" not in on_terminal(many, 80)
    coloured = on_terminal(many, 80, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == on_terminal(many, 80)


@pytest.mark.parametrize("width", [24, 40, 60, 80, 300])
def test_lines_fit_the_window_and_the_caret_is_under_the_mark(
    width: int, many: tuple[Problem, ...]
) -> None:
    lines = on_terminal(many, width).split("\n")
    carets = 0
    for source, caret in pairwise(lines):
        if re.fullmatch(r" +│ *\^", caret):
            carets += 1
            place = cell_len(caret) - 1
            assert cell_len(source) > place - 1
            assert cell_len(source) <= max(width, 24) + 4
    assert carets > 30
    for problem in many:
        for part in wrapped(problem.message, width):
            assert cell_len(part) <= width


TEXT = st.text(st.sampled_from("社区更新，。“”（）《》、：；！？…— abcXYZ019./-"), max_size=80)


@given(TEXT, st.integers(8, 60))
def test_wrapping_loses_nothing_and_keeps_the_rules(text: str, width: int) -> None:
    parts = wrapped(text, width)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert all(
        cell_len(part) <= width or len(set(part) & set("，。”）》、：；！？…—")) for part in parts
    )


@given(
    st.text(st.sampled_from("社区abc：，\u0301👍 "), max_size=200),
    st.integers(0, 200),
    st.integers(20, 80),
)
def test_window_keeps_the_place(line: str, at: int, width: int) -> None:
    at = min(at, len(line))
    part, inside = window(line, at, width)
    assert part[inside : inside + 1] == line[at : at + 1]
    assert cell_len(part) <= width


def test_golden_rules_of_wrapping() -> None:
    assert wrapped("一二三四，五六", 8) == ["一二三", "四，五六"]
    assert wrapped("一二三（四五）", 8) == ["一二三", "（四五）"]
    assert wrapped("见 cases/mulinxiang.yml 这里", 22) == ["见", "cases/mulinxiang.yml", "这里"]
    assert wrapped("甲\n乙", 8) == ["甲", "乙"]
    assert wrapped("abcdefghijkl", 8) == ["abcdefgh", "ijkl"]


# —— 网页报告 ——


def test_page_tells_everything_and_escapes_it(many: tuple[Problem, ...]) -> None:
    page = lxml_html.fromstring(report_page(many, SITE))
    boxes = page.xpath("//div[starts-with(@class, 'problem')]")
    assert len(boxes) == len(many)
    for box, problem in zip(boxes, many, strict=True):
        said = box.text_content()
        assert f"第 {problem.line} 行第 {problem.column} 个字" in said
        assert problem.message in said
        assert CATALOGUE[problem.code].title in said
        assert CATALOGUE[problem.code].fix in said
        assert "为什么：" in said
        assert problem.hint in said or shown(problem.hint) in said
        marks = box.xpath(".//pre/mark")
        if problem.line_text.strip():
            wanted = problem.line_text[problem.column - 1 : problem.column] or " "
            assert [m.text for m in marks] == [
                wanted if wanted.isprintable() or wanted == "\u3000" else "▯"
            ]
    ids = {element.get("id") for element in page.xpath("//*[@id]")}
    inner = [a.get("href") for a in page.xpath("//a") if a.get("href").startswith("#")]
    assert inner
    assert {href[1:] for href in inner} <= ids
    outer = {a.get("href") for a in page.xpath("//a")} - set(inner)
    assert outer == {f"{SITE}guide/codes/#{code}" for code in {p.code for p in many}}


def test_page_is_one_file_that_asks_for_nothing(many: tuple[Problem, ...]) -> None:
    page = report_page(many)
    assert "<script" not in page
    assert "url(" not in page
    assert not re.search(r"\b(?:src|srcset|@import|on\w+)=", page)
    assert "http" not in re.sub(r"<pre.*?</pre>|<td.*?</td>|<p>.*?</p>", "", page, flags=re.S)
    assert not re.search(r"var\(|display:\s*(?:grid|flex)", page)


def test_page_of_hostile_text() -> None:
    bad = "</pre></style><script>alert(1)</script>\"'&"
    problem = Problem(f"cases/{bad}.yml", 1, 3, "Y01", bad, hint=bad, line_text=bad)
    page = report_page([problem])
    assert "<script" not in page
    text = lxml_html.fromstring(page).text_content()
    assert text.count(bad) >= 4


def test_clean_page_says_so() -> None:
    page = report_page([])
    assert "没有发现问题" in page
    assert "<table" not in page


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_page_in_a_real_browser(
    width: int, many: tuple[Problem, ...], chromium: Browser, tmp_path: Path
) -> None:
    """不横着滚，没有脚本也照样，打印出来每一条不断在两页。"""
    path = tmp_path / "报告.html"
    path.write_text(report_page(many), "utf-8")
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=False
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    body = page.locator("body").bounding_box()
    assert body
    assert body["width"] <= width
    wide = [
        box
        for box in page.locator("pre, table, h2").all()
        if (b := box.bounding_box()) and b["x"] + b["width"] > width
    ]
    assert wide == []
    assert asked == [path.as_uri()]
    page.locator("a[href='#Y01']").first.click()
    assert page.url.endswith("#Y01")
    context.close()


def test_explained_codes_have_a_reason() -> None:
    from casebook.problems.families import FAMILIES, why

    assert {code[0] for code in CATALOGUE} == set(FAMILIES)
    for code in CATALOGUE:
        assert why(code).endswith("。")


def test_yaml_of_goldens_is_not_hand_made() -> None:
    """每个黄金文件都有每一种写法。"""
    for path in sorted((ROOT / "tests/problems/output").glob("*.yml")):
        keys = set(yaml.safe_load(path.read_text("utf-8")))
        assert keys >= {"说明", "文字", "终端", *MACHINE}, path.name
