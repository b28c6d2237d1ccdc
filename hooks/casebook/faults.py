"""出了毛病怎样对人说：一句话，说出了什么事、该做什么。命令行与主机的钩子共用这一张表。

不引入别的房间：什么时候出毛病都用得着。
"""

import contextlib
import errno
import os
import sys
import time
from pathlib import Path
from typing import Any

LOG = ".casebook-cache/log"
"""没有料到的毛病，细节记在这里，一次一个文件。"""
NOT_TOUCHED = "已经发布的网站没有动。"
"""没有建成时，接着说的一句。"""
STOPPED = "停下了，没有建完。网站还是完整的一版，再建一次就好。"
"""建的时候叫停了，说的话。"""
_KEPT = 20
"""细节至多留几份。"""
_LONGEST = 200


class Fault(Exception):
    """做不成的一种缘故；消息是一句给人看的话，末尾不带句号。

    `detail` 是工具自己的话，给改程序的人看。从别的进程传回来也还是它。
    """

    detail = ""

    def __reduce__(self) -> Any:
        return _restored, (type(self), self.args, vars(self))


def _restored(kind: type[Fault], args: tuple[Any, ...], state: dict[str, Any]) -> Fault:
    fault = kind.__new__(kind, *args)
    vars(fault).update(state)
    return fault


# 系统说的 → 给人看的；{at} 是“（哪个文件）”，不知道时为空
_SYSTEM = {
    "ENOSPC": "磁盘满了，或文件太多，写不下。请腾出一些地方，再来一次",
    "EDQUOT": "给你的磁盘份额用完了，写不下。请腾出一些地方，再来一次",
    "EFBIG": "文件太大，系统不让写{at}。请看看是不是限制了文件的大小，再来一次",
    "EROFS": "磁盘是只读的，写不了{at}。请换一个能写的地方，再来一次",
    "EACCES": "没有权限{at}。请看看文件是谁的、是不是只读，或正被别的程序开着，再来一次",
    "EPERM": "没有权限{at}。请看看文件是谁的、是不是只读，或正被别的程序开着，再来一次",
    "EBUSY": "文件正被别的程序用着{at}。请关掉那个程序，再来一次",
    "ETXTBSY": "文件正被别的程序用着{at}。请关掉那个程序，再来一次",
    "ENOENT": "有一个文件不见了{at}：多半是在做的时候被删了、改名了。请再来一次",
    "ENOTDIR": "这里应是文件夹，却是文件{at}。请把它移走，再来一次",
    "EISDIR": "这里应是文件，却是文件夹{at}。请把它移走，再来一次",
    "EEXIST": "这里已经有别的东西了{at}。请把它移走，再来一次",
    "ENOTEMPTY": "这里已经有别的东西了{at}。请把它移走，再来一次",
    "ELOOP": "链接绕成了圈{at}。请删掉这个链接，再来一次",
    "ENAMETOOLONG": "名字太长，系统放不下{at}。请改短，再来一次",
    "EMFILE": "开着的文件太多。请关掉一些程序，再来一次",
    "ENFILE": "开着的文件太多。请关掉一些程序，再来一次",
    "ENOMEM": "内存不够。请关掉一些程序，再来一次",
    "EAGAIN": "系统开不出更多的进程。请关掉一些程序，再来一次",
    "EIO": "磁盘读写出错{at}。请看看磁盘是不是坏了、网络盘是不是断了，再来一次",
    "ESTALE": "网络盘断了{at}。请连好，再来一次",
    "ETIMEDOUT": "网络盘断了{at}。请连好，再来一次",
    "EXDEV": "不在同一个磁盘上，移不过去{at}。请放在同一个磁盘上，再来一次",
    "EPIPE": "接着看的程序先停了，话没有说完。要看全，请不要中途停下",
}
_SENTENCES = {
    number: words for name, words in _SYSTEM.items() if (number := getattr(errno, name, None))
}
# SQLite 的主要错误码（https://www.sqlite.org/rescode.html）→ 系统的
_SQLITE = {
    3: errno.EACCES,
    5: errno.EBUSY,
    6: errno.EBUSY,
    7: errno.ENOMEM,
    8: errno.EROFS,
    10: errno.EIO,
    13: errno.ENOSPC,
    14: errno.EACCES,
}
_IN_USE = (32, 33)
"""Windows 说文件正被别的程序开着（ERROR_SHARING_VIOLATION、ERROR_LOCK_VIOLATION）。"""
_TOO_DEEP, _NOT_FOUND, _DEEPEST = 206, (2, 3), 259
"""Windows 说路径太长；长过 259 个字的，有时只说没有（ERROR_FILENAME_EXCED_RANGE、…_NOT_FOUND）。"""
_DEEP = (
    "路径有 {n} 个字，Windows 上连同文件夹至多 259 个{at}。"
    "请把手册移到浅一些的文件夹（如 D:\\手册），或把文件名改短，再来一次"
)
# 不为认它们去装载别的库，看名字
_BY_NAME = {
    "MemoryError": "内存不够。请关掉一些程序，再来一次",
    "BrokenProcessPool": "帮手的进程被系统停掉了，多半是内存不够。请关掉一些程序，再来一次",
}


