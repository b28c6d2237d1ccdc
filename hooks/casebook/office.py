"""读写 Word、Excel 要的两个库：可以不装，用到了才装载。"""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from casebook.faults import Fault
from casebook.package import IN_KIT, REINSTALL

_LIBRARIES = ("python-docx", "openpyxl")
INSTALL = 'pip install "gongzuofa[office]"'
"""没有装时，怎样装。"""


@cache
def office_version() -> str:
    """两个库各是第几版；少装一个就是空的。"""
    try:
        return " ".join(version(name) for name in _LIBRARIES)
    except PackageNotFoundError:
        return ""


_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""压缩包里各个文件的日子：存的那一刻不写进去。"""


def settled(packed: bytes, change: Callable[[str, bytes], bytes] = lambda _, data: data) -> bytes:
    """存好的 Word、Excel 文件重新装一遍：次序、日子固定，同样的内容一个字节也不差。

    `change` 换一个里面的文件（名字, 内容）的内容。
    """
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(again, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one[0] != "[", one)):
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, change(name, old.read(name)))
    return again.getvalue()


def need_office() -> None:
    """少装一个，抛 Fault，说怎样装。"""
    if not office_version():
        names = "、".join(_LIBRARIES)
        how = REINSTALL if IN_KIT else f"请运行 {INSTALL}；用 make 的，make site 会装"
        raise Fault(f"读写 Word、Excel 要另装 {names}。{how}")
