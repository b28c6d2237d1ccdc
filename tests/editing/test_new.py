"""新写：底稿写好就查得过，注释掉的例子删了 # 也合；新登记是一个新文件，别的一个字不动。"""

import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casebook.compile import check_handbook
from casebook.editing import (
    UNIQUE,
    Answers,
    CannotAdd,
    Examiner,
    add_entry,
    asked_fields,
    draft,
    suggested_id,
)
from casebook.editing.scalar import scalar
from casebook.model import GROWING, REGISTERS, Case, describe
from casebook.problems import has_errors
from casebook.read import ScalarNode, read_document
from casebook.read.characters import suspect
from casebook.read.text import Text
from conftest import HANDBOOK, put
from samples import sample

NASTY = [
    "a: b #c",
    '他说"好"',
    "#开头",
    "- 短横",
    "@某某",
    "是",
    "yes",
    "2024",
    "{楼组}长",
    "[甲]",
    "&锚 *星",
    "!叹",
    "反斜杠\\n",
    "睦邻巷：“微更新”",
    "| 竖线",
    "%",
    "'单引号'",
    "~",
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """真手册的内容，可以随便改。"""
    root = tmp_path / "手册"
    for name in ("cases", "content"):
        shutil.copytree(HANDBOOK / name, root / name)
    return root


def run(root: Path, *options: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "casebook", "new", *options],
        cwd=root,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_new_case_already_passes(book: Path) -> None:
    options = ("--title", "社区书房", "--id", "shufang", "--field", "社区更新", "--yes")
    shown = run(book, *options, "--sample")
    assert not (book / "cases/shufang.yml").exists()
    done = run(book, *options, "--street", "新泾镇", "--summary", "居民捐书、轮值。")
    assert done.returncode == 0, done.stderr
    written = (book / "cases/shufang.yml").read_text("utf-8")
    assert written.startswith("# yaml-language-server: $schema=../.vscode/schema/case.json\n")
    assert shown.stdout.startswith(written.split("\n")[0])
    assert check_handbook(book) == ()
    record = yaml.safe_load(written)
    assert (record["街镇"], record["领域"]) == ("新泾镇", ["社区更新"])
    for field in describe(Case):  # 每一栏都有说明；新写的用不着“撤下”
        if field.key == "撤下":
            continue
        assert re.search(rf"^## {field.key}(（必填）)?：{re.escape(field.help)}", written, re.M)


def test_every_example_is_right_once_uncommented(book: Path) -> None:
    run(book, "--title", "社区书房", "--id", "shufang", "--yes")
    path = book / "cases/shufang.yml"
    written = path.read_text("utf-8")
    path.write_text(re.sub(r"^# (?!yaml-language)", "", written, flags=re.M), "utf-8")
    wrong = [p for p in check_handbook(book) if p.path == "cases/shufang.yml"]
    assert {p.code for p in wrong} <= {"I01", "R02"}, wrong  # 例子里的照片、来源当然没有
    record = yaml.safe_load(path.read_text("utf-8"))
    assert set(record) == {field.key for field in describe(Case)} - {"撤下"}  # 发布过的才撤得下


@pytest.mark.parametrize("title", NASTY)
def test_words_are_only_words(title: str, handbook: Callable[..., Path]) -> None:
    root = handbook()
    content = draft("new-case", Answers(title, title), Examiner(root))
    (root / "cases/new-case.yml").write_text(content, "utf-8")
    document, problems = read_document(Text("cases/new-case.yml", content))
    assert not problems
    assert document
    said = document.plain()
    assert said["标题"] == title
    assert said["一句话"]["内容"] == title
    # 句子写得好不好是另一回事
    assert {p.code for p in check_handbook(root)} <= {"T04", "T07", "T24"}


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1).filter(
        lambda text: not suspect(text)
    )  # 部首的编码、不画的字符另有说法
)
def test_any_line_survives(text: str) -> None:
    written = f"标题: {scalar(text)}\n"
    document, problems = read_document(Text("a.yml", written))
    assert document
    node = document.root.items["标题"]
    assert isinstance(node, ScalarNode)
    assert not problems
    assert node.text == unicodedata.normalize("NFC", text)  # 读的时候合成一种写法


