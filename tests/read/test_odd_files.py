"""不该有的、读不了的、名字坏的文件：当场说清，不打开、不卡住、不登出去。"""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from socket import AF_UNIX, socket
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from lxml.html import fragment_fromstring
from PIL import Image

from casebook.compile import check_handbook, compile_handbook
from casebook.problems import Problem, report_all
from casebook.problems.annotations import MACHINE
from casebook.problems.page import report_page
from casebook.read.selection import NotOurs, find_root, selection
from conftest import (
    MINIMAL,
    SITE_URL,
    build,
    copy_handbook,
    preview,
    put,
    replace_fields,
    unprivileged,
)
from hostile import HOSTILE

CASE = "cases/demo-case.yml"
DEMO = (MINIMAL / CASE).read_text("utf-8")
ARTICLE = "---\n标题: 甲\n摘要: 乙\n---\n\n正文\n"
COMMAND = Path(sys.executable).with_name("casebook")


def codes(root: Path) -> set[tuple[str, str]]:
    return {(problem.path, problem.code) for problem in check_handbook(root)}


# —— 读不了的 ——


def warm(root: Path) -> Path:
    """查一遍：要用的库都装载好，没有权限的人也许装载不了。"""
    check_handbook(root)
    shutil.rmtree(root / ".casebook-cache")
    return root


@pytest.mark.parametrize(
    ("sealed", "mode"),
    [
        (CASE, 0),
        ("cases/other-case.yml", 0o200),
        ("content/preface.md", 0),
        ("content/registry/terms.yml", 0),
        ("cases/demo-case/lane.png", 0),
        ("cases/demo-case", 0),
        ("cases", 0),
        ("content", 0),
        ("content/registry", 0),
    ],
)
def test_what_may_not_be_read(handbook: Callable[..., Path], sealed: str, mode: int) -> None:
    """没有读的权限：说是哪一个；文件夹看得见名字、进不去的也一样。"""
    root = warm(handbook())
    with unprivileged(root):
        (root / sealed).chmod(mode)
        found = check_handbook(root)
        (root / sealed).chmod(0o700)
    blamed = {problem.path for problem in found if problem.code == "F21"}
    assert sealed in blamed or CASE in blamed, report_all(found)


def test_a_folder_whose_names_are_seen_but_not_opened(handbook: Callable[..., Path]) -> None:
    root = warm(handbook())
    with unprivileged(root):
        (root / "cases").chmod(0o400)
        found = check_handbook(root)
        (root / "cases").chmod(0o700)
    assert (CASE, "F21") in {(problem.path, problem.code) for problem in found}


# —— 名字 ——


def place_file(path: bytes, content: bytes) -> None:
    """写一个文件，名字是什么字节都行。"""
    file = Path(os.fsdecode(path))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


NAMES = (b"caf\xe9", b"\xff\xfe", b"a\n::error::b", b"a\rb", b"a\x1b[31mb", "甲\u202e乙".encode())


@pytest.mark.parametrize("name", NAMES, ids=repr)
@pytest.mark.parametrize(
    "place",
    [
        "cases/{}.yml",
        "content/{}.md",
        "content/{}.txt",
        "content/{}/a.md",
        "cases/demo-case/{}.png",
    ],
)
def test_names_that_cannot_be_used(handbook: Callable[..., Path], name: bytes, place: str) -> None:
    """不是 UTF-8 的、有换行与控制符的：F22，写在哪里都不搅乱。"""
    root = handbook()
    path = os.fsencode(root) + b"/" + place.encode().replace(b"{}", name)
    place_file(path, ARTICLE.encode())
    problems = check_handbook(root)
    (problem,) = [problem for problem in problems if problem.code == "F22"]
    assert problem.path.isprintable()
    assert problem.path.isascii() == name.isascii() or not name.isascii()
    problem.path.encode()
    for form, written in MACHINE.items():
        said = written([problem], "")
        said.encode()
        if form in ("github", "gitee"):
            assert said.isprintable()


