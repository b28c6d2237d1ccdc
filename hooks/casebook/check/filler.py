"""占位的话：还没有写，先填几个字占着的。登出来，读者看到的是“同上”“待补充”“XXX”。

只查登出来的：发布的案例与登记簿。没有发布的正在写，先占着没有关系。
整栏只有占位的字才算，句子里提到这些字不算；XX 街道、（待核）这样夹在句子里的也算。
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from casebook.check.entries import Entries
from casebook.model import Case, Figure, Image, Kind, Record, Source, Statement, Status, describe
from casebook.model.borrowed import borrowed_examples, borrowed_figure
from casebook.model.case import Classification, Confirmation, OtherParty
from casebook.model.scalars import NONE
from casebook.model.walk import texts_of
from casebook.problems import Problem
from casebook.read import MISSING, Entry, Library

_LISTED = """
    同上 同前 同左 同下 上同 见上 见上文 见前 见前文 见下 见下文 如上 如前 如上所述 略 从略 暂略
    省略 下略 无 暂无 没有 暂时没有 无内容 暂无内容 空 空白 缺 暂缺 缺失 待定 待核 待核实 待核对
    待查 待查证 待补 待补充 待填 待填写 待写 待续 待完善 待确认 待更新 待编 待整理 未知 未定
    未填 未写 不详 不明 不知道 不清楚 暂不清楚 尚不清楚 说不清 以后补 以后再补 以后再写 稍后补充
    后补 回头补 补充中 编写中 整理中 建设中 某某 某某某 张三 李四 王五 见附件 详见附件 附件 附后
    见附 见附表 附表 见附图 见图 见表 见材料 见原文 见文件 见链接 详见原文 另附 另见附件 测试
    测试测试 测试一下 测试用 测试内容 试试 试一下 样例 例子 占位 占位符 内容 文字 正文
    这里写内容 在此输入 在此填写 此处填写 请填写 请填写内容 请输入 请输入内容 请在此输入
    填写内容 内容待补 内容待定 内容待补充 具体内容待补充 此处补充内容 这里补充内容 补充内容
    详见报告 见报告 详见正文 见正文 详见材料 详见文件 详见报道 见报道 详见方案
    如题 如标题 如图 todo tbd tbc tba fixme na none null nil nan undefined test testing
    示例文字 示例内容 示范文字 占位文字 参见上文 参见前文 参见下文 参见上述 参见附件 见上述 见前述
    同上文 同前文 同上所述 内容同上 详见上文 详见前文 详见下文 题目 标题 未命名 无标题 新建文档
    demo sample placeholder loremipsum abc abcd asdf qwer qwerty aaa bbb 123 1234 12345
"""
_WORDS = frozenset(_LISTED.split())
_PLACEHOLDERS = _WORDS | {"", "n/a"}
_PICTURES = re.compile(
    r"(?:这是|一张|本)?(?:图片?|照片?|相片|插图|配图|图像|图示|截图|示意图|现场图?|活动照片?|image|photo|picture|pic|img|dsc|微信图片|mmexport)"
    r"(?:第?[0-9一二三四五六七八九十]+张?)?"
)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|gif|heic)", re.I)
_NO_LICENCE = (
    "无 没有 暂无 不详 未知 待定 待核 可以 可用 可 是 同意 有 随便 任意 网上 网络 百度 转载 网图"
)
_LICENCES = frozenset(_NO_LICENCE.split())
_NOBODY = """
    网络 网上 互联网 网友 网图 佚名 匿名 百度 百度图片 搜狗 必应 来源网络 来自网络 源自网络 网络图片
    图片来自网络 图片来源网络 图源网络 转载 侵删 本人 自己 作者
