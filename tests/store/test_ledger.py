"""账本：由同样的东西做的才取得到；坏了的、别人的都当没有；几个进程一起记也不丢。"""

import multiprocessing
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

import casebook.checked
from casebook.compile import check_handbook
from casebook.store import Ledger
from conftest import build, copy_handbook, put, tree


class Made(NamedTuple):
    text: str
    number: int = 0
    data: bytes = b""
    inside: tuple[bool, tuple[str, str | None]] = (True, ("套着的", None))


MADE = Made("文字", 3, b"\0bytes")
OTHER = Made("乙")


def kept(folder: Path) -> Ledger:
    ledger = Ledger(folder / "a.sqlite")
    ledger.put("pages", [("甲", "k1", MADE), ("乙", "k2", OTHER)])
    ledger.settle()
    return ledger


def test_kept_by_what_it_is_made_of(tmp_path: Path) -> None:
    ledger = kept(tmp_path)
    assert ledger.get("pages", "甲", "k1", Made) == MADE
    assert ledger.get("pages", "甲", "别的", Made) is None
    assert ledger.get("records", "甲", "k1", Made) is None
    assert ledger.keys("pages") == {"甲": "k1", "乙": "k2"}
    assert ledger.rows("pages", Made) == {"甲": ("k1", MADE), "乙": ("k2", OTHER)}


def test_a_row_with_other_fields_is_not_there(tmp_path: Path) -> None:
    """从前的程序记的，栏不一样：当没有。"""

    class Older(NamedTuple):
        text: str

    class Newer(NamedTuple):
        text: str
        number: int
        more: tuple[str, ...]

    ledger = kept(tmp_path)
    for kind in (Older, Newer, dict[str, int], list[int]):
        assert ledger.get("pages", "甲", "k1", kind) is None
        assert ledger.rows("pages", kind) == {}
    assert ledger.get("pages", "甲", "k1", Made) == MADE


def test_written_down_when_settled(tmp_path: Path) -> None:
    ledger, other = kept(tmp_path), Ledger(tmp_path / "a.sqlite")
    ledger.put("pages", [("甲", "k3", Made("新的"))])
    ledger.drop("pages", ["乙"])
    assert other.keys("pages") == {"甲": "k1", "乙": "k2"}
    ledger.close()
    assert other.rows("pages", Made) == {"甲": ("k3", Made("新的"))}


def test_a_damaged_row_is_not_there(tmp_path: Path) -> None:
    kept(tmp_path).close()
    with sqlite3.connect(tmp_path / "a.sqlite") as db:
        (made,) = db.execute("select made from pages where name = '甲'").fetchone()
        db.execute("update pages set made = ? where name = '甲'", (made[:-1] + b"x",))
        db.execute("update pages set key = 'k9' where name = '乙'")  # 挪用别的东西做的
    ledger = Ledger(tmp_path / "a.sqlite")
    assert ledger.get("pages", "甲", "k1", Made) is None
    assert ledger.get("pages", "乙", "k9", Made) is None
    assert ledger.rows("pages", Made) == {}


@pytest.mark.parametrize(
    "moved",
    [
        "update pages set name = case name when '甲' then '丙' else name end",
        "update pages set name = '丙', key = 'k1' where name = '甲'",
        "insert into records select name, key, made from pages where name = '甲'",
    ],
)
def test_a_row_under_another_name_is_not_there(tmp_path: Path, moved: str) -> None:
    """封着的一行挪给了别的名字、别的表：当没有。"""
    kept(tmp_path).close()
    with sqlite3.connect(tmp_path / "a.sqlite") as db:
        db.execute(moved)
    ledger = Ledger(tmp_path / "a.sqlite")
    assert ledger.get("pages", "丙", "k1", Made) is None
    assert ledger.get("records", "甲", "k1", Made) is None
    assert "丙" not in ledger.rows("pages", Made)
    assert ledger.rows("records", Made) == {}


def test_two_rows_swapped_are_not_there(tmp_path: Path) -> None:
    """两行做成的东西一样来历，对换了：都当没有。"""
    ledger = Ledger(tmp_path / "a.sqlite")
    ledger.put("pages", [("甲", "k", MADE), ("乙", "k", OTHER)])
    ledger.close()
    with sqlite3.connect(tmp_path / "a.sqlite") as db:
        made = dict(db.execute("select name, made from pages").fetchall())
        for name, other in (("甲", "乙"), ("乙", "甲")):
            db.execute("update pages set made = ? where name = ?", (made[other], name))
    assert Ledger(tmp_path / "a.sqlite").rows("pages", Made) == {}


