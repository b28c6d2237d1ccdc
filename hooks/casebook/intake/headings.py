"""没有照投稿表写的稿子：标题里常见的说法，各是哪一栏。"""

import re
from collections.abc import Mapping

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "题目", "案例名称", "项目名称", "案例标题", "工作法名称"),
    "method_name": ("方法名", "方法名称", "品牌名称"),
    "summary": ("一句话", "摘要", "概要", "简介", "案例简介", "项目简介", "内容提要", "案例概况"),
    "streets": ("街镇", "所在街镇", "所属街镇", "街道"),
    "residential_areas": ("居民区", "所在居民区", "小区"),
    "address": ("地址", "地点"),
    "problem": (
        *("缘起", "背景", "案例背景", "项目背景", "工作背景", "实施背景", "背景情况", "起因"),
        *("问题", "需求", "问题与需求", "面临的问题", "存在的问题", "基本情况", "背景与需求"),
        *("背景及意义", "背景与意义", "项目背景及意义", "项目背景与意义", "实施背景及意义"),
    ),
    "served": ("服务对象", "受益对象", "受益人群", "服务人群", "面向人群"),
    "hours": ("开放时间", "服务时间"),
    "fees": ("费用", "收费", "收费标准"),
    "timeline": ("时间", "大事记", "时间线", "历程", "发展历程", "时间节点"),
    "actors": ("五社", "参与方", "参与主体", "分工", "各方分工", "组织架构"),
    "steps": (
        *("步骤", "做法", "主要做法", "具体做法", "工作做法", "过程", "实施过程", "工作过程"),
        *("流程", "实施步骤", "主要举措", "工作举措", "举措", "措施", "主要措施", "方法步骤"),
        *("具体措施", "具体举措", "工作措施"),
        *(
            "创新做法",
            "特色做法",
            "经验做法",
            "工作方法",
            "做法与过程",
            "实施路径",
            "怎么做",
            "怎样做",
        ),
    ),
    "outcomes": (
        *("成效", "效果", "成果", "主要成效", "工作成效", "取得成效", "取得的成效", "实施效果"),
        *("项目成效", "工作成果", "成效与影响", "成效与反响", "社会效益", "做成了什么"),
    ),
    "spread": ("推广", "推广情况", "推广价值", "复制推广", "推广应用"),
    "insight": (
        *("启示", "经验", "经验启示", "经验与启示", "工作启示", "思考", "体会", "几点思考"),
        *("案例启示", "思考与启示", "启示与思考", "工作体会", "总结"),
    ),
    "applicability": ("适用条件", "适用范围", "适用情形"),
    "sources": (
        "来源",
        "资料来源",
        "参考文献",
        "参考资料",
        "出处",
        "相关报道",
        "媒体报道",
        "新闻报道",
    ),
}
"""哪一问 → 标题里的说法。"""
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十百]{1,3}[、.．,，]\s*|第[一二三四五六七八九十\d]{1,3}[步章节部分]+[：:、\s]*"
    r"|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*|\d{1,2}(?:\.\d{1,2})*(?:[、．]|\.(?!\d))\s*"
    r"|[①-⑳]\s*|步骤[一二三四五六七八九十\d]{1,3}[：:、\s]*)"
)
_LONGEST = 20
_CHAPTER = re.compile(r"([一二三四五六七八九十]{1,2})[、.．]\s*[^。；;：:，,]{1,15}")
_COUNTED = [f"{ten}{one}" for ten in ("", "十") for one in ("", *"一二三四五六七八九")][1:]
_COUNTED[9:10] = ["十"]
_NAMES = {said: name for name, words in SYNONYMS.items() for said in words}


def bare(text: str) -> str:
    """去掉前面的号、两头的括号与冒号。"""
    return unnumbered(text).strip(" \t\u3000：:【】[]《》")


def unnumbered(text: str) -> str:
    """去掉前面的号。"""
    return _NUMBERED.sub("", text.strip())


def numbered(text: str) -> bool:
    """前面写着号：一、（一）1. 第一步。"""
    return bool(_NUMBERED.match(text.strip()))


def chapter(text: str) -> int:
    """“七、保障条件”这样短短的一行：第几；不是的为 0。"""
    found = _CHAPTER.fullmatch(text.strip())
    return _COUNTED.index(found[1]) + 1 if found and found[1] in _COUNTED else 0


def field_of(text: str) -> str:
    """`text` 这一行标题说的是哪一栏；不是的为空。"""
    words = "".join(bare(text).split())
    return _NAMES.get(words, "") if len(words) <= _LONGEST else ""


def labelled(text: str) -> tuple[str, str]:
    """“标题：社区书房”这样的一行：哪一栏，写了什么；不是的都为空。"""
    head, colon, rest = re.sub(r"[：:]", "：", text, count=1).partition("：")
    name = field_of(head) if colon and rest.strip() else ""
    return (name, rest.strip()) if name else ("", "")
