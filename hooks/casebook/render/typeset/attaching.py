"""列表、表格后面的出处与标签，不单独成一行：列表的接在最后一项末尾，表格的接在它前面那一句。

一样东西的数，接在它的名称后面，成一行“名称：数”。
"""

from casebook.compose import word
from casebook.render.typeset.inlines import Data, Tree

_MARKS = ("cite", "tag", "idx")
_ENDS = ("。", "！", "？", "”", "…", "：", "；")


def attached(blocks: list[Data]) -> list[Data]:
    """只有出处与标签的段落，接到有话的地方；上面只有一张表、一段引文的，说明是出处。"""
    out: list[Data] = []
    for block in blocks:
        if block.pop("amount", False) and out and _names(out[-1]):
            out[-1]["c"] = [*_unmarked(out[-1]["c"], block["c"]), "：", *block["c"]]
            continue
        words = _end_of(out) if _only_marks(block) else None
        if words is None and _only_marks(block) and out and out[-1]["t"] in ("table", "quote"):
            out.append({**block, "c": [word("print.table-source"), *block["c"]]})
        elif words is None:
            out.append(block)
        else:
            words += block["c"]
    return out


def _names(block: Data) -> bool:
    """一段是个名称，不是一句话：没有句末的标点。"""
    words = [part for part in block["c"] if isinstance(part, str)] if block["t"] == "p" else []
    return bool(words) and not words[-1].rstrip().endswith(_ENDS)


def _unmarked(name: Tree, amount: Tree) -> Tree:
    """数的后面有的出处、标签，名称后面不再写。"""
    return [p for p in name if isinstance(p, str) or p["t"] not in _MARKS or p not in amount]


def _only_marks(block: Data) -> bool:
    if block["t"] != "p" or not block["c"]:
        return False
    return all(
        not part.strip() if isinstance(part, str) else part["t"] in _MARKS for part in block["c"]
    )


def _end_of(blocks: list[Data]) -> Tree | None:
    """接在哪一段后面。"""
    last: Data = blocks[-1] if blocks else {"t": ""}
    if last["t"] == "p":
        words: Tree = last["c"]
        return words
    if last["t"] == "list" and last["items"]:
        return _end_of(last["items"][-1])
    if last["t"] == "table" and len(blocks) > 1 and blocks[-2]["t"] in ("p", "list"):
        return _end_of(blocks[:-1])
    return None