"""
_NO_CREDIT = frozenset(_NOBODY.split())
_DRAFT = (
    "修改稿|修订稿|初稿|定稿|终稿|草稿|送审稿|讨论稿|征求意见稿|上报稿|最终版|最新版|修改版|终版"
)
_UNFINISHED = re.compile(
    rf"[（(【\[](?:{_DRAFT}|第?[一二三四五六七八九十0-9]+稿)[0-9]*[）)】\]]$|(?:{_DRAFT})[0-9]*$"
    r"|[ _\-](?:副本|v[0-9.]+)$",
    re.I,
)
"""标题末尾写着第几稿：文件名里的话，不是标题。"""
_LATIN = "A-Za-zＡ-Ｚａ-ｚ"
_INSIDE = re.compile(
    rf"(?<![{_LATIN}0-9])[XxＸｘ×✕╳]{{3,}}(?![{_LATIN}0-9])"
    rf"|(?<![{_LATIN}0-9])[XxＸｘ×╳○△□]{{2,}} ?"
    r"(?=[人户名位万千百元平米次场岁份件条幢栋组支亩本间张])|[△□]{2,}"
    r"|[XxＸｘ×╳○]{2} ?(?=[街镇路弄号年月日区市县村委局处单位公司中心组织社小居项])"
    r"|20[XxＸ×]{1,2}年|[XxＸ] ?月 ?[XxＸ] ?日"
    r"|[（(](?:待[核补查定填续]|待核[实对]|待补充|待确认|待完善|存疑|暂缺|略|此处略|TODO|todo)[）)]"
    r"|[（(【\[](?:此处|这里|在此)(?:应|需|请|再|待|可)?(?:补|填|写|插入|添加|加|放|输入|描述|说明)"
    r"[^）)】\]]{0,30}[）)】\]]"
    r"|[（(【\[]请(?:补充|填写|插入|添加|输入)[^）)】\]]{0,30}[）)】\]]"
    r"|TODO|FIXME|待补充{2}"
)
_SIEVE = re.compile(
    r"[△□]{2}|[XxＸｘ×✕╳○ＴＦＮｔｆｎ](?:[XxＸｘ×✕╳○年月 ]|(?<=[ＴＦＮＸｔｆｎｘ]))"
)
_HINTS = (
    "（此",
    "(此",
    "【此",
    "（这里",
    "（在此",
    "（请",
    "【请",
    "（待",
    "(待",
    "存疑",
    "暂缺",
    "略）",
    "略)",
    "TODO",
    "todo",
    "FIXME",
    "某某",
)
_ENDS = " 。.…*_~（）()【】[]“”\"'-—、？?！!：:／/|"
_SHORT = 12
_LETTERS = ("L", "M", "N", "Co", "Cn")
"""Unicode 的类别：字母、汉字、数字，和私有区、太新的字。"""


def check_filler(_: Library, entries: Entries) -> Iterator[Problem]:
    """E07 占位的话；E08 底稿、栏目说明里的例子没有换掉。"""
    examples = borrowed_examples()
    for entry in entries:
        case = entry.record
        if isinstance(case, Case):
            if case.status is not Status.PUBLISHED:
                continue
            content = entry.document.text.content
            if found := _UNFINISHED.search(case.title):
                message = f"标题不写“{found[0]}”：那是第几稿，不是标题。删掉"
                yield entry.problem("E07", message, "标题")
            if borrowed_figure()[0] in content or any(one in content for one in examples):
                yield from _left_over(entry, examples)
            if not (case.images or _doubtful(entry, content)):
                continue
        yield from _words(entry)


def _doubtful(entry: Entry[Any], content: str) -> bool:
    """可能有占位的话，值得一栏一栏地看；绝大多数的案例没有。"""
    if _SIEVE.search(content) or any(hint in content for hint in _HINTS):
        return True
    written = [
        one
        for _, record in entry.parts
        for value in record.__dict__.values()
        for one in (value if value.__class__ is tuple else (value,))
    ]
    short = {value.strip(_ENDS) for value in written if value.__class__ is str and len(value) < 13}
    if not _PLACEHOLDERS.isdisjoint([word.lower() for word in short]):
        return True
    return any(len(set(word)) == 1 for word in [one for one in short if one[1:2] == one[:1]])


def _words(entry: Entry[Any]) -> Iterator[Problem]:
    for loc, record in entry.parts:
        for name, key in _fields(type(record)):
            for words, at in texts_of(record, name, key):
                if words != MISSING and (message := _filled(record, name, words)):
                    yield entry.problem("E07", message, *loc, *at)


@cache
def _fields(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """写文字的各栏：英文名、中文键；编号、网址、词表里的词不算。"""
    if kind is Classification:
        return ()
    if kind is Source:  # 题名照抄来源，别处的题目叫什么都可以
        return (("publisher", "发布者"),)
    return tuple(
        (field.name, field.key)
        for field in describe(kind)
        if field.kind in (Kind.LINE, Kind.PROSE) and not field.register
        if field.name not in ("tile", "file")
    )


def _filled(record: Record, name: str, words: str) -> str:
    """`words` 是占位的话时，该怎样办；不是时为空。"""
    if words == NONE and f"没有就写 {NONE}" in f"{type(record).model_fields[name].description}":
        return ""
    bare = _bare(words)
    if isinstance(record, Image):
        if name == "credit" and bare in _NO_CREDIT:
            return f"“{words}”没有说是谁拍的、谁画的。问到了、得到许可再登；问不到，就换一张"
        if name == "alt" and (_PICTURES.fullmatch(bare) or _FILE_NAME.fullmatch(words.strip())):
            return f"“{words}”没有说图里有什么。看不见图的人听到的就是这句话"
        if name == "licence" and bare in _LICENCES:
            return f"“{words}”没有说明可以怎样用。写 CC BY 4.0、仅限本书使用……没有谈过，就先谈"
    named = name in ("by", "name") and isinstance(record, Confirmation | OtherParty)
    if named and words.startswith("某某"):
        return f"“{words}”没有说是谁。写全名；来源没有写明的，写“一家公司”一类，不写“某某”"
    repeated = len(set(bare)) == 1 < len(bare) and bare.isprintable()  # 私有区的字另外说
    if (not bare and name != "unit") or bare in _WORDS or repeated:
        if len(bare) > 1 and bare.isdigit() and name not in ("text", "event", "title", "missing"):
            return ""  # 文号、年份一类
        if len(words) > _SHORT:
            return ""
        if name == "missing":
            return f"“待补充”里要说缺什么，不写“{words}”。不缺就删掉这一栏"
        if name == "text" and isinstance(record, Statement):
            return f"“{words}”是占位的话。还不知道的，写到“待补充”里，说明缺什么；没有就删掉这一项"
        if name == "credit":
            return "" if bare == "某某" else f"“{words}”没有说是谁拍的、谁画的"
        return f"“{words}”是占位的话。还不知道就删掉这一栏，不要写"
    if name != "unit" and (found := _INSIDE.search(words)):
        return f"“{found[0]}”是占位的字，换成真的；不知道的，写到“待补充”里"
    return ""


def _bare(words: str) -> str:
    """去掉标点、空格、记号，不分全角半角、大小写；私有区与太新的字是字，另外说（F18、T06）。"""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(char for char in plain if unicodedata.category(char).startswith(_LETTERS))


def _left_over(entry: Entry[Case], examples: frozenset[str]) -> Iterator[Problem]:
    figure = borrowed_figure()
    for loc, record in entry.parts:
        if isinstance(record, Figure) and figure == (record.name, str(record.value)):
            yield entry.problem("E08", _left(" ".join(figure)), *loc, "数值")
        for name, key in _fields(type(record)):
            for words, at in texts_of(record, name, key):
                if words in examples:
                    yield entry.problem("E08", _left(words), *loc, *at)


def _left(words: str) -> str:
    return f"“{_short(words)}”是底稿里的例子，不是这一条的事。换成自己的，或删掉这一项"


def _short(words: str) -> str:
    return words if len(words) <= 20 else f"{words[:20]}……"
