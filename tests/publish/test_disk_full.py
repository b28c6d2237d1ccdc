"""磁盘真的满了：一句话，网站没有动；腾出地方，下一次就建得成。"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import checked, one_sentence
from conftest import ROOT, build, edited, kinds, tree

SIZE = 96 << 20
"""小磁盘的大小，字节。"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """一个小磁盘；不让挂上的不试。"""
    place = tmp_path / "disk"
    place.mkdir()
    options = f"size={SIZE},nr_inodes=4000"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(mount, check=False).returncode:
        pytest.skip("要有 root、能挂 tmpfs")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path, left: int) -> Path:
    """占满 `disk`，只留 `left` 字节。"""
    stat = os.statvfs(disk)
    filler = disk / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, stat.f_bavail * stat.f_frsize - left)
    return filler


@pytest.mark.slow
@pytest.mark.parametrize("warm", [True, False])
@pytest.mark.parametrize("left", [0, 100_000, 1_000_000, 3_000_000, 8_000_000, 16_000_000])
def test_no_room(disk: Path, good: Path, left: int, warm: bool) -> None:
    book = shutil.copytree(good, disk / "handbook", symlinks=True)
    if not warm:
        shutil.rmtree(book / ".casebook-cache")
    edited(book)
    before = tree(book / "site")
    filler = fill(disk, left)
    done = build(book, "-q")
    if done.code:
        assert "磁盘满了，或文件太多，写不下。请腾出一些地方" in one_sentence(done)
        assert tree(book / "site") == before
    else:
        assert left > 1_000_000
    assert kinds(book / "site")["staging"] == 0
    looked = checked(book)
    assert looked.returncode == 0, looked.stderr
    assert "Traceback" not in looked.stderr
    filler.unlink()
    again = build(book, "-q")
    assert (again.code, again.output) == (0, "")
    assert "又一段" in (book / "site/about/index.html").read_text("utf-8")


def test_no_inodes(disk: Path, good: Path) -> None:
    """还有地方，只是再也放不下新的文件。"""
    book = shutil.copytree(good, disk / "handbook", symlinks=True)
    edited(book)
    fillers = disk / "fillers"
    fillers.mkdir()
    for number in range(os.statvfs(disk).f_ffree - 30):
        (fillers / f"{number}").touch()
    assert "文件太多" in one_sentence(build(book, "-q"))
    assert checked(book).returncode == 0
    shutil.rmtree(fillers)
    assert build(book, "-q").code == 0


def test_only_the_cache_is_on_a_full_disk(disk: Path, good: Path, tmp_path: Path) -> None:
    """缓存在别的磁盘上，那里满了：照查，照建，只是慢。"""
    book = shutil.copytree(good, tmp_path / "handbook", symlinks=True)
    shutil.rmtree(book / ".casebook-cache")
    (book / ".casebook-cache").symlink_to(disk)
    edited(book)
    fill(disk, 0)
    for _ in range(2):
        assert checked(book).returncode == 0
        done = build(book, "-q")
        assert (done.code, done.output) == (0, "")


def test_no_room_to_correct(disk: Path) -> None:
    """改正写不进去：原来的文件一个字也不少，半个文件也不留下。"""
    book = shutil.copytree(ROOT / "tests/check/minimal", disk / "handbook")
    case = book / "cases/demo-case.yml"
    case.write_text(case.read_text("utf-8").replace("状态: ", "状态："), "utf-8")
    before, names = case.read_bytes(), sorted((book / "cases").iterdir())
    fill(disk, 0)
    done = checked(book, "fix", "--yes")
    assert done.returncode == 1
    assert "磁盘满了" in done.stdout
    assert "Traceback" not in done.stderr
    assert case.read_bytes() == before
    assert sorted((book / "cases").iterdir()) == names
