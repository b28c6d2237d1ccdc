"""读：tests/read/*.yml 里，左边是文件的字节，右边是读出来的树和报告。"""

import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.model import REGISTERS
from casebook.problems import report
from casebook.read import read_document, read_library, read_text
from casebook.read.text import Text, first_forbidden
from casebook.read.tree import plain
from conftest import ROOT, content, put


def read(data: bytes) -> tuple[Any, str]:
    """读一个文件；返回（普通的字典与列表, 报告）。"""
    text, problems = read_text("cases/demo.yml", data)
    tree = None
    if text.content:
        document, found = read_document(text)
        problems = problems + found
        tree = document.plain() if document else None
    return tree, "\n".join(map(report, sorted(set(problems)))) + "\n" if problems else ""


@pytest.mark.golden_test("read/*.yml")
def test_read(golden: Any) -> None:
    assert golden["说明"]
    tree, problems = read(content(golden["文件"]))
    assert golden.out["问题"] == problems
    assert golden.out.get("读成") == tree


@pytest.mark.golden_test("read/files/*.yml")
def test_files(golden: Any, tmp_path: Path) -> None:
    """文件名、符号链接、登记簿、页首：整个文件夹的读法。"""
    put(tmp_path, golden["文件"])
    _, problems = read_library(tmp_path)
    wanted = {f"content/registry/{name}.yml" for name in REGISTERS}
    found = sorted(p for p in problems if p.code != "F11" or p.path not in wanted)
    assert golden["说明"]
    assert golden.out["问题"] == "".join(f"{report(p)}\n" for p in found)


def test_missing_registers(tmp_path: Path) -> None:
    _, problems = read_library(tmp_path)
    assert {p.path for p in problems} == {f"content/registry/{name}.yml" for name in REGISTERS}
    assert {p.code for p in problems} == {"F11"}


def strings(node: Any) -> Any:
    """PyYAML BaseLoader 读出的结构，按我们的规矩：空值等于没写，文字是 NFC。"""
    if isinstance(node, dict):
        return {strings(k): strings(v) for k, v in node.items() if v != ""}
    if isinstance(node, list):
        return [strings(item) for item in node]
    return unicodedata.normalize("NFC", node)


@pytest.mark.parametrize(
    "path",
    [p for folder in ("cases", "content/registry") for p in sorted((ROOT / folder).glob("*.yml"))],
    ids=lambda path: path.name,
)
def test_same_as_pyyaml(path: Path) -> None:
    """真实的每一个 YAML 文件，读出来与 PyYAML 的 BaseLoader 相同。"""
    text, problems = read_text(path.name, path.read_bytes())
    document, found = read_document(text)
    assert document
    assert problems + found == []
    assert document.plain() == strings(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))


WORDS = st.text(
    st.sampled_from("睦邻巷社区abc012.5年 ，。：:-#'\"[]{}|>&*!%@`?~\\/“”\n"), max_size=12
)
TREES = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["标题", "内容", "来源", "a"]), inner, min_size=1)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.dictionaries(st.sampled_from(["标题", "一句话", "规模"]), TREES, min_size=1))
def test_reads_what_pyyaml_writes(tree: dict[str, Any]) -> None:
    """别的程序写的 YAML（加好了引号）我们也读得出同样的文字。"""
    written = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=False, width=10**6)
    document, problems = read_document(Text("a.yml", written))
    assert problems == []
    assert (document.plain() if document else {}) == strings(tree)


PIECES = (
    *(
        "  ",
        "- ",
        "标题",
        "内容",
        ": ",
        "：",
        ":",
        "睦邻巷",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "|",
        ">",
    ),
    *(
        "#",
        "&a",
        "*a",
        "!",
        "%",
        "@",
        ",",
        "，",
        "\t",
        "\u3000",
        "\u200b",
        "\\",
        "---",
        "...",
        "<<",
    ),
    *("? ", "－", "｜", "\xa0", "1"),
)
LINES = st.lists(st.builds("".join, st.lists(st.sampled_from(PIECES), max_size=7)), max_size=6)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(LINES)
def test_never_crashes(lines: list[str]) -> None:
    """胡乱写的文件：不崩溃，位置都在文件里，说的都是中文。"""
    text, problems = read_text("a.yml", "\n".join(lines).encode())
    if not text.content:
        return
    _, found = read_document(text)
    for problem in problems + found:
        assert 1 <= problem.line <= len(text.lines)
        assert 1 <= problem.column <= len(text.line(problem.line)) + 1
        assert any("\u4e00" <= char <= "\u9fff" for char in problem.message)


@pytest.mark.parametrize(
    "line",
    [
        "- " * 32_000,
        "\u3000" * 20_000,
        " " * 60_000,
        "标题：" * 7_000,
        "标题: " + "a #" * 20_000,
        "“" * 20_000,
        "'" * 60_000,
        "标题:" * 9_000,
        "{编号：" * 6_000,
        "a: |" * 15_000,
        "- a:\n" * 12_000,
        "&" * 60_000,
        "标题: 甲\n" * 4_000,
        "－ 甲\n" * 8_000,
        "标题: @\n" * 6_000,
    ],
    ids=lambda line: f"{len(line)}×{line[:4]!r}",
)
def test_never_gets_stuck(line: str) -> None:
    """再怪的长文件也不会卡住：平常不到一秒，宽限到十五秒，不看快慢。"""
    start = time.process_time()
    read(line.encode())
    assert time.process_time() - start < 15


def test_empty_scalar_is_absent() -> None:
    document, _ = read_document(Text("a.yml", "标题:\n版次: 1\n"))
    assert document is not None
    assert document.plain() == {"版次": "1"}
    assert plain(document.root.items["标题"]) == ""


def test_forbidden_characters_are_never_printable() -> None:
    """读文字时“可印的行不必逐字看”，靠的是这一条。"""
    odd = {chr(n) for n in range(0x110000) if first_forbidden(chr(n))} | set("\t\u3000\xa0")
    assert not any(char.isprintable() for char in odd)
    assert {"\u200b", "\u202e", "\ufeff", "\x07", "\u2028", "\ue000", "\ud800"} <= odd
