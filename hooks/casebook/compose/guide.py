"""编写指南里由程序写的几页：检查代码、栏目说明、词表与编号。"""

import unicodedata
from collections.abc import Iterable

from casebook.compose.blocks import (
    Blocks,
    Details,
    Grid,
    GridRow,
    Links,
    Paragraph,
    Preformatted,
    Section,
)
from casebook.compose.document import Document
from casebook.compose.inlines import Break, Code, Inlines, Strong, Tag, To
from casebook.compose.page import Page
from casebook.compose.sentences import line
from casebook.compose.vocabularies import Vocabulary, vocabularies
from casebook.compose.words import word
from casebook.compose.writer import joined
from casebook.model import REGISTERS, FieldDescription
from casebook.model.manual import Chapter, example_text, how_to_write, manual, section_of
from casebook.model.manual import Section as Record
from casebook.problems import CATALOGUE, CodeEntry
from casebook.problems.families import FAMILIES, why


def _above(page: Page) -> tuple[tuple[str, str], ...]:
    return ((word("titles.guide"), "/guide/"),) if "/guide/" in page.book.pages else ()


def _contents(sections: Iterable[tuple[str, str]]) -> Links:
    """本页各节。"""
    return Links(tuple(To(f"#{anchor}", (title,)) for anchor, title in sections), "contents")


def codes_page(page: Page) -> Document:
    """检查代码，一族一节。"""
    titles = {letter: f"{letter} {family.title}" for letter, family in FAMILIES.items()}
    heads = tuple(word(f"pages.codes.{name}") for name in ("code", "meaning", "fix", "example"))
    sections = tuple(
        Section(
            letter,
            titles[letter],
            (
                Paragraph((family.why,)),
                Grid(
                    kind="codes",
                    caption=family.title,
                    heads=heads,
                    rows=tuple(_code(e) for e in CATALOGUE.values() if e.code[0] == letter),
                ),
            ),
        )
        for letter, family in FAMILIES.items()
    )
    blocks: Blocks = (page.paragraph("pages.codes.about"), _contents(titles.items()), *sections)
    return page.document("codes", blocks, _above(page), lead=page.paragraph("pages.codes.lead"))


def _code(entry: CodeEntry) -> GridRow:
    head: Inlines = (entry.code,)
    if entry.advice:
        head = (*head, Break(), Tag(word("pages.codes.advice")))
    elif entry.warning:
        head = (*head, Break(), Tag(word("pages.codes.warning")))
    example: Blocks = (Paragraph((entry.example,)),)
    if entry.textual:
        example = (Preformatted(visible(entry.example)),)
    meaning = (Strong((f"{entry.title}。",)), why(entry.code))
    cells = ((Paragraph(meaning),), (Paragraph((entry.fix,)),), example)
    return GridRow(entry.code, head, cells)


def visible(text: str) -> str:
    """让看不见的字符看得见，给例子用。"""
    return "".join(
        f"⟨U+{ord(c):04X}⟩"
        if c not in "\n " and unicodedata.category(c) in ("Cf", "Cc", "Zs")
        else c
        for c in text
    )


def fields_page(page: Page) -> Document:
    """栏目说明：案例、文章、登记簿的每一栏。"""
    blocks: Blocks = (page.paragraph("pages.fields.about"), *map(_chapter, manual()))
    return page.document("manual", blocks, _above(page), lead=page.paragraph("pages.fields.lead"))


def _chapter(chapter: Chapter) -> Section:
    contents = _contents((s.id, s.title) for s in chapter.sections)
    jump = (contents,) if len(chapter.sections) > 1 else ()
    return Section(chapter.id, chapter.title, (*jump, *map(_record, chapter.sections)))


def _record(record: Record) -> Section:
    """一种记录：是什么，写在哪里，各栏。"""
    told = line("pages.fields.in-file", what=record.what, file=record.file)
    if record.within:
        told = line("pages.fields.within", what=record.what, keys="”“".join(record.within))
    grid = Grid(
        kind="manual",
        caption=word("pages.fields.caption", title=record.title),
        heads=tuple(word(f"pages.fields.{name}") for name in ("key", "what", "how", "example")),
        rows=tuple(_field(record, field) for field in record.fields),
    )
    return Section(record.id, record.title, (Paragraph(told), grid), level=3)


def _field(record: Record, field: FieldDescription) -> GridRow:
    head: Inlines = (field.key,)
    if field.required:
        head = (*head, Tag(word("pages.fields.required"), urgent=True))
    how: Inlines = (how_to_write(field),)
    if field.record:
        section = section_of(field.record)
        how += (" ", *line("pages.fields.see", id=section.id, title=section.title))
    elif field.register in REGISTERS:
        how += (" ", *line("pages.fields.see-words", id=field.register))
    cells = ((Paragraph((field.help,)),), (Paragraph(how),), (Preformatted(example_text(field)),))
    return GridRow(f"{record.id}-{field.name}", head, cells)


def vocabularies_page(page: Page) -> Document:
    """词表与编号：每本登记簿有哪些词，怎样加一条。"""
    groups = tuple(vocabularies(page.book))
    blocks: Blocks = (
        page.paragraph("pages.vocabularies.about"),
        _contents((v.id, v.label) for v in groups),
        *(_vocabulary(v) for v in groups),
    )
    lead = page.paragraph("pages.vocabularies.lead")
    return page.document("vocabularies", blocks, _above(page), lead=lead)


def _vocabulary(v: Vocabulary) -> Section:
    rows = tuple(
        GridRow("", (e.name,), ((Paragraph((Code(e.id),)),),), e.name if v.by_name else e.id)
        for e in v.entries
    )
    grid = Grid(
        kind="words",
        caption=word("pages.vocabularies.caption", label=v.label),
        heads=(word("pages.vocabularies.name"), word("pages.vocabularies.id")),
        rows=rows,
        none=word("lists.nothing"),
    )
    key = "pages.vocabularies.own-file" if v.own else "pages.vocabularies.same-file"
    how = line(key, label=v.label, own=v.own, file=v.file, id=v.id)
    more = Details(
        word("pages.vocabularies.how", label=v.label), (Paragraph(how), Preformatted(v.sample))
    )
    return Section(v.id, v.label, (Paragraph(_used(v)), grid, more))


def _used(v: Vocabulary) -> Inlines:
    """写名称还是编号，用在哪几栏。"""
    links = [
        line("pages.vocabularies.use", id=s.id, name=f.name, title=s.title, key=f.key)
        for s, f in v.uses
    ]
    told = line("pages.vocabularies.unused")
    if links:
        which = word(f"pages.vocabularies.{'name' if v.by_name else 'id'}")
        told = line("pages.vocabularies.used", which=which, places=joined(links, "、"))
    return (*told, *(line("pages.vocabularies.open") if v.open else ()))
