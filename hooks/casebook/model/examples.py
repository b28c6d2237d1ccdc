"""每一栏的例子，照文件里的样子写。栏目说明、表单都用它。

`REAL` 里的都出自本书的案例与登记簿，测试逐个对过；书里还没有人用过的栏目，用仿写的（made_up.py）。
里面的记录没有自己的例子时，用它上一级记录的。
"""

from typing import NamedTuple

from casebook.model.case import (
    ActorRole,
    Case,
    Classification,
    OtherParty,
    Outcome,
    RelatedCase,
    Step,
    Support,
    TimelineEvent,
)
from casebook.model.made_up import MADE_UP, Table
from casebook.model.pages import ProseHead
from casebook.model.registers import (
    Actor,
    Direction,
    Field,
    Indicator,
    Organisation,
    OrganisationKind,
    Part,
    Policy,
    Programme,
    Register,
    RegisterEntry,
    Source,
    Street,
    Term,
)
from casebook.model.statements import Citation, Figure, Quantity, Record, Sourced, Statement


class Example(NamedTuple):
    """一栏的例子：`value` 是键与冒号后面的字，换行开头的是下面几行；`made_up` 是仿写的。"""

    value: str = ""
    made_up: bool = False


NO_EXAMPLE = Example()

_CITED = "{编号: wushe-liandong-2023, 位置: 第 4 段}"

