"""毛病都是一句中文，退出码 1，不印程序的话；网站没有动，不用人修，下一次就建得成。"""

import errno
import os
import pickle
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook import faults
from casebook.compile import Faulty, NoSuchSize
from casebook.faults import Fault, sentence, told
from casebook.read import Changed
from casebook.read.settings import settings_fault
from casebook.render.admin.vendor import NoEditor, installed
from casebook.render.typeset import TypesettingFailed
from casebook.store import Cache
from commands import checked, one_sentence
from conftest import ROOT, build, copy_handbook, edited, kinds, put, tree

HAN = re.compile(r"[\u4e00-\u9fff]{4}")


# —— 一张表 ——


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_what_the_system_says(number: int) -> None:
    """常见的每一种都说得出做什么；没有收的不乱说。"""
    words = told(OSError(number, "english words", "book/a.pdf"))
    assert "english" not in words
    if words:
        assert "请" in words or "要看全" in words
        assert not words.endswith("。")
    common = {errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EISDIR, errno.EIO}
    assert words or number not in common


def test_what_sqlite_says(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "a")
    db.execute("create table a (b)")
    db.execute("pragma max_page_count = 1")
    with pytest.raises(sqlite3.OperationalError) as full:
        db.execute("insert into a values (zeroblob(100000))")
    assert "磁盘满了" in told(full.value)


def test_where_is_told_from_the_handbook(tmp_path: Path) -> None:
    gone = FileNotFoundError(errno.ENOENT, "x", str(tmp_path / "cases/甲\n乙.yml"))
    assert "（cases/甲\N{REPLACEMENT CHARACTER}乙.yml）" in told(gone, tmp_path)
    long = FileNotFoundError(errno.ENOENT, "x", "/" + "长" * 5000)
    assert len(told(long)) < 400
    assert "（" not in told(FileNotFoundError(errno.ENOENT, "x", 3))


@pytest.mark.parametrize(
    "fault",
    [
        Changed("cases/a.yml"),
        NoSuchSize("b5"),
        TypesettingFailed("没有排成", "原话"),
        NoEditor("没有装成", "原话"),
        Faulty(()),
        Fault("一句话"),
    ],
)
def test_a_fault_comes_whole_from_another_process(fault: Fault) -> None:
    again = pickle.loads(pickle.dumps(fault))
    assert (type(again), str(again), vars(again)) == (type(fault), str(fault), vars(fault))
    assert sentence(again) == str(fault)


def test_the_unforeseen_is_kept_in_a_file(tmp_path: Path) -> None:
    def fails() -> None:
        raise LookupError("细节在这里")

    for _ in range(3):
        with pytest.raises(LookupError) as error:
            fails()
        words = sentence(error.value, tmp_path)
    (kept,) = (tmp_path / faults.LOG).glob("*.txt")
    assert f"（LookupError）。细节记在 {faults.LOG}/{kept.name}" in words
    assert "细节在这里" in kept.read_text("utf-8")
    assert "in fails" in kept.read_text("utf-8")
    assert (tmp_path / faults.LOG / ".gitignore").read_text("utf-8") == "*\n"


def test_the_details_go_elsewhere_when_the_cache_is_not_writable(tmp_path: Path) -> None:
    put(tmp_path, {".casebook-cache": "这里是一个文件"})
    assert "casebook-log" in sentence(LookupError("x"), tmp_path)


# —— 缓存与网站的位置上，放着奇怪的东西 ——


@pytest.fixture
def book(good: Path, tmp_path: Path) -> Path:
    return shutil.copytree(good, tmp_path / "handbook", symlinks=True)


def a_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    put(path, {"别人的.txt": "留着"})


