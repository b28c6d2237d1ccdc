"""案例各栏的例子；见 examples.py。"""

from casebook.model.case import (
    ActorRole,
    Attachment,
    Case,
    Classification,
    Confirmation,
    Contact,
    Correction,
    Image,
    OtherParty,
    RelatedCase,
    Review,
    Step,
    TimelineEvent,
    Withdrawal,
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
from casebook.model.statements import Record
from casebook.model.support import Funding, Support

Table = dict[type[Record], dict[str, str]]
"""记录 → 栏目 → 例子：键与冒号后面的字，换行开头的是下面几行。"""

CITED = "{编号: shili-baodao-2024, 位置: 第 4 段}"

CASE_EXAMPLES: Table = {
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
        "everywhere": "否",
        "residential_areas": "[示例居民区, 示例二居民区]",
        "address": "示例路 1 弄",
        "place_sources": CITED,
        "measures": "\n  - 名称: 花园面积\n    数值: 60\n    修饰: 多\n    单位: 平方米"
        f"\n    截至: 2023-08\n    来源: {CITED}",
        "timeline": "\n  - 日期: 2024-05-20\n    事件: 小花园正式开放。"
        "\n    来源: shili-baodao-2024",
        "problem": "\n  - 内容: 楼前的空地堆着杂物，一下雨就积水。\n    来源: shili-baodao-2024"
        "\n  - 待补充: 怎样征询居民、怎样分摊费用",
        "actors": "\n  - 类别: 社区\n    角色: 召集\n    内容: 居委会把各方请到一起商量。"
        f"\n    来源: {CITED}",
        "other_parties": "\n  - 名称: 居民\n    角色: 出主意、管日常"
        f"\n    内容: 提了四十多条意见，轮流浇水。\n    来源: {CITED}",
        "steps": "\n  - 标题: 一起商量\n    谁来做: 社区\n    内容: 开三次会，要什么都写下来。"
        f"\n    来源: {CITED}",
        "outcomes": '\n  - 内容: 认领花箱的住户\n    数值: 95\n    单位: "%"'
        "\n    截至: 2024-12\n    来源: shili-baodao-2024",
        "served": f"\n  - 内容: 前后三幢楼的住户，老人居多。\n    来源: {CITED}",
        "hours": "\n  - 内容: 每天 6:00 到 21:00，不用预约。\n    来源: shili-baodao-2024",
        "fees": "\n  - 内容: 不收费。\n    来源: shili-baodao-2024",
        "contacts": "\n  - 单位: 某某居委会\n    办法: 居委会一楼，工作日白天\n    同意公开: 是",
        "comparisons": f"\n  - 名称: 地面\n    之前: 一下雨就积水\n    之后: 铺了透水砖"
        f"\n    来源: {CITED}",
        "series": "\n  - 名称: 认领花箱的住户\n    单位: 户\n    各期:"
        "\n      - {时段: 2023, 数值: 12}\n      - {时段: 2024, 数值: 20}"
        "\n    来源: shili-baodao-2024",
        "voices": "\n  - 原话: 以前绕着走，现在天天来坐坐。\n    谁说的: 一位居民"
        f"\n    来源: {CITED}",
        "honours": "\n  - 名称: 示例最美角落\n    颁发: 某某街道\n    级别: 街镇级\n    时间: 2024"
        "\n    来源: shili-baodao-2024",
        "claims": f"\n  - 说法: 全区第一个由居民认领的花园\n    来源: {CITED}",
        "spread": "\n  - 内容: 隔壁两个小区照着做了。\n    来源: shili-baodao-2024",
        "funding": "\n  - 数值: 2\n    单位: 万元\n    时段: 2023\n    资金: shili-zijin"
        f"\n    用途: 土、花苗与工具\n    来源: {CITED}",
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
        "corrections": "\n  - 日期: 2024-06-01\n    改动: 花箱原写 20 个，应为 12 个"
        "\n    原因: 居委会来信，照报道核对过。",
        "withdrawn": "\n  日期: 2024-09-01\n  原因: 与另一条写的是同一件事。"
        "\n  并入: shili-shufang",
        "aliases": "koudai-huayuan",
    },
    Classification: {"name": "社区更新"},
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
    Step: {
        "title": "一起商量",
        "who": "社区",
        "materials": "意见表",
        "missing": "开了几次会，各是哪些人",
    },
    Correction: {
        "on": "2024-06-01",
        "what": "花箱原写 20 个，应为 12 个",
        "why": "居委会来信，照报道核对过。",
    },
    Withdrawal: {
        "on": "2024-09-01",
        "why": "与另一条写的是同一件事。",
        "merged_into": "shili-shufang",
    },
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
    Claim: {"words": "全区第一个由居民认领的花园", "sources": CITED},
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
}
