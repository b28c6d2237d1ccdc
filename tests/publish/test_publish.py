"""出版：检验查得出每一种毛病；换版一步到位，杀不坏；两家同时换也行。"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casebook import cli
from casebook.publish import STAMP, discard, prepare, publish, verify, write_stamp
from casebook.publish.release import releases_of
from casebook.read import Changed
from casebook.store.swap import exchange
from conftest import ROOT, build, copy_handbook, kinds, put, tree

PAGE = """<!doctype html>
<html lang="zh-Hans"><head><title>页</title>{head}</head><body>{body}</body></html>
"""


def page(body: str = "", head: str = "") -> str:
    return PAGE.format(body=body, head=head)


def whole_site(site: Path) -> Path:
    """一个没有毛病的小网站。"""
    put(
        site,
        {
            "index.html": page('<a href="cases/lane/#how">巷</a><img src="a/x.svg" alt="">'),
            "cases/lane/index.html": page('<h2 id="how">做法</h2><a href="../../">首页</a>'),
            "404.html": page('<a href="/cases/lane/">巷</a>'),
            "a/x.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path id="p"/></svg>',
            "a/s.css": "@import 't.css'; b{background:url(x.svg)} i{background:url(data:,x)}",
            "a/t.css": "/* url(https://elsewhere.example/) */ a{fill:url(#p)}",
        },
    )
    return site


def test_verify_passes_a_whole_site(tmp_path: Path) -> None:
    assert verify(whole_site(tmp_path), ["lane"]) == []


INDEX, CSS, SVG = "index.html", "a/s.css", "a/x.svg"


@pytest.mark.parametrize(
    ("file", "written", "fault"),
    [
        (INDEX, page()[:-10], "没有写完"),
        (INDEX, "", "没有写完"),
        (INDEX, page('<a href="cases/nowhere/">x</a>'), "链接 cases/nowhere/ 没有这一页"),
        (INDEX, page('<a href="cases/lane">x</a>'), "链接 cases/lane 没有这一页"),
        (INDEX, page('<a href="cases/lane/#no">x</a>'), "链接 cases/lane/#no 没有这个锚点"),
        (INDEX, page('<a href="#no">x</a>'), "链接 #no 没有这个锚点"),
        (INDEX, page('<a href="http://[">x</a>'), "链接 http://[ 不是网址"),
        (INDEX, page('<a href="javascript:alert(1)">x</a>'), "链接 javascript:alert(1) 不安全"),
        (INDEX, page('<b id="x"></b><i id="x"></i>'), "锚点 x 出现了不止一次"),
        (INDEX, page('<img src="no.png" alt="">'), "链接 no.png 没有这一页"),
        (INDEX, page('<script src="//cdn.example/x.js"></script>'), "要 //cdn.example/x.js"),
        (INDEX, page('<img src="https://t.example/p.gif" alt="">'), "要 https://t.example/p.gif"),
        (INDEX, page('<img srcset="a/x.svg 1x, //t.example/2.png 2x">'), "要 //t.example/2.png"),
        (INDEX, page(head='<link rel="StyleSheet" href="//f.example/c">'), "要 //f.example/c"),
        (INDEX, page(head='<link rel="preconnect" href="https://f.example">'), "要 https://f.ex"),
        (INDEX, page(head="<style>@import '//f.example/c';</style>"), "要 //f.example/c"),
        (INDEX, page('<p style="background:url( //f.example/i )">'), "要 //f.example/i"),
        (INDEX, page('<svg><image xlink:href="//f.example/i"/></svg>'), "要 //f.example/i"),
        (CSS, "@font-face{src:url('https://fonts.example/a.woff2')}", "要 https://fonts.example"),
        (CSS, '@IMPORT url("//fonts.example/a.css");', "要 //fonts.example/a.css"),
        (CSS, '@import "//fonts.example/a.css";', "要 //fonts.example/a.css"),
        (CSS, "b{background:url(gone.png)}", "链接 gone.png 没有这一页"),
        (SVG, '<svg><image href="//f.example/i"/></svg>', "要 //f.example/i"),
        ("cases/lane/index.html", None, "案例 lane 没有页面"),
    ],
)
def test_verify_finds(tmp_path: Path, file: str, written: str | None, fault: str) -> None:
    put(whole_site(tmp_path), {file: written})
    faults = verify(tmp_path, ["lane"])
    assert any(fault in f for f in faults), faults
    assert file == "cases/lane/index.html" or all(f.startswith(f"{file}：") for f in faults)


def test_verify_knows_where_the_site_lives(tmp_path: Path) -> None:
    """网站放在域名下的 /handbook/ 里时，404 页的绝对地址要带上它。"""
    site = whole_site(tmp_path)
    assert any("/cases/lane/ 不在这个网站里" in f for f in verify(site, [], "/handbook/"))
    put(
        site,
        {"404.html": page('<a href="/handbook/cases/lane/#how">巷</a><a href="/handbook/">首</a>')},
    )
    assert verify(site, [], "/handbook/") == verify(site, [], "/handbook") == []
    assert verify(site, []) != []


def release(site: Path, word: str) -> Path:
    """建一版并换上；`word` 是这一版的内容。"""
    staged = prepare(site)
    put(staged, {"index.html": page(word), f"{word}.txt": word * 1000})
    stamp = write_stamp(staged, (word,), "c", 1)
    return publish(staged, site, stamp.digest)


def whole(folder: Path) -> str:
    """`folder` 里的一版是完整的、印记对得上；返回它的内容。"""
    stamp = json.loads((folder / STAMP).read_text("utf-8"))
    on_disk = {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file() and p.name != STAMP
    }
    assert stamp["files"] == on_disk
    (case,) = stamp["cases"]
    assert case in (folder / "index.html").read_text("utf-8")
    return str(case)


def test_stamp(tmp_path: Path) -> None:
    site = whole_site(tmp_path / "s")
    stamp = write_stamp(site, ("lane", "二"), "abc", 7)
    text = (site / STAMP).read_text("utf-8")
    assert json.loads(text) == {
        "case_count": 2,
        "cases": ["lane", "二"],
        "commit": "abc",
        "epoch": 7,
        "files": {
            p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in site.rglob("*")
            if p.is_file() and p.name != STAMP
        },
    }
    assert write_stamp(site, ("lane", "二"), "abc", 7) == stamp  # 盖两次，一样
    assert (site / STAMP).read_text("utf-8") == text
    put(site, {"index.html": page("变了")})
    assert write_stamp(site, ("lane", "二"), "abc", 7).digest != stamp.digest


@pytest.mark.parametrize("name", ["site", "长宁 手册", "a'b\"c"])
def test_publish_keeps_the_previous_and_cleans_the_rest(tmp_path: Path, name: str) -> None:
    site = tmp_path / "目 录" / name
    site.parent.mkdir()
    for word in ("one", "two", "three"):
        release(site, word)
        assert site.is_symlink()
        assert whole(site) == word
    assert kinds(site) == {"staging": 0, "replaced": 0, "release": 2}
    others = [p for p in releases_of(site).iterdir() if p.is_dir() and p != site.resolve()]
    assert [whole(p) for p in others] == ["two"]
    assert site.stat().st_mode & 0o777 == 0o755  # 别的用户（网页服务器）也读得到
    release(site, "three")  # 内容没变再建一次：上一版还是 two
    assert whole(site) == "three"
    assert kinds(site) == {"staging": 0, "replaced": 0, "release": 2}
    assert sorted(whole(p) for p in releases_of(site).iterdir() if p.is_dir()) == ["three", "two"]
    shutil.move(site.parent, tmp_path / "moved")  # 链接是相对的，整个文件夹搬走也行
    assert whole(tmp_path / "moved" / name) == "three"


def test_publish_over_an_ordinary_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, {"index.html": "别人的", "sub/x.txt": "x"})
    release(site, "one")
    assert whole(site) == "one"
    (replaced,) = releases_of(site).glob("replaced-*/site")
    for word in ("two", "three", "four"):
        release(site, word)
    assert (replaced / "sub" / "x.txt").read_text() == "x"  # 不是我们建的，一直留着
    assert kinds(site) == {"staging": 0, "replaced": 1, "release": 2}


def test_a_damaged_release_is_not_used_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    release(site, "one")
    put(site, {"index.html": "有人手改了成品"})
    release(site, "one")
    assert whole(site) == "one"
    put(site, {"one.txt": None})
    release(site, "one")
    assert whole(site) == "one"


def test_another_build_in_progress_is_left_alone(tmp_path: Path) -> None:
    """别人还在建的时候，自己换上；别人的暂存不能被清掉。"""
    site = tmp_path / "site"
    slow = prepare(site)
    for word in ("one", "two", "three"):
        release(site, word)
    put(slow, {"index.html": page("slow")})
    publish(slow, site, write_stamp(slow, ("slow",), "c", 1).digest)
    assert whole(site) == "slow"


def test_discard(tmp_path: Path) -> None:
    staged = prepare(tmp_path / "site")
    put(staged, {"a/b.html": "x"})
    discard(staged)
    discard(staged)
    assert not staged.exists()


# 子进程：不停地换版，随时会被杀。写法与 `release` 相同，只引入出版一室，起得快
PUBLISHER = """
import itertools, sys
from pathlib import Path
from casebook.publish import prepare, publish, write_stamp
site, who, page = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
for n in itertools.count():
    word = f"{who}{n % 5}"
    staged = prepare(site)
    (staged / "index.html").write_text(page.replace("BODY", word), "utf-8")
    (staged / f"{word}.txt").write_text(word * 1000, "utf-8")
    publish(staged, site, write_stamp(staged, (word,), "c", 1).digest)
    print("换上", flush=True)
