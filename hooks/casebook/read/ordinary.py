"""普通的文件：先看清是什么、有多大，再打开。链接、管道、设备、太大的，一个字节也不读。"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from casebook.faults import Fault
from casebook.problems import Problem
from casebook.read.characters import odd, suspect
from casebook.read.text import SIZE_LIMIT, Text, read_text, too_big

PICTURE_LIMIT = 64 * 1024 * 1024
"""一张图片最多多少字节。"""

_ODD = {
    stat.S_IFIFO: "管道",
    stat.S_IFSOCK: "套接字",
    stat.S_IFCHR: "设备",
    stat.S_IFBLK: "设备",
}
# 万一刚看过就换成了链接或管道：不跟着走，也不等
_OPENING = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


class Unread(Fault):
    """没有读；`problem` 说为什么。"""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.problem.path}：{self.problem.message}"


def read_file(root: Path, path: str) -> tuple[Text, list[Problem]]:
    """`root` 里的文字文件 `path`；没有读成的，文字为空，问题里说明原因。"""
    try:
        return read_text(path, read_bytes(root, path))
    except Unread as unread:
        return Text(path, ""), [unread.problem]


def read_bytes(root: Path, path: str, limit: int = SIZE_LIMIT) -> bytes:
    """`root` 里的普通文件 `path` 的内容；不是普通文件、超过 `limit` 字节、读不了的，抛 Unread。"""
    try:
        seen = os.lstat(f"{root}/{path}")
        if odd := oddity(path, seen.st_mode):
            raise Unread(odd)
        with open(f"{root}/{path}", "rb", opener=_opened) as file:
            size = max(seen.st_size, os.fstat(file.fileno()).st_size)
            content = b"" if size > limit else file.read(limit + 1)
    except OSError as error:
        raise Unread(unreadable(path, error)) from None
    if max(size, len(content)) > limit:
        raise Unread(Problem(legible(path), 1, 1, "F05", too_big(max(size, len(content)), limit)))
    return content


def readable(root: Path, path: str, mode: int) -> bool:
    """有读的权限；人人能读的（`mode`），不必再问系统。"""
    everyone = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
    if mode & everyone == everyone or os.name == "nt":
        return True
    own = os.access in os.supports_effective_ids
    return os.access(f"{root}/{path}", os.R_OK, effective_ids=own)


def _opened(name: str, how: int) -> int:
    return os.open(name, how | _OPENING)


def oddity(path: str, mode: int, folder: bool = False) -> Problem | None:
    """`path` 该是普通文件（`folder` 为真时该是文件夹）却不是：F09 链接、F20 别的；是的为 None。"""
    kind, wanted = stat.S_IFMT(mode), "文件夹" if folder else "文件"
    if kind == (stat.S_IFDIR if folder else stat.S_IFREG):
        return None
    if kind == stat.S_IFLNK:
        return Problem(legible(path), 1, 1, "F09", f"这是符号链接。请把{wanted}本身放进来")
    if kind == stat.S_IFDIR:
        message = "这是文件夹，这里该是文件。里面的东西移走，把文件夹删掉"
    elif kind == stat.S_IFREG:
        message = "这是文件，这里该是文件夹。请把它移走，建一个同名的文件夹"
    else:
        message = f"这不是普通的{wanted}，是{_ODD.get(kind, '别的东西')}。请把它删掉"
    return Problem(legible(path), 1, 1, "F20", message)


def unreadable(path: str, error: OSError) -> Problem:
    """打不开、列不出 `path`（F21）：说为什么，该怎么办。"""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        message = "刚才还在，读的时候不见了。请再查一次"
    elif isinstance(error, PermissionError):
        message = "读不了：没有读的权限。请在“属性”里改权限，或请管理电脑的人来改"
    else:
        message = "读不了：磁盘出了毛病，或文件正被别的程序占着。请复制一份，换下它"
    return Problem(legible(path), 1, 1, "F21", message)


class Item(NamedTuple):
    """文件夹里的一样东西：名字、相对手册的路径、它自己（不是它指着的）的情形。"""

    name: str
    path: str
    stat: os.stat_result

    @property
    def is_folder(self) -> bool:
        """是文件夹；指着文件夹的链接不算。"""
        return stat.S_ISDIR(self.stat.st_mode)


def listed(root: Path, folder: str, problems: list[Problem]) -> Iterator[Item]:
    """`root` 里的文件夹 `folder` 有什么，按名字排；没有这个文件夹就没有。

    是链接、不是文件夹、看不了的（F09、F20、F21），里面名字不能用的（F22），都记为问题，不往里看。
    """
    try:
        odd = oddity(folder, os.lstat(f"{root}/{folder}").st_mode, folder=True)
        if odd:
            problems.append(odd)
            return
        with os.scandir(f"{root}/{folder}") as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(unreadable(folder, error))
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if not readable_name(entry.name):
            message = "名字里有不能用的字（换行、看不见的字，或认不出的编码）。请改名"
            problems.append(Problem(legible(path), 1, 1, "F22", message))
            continue
        try:
            yield Item(entry.name, path, entry.stat(follow_symlinks=False))
        except OSError as error:
            problems.append(unreadable(path, error))


def readable_name(name: str) -> bool:
    """名字里没有换行、控制符、隐形字符，编码也是 UTF-8。"""
    return not suspect(name) or not any(_unseen(name, at) for at in range(len(name)))


def _unseen(name: str, at: int) -> bool:
    """`name` 第 `at` 个字看不见：换行、控制符、方向符、隐形字符。"""
    found = odd(name, at)
    return name[at] in "\n\t" or (found is not None and found.code in ("F06", "F07"))


def legible(name: str) -> str:
    """`name` 能印出来的样子：不是 UTF-8 的字节、换行、控制符写成 \\ 开头的。"""
    if name.isprintable():
        return name
    whole = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(
        c.encode("unicode_escape").decode() if _unseen(whole, at) else c
        for at, c in enumerate(whole)
    )
