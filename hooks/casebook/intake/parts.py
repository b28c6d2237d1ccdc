"""Word 的压缩包里的一件：写着什么，连到哪里。脚注、批注各有自己的一份关系，号与正文的不通。"""

import posixpath
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from casebook.intake.blocks import Picture
from casebook.intake.packages import Package

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_MAIN = "word/document.xml"


@dataclass(frozen=True)
class Relation:
    """一处关系：是哪一种，连到里面的哪一件，或外面的哪里。"""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True)
class Part:
    """一件：叫什么，读成的 XML（没有这一件的为 None），各处关系。"""

    package: Package
    name: str
    root: Any
    relations: dict[str, Relation] = field(default_factory=dict)

    @property
    def edge(self) -> bool:
        """是页眉、页脚。"""
        return posixpath.basename(self.name).startswith(("header", "footer"))

    def url(self, relation: str) -> str:
        """连到外面的哪里；不是的为空。"""
        found = self.relations.get(relation)
        return found.target if found and found.outside else ""

    def picture(self, relation: str, place: str, alt: str) -> Picture:
        """里面的一张图；文件里找不到的，内容是空的：也要说一声。"""
        found = self.relations.get(relation, Relation("", "（文件里没有）", False))
        data = b"" if found.outside else self.package.part(found.target)
        return Picture(data, posixpath.basename(found.target), place, alt)

    def words_of(self, relation: str) -> Any:
        """连着的一件（图表等）读成 XML；没有的为 None。"""
        found = self.relations.get(relation)
        inside = found and not found.outside and found.target.endswith(".xml")
        return part_of(self.package, found.target).root if found and inside else None


def part_of(package: Package, name: str) -> Part:
    """`package` 里叫 `name` 的一件；XML 坏了的，抛 lxml 的错。"""
    data = package.part(name)
    root = etree.fromstring(data, _PARSER) if data else None
    return Part(package, name, root, _relations(package, name))


def main_part(package: Package) -> Part:
    """正文：多半叫 word/document.xml，有的软件叫别的。"""
    found = _relations(package, "").values()
    names = (one.target for one in found if one.kind == "officeDocument")
    return part_of(package, next(names, _MAIN))


def _relations(package: Package, name: str) -> dict[str, Relation]:
    folder, file = posixpath.split(name)
    data = package.part(posixpath.join(folder, "_rels", f"{file}.rels"))
    if not data:
        return {}
    found = {}
    for one in etree.fromstring(data, _PARSER).iter("{*}Relationship"):
        outside = one.get("TargetMode", "") == "External"
        target = one.get("Target", "")
        if not outside:  # 以 / 开头的从包的根算起
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = one.get("Type", "").rpartition("/")[2]
        found[one.get("Id", "")] = Relation(kind, target, outside)
    return found
