"""建好的网站里，哪些文件太大了。"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

MOST: Final = 2_000_000
"""整本的电子书至多多少字节：手机上流量有限，有的阅读器也打不开更大的。"""


def heavy_books(site: Path) -> Iterator[tuple[str, int]]:
    """太大的整本电子书：文件名，多少字节。"""
    for book in sorted((site / "book").glob("*.epub")):
        if (size := book.stat().st_size) > MOST:
            yield book.name, size
