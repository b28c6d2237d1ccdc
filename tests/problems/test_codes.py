"""代码表：每一个代码都真的会报出来，报的都是中文；源码里没有没登记的代码。"""

import base64
import re
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import yaml

from casebook.compile import check_handbook
from casebook.problems import (
    CATALOGUE,
    Problem,
    has_errors,
    report,
    report_all,
    sort_problems,
)
from casebook.problems.catalogue import CodeEntry
from casebook.problems.problem import _ENOUGH
from conftest import MINIMAL, ROOT, commit, replace_fields, unprivileged

CASE = "cases/demo-case.yml"
DEMO = (MINIMAL / CASE).read_text("utf-8")
HANDBOOK = "content/handbook.yml"
SOURCES = (MINIMAL / "content/registry/sources.yml").read_text("utf-8")
LONG = "".join(f"第{n}天，社工把第{n}户的话写在纸上，" for n in range(1, 240)) + "都贴出来。"
LANE = "  - {文件: lane.png, 替代文字: 巷口, 署名: 某某, 许可: CC BY 4.0, 同意: 是}\n"
OTHER = (MINIMAL / "cases/other-case.yml").read_text("utf-8")


def golden_picture(name: str, file: str = "lane.png") -> Any:
    """tests/check/ 里那个例子的图片。"""
    golden = yaml.safe_load((ROOT / f"tests/check/{name}.yml").read_text("utf-8"))
    return golden["文件"][f"cases/demo-case/{file}"]


