"""一个不认识的栏目：写的是哪一个，或本来是哪里的。"""

import re
from collections.abc import Collection
from enum import StrEnum
from functools import cache

from casebook.model import LABELS, REGISTERS, Case, ProgrammeKind, SourceKind, Status, describe
from casebook.model.statements import Record
from casebook.problems.likeness import same

_LISTS: tuple[type[StrEnum], ...] = (Status, SourceKind, ProgrammeKind)


def meant(kind: type[Record] | None, key: str) -> str:
    """`kind` 里就是 `key` 的那一栏：打错一个字的，写成繁体、英文的；拿不准时为空。"""
    if kind is None:
        return ""
    stem, keys = _stem(key), _keys(kind)
    english = [field.key for field in describe(kind) if _stem(field.name) == stem]
    if len(english) == 1:
        return english[0]
    return same(key, keys) or same(_LOOKALIKES.get("".join(key.split()), ""), keys)


def meant_here(kind: type[Record] | None, key: str, written: Collection[str]) -> str:
    """同 `meant`；那一栏已经写了的为空：改了就写了两次。检查的“改成”与改正都用它。"""
    right = meant(kind, key)
    return "" if right in written else right


_WRONGLY = """
    步骤 步聚
    领域 领城 须域
    缘起 绿起 椽起
    街镇 街填 街缜 衔镇
    署名 暑名
    标题 标颢 示题 际题
    图注 图住
    时间 时问 时闻 时简
    日期 曰期 日朝
    截至 裁至 戴至 载至
    来源 末源
    成效 成郊
    启示 启未
    单位 単位 单住
    版次 贩次
    事件 事仵
    数值 数殖
    推断 推继
    编号 偏号
"""
"""一栏与常见的形近的错字（五笔、手写、扫描认错的）；都不是别处的栏目，也不是另一个意思的词。"""
_LOOKALIKES = {
    wrong: words[0] for words in map(str.split, _WRONGLY.strip().split("\n")) for wrong in words[1:]
}


def meant_choice(written: str, choices: list[str]) -> str:
    """`choices` 里就是 `written` 的那个词；写成英文的也认。"""
    stem = _stem(written)
    english = [
        word.value
        for words in _LISTS
        for word in words
        if list(words) == choices and _stem(word.name) == stem
    ]
    return english[0] if english else same(written, choices)


def elsewhere(key: str) -> str:
    """叫 `key` 的栏目在哪里有，如 `“步骤”里`、`来源登记簿`；都没有时为空。"""
    return _places().get(key, "")


_INSTEAD = {
    "地点 位置 区域": "在哪里，写进“街镇”“居民区”“地址”",
    "做法 过程 举措 措施 流程 实施": "怎样做的，写进“步骤”",
    "背景 问题 需求 起因 现状": "为什么要做，写进“缘起”",
    "经验 体会 亮点 特色 创新 反思": "说明了什么，写进“启示”",
    "效果 成果 成绩 效益 影响": "做成了什么，写进“成效”",
    "组织 机构 主体 参与方 参与者 主办": "谁参与的，写进“五社”，五社之外的写进“其他参与方”",
    "名字 题目 案例名": "叫什么，写进“标题”",
    "简介 概述 概况 摘要 导语": "一句话说清的，写进“一句话”",
    "照片 相片 图": "照片写进“图片”",
    "文件 下载": "读者可以取走的文件，写进“附件”",
    "获奖 奖项": "外面给的荣誉写进“荣誉”；登记好的评选写进“支持”",
    "资金 投入 预算": "一笔一笔的钱写进“经费”；用到的专项资金，登记好了写进“支持”",
    "政策": "用到的政策，登记好了写进“支持”",
    "人群 受益 对象": "为谁做的，写进“服务对象”",
    "对比 前后": "做以前、做以后怎样，写进“前后对比”",
    "电话 手机 联系人 联系方式 微信": "单位公开的写进“联系”，个人的联系方式不登",
}
"""常有人写的栏目 → 该写在哪里。只说给人听，不当改法：意思不一定一样。"""


def instead(key: str) -> str:
    """案例里没有 `key` 这一栏，这样的话该写到哪里。"""
    for words, tail in _INSTEAD.items():
        if any(word in key for word in words.split()):
            return tail
    return "要紧的话写成一句，放进合适的一栏的“内容”里，如“成效”"


@cache
def _places() -> dict[str, str]:
    """栏目 → 它在哪里；好几处都有的，案例里的先说。"""
    places: dict[str, str] = {}
    for field in describe(Case):
        if field.record:
            for inner in describe(field.record):
                places.setdefault(inner.key, f"“{field.key}”里")
    for name, register in REGISTERS.items():
        for field in describe(register.entry):
            places.setdefault(field.key, f"{LABELS[name]}登记簿")
    return {**places, **dict.fromkeys(_keys(Case), "案例最外一层")}


def _keys(kind: type[Record]) -> list[str]:
    return [field.key for field in describe(kind)]


def _stem(word: str) -> str:
    """英文词不计大小写、连字符、单复数与过去式；不是英文的为空的都不相同。"""
    plain = re.sub(r"[\s_-]", "", word).lower()
    return re.sub("(?:ed|s)$", "", plain) if plain.isascii() and plain.isalpha() else word
