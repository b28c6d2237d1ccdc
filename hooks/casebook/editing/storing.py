"""把编辑的文件写到磁盘上：要么整个写好，要么一个字也不动。"""

import os
import tempfile
from pathlib import Path

from casebook.read import Unread, read_bytes


def replace_file(path: Path, before: bytes, after: bytes) -> bool:
    """`path` 现在还是 `before` 时换成 `after`；别人刚改过的不换，返回假。写不成时抛 OSError。"""
    try:
        if read_bytes(path.parent, path.name) != before:
            return False
    except Unread:  # 刚刚成了链接，或没有了
        return False
    written = _beside(path, after)
    try:
        written.chmod(path.stat().st_mode & 0o777)
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return True


def create_file(path: Path, data: bytes) -> None:
    """新写一个；已经有了时抛 FileExistsError，写不成时抛 OSError。"""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() or path.is_symlink():
        raise FileExistsError(path)
    written = _beside(path, data)
    try:
        written.chmod(0o666 & ~_umask())
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _beside(path: Path, data: bytes) -> Path:
    """先写在旁边一个点开头的文件里：读案例时不看它。"""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:  # 磁盘满了：半个也不留下
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