"""


def publisher(site: Path, who: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(site), who, page("BODY")],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


class Reader(threading.Thread):
    """不停地看网站；`site` 不在、不完整、印记对不上，都记下来。"""

    def __init__(self, site: Path) -> None:
        super().__init__(daemon=True)
        self.site, self.seen, self.done = site, 0, threading.Event()
        self.faults: list[str] = []

    def run(self) -> None:
        while not self.done.is_set():
            try:
                opened = os.open(self.site, os.O_RDONLY | os.O_DIRECTORY)
            except OSError as error:
                self.faults.append(f"网站不在了：{error}")
                continue
            folder = Path(f"/proc/self/fd/{opened}")
            try:
                if (folder / STAMP).exists():
                    whole(folder)
                else:
                    assert (folder / "index.html").read_text("utf-8") == "旧网站"
                self.seen += 1
            except Exception as error:
                # 看的这一版已经被换下两次、清走了，不算；还在台上就是毛病
                if os.fstat(opened).st_ino == self.site.stat().st_ino:
                    self.faults.append(repr(error))
            finally:
                os.close(opened)


@pytest.mark.slow
def test_killed_at_any_moment_the_site_stays_whole(tmp_path: Path) -> None:
    chance = random.Random(7)
    site = tmp_path / "手册 site"
    put(site, {"index.html": "旧网站"})
    reader = Reader(site)
    reader.start()
    kills = 0
    while kills < 24:
        child = publisher(site, "k")
        assert child.stdout
        if kills % 3:
            child.stdout.readline()  # 三次里有一次，第一版还没换上就杀
            time.sleep(chance.random() * 0.05)
        else:
            time.sleep(0.05 + chance.random() * 0.1)
        assert child.poll() is None, child.stderr and child.stderr.read().decode()
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        if site.is_symlink():
            assert whole(site)
        kills += 1
    reader.done.set()
    reader.join()
    assert reader.faults == []
    assert reader.seen > 50
    release(site, "last")  # 活下来的下一次构建，把被杀的留下的都收走
    assert whole(site) == "last"
    assert kinds(site) == {"staging": 0, "replaced": 1, "release": 2}  # 原来的文件夹留着


def test_two_publishers_at_once(tmp_path: Path) -> None:
    site = tmp_path / "site"
    release(site, "first")
    reader = Reader(site)
    reader.start()
    children = [publisher(site, who) for who in "ab"]
    for child in children * 6:  # 两个都换过六次，不论机器快慢
        assert child.stdout
        assert "换上".encode() in child.stdout.readline()
    assert [c.poll() for c in children] == [None, None], [
        c.stderr.read().decode() for c in children if c.stderr and c.poll() is not None
    ]
    for child in children:
        child.kill()
        child.communicate()
    reader.done.set()
    reader.join()
    assert reader.faults == []
    assert reader.seen > 20
    assert whole(site)


def test_an_ordinary_folder_is_replaced_in_one_step(tmp_path: Path) -> None:
    """第一次换上时，没有哪一刻网站不在。"""
    site = tmp_path / "site"
    put(site, {"index.html": "旧网站"})
    reader = Reader(site)
    reader.start()
    for number in range(60):
        release(site, f"w{number}")
        if reader.faults:
            break
        if number % 2:  # 再换回普通文件夹，也一步到位
            plain = tmp_path / "plain"
            put(plain, {"index.html": "旧网站"})
            assert exchange(plain, site)
            plain.unlink()
    reader.done.set()
    reader.join()
    assert reader.faults == []
    assert reader.seen > 50


# —— 主机里的一次构建 ——


FAILURES: dict[str, Callable[[Path], Any]] = {
    "案例写错": lambda root: put(root, {"cases/bad.yml": "标题：x\n状态: 发步\n"}),
    "锚点不通": lambda root: put(
        root, {"content/preface.md": "---\n标题: 前言\n摘要: x\n---\n见[x](/cases/demo-case/#no)\n"}
    ),
    "主题坏了": lambda root: put(root, {"hooks/casebook/theme/main.html": "{{ nothing.at.all }}"}),
    "导航有误": lambda root: put(
        root, {"mkdocs.yml": (root / "mkdocs.yml").read_text("utf-8") + "  - 没有: no.md\n"}
    ),
    "样式向外要字": lambda root: put(
        root, {"hooks/casebook/theme/assets/stylesheets/style.css": "@import '//f.example/c';"}
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("failure", FAILURES)
def test_a_failed_build_publishes_nothing(good: Path, tmp_path: Path, failure: str) -> None:
    root = shutil.copytree(good, tmp_path / "handbook", symlinks=True)
    before, target = tree(root / "site"), (root / "site").readlink()
    FAILURES[failure](root)
    bad = build(root)
    assert bad.code == 1, bad.output
    assert bad.site.readlink() == target
    assert tree(bad.site) == before
    assert kinds(bad.site) == {"staging": 0, "replaced": 0, "release": 1}
    assert "Traceback" not in bad.output
    if failure == "主题坏了":
        (kept,) = (root / ".casebook-cache/log").glob("*.txt")
        assert f"细节记在 .casebook-cache/log/{kept.name}" in bad.output
        assert "'nothing' is undefined" in kept.read_text("utf-8")
    if failure == "案例写错":
        assert "cases/bad.yml:1:3 Y01" in bad.output
        assert "已经发布的网站没有动" in bad.output
    if failure == "锚点不通":
        assert "content/preface.md:5:6 R06 /cases/demo-case/ 这一页上没有 #no" in bad.output


def inodes(site: Path) -> dict[str, int]:
    return {n: (site / n).stat().st_ino for n in tree(site)}


@pytest.mark.slow
def test_what_did_not_change_is_linked(good: Path, tmp_path: Path) -> None:
    """改一篇文章：没有变的 PDF、照片、样式、别的页都是上一版的那一个文件；删了缓存也一样对。"""
    root = shutil.copytree(good, tmp_path / "handbook", symlinks=True)
    site = root / "site"
    for wiped in (False, True):
        about = root / "content/about.md"
        before, nodes = tree(site), inodes(site)
        about.write_text(about.read_text("utf-8") + "\n又一段。\n", "utf-8")
        if wiped:
            shutil.rmtree(root / ".casebook-cache")
        assert build(root).code == 0
        after, own = tree(site), inodes(site)
        same = {n for n, content in after.items() if before.get(n) == content}
        kinds_same = {Path(n).suffix for n in same}
        assert {".pdf", ".html", ".css", ".js", ".woff2"} & kinds_same >= {".pdf", ".css"}
        linked = {n for n in same if own[n] == nodes[n]}
        assert linked == (set() if wiped else same)
        changed = {n for n in after if n not in same}
        assert {"about/index.html", "build.json"} <= changed
        assert not any(n.startswith("print/cases/") for n in changed)


# 编到一半，有人存了一条案例，账上又正好没有它的一页
MEDDLER = """
import sqlite3
from pathlib import Path

