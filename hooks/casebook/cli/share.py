"""casebook share：一条工作法写成公众号的一篇，排成海报与展板。"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from casebook.bind import Method
from casebook.cli.chosen import Chosen
from casebook.cli.show import show_problems
from casebook.compile import Faulty, compile_handbook
from casebook.compiled import Compiled
from casebook.faults import Fault, told
from casebook.shares import article_files, poster_files
from casebook.store import put_files


def share_cases(root: Path, out: Path, cases: Sequence[str], site_url: str, drafts: bool) -> None:
    """写在 `out`；有错误就不写，退出码是 1。"""
    chosen = Chosen(root, cases)
    try:  # 写了是哪几条的，没有发布的错了不相干，所以连它们一起编
        compiled = compile_handbook(root, site_url, drafts or bool(cases), search=False)
        chosen.unfit(compiled)
    except Faulty as faulty:
        show_problems(faulty.problems)
        raise SystemExit(1) from None
    methods = chosen.methods(compiled, drafts)
    try:
        for method in methods:
            for name in _write(compiled, method, out):
                print(out / name)
    except OSError as error:
        raise Fault(f"没有写成 {out}：{told(error) or '写不进去'}") from error


def _write(compiled: Compiled, method: Method, out: Path) -> Iterator[str]:
    """一条的各件；给出写了什么。"""
    from casebook.render.typeset.jobs import ready
    from casebook.render.typeset.printjob import TypesettingFailed

    written: dict[str, None] = {}
    for path, content in article_files(compiled, method):
        folder, _, name = path.rpartition("/")
        put_files(out / folder, {name: content})
        written[folder or name] = None
    yield from written
    try:
        ready()
    except TypesettingFailed as absent:
        print(absent)  # 文章已经写好了
        return
    for name, content in poster_files(compiled, method):
        put_files(out, {name: content})
        yield name