REAL: Table = {
    Case: {
        "title": "睦邻巷微更新",
        "summary": "\n  内容: 爱建居民区中华别墅小区用三个多月，"
        "使绝大多数住户做到垃圾定点定时分类投放。"
        "\n  来源: gongqinggan-2018",
        "status": "发布",
        "edition": "1",
        "rank": "10",
        "fields": "社区更新",
        "directions": "群众服务",
        "street": "新泾镇",
        "residential_area": "刘二居民区",
        "address": "武夷路 466 弄汤山村",
        "place_sources": _CITED,
        "measures": "\n  - 名称: 小巷长度\n    数值: 200\n    修饰: 多\n    单位: 米"
        f"\n    截至: 2023-08\n    来源: {_CITED}",
        "timeline": "\n  - 日期: 2021-02-09\n    事件: 小区 4 台加装电梯正式竣工。"
        "\n    来源: changxin-dianti-2021",
        "problem": "\n  - 内容: 小区有 1200 户，约 3400 人，60 岁以上的占四成以上。"
        "\n    来源: changxin-dianti-2021"
        "\n  - 待补充: 楼里怎样征询、怎样分摊费用；有没有社会组织参与",
        "actors": "\n  - 类别: 社区\n    角色: 推进\n    内容: 更新依托社区推进。"
        "\n    来源: {编号: wushe-liandong-2023, 位置: 第 5 段}",
        "other_parties": "\n  - 名称: 社区居民\n    角色: 全程监督"
        "\n    内容: 从头到尾监督、参与，直到完成。"
        "\n    来源: {编号: wushe-liandong-2023, 位置: 第 5 段}",
        "steps": "\n  - 标题: 社区推进\n    谁来做: 社区\n    内容: 由社区把更新往前推。"
        "\n    来源: {编号: wushe-liandong-2023, 位置: 第 5 段}",
        "outcomes": '\n  - 内容: 做到定点定时分类投放的住户\n    数值: 95\n    单位: "%"'
        "\n    截至: 2018-12\n    来源: gongqinggan-2018",
        "insight": "\n  - 内容: 空间小，也可以有公共的用处。先想清楚给谁看、看什么，再谈怎样设计。"
        "\n    推断: 是",
        "applicability": "\n  - 内容: 适合边界清楚、居民天天要走的公共小空间。\n    推断: 是",
        "support": "\n  - 项目: wushe-liandong"
        "\n    内容: 来源写明，评审的目的之一是健全“五社联动”机制。"
        "\n    来源: zizhijin-luyan-2025",
        "related": "\n  - 编号: gushi-shangdian"
        "\n    理由: 也是社趣更馨营造中心做的，也是一处很小的空间。",
        "sources": "wushe-liandong-2023",
    },
    Statement: {
        "text": "由社区把更新往前推。",
        "missing": "受益户数、使用人次、满意度和维护费用",
    },
    Sourced: {
        "sources": "{编号: wushe-liandong-2023, 位置: 第 5 段}",
        "inferred": "是",
    },
    Classification: {"name": "社区更新"},
    Citation: {"source": "wushe-liandong-2023", "locator": "第 4 段"},
    Quantity: {"value": "200", "qualifier": "多", "unit": "米", "as_of": "2023-08"},
    Figure: {"name": "小巷长度"},
    TimelineEvent: {"date": "2021-02-09", "event": "小区 4 台加装电梯正式竣工。"},
    ActorRole: {
        "actor": "社区社会组织",
        "party": "shequ-gengxin",
        "role": "设计更新",
        "text": "更新依托社区推进。",
        "missing": "组织的名称",
    },
    OtherParty: {
        "name": "社区居民",
        "role": "全程监督",
        "text": "从头到尾监督、参与，直到完成。",
    },
    Step: {
        "title": "社区推进",
        "who": "社区",
        "missing": "委托方、设计的过程、改了哪些地方",
    },
    Outcome: {"text": "更多的人可以从视觉上直观理解城市更新的价值。"},
    Support: {
        "project": "wushe-liandong",
        "text": "来源写明，评审的目的之一是健全“五社联动”机制。",
    },
    RelatedCase: {
        "id": "gushi-shangdian",
        "reason": "也是社趣更馨营造中心做的，也是一处很小的空间。",
    },
    ProseHead: {
        "title": "前言",
        "summary": "为什么编这本书，怎样编成，依据是什么。",
        "lead": "社区里的事怎么办成，谁牵头、谁出力、居民怎样参与，"
        "一条一条记下来，一处一处标出处。",
        "edition": "网络版第 1 版",
    },
    RegisterEntry: {
        "description": "\n  - 内容: 五社中的第一项。"
        "\n    来源: {编号: wushe-liandong-2023, 位置: 第 6 段}",
    },
    Actor: {"id": "community", "name": "社区", "tile": "区", "label": "[社会, 工作者]"},
    Direction: {"id": "platform", "name": "平台建设"},
    Field: {"id": "renewal", "name": "社区更新"},
    Street: {"id": "huayanglu", "name": "华阳路街道", "column": "4", "row": "1"},
    OrganisationKind: {"id": "hub", "name": "枢纽型"},
    Organisation: {
        "id": "shequ-gengxin",
        "name": "社趣更馨营造中心",
        "full_name": "上海市长宁区社趣更馨营造中心",
        "sources": "shequ-gengxin-2020",
    },
    Policy: {
        "id": "shishi-yijian",
        "name": "关于推进长宁区社会组织参与社区治理的实施意见",
        "number": "长民规〔2021〕1号",
        "issuer": "上海市长宁区民政局",
        "level": "区",
        "issued": "2021-12-31",
        "orders": "\n  - 内容: 把社会力量在社区治理中的协同作用统筹起来，发挥出来。"
        "\n    来源: {编号: wushe-liandong-2023, 位置: 第 6 段}",
        "basis": '\n  - 内容: "[《关于推进本市社会组织参与社区治理的指导意见》]'
        '(/policies/shi-zhidao-yijian-2020/)（沪民规〔2020〕18号）。"'
        "\n    来源: shishi-yijian-2021",
        "sources": "shishi-yijian-2021",
    },
    Part: {"name": "社区社会组织", "text": "在睦邻巷微更新里提供专业技术和方案。"},
    Programme: {
        "id": "wushe-liandong",
        "name": "五社联动",
        "kind": "机制",
        "plate": "甲",
        "summary": "\n  - 内容: 五类主体合在一起做社区的事，在五个方向上展开。"
        "\n    来源: {编号: wushe-liandong-2023, 位置: 第 6 段}",
        "parts": "\n  - 名称: 社区社会组织\n    内容: 在睦邻巷微更新里提供专业技术和方案。"
        "\n    来源: {编号: wushe-liandong-2023, 位置: 第 5 段}",
        "policies": "[wushe-liandong-fangan, zhongyang-yijian]",
        "indicators": "[registered-organisations, mass-teams]",
        "directions": "[平台建设]",
        "actors": "[社区社会组织]",
        "fields": "[公益行动, 民生服务]",
        "parent": "network-1-10-n",
        "sources": "{编号: wushe-liandong-2023, 位置: 第 6 段}",
    },
    Indicator: {
        "id": "registered-organisations",
        "name": "注册社区社会组织",
        "value": "338",
        "qualifier": "不超过",
        "unit": "家",
        "per": "年",
        "scope": "长宁区",
        "headline": "是",
        "note": "\n  - 内容: 来源写“目前”，按文章日期取到月。\n    推断: 是",
    },
    Source: {
        "id": "gongqinggan-2018",
        "name": "党员带头，“共情感”凝聚社区自治力量",
        "publisher": "文汇报",
        "date": "2018-12-12",
        "url": "http://dzb.whb.cn/html/2018-12/12/content_732285.html",
        "kind": "媒体",
        "note": "\n  - 内容: 日期未写明。",
    },
    Term: {
        "id": "gongzuofa",
        "name": "工作法",
        "also": "社区工作法",
        "see": "/mechanism/",
    },
    Register: {
        "note": "\n  - 内容: 文件要求用编者自己的话写，一条一句。"
        "文号、日期、发文机关，来源没有写的就空着。",
        "open": "是",
        "entries": "\n  - 编号: platform\n    名称: 平台建设",
    },
}


def example_of(kind: type[Record], name: str) -> Example:
    """`kind` 的 `name` 一栏的例子；没有时 `value` 为空。"""
    for owner in kind.__mro__:
        for table, made_up in ((REAL, False), (MADE_UP, True)):
            if value := table.get(owner, {}).get(name):
                return Example(value, made_up)
    return NO_EXAMPLE
