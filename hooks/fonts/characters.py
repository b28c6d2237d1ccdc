"""书的字体收哪些字。"""

import bz2
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

TABLE = Path(__file__).with_name("tongyong.txt")
"""通用规范汉字表。"""

#: 四个正文字体除 GB 2312 与 8,105 字外，来源里有就都收的：拉丁、希腊、西里尔、标点、
#: 符号、带圈与带括号的数、竖排标点、全角、单位。
SYMBOLS = (
    *((0x20, 0x4FF), (0x1E00, 0x1EFF), (0x2000, 0x2BFF), (0x2E3A, 0x2E3B)),
    *((0x3000, 0x312F), (0x31A0, 0x31BF), (0x3220, 0x325F), (0x3280, 0x32B0)),
    *((0x32B1, 0x32BF), (0x3371, 0x33DF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6F)),
    *((0xFF01, 0xFF60), (0xFFE0, 0xFFE6)),
)
#: 备用字体另收的：汉字的全部区段、部首、兼容字，和四个字体没收的符号。不收谚文。
RARE = (
    *SYMBOLS,
    *((0x2E80, 0x2FDF), (0x3100, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF)),
    *((0xF900, 0xFAFF), (0x1F100, 0x1F2FF), (0x20000, 0x3FFFF)),
)


def spread(ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
    """区段 → 一个个码位。"""
    for first, last in ranges:
        yield from range(first, last + 1)


def gb2312() -> set[int]:
    """GB 2312 的全部字符，照 Python 的编码表。"""
    found = set(range(0x20, 0x7F))
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            found |= {ord(c) for c in bytes((high, low)).decode("gb2312", "ignore")}
    return found


def tongyong(path: Path = TABLE) -> set[int]:
    """通用规范汉字表的 8,105 字。"""
    lines = path.read_text("utf-8").splitlines()
    return {ord(c) for line in lines if not line.startswith("#") for c in line.strip()}


def write_tongyong(unihan: Path, path: Path = TABLE) -> None:
    """从 Unihan 的 kTGH（值是 2013:序号）重做 tongyong.txt，每行五十字，按表的次序。"""
    text = bz2.decompress(unihan.read_bytes()) if unihan.suffix == ".bz2" else unihan.read_bytes()
    found = re.findall(r"^U\+([0-9A-F]+)\tkTGH\t2013:(\d+)", text.decode("utf-8"), re.M)
    table = {int(number): chr(int(code, 16)) for code, number in found}
    if sorted(table) != list(range(1, 8106)):
        sys.exit(f"{unihan}：kTGH 应有 8,105 字，序号相连；实有 {len(table)}")
    version = re.search(r"Unicode version: ([\d.]+)", text.decode("utf-8"))
    lines = [
        "# 《通用规范汉字表》（国发〔2013〕23号）8,105 字，按表的次序，每行五十字。",
        f"# 取自 Unihan {version[1] if version else ''} 的 kTGH（Unihan_OtherMappings.txt，",
        "# Debian 包 unicode-data）。Unicode 数据文件许可：UNICODE-LICENSE.txt。",
    ]
    levels = (("一级", 1, 3500), ("二级", 3501, 6500), ("三级", 6501, 8105))
    for name, first, last in levels:
        lines.append(f"# {name}：{first}—{last}")
        row = [table[n] for n in range(first, last + 1)]
        lines += ["".join(row[i : i + 50]) for i in range(0, len(row), 50)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def core(available: set[int]) -> set[int]:
    """一个正文字体要收的字。"""
    needed = gb2312() | tongyong()
    if lacking := needed - available:
        sys.exit(f"来源里没有：{' '.join(f'U+{c:04X}' for c in sorted(lacking))}")
    return needed | (set(spread(SYMBOLS)) & available)


def coverage(points: Iterable[int]) -> str:
    """码位 → 一行一段的文字：4E00-9FEF 或 2060。"""
    ordered = sorted(points)
    lines: list[str] = []
    start = 0
    for i, point in enumerate(ordered):
        if i + 1 == len(ordered) or ordered[i + 1] != point + 1:
            first = ordered[start]
            lines.append(f"{first:04X}" if first == point else f"{first:04X}-{point:04X}")
            start = i + 1
    return "\n".join(lines) + "\n"
