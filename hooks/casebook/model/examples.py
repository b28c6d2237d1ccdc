"""每一栏的例子，照文件里的样子写。栏目说明、表单都用它。

都是仿写的，不是哪一本手册里的事；里面的记录没有自己的例子时，用它上一级记录的。
"""

from casebook.model.case_examples import CASE_EXAMPLES, CITED, Table
from casebook.model.editions import NumberedEdition
from casebook.model.handbook import Handbook, Names, Network
from casebook.model.pages import ProseHead
from casebook.model.publication import Publication
from casebook.model.readings import Reading
from casebook.model.registers import (
    Actor,
    Alias,
    Direction,
    Field,
    FormerId,
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
from casebook.model.statements import Citation, Figure, Noted, Quantity, Record, Sourced, Statement

EXAMPLES: Table = {
    **CASE_EXAMPLES,
    Statement: {
        "text": "居委会把各方请到一起商量。",
        "missing": "受益户数、使用人次、满意度和维护费用",
    },
    Noted: {"missing": "受益户数、使用人次、满意度和维护费用"},
    Sourced: {"sources": CITED, "inferred": "是"},
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
    ProseHead: {
        "title": "前言",
        "summary": "为什么编这本书，怎样编成，依据是什么。",
        "lead": "社区里的事怎么办成，一条一条记下来，一处一处标出处。",
        "edition": "第 1 版",
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
        "editor": "某某区社区治理编写组",
        "host": "某某区民政局",
        "contact": "某某路 1 号某某区社会组织服务中心",
        "errata_mail": "kanwu@example.com",
        "errata_phone": "021-00000000",
        "submission_mail": "tougao@example.com",
        "site_code": "1234567890",
        "icp": "沪ICP备12345678号-1",
        "police": "沪公网安备12345678901234号",
        "publication": "\n  准印证号: （某）内资准字 2027—001 号\n  编印单位: 某某区民政局"
        "\n  印数: 500 册",
        "editions": "\n  - {名称: 第一版, 日期: 2024-06-01}\n  - {名称: 第二版, 日期: 2025-06-01}",
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
    Publication: {
        "isbn": "978-7-0000-0000-1",
        "cip": "（2027）第 000000 号",
        "publisher": "某某出版社",
        "printer": "某某印刷有限公司",
        "sheets": "5.5",
        "characters": "120 千字",
        "impression": "2027 年 3 月第 1 版第 1 次印刷",
        "price": "48.00 元",
        "permit": "（某）内资准字 2027—001 号",
        "compiler": "某某区民政局",
        "recipients": "本区民政系统",
        "press": "某某印刷有限公司",
        "printed": "2027 年 3 月",
        "copies": "1—500 册",
        "thickness": "0.1",
    },
    NumberedEdition: {"name": "第二版", "on": "2025-06-01", "note": "添了六条，核实了各条的地点。"},
    Network: {
        "title": "两级网络",
        "summary": "区里一个中心，各街镇一个站。",
        "centre": "区中心",
        "below": "各街镇服务站",
        "caption": "方格编号只计数，不对应街镇次序。",
        "alt": "区里一个中心，连着各街镇的服务站",
        "note": "来源没有逐一列出各街镇的服务站。",
    },
    RegisterEntry: {"description": f"\n  - 内容: 来源列的第一项。\n    来源: {CITED}"},
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
        "issued_inferred": "是",
        "orders": f"\n  - 内容: 把参与的各方请到一张桌子上。\n    来源: {CITED}",
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
        "summary": f"\n  - 内容: 几方合在一起做社区的事。\n    来源: {CITED}",
        "parts": f"\n  - 名称: 社区社会组织\n    内容: 提供技术和方案。\n    来源: {CITED}",
        "policies": "[shili-banfa, shili-yijian]",
        "indicators": "[shili-zuzhi, shili-tuandui]",
        "directions": "[平台建设]",
        "actors": "[社区社会组织]",
        "fields": "[社区更新]",
        "parent": "shili-wangluo",
        "sources": CITED,
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
    Term: {
        "id": "gongzuofa",
        "name": "工作法",
        "also": "社区工作法",
        "marked": "[工作法, 社区工作法]",
        "see": "/mechanism/",
    },
    Register: {
        "note": "\n  - 内容: 文件要求用编者自己的话写，一条一句。",
        "open": "是",
        "readings": "\n  - {词: 曾家渡, 拼音: zēng jiā dù}",
        "aliases": "\n  - {打: [老年痴呆, 痴呆], 找: 失智}",
        "former": "\n  - {编号: shili-yingzao, 现在: shili-yingzaoshe}",
        "entries": "\n  - 编号: platform\n    名称: 平台建设",
    },
    Reading: {"word": "曾家渡", "pinyin": "zēng jiā dù"},
    FormerId: {
        "id": "shili-yingzao",
        "now": "shili-yingzaoshe",
        "why": "与另一条写的是同一家",
    },
    Alias: {"said": "[老年痴呆, 痴呆]", "means": "失智"},
}


def example_of(kind: type[Record], name: str) -> str:
    """`kind` 的 `name` 一栏的例子；没有时为空。"""
    return next(
        (found for owner in kind.__mro__ if (found := EXAMPLES.get(owner, {}).get(name))), ""
    )