@pytest.mark.parametrize("damage", ["garbage", "empty", "truncated", "foreign"])
def test_a_damaged_file_is_replaced(tmp_path: Path, damage: str) -> None:
    ledger = kept(tmp_path)
    ledger.put("pages", ((f"{n}", "k", Made("字" * 3000)) for n in range(200)))
    ledger.close()
    path = tmp_path / "a.sqlite"
    data = path.read_bytes()
    path.write_bytes(
        {
            "garbage": b"x" * len(data),
            "empty": b"",
            "truncated": data[: len(data) // 2],
            "foreign": "别人的文件".encode(),
        }[damage]
    )
    ledger = Ledger(path)
    assert all(made == Made("字" * 3000) for _, made in ledger.rows("pages", Made).values())
    ledger.put("pages", [("又记的", "k", OTHER)])
    ledger.settle()
    assert Ledger(path).get("pages", "又记的", "k", Made) == OTHER


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "cast(x'61ff' as text)"),  # 坏了一位，不再是 UTF-8
        ("name", "x'61'"),
        ("key", "x'6b31'"),
        ("key", "null"),
        ("made", "null"),
        ("made", "7"),
        ("made", "'文字'"),
    ],
)
def test_a_row_of_another_kind_is_not_there(tmp_path: Path, column: str, value: str) -> None:
    """一行里的一格不是该有的样子：当没有这一行，照样能记。"""
    kept(tmp_path).close()
    with sqlite3.connect(tmp_path / "a.sqlite") as db:
        db.execute(f"update pages set {column} = {value} where name = '甲'")
    for ask in (
        lambda ledger: ledger.get("pages", "甲", "k1", Made) is None,
        lambda ledger: ledger.rows("pages", Made).items() <= {"乙": ("k2", OTHER)}.items(),
        lambda ledger: all(isinstance(k, str) for k in ledger.keys("pages").values()),
    ):
        assert ask(Ledger(tmp_path / "a.sqlite"))
    ledger = Ledger(tmp_path / "a.sqlite")
    ledger.put("pages", [("甲", "k1", MADE)])
    ledger.close()
    assert Ledger(tmp_path / "a.sqlite").get("pages", "甲", "k1", Made) == MADE


@pytest.mark.parametrize(
    "schema",
    [
        "create table other (a int)",
        "create table pages (a int)",
        "create table pages (name text primary key, key text, made blob, more text)",
        "create view pages as select 'a' as name, 'k' as key, 3 as made",
    ],
)
def test_a_foreign_database_is_replaced(tmp_path: Path, schema: str) -> None:
    """是 SQLite，可不是账本：当新的一本用。"""
    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as db:
        db.execute(schema)
    ledger = Ledger(path)
    assert ledger.rows("pages", Made) == {}
    ledger.put("pages", [("甲", "k1", MADE)])
    ledger.close()
    assert Ledger(path).get("pages", "甲", "k1", Made) == MADE


def write_many(path: Path, who: int) -> None:
    for batch in range(20):
        ledger = Ledger(path)
        ledger.put("pages", ((f"{who} {batch} {n}", "k", Made(f"{who}")) for n in range(10)))
        ledger.close()


def test_several_processes_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    Ledger(path).close()
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=write_many, args=(path, who)) for who in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(Ledger(path).rows("pages", Made)) == 600


def settled(root: Path) -> None:
    """改好已有一会儿：时间与大小不变，就是没有变。"""
    for path in (root / "content").rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("content/preface/lane.png", "这是文字", "I02"),
        ("content/preface/lane.png", None, "I01"),
        ("content/preface/other.png", "没有用到", "I04"),
        ("content/registry/streets.yml", "条目: [", "Y"),
        ("content/preface.md", "---\n标题: 甲\n---\n打 13812345678 找他。\n", "P01"),
    ],
)
def test_clean_categories_are_checked_again_when_anything_changes(
    handbook: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    content: str | None,
    code: str,
) -> None:
    root = handbook()
    preface = root / "content/preface.md"
    preface.write_text(f"{preface.read_text('utf-8')}\n![小巷的一张图](lane.png)\n", "utf-8")
    (root / "content/preface").mkdir()
    Image.new("RGB", (4, 4)).save(root / "content/preface/lane.png")
    settled(root)
    assert check_handbook(root) == ()
    with monkeypatch.context() as lazy:
        lazy.delattr(casebook.checked, "check_shared")  # 记着的，不必再查
        assert check_handbook(root) == ()
    put(root, {path: content})
    assert any(problem.code.startswith(code) for problem in check_handbook(root))


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["rows", "truncated", "middle"])
def test_the_site_is_right_with_a_damaged_ledger(tmp_path: Path, damage: str) -> None:
    """账上的正文与条目坏了，网页要重写：重做，一个字节也不差。"""
    root = copy_handbook(tmp_path / "book")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("{print: book}", "{print: none}"))
    assert build(root).code == 0
    before = tree(root / "site")
    shutil.rmtree(root / ".site-releases")
    (root / "site").unlink()
    path = root / ".casebook-cache/build.sqlite"
    if damage == "truncated":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    elif damage == "middle":
        data = path.read_bytes()
        half = len(data) // 2
        path.write_bytes(data[:half] + b"\xa5" * 40_000 + data[half + 40_000 :])
    else:
        with sqlite3.connect(path) as db:
            db.execute("update pages set made = substr(made, 1, length(made) - 1)")
            db.execute("update records set made = substr(made, 2)")
    done = build(root)
    assert done.code == 0, done.output
    assert tree(root / "site") == before
