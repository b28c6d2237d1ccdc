"""一条工作法 → 印刷用的数据。书与折页用同一份。"""

from collections.abc import Callable
from typing import Any

from casebook.bind import Book, Method, scale_bar, timeline
from casebook.render.typeset.drawings import five_drawing, scale_drawing, time_drawing
from casebook.render.typeset.tree import TBD, Block, Inline, Scope, foldable, label_of

EDITORIAL: Inline = {"t": "tag", "c": ["编者归类"]}
INFERRED: Inline = {"t": "tag", "c": ["编者推断"]}
_SHORT = 200
_FACT_WIDTH = 24
"""事实栏一行多少字：篇名有多高的地方可排，照它估，不必先排一遍来量。"""


def method_data(method: Method, book: Book, mark: Callable[[str], list[Inline]]) -> dict[str, Any]:
    """标题、事实、各节、出处；`mark` 给文字加索引记号。"""
    scope = Scope(book, mark)
    case = method.case
    summary = scope.say(case.summary)
    facts = _facts(method, scope)
    sections = [
        {"id": "problem", "title": "缘起与问题", "c": _problem(method, scope)},
        {"id": "actors", "title": "五社分工", "c": _actors(method, scope)},
        {"id": "steps", "title": "做法步骤", "c": [_steps(method, book, scope)]},
        {"id": "outcomes", "title": "成效", "c": _outcomes(method, scope)},
        {"id": "insight", "title": "启示", "c": scope.statements(case.insight)},
        {
            "id": "applicability",
            "title": "适用条件",
            "c": scope.statements(case.applicability, "编者归纳，待实践单位核定"),
        },
        {"id": "support", "title": "政策与支持", "c": _support(method, scope)},
    ]
    if case.images:
        sections.append({"id": "images", "title": "图片", "c": _photos(method, scope)})
    for section in sections:
        section["c"] = section["c"] or [{"t": "p", "c": [TBD]}]
    scope.cites(case.sources)
    return {
        "id": method.id,
        "label": label_of(method.address),
        "number": method.number,
        "title": case.title,
        "method_name": foldable(case.method_name) if case.method_name else None,
        "place": case.street or "街镇待核",
        "field": "、".join(c.term.name for c in method.fields) or "领域待归类",
        "summary": summary,
        "summary_text": (case.summary.text or "").replace("\n", ""),
        "facts": facts,
        "fact_lines": [-(-len(_spoken(words)) // _FACT_WIDTH) or 1 for _, words in facts],
        "sections": sections,
        "sources": scope.sources,
        "related": [
            {
                "to": {"t": "to", "to": r.address, "c": [foldable(r.title)]},
                "reason": foldable(r.reason),
            }
            for r in method.related
        ],
        "address": method.address,
        "edition": case.edition,
        "confirmed": foldable(f"{case.confirmed_by.by}核定，{case.confirmed_by.on}")
        if case.confirmed_by
        else "",
        "draft": f"{case.status}中，未发布" if method.draft else "",
    }


def _facts(method: Method, scope: Scope) -> list[list[Any]]:
    case = method.case
    places = [p for p in (case.street, case.residential_area, case.address) if p]
    place: list[Inline] = [
        *(scope.text("，".join(places)) or [TBD]),
        *scope.cites(case.placed_by),
    ]
    if not case.street:
        place += ["，所属街镇", TBD]
    times: list[Inline] = []
    for event in case.timeline:
        times += [
            *(["；"] if times else []),
            foldable(f"{event.date} {event.event}"),
            *scope.cites(event.sources),
        ]
    sizes: list[Inline] = []
    for m in case.measures:
        sizes += ["；"] if sizes else []
        sizes += [foldable(f"{m.name} {m.amount}"), *([INFERRED] if m.inferred else [])]
        sizes += [f"（截至 {m.as_of}）", *scope.cites(m.sources)]
    money: list[Inline] = []
    for s in method.supports:
        if s.kind == "资金":
            money += [*(["；"] if money else []), s.entry.name, *scope.cites(s.support.sources)]
    return [
        ["地点", place],
        ["时间", times or [TBD]],
        ["规模", sizes or [TBD]],
        ["领域", _classified(method.fields)],
        ["方向", _classified(method.directions)],
        ["经费", money or [TBD]],
    ]


def _classified(items: Any) -> list[Inline]:
    out: list[Inline] = []
    for c in items:
        out += [*(["、"] if out else []), c.term.name, *([EDITORIAL] if c.editorial else [])]
    return out or [TBD]


def _problem(method: Method, scope: Scope) -> list[Block]:
    blocks = scope.statements(method.case.problem)
    if bar := scale_bar(method):
        blocks.append(scale_drawing(bar))
    if line := timeline(method):
        blocks.append(time_drawing(line))
        items = [
            [
                {
                    "t": "p",
                    "c": [
                        {"t": "strong", "c": [str(m.date)]},
                        " ",
                        *scope.text(m.event.event),
                        *scope.cites(m.event.sources),
                    ],
                }
            ]
            for m in line.marks
        ]
        blocks.append({"t": "list", "ordered": True, "start": 1, "items": items})
    return blocks


def _actors(method: Method, scope: Scope) -> list[Block]:
    rows: list[list[dict[str, Any]]] = []
    for role in method.roles:
        tile: Inline = {"t": "tile", "c": role.actor.tile, "on": role.documented}
        who: list[Inline] = [tile, role.actor.name]
        if not role.parts:
            rows.append([{"c": who}, {"c": ["—"]}, {"c": ["来源未载，", TBD]}])
        for part, organisation in role.parts:
            deed: list[Inline] = []
            if organisation:
                deed += [*scope.text(organisation.name), "："]
            deed += scope.say(part) or [TBD]
            deed += [INFERRED] if part.inferred else []
            rows.append(
                [{"c": who}, {"c": [foldable(part.role) if part.role else TBD]}, {"c": deed}]
            )
    for party in method.case.other_parties:
        round_tile: Inline = {"t": "tile", "c": _initial(party.name), "on": True, "round": True}
        deed = [*(scope.say(party) or [TBD]), *([INFERRED] if party.inferred else [])]
        rows.append(
            [
                {"c": [round_tile, foldable(party.name)]},
                {"c": [foldable(party.role) if party.role else TBD]},
                {"c": deed},
            ]
        )
    head = [{"c": ["五社"]}, {"c": ["角色"]}, {"c": ["做了什么"]}]
    table: Block = {
        "t": "table",
        "title": "五社各做了什么",
        "columns": [5.2, 3.6, 8],
        "head": head,
        "rows": rows,
    }
    return [five_drawing(method), table]


def _initial(name: str) -> str:
    return "居" if "居民" in name else name[0]


def _steps(method: Method, book: Book, scope: Scope) -> Block:
    tiles = {actor.name: actor.tile for actor in book.actors}
    return {
        "t": "steps",
        "items": [
            {
                "title": foldable(step.title),
                "c": scope.statements([step]),
                # 长的可以跨页，短的不拆
                "long": len(step.text or "") > _SHORT,
                "who": [
                    {
                        "tile": tiles.get(name) or _initial(name),
                        "round": name not in tiles,
                        "name": foldable(name),
                    }
                    for name in step.who
                ],
            }
            for step in method.case.steps
        ],
    }


def _outcomes(method: Method, scope: Scope) -> list[Block]:
    blocks: list[Block] = []
    for outcome in method.case.outcomes:
        blocks += scope.statements([outcome])
        if outcome.value is not None:
            figure = foldable(f"{outcome.amount}，截至 {outcome.as_of}")
            blocks.append({"t": "p", "c": [figure, *scope.cites(outcome.sources)]})
    return blocks


def _support(method: Method, scope: Scope) -> list[Block]:
    if not method.supports:
        return [{"t": "p", "c": ["用到哪些政策、得到哪些支持：", TBD, "。"]}]
    items: list[list[Block]] = []
    for s in method.supports:
        words: list[Inline] = [{"t": "strong", "c": [s.kind]}, " "]
        words += [{"t": "to", "to": s.address, "c": scope.text(s.entry.name)}]
        words += [EDITORIAL] if s.support.inferred else []
        paragraphs: list[Block] = [{"t": "p", "c": words}]
        if said := scope.say(s.support):
            paragraphs.append({"t": "p", "c": said})
        items.append(paragraphs)
    return [{"t": "list", "ordered": False, "start": 1, "items": items}]


def photos(method: Method) -> list[str]:
    """用到的照片：<案例编号>/<文件名>。"""
    return [f"{method.id}/{image.file}" for image in method.case.images]


def _photos(method: Method, scope: Scope) -> list[Block]:
    return [
        {
            "t": "photo",
            "file": file,
            "alt": image.alt,
            "title": foldable(image.caption or image.alt),
            "caption": scope.text(f"。{image.credit}。许可：{image.licence}。"),
        }
        for file, image in zip(photos(method), method.case.images, strict=True)
    ]


def _spoken(words: list[Inline]) -> str:
    return "".join(w if isinstance(w, str) else _spoken(w.get("c", ["待补充"])) for w in words)