BUILT: dict[str, dict[str, Any]] = {
    "F01": {CASE: {"编码": "gbk", "文": DEMO}},
    "F02": {CASE: {"编码": "utf-16", "文": DEMO}},
    "F03": {CASE: {"base64": base64.b64encode(b"PK\x03\x04word/document.xml").decode()}},
    "F04": {CASE: ""},
    "F05": {CASE: {"前": DEMO + "# ", "重复": "长", "次": 70 * 1024 // 3}},
    "F09": {"cases/linked.yml": {"链接": "demo-case.yml"}},
    "F10": {"cases/睦邻巷.yml": OTHER},
    "F11": {"content/registry/street.yml": "条目: []\n"},
    "F13": {"cases/mulin.yml": OTHER, "cases/Mulin.yml": OTHER},
    "F20": {"cases/a.yml/x.txt": "里面的\n"},
    "F21": {"cases/a.yml": OTHER},
    "F22": {"cases/a\nb.yml": OTHER},
    "F23": {"content/名单.docx": "名单\n"},
    "F24": {"content/preface/index.md": (MINIMAL / "content/preface.md").read_text("utf-8")},
    "F25": {CASE: DEMO + "# " + "9" * 101 + "\n"},
    "F26": {CASE: "甲乙丙: 丁\n" * 300},
    "F14": {"content/preface.md": "社区里的好办法。\n"},
    "Y09": {CASE: "睦邻巷原来很旧，\n后来改好了。\n"},
    "Y10": {CASE: DEMO + "---\n" + DEMO},
    "M10": {
        "content/registry/sources.yml": SOURCES.replace("https://www.shcn", "www.shcn"),
    },
    "M22": {HANDBOOK: (MINIMAL / HANDBOOK).read_text("utf-8").replace("书名: ", "书名: 又")},
    "M30": {HANDBOOK: (MINIMAL / HANDBOOK).read_text("utf-8") + "勘误邮箱: kanwu\n"},
    "M31": {
        HANDBOOK: (MINIMAL / HANDBOOK).read_text("utf-8") + "出版信息: {书号: 978-7-0000-0000-0}\n"
    },
    "M32": {
        HANDBOOK: (MINIMAL / HANDBOOK).read_text("utf-8")
        + "出版信息: {书号: 978-7-0000-0000-1, 准印证号: 某内资 1 号}\n"
    },
    "M33": {
        HANDBOOK: (MINIMAL / HANDBOOK).read_text("utf-8") + "各版: [{名称: 第一版, 日期: 2024}]\n"
    },
    "E18": {
        HANDBOOK: (MINIMAL / HANDBOOK).read_text("utf-8")
        + "各版: [{名称: 第一版, 日期: 2023-11-14}]\n"
    },
    "M20": {"content/registry/terms.yml": "读音: [{词: 曾家渡, 拼音: zengjiadu}]\n条目: []\n"},
    "R03": {
        "content/registry/sources.yml": SOURCES + "  - {编号: alone, 题名: 甲, 类别: 官方}\n",
    },
    "M19": {
        "content/registry/sources.yml": SOURCES.replace(
            "https://www.shcn.gov.cn/demo", "https://mp.weixin.qq.com/s?__biz=a&tempkey=b"
        ),
    },
    "M21": {
        "content/registry/sources.yml": SOURCES.replace(
            "https://www.shcn.gov.cn/demo", "https://docs.qq.com/doc/demo"
        ),
    },
    "R14": {
        "content/registry/sources.yml": SOURCES
        + "  - {编号: one, 题名: 小巷里的社区会客厅开张了, 类别: 媒体, 发布者: 甲报}\n"
        + "  - {编号: two, 题名: 小巷里的社区会客厅开张了, 类别: 媒体, 发布者: 乙网}\n",
    },
    "R09": {
        "content/registry/sources.yml": SOURCES
        + "  - {编号: again, 题名: 甲, 类别: 官方, 网址: http://www.shcn.gov.cn/demo/}\n",
    },
    "R05": {
        "content/registry/sources.yml": SOURCES + "  - {编号: demo, 题名: 甲, 类别: 官方}\n",
    },
    "R07": {"cases/other-two.yml": OTHER},
    "F15": {"cases/con.yml": OTHER},
    "F16": {"cases/other-case - 副本.yml": OTHER},
    "F17": {"cases/cafe\u0301.yml": OTHER},
    "I02": {"cases/demo-case/lane.png": "这是文字\n"},
    "I04": {"cases/demo-case/another.png": "多出来的\n"},
    "I05": {"cases/demo-case/lane.png": golden_picture("image-broken")},
    "I06": {"cases/demo-case/lane.png": golden_picture("image-big")},
    "I07": {"cases/demo-case/lane.png": golden_picture("image-long", "long.png")},
    "I08": {"cases/demo-case/LANE.png": golden_picture("image-long", "fine.png")},
    "R16": {
        f"cases/{name}.yml": replace_fields(
            OTHER, f"标题: {name}\n一句话: {{内容: 居民把旧车库改成了大家的客厅。, 推断: 是}}\n"
        )
        for name in ("first", "copied")
    },
    "I10": {
        CASE: DEMO + "附件:\n  - 文件: biao.csv\n    名称: 花名\n",
        "cases/demo-case/biao.csv": "名称,数\n=1+1,2\n",
    },
    "T29": {CASE: DEMO.replace("五社:", f"启示:\n  - {{内容: {LONG}, 推断: 是}}\n五社:")},
    "I09": {CASE: DEMO.replace("图片:\n", "图片:\n" + LANE)},
}
"""不能用几行文字表示的代码：照 `example` 的描述，真的造出这样的文件。"""

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")
ALLOWED = {"GBK", "ANSI", "UTF-8", "UTF-16", "YAML", "Tab", "Word", "WPS", "PDF", "VS", "Code"}
ALLOWED |= {"Excel", "Markdown", "Windows", "git", "casebook", "new", "fix", "fields", "register"}
ALLOWED |= {"QQ", "KB", "JPEG", "PNG", "WebP", "MB", "DOCX", "SVG", "GIF", "U", "yml"}


def without_quoted(problem: Problem) -> str:
    """说明里去掉引自文件的字（引号里的）、地址、文件名和字符编号。"""
    message = re.sub(r"“[^”]*”", "", problem.message)
    message = re.sub(r"U\+[0-9A-F]{4,6}", "", message)
    message = re.sub(r"\S*/\S*", "", message)
    message = re.sub(r"(?:https?://|mailto:)", "", message)
    return re.sub(r"\S+\.(?:yml|md|png|jpg)", "", message)


def check_language(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert re.search(r"[\u4e00-\u9fff]", problem.message)
        foreign = set(LATIN.findall(without_quoted(problem))) - ALLOWED
        assert not foreign or problem.code in ("F11", "M07", "M20"), str(problem)
        assert "Traceback" not in report(problem)
        assert not re.search(
            r"casebook[./]|hooks/", report(problem)
        )  # 命令可以说，程序里的名字不说


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.code)
def test_code_is_reported(entry: CodeEntry, handbook: Callable[..., Path]) -> None:
    root = handbook(None, entry.example) if entry.textual else handbook(BUILT[entry.code])
    if entry.code == "F21":
        (root / "cases/a.yml").chmod(0)
    if entry.code == "E18":
        commit(root, 1_700_000_000)
        (root / CASE).unlink()
    with unprivileged(root) if entry.code == "F21" else nullcontext():
        problems = check_handbook(root)
    found = [p for p in problems if p.code == entry.code]
    assert found, report_all(problems)
    check_language(problems)
    if entry.textual:
        lines = entry.example.rstrip("\n").count("\n") + 1
        wanted = range(1, lines + 1)
        assert any(p.path == CASE and p.line in wanted for p in found) or entry.code == "E03"


def test_example_alone_is_the_mistake(handbook: Callable[..., Path]) -> None:
    """不改动的最小手册没有任何问题，所以上面报的都出自例子。"""
    assert check_handbook(handbook()) == ()


def test_built_files_are_exactly_the_rest() -> None:
    assert set(BUILT) == {code for code, entry in CATALOGUE.items() if not entry.textual}


def test_every_code_in_source_is_in_the_catalogue() -> None:
    """源码里引号中的代码，都在代码表里；代码表里的，源码里都用到。"""
    used = set()
    for path in sorted((ROOT / "hooks").rglob("*.py")):
        if path.parent.name != "catalogue":
            used |= set(re.findall(r'"([A-Z]\d{2})"', path.read_text("utf-8")))
    assert used == set(CATALOGUE)
    assert len(CATALOGUE) >= 25


def test_entries_are_written_in_full() -> None:
    for code, entry in CATALOGUE.items():
        assert code == entry.code
        assert re.fullmatch(r"[A-Z]\d\d", code)
        assert entry.title
        assert entry.fix.endswith("。")
        assert entry.example


def test_unknown_code_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        Problem("a.yml", 1, 1, "Z99", "没有这个代码")


def test_replace_fields() -> None:
    record = "甲: 1\n乙:\n  - 丙: 2\n丁: 3\n"
    assert replace_fields(record, "乙: 4\n") == "乙: 4\n甲: 1\n丁: 3\n"
    assert replace_fields(record, "乙：4\n") == "乙：4\n甲: 1\n丁: 3\n"


def test_problems_are_sorted_and_not_repeated() -> None:
    later, sooner = Problem("b.yml", 1, 1, "Y01", "乙"), Problem("a.yml", 9, 2, "Y01", "甲")
    again = Problem("a.yml", 9, 2, "Y01", "甲", hint="另一种改法")
    same_line = Problem("a.yml", 9, 1, "Y02", "丙")
    assert sort_problems([later, sooner, again, same_line]) == (same_line, sooner, later)


@pytest.mark.parametrize(
    ("code", "better"), [(code, one) for code, more in _ENOUGH.items() for one in more]
)
def test_an_error_never_becomes_a_reminder(code: str, better: str) -> None:
    """同一个记号只说一个；有错误的，留下的还是错误：提醒不挡发布。"""
    both = [Problem(CASE, 3, 7, one, f"{one} 的话") for one in (code, better)]
    kept = sort_problems(both)
    assert len(kept) == 1
    assert has_errors(kept) == has_errors(both)
    assert f"{better} 的话" in kept[0].message
