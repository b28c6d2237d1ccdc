"""案例：一条工作法。"""

from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from casebook.model.dates import DateText
from casebook.model.periods import PeriodText
from casebook.model.results import Claim, Comparison, Honour, Outcome, Series, Voice
from casebook.model.statements import (
    Citations,
    Figure,
    Noted,
    OneStatement,
    Record,
    Sourced,
    Statement,
    Statements,
    bare_text,
    field,
)
from casebook.model.support import Funding, Support
from casebook.model.values import (
    LAST_EDITION,
    Edition,
    Line,
    Lines,
    Reference,
    Slug,
    Whole,
    YesNo,
    as_list,
)
from casebook.model.vocabulary import Status


class Classification(Sourced):
    """归入词表里的一个词。没有来源的归类，是编者归类。"""

    name: Line = field("名称", "词表里的名称")

    @property
    def editorial(self) -> bool:
        """是编者的归类，不是来源写明的。"""
        return self.inferred or not self.sources


def _bare_name(value: Any) -> Any:
    return {"名称": value} if isinstance(value, str) else value


Classifications = Annotated[
    tuple[Annotated[Classification, BeforeValidator(_bare_name)], ...], BeforeValidator(as_list)
]


class TimelineEvent(Noted):
    """哪一天发生了什么。"""

    date: PeriodText = field(
        "日期",
        "2023、2023-06、2023-06-14、约2021，或一段时间，如 2020-09 至 2021-03、2021上半年、2019起："
        "知道到哪一步就写到哪一步",
    )
    event: Line = field("事件", "发生了什么")


class ActorRole(Statement):
    """五社之一在这件事里做了什么。"""

    actor: Line = field("类别", "五社中的哪一社")
    party: Reference | None = field("单位", "是哪一家：组织的编号；来源没有点名就不写", None)
    roles: Lines = field("角色", "几个字的分工，如 推动、出方案；可以几样", ())

    @property
    def told(self) -> bool:
        """写到了它做什么：内容，或有来源的角色。"""
        return bool(self.text or (self.roles and self.sources))


class OtherParty(Statement):
    """五社之外的参与方：居民、街镇、商户……"""

    name: Line = field("名称", "谁")
    roles: Lines = field("角色", "几个字的分工；可以几样", ())


class Step(Statement):
    """做法的一步。"""

    title: Line = field("标题", "动词开头的几个字")
    who: Lines = field("谁来做", "五社、登记过的组织或其他参与方的名称，可以几个", ())
    materials: Lines = field("要准备", "这一步要准备的东西，如 一张意见表；可以几样", ())


class Contact(Record):
    """公开的联系办法：只写单位的，不写个人的。"""

    who: Line = field("单位", "联系谁：单位的名称")
    way: Line = field("办法", "公开的电话、网址、公众号、地址")
    agreed: YesNo = field("同意公开", "这家单位同意登在这里吗")


class RelatedCase(Record):
    """相关的另一条工作法，以及为什么相关。"""

    id: Reference = field("编号", "另一条工作法的编号（文件名）")
    reason: Line = field("理由", "为什么读了这一条该看那一条")


class Image(Record):
    """一张图片，放在 cases/<编号>/ 里。"""

    file: Line = field("文件", "图片的文件名")
    alt: Line = field("替代文字", "看不见图的人读到的话：图里有什么")
    credit: Line = field("署名", "谁拍的、谁画的")
    licence: Line = field("许可", "可以怎样用，如 CC BY 4.0")
    consent: YesNo = field("同意", "图中能认出的人都同意刊登了吗")
    caption: Line | None = field("图注", "图下的一句话", None)


class Attachment(Record):
    """读者可以取走的一份文件，放在 cases/<编号>/ 里。"""

    file: Line = field("文件", "文件名，如 yishi-guize.pdf；只收 .pdf、.xlsx、.csv")
    name: Line = field("名称", "这是什么，如 居民议事规则")
    licence: Line | None = field("许可", "可以怎样用，如 CC BY 4.0", None)


class Confirmation(Record):
    """一家实践单位的核定。"""

    by: Line = field("单位", "哪一家核定的")
    on: DateText = field("日期", "核定的日期")


class Review(Record):
    """复核：谁看的，上次哪天看过，下次哪天之前再看。"""

    by: Lines = field("单位", "谁复核的，可以几家", ())
    reviewed_on: DateText = field("日期", "上次复核的日期")
    review_by: DateText | None = field("下次", "下次复核不晚于这一天", None)


class Correction(Record):
    """发布以后改过的一处错：哪天改的，改了什么，为什么。"""

    on: DateText = field("日期", "改的日期")
    what: Line = field("改动", "原来怎样写，现在怎样写")
    why: Line = field("原因", "为什么改，依据是什么")


class Withdrawal(Record):
    """撤下一条发布过的：哪天撤的，为什么；并到别的一条里的，写是哪一条。"""

    on: DateText = field("日期", "撤下的日期")
    why: Line = field("原因", "为什么撤下：读者在原来的网址上看得到")
    merged_into: Reference | None = field("并入", "并到哪一条：编号（文件名）；没有就不写", None)


