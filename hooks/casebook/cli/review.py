"""casebook print --format review：送审稿，给实践单位核、给领导看。"""

from collections.abc import Sequence
from pathlib import Path

from casebook.cli.arguments import misused
from casebook.cli.print import compiled_for_print
from casebook.faults import Fault
from casebook.orders import review_order
from casebook.read.selection import NotOurs, named_files


def print_for_review(
    root: Path, out: Path, cases: Sequence[str], site_url: str, drafts: bool
) -> None:
    """排送审稿：写了 `cases` 就一条一件，没有发布的也排；没有写，就是整本书。"""
    try:
        wanted = named_files(root, cases, Path.cwd())
    except NotOurs as stranger:
        misused(str(stranger))
    drafts = drafts or bool(cases)  # 送审的多半还没有发布
    with compiled_for_print(root, out, site_url, drafts) as (compiled, printing):
        methods = [m for m in compiled.book.methods if wanted(f"cases/{m.id}.yml")]
        if not methods:
            raise Fault(f"{'、'.join(cases)} 里没有案例。送审的写 cases/ 里的文件，如 cases/a.yml")
        printing(review_order(compiled, methods if cases else ()))