def test_reports_show_no_control_character() -> None:
    """路径、说明、原文、改法里的控制符，哪一种报告里都不原样印。"""
    odd = "甲\x85乙\x0c丙\x0b丁\u2028戊\x1b[31m\r"
    problem = Problem(f"cases/{odd}.yml", 1, 1, "F06", f"说明{odd}", f"改{odd}", f"原文{odd}")
    said = [report_all([problem]), report_page([problem])]
    said += [written([problem], "") for written in MACHINE.values()]
    for text in said:
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)
    assert json.loads(MACHINE["json"]([problem], ""))["problems"][0]["hint"] == f"改{odd}"
    assert len(MACHINE["github"]([problem], "").splitlines()) == 1
    assert len(MACHINE["gitee"]([problem], "").splitlines()) == 1


# —— 在命令行里指的 ——


def test_pointing_at_odd_things(handbook: Callable[..., Path]) -> None:
    root = handbook({"cases/around": {"链接": "around"}, "content/zz.html": "甲"})
    assert selection(root, ["content/zz.html"], root)("content/zz.html")
    assert selection(root, ["cases/around"], root)("cases/around")
    for strange in ("a" * 5000, "cases/around/x.yml", "a\0b", "cases/\udcff.yml"):
        with pytest.raises(NotOurs) as refused:
            selection(root, [strange], root)
        str(refused.value).encode()
    assert find_root(root / "cases") == root


# —— 改正、新写 ——


@pytest.mark.parametrize(
    ("command", "odd"),
    [
        (["fix", "--yes"], {"cases/a.yml": {"管道": True}}),
        (["fix", "--yes"], {"content/registry/terms.yml": {"链接": "../../../terms.yml"}}),
        (["new", "--yes", "--title", "甲", "--id", "jia"], {"cases": {"链接": "content"}}),
        (["check"], {"cases/a.yml": {"管道": True}}),
        (["check", "--format", "github"], {"content/a.md": {"管道": True}}),
    ],
)
def test_commands_refuse_at_once(
    handbook: Callable[..., Path], command: list[str], odd: dict[str, object]
) -> None:
    root = handbook(odd)
    outside = root.parent / "terms.yml"
    outside.write_text("条目：\n", "utf-8")
    done = subprocess.run(
        [COMMAND, *command], cwd=root, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert re.search("管道|符号链接", done.stdout + done.stderr)
    assert outside.read_text("utf-8") == "条目：\n"
    assert not (root / "content/jia.yml").exists()


# —— 一样也不登出去 ——


def _photo() -> bytes:
    image, exif, out = Image.new("RGB", (40, 30), "green"), Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (31.0, 13.0, 12.0)
    exif[0x010F] = "SomeCamera"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def strewn(tmp_path: Path) -> Path:
    """真手册的副本，文章旁边撒了各样的东西；一张大写后缀的照片是文章用到的。"""
    root = copy_handbook(tmp_path / "book")
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", "utf-8")
    put(
        root,
        {
            "content/zz.html": "<script>alert(1)</script>",
            "content/assets/javascripts/app.js": "alert(1)",
            "content/zz.txt": {"链接": str(secret)},
            "content/zz.md": {"链接": str(secret)},
            "content/around": {"链接": "."},
            "content/round": {"链接": "."},
            "content/pipe.md": {"管道": True},
            "content/内部名单.docx": "名单",
            "content/registry/old.yml~": "甲",
            "content/.nojekyll": "",
        },
    )
    place_file(os.fsencode(root) + b"/content/caf\xe9.css", b"a{}")
    return root


def _with_photo(root: Path) -> None:
    about = root / "content/preface.md"
    about.write_text(about.read_text("utf-8") + "\n![巷口](巷口.JPG)\n", "utf-8")
    put(root, {"content/preface/.keep": ""})
    (root / "content/preface/巷口.JPG").write_bytes(_photo())


@pytest.mark.slow
def test_nothing_unseen_is_built(tmp_path: Path, strewn: Path) -> None:
    """有不该有的，建不成；拿走了就建成，照片去掉了时间地点。"""
    bad = build(strewn)
    assert bad.code == 1, bad.output
    assert "Traceback" not in bad.output
    for said in ("content/zz.html", "content/around", "内部名单.docx", "caf\\xe9.css", "pipe.md"):
        assert said in bad.output
    assert not (strewn / "site").exists()


@pytest.mark.slow
def test_a_photo_with_a_capital_suffix_is_cleaned(tmp_path: Path) -> None:
    root = copy_handbook(tmp_path / "book")
    _with_photo(root)
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("print: book", "print: none"), "utf-8")
    built = build(root, SITE_URL=SITE_URL)
    assert built.code == 0, built.output
    photo = (root / "site/preface/巷口.JPG").read_bytes()
    assert not Image.open(io.BytesIO(photo)).getexif()
    assert b"SomeCamera" not in photo


