"""给脚本的对照与写法：表单与可视化编辑器收拾文字时用，与检查、改正是同一套。"""

import json

from casebook.model.periods import PARTS
from casebook.model.quantities import HALF, QUANTITY
from casebook.model.scalars import GROUPED
from casebook.model.statements import AFTER_NUMBER, AFTER_UNIT
from casebook.read.characters import STANDARD
from casebook.read.pasted import LISTED

FORM_RULES = "form-rules.js"
"""文件名：与 form-text.js 放在一起。"""


def form_rules() -> bytes:
    """一个 JavaScript 模块；`(?P<名>` 换成脚本的写法。"""
    rules = {
        "STANDARD": STANDARD,
        "HALF": HALF,
        "QUANTITY": QUANTITY.replace("(?P<", "(?<"),
        "GROUPED": GROUPED,
        "AFTER_NUMBER": AFTER_NUMBER,
        "AFTER_UNIT": AFTER_UNIT,
        "LISTED": LISTED,
        "PARTS": PARTS,
    }
    lines = [f"export const {name} = {json.dumps(rule)};" for name, rule in rules.items()]
    return "\n".join(["/* 由程序写成：见 render/web/form_rules.py。 */", *lines, ""]).encode()
