"""从前的内容：定下来的各版是哪一次提交，后来改过哪些文件，当时写的是什么。都由 Git 记着。"""

import subprocess
import tarfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from casebook.faults import Fault
from casebook.model import HANDBOOK, REGISTER_FOLDER
from casebook.read.handbook import editions_in
from casebook.read.library import Library, read_library
from casebook.store.scratch import scratch

_FOLDERS = ("cases", "content")


class NoHistory(Fault):
    """Git 的历史里找不到要的那一次提交。"""


def edition_commits(root: Path, count: int) -> tuple[str, ...]:
    """定下来的前 `count` 版各是哪一次提交：头一次写着它的；还没有提交的为空。

    不在 Git 里的，全为空。历史不全（流水线只取了最后一次）时抛 NoHistory：认错了提交，网址就变了。
    """
    found = [""] * count
    if not count or _git(root, "rev-parse", "HEAD") is None:
        return tuple(found)
    if _git(root, "rev-parse", "--is-shallow-repository") == b"true\n":
        raise NoHistory(
            "Git 的历史只取了一截，找不到定下来的各版。请取全部历史：流水线里写 fetch-depth: 0，"
            "自己的电脑上运行 git fetch --unshallow"
        )
    listed = _git(root, "log", "--first-parent", "--format=%H", "--", HANDBOOK) or b""
    for commit in listed.decode().split():
        there = editions_in(_git(root, "show", f"{commit}:./{HANDBOOK}") or b"")
        if not there:
            break
        found[:there] = [commit] * min(there, count)
    return tuple(found)


def uncommitted(root: Path) -> tuple[str, ...] | None:
    """cases/ 与 content/ 里还没有提交的文件；不在 Git 里的为 None。"""
    if _git(root, "rev-parse", "HEAD") is None:
        return None
    return tuple(sorted(changed_files(root, "HEAD")))


def commit_on(root: Path, day: str) -> str:
    """`day`（年-月-日，东八区）那一天完了时的最后一次提交；那时还没有的为空。"""
    until = f"--before={day}T23:59:59+08:00"
    return (_git(root, "log", "-1", "--format=%H", until, "--", *_FOLDERS) or b"").decode().strip()


def changed_files(root: Path, before: str, after: str = "") -> frozenset[str]:
    """两次提交之间，cases/ 与 content/ 里改过、添的、删的文件；没有写 `after`，比到现在的样子。"""
    commits = [before, after] if after else [before]
    options = ("--name-only", "--no-renames", "--relative", "-z")
    told = _git(root, "diff", *options, *commits, "--", *_FOLDERS)
    if told is None:
        raise NoHistory(f"Git 里没有 {before[:12]} 这一次提交")
    if not after:
        told += _git(root, "ls-files", "-o", "--exclude-standard", "-z", "--", *_FOLDERS) or b""
    return frozenset(filter(None, told.decode("utf-8", "surrogateescape").split("\0")))


def files_saying(root: Path, commit: str, words: str) -> frozenset[str]:
    """`commit` 时，cases/ 与 content/ 里写着 `words` 的文件。"""
    options = ("--name-only", "--fixed-strings", "-z", "-e", words)
    told = _git(root, "grep", *options, commit, "--", *_FOLDERS) or b""
    names = told.decode("utf-8", "surrogateescape").split("\0")
    return frozenset(name.removeprefix(f"{commit}:") for name in names if name)


def library_at(root: Path, commit: str, files: Iterable[str]) -> Library:
    """`commit` 时的登记簿、手册自己的一条，与 `files` 里的案例、文章（那时还没有的略去）。

    那时写的，现在的程序读不成的栏目，就没有读进来。
    """
    listed = _git(root, "ls-tree", "-r", "--name-only", "-z", commit, "--", *_FOLDERS) or b""
    there = listed.decode("utf-8", "surrogateescape").split("\0")
    always = (HANDBOOK, f"{REGISTER_FOLDER}/")
    text, wanted = (".yml", ".md"), frozenset(files)
    paths = [p for p in there if p.endswith(text) and (p in wanted or p.startswith(always))]
    with scratch() as folder:
        extract(root, commit, paths, folder)
        return read_library(folder)[0]


def extract(root: Path, commit: str, paths: Iterable[str], folder: Path) -> None:
    """把 `commit` 时的 `paths` 放到 `folder` 里。"""
    if not (listed := [*paths]):
        return
    packed = _git(root, "--literal-pathspecs", "archive", "--format=tar", commit, "--", *listed)
    if packed is None:
        raise NoHistory(f"从 Git 里取不出 {commit[:12]} 这一次提交的内容")
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")


def _git(root: Path, *command: str) -> bytes | None:
    """问 Git；没有装、不在仓库里、说不成时为 None。"""
    whole = ["git", "-c", "core.quotePath=false", *command]
    try:
        return subprocess.run(whole, cwd=root, capture_output=True, check=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