def told(error: BaseException, root: Path | None = None) -> str:
    """`error` 是什么事、该做什么，末尾不带句号；说不出的为空。`root` 里的文件只写里面的路径。"""
    if isinstance(error, Fault):
        return str(error)
    if words := _BY_NAME.get(type(error).__name__):
        return words
    if isinstance(error, OSError) and (words := _too_deep(error, root)):
        return words
    number = getattr(error, "errno", None) if isinstance(error, OSError) else None
    if getattr(error, "winerror", None) in _IN_USE:
        number = errno.EBUSY
    if code := getattr(error, "sqlite_errorcode", 0):
        number = _SQLITE.get(code & 0xFF)
    if number not in _SENTENCES:
        return ""
    path = getattr(error, "filename", None)
    at = f"（{shown(path, root)}）" if isinstance(path, str | bytes | os.PathLike) else ""
    return _SENTENCES[number].format(at=at)


def _too_deep(error: OSError, root: Path | None) -> str:
    """Windows 的路径太长；不是的为空。"""
    windows, path = getattr(error, "winerror", None), error.filename
    if windows is None or not isinstance(path, str):
        return ""
    long = len(path) > _DEEPEST
    if windows == _TOO_DEEP or (windows in _NOT_FOUND and long):
        return _DEEP.format(n=len(path), at=f"（{shown(path, root)}）")
    return ""


def shown(path: "str | bytes | os.PathLike[Any]", root: Path | None = None) -> str:
    """`path` 写出来给人看：`root` 里的只写里面的，看不见的字换掉，太长的截断。"""
    whole = os.fsdecode(path)
    if root is not None:
        with contextlib.suppress(ValueError, OSError):
            whole = Path(whole).absolute().relative_to(root.absolute()).as_posix()
    whole = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in whole)
    return whole if len(whole) <= _LONGEST else f"…{whole[-_LONGEST:]}"


def sentence(error: BaseException, root: Path | None = None) -> str:
    """一定有的一句话：表里没有的，细节记在文件里，说出是哪一个。"""
    if words := told(error, root):
        return words
    kept = _keep_details(error, root)
    place = f"细节记在 {shown(kept, root)}，请把它" if kept else "请把出了什么事"
    return f"程序出了没有料到的毛病（{type(error).__name__}）。{place}交给改程序的人"


def _keep_details(error: BaseException, root: Path | None) -> Path | None:
    """把细节记在 `root` 的缓存里，写不了时在临时文件夹里，返回是哪一个文件；都写不了时为 None。"""
    import tempfile
    import traceback

    lines = [f"{sys.argv}\n", f"Python {sys.version}\n", *traceback.format_exception(error)]
    content = "".join(lines).encode("utf-8", "backslashreplace")
    name = f"casebook-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    for folder in (*([root / LOG] if root else []), Path(tempfile.gettempdir()) / "casebook-log"):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            (folder / name).write_bytes(content)
            for old in sorted(folder.glob("casebook-*.txt"))[:-_KEPT]:
                old.unlink(missing_ok=True)
        except OSError:
            continue
        return folder / name
    return None


def say(words: str) -> None:
    """说在标准错误上；说不出去也不再出错，标准输出写不完的丢掉。"""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        print(words, file=sys.stderr, flush=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):  # 满了、关了：解释器走的时候还要再写一次
            with contextlib.suppress(OSError, ValueError, AttributeError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say_last(kind: object, error: BaseException, trace: object) -> None:
    """没有人接住的毛病（`sys.excepthook`）：一句话，不印程序的话。"""
    stopped = isinstance(error, KeyboardInterrupt)
    here = Path.cwd() if Path(LOG).parent.is_dir() else None
    say("停下了。" if stopped else f"{sentence(error, here)}。")
