"""书里还没有人用过的栏目，仿写的例子；列出来时要标明。"""

from casebook.model.case import Case, Confirmation, Image, Review, Support
from casebook.model.readings import Reading
from casebook.model.registers import Organisation, Register, Source
from casebook.model.statements import Record

Table = dict[type[Record], dict[str, str]]
"""记录 → 栏目 → 照文件里的样子写的例子。"""

MADE_UP: Table = {
    Case: {
        "method_name": "四步更新法",
        "images": "\n  - 文件: xiangkou.jpg\n    替代文字: 巷口一块木牌，写着巷名"
        "\n    署名: 某某 摄\n    许可: CC BY 4.0\n    同意: 是",
        "confirmed_by": "\n  单位: 某某居委会\n  日期: 2024-05-20",
        "review": "\n  日期: 2024-05-20\n  下次: 2025-05",
        "aliases": "mulin-xiang",
    },
    Support: {
        "policy": "wushe-liandong-fangan",
        "fund": "special-fund",
        "honour": "shiyou-awards",
    },
    Image: {
        "file": "xiangkou.jpg",
        "alt": "巷口一块木牌，写着巷名",
        "credit": "某某 摄",
        "licence": "CC BY 4.0",
        "consent": "是",
        "caption": "改造以后的巷口",
    },
    Confirmation: {"by": "某某居委会", "on": "2024-05-20"},
    Review: {"reviewed_on": "2024-05-20", "review_by": "2025-05"},
    Organisation: {"kind": "支持型", "street": "新泾镇"},
    Source: {"authors": "[某某, 某某某]", "accessed": "2026-03-02"},
    Register: {"readings": "\n  - {词: 曾家渡, 拼音: zēng jiā dù}"},
    Reading: {"word": "曾家渡", "pinyin": "zēng jiā dù"},
}
