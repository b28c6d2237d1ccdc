"""站内地址 → 一页上的相对链接。"""

import posixpath
import re
from functools import lru_cache

_TARGET = re.compile(r"([^?#]*)(.*)", re.S)


def relative(page: str, address: str) -> str:
    """从 `page` 到 `address` 的相对链接；两者都以 / 开头，`address` 可带 ? 与 #，也可以只有 #。"""
    target, tail = _TARGET.fullmatch(address).groups()  # type: ignore[union-attr]
    if target in (page, ""):
        return tail or "./"
    path = _relpath(target, page)
    return f"{path}/{tail}" if target.endswith("/") else path + tail


@lru_cache(maxsize=65536)
def _relpath(target: str, page: str) -> str:
    return posixpath.relpath(target, page)
