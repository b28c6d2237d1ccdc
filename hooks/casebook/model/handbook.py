"""是哪一本手册：书名、地方、各样东西叫什么。写在 content/handbook.yml，程序里没有写哪一本的话。"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from casebook.model.editions import NumberedEdition
from casebook.model.publication import Publication
from casebook.model.readings import Reading
from casebook.model.registers import LABELS, Register
from casebook.model.scalars import NONE
from casebook.model.statements import Record, field
from casebook.model.values import Icp, Line, Mail, Police, SiteCode, Slug, Whole

HANDBOOK = "content/handbook.yml"
"""写在哪个文件里。"""


class Names(Record):
    """各样东西在这一本里叫什么。左边是栏目，各本手册都一样；右边是给读者看的叫法。"""

    unit: Line = field("工作法", "书里的一条叫什么，如 工作法、案例", "工作法", max_length=6)
    measure: Line = field("量词", "数它用哪个字，如 条、个", "条", max_length=2)
    one: Line = field("一字", "“第三法”里用的一个字，如 法、例", "法", max_length=1)
    actors: Line = field("五社", "参与的各方合起来叫什么，如 五社、四方", "五社", max_length=6)
    directions: Line = field("方向", "各方做事的方向叫什么", "方向", max_length=6)
    fields: Line = field("领域", "按内容分的类叫什么", "领域", max_length=6)
    streets: Line = field("街镇", "下一级的地方合起来叫什么，如 街镇、乡镇", "街镇", max_length=6)


class Network(Record):
    """工作网络一页：图上一个中心，连着各街镇，再连着各家组织。"""

    title: Line = field("标题", "这一页的标题", max_length=30)
    summary: Line = field("摘要", "一句话，用于搜索与分享")
    centre: Line = field("中心", "图上最高的一格里写什么", max_length=8)
    below: Line = field("下级", "图下面的一行字", max_length=40)
    caption: Line = field("图注", "图的说明，一句话")
    alt: Line = field("替代文字", "给看不见图的人：图上画了什么")
    note: Line | None = field("街镇说明", "“几个街镇”下面的一句话；没有就不写", None)


class Handbook(Record):
    """是哪一本手册。"""

    title: Line = field("书名", "全名，与 mkdocs.yml 的 site_name 一样", max_length=40)
    cover: tuple[Line, ...] = field(
        "封面", "书名在封面上分几行，最后一行是大字；合起来就是书名", min_length=2
    )
    short: Line = field("简称", "手机上的页眉里写不下全名，写这个", max_length=8)
    file_name: Slug = field("文件名", "下载的全书 PDF 叫什么：小写英文、数字、连字符")
    district: Line = field("地区", "是哪一个区、县，如 某某区", max_length=12)
    above: Line | None = field("所属", "它属于哪个省、市；不写也可以", None, max_length=20)
    names: Names = field("叫法", "各样东西给读者看的叫法", Names())
    mechanism: Line = field("机制", "“机制”一页的标题：各方一起做事的办法叫什么", max_length=20)
    network: Network | None = field("网络", "“网络”一页写什么；没有这样的网络就不写", None)
    support: Line = field("支持", "“资金与支持”一页的摘要：有哪些钱、人、荣誉与渠道")
    host: Line | None = field("主办单位", "网站与书由哪个单位主办，写全名", None)
    editor: Line | None = field("编者", "编者是谁；没有定就不写，书里写待补充", None)
    contact: Line | None = field("联系办法", "怎样找到编者：单位的地址、公用电话", None)
    errata_mail: Mail | None = field("勘误邮箱", "收勘误的公用邮箱", None)
    errata_phone: Line | None = field(
        "勘误电话", f"收勘误的公用电话；没有就写 {NONE}", None, max_length=40
    )
    submission_mail: Mail | None = field("投稿邮箱", "收稿子的公用邮箱", None)
    site_code: SiteCode | None = field("标识码", f"政府网站标识码；不是政府网站就写 {NONE}", None)
    icp: Icp | None = field("ICP备案", f"ICP 备案号；没有备案就写 {NONE}", None)
    police: Police | None = field("公安备案", f"公安备案号；没有备案就写 {NONE}", None)
    publication: Publication = field(
        "出版信息", "付印的书要写明的：书号或准印证号等；还不付印就不写", Publication()
    )
    editions: tuple[NumberedEdition, ...] = field(
        "各版", "定下来的各版，照先后；由 casebook edition 添，不要自己写", ()
    )
    page_size: Whole = field("每页", "一页最多列几条，再多就分页；不写是 60", 60, ge=1, le=1000)
    volume_size: Whole = field(
        "每册", "书一册最多排几条，再多就分册；不写是 200", 200, ge=1, le=1000
    )
    readings: tuple[Reading, ...] = field("读音", "索引照拼音排，电脑读错的地名写在这里", ())

    @property
    def region(self) -> str:
        """地区的全名，如 `某某市某某区`。"""
        return f"{self.above or ''}{self.district}"

    @property
    def isbn(self) -> str:
        """书号；没有的为空。"""
        return self.publication.isbn or ""

    @property
    def unknown_street(self) -> str:
        """不知道在哪个街镇的，归在这里。"""
        return f"{self.names.streets}待核"

    def owner(self, name: str) -> str:
        """主办单位、勘误邮箱等 `OWNER` 里的一项；没有写、写了“无”的为空。"""
        value: str | None = getattr(self, name)
        return "" if value in (None, NONE) else f"{value}"

    @property
    def editors(self) -> tuple[str, ...]:
        """编者，一位一个：一栏里写了几位的，用顿号、分号分开。"""
        return tuple(re.findall(r"[^、；;\s](?:[^、；;]*[^、；;\s])?", self.owner("editor")))

    @property
    def blanks(self) -> tuple[str, ...]:
        """`OWNER` 里还没有写的，是哪几栏。"""
        return self._unwritten(OWNER)

    @property
    def printed_blanks(self) -> tuple[str, ...]:
        """`OWNER` 里印在书上的，还没有写的是哪几栏。"""
        return self._unwritten(name for name in OWNER if name not in WEB_ONLY)

    def _unwritten(self, names: Iterable[str]) -> tuple[str, ...]:
        fields = type(self).model_fields
        return tuple(f"{fields[name].alias}" for name in names if getattr(self, name) is None)

    @property
    def labels(self) -> Mapping[str, str]:
        """登记簿（和案例）给读者看的叫法。"""
        names = self.names
        own = {"actors": names.actors, "directions": names.directions, "fields": names.fields}
        return {**LABELS, **own, "streets": names.streets, "cases": names.unit}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """填进给读者看的话里的叫法：名字 → 字。"""
        own = {
            "mechanism": self.mechanism,
            "district": self.district,
            "region": self.region,
            "unknown_street": self.unknown_street,
        }
        return {**self.names.model_dump(), **own}


OWNER = (
    "host",
    "editor",
    "contact",
    "errata_mail",
    "errata_phone",
    "submission_mail",
    "site_code",
    "icp",
    "police",
)
"""只有主办的单位知道、正式发布以前要写齐的。"""
WEB_ONLY = frozenset(("site_code", "icp", "police"))
"""其中只有网站才有的。"""


def readings(handbook: Handbook, registers: Iterable[Register]) -> dict[str, tuple[str, ...]]:
    """编者写在手册与登记簿里的读音：词 → 一字一节。"""
    written = (handbook.readings, *(register.readings for register in registers))
    return {reading.word: reading.syllables for some in written for reading in some}


@cache
def unnamed() -> Handbook:
    """没有读成时垫着的一本，只为把后面的检查做完：有问题的书从不出版。"""
    return Handbook.model_validate(FILL)


FILL = {
    "书名": "（缺）",
    "封面": ["（缺）", "书名"],
    "简称": "（缺）",
    "文件名": "book",
    "地区": "（缺）",
    "机制": "（缺）",
    "支持": "（缺）",
}
"""缺了必填项时垫的字。"""
