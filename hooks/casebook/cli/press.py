"""casebook print --format press：付印的书芯与封面。"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from casebook.bind import Book
from casebook.bind.prints import book_paths, press_path
from casebook.check.picture import pixels
from casebook.cli.print import compiled_for_print
from casebook.faults import Fault
from casebook.model import HANDBOOK, Handbook
from casebook.orders import cover_order, press_order
from casebook.publish.saddle import page_count
from casebook.render.typeset.cover import LETTERED, PAPER, spine_width
from casebook.render.typeset.press import Press

WIDEST = 150
"""勒口至多宽几毫米：封面宽 170 毫米，再宽就折到书脊了。"""
_ENOUGH = 200
"""照片每英寸至少多少点，印出来才不毛。"""
_COLUMN, _TALL = 126, 90
"""照片在书里至多多宽、多高，毫米；不放大（blocks.typ 的 photo）。"""
_OWNER = "版权页"
"""主办的单位自己的几栏，不在“出版信息”里。"""


def print_for_press(root: Path, out: Path, press: Press, site_url: str) -> None:
    """排书芯，数了页再排封面。

    出版信息、版权页没有填齐的不排；`press.proof` 为真时照排，写明是打样。只印书、没有网站的也行：
    没有网址不算没有填齐，书里不提网址。
    """
    with compiled_for_print(root, out, site_url) as (compiled, printing):
        handbook = compiled.book.handbook
        owner = {_OWNER: handbook.printed_blanks} if handbook.printed_blanks else {}
        blanks = {**handbook.publication.lacking(), **owner}
        if blanks and not press.proof:
            raise Fault(_refused(blanks))
        press = replace(press, proof=bool(blanks))
        printing(press_order(compiled, press))
        paths = book_paths(compiled.book)
        pages = {press_path(p, "cover"): page_count(out / press_path(p)) for p in paths}
        printing(cover_order(compiled, press, pages))
    for path, count in pages.items():
        print(f"{path}：{_told(handbook, count)}")
    for told in _coarse(compiled.book, root / "cases"):
        print(told)
    if not site_url:
        print("没有写网站的网址：书里不印网址，也没有二维码。有网站的，加 --site-url 再排一次。")
    if blanks:
        print("这是打样，每一页上都写着；出版信息填齐了再付印。")


def _coarse(book: Book, cases: Path) -> Iterator[str]:
    """点数不够的照片，各只够印多宽。"""
    for name in (f"{m.id}/{file}" for m in book.methods for file in m.card.photos):
        wide, high = pixels(cases / name)
        printed = min(_COLUMN, _TALL * wide / high, wide * 25.4 / 72)
        enough = wide / _ENOUGH * 25.4
        if enough < printed:
            yield (
                f"照片 cases/{name} 只有 {wide} × {high} 点，印成 {printed:.0f} 毫米宽会毛："
                f"只够印 {enough:.0f} 毫米，请找大一点的原图。"
            )


def _told(handbook: Handbook, pages: int) -> str:
    """书芯几页，书脊多宽，印不印字。"""
    wide = spine_width(handbook, pages)
    paper = handbook.publication.thickness
    how = f"纸厚 {paper} 毫米" if paper else f"纸厚没有填，按 {PAPER} 毫米估，付印前问印刷厂"
    spine = "书脊上印书名" if wide >= LETTERED else f"不到 {LETTERED:g} 毫米，书脊上不印字"
    return f"书芯 {pages} 页，书脊 {wide:g} 毫米（{how}）；{spine}。"


def _refused(blanks: dict[str, tuple[str, ...]]) -> str:
    listed = "\n".join(f"  {kind}：{'、'.join(names)}" for kind, names in blanks.items())
    both = len(blanks.keys() - {_OWNER}) > 1
    which = "，两种出版只填一种，各还差\n" if both else "，还差\n"
    return (
        f"还不能付印：{HANDBOOK} 没有填齐{which}{listed}\n"
        f"请主办的单位、出版社或印刷厂给；各栏怎样写，看 casebook fields 手册。"
        "先排出来看看，加 --proof"
    )
