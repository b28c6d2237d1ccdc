"""一栏一行的申报表（左边写背景、做法，右边写话）→ 标题与段落，照标题分。"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casebook.intake.blocks import Block, Cell, Paragraph, Run, Table
from casebook.intake.headings import field_of

_SHORT = 20


def unfolded(blocks: Sequence[Block]) -> Iterator[Block]:
    """申报表拆成标题与段落；段里手动换行的，一行一段；别的照原样。"""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _split(block)
        elif _labelled(block):
            for row in block.rows:
                for inside in _row(row):
                    yield from _split(inside) if isinstance(inside, Paragraph) else [inside]
        else:
            yield block


def _split(paragraph: Paragraph) -> Iterator[Paragraph]:
    """手动换行（Shift+Enter）隔开的各行；图跟着第一行。"""
    lines: list[list[Run]] = [[]]
    for run in paragraph.runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=text)] for text in others]
    for number, runs in enumerate(lines):
        told = tuple(run for run in runs if run.text)
        pictures = paragraph.pictures if number == 0 else ()
        if told or pictures:
            yield replace(paragraph, runs=told, pictures=pictures)


def _labelled(table: Table) -> bool:
    """两行以上写着认得出的栏目，右边有话。"""
    named = [row for row in table.rows if len(row) > 1 and field_of(row[0].text)]
    return len(named) > 1 and any(cell.text for row in named for cell in row[1:])


def _row(row: Sequence[Cell]) -> Iterator[Block]:
    """第一格短的是标题；后面的格子里，认得出的也是标题；格子里的表仍是表。"""
    for number, cell in enumerate(row):
        short = number == 0 and 0 < len(cell.text) <= _SHORT and len(row) > 1
        if short or field_of(cell.text):
            yield from (
                replace(one, level=1, item="") for one in cell.paragraphs if one.text.strip()
            )
        else:
            yield from map(_inside, cell.blocks)


def _inside(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    return replace(block, level=max(block.level, 2) if block.level else 0)
