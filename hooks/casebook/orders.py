"""网站以外的印件：付印的书芯与封面、送审稿。各是一份单子，照 `publish/prints.py` 去排。"""

from collections.abc import Mapping, Sequence
from functools import partial

from casebook.bind import Method
from casebook.bind.prints import book_paths
from casebook.compiled import Compiled
from casebook.compose.changes import NONE, Changes
from casebook.publish import PrintOrder
from casebook.render.typeset.press import Press


def press_order(compiled: Compiled, press: Press) -> PrintOrder:
    """付印的书芯。"""
    from casebook.render.typeset.jobs import press_jobs

    book, epoch = compiled.book, compiled.edition.epoch
    jobs = partial(press_jobs, book, compiled.documents, compiled.meta, epoch, press)
    return compiled.order_of(jobs, len(book_paths(book)), press)


def cover_order(compiled: Compiled, press: Press, pages: Mapping[str, int]) -> PrintOrder:
    """付印的封面；`pages` 是各册的书芯（站内路径）有几页。"""
    from casebook.render.typeset.jobs import cover_jobs

    book, epoch = compiled.book, compiled.edition.epoch
    jobs = partial(cover_jobs, book, compiled.meta, epoch, press, pages)
    return compiled.order_of(jobs, len(pages), press, sorted(pages.items()))


def review_order(
    compiled: Compiled, chosen: Sequence[Method], changes: Changes = NONE
) -> PrintOrder:
    """送审稿：`chosen` 各条一件；没有选的，是整本书。`changes` 是与上一版比改了什么。"""
    from casebook.render.typeset.jobs import review_jobs

    book, epoch = compiled.book, compiled.edition.epoch
    jobs = partial(review_jobs, book, compiled.documents, compiled.meta, epoch, chosen, changes)
    count = len(chosen) or len(book_paths(book))
    names = [method.id for method in chosen]
    return compiled.order_of(jobs, count, "review", names, sorted(changes.items()))
