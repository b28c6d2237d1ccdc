"""casebook print。"""

from pathlib import Path

from casebook.cli.show import show_problems
from casebook.compile import CACHE, Faulty, compile_handbook
from casebook.problems import has_errors
from casebook.progress import progress_bars, silent
from casebook.publish import write_prints
from casebook.store import Cache


def print_books(root: Path, out: Path, size: str, site_url: str, drafts: bool) -> None:
    """排成 PDF，放在 `out`；有错误就不排，退出码是 1。"""
    try:
        with progress_bars() as progress:
            compiled = compile_handbook(root, site_url, drafts, size, progress=progress)
            tell = print if progress is silent else _nothing  # 画着进度条，就不一件一件地说
            if has_errors(compiled.problems):  # 连没发布的也编时，有错误也编得成
                raise Faulty(compiled.problems)
            cache = Cache(root / CACHE)
            if not compiled.book.methods:
                print(_EMPTY)
                return
            made = write_prints(out, compiled.order, cache, tell, progress=progress)
            cache.prune()
    except Faulty as faulty:
        show_problems(faulty.problems)
        raise SystemExit(1) from None
    print(f"PDF 在 {out}；这次排了 {made} 件，其余没有变。")


_EMPTY = "还没有可以排的：一条工作法也没有发布。写好一条，状态改成“发布”，再来排。"


def _nothing(_: str) -> None: ...
