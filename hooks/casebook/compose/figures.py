"""图：画什么、图名、说明、替代文字。网页与印件画的是同一份 `data`，次序就是画的次序。"""
# `data` 里的位置、长度从 0 到 1，或是记录的单位

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from casebook.bind import (
    Book,
    BoundCase,
    Category,
    Cell,
    Crosstab,
    Happening,
    Role,
    Scale,
)
from casebook.compose.blocks import Details, Figure, Grid, GridRow, Paragraph
from casebook.compose.words import chinese_number, word
from casebook.model.handbook import Network


def scale_figure(scale: Scale, told: Sequence[str]) -> Figure:
    """规模：一把尺，一个长度一条；`told` 是各个量与它们是什么时候的。"""
    figures = [bar.figure for bar in scale.bars]
    names = list(dict.fromkeys(figure.name for figure in figures))
    named = [f"{f.name} " if len(names) > 1 else "" for f in figures]
    caption = "；".join(map("".join, zip(named, told, strict=True))) + "。"
    if any(bar.open_end for bar in scale.bars):
        caption += word("figures.scale-open")
    amounts = "；".join(f"{name}{f.amount}" for name, f in zip(named, figures, strict=True))
    title = "、".join(names)
    return Figure(
        kind="scale",
        title=title,
        caption=caption,
        alt=word("figures.scale-alt", name=title, amount=amounts),
        data={
            "bars": [
                {
                    "label": f"{name}{bar.figure.amount}",
                    "value": bar.value,
                    "end": bar.end,
                    "open": bar.open_end,
                }
                for name, bar in zip(named, scale.bars, strict=True)
            ],
            "end": scale.end,
            "ticks": list(scale.ticks),
            "unit": scale.unit,
        },
    )


def five_figure(bound: BoundCase, names: Mapping[str, str]) -> Figure | None:
    """五社谁参与了；都没有写到时为 None，没有可画的。"""
    told, short = word("figures.not-told"), word("figures.not-told-short")
    took_part = word("figures.took-part")
    roles = [(r, _deed(r, took_part)) for r in bound.roles]
    if bound.residents is None and not any(deed for _, deed in roles):
        return None
    parts = "；".join(f"{role.actor.name}：{deed or told}" for role, deed in roles)
    residents = None if bound.residents is None else bound.residents or took_part
    return Figure(
        kind="five",
        title=word("figures.five"),
        caption=word("figures.five-caption"),
        alt=word("figures.five-alt", **names, parts=parts, residents=residents or told),
        data={
            "roles": [
                {
                    "tile": role.actor.tile,
                    "label": list(role.actor.label) or [role.actor.name],
                    "on": role.documented,
                    "lines": _role_lines(role, took_part) or [short],
                }
                for role, deed in roles
            ],
            "residents": residents and cut_short(residents, _RESIDENTS),
            "residents_name": word("figures.residents"),
            "not_told": short,
        },
    )


_WIDE, _LINES, _RESIDENTS = 4, 3, 20
"""图上一方的分工：一行几个字，最多几行；居民的一行几个字。旁边的一方隔着一个字，再宽就挨在一起。"""


def label_lines(text: str) -> list[str]:
    """图上的几个字折成几行，顿号处先断；放不下的写“…”，全文在图下的表里。"""
    lines: list[str] = []
    for piece in text.split("、"):
        if lines and len(lines[-1]) + 1 + len(piece) <= _WIDE:
            lines[-1] += f"、{piece}"
            continue
        while piece:
            # 末一行不只一个字
            cut = _WIDE - 1 if len(piece) == _WIDE + 1 else _WIDE
            lines.append(piece[:cut])
            piece = piece[cut:]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][: _WIDE - 1]}…"]
    return lines


def cut_short(text: str, most: int) -> str:
    """至多 `most` 个字；再长的写“…”。"""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _role_lines(role: Role, took_part: str) -> list[str]:
    """图上一社的分工；推断的，先有一行说是推断。"""
    if role.inferred:
        return [word("case.inferred"), *label_lines(role.word or took_part)]
    return label_lines(role.word or took_part) if role.documented else []


