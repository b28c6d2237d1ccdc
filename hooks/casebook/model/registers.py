"""登记簿：案例引用的词表、组织、政策、项目、数字、来源、术语。"""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from casebook.model.dates import DateText
from casebook.model.readings import Reading
from casebook.model.statements import Citations, Figure, Record, Statement, Statements, field
from casebook.model.values import Line, Lines, Number, Reference, Slug, Url, Whole, YesNo, as_list
from casebook.model.vocabulary import ProgrammeKind, ReadExtent, SourceKind

References = Annotated[tuple[Reference, ...], BeforeValidator(as_list)]


class RegisterEntry(Record):
    """登记簿里的一条。"""

    id: Slug = field("编号", "小写英文编号，用在网址里，定了就不要改")
    name: Line = field("名称", "中文名称")
    description: Statements = field("说明", "一句一句的说明，各带来源", ())


class Actor(RegisterEntry):
    """五社之一。"""

    tile: Annotated[str, "一个字"] = field("活字", "代表它的一个字", min_length=1, max_length=1)
    label: Lines = field("图上写法", "图上分行写的短名", ())


class Direction(RegisterEntry):
    """各方做事的一个方向。"""


class Field(RegisterEntry):
    """领域。"""


class Street(RegisterEntry):
    """街道或镇。`column`、`row` 是示意格子图里的位置，不是地理方位。"""

    column: Whole = field("列", "示意格子图第几列，从 1 起", ge=1, le=8)
    row: Whole = field("行", "示意格子图第几行，从 1 起", ge=1, le=8)


class OrganisationKind(RegisterEntry):
    """社会组织的类型。"""


class Organisation(RegisterEntry):
    """一家组织。"""

    full_name: Line | None = field("全称", "登记的全称", None)
    kind: Line | None = field("类型", "组织类型词表里的名称；不知道就不写", None)
    street: Line | None = field("街镇", "所在街镇；不知道就不写", None)
    sources: Citations = field("来源", "名称、全称、类型、街镇写在哪里", ())


class Policy(RegisterEntry):
    """一份政策文件。"""

    number: Line | None = field("文号", "发文字号", None)
    issuer: Lines = field("发文机关", "谁发的", ())
    level: Line | None = field("层级", "国家、市、区", None)
    issued: DateText | None = field("印发", "印发日期", None)
    issued_inferred: YesNo = field(
        "印发推断", "印发日期来源没有写明，是编者推算的，写 是；在“说明”里写怎样推算的", False
    )
    orders: Statements = field("要求", "它要求做什么，一条一条写", ())
    basis: Statements = field("依据", "它依据的上位文件", ())
    sources: Citations = field("来源", "文件本身在哪里", ())


class Part(Statement):
    """一个机制的组成部分。"""

    name: Line = field("名称", "部分的名称")


class Programme(RegisterEntry):
    """区级机制、网络、项目、资金、荣誉。"""

    kind: ProgrammeKind = field("类别", "机制、网络、项目、资金、荣誉、人才、目录或流程")
    plate: Line | None = field("门牌", "甲、乙、丙……；没有就不写", None)
    summary: Statements = field("一句话", "一句话说明", ())
    parts: tuple[Part, ...] = field("组成", "由哪些部分组成，或列了哪些名目", ())
    policies: References = field("政策", "依据的政策编号", ())
    indicators: References = field("数字", "有关数字的编号", ())
    directions: Lines = field("方向", "编者归入的方向", ())
    actors: Lines = field("五社", "编者归入的五社", ())
    fields: Lines = field("领域", "编者归入的领域", ())
    parent: Reference | None = field("属于", "上一级机制的编号", None)
    sources: Citations = field("来源", "这一条写在哪里；下面各句另有自己的来源", ())


class Indicator(Figure):
    """一个有日期、有来源的数字。"""

    id: Slug = field("编号", "小写英文编号")
    per: Line | None = field("周期", "每年、每月……的数字写 年、月", None)
    scope: Line = field("范围", "数的是哪里，如 某某区")
    value: Number = field("数值", "阿拉伯数字")
    note: Statements = field("备注", "口径说明", ())
    headline: YesNo = field("首页", "是否放在首页", False)

    @property
    def description(self) -> tuple[Statement, ...]:
        """与别的登记簿同名的说明。"""
        return self.note