def test_it_asks(book: Path) -> None:
    typed = "\n".join(["社区书房", "", "华阳", "1 公益", "书 房", "", "Shu", "shufang"])
    done = run(book, typed=typed + "\n")
    assert done.returncode == 0, done.stdout + done.stderr
    record = yaml.safe_load((book / "cases/shufang.yml").read_text("utf-8"))
    assert record["街镇"] == "华阳路街道"
    assert record["领域"] == ["社区更新", "公益行动"]
    assert "待补充" in record["一句话"]
    assert "“书”没有这一个" in done.stdout
    assert "“Shu”不能用" in done.stdout
    assert "casebook check cases/shufang.yml" in done.stdout
    assert check_handbook(book) == ()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--title", "甲", "--id", "mulinxiang"], "已经有 cases/mulinxiang.yml 了"),
        (["--title", "甲", "--id", "2023"], "文件名不能只是数字"),
        (["--title", "甲", "--id", "睦邻"], "只用小写英文字母"),
        (["--title", "甲", "--id", "a", "--street", "新径镇"], "街镇词表里没有“新径镇”"),
        (["--id", "a"], "要有标题"),
        (["--register", "街道"], "没有叫“街道”的登记簿"),
    ],
)
def test_refused(book: Path, options: list[str], said: str) -> None:
    before = sorted(path.name for path in (book / "cases").iterdir())
    done = run(book, *options, "--yes")
    assert done.returncode == 2
    assert said in done.stderr
    assert sorted(path.name for path in (book / "cases").iterdir()) == before


def test_an_entry_is_added(book: Path) -> None:
    before = {path: path.read_bytes() for path in (book / "content").rglob("*.yml")}
    typed = "gonggao-2024\n一份公告: 关于“书房”\n\n\n2024年5月\n2024-05\nwww.a.cn\nhttps://a.cn/\n\n官\n\n\n\n是\n"
    done = run(book, "--register", "来源", typed=typed)
    assert done.returncode == 0, done.stdout + done.stderr
    own = book / "content/registry/sources/gonggao-2024.yml"
    assert set((book / "content").rglob("*.yml")) == {*before, own}
    assert all(path.read_bytes() == content for path, content in before.items())
    written = {
        "编号": "gonggao-2024",
        "题名": "一份公告: 关于“书房”",
        "日期": "2024-05",
        "网址": "https://a.cn/",
        "类别": "官方",
    }
    assert yaml.safe_load(own.read_text("utf-8")) == {"条目": [written]}
    assert "写好了：content/registry/sources/gonggao-2024.yml" in done.stdout
    assert "“www.a.cn”不是网址" in done.stdout
    assert {p.code for p in check_handbook(book)} == {"R03"}  # 还没有用到


def test_an_honour_is_a_programme_and_the_last_look_can_stop(book: Path) -> None:
    before = {path: path.read_bytes() for path in (book / "content").rglob("*.yml")}
    typed = "荣誉\n" + "shi-dashi\n年度案例奖\n荣誉\n" + "\n" * 7 + "dayu-fangtan\n"
    done = run(book, "--register", "奖状", typed=typed)
    assert "没有叫“奖状”的登记簿" in done.stdout
    assert "“荣誉”登记在“机制与项目”里" in done.stdout
    assert "吗？（写 是" in done.stdout
    assert "没有写任何东西" in done.stdout
    assert {path: path.read_bytes() for path in (book / "content").rglob("*.yml")} == before
    again = run(book, "--register", "荣誉", typed=typed.partition("\n")[2] + "是\n")
    assert again.returncode == 0, again.stdout + again.stderr
    assert last_entry(book, "programmes")["类别"] == "荣誉"


def last_entry(book: Path, register: str) -> dict[str, Any]:
    """`register` 里刚添的一条：这一分钟里写的那个文件的最后一条。"""
    folder = book / "content/registry"
    files = [folder / f"{register}.yml", *(folder / register).glob("*.yml")]
    newest = max(files, key=lambda path: path.stat().st_mtime_ns)
    entry: dict[str, Any] = yaml.safe_load(newest.read_bytes())["条目"][-1]
    return entry


def test_what_is_registered_is_not_added_again(book: Path) -> None:
    sources = yaml.safe_load((book / "content/registry/sources.yml").read_text("utf-8"))["条目"]
    known = next(one for one in sources if "网址" in one and "，" not in one["题名"])
    typed = f"{known['编号']}\nxin-yi-tiao\n《{known['题名']}》\n另一篇\n\n\n\n{known['网址']}/\n"
    done = run(book, "--register", "来源", typed=typed)
    assert done.stdout.count(f"已经登记过了：{known['编号']}") == 3
    examiner = Examiner(book)
    for key, value in (("题名", known["题名"]), ("网址", known["网址"])):
        values = {"编号": "xin-yi-tiao", "题名": "另一篇", "类别": "其他", key: value}
        with pytest.raises(CannotAdd, match="已经登记过了"):
            add_entry("sources", values, examiner)


