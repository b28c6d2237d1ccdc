"""公开过的数据，地址一直打得开：改了名的、撤下的各留一份；少了一个，不出版。"""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from casebook import outputs
from casebook.publish.manifest import kept_for_good
from conftest import ROOT, SITE_URL, build, edited, put, small_handbook

CASEBOOK = ROOT / "hooks/casebook"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("cases/demo-case/index.html", True),
        ("cases/2/index.html", False),
        ("data/cases/demo-case.json", True),
        ("data/cases.jsonl", True),
        ("data/schema/cases.json", True),
        ("data/handbook.xlsx", True),
        ("data/dataset.jsonld", True),
        ("data/terms/demo-term.json", True),
        ("organisations/demo-org/index.html", True),
        ("streets/2/index.html", False),
        ("streets/unknown-street/index.html", False),
        ("fields/renewal/2/index.html", False),
        ("data/search.js", False),
        ("data/index.md", False),
        ("cases/demo-case/list.csv", False),
    ],
)
def test_what_is_kept_for_good(path: str, kept: bool) -> None:
    assert kept_for_good(path) is kept


@pytest.mark.slow
def test_an_address_once_published_is_kept(tmp_path: Path) -> None:
    root = small_handbook(tmp_path / "手册")
    case = root / "cases/demo-case.yml"
    assert build(root, SITE_URL=SITE_URL).code == 0

    def read(name: str) -> Any:
        return json.loads((root / f"site/data/cases/{name}.json").read_text("utf-8"))

    assert read("demo-case")["page"] == f"{SITE_URL}cases/demo-case/"
    # 少了一种（这里是印记上多写了一种）：不出版，网站没有动
    stamp = root / "site/build.json"
    written = stamp.read_text("utf-8")
    stamp.write_text(written.replace('"data/terms.csv"', '"data/words.csv"'), "utf-8")
    edited(root)
    lost = build(root, SITE_URL=SITE_URL)
    assert lost.code != 0
    assert "上一版公开的 /data/words.csv 没有了" in lost.output
    assert (root / "site/data/terms.csv").is_file()
    stamp.write_text(written, "utf-8")
    # 改了名：旧的地址说到哪里去了
    case.rename(root / "cases/renamed.yml")
    (root / "cases/demo-case").rename(root / "cases/renamed")
    preface = root / "content/preface.md"
    moved = preface.read_text("utf-8").replace("/cases/demo-case/", "/cases/renamed/")
    preface.write_text(moved, "utf-8")
    with (root / "cases/renamed.yml").open("a", encoding="utf-8") as file:
        file.write("\n曾用地址: demo-case\n")
    done = build(root, SITE_URL=SITE_URL)
    assert done.code == 0, done.output
    assert read("demo-case")["moved_to"] == read("renamed")["self"]
    # 撤下：原来的与曾用的，都说哪天、为什么
    shutil.rmtree(root / "cases/renamed")
    preface.write_text(moved.replace("/cases/renamed/", "/cases/"), "utf-8")
    gone = "标题: 示例\n一句话: {待补充: 做了什么}\n状态: 撤下\n版次: 1\n曾用地址: demo-case\n"
    put(root, {"cases/renamed.yml": f"{gone}撤下: {{日期: 2023-10-01, 原因: 写重了}}\n"})
    done = build(root, strict=False, SITE_URL=SITE_URL)  # 有的登记没有一处用到了
    assert done.code == 0, done.output
    for name in ("renamed", "demo-case"):
        assert read(name)["withdrawn"] == {"on": "2023-10-01", "why": "写重了"}
        assert "record" not in read(name)
    assert (root / "site/data/cases.jsonl").read_bytes() == b""


@pytest.mark.slow
def test_an_entry_once_published_is_kept(tmp_path: Path) -> None:
    """登记簿里改了编号、拿掉一条：没有写“曾用编号”的不出版，说该怎样写；写了的，旧网址、旧数据都答。"""
    root = small_handbook(tmp_path / "手册")
    assert build(root, SITE_URL=SITE_URL).code == 0
    registry = root / "content/registry"
    organisations, policies = registry / "organisations.yml", registry / "policies.yml"
    case = root / "cases/demo-case.yml"
    for path in (organisations, case):
        path.write_text(path.read_text("utf-8").replace("demo-org", "new-org"), "utf-8")
    programmes = registry / "programmes.yml"
    programmes.write_text(
        programmes.read_text("utf-8").replace("    政策: demo-policy\n", ""), "utf-8"
    )
    policies.write_text("条目: []\n", "utf-8")
    lost = build(root, SITE_URL=SITE_URL)
    assert lost.code != 0
    assert "在 content/registry/organisations.yml 里写" in lost.output
    assert "改了编号的，“曾用编号: [{编号: demo-org, 现在: ……}]”" in lost.output
    assert "拿掉的，“曾用编号: [{编号: demo-policy, 原因: ……}]”" in lost.output
    assert lost.output.count("原来的网址会打不开") == 2  # 一本一句
    with organisations.open("a", encoding="utf-8") as file:
        file.write("曾用编号: [{编号: demo-org, 现在: new-org}]\n")
    policies.write_text("条目: []\n曾用编号: [{编号: demo-policy, 原因: 失效了}]\n", "utf-8")
    done = build(root, SITE_URL=SITE_URL)
    assert done.code == 0, done.output
    page = (root / "site/organisations/demo-org/index.html").read_text("utf-8")
    assert 'http-equiv="refresh" content="0;url=../new-org/"' in page
    page = (root / "site/policies/demo-policy/index.html").read_text("utf-8")
    assert "已经从登记簿里拿掉。原因：失效了。" in re.sub(r"<[^>]*>", "", page)
    assert '<meta name="robots" content="noindex">' in page

    def read(name: str) -> Any:
        return json.loads((root / f"site/data/{name}.json").read_text("utf-8"))

    assert read("organisations/demo-org")["moved_to"] == read("organisations/new-org")["self"]
    assert read("policies/demo-policy")["withdrawn"] == {"why": "失效了"}


def test_the_data_is_one_room() -> None:
    """一样成品是一间屋子：单子里一行；引入它的，只有读案例时写下的（cases.py、written.py）、
    列出各件的（publish/、outputs.py）与不许少了地址的（deliver.py）。"""
    importing = {
        path.relative_to(CASEBOOK).as_posix()
        for path in CASEBOOK.rglob("*.py")
        if re.search(
            r"casebook\.render\.data\b|casebook\.render import data", path.read_text("utf-8")
        )
    }
    outside = {path for path in importing if not path.startswith("render/data/")}
    assert outside == {
        "cases.py",
        "deliver.py",
        "outputs.py",
        "publish/data_files.py",
        "publish/open_data.py",
        "written.py",
    }
    assert [listed.__name__ for listed, _ in outputs.FILES].count("open_data") == 1
