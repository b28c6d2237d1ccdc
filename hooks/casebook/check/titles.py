"""标题：说做了什么，不说做得多好（见编写指南“起标题”）；步骤的次序由书来编号。都是提醒。"""

import re
from collections.abc import Iterator

from casebook.check.entries import Entries
from casebook.model import Case
from casebook.problems import Problem
from casebook.read import Library

_BOAST = re.compile(
    r"首[创个家例批座](?!都)|第一(?=[个家批名座例]|$)|(?<=[国市区省沪海统业街镇])第一(?!届|次|时)"
    r"|首屈一指|独一无二|独创|先河|填补.{0,4}空白|史无前例|前所未有|排头兵|走在.{0,4}前[列沿面]"
    r"|[Nn][Oo]\.? ?1(?![0-9])"
    r"|顶[尖级]|唯一|率先|领先|一流|全覆盖|零投诉|零距离第一|标杆|典范|最(?![后近初终低难早]|高人民)"
)
_QUOTED = re.compile(r"[“《「『][^”》」』]*[”》」』]")
_BOASTED = re.compile(rf"[“「『]((?:全?[国市区省沪]|上海|国内)?(?:{_BOAST.pattern}))[”」』]")
"""引号里只有夸口的词，不是名字。"""
_NAMED = re.compile(
    r"最(?:美|佳|炫|潮|强)(?![的丽大])[\u3400-\u9fff]{1,6}"
    r"|(?:首创|领先|一流|标杆|典范|最[\u3400-\u9fff])(?![的、，])[^的、，。：:]{0,8}"
    r"(?:队|会|奖|评选|大赛|比赛|社团|工作室|俱乐部|学堂|班)(?=$|[的、，：: ]|开|办|来|进|怎)"
)
"""评选、队伍、社团的名字：最美楼道、领先一步健身队。"""
_EMPTY = re.compile(r"创新|探索|模式|品牌")
_EMPTY_WHOLE = re.compile(
    r"(?:创新|探索|模式|品牌)$|^(?:创新|探索|打造|构建)|新模式|新探索|创新(?:实践|做法|举措|机制|路径|案例)(?![园区基中])"
)
_COUNT = "[一二三四五六七八九十]{1,3}"
_NUMBER = re.compile(
    rf"第(?:{_COUNT}|\d{{1,2}})步(?:[：:，,、.． ]+|$)|步骤 ?(?:{_COUNT}|\d{{1,2}})[：:，,、.． ]*"
    rf"|[（(](?:{_COUNT}|\d{{1,2}})[）)] *"
    rf"|(?:{_COUNT}|\d{{1,2}})(?:、(?!{_COUNT}|\d)|[)）．]|\.(?!\d)) *"
    rf"|{_COUNT}是[：:，,]|[①-⑳⑴-⒇⒈-⒛㈠-㈩] *(?!号)"
)


def _without_names(title: str, case: Case, library: Library) -> str:
    """遮住引号、书名号里的，登记过的名字，方法名，和看得出是名字的。"""
    names = [case.method_name or ""]
    for register in ("programmes", "organisations", "policies"):
        names += library.names(register)
    for name in names:
        if len(name) > 3 and name != title:
            title = title.replace(name, "")
    return _NAMED.sub("", _QUOTED.sub("", title))


def check_titles(library: Library, entries: Entries) -> Iterator[Problem]:
    """E11 标题里夸口的词；E12 步骤的标题自己编了号。"""
    for entry in entries:
        if not isinstance(entry.record, Case):
            continue
        title = entry.record.title
        found = _BOAST.search(title)
        if found:  # 名字里的词不是夸口：先把名字遮住
            title = _without_names(_BOASTED.sub(r"\1", title), entry.record, library)
            found = _BOAST.search(title)
        empty = dict.fromkeys(_EMPTY.findall(title))
        if found:
            message = f"标题不写“{found[0]}”：好不好，让读者看了自己说"
            yield entry.problem("E11", message, "标题")
        elif len(empty) > 1 or _EMPTY_WHOLE.search(title):
            words = "”“".join(empty) or "打造"
            message = f"标题里的“{words}”哪里都能用。写做了什么，或这件事的名字"
            yield entry.problem("E11", message, "标题")
        for index, step in enumerate(entry.record.steps):
            if number := _NUMBER.match(step.title):
                message = f"“{number[0].strip()}”不用写：步骤的次序由书来编号"
                yield entry.problem("E12", message, "步骤", index, "标题")