def _deed(role: Role, took_part: str) -> str:
    """一社的分工，几个字；推断的说是推断，没有写到的为空。"""
    if role.inferred:
        return word("figures.inferred", deed=role.word or took_part)
    return role.word or took_part if role.documented else ""


def crosstab_figure(book: Book, drawn: Crosstab) -> Figure:
    """五社与方向的对照图。"""
    names = book.handbook.words
    told = "、".join(f"{c.actor.name}与{c.direction.name}" for c in drawn.cells if c.filled)
    return Figure(
        kind="loom",
        title=word("figures.loom", **names),
        caption=word("figures.loom-caption"),
        alt=word("figures.loom-alt", **names, cells=told or word("figures.loom-none")),
        data={
            "actors": [{"name": a.name, "tile": a.tile} for a in drawn.actors],
            "rows": [
                {
                    "name": d.name,
                    "cells": [
                        "none" if not c.filled else "editorial" if c.editorial else "sourced"
                        for c in cells
                    ],
                }
                for d, cells in drawn.rows
            ],
            "fields": [f.name for f in book.fields],
            "fields_title": word(
                "figures.loom-fields", **names, count=chinese_number(len(book.fields))
            ),
        },
    )


def crosstab_table(drawn: Crosstab, names: Mapping[str, str]) -> Details:
    """同样的对照列成一张表：图看不清、看不到的，看它。"""

    def told(cell: Cell) -> str:
        if not cell.filled:
            return word("figures.loom-cell-none")
        return word("figures.loom-cell-editorial" if cell.editorial else "figures.loom-cell")

    rows = tuple(
        GridRow("", (d.name,), tuple((Paragraph((told(cell),)),) for cell in cells))
        for d, cells in drawn.rows
    )
    heads = (names["directions"], *(actor.name for actor in drawn.actors))
    title = word("figures.loom", **names)
    return Details(word("figures.loom-table"), (Grid("crosstab", title, heads, rows),))


def network_figure(book: Book, network: Network) -> Figure:
    """沟通网络：中心、各街镇与各组织。"""
    return Figure(
        kind="network",
        title=word("figures.network"),
        caption=network.caption,
        alt=network.alt,
        data={"count": len(book.streets), "center": network.centre, "below": network.below},
    )


def streets_figure(book: Book) -> Figure:
    """街镇格子图。"""
    names = book.handbook.words
    categories = book.by_street.values()
    counts = "；".join(_street(s, names) for s in categories if s.methods)
    return Figure(
        kind="streets",
        title=word("figures.streets", **names, count=chinese_number(len(book.streets))),
        caption=word("figures.streets-caption", **names),
        alt=word("figures.streets-alt", **names, counts=counts or word("figures.streets-none")),
        data={
            "columns": max((s.column for s in book.streets), default=1),
            "rows": max((s.row for s in book.streets), default=1),
            "unit": names["measure"],
            "none": word("figures.streets-empty"),
            "streets": [
                {
                    "id": s.term.id,
                    "name": s.term.name.removesuffix("街道"),
                    "column": s.term.column,
                    "row": s.term.row,
                    "count": len(s.methods),
                }
                for s in categories
            ],
        },
    )


def years_figure(every: Iterable[Happening], names: Mapping[str, str]) -> Figure:
    """哪一年有几条工作法有事可记：一年一条，没有的年份空着。"""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for one in every:
        found[one.year].add(one.method.id)
    counts = "；".join(
        word("figures.years-count", **names, year=year, count=len(found[year]))
        for year in sorted(found)
    )
    return Figure(
        kind="years",
        title=word("figures.years", **names),
        caption=word("figures.years-caption", **names),
        alt=word("figures.years-alt", counts=counts),
        data={
            "years": [[y, len(found.get(y, ()))] for y in range(min(found), max(found) + 1)],
            "most": max(map(len, found.values())),
        },
    )


def _street(category: Category, names: Mapping[str, str]) -> str:
    """图上的一格，念出来是什么。"""
    count = len(category.methods)
    told = word("figures.streets-count", **names, count=count)
    told = told if count else word("figures.streets-empty")
    return f"{category.term.name}，{told}"