class Source(Record):
    """一个来源；著录按 GB/T 7714—2025 顺序编码制。"""

    id: Slug = field("编号", "小写英文编号")
    name: Line = field("题名", "文章或文件的题名")
    authors: Lines = field("作者", "文章署名的人；没有署名就不写", ())
    publisher: Line | None = field("发布者", "谁发布的；没有核实就不写", None)
    date: DateText | None = field("日期", "发布日期", None)
    url: Url | None = field("网址", "网址；没有核实就不写", None)
    accessed: DateText | None = field("引用日期", "哪一天在网上看到的；不在网上的不写", None)
    kind: SourceKind = field(
        "类别", "官方、媒体、学术、图书或其他；公众号看是谁办的，没有核实写 其他"
    )
    titled_by_editors: YesNo = field("编者拟题", "题名是编者拟的，不是原文的，写 是", False)
    archived: Url | None = field("存档", "存档的网址：原来的打不开了，还看得到", None)
    read: ReadExtent | None = field("读到哪里", "编者读到的：全文、开头或摘录；不知道就不写", None)
    note: Statements = field("备注", "核实情况", ())


class Term(RegisterEntry):
    """一个术语。"""

    also: Lines = field("又称", "别的写法", ())
    marked: Lines = field(
        "文中标出",
        "正文里写到哪几样，读者点得开解释：从名称与又称里选，不会夹在别的词里的；不写时，三个字以上的名称才标",
        (),
    )
    see: Line | None = field("参见", "站内地址，如 /mechanism/", None)


class Alias(Record):
    """读者平常的说法与书里的话。"""

    said: Lines = field("打", "读者查找时会打的话；几样说法写成列表")
    means: Lines = field("找", "书里怎样说；几样都写，就都找")


class FormerId(Record):
    """从前的一个编号：换成了哪一个，或为什么拿掉。"""

    id: Slug = field("编号", "从前的编号")
    now: Slug | None = field("现在", "换成了哪个编号：旧的网址转到它；拿掉的不写", None)
    why: Line | None = field("原因", "为什么拿掉：读者在原来的网址上看得到", None)


class Register(Record):
    """一本登记簿：说明，是否还会增加，以及条目。"""

    entry: ClassVar[type[Record]]

    note: Statements = field("说明", "这本登记簿的来历", ())
    open: YesNo = field("开放", "还会增加的写 是：来源以“等”“……”收尾，或者编者还会往里添", False)
    readings: tuple[Reading, ...] = field(
        "读音", "索引照拼音排，电脑读错的词写在这里，哪一本登记簿里都可以", ()
    )
    aliases: tuple[Alias, ...] = field(
        "俗称", "读者查找时会打、书里不这样说的话，哪一本登记簿里都可以；页面上不印", ()
    )
    former: tuple[FormerId, ...] = field(
        "曾用编号", "改了的、拿掉的编号：公开过的网址要一直打得开，写在自己的登记簿里", ()
    )
    entries: tuple[Any, ...] = field("条目", "一条一条")


def _register(kind: type[Record]) -> type[Register]:
    class Of(Register):
        __doc__ = Register.__doc__
        entry = kind
        entries: tuple[kind, ...] = field("条目", "一条一条")  # type: ignore[valid-type]

    Of.__name__ = Of.__qualname__ = f"{kind.__name__}Register"
    return Of


REGISTERS: dict[str, type[Register]] = {
    "actors": _register(Actor),
    "directions": _register(Direction),
    "fields": _register(Field),
    "streets": _register(Street),
    "organisation-kinds": _register(OrganisationKind),
    "organisations": _register(Organisation),
    "policies": _register(Policy),
    "programmes": _register(Programme),
    "indicators": _register(Indicator),
    "sources": _register(Source),
    "terms": _register(Term),
}
"""content/registry/<名>.yml → 登记簿的记录。"""

GROWING = frozenset({"organisations", "policies", "programmes", "indicators", "sources", "terms"})
"""写案例时常要添一条的几本，可以分成几个文件：<名>.yml 之外，文件夹 <名>/ 里的也是它的。

两个人各添一条，各是一个文件，合起来不会冲突。别的几本是词表，次序有讲究，只写在一个文件里。
"""

REGISTER_FOLDER = "content/registry"
"""登记簿放在哪里。"""


def register_of(path: str) -> str:
    """`path`（相对仓库根）是哪本登记簿的一个文件；都不是时为空。"""
    folder, _, file = path.rpartition("/")
    top, _, name = folder.rpartition("/")
    if top == REGISTER_FOLDER and name in GROWING and file.endswith(".yml"):
        return name
    name = file.removesuffix(".yml")
    return name if path == f"{REGISTER_FOLDER}/{name}.yml" and name in REGISTERS else ""


LABELS: dict[str, str] = {
    "actors": "五社",
    "directions": "方向",
    "fields": "领域",
    "streets": "街镇",
    "organisation-kinds": "组织类型",
    "organisations": "组织",
    "policies": "政策",
    "programmes": "机制与项目",
    "indicators": "数字",
    "sources": "来源",
    "terms": "术语",
    "cases": "工作法",
}
"""登记簿（和案例）的中文叫法。"""
