"""casebook print --impose：拼成骑马钉的版，自己打印、对折、装订。"""

from collections.abc import Iterator
from pathlib import Path

from casebook.bind import Book
from casebook.bind.prints import BOOKLETS, book_paths, category_paths, leaflet_path
from casebook.cli.print import compiled_for_print
from casebook.publish.saddle import impose_prints
from casebook.render.typeset.impose import THICKEST


def print_and_impose(
    root: Path, out: Path, size: str, sheet: str, creep: float, site_url: str, drafts: bool
) -> None:
    """排好，再把书、分册与大字版拼在 `sheet` 上，放在原来的旁边；两面的折页不必拼。"""
    with compiled_for_print(root, out, site_url, drafts, size) as (compiled, printing):
        printing(compiled.order)
    done, thick = impose_prints(out, _bound(compiled.book), sheet, creep)
    print(f"拼好 {done} 件，文件名末尾是 -saddle-{sheet}.pdf。怎样打印，看 README 的“自己装订”。")
    if thick:
        print(f"超过 {THICKEST} 页的骑马钉不住，没有拼：{'、'.join(thick)}。")


def _bound(book: Book) -> Iterator[str]:
    """要装订的：书、分册，与几张纸的折页。"""
    yield from book_paths(book)
    for facet in book.facets:
        for category in facet.categories.values() if facet.register in BOOKLETS else ():
            if category.methods:
                yield from category_paths(book, facet.register, category)
    for method in book.methods:
        yield leaflet_path(method.id)
        yield leaflet_path(method.id, large=True)
