# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.68.0"]
# ///
"""做书用的字体：从 Noto CJK SC 取字，转成静态 TTF，改名，写进程序里。

要装的（Debian）：

    apt-get install fonts-noto-cjk

一条命令（uv 自会备好 fontTools，约两分钟）：

    uv run hooks/fonts/make_fonts.py

写出 casebook/render/typeset/fonts/ 里的五个字体和 casebook/read/coverage.txt。
来源文件的摘要与 faces.py 里记的不同就停：同样的来源，出来的字节总是一样的。

通用规范汉字表（tongyong.txt）已在本目录。要从 Unihan 重做它（Debian 包 unicode-data）：

    uv run hooks/fonts/make_fonts.py --tongyong \
        /usr/share/unicode/Unihan_OtherMappings.txt.bz2
"""

import argparse
import sys
from pathlib import Path

from characters import RARE, core, coverage, spread, write_tongyong
from faces import FACES, Face, described, named, opened, reduced, settle_language
from fontTools.ttLib import TTFont
from outlines import outlined

PACKAGE = Path(__file__).resolve().parents[1] / "casebook"
FONTS = PACKAGE / "render/typeset/fonts"
COVERAGE = PACKAGE / "read/coverage.txt"
"""检查要用它，所以不在字体旁边。"""
#: 五个文件一共不得大过这么多字节。
LIMIT = 25_000_000


def make(face: Face, common: set[int]) -> tuple[Path, set[int]]:
    """做一个字体，写出来，答文件与它收的字。"""
    font = opened(face.source)
    available = set(font.getBestCmap())
    if face.rare:
        points = (set(spread(RARE)) & available) - common | {0x20, 0xA0, 0x3000}
    else:
        points = core(available)
    settle_language(font)
    reduced(font, points)
    outlined(font, complete=not face.rare)
    named(font, face)
    described(font, face)
    path = FONTS / f"{face.postscript}.ttf"
    font.save(path, reorderTables=True)
    return path, set(TTFont(path).getBestCmap())


def main() -> None:
    """照命令行做字体，或重做字表。"""
    parser = argparse.ArgumentParser(description="做书用的字体")
    parser.add_argument("--tongyong", type=Path, metavar="UNIHAN", help="重做 tongyong.txt")
    asked = parser.parse_args()
    if asked.tongyong:
        write_tongyong(asked.tongyong)
        return
    union: set[int] = set()
    common: set[int] = set()
    total = 0
    for face in FACES:
        path, points = make(face, common)
        union |= points
        common = common & points if common else points
        total += path.stat().st_size
        print(f"{path.name}  {path.stat().st_size:,} 字节  {len(points):,} 字")
    COVERAGE.write_text(coverage(union), "utf-8")
    print(f"共 {total:,} 字节，{len(union):,} 字")
    if total > LIMIT:
        sys.exit(f"超过 {LIMIT:,} 字节")


if __name__ == "__main__":
    main()
