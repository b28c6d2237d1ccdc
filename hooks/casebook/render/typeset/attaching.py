"""列表、表格后面的出处与标签，不单独成一行：列表的接在最后一项末尾，表格的接在它前面那一句。"""

from casebook.compose import word
from casebook.render.typeset.inlines import Data, Tree

_MARKS = ("cite", "tag", "idx")


def attached(blocks: list[Data]) -> list[Data]:
    """只有出处与标签的段落，接到有话的地方；上面只有一张表的，说明是出处。"""
    out: list[Data] = []
    for block in blocks:
        words = _end_of(out) if _only_marks(block) else None
        if words is None and _only_marks(block) and out and out[-1]["t"] == "table":
            out.append({**block, "c": [word("print.table-source"), *block["c"]]})
        elif words is None:
            out.append(block)
        else:
            words += block["c"]
    return out


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