def a_link_to_nowhere(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("没有这里")


def not_a_database(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(100))


LEDGER, CACHE = ".casebook-cache/build.sqlite", ".casebook-cache"
CACHE_FAULTS: dict[str, Callable[[Path], object]] = {
    "账本是文件夹": lambda root: a_folder(root / LEDGER),
    "账本的日志是文件夹": lambda root: a_folder(root / f"{LEDGER}-journal"),
    "账本是断了的链接": lambda root: a_link_to_nowhere(root / LEDGER),
    "账本不是数据库": lambda root: not_a_database(root / LEDGER),
    "缓存是文件": lambda root: (shutil.rmtree(root / CACHE), put(root, {CACHE: "x"})),
    "缓存是断了的链接": lambda root: (
        shutil.rmtree(root / CACHE),
        a_link_to_nowhere(root / CACHE),
    ),
    "模板的缓存是文件": lambda root: (
        shutil.rmtree(root / CACHE / "templates"),
        put(root, {f"{CACHE}/templates": "x"}),
    ),
}


@pytest.mark.parametrize("fault", CACHE_FAULTS)
def test_the_cache_only_makes_it_faster(book: Path, fault: str) -> None:
    """缓存怎样坏都建得成、查得成；文件夹里别人的东西留着。"""
    CACHE_FAULTS[fault](book)
    edited(book)
    done = build(book, "-q")
    assert (done.code, done.output) == (0, "")
    assert "又一段" in (book / "site/about/index.html").read_text("utf-8")
    assert checked(book).returncode == 0
    if "文件夹" in fault:
        assert [*(book / CACHE).rglob("别人的.txt")]


def test_a_locked_ledger_is_not_waited_for_long(book: Path) -> None:
    """别的程序锁着账本不放：等一会儿，照建。"""
    edited(book)
    for file in (book / CACHE).glob("*.sqlite"):
        lock = sqlite3.connect(file, isolation_level=None)
        lock.execute("begin exclusive")
    short = "import casebook.store.ledger as l; l._PATIENCE = 0.1\n"
    put(book, {"short.py": short})
    settings = book / "mkdocs.yml"
    hooks = "hooks: [hooks/handbook.py]"
    text = settings.read_text("utf-8").replace(hooks, "hooks: [short.py, hooks/handbook.py]")
    settings.write_text(text, "utf-8")
    done = build(book, "-q", PYTHONPATH=str(book / "hooks"))
    assert (done.code, done.output) == (0, "")
    lock.close()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_bit_flipped_in_every_file_of_the_cache(book: Path, tmp_path: Path, seed: int) -> None:
    """每个文件坏一位：建出来的与没有缓存的一个字节也不差。"""
    edited(book)
    fresh = shutil.copytree(book, tmp_path / "fresh", symlinks=True)
    shutil.rmtree(fresh / CACHE)
    chance = random.Random(seed)
    files = [path for path in (book / CACHE).rglob("*") if path.is_file()]
    assert {path.parent.name for path in files} >= {CACHE, "templates"}
    for path in files:
        data = bytearray(path.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        stat = path.stat()
        path.write_bytes(data)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    for root in (book, fresh):
        done = build(root, "-q")
        assert (done.code, done.output) == (0, "")
    assert tree(book / "site") == tree(fresh / "site")


def test_a_damaged_editor_is_not_used(tmp_path: Path) -> None:
    """装好的编辑器坏了一位，重装，不会出版。"""
    folder = tmp_path / "admin"
    put(folder, {"sveltia-cms.js": "a", "npm/x.json": "{}"})
    assert not installed(folder)  # 没有装好的标志
    from casebook.render.admin import vendor

    vendor._seal(folder).write_text(vendor._digest(folder), "ascii")
    assert installed(folder)
    put(folder, {"npm/x.json": "{ }"})
    assert not installed(folder)


HEALS: dict[str, Callable[[Path], object]] = {
    "各版都删了": lambda root: shutil.rmtree(root / ".site-releases"),
    "网站是断了的链接": lambda root: (
        (root / "site").unlink(),
        (root / "site").symlink_to("没有这里"),
    ),
    "链接绕成了圈": lambda root: ((root / "site").unlink(), (root / "site").symlink_to("site")),
    "绕了一大圈": lambda root: (
        (root / "site").unlink(),
        (root / "site").symlink_to("other"),
        (root / "other").symlink_to("site"),
    ),
    "网站是文件": lambda root: ((root / "site").unlink(), put(root, {"site": "别人的"})),
    "网站是文件夹": lambda root: (
        (root / "site").unlink(),
        put(root, {"site/别人的.txt": "别人的"}),
    ),
    "链接指到别处": lambda root: (
        (root / "site").unlink(),
        put(root, {"elsewhere/别人的.txt": "别人的"}),
        (root / "site").symlink_to("elsewhere"),
    ),
}


@pytest.mark.parametrize("fault", HEALS)
def test_the_place_of_the_site_heals_itself(book: Path, fault: str) -> None:
    """自己好；别人的东西不删，一直留着。"""
    HEALS[fault](book)
    theirs = sum(d == b"\xe5\x88\xab\xe4\xba\xba\xe7\x9a\x84" for d in everything(book).values())
    for word in ("甲", "乙", "丙"):
        edited(book, word)
        done = build(book, "-q")
        assert (done.code, done.output) == (0, "")
        assert word in (book / "site/about/index.html").read_text("utf-8")
    left = sum(d == b"\xe5\x88\xab\xe4\xba\xba\xe7\x9a\x84" for d in everything(book).values())
    assert left == theirs
    assert kinds(book / "site")["release"] == 2


def everything(root: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.stat().st_size < 100
    }


@pytest.mark.parametrize("kind", ["文件", "链接"])
def test_what_is_not_ours_is_left_alone(book: Path, tmp_path: Path, kind: str) -> None:
    """放各版的地方是别人的文件、链接：一句话；别人的东西原样，移走了就建得成。"""
    releases, theirs = book / ".site-releases", tmp_path / "theirs"
    shutil.rmtree(releases)
    for number in range(4):
        put(theirs, {f"{number:016x}/build.json": "别人的", f"staging-{number}/x": "别人的"})
    before = tree(theirs)
    if kind == "文件":
        releases.write_text("别人的", "utf-8")
    else:
        releases.symlink_to(theirs)
    edited(book)
    assert f"现在是一个{kind}。请把它移走，再建一次" in one_sentence(build(book, "-q"))
    assert tree(theirs) == before
    releases.rename(tmp_path / "moved")
    assert build(book, "-q").code == 0


# —— 在做的时候，有人删了、换了 ——

MEDDLER = """
import shutil
from mkdocs.plugins import event_priority
from pathlib import Path

@event_priority({priority})
def {event}(*_, config, **__):
    root = Path(config.config_file_path).parent
    {act}
    return None
"""
AFTER_READING = ("on_files", 0)
BEFORE_PRINTING = ("on_env", 50)
MEDDLING = {
    "删了案例": (AFTER_READING, "(root / 'cases/demo-case.yml').unlink()"),
    "删了图片": (BEFORE_PRINTING, "(root / 'cases/demo-case/lane.png').unlink()"),
    "删了图片的文件夹": (BEFORE_PRINTING, "shutil.rmtree(root / 'cases/demo-case')"),
    "换了图片": (BEFORE_PRINTING, "(root / 'cases/demo-case/lane.png').write_bytes(b'GIF89a')"),
    "图片截断": (
        BEFORE_PRINTING,
        "p = root / 'cases/demo-case/lane.png'; p.write_bytes(p.read_bytes()[:60])",
    ),
    "删了文章": (AFTER_READING, "(root / 'content/about.md').unlink()"),
    "删了登记簿": (AFTER_READING, "(root / 'content/registry/sources.yml').unlink()"),
    "删了主题": (AFTER_READING, "shutil.rmtree(root / 'hooks/casebook/theme')"),
    "删了缓存": (BEFORE_PRINTING, "shutil.rmtree(root / '.casebook-cache')"),
    "删了各版": (BEFORE_PRINTING, "shutil.rmtree(root / '.site-releases')"),
}


@pytest.mark.parametrize("what", MEDDLING)
def test_removed_while_building(good: Path, tmp_path: Path, what: str) -> None:
    """建得成就是对的，建不成是一句话；改回来，不用修就建得成。"""
    root = shutil.copytree(good, tmp_path / "handbook", symlinks=True)
    saved = shutil.copytree(root, tmp_path / "saved", symlinks=True)
    edited(root)
    (event, priority), act = MEDDLING[what]
    put(root, {"meddler.py": MEDDLER.format(event=event, priority=priority, act=act)})
    settings = root / "mkdocs.yml"
    plain = settings.read_text("utf-8")
    hooks = "hooks: [hooks/handbook.py]"
    settings.write_text(plain.replace(hooks, "hooks: [meddler.py, hooks/handbook.py]"), "utf-8")
    before = tree(root / "site")
    done = build(root, "-q")
    if done.code:
        one_sentence(done)
        if what != "删了各版":
            assert tree(root / "site") == before
    if "图片" in what:
        assert "cases/demo-case" in done.output
    for name in ("cases", "content", "hooks"):
        shutil.rmtree(root / name)
        shutil.copytree(saved / name, root / name)
    settings.write_text(plain, "utf-8")
    again = build(root, "-q")
    assert (again.code, again.output) == (0, "")
    assert kinds(root / "site")["staging"] == 0


# —— 话说不出去 ——


@pytest.mark.parametrize("command", ["check", "fix --diff", "build"])
@pytest.mark.parametrize("where", [">/dev/full", ">&-", "| head -c 1 >/dev/null", "2>&-", "<&-"])
def test_nobody_listens(book: Path, command: str, where: str) -> None:
    """标准输出满了、关了、没有人听：不印程序的话。"""
    case = book / "cases/demo-case.yml"
    text = case.read_text("utf-8")
    case.write_text(re.sub("^街镇: .*$", "街镇: 没有这个镇", text, flags=re.M), "utf-8")
    casebook = f"{sys.executable} -m casebook"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {casebook} {command} {where}"],
        cwd=book,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    for words in ("Traceback", "Exception ignored", "Error"):
        assert words not in done.stderr
    if where == ">/dev/full" and command == "check":
        assert "磁盘满了" in one_sentence(done)


# —— mkdocs.yml ——

SETTINGS = {
    "没有": (None, "没有 mkdocs.yml"),
    "文件夹": ({"mkdocs.yml/x": "x"}, "应是文件，却是文件夹（mkdocs.yml）"),
    "空的": ({"mkdocs.yml": ""}, "文件是空的"),
    "括号": ({"mkdocs.yml": "site_name: 甲\nextra: {print: book\n"}, "第 2 行"),
    "缩进": ({"mkdocs.yml": "site_name: 甲\n  extra: x\n"}, "第 2 行"),
    "制表符": ({"mkdocs.yml": "site_name: 甲\nextra:\n\tprint: book\n"}, "第 3 行"),
    "全角冒号": ({"mkdocs.yml": "site_name：甲\n"}, "第 1 行"),
    "单子": ({"mkdocs.yml": "- a\n"}, "mkdocs.yml 要写成"),
    "没有名字": ({"mkdocs.yml": "extra: {}\n"}, "没有 site_name"),
    "extra 是单子": ({"mkdocs.yml": "site_name: 甲\nextra: [a]\n"}, "extra 应是"),
    "extra 是文字": ({"mkdocs.yml": "site_name: 甲\nextra: book\n"}, "extra 应是"),
    "nav 是文字": ({"mkdocs.yml": "site_name: 甲\nnav: index.md\n"}, "nav 应是"),
    "theme 是单子": ({"mkdocs.yml": "site_name: 甲\ntheme: [a]\n"}, "theme 应是"),
    "GBK": ({"mkdocs.yml": {"编码": "gbk", "文": "site_name: 长宁工作法\n"}}, "GBK"),
    "二进制": ({"mkdocs.yml": {"base64": "/////////w=="}}, "mkdocs.yml"),
    "坏字": ({"mkdocs.yml": "site_name: 甲\x01\n"}, "mkdocs.yml"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_broken_settings(tmp_path: Path, name: str) -> None:
    files, says = SETTINGS[name]
    put(tmp_path, {"cases/.keep": "", **(files or {})})
    assert says in settings_fault(tmp_path)


@pytest.mark.parametrize("command", ["serve", "build"])
@pytest.mark.parametrize("name", ["没有", "括号", "extra 是单子"])
def test_broken_settings_are_told_before_the_host(tmp_path: Path, command: str, name: str) -> None:
    files, says = SETTINGS[name]
    put(tmp_path, {"cases/.keep": "", **(files or {})})
    assert says in one_sentence(checked(tmp_path, command))


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ("{print: b5}", "现在是“b5”"),
        ("{print: [a4]}", "extra.print 只能写"),
        ("{print: 4}", "extra.print 只能写"),
        ("{admin: yes}", "admin"),
        ("{admin: {backend: 3}}", "backend"),
    ],
)
def test_extra_of_a_wrong_kind(book: Path, extra: str, says: str) -> None:
    settings = book / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("extra: {print: book}", f"extra: {extra}")
    settings.write_text(text, "utf-8")
    assert says in one_sentence(build(book, "-q"))


# —— 时间 ——


@pytest.mark.slow
def test_the_time_of_the_commit_may_be_given(tmp_path: Path) -> None:
    """写上最后一次提交的时间，与不写一个字节也不差；早一点的，晚于它的改动写成它。"""
    root = copy_handbook(tmp_path / "book")
    assert build(root, "-q").code == 0
    before = tree(root / "site")
    for given in ("1700000000", "", "01700000000"):
        shutil.rmtree(root / CACHE)
        assert build(root, "-q", SOURCE_DATE_EPOCH=given).code == 0
        assert tree(root / "site") == before
    assert build(root, "-q", SOURCE_DATE_EPOCH="1600000000").code == 0
    assert tree(root / "site")["build.json"] != before["build.json"]


@pytest.mark.parametrize("given", ["abc", "-5", "1.5", "²", "9" * 30])
def test_a_time_that_is_none(book: Path, given: str) -> None:
    done = one_sentence(build(book, "-q", SOURCE_DATE_EPOCH=given))
    assert "SOURCE_DATE_EPOCH 要写成秒数" in done


# —— 缓存不越积越多 ——


def test_the_cache_keeps_as_much_again_as_is_used(tmp_path: Path) -> None:
    for number in range(40):
        cache = Cache(tmp_path)
        for name in ("book", "leaf"):
            key = f"{name}{number}".encode().hex().rjust(64, "0")
            cache.put(key, bytes(3_000_000))
            os.utime(tmp_path / key, (2_000_000_000 + number,) * 2)  # 一次比一次晚
        cache._since = 2_000_000_000 + number
        cache.prune()
        sizes = [path.stat().st_size for path in tmp_path.iterdir()]
        assert sum(sizes) < 4 * 3_000_100
    assert len(sizes) == 5  # 这次的两件、上次的两件、.gitignore


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path\nfrom casebook.store import Cache\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "cache = Cache(Path(sys.argv[1]))\ncache.put('a' * 64, bytes(5000))\n"
        "assert cache.get('a' * 64) is None\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    subprocess.run([sys.executable, "-c", script, tmp_path], env=env, check=True)
    assert [path.name for path in tmp_path.iterdir()] == [".gitignore"]
