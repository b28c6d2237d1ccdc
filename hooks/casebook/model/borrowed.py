"""例子里的话出自哪一条案例：新案例的底稿里就有这些话，没有换掉要说。"""

import re
from collections.abc import Mapping
from functools import cache

from casebook.model.case import Case
from casebook.model.examples import REAL, example_of
from casebook.model.made_up import MADE_UP

_OWNERS: Mapping[str, str] = {
    "title": "mulinxiang",
    "summary": "aijian-laji",
    "residential_area": "mulinxiang",
    "measures": "mulinxiang",
    "address": "baoyugang-weizhanting",
    "timeline": "changxin-dianti",
    "problem": "changxin-dianti",
    "actors": "mulinxiang",
    "other_parties": "mulinxiang",
    "steps": "mulinxiang",
    "outcomes": "aijian-laji",
    "insight": "baoyugang-weizhanting",
    "applicability": "mulinxiang",
    "support": "zizhijin",
    "related": "baoyugang-weizhanting",
}
"""案例各栏的例子出自哪一条案例；仿写的没有。"""
_WHOLE = ("title", "method_name", "residential_area", "address")
_MEASURED = re.compile(r"名称: (.+)\n *数值: (.+)")
_SAID = re.compile(r"^ *(?:- )?(?:内容|事件|理由|替代文字|署名): (.+)$", re.M)


@cache
def borrowed_examples() -> Mapping[str, str]:
    """案例的例子里的话 → 出自哪一条案例；仿写的为空。新案例的底稿里就有这些话。"""
    said: dict[str, str] = {}
    for table in (MADE_UP, REAL):
        for name, value in table[Case].items():
            words = [value] if name in _WHOLE else _SAID.findall(value)
            said |= dict.fromkeys(words, _OWNERS.get(name, ""))
    return said


@cache
def borrowed_figure() -> tuple[str, str, str]:
    """“规模”的例子：名称、数值，出自哪一条案例。"""
    found = _MEASURED.search(example_of(Case, "measures").value)
    assert found  # noqa: S101 - 例子写在上面
    return found[1], found[2], _OWNERS["measures"]
