"""给谁用、怎样用，可以取走什么，发布以后更正过什么。"""

from collections.abc import Iterable, Iterator

from casebook.compose.blocks import (
    Attachments,
    Block,
    Blocks,
    Components,
    Entry,
    File,
    Listed,
    Paragraph,
)
from casebook.compose.words import word
from casebook.compose.writer import Writer
from casebook.model import Attachment, Case
from casebook.model.case import Correction


def service_blocks(case: Case, writer: Writer) -> Iterator[Block]:
    """给谁用、什么时候开、收不收钱、怎样联系。"""
    told = (("served", case.served), ("hours", case.hours), ("fees", case.fees))
    items = [
        Entry(word(f"case.service.{name}"), writer.statements(said)) for name, said in told if said
    ]
    if ways := tuple((Paragraph((f"{c.who}：{c.way}",)),) for c in case.contacts):
        # 几家列开：印件接成一句时，当中有分号
        shown = ways[0] if len(ways) == 1 else (Listed(ways),)
        items.append(Entry(word("case.service.contacts"), shown))
    yield Components(tuple(items))


def attachments_block(attachments: tuple[Attachment, ...]) -> Attachments:
    """附件。"""
    return Attachments(tuple(map(_file, attachments)))


def _file(attachment: Attachment) -> File:
    kind = attachment.file.rpartition(".")[2].upper()
    return File(attachment.file, attachment.name, kind, attachment.licence or "")


def corrections_list(corrections: Iterable[Correction]) -> Listed:
    """发布以后改过的错，新的在先。"""

    def told(one: Correction) -> Blocks:
        what, why = one.what.rstrip("。"), f"{one.why.rstrip('。')}。"
        return (Paragraph((word("case.corrections.item", on=one.on, what=what, why=why),)),)

    latest = sorted(corrections, key=lambda one: one.on.first, reverse=True)
    return Listed(tuple(told(one) for one in latest))
