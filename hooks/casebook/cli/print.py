"""casebook print。"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.cli.chosen import Chosen, nothing_public
from casebook.cli.show import show_problems
from casebook.compile import CACHE, Faulty, compile_handbook
from casebook.compiled import Compiled
from casebook.progress import progress_bars, silent
from casebook.publish import PrintOrder, write_prints
from casebook.store import Cache

Printing = Callable[[PrintOrder], None]
"""排一份单子。"""


def print_books(root: Path, out: Path, size: str, site_url: str, drafts: bool) -> None:
    """排成 PDF，放在 `out`；有错误就不排，退出码是 1。"""
    with compiled_for_print(root, out, site_url, drafts, size) as (compiled, printing):
        printing(compiled.order)


@contextmanager
def compiled_for_print(
    root: Path,
    out: Path,
    site_url: str,
    drafts: bool = False,
    size: str = "book",
    chosen: Chosen | None = None,
) -> Iterator[tuple[Compiled, Printing]]:
    """编好的一切，与排一份单子的函数；都排好了，说一声在哪里。`chosen` 是只排哪几条。

    有错误、一条也没有发布的，说了就停：退出码是 1、0。
    """
    made = 0
    try:
        with progress_bars() as progress:
            compiled = compile_handbook(root, site_url, drafts, size, progress=progress)
            tell = print if progress is silent else _nothing  # 画着进度条，就不一件一件地说
            (chosen or Chosen(root, ())).unfit(compiled)  # 连没发布的也编时，有错误也编得成
            cache = Cache(root / CACHE)
            if not compiled.book.methods:
                print(f"{nothing_public(compiled.read.library)}。")
                raise SystemExit(0)

            def printing(order: PrintOrder) -> None:
                nonlocal made
                made += write_prints(out, order, cache, tell, progress=progress)

            yield compiled, printing
            cache.prune()
    except Faulty as faulty:
        show_problems(faulty.problems)
        raise SystemExit(1) from None
    print(f"PDF 在 {out}；这次排了 {made} 件，其余没有变。")


def _nothing(_: str) -> None: ...
