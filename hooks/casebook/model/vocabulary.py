"""程序逻辑要认得的几组词。其余词表（领域、街镇……）在 content/registry/，不在这里。"""

from enum import StrEnum


class Status(StrEnum):
    """案例走到哪一步。只有“发布”进入公开网站；“撤下”的只留一页，说撤下了。"""

    COLLECTED = "征集"
    DRAFTED = "梳理"
    PUBLISHED = "发布"
    WITHDRAWN = "撤下"


class SourceKind(StrEnum):
    """出处的种类。官方与媒体可以支撑一个已发布的案例。"""

    OFFICIAL = "官方"
    MEDIA = "媒体"
    ACADEMIC = "学术"
    BOOK = "图书"
    OTHER = "其他"


class ProgrammeKind(StrEnum):
    """区级机制与项目的种类；决定它出现在哪一页。"""

    MECHANISM = "机制"
    NETWORK = "网络"
    PROJECT = "项目"
    FUND = "资金"
    HONOUR = "荣誉"
    TALENT = "人才"
    CATALOGUE = "目录"
    PROCESS = "流程"


class ReadExtent(StrEnum):
    """一个来源，编者读到哪里。只读到一部分的，书里不说它“没有写”。"""

    WHOLE = "全文"
    OPENING = "开头"
    EXCERPT = "摘录"


class HonourLevel(StrEnum):
    """荣誉的级别。"""

    NATIONAL = "国家级"
    CITY = "市级"
    DISTRICT = "区级"
    STREET = "街镇级"
    TRADE = "行业"


class MoneyUnit(StrEnum):
    """钱的单位。"""

    YUAN = "元"
    WAN = "万元"
    YI = "亿元"
