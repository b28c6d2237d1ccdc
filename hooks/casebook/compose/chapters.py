"""书里工作法以外的各章：总论与附录。文章、术语两种，书里的一章就是网站上的一页，不在这里另写。"""

from collections.abc import Iterable
from dataclasses import replace

from casebook.bind import Category, crosstab
from casebook.compose.blocks import (
    Bibliography,
    Block,
    Blocks,
    Item,
    Leader,
    Leaders,
    Listing,
    Paragraph,
    Section,
    Work,
)
from casebook.compose.document import Document
from casebook.compose.figures import crosstab_figure, network_figure, streets_figure
from casebook.compose.mechanism import matrix, numbers, programme_section
from casebook.compose.page import Page
from casebook.compose.register import (
    numbers_block,
    organisation_facts,
    policy_blocks,
    policy_facts,
    programme_blocks,
    terms_block,
)
from casebook.compose.writer import MISSING, listed
from casebook.model import Actor, Policy, Programme
from casebook.model.handbook import Network


def mechanism_chapter(page: Page) -> Document:
    """机制：是什么，各方是谁，谁在哪个方向上，落到哪些领域。"""
    first, *rest = page.book.programmes_on("mechanism") or (None,)
    blocks: list[Block] = []
    if first:
        blocks += [block for said in first.summary for block in page.writer.said(said)]
        blocks += [*page.about(first.description), *numbers(first, page)]
    blocks += [
        page.section("five", "titles.who", *page.note("actors"), _actors(first, page)),
        page.section("matrix", "titles.matrix", *page.note("directions"), *_matrix(page)),
        page.section("fields", "titles.fields", *page.note("fields"), _fields(page)),
        *(programme_section(programme, page) for programme in rest),
        *(() if page.book.handbook.network else (_streets(page),)),
    ]
    return page.document("mechanism", blocks)


def _fields(page: Page) -> Paragraph:
    """是哪几个领域：网站上列着各收录多少，书里各成一编，见目录。"""
    names = "、".join(format(field.name) for field in page.book.fields)
    return Paragraph((page.word("pages.mechanism.fields-are", names=names),))


def _actors(programme: Programme | None, page: Page) -> Leaders:
    """各方是谁：机制的组成里写的。"""
    parts = {part.name: part for part in programme.parts} if programme else {}

    def leader(actor: Actor) -> Leader:
        part = parts.get(actor.name)
        said = page.writer.said(part) if part else (Paragraph((MISSING,)),)
        return Leader(actor.name, f"/actors/{actor.id}/", told="", tile=actor.tile, c=said)

    return Leaders(tuple(map(leader, page.book.actors)), full=True)


def _matrix(page: Page) -> Blocks:
    """图，与图上各点是哪些条目。"""
    table = crosstab(page.book)
    whole = replace(matrix(table, page), title=page.word("titles.matrix-table"))
    return (crosstab_figure(page.book, table), whole)


def _streets(page: Page) -> Section:
    """各街镇收录多少：写在网络一章，没有这一章的写在机制一章。"""
    return page.section("streets", "titles.streets", streets_figure(page.book))


def network_chapter(network: Network, page: Page) -> Document:
    """工作网络。"""
    book = page.book
    blocks: list[Block] = [network_figure(book, network)]
    for n, programme in enumerate(book.programmes_on("network")):
        if n:
            blocks.append(programme_section(programme, page))
        else:
            blocks += programme_blocks(programme, book, page.writer)
    return page.document("network", (*blocks, _streets(page)))


def support_chapter(page: Page) -> Document:
    """资金与支持。"""
    note = page.note("programmes")
    sections = (programme_section(p, page) for p in page.book.programmes_on("support"))
    return page.document("support", (*note, *sections))


def policies_chapter(page: Page) -> Document:
    """政策：每份文件要求做什么。"""
    note = page.note("policies")
    return page.document("policies", (*note, *(_policy(p, page) for p in page.book.policies)))


def _policy(policy: Policy, page: Page) -> Section:
    facts = policy_facts(policy, page.writer)
    inside = (
        replace(block, id=f"{policy.id}-{block.id}", level=3)
        if isinstance(block, Section)
        else block
        for block in policy_blocks(policy, page.writer)
    )
    return Section(policy.id, policy.name, (facts, *inside), address=f"/policies/{policy.id}/")


def organisations_chapter(page: Page) -> Document:
    """书里提到的各家组织，组织的类型。"""
    note = page.note("organisations")
    own = tuple(_organisation(c, page) for c in page.book.by_organisation.values())
    kinds = page.section(
        "kinds",
        "register.organisation.kinds",
        *page.note("organisation-kinds"),
        terms_block(page.book.kinds, page.writer),
    )
    return page.document("organisations", (*note, *own, kinds))


def _organisation(category: Category, page: Page) -> Section:
    own, told = category.term, page.word("register.organisation.methods")
    facts = organisation_facts(own, page.names["streets"], page.writer)
    about = page.writer.statements(own.description)
    methods = Listing(
        "methods", tuple(Item(m.number, told, m.title, m.address) for m in category.methods)
    )
    address = f"/organisations/{own.id}/"
    return Section(own.id, own.name, (facts, *about, methods), address=address)


def figures_chapter(page: Page) -> Document:
    """数字：每个都有截至与来源。"""
    note = page.note("indicators")
    return page.document(
        "figures", (*note, numbers_block(page.book.indicators, page.writer, full=True))
    )


def references_chapter(sources: Iterable[str], page: Page) -> Document:
    """参考文献：`sources` 是列哪些来源，按 GB/T 7714 著录，连同核实的情况。"""
    cited = (page.book.sources[source] for source in sources)
    works = tuple(
        Work(listed(one), one.kind, tuple(map(page.writer.said, one.note)), ()) for one in cited
    )
    return page.document("references", (Bibliography(works),))
