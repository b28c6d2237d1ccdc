"""图 → 印刷用的数据：画什么、图名、替代文字；怎样画在 `print/drawings.typ`。"""

from casebook.bind import Book, Loom, Method, ScaleBar, Timeline
from casebook.render.typeset.tree import Block, foldable


def scale_drawing(bar: ScaleBar) -> Block:
    """规模：一把尺。"""
    name, amount = bar.figure.name, bar.figure.amount
    solid = f"图上画实到 {bar.figure.value} {bar.figure.unit}，其后为虚线，确数待补充"
    told = (
        f"来源写“{amount}”，{solid}。" if bar.open_end else f"{amount}，截至 {bar.figure.as_of}。"
    )
    return {
        "t": "figure",
        "kind": "scale",
        "title": foldable(name),
        "caption": [foldable(told)],
        "alt": f"{name}示意：{amount}",
        "data": {
            "value": bar.value,
            "end": bar.end,
            "ticks": list(bar.ticks),
            "unit": bar.figure.unit,
            "open": bar.figure.qualifier if bar.open_end else None,
        },
    }


def time_drawing(line: Timeline) -> Block:
    """经过：一条时间线。"""
    told = "方块宽为来源写到的年或月，虚框是只知道年份，圆点是确知的一天。"
    events = [f"{m.number}. {m.date}，{m.event.event}" for m in line.marks]
    return {
        "t": "figure",
        "kind": "time",
        "title": "经过",
        "caption": [told],
        "alt": "时间示意：" + "；".join(events),
        "data": {
            "one_year": line.first == line.last,
            "first": line.first,
            "ticks": [list(t) for t in line.ticks],
            "marks": [
                {
                    "n": m.number,
                    "start": m.start,
                    "end": m.end,
                    "exact": m.exact,
                    "year": m.date.month is None,
                }
                for m in line.marks
            ],
        },
    }


def five_drawing(method: Method) -> Block:
    """五社谁参与了。"""
    alt = "；".join(
        f"{r.actor.name}：{r.word if r.documented else '来源未载'}" for r in method.roles
    )
    return {
        "t": "figure",
        "kind": "five",
        "title": "谁参与了",
        "caption": ["黑底字块为来源写明参与，虚线字块为来源未载。未载不等于没有参与。"],
        "alt": f"五社参与图。{alt}；居民：{method.residents or '来源未载'}。",
        "data": {
            "roles": [
                {
                    "tile": r.actor.tile,
                    "label": list(r.actor.label) or [r.actor.name],
                    "on": r.documented,
                    "word": r.word if r.documented else "未载",
                }
                for r in method.roles
            ],
            "residents": method.residents,
        },
    }


def loom_drawing(book: Book, drawn: Loom) -> Block:
    """五社与方向的经纬图。"""
    told = "；".join(f"{c.actor.name}与{c.direction.name}" for c in drawn.cells if c.filled)
    return {
        "t": "figure",
        "kind": "loom",
        "title": "五社联动经纬图",
        "caption": ["半圆是编者归入的，小圈是暂无记载。"],
        "alt": f"纵线为五社，横线为方向。有记载的交点：{told or '无'}。",
        "data": {
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
        },
    }


def network_drawing(book: Book) -> Block:
    """三级网络。"""
    return {
        "t": "figure",
        "kind": "network",
        "title": "三级网络",
        "caption": ["方格编号只计数，不对应街镇次序；n 是多少，待补充。"],
        "alt": f"一个区级中心，连接 {len(book.streets)} 个街镇，再连接各社区社会组织",
        "data": {"count": len(book.streets)},
    }


def streets_drawing(book: Book) -> Block:
    """街镇格子图。"""
    streets = [
        {
            "name": s.term.name.removesuffix("街道"),
            "column": s.term.column,
            "row": s.term.row,
            "count": len(s.methods),
        }
        for s in book.by_street.values()
    ]
    counted = "；".join(
        f"{s.term.name} {len(s.methods)} 条" for s in book.by_street.values() if s.methods
    )
    return {
        "t": "figure",
        "kind": "streets",
        "title": "十街镇格子图",
        "caption": ["每格一个街镇。排列只为便于查找，不表示边界、面积和准确方位。"],
        "alt": f"各街镇收录条数：{counted or '都是零'}；其余暂无收录。",
        "data": {
            "columns": max((s.column for s in book.streets), default=1),
            "rows": max((s.row for s in book.streets), default=1),
            "streets": streets,
        },
    }
