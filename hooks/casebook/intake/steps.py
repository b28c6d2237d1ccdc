"""一步从哪里开始：写着号的、列表的、小标题的一段。"""

import re

from casebook.editing.literal import one_line
from casebook.intake.blocks import Paragraph
from casebook.intake.headings import bare, numbered

_SHORT = 15
"""步骤的标题至多几个字。"""


def step_of(block: Paragraph) -> tuple[str, str] | None:
    """一步从这一段开始：标题与下面的话；不是的为 None。"""
    text = one_line(block.text)
    marked = block.level > 0 or (block.item and not block.depth) or numbered(text)
    if not marked:
        return None
    words = bare(text) if numbered(text) or block.level else text
    head, _, rest = words.replace(":", "：", 1).partition("：")
    if rest and len(head) <= _SHORT:
        return head.strip(), rest.strip()
    head, _, rest = words.partition("。")
    if rest.strip() and len(head) <= _SHORT:
        return head.strip(), rest.strip()
    if len(words) <= _SHORT:
        return words.rstrip("。"), ""
    return re.split("[，,；;。]", words)[0][: _SHORT + 5], words


def only(block: Paragraph, rest: str) -> Paragraph:
    """这一段只留 `rest`：尽量连着加粗与链接。"""
    at = block.text.find(rest)
    runs = []
    skip = max(at, 0)
    for run in block.runs:
        if skip >= len(run.text):
            skip -= len(run.text)
            continue
        runs.append(type(run)(run.text[skip:], run.bold, run.url))
        skip = 0
    return Paragraph(block.place, tuple(runs))
