"""读写 Word、Excel 要的两个库：可以不装，用到了才装载。"""

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


def need_office() -> None:
    """少装一个，抛 Fault，说怎样装。"""
    if not office_version():
        names = "、".join(_LIBRARIES)
        how = REINSTALL if IN_KIT else f"请运行 {INSTALL}；用 make 的，make site 会装"
        raise Fault(f"读写 Word、Excel 要另装 {names}。{how}")