class Case(Record):
    """一条工作法。文件名就是编号，也是网址：cases/<编号>.yml → /cases/<编号>/。"""

    title: Line = field("标题", "这件事叫什么")
    method_name: Line | None = field("方法名", "做法的名字；没有就不写", None)
    summary: OneStatement = field("一句话", "一句话说清做了什么、怎么做成的")
    status: Status = field("状态", "征集、梳理、发布或撤下；只有发布的才公开")
    edition: Edition = field("版次", "这一条是第几版，只写数字，如 1", ge=1, le=LAST_EDITION)
    rank: Whole | None = field(
        "排序", "在自己的领域里排在第几位附近；不写就排在后面", None, ge=1, le=99999
    )
    fields: Classifications = field("领域", "领域词表里的名称", ())
    directions: Classifications = field("方向", "五个方向词表里的名称", ())
    streets: Lines = field("街镇", "街镇全名，可以几个；来源没有写就不写，不要猜", ())
    everywhere: YesNo = field("全区", "全区都做的写 是，不再写街镇", False)
    residential_areas: Lines = field("居民区", "居民区的名称，可以几个", ())
    address: Line | None = field("地址", "来源写明的地址", None)
    place_sources: Citations = field(
        "地点来源", "街镇、居民区、地址写在哪里；整条只有一个来源的不用写", ()
    )
    measures: tuple[Figure, ...] = field("规模", "长度、面积、户数……", ())
    timeline: tuple[TimelineEvent, ...] = field("时间", "按先后写下发生的事", ())
    problem: Statements = field("缘起", "为什么要做：问题与需求", ())
    served: Statements = field("服务对象", "为谁做的、有多少人", ())
    hours: Statements = field("开放时间", "哪几天、几点到几点、要不要预约", ())
    fees: Statements = field("费用", "收不收钱、收多少", ())
    contacts: Annotated[tuple[Contact, ...], BeforeValidator(as_list)] = field(
        "联系", "公开的联系办法；单位同意了才写", ()
    )
    actors: tuple[ActorRole, ...] = field("五社", "五社中谁参与了、做了什么", ())
    other_parties: tuple[OtherParty, ...] = field("其他参与方", "居民、街镇、商户等", ())
    steps: tuple[Step, ...] = field("步骤", "一步一步怎么做", ())
    outcomes: Annotated[
        tuple[Annotated[Outcome, BeforeValidator(bare_text)], ...], BeforeValidator(as_list)
    ] = field("成效", "做成了什么", ())
    comparisons: tuple[Comparison, ...] = field("前后对比", "做以前、做以后，一样一行", ())
    series: tuple[Series, ...] = field("历年", "一年一年的数字", ())
    voices: tuple[Voice, ...] = field("居民的话", "居民自己说的，登过报的或本人同意的", ())
    honours: tuple[Honour, ...] = field("荣誉", "外面给的荣誉；区里登记的评选写在“支持”里", ())
    claims: tuple[Claim, ...] = field("说法", "来源自己的说法，如“全市第一个”；书里只转述", ())
    spread: Statements = field("推广", "推广到了哪里", ())
    insight: Statements = field("启示", "这件事说明了什么", ())
    applicability: Statements = field("适用条件", "别处照做要具备什么", ())
    funding: tuple[Funding, ...] = field("经费", "一笔一笔的钱：多少、哪一年、谁出的、用在哪里", ())
    support: tuple[Support, ...] = field("支持", "用到的政策、项目、资金、荣誉", ())
    related: tuple[RelatedCase, ...] = field("相关", "相关的工作法与理由", ())
    images: tuple[Image, ...] = field("图片", "有授权的图片", ())
    attachments: tuple[Attachment, ...] = field("附件", "读者可以取走的文件", ())
    sources: Citations = field("来源", "整条工作法依据的来源", ())
    confirmed_by: Annotated[tuple[Confirmation, ...], BeforeValidator(as_list)] = field(
        "核定", "实践单位核定，可以几家；没有就不写", ()
    )
    review: Review | None = field("复核", "复核日期", None)
    corrections: Annotated[tuple[Correction, ...], BeforeValidator(as_list)] = field(
        "更正", "发布以后改过的错，一处一项：读者看得到改了什么", ()
    )
    withdrawn: Withdrawal | None = field("撤下", "撤下的日期与原因；“状态”写“撤下”的才写", None)
    aliases: Annotated[tuple[Slug, ...], BeforeValidator(as_list)] = field(
        "曾用地址", "改过文件名的，写下旧的编号，旧网址会转到这里", ()
    )

    @field_validator("everywhere")
    @classmethod
    def _placed_once(cls, everywhere: bool, info: ValidationInfo) -> bool:
        if everywhere and info.data.get("streets"):
            raise PydanticCustomError(
                "M25", "写了“街镇”，就不写“全区: 是”。全区都做的删掉“街镇”，不是的删掉“全区”"
            )
        return everywhere

    @property
    def placed_by(self) -> Citations:
        """地点写在哪里：没有另写的，整条只有一个来源时就是它，不会是别的。"""
        return self.place_sources or (self.sources if len(self.sources) == 1 else ())
