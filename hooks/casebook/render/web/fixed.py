"""地址固定的页：一本书各有一页，由主机写。"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from casebook.bind import Book, Loom
from casebook.compose import word
from casebook.compose.words import chinese_number
from casebook.model import REGISTERS, ProgrammeKind
from casebook.model.manual import manual, section_of
from casebook.problems import CATALOGUE
from casebook.problems.families import FAMILIES
from casebook.render.web.planned import Plan
from casebook.render.web.vocabularies import vocabularies

NETWORK = "/network/"
"""工作网络；手册没有写“网络”的，没有这一页。"""
_SUPPORT = (
    ("projects", "项目", ProgrammeKind.PROJECT),
    ("funds", "资金", ProgrammeKind.FUND),
    ("talent", "人才", ProgrammeKind.TALENT),
    ("honours", "荣誉与品牌", ProgrammeKind.HONOUR),
    ("catalogues", "政府购买服务", ProgrammeKind.CATALOGUE),
    ("processes", "工作流程", ProgrammeKind.PROCESS),
)


def fixed_pages(book: Book, woven: Loom) -> Iterator[Plan]:
    """地址固定的页。"""
    own, names = book.handbook, book.handbook.names
    yield single(
        "/organisations/",
        "按组织",
        f"书里提到的社会组织，以及它们参与的{names.unit}。",
        names.unit,
        "organisations.html",
    )
    yield single(
        "/streets/",
        f"按{names.streets}看",
        f"{own.district}各{names.streets}的收录情况。",
        names.streets,
        "streets.html",
    )
    directions = f"{chinese_number(len(book.directions))}个{names.directions}"
    fields = f"{chinese_number(len(book.fields))}个{names.fields}"
    yield single(
        "/mechanism/",
        own.mechanism,
        f"{names.actors}、{directions}与{fields}，谁在哪个{names.directions}上有记载。",
        "机制",
        "mechanism.html",
        {"loom": woven},
    )
    if own.network:
        yield single(
            NETWORK,
            own.network.title,
            own.network.summary,
            "机制",
            "network.html",
            {"network": own.network},
        )
    yield single(
        "/policies/",
        word("titles.policies"),
        f"社会组织参与社区治理的政策文件：要求做什么，哪些{names.unit}用到。",
        "机制",
        "policies.html",
    )
    yield single(
        "/support/",
        word("titles.support"),
        own.support,
        "机制",
        "support.html",
        {"groups": _support_groups(book)},
    )
    yield single(
        "/figures/",
        word("titles.figures"),
        "书里的数字，每一个都有截止日期和来源。",
        "查证",
        "figures.html",
    )
    yield single("/book/", "全书与打印", "整本书、分册与折页的 PDF。", "关于", "book.html")
    yield single(
        "/glossary/", word("titles.glossary"), "书里的说法是什么意思。", "查证", "glossary.html"
    )
    yield single(
        "/sources/",
        word("titles.sources"),
        "书里引用的全部来源，按 GB/T 7714 著录。",
        "查证",
        "sources.html",
    )
    yield single(
        "/guide/codes/",
        "检查代码",
        "编辑写案例时，检查程序会说的每一句话：是什么意思，怎样改。",
        "编写",
        "codes.html",
        {"entries": tuple(CATALOGUE.values()), "families": FAMILIES},
    )
    yield single(
        "/guide/fields/",
        "栏目说明",
        "案例、文章、登记簿的每一栏：写什么，怎样写，举个例子。",
        "编写",
        "guide-fields.html",
        {"parts_of_manual": manual(), "section_of": section_of, "labels_of_registers": REGISTERS},
    )
    yield single(
        "/guide/vocabularies/",
        "词表与编号",
        "写案例时要照抄的词和编号，怎样加一条。",
        "编写",
        "guide-vocabularies.html",
        {"groups": tuple(vocabularies(book))},
    )


def single(*parts: Any) -> Plan:
    """由主机写的一页。"""
    return replace(Plan(*parts), single=True)


def _support_groups(book: Book) -> list[tuple[str, str, list[Any]]]:
    here = book.programmes_on("support")
    groups = [(key, title, [p for p in here if p.kind is kind]) for key, title, kind in _SUPPORT]
    return [group for group in groups if group[2]]