def test_an_id_is_offered_from_a_list(book: Path) -> None:
    typed = "xin-banfa\n一个新办法\n\n\n\n\ndayu-fangtan\n是\n"
    done = run(book, "--register", "政策", typed=typed)
    assert done.returncode == 0, done.stdout + done.stderr
    assert last_entry(book, "policies")["来源"] == ["dayu-fangtan"]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("春风里共享客厅", "chunfengligongxiangketing"),
        (
            "春风里：一个共享客厅，三个月，一百二十户居民一起改",
            "chunfengliyigegongxiangketingsangeyue",
        ),
        ("长" * 60, ""),
        ("！", ""),
    ],
)
def test_an_id_is_never_cut(title: str, wanted: str, book: Path) -> None:
    assert suggested_id(title, Examiner(book)) == wanted


@pytest.mark.parametrize("register", REGISTERS)
def test_every_register_takes_one(register: str, book: Path) -> None:
    examiner = Examiner(book)
    values = {}
    for field in asked_fields(register):
        known = examiner.choices(field.register) if field.register else ()
        if field.record:
            values[field.key] = examiner.choices("sources")[0][0]
        elif field.key in UNIQUE and field.key != "编号":
            values[field.key] = f"{sample(field)}二"
        elif field.key == "据":  # 写了截至的，不写据
            continue
        elif field.key == "参见":
            values[field.key] = "/mechanism/"
        elif known:
            values[field.key] = known[0][1 if field.by_name else 0]
        elif field.many:
            values[field.key] = tuple(dict.fromkeys(sample(field)))
        else:
            values[field.key] = str(sample(field))
    added = add_entry(register, values, examiner)
    assert added.after.startswith(added.before.rstrip(b"\n"))
    assert (added.before == b"") == (register in GROWING)
    put(book, {added.path: added.after.decode()})
    wrong = [p for p in check_handbook(book) if p.path == added.path and p.code != "R03"]
    assert not has_errors(wrong), wrong


def test_what_cannot_be_added(book: Path) -> None:
    values = {"编号": "new-one", "名称": "甲"}
    with pytest.raises(CannotAdd, match="M02 缺少“类别”"):
        add_entry("sources", {"编号": "new-one", "题名": "甲"}, Examiner(book))
    path = book / "content/registry/fields.yml"
    path.write_text("条目: []\n", "utf-8")
    with pytest.raises(CannotAdd, match="还没有一条可以照着写的"):
        add_entry("fields", values, Examiner(book))
    path.write_text("条目：\n  - 编号: a\n    名称: 甲\n", "utf-8")
    with pytest.raises(CannotAdd, match="里有毛病"):
        add_entry("fields", values, Examiner(book))
    path.unlink()
    with pytest.raises(CannotAdd, match=r"没有 content/registry/fields\.yml"):
        add_entry("fields", values, Examiner(book))


def test_an_id_is_given_once(book: Path) -> None:
    values = {"编号": "gongqinggan-2018", "题名": "甲", "类别": "官方"}
    with pytest.raises(CannotAdd, match="来源里已经有编号“gongqinggan-2018”"):
        add_entry("sources", values, Examiner(book))
    put(
        book, {"content/registry/sources/taken.yml": "条目:\n  - {编号: b, 题名: 甲, 类别: 官方}\n"}
    )
    with pytest.raises(CannotAdd, match=r"已经有 content/registry/sources/taken\.yml 这个文件"):
        add_entry("sources", {**values, "编号": "taken"}, Examiner(book))
    with pytest.raises(CannotAdd, match="编号只用小写英文字母"):
        add_entry("sources", {**values, "编号": "../../up"}, Examiner(book))


def test_register_takes_the_options(book: Path) -> None:
    """--register 时 --id、--title、--yes 一样算数；少必填的停下，说少哪一栏。"""
    options = ["--id", "jia-yi", "--title", "甲乙丙", "--yes"]
    done = run(book, "--register", "来源", *options)
    assert (done.returncode, "要有“类别”" in done.stderr) == (2, True)
    done = run(book, "--register", "术语", *options)
    assert (done.returncode, "jia-yi" in done.stdout) == (0, True)


def test_a_sample_is_all_that_is_printed(book: Path) -> None:
    """--sample 时问的话不混进标准输出：存成文件就是一份案例。"""
    done = run(book, "--sample", "--title", "甲乙", "--id", "jia-yi")
    assert done.returncode == 0
    assert yaml.safe_load(done.stdout)["标题"] == "甲乙"
    assert "一句话说清" in done.stderr
