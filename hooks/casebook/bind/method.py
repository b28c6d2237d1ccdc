"""一条工作法：它的卡片、全文，和它与书里别处的关系。"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from casebook.model import (
    Actor,
    ActorRole,
    Case,
    Citation,
    Organisation,
    Policy,
    Programme,
    Statement,
    Street,
    Support,
)
from casebook.read import Card


class Link(NamedTuple):
    """指向书里一页的链接。"""

    title: str
    address: str


class Mention(NamedTuple):
    """谁在哪里提到。

    `kind` 是哪一类：`method` 一条工作法（`name` 是用到的支持的类别，没有就空着），
    `entry` 登记簿 `name` 的一条，`child` 属于它的一项，`register` 登记簿 `name` 自己的说明
    （`link` 没有题目），`page` 一篇文章。
    """

    link: Link
    kind: str
    name: str = ""


class RelatedLink(NamedTuple):
    """相关的另一条工作法。

    `kin` 空着的，是编辑写的理由；不空的由书里的记录推出：同一家组织（organisation）、
    同一街镇（street），`reason` 是它的名称。
    """

    id: str
    number: str
    title: str
    reason: str
    kin: str = ""

    @property
    def address(self) -> str:
        """站内地址。"""
        return f"/cases/{self.id}/"


@dataclass(frozen=True)
class Role:
    """五社之一在一条工作法里的份。"""

    actor: Actor
    parts: tuple[tuple[ActorRole, Organisation | None], ...]

    @property
    def documented(self) -> bool:
        """来源写明它做了什么；编者推断的、只写了“待补充”的不算。"""
        return any(part.told and not part.inferred for part, _ in self.parts)

    @property
    def inferred(self) -> bool:
        """只有编者推断它做了什么。"""
        return not self.documented and any(part.told for part, _ in self.parts)

    @property
    def word(self) -> str:
        """分工，图上用：几家的、几样的都在内；没有写角色时为空。"""
        return "、".join(dict.fromkeys(role for part, _ in self.parts for role in part.roles))


@dataclass(frozen=True)
class SupportLink:
    """一条支持，和它指的政策或项目。"""

    support: Support
    kind: str
    entry: Policy | Programme
    address: str


class Classified(NamedTuple):
    """归入的一个词，和这归类是不是编者的判断。"""

    term: Any
    editorial: bool


class Presence(NamedTuple):
    """来源写明参与的一社；`sourced` 是说它做的事没有一件是编者推断。"""

    actor: Actor
    sourced: bool


@dataclass(eq=False)  # 一万条：不冻住，建得快
class Method:
    """一条工作法，连同它和书里别处的关系。列在别处要的都在卡片上。"""

    card: Card
    number: str
    streets: tuple[Street, ...]
    fields: tuple[Classified, ...]
    directions: tuple[Classified, ...]
    present: tuple[Presence, ...]
    organisations: tuple[Organisation, ...]
    related: tuple[RelatedLink, ...] = ()
    mentioned_by: tuple[RelatedLink, ...] = ()

    @property
    def id(self) -> str:
        """编号，就是文件名。"""
        return self.card.id

    @property
    def address(self) -> str:
        """站内地址，永远不变。"""
        return f"/cases/{self.card.id}/"

    @property
    def title(self) -> str:
        """标题。"""
        return self.card.title

    @property
    def link(self) -> Link:
        """指向它的链接。"""
        return Link(self.card.title, self.address)

    @property
    def draft(self) -> bool:
        """还没有发布，只在预览里看得到。"""
        return self.card.draft

    @property
    def summary(self) -> Statement:
        """一句话，连同出处。"""
        card = self.card
        sources = tuple(
            Citation.model_construct(source=source, locator=locator or None)
            for source, locator in card.summary_sources
        )
        return Statement.model_construct(
            text=card.summary or None, missing=card.summary_missing or None, sources=sources
        )


@dataclass(frozen=True)
class BoundCase:
    """一条工作法和它的记录，引用都已接好：各方各自的份（没有写到的也在内），用到的政策与支持。

    `funds` 是经费从哪里来：登记的编号 → 名称与地址。
    """

    method: Method
    case: Case
    roles: tuple[Role, ...]
    supports: tuple[SupportLink, ...]
    funds: Mapping[str, Link]

    @property
    def residents(self) -> str | None:
        """居民的分工，没有写角色时为空；来源没有写到居民时为 None。"""
        found = [p for p in self.case.other_parties if "居民" in p.name]
        return "、".join(role for p in found for role in p.roles) if found else None
