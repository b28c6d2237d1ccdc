"""每一栏的例子，照文件里的样子写。栏目说明、表单都用它。

都是仿写的，不是哪一本手册里的事；里面的记录没有自己的例子时，用它上一级记录的。
"""

from casebook.model.case import (
    ActorRole,
    Attachment,
    Case,
    Classification,
    Confirmation,
    Contact,
    Image,
    OtherParty,
    RelatedCase,
    Review,
    Step,
    TimelineEvent,
)
from casebook.model.handbook import Handbook, Names, Network
from casebook.model.pages import ProseHead
from casebook.model.readings import Reading
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
from casebook.model.results import (
    Claim,
    Comparison,
    Honour,
    Outcome,
    Series,
    Voice,
    YearValue,
)
from casebook.model.statements import Citation, Figure, Quantity, Record, Sourced, Statement
from casebook.model.support import Funding, Support

Table = dict[type[Record], dict[str, str]]
"""记录 → 栏目 → 例子：键与冒号后面的字，换行开头的是下面几行。"""

_CITED = "{编号: shili-baodao-2024, 位置: 第 4 段}"

EXAMPLES: Table = {
    Case: {
        "title": "口袋花园改造",
        "method_name": "四步更新法",
        "summary": "\n  内容: 居民同社区社会组织一起，用三个月把楼前的空地改成一处小花园。"
        "\n  来源: shili-baodao-2024",
        "status": "发布",
        "edition": "1",
        "rank": "10",
        "fields": "社区更新",
        "directions": "群众服务",
        "streets": "某某街道",
        "everywhere": "是",
        "residential_areas": "[示例居民区, 示例二居民区]",
        "address": "示例路 1 弄",
        "place_sources": _CITED,
        "measures": "\n  - 名称: 花园面积\n    数值: 60\n    修饰: 多\n    单位: 平方米"
        f"\n    截至: 2023-08\n    来源: {_CITED}",
        "timeline": "\n  - 日期: 2024-05-20\n    事件: 小花园正式开放。"
        "\n    来源: shili-baodao-2024",
        "problem": "\n  - 内容: 楼前的空地堆着杂物，一下雨就积水。\n    来源: shili-baodao-2024"
        "\n  - 待补充: 怎样征询居民、怎样分摊费用",
        "actors": "\n  - 类别: 社区\n    角色: 召集\n    内容: 居委会把各方请到一起商量。"
        f"\n    来源: {_CITED}",
        "other_parties": "\n  - 名称: 居民\n    角色: 出主意、管日常"
        f"\n    内容: 提了四十多条意见，轮流浇水。\n    来源: {_CITED}",
        "steps": "\n  - 标题: 一起商量\n    谁来做: 社区\n    内容: 开三次会，要什么都写下来。"
        f"\n    来源: {_CITED}",
        "outcomes": '\n  - 内容: 认领花箱的住户\n    数值: 95\n    单位: "%"'
        "\n    截至: 2024-12\n    来源: shili-baodao-2024",
        "served": f"\n  - 内容: 前后三幢楼的住户，老人居多。\n    来源: {_CITED}",
        "hours": "\n  - 内容: 每天 6:00 到 21:00，不用预约。\n    来源: shili-baodao-2024",
        "fees": "\n  - 内容: 不收费。\n    来源: shili-baodao-2024",
        "contacts": "\n  - 单位: 某某居委会\n    办法: 居委会一楼，工作日白天\n    同意公开: 是",
        "comparisons": f"\n  - 名称: 地面\n    之前: 一下雨就积水\n    之后: 铺了透水砖"
        f"\n    来源: {_CITED}",
        "series": "\n  - 名称: 认领花箱的住户\n    单位: 户\n    各期:"
        "\n      - {时段: 2023, 数值: 12}\n      - {时段: 2024, 数值: 20}"
        "\n    来源: shili-baodao-2024",
        "voices": "\n  - 原话: 以前绕着走，现在天天来坐坐。\n    谁说的: 一位居民"
        f"\n    来源: {_CITED}",
        "honours": "\n  - 名称: 示例最美角落\n    颁发: 某某街道\n    级别: 街镇级\n    时间: 2024"
        "\n    来源: shili-baodao-2024",
        "claims": f"\n  - 说法: 全区第一个由居民认领的花园\n    来源: {_CITED}",
        "spread": "\n  - 内容: 隔壁两个小区照着做了。\n    来源: shili-baodao-2024",
        "funding": "\n  - 数值: 2\n    单位: 万元\n    时段: 2023\n    资金: shili-zijin"
        f"\n    用途: 土、花苗与工具\n    来源: {_CITED}",
        "insight": "\n  - 内容: 地方再小，也先问清楚给谁用，再谈怎样设计。\n    推断: 是",
        "applicability": "\n  - 内容: 适合楼前楼后没有人管的空地。\n    推断: 是",
        "support": "\n  - 项目: shili-xiangmu\n    内容: 用了示例项目的两万元。"
        "\n    来源: shili-baodao-2024",
        "related": "\n  - 编号: shili-shufang\n    理由: 也是同一家组织做的，也是一处很小的空间。",
        "images": "\n  - 文件: xiangkou.jpg\n    替代文字: 巷口一块木牌，写着巷名"
        "\n    署名: 某某 摄\n    许可: CC BY 4.0\n    同意: 是",
        "attachments": "\n  - 文件: renling-guize.pdf\n    名称: 花箱认领规则",
        "sources": "shili-baodao-2024",
        "confirmed_by": "\n  单位: 某某居委会\n  日期: 2024-05-20",
        "review": "\n  单位: 某某区民政局\n  日期: 2024-05-20\n  下次: 2025-05",
        "aliases": "koudai-huayuan",
    },
    Statement: {
        "text": "居委会把各方请到一起商量。",
        "missing": "受益户数、使用人次、满意度和维护费用",
    },
    Sourced: {"sources": _CITED, "inferred": "是"},
    Classification: {"name": "社区更新"},
    Citation: {"source": "shili-baodao-2024", "locator": "第 4 段"},
    Quantity: {
        "value": "60",
        "qualifier": "多",
        "unit": "平方米",
        "counted": "日均",
        "period": "2023上半年",
        "as_of": "2023-08",
        "told_by": "文章",
    },
    Figure: {"name": "花园面积"},
    TimelineEvent: {"date": "2024-05-20", "event": "小花园正式开放。"},
    ActorRole: {
        "actor": "社区社会组织",
        "party": "shili-yingzao",
        "roles": "[设计, 施工]",
        "text": "画图，带着居民一起种。",
        "missing": "组织的名称",
    },
    OtherParty: {
        "name": "居民",
        "roles": "[出主意, 管日常]",
        "text": "提了四十多条意见，轮流浇水。",
    },
    Step: {"title": "一起商量", "who": "社区", "missing": "开了几次会，各是哪些人"},
    Outcome: {"text": "楼前不再积水，晚上有人散步。"},
    YearValue: {"period": "2023", "value": "12", "qualifier": "约"},
    Series: {
        "name": "认领花箱的住户",
        "unit": "户",
        "counted": "年底在册",
        "values": "\n  - {时段: 2023, 数值: 12}\n  - {时段: 2024, 数值: 20}",
    },
    Comparison: {"name": "地面", "before": "一下雨就积水", "after": "铺了透水砖"},
    Voice: {"words": "以前绕着走，现在天天来坐坐。", "speaker": "一位居民", "consent": "是"},
    Honour: {"name": "示例最美角落", "giver": "某某街道", "level": "街镇级", "year": "2024"},
    Claim: {"words": "全区第一个由居民认领的花园", "sources": _CITED},
    Funding: {
        "value": "2",
        "qualifier": "约",
        "unit": "万元",
        "period": "2023",
        "fund": "shili-zijin",
        "giver": "居民自筹",
        "use": "土、花苗与工具",
    },
    Attachment: {"file": "renling-guize.pdf", "name": "花箱认领规则", "licence": "CC BY 4.0"},
    Contact: {"who": "某某居委会", "way": "居委会一楼，工作日白天", "agreed": "是"},
    Support: {
        "policy": "shili-banfa",
        "project": "shili-xiangmu",
        "fund": "shili-zijin",
        "honour": "shili-pingxuan",
        "text": "用了示例项目的两万元。",
    },
    RelatedCase: {"id": "shili-shufang", "reason": "也是同一家组织做的，也是一处很小的空间。"},
    Image: {
        "file": "xiangkou.jpg",
        "alt": "巷口一块木牌，写着巷名",
        "credit": "某某 摄",
        "licence": "CC BY 4.0",
        "consent": "是",
        "caption": "改造以后的巷口",
    },
    Confirmation: {"by": "某某居委会", "on": "2024-05-20"},
    Review: {"by": "某某区民政局", "reviewed_on": "2024-05-20", "review_by": "2025-05"},
    ProseHead: {
        "title": "前言",
        "summary": "为什么编这本书，怎样编成，依据是什么。",
        "lead": "社区里的事怎么办成，一条一条记下来，一处一处标出处。",
        "edition": "网络版第 1 版",
    },
    Handbook: {
        "title": "某某区社区治理工作法",
        "cover": "[某某区社区治理, 工作法]",
        "short": "某某工作法",
        "file_name": "moumou-gongzuofa",
        "district": "某某区",
        "above": "某某市",
        "names": "\n  工作法: 案例\n  量词: 个\n  一字: 例\n  五社: 四方",
        "mechanism": "四方联动",
        "network": "\n  标题: 两级网络\n  摘要: 区里一个中心，各街镇一个站。\n  中心: 区中心"
        "\n  下级: 各街镇服务站\n  图注: 方格编号只计数，不对应街镇次序。"
        "\n  替代文字: 区里一个中心，连着各街镇的服务站",
        "support": "公益项目、专项资金、人才培养。",
        "editor": "某某区民政局",
        "isbn": "978-7-0000-0000-0",
        "errata": "交给某某区民政局",
        "page_size": "100",
        "volume_size": "100",
        "readings": "\n  - {词: 曾家渡, 拼音: zēng jiā dù}",
    },
    Names: {
        "unit": "案例",
        "measure": "个",
        "one": "例",
        "actors": "四方",
        "directions": "路径",
        "fields": "主题",
        "streets": "乡镇",
    },
    Network: {
        "title": "两级网络",
        "summary": "区里一个中心，各街镇一个站。",
        "centre": "区中心",
        "below": "各街镇服务站",
        "caption": "方格编号只计数，不对应街镇次序。",
        "alt": "区里一个中心，连着各街镇的服务站",
        "note": "来源没有逐一列出各街镇的服务站。",
    },
    RegisterEntry: {"description": f"\n  - 内容: 来源列的第一项。\n    来源: {_CITED}"},
    Actor: {"id": "community", "name": "社区", "tile": "区", "label": "[社会, 工作者]"},
    Direction: {"id": "platform", "name": "平台建设"},
    Field: {"id": "renewal", "name": "社区更新"},
    Street: {"id": "moumou", "name": "某某街道", "column": "4", "row": "1"},
    OrganisationKind: {"id": "hub", "name": "枢纽型"},
    Organisation: {
        "id": "shili-yingzao",
        "name": "示例营造社",
        "full_name": "某某市某某区示例营造社",
        "kind": "支持型",
        "street": "某某街道",
        "sources": "shili-baodao-2024",
    },
    Policy: {
        "id": "shili-banfa",
        "name": "某某区社区治理示例办法",
        "number": "某民规〔2024〕1号",
        "issuer": "某某区民政局",
        "level": "区",
        "issued": "2024-01-31",
        "orders": f"\n  - 内容: 把参与的各方请到一张桌子上。\n    来源: {_CITED}",
        "basis": '\n  - 内容: "[《示例意见》](/policies/shili-yijian/)（某民〔2023〕2号）。"'
        "\n    来源: shili-baodao-2024",
        "sources": "shili-baodao-2024",
    },
    Part: {"name": "社区社会组织", "text": "提供技术和方案。"},
    Programme: {
        "id": "shili-jizhi",
        "name": "示例联动机制",
        "kind": "机制",
        "plate": "甲",
        "summary": f"\n  - 内容: 几方合在一起做社区的事。\n    来源: {_CITED}",
        "parts": f"\n  - 名称: 社区社会组织\n    内容: 提供技术和方案。\n    来源: {_CITED}",
        "policies": "[shili-banfa, shili-yijian]",
        "indicators": "[shili-zuzhi, shili-tuandui]",
        "directions": "[平台建设]",
        "actors": "[社区社会组织]",
        "fields": "[社区更新]",
        "parent": "shili-wangluo",
        "sources": _CITED,
    },
    Indicator: {
        "id": "shili-zuzhi",
        "name": "登记的社会组织",
        "value": "100",
        "qualifier": "不超过",
        "unit": "家",
        "per": "年",
        "scope": "某某区",
        "headline": "是",
        "note": "\n  - 内容: 来源写“目前”，按文章日期取到月。\n    推断: 是",
    },
    Source: {
        "id": "shili-baodao-2024",
        "name": "楼前空地变成小花园",
        "authors": "[某某, 某某某]",
        "publisher": "某某日报",
        "date": "2024-06-01",
        "url": "https://example.com/2024/06/01.html",
        "accessed": "2026-03-02",
        "titled_by_editors": "是",
        "archived": "https://example.com/cundang/2024-06-01.html",
        "read": "开头",
        "kind": "媒体",
        "note": "\n  - 内容: 日期未写明。",
    },
    Term: {"id": "gongzuofa", "name": "工作法", "also": "社区工作法", "see": "/mechanism/"},
    Register: {
        "note": "\n  - 内容: 文件要求用编者自己的话写，一条一句。",
        "open": "是",
        "readings": "\n  - {词: 曾家渡, 拼音: zēng jiā dù}",
        "entries": "\n  - 编号: platform\n    名称: 平台建设",
    },
    Reading: {"word": "曾家渡", "pinyin": "zēng jiā dù"},
}


def example_of(kind: type[Record], name: str) -> str:
    """`kind` 的 `name` 一栏的例子；没有时为空。"""
    return next(
        (found for owner in kind.__mro__ if (found := EXAMPLES.get(owner, {}).get(name))), ""
    )