@pytest.mark.slow
def test_an_unknown_file_stops_the_release(tmp_path: Path) -> None:
    """别的钩子放进网站的文件，没有人看过：不出版。"""
    root = copy_handbook(tmp_path / "book")
    put(
        root,
        {
            "smuggler.py": "from pathlib import Path\n\n"
            "def on_env(env, config, files):\n"
            "    (Path(config.site_dir) / '偷放的.txt').write_text('甲')\n"
        },
    )
    settings = root / "mkdocs.yml"
    written = settings.read_text("utf-8").replace("print: book", "print: none")
    written = written.replace("hooks: [hooks/", "hooks: [smuggler.py, hooks/")
    settings.write_text(written, "utf-8")
    bad = build(root)
    assert bad.code == 1, bad.output
    assert "偷放的.txt：不知道从哪里来" in bad.output
    assert not (root / "site").exists()


@pytest.mark.slow
def test_nothing_unseen_is_previewed(strewn: Path) -> None:
    """预览照样看得到读得懂的；不该有的，一样也不给。"""
    _with_photo(strewn)
    with preview(strewn) as shown:
        assert "前言" in shown.page("preface/")
        assert "alert(1)" not in shown.page("assets/javascripts/app.js")
        for address in ("zz.html", "zz.txt", "zz/", "around/about/", "%E5%86%85%E9%83%A8.docx"):
            with pytest.raises(HTTPError, match="404"):
                shown.page(address)
        assert "content/zz.html:1:1 F23" in shown.said
        assert "content/pipe.md:1:1 F20" in shown.said
        assert "Traceback" not in shown.said


# —— 上限 ——


def _until(size: int, each: str) -> str:
    """`each`（{} 是第几个）写到 `size` 字节。"""
    pieces, total, number = [], 0, 0
    while total < size:
        pieces.append(each.replace("{}", str(number)))
        total += len(pieces[-1].encode())
        number += 1
    return "".join(pieces)


BOMBS = {
    "digits-value": {CASE: f"规模:\n  - 名称: 长\n    数值: {'9' * 60000}\n    来源: demo\n"},
    "digits-rank": {CASE: f"排序: {'9' * 60000}\n"},
    "digits-point": {CASE: f"规模:\n  - 名称: 长\n    数值: 1.{'9' * 60000}\n    来源: demo\n"},
    "digits-full-width": {CASE: f"标题: {'９' * 18000}\n"},
    "references": {CASE: f"缘起:\n  - 内容: 旧\n    来源: [{_until(50000, 'no-{}, ')}]\n"},
    "short-references": {CASE: f"缘起:\n  - 内容: 旧\n    来源: [{'a,' * 25000}]\n"},
    "bare-items": {CASE: f"缘起: [{'a,' * 25000}]\n"},
    "names": {CASE: f"领域: [{_until(50000, '社区更{}, ')}]\n"},
    "near-words": {CASE: f"领域:\n{_until(50000, '  - 社区更心{}' + chr(10))}"},
    "links": {
        CASE: "缘起:\n" + 3 * f"  - 内容: {_until(17000, '[甲](/cases/no{}/) ')}\n    推断: 是\n"
    },
    "keys": {CASE: _until(60000, "标{}题: 甲\n")},
    "links-in-article": {"content/preface.md": ARTICLE + _until(60000, "[甲](/cases/no{}/)\n\n")},
    "sources-in-article": {"content/preface.md": ARTICLE + _until(60000, "甲〔no-{}〕")},
    "register": {
        "content/registry/sources.yml": "条目:\n"
        + _until(60000, "  - {编号: a{}, 题名: 甲, 类别: 官放}\n".replace("{编", "{编"))
    },
}


