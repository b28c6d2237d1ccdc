"""篇名页上的事实栏：一页放不下的，时间一项只说从哪年到哪年、一共几件，全部在后面列着。"""

from casebook.compose.blocks import Events, Fact, Section
from casebook.compose.document import Document
from casebook.compose.inlines import To
from casebook.compose.words import word


def brief_facts(document: Document) -> list[Fact]:
    """`document` 的事实，时间一项改成一句；各件事没有列在别处的（只有一件的），照旧。"""
    facts, sections = document.facts.rows, document.blocks
    listed = (
        (section, block)
        for section in sections
        if isinstance(section, Section)
        for block in section.c
        if isinstance(block, Events)
    )
    for section, events in listed:
        first, *_, last = (event.date for event in events.items)
        told = word("print.time-span", first=first, last=last, count=len(events.items))
        to = To(f"{document.address}#{section.id}", (f"“{section.title}”",))
        name = word("case.facts.time")
        return [Fact(name, (told, to)) if fact.name == name else fact for fact in facts]
    return [*facts]
