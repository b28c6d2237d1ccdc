"""读：tests/read/*.yml 里，左边是文件的字节，右边是读出来的树和报告。"""

import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.model import HANDBOOK as HANDBOOK_FILE
from casebook.model import REGISTERS
from casebook.problems import report
from casebook.read import read_document, read_library, read_text
from casebook.read.characters import STANDARD, named, odd, suspect
from casebook.read.glyphs import read_glyphs
from casebook.read.text import Text
from casebook.read.tree import plain
from conftest import HANDBOOK, content, put


def read(data: bytes) -> tuple[Any, str]:
    """读一个文件；返回（普通的字典与列表, 报告）。"""
    text, problems = read_text("cases/demo.yml", data)
    tree = None
    if text.content:
        document, found = read_document(text)
        problems = problems + found
        tree = document.plain() if document else None
    return tree, "\n".join(map(report, sorted(set(problems)))) + "\n" if problems else ""


@pytest.mark.golden_test("*.yml")
def test_read(golden: Any) -> None:
    assert golden["说明"]
    tree, problems = read(content(golden["文件"]))
    assert golden.out["问题"] == problems
    assert golden.out.get("读成") == tree


@pytest.mark.golden_test("files/*.yml")
def test_files(golden: Any, tmp_path: Path) -> None:
    """文件名、符号链接、登记簿、页首：整个文件夹的读法。"""
    put(tmp_path, golden["文件"])
    _, problems = read_library(tmp_path)
    wanted = {HANDBOOK_FILE, *(f"content/registry/{name}.yml" for name in REGISTERS)}
    found = sorted(p for p in problems if p.code != "F11" or p.path not in wanted)
    assert golden["说明"]
    assert golden.out["问题"] == "".join(f"{report(p)}\n" for p in found)


def test_missing_registers(tmp_path: Path) -> None:
    _, problems = read_library(tmp_path)
    registers = (f"content/registry/{name}.yml" for name in REGISTERS)
    assert {p.path for p in problems} == {HANDBOOK_FILE, *registers}
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
    [
        p
        for folder in ("cases", "content/registry")
        for p in sorted((HANDBOOK / folder).glob("*.yml"))
    ],
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


def test_only_what_has_no_ink_goes() -> None:
    """改正去掉的只有画不出来的：控制符，和 Unicode 说不画的；别的一个换一个，不丢。

    “没有可疑的行不必逐字看”，靠的是不该写的字都可疑。
    """
    spans = (range(0x10000), range(0x1BC00, 0x1D200), range(0xDFF00, 0xE1100))
    seen = set()
    for char in (chr(n) for span in spans for n in span):
        if not (found := odd(f"甲{char}乙", 1)):
            continue
        seen.add(char)
        assert suspect(char), named(char)
        if found.right.strip():
            assert len(found.right) == 1
            continue
        nothing = unicodedata.category(char) in ("Cc", "Cs", "Cf", "Zs", "Zl", "Zp")
        assert nothing or char in IGNORABLE or char == "\ue5e5", named(char)
    assert {"\u200b", "\u202e", "\ufeff", "\x07", "\u2028", "\ue000", "\ud800", "⺠"} <= seen
    for kept in ("葛\U000e0100", "\U00031350甲", "Ⅱ", "ｶ", "①", "〇"):  # 有墨的，一个也不动
        assert not any(odd(kept, at) for at in range(len(kept)))
    assert odd("甲 \U000e0100", 2)


# 不属于上面几类、Unicode 也说不画的；还没有编码的也有（DerivedCoreProperties.txt，
# Default_Ignorable_Code_Point），不成字的码位在最后
IGNORABLE = {
    *map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0)),
    *map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9))),
    *map(chr, (*range(0xE0000, 0xE1000), *range(0xFDD0, 0xFDF0))),
    *(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)),
}


@pytest.mark.parametrize("span", [(0xE000, 0xF900), (0xF0000, 0xF0100), (0x10FF00, 0x10FFFE)])
def test_private_use_is_never_lost(span: tuple[int, int]) -> None:
    """私有区的字：有正式编码的换成一个，没有的原样留着；两样都报。"""
    for number in range(*span):
        written = f"甲{chr(number)}乙"
        text, problems = read_text("a.yml", f"标题: {written}\n".encode())
        document, _ = read_document(text)
        assert document
        value = document.plain()["标题"]
        if number == 0xE5E5:
            assert (value, [p.code for p in problems]) == ("甲\u3000乙", ["F12"])
            continue
        assert len(value) == 3
        assert [p.code for p in problems] == ["F18"]
        assert value[1] in (chr(number), STANDARD.get(chr(number)))
        assert ("改成" in report(problems[0])) == (value != written)


def test_standard_table_is_standard() -> None:
    """康熙部首照 NFKC，⼾ 不成繁体；两个字节的 GB 18030 码位，解码器知道正式编码的，与它一致。"""
    assert STANDARD["⼾"] == "户"
    for number in {*range(0x2F00, 0x2FD6)} - {ord("⼾")}:
        assert STANDARD[chr(number)] == unicodedata.normalize("NFKC", chr(number))
    undefined = [
        bytes((0xFE, trail)).decode("gb18030") for trail in range(0x50, 0xA1) if trail != 0x7F
    ]
    for number, char in enumerate(undefined, 0xE815):
        right = STANDARD.get(chr(number), "")
        if not right:  # 部首里没有对照的：换不成字
            assert 0x2E80 <= ord(char) < 0x2F00
            assert char not in STANDARD
        elif not 0xE000 <= ord(char) < 0xF900:  # 老的解码器还放在私有区的，看不出
            assert right == STANDARD.get(char, char)
    assert STANDARD["\ue81e"] == "\u9fb4"
    assert "\u2e80" not in STANDARD
    for right in STANDARD.values():  # 换好的字印得出，也不必再换
        assert right in read_glyphs(), named(right)
        assert not odd(right, 0), named(right)
    for unlike in "⺄⺌⺍⺗⺧⺫⺼⻏":  # 样子不一样，换了就是另一个字
        assert unlike not in STANDARD


def test_too_many_keys() -> None:
    """一层的栏目也有上限，说一次，后面的不看。"""
    written = "规模:\n" + "".join(f"  甲{n}: 乙\n" for n in range(1500))
    tree, said = read(written.encode())
    assert said.count("F25 栏目超过 1000 个") == 1
    assert len(tree["规模"]) == 1001