# 由一个小进程去叫：Linux 把叫它的进程的内存也算在 ru_maxrss 里，测试自己有几百 MB
MEASURING = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=sys.stderr, check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def _measured(root: Path, *options: str) -> tuple[float, float, str]:
    """跑一次检查：用了多少秒（处理器的）、多少 MB，说了什么。"""
    command = [sys.executable, "-c", MEASURING, COMMAND, "check", *options]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes, done.stderr.decode("utf-8", "replace")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("name", BOMBS)
def test_no_single_file_takes_long(handbook: Callable[..., Path], name: str, form: str) -> None:
    """一个文件再怪，检查至多多用一秒、256 MB（空的手册也要半秒；机器忙时宽限到四倍）。"""
    root = handbook()
    plain, _, _ = _measured(root)
    for path, written in BOMBS[name].items():
        whole = replace_fields(DEMO, written) if path == CASE else written
        assert len(whole.encode()) < 64 * 1024
        put(root, {path: whole})
    seconds, megabytes, said = _measured(root, "--format", form)
    assert "Traceback" not in said
    assert seconds < plain + 4, (seconds, plain)
    assert megabytes < 256


def test_digits_that_are_not_ascii(handbook: Callable[..., Path]) -> None:
    """⁰⁴⁵、①、½、٣、𝟗 也算数字，却不都读得成整数：写在哪里都不出错，查过就写得成。"""
    odd = "第⁰⁴⁵段①½٣𝟗"
    case = f"缘起:\n  - 内容: 甲{odd}\n    来源: [{{编号: demo, 位置: {odd}}}]\n"
    case += "规模:\n  - {名称: 长, 数值: ٣, 单位: 米, 来源: demo}\n"
    root = handbook(None, case)
    assert {p.code for p in check_handbook(root)} >= {"M04"}
    root.rename(root.with_name("wrong"))
    root = handbook(None, case.partition("规模")[0])
    assert {p.code for p in check_handbook(root)} <= {"T06"}  # 字库里没有的
    made = compile_handbook(root, preview=True, size="none")
    assert any(odd in made.many.page(path).body for path in made.many.paths)


def test_hostile_words_never_break_a_build(handbook: Callable[..., Path]) -> None:
    """带坏心的字句，一句一条案例：查得过的都编得成，查不过的说得清，没有一句成了脚本。"""
    files = {}
    for number, seed in enumerate(HOSTILE):
        text = json.dumps(seed, ensure_ascii=False)
        files[f"cases/seed-{number}.yml"] = replace_fields(
            DEMO, f"标题: 第 {number} 条\n缘起:\n  - {{内容: {text}, 来源: demo}}\n图片:\n"
        )
    root = handbook(files)
    wrong = {problem.path for problem in check_handbook(root)}
    made = compile_handbook(root, preview=True, size="none")
    pages = [made.many.page(path).body for path in made.many.paths if "seed-" in path]
    assert len(pages) >= len(HOSTILE) - len(wrong)
    for page in pages:
        for element in fragment_fromstring(page, create_parent="main").iter():
            assert element.tag not in ("script", "iframe", "object", "embed", "style")
            assert not [name for name in element.attrib if name.startswith("on")]
            for name in ("href", "src"):
                assert urlsplit(element.get(name, "")).scheme in ("", "http", "https", "mailto")


def test_what_was_read_before_may_not_be_read_now(handbook: Callable[..., Path]) -> None:
    """查过、没有问题的，后来没有了读的权限：不照账上的说没有问题。"""
    root = handbook()
    past = (root / CASE).stat().st_mtime_ns - 10**10
    os.utime(root / CASE, ns=(past, past))
    with unprivileged(root):
        assert check_handbook(root) == ()
        assert check_handbook(root) == ()
        (root / CASE).chmod(0)
        found = check_handbook(root)
        (root / CASE).chmod(0o600)
        assert check_handbook(root) == ()
    assert (CASE, "F21") in {(problem.path, problem.code) for problem in found}


def test_a_socket_among_the_pictures(handbook: Callable[..., Path]) -> None:
    root = handbook()
    socket(AF_UNIX).bind(str(root / "cases/demo-case/s.png"))
    found = [problem for problem in check_handbook(root) if problem.path.endswith("s.png")]
    assert [problem.code for problem in found] == ["F20"]
    assert "套接字" in found[0].message
