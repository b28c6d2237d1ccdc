"""casebook review：送审稿，给实践单位核、给领导看：排成 PDF，另写一份可以改的 Word。"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from casebook.bind.prints import book_path, leaflet_path, press_path
from casebook.cli.chosen import Chosen
from casebook.cli.print import compiled_for_print
from casebook.compile import CACHE
from casebook.compiled import Compiled
from casebook.compose import word
from casebook.compose.changes import NONE, Changes, changed_since
from casebook.faults import Fault, told
from casebook.orders import review_order
from casebook.publish.photos import Pictures
from casebook.render.docx.review import Reviewed, review_book, review_case
from casebook.review import Traced, traced_handbook
from casebook.store import Cache, put_files


def write_review(root: Path, out: Path, cases: Sequence[str], site_url: str, drafts: bool) -> None:
    """写送审稿：写了 `cases` 就一条一件，没有发布的也写；没有写，就是整本书。"""
    chosen = Chosen(root, cases)
    drafts = drafts or bool(cases)  # 送审的多半还没有发布
    with compiled_for_print(root, out, site_url, drafts, chosen=chosen) as (compiled, printing):
        methods = chosen.methods(compiled)
        names = [m.id for m in methods] if cases else []
        changes = changed_since(compiled.book.changes)
        for path, reviewed in word_files(compiled, traced_handbook(root, drafts), names, changes):
            try:
                put_files(out / Path(path).parent, {Path(path).name: reviewed.data})
            except OSError as error:
                raise Fault(f"没有写成 {out / path}：{told(error) or '写不进去'}") from error
            print(out / path)
        printing(review_order(compiled, methods if cases else (), changes))


def word_files(
    compiled: Compiled, traced: Traced, names: Sequence[str], changes: Changes = NONE
) -> Iterator[tuple[str, Reviewed]]:
    """可以改的 Word：放在哪里，内容；`names` 是哪几条，一条也没有写就是整本书。

    `changes` 是与上一版比改了什么。
    """
    said, pictures = version(compiled), pictures_of(compiled)
    for method in traced.book.methods:
        if method.id in names:
            path = press_path(leaflet_path(method.id), "review")
            made = review_case(method, traced.documents, pictures, said, traced.files, changes)
            yield _word(path), made
    if not names:
        path = press_path(book_path(traced.book, "pdf"), "review")
        own = traced.documents
        made = review_book(traced.book, own, pictures, said, traced.files, changes)
        yield _word(path), made


def _word(path: str) -> str:
    return f"{path.removesuffix('.pdf')}.docx"


def version(compiled: Compiled) -> str:
    """页眉上的：书名，哪一版，哪一天的，哪一次提交。"""
    meta: Mapping[str, str] = compiled.meta
    none = word("print.review-undated")
    told = word(
        "print.review-meta",
        edition=meta["edition"],
        date=meta["date"] or none,
        commit=meta["commit"] or none,
    )
    return word("docx.review.version", title=meta["title"], meta=told)


def pictures_of(compiled: Compiled) -> Pictures:
    """图在站内的路径 → 收拾过的内容；没有的为空。"""
    return Pictures(compiled.assets, Cache(compiled.root / CACHE))
