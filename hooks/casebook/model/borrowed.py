"""例子里的话：新案例的底稿里就有，没有换掉要说。"""

import re
from functools import cache

from casebook.model.case import Case
from casebook.model.examples import EXAMPLES

_WHOLE = ("title", "method_name", "residential_areas", "address")
_MEASURED = re.compile(r"名称: (.+)\n *数值: (.+)")
_SAID = re.compile(r"^ *(?:- )?(?:内容|事件|理由|替代文字|署名|原话|说法): (.+)$", re.M)


@cache
def borrowed_examples() -> frozenset[str]:
    """案例的例子里的话。"""
    examples = EXAMPLES[Case].items()
    said = (_whole(value) if name in _WHOLE else _SAID.findall(value) for name, value in examples)
    return frozenset(words for some in said for words in some)


def _whole(value: str) -> list[str]:
    """一栏就是一个例子；写成一列的，每项一个。"""
    return value[1:-1].split(", ") if value.startswith("[") else [value]


@cache
def borrowed_figure() -> tuple[str, str]:
    """“规模”的例子：名称与数值。"""
    found = _MEASURED.search(EXAMPLES[Case]["measures"])
    assert found  # noqa: S101 - 例子写在上面
    return found[1], found[2]
