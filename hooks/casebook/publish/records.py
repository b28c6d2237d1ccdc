"""各页查找时看的话：做一次，记在账上。"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, partial

from casebook.bind.pinyin import pinyin
from casebook.compose import Document
from casebook.model.handbook import readings
from casebook.publish.artefact import Input, derived, kept
from casebook.publish.build import Batches
from casebook.render.web import Plan, Site
from casebook.search import PageRecord, page_record, with_pinyin
from casebook.store import Ledger, digest, shared_out

_BATCHES = Batches(few=400, size=100)


class Records:
    """`site` 各页的话。`cases` 是案例的编号 → 由什么做成。"""

    def __init__(self, site: Site, cases: Mapping[str, str], ledger: Ledger) -> None:
        self._site, self._cases, self._ledger = site, cases, ledger
        known = readings(site.book.handbook, site.book.registers.values())
        spell = cache(partial(pinyin, written=known))  # 街镇、组织的名字，条条都有
        self._spell = Input(digest(sorted(known.items())), lambda: spell)

    @cached_property
    def all(self) -> dict[str, Input]:
        """各页的地址（开头没有 /）→ 它的话；换了地址的页没有话。"""
        return {p.address[1:]: self.of(p) for p in self._site.plans if not p.moved_to}

    def of(self, plan: Plan, document: Input | None = None) -> Input:
        """一页的话；`document` 是它说什么，还没有取来的不给。"""
        method = plan.method
        also = (*method.card.place_names, *(o.name for o in method.organisations)) if method else ()
        made = partial(self._site.document, plan)
        if plan.single:  # 看整本书的：话没有变，就不算变
            record = page_record(made(), also)
            one = derived(with_pinyin, Input(digest(record), lambda: record), self._spell)
        else:
            key = self._cases[method.id] if method else self._site.record_key(plan)
            own = Input(key, document.get if document else made)
            one = derived(spoken_record, own, also, self._spell)
        return kept(self._ledger, "records", plan.address, PageRecord, one)

    def keep(self, plan: Plan, document: Input) -> None:
        """`document` 正在手上：顺手做好记上，不必再取它出来。"""
        record = self.of(plan, document)
        self._ledger.put("records", [(plan.address, record.key, record.get())])

    def make(self) -> None:
        """账上没有的都做好；多的时候几个核一起做。"""
        made = self._ledger.keys("records")
        wanted = [a for a, record in self.all.items() if made.get(f"/{a}") != record.key]

        def some(batch: Iterable[str]) -> None:
            for address in batch:
                self.all[address].get()
            self._ledger.settle()

        for _ in shared_out(some, wanted, _BATCHES.few, _BATCHES.size):
            pass

    def forget(self) -> None:
        """没有了的页，话不要了。"""
        known = {plan.address for plan in self._site.plans}
        self._ledger.drop("records", self._ledger.keys("records").keys() - known)


def spoken_record(
    document: Document, also: Iterable[str], spell: Callable[[str], tuple[str, ...]]
) -> PageRecord:
    """一页的话，连同名字的拼音。"""
    return with_pinyin(page_record(document, also), spell)
