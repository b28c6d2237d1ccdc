"""各页查找、对照时看的话：出版的写在网页旁边，做索引时读回来；预览的有人查找才做，记在账上。"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, partial

from casebook.bind.pinyin import pinyin
from casebook.compose import Document
from casebook.model.handbook import readings
from casebook.publish.artefact import Input, derived, kept
from casebook.render.web import Plan, Site
from casebook.search import PageRecord, page_record, with_pinyin
from casebook.store import Ledger, digest


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
        return {address: self.of(plan) for address, plan in self._plans.items()}

    @cached_property
    def _plans(self) -> dict[str, Plan]:
        return {plan.address[1:]: plan for plan in self._site.plans if not plan.unlisted}

    def number(self, address: str) -> str:
        """`address` 是工作法的，它这一版的编号；别的为空。"""
        return self._plans[address].number

    def of(self, plan: Plan, document: Input | None = None) -> Input:
        """一页的话；`document` 是它说什么，不在手上的不给。"""
        method = plan.method
        also = (*method.card.place_names, *(o.name for o in method.organisations)) if method else ()
        made = partial(self._site.document, plan)
        if plan.single:  # 看整本书的：话没有变，就不算变
            record = page_record(made(), also)
            return derived(with_pinyin, Input(digest(record), lambda: record), self._spell)
        key = self._cases[method.id] if method else self._site.record_key(plan)
        own = Input(key, document.get if document else made)
        return derived(spoken_record, own, also, self._spell)

    def kept(self, address: str) -> PageRecord:
        """`address` 的话，没有写出来的：账上有的取来。"""
        record = self.all[address]
        one = kept(self._ledger, "records", f"/{address}", PageRecord, record).get()
        assert isinstance(one, PageRecord)  # noqa: S101 - 照它的种类取的
        return one

    def forget(self) -> None:
        """没有了的页，话不要了。"""
        known = {plan.address for plan in self._site.plans}
        self._ledger.drop("records", self._ledger.keys("records").keys() - known)


def spoken_record(
    document: Document, also: Iterable[str], spell: Callable[[str], tuple[str, ...]]
) -> PageRecord:
    """一页的话，连同名字的拼音。"""
    return with_pinyin(page_record(document, also), spell)
