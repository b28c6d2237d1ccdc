"""从别处抄文字时带来的：页码、公众号的按语（E15），别处的注码（R17）。都是提醒。"""

import re
from collections.abc import Iterator

from casebook.check.entries import Entries
from casebook.check.text import place
from casebook.model import Statement
from casebook.problems import Problem
from casebook.read import Library

_STAFF = "(?:责任)?编辑|责编|校对|审核|[初复终]审|排版|供稿|撰稿|图文|素材来源|监制"
_LINE = re.compile(
    r"^[ \u3000]*(?P<said>"
    r"第 ?\d{1,3} ?页[ ,，/]*(?:共 ?\d{1,3} ?页)?|[—–-]{1,2} ?\d{1,3} ?[—–-]{1,2}"
    r"|.{0,3}点击(?:上方|下方|标题|左下角|右上角|蓝字).{0,30}|.{0,6}阅读原文.{0,10}"
    r"|长按.{0,12}(?:二维码|识别).{0,12}|.{0,6}扫(?:码|一扫|描).{0,8}关注.{0,20}"
    rf"|(?:{_STAFF}) ?[:：丨|].{{1,40}}|[-—(（【 ]*(?:END|全文完|完)[)）】 —-]+|END)[。 ]*$",
    re.M,
)
_NOTE = re.compile(
    r"(?<=[\u3400-\u9fff”’」』。])[\[［]\d{1,2}(?:[-–—,，、]\d{1,2})*[\]］](?=[。，；！？、”’）]|$)",
    re.M,
)
"""一句、半句末尾的 [1]、[2-3]。"""
_BRACKET = re.compile(r"[\[［]\d")
# 有这些字的才细看：一个一个地找字，比一遍正则快得多
_HINTS = (
    *("页", "点击", "阅读原文", "长按", "关注", "编辑", "责编", "校对", "审核", "初审", "复审"),
    *("终审", "排版", "供稿", "撰稿", "图文", "素材来源", "监制", "END", "完）", "完)", "完 "),
    *("—\n", "–\n", "-\n"),
)


def check_leftovers(_: Library, entries: Entries) -> Iterator[Problem]:
    """E15 页码、按语各占一行的；R17 [1] 一类的注码：读者会当成本书的出处号。"""
    for content, path in {e.document.text.content: e.path for e in entries}.items():
        if not (any(hint in content for hint in _HINTS) or _BRACKET.search(content)):
            continue
        for entry in entries:
            if entry.path != path:
                continue
            for loc, item in entry.parts:
                if not (isinstance(item, Statement) and item.text):
                    continue
                for code, words, line in _found(item.text):
                    where = place(entry, loc, line, words)
                    yield entry.document.text.problem(*where, code, _SAYS[code].format(words))


_SAYS = {
    "E15": "“{}”像是抄的时候带来的，不是这件事的话。删掉",
    "R17": "“{}”是别处的注码，读者会当成本书的出处号。删掉；要注明出自哪里，写“来源”",
}


def _found(text: str) -> Iterator[tuple[str, str, int]]:
    for code, pattern, group in (("E15", _LINE, "said"), ("R17", _NOTE, 0)):
        for found in pattern.finditer(text):
            yield code, found[group], text.count("\n", 0, found.start(group)) + 1