def on_env(env, config, files):
    root = Path(config.config_file_path).parent
    case = root / "cases/demo-case.yml"
    case.write_text(case.read_text("utf-8") + "# 又存了一次\\n", "utf-8")
    with sqlite3.connect(root / ".casebook-cache/build.sqlite") as ledger:
        ledger.executescript("delete from pages; delete from documents")
"""


def test_a_case_saved_during_the_build(good: Path, tmp_path: Path) -> None:
    """说出是哪一个文件，请人再编一次；网站没有动，也不印一大片程序的话。"""
    root = shutil.copytree(good, tmp_path / "handbook", symlinks=True)
    before, settings = tree(root / "site"), (root / "mkdocs.yml").read_text("utf-8")
    hooks = "hooks: [hooks/handbook.py]"
    assert hooks in settings
    put(root, {"mkdocs.yml": settings.replace(hooks, "hooks: [meddler.py, hooks/handbook.py]")})
    case = root / "cases/demo-case.yml"
    put(root, {"meddler.py": MEDDLER, "cases/demo-case.yml": case.read_text("utf-8") + "\n"})
    bad = build(root)
    assert bad.code == 1, bad.output
    assert "cases/demo-case.yml 在编的时候改了，请再编一次。已经发布的网站没有动。" in bad.output
    assert "Traceback" not in bad.output
    assert tree(root / "site") == before
    put(root, {"mkdocs.yml": settings})
    assert build(root).code == 0


@pytest.fixture
def signals() -> Iterator[None]:
    """用完，怎样听信号照原样：这里的进程还要做别的测试。"""
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.mark.usefixtures("signals")
def test_the_command_line_says_so_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def finds() -> None:
        raise Changed("cases/a.yml")

    monkeypatch.setitem(cli.COMMANDS, "check", finds)
    monkeypatch.setattr(sys, "argv", ["casebook", "check"])
    with pytest.raises(SystemExit, match="1"):
        cli.main()
    assert capsys.readouterr().err == "cases/a.yml 在编的时候改了，请再编一次。\n"


@pytest.mark.slow
def test_a_build_killed_in_the_middle(tmp_path: Path) -> None:
    """整条 mkdocs build 在任一刻被杀：旧网站原样；下一次照常建成，收走残余。"""
    root = copy_handbook(tmp_path / "手册")
    site = root / "site"
    assert build(root).code == 0
    before = tree(site)
    for moment in (0.7, 1.0, 1.3, 1.6):
        child = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "-q"],
            cwd=root,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        time.sleep(moment)
        child.kill()
        child.wait()
        assert tree(site) == before
    path = root / "cases" / "mulinxiang.yml"
    path.write_text(path.read_text("utf-8").replace("标题: 睦邻巷微更新", "标题: 改过的"), "utf-8")
    after = build(root)
    assert after.code == 0, after.output
    assert "改过的".encode() in tree(site)["cases/mulinxiang/index.html"]
    assert kinds(site) == {"staging": 0, "replaced": 0, "release": 2}
