"""手册自己的一条：书名写了几处，要一样；定下来的各版；出版信息只写一种，书号的校验码要对。"""

from collections.abc import Iterator

from casebook.model.publication import THICKEST, THINNEST, isbn_check_digit
from casebook.problems import Problem
from casebook.read import Library


def check_handbook_title(library: Library) -> Iterator[Problem]:
    """M22：封面各行合起来是书名，mkdocs.yml 的 site_name 也是；没有写、没有读成的，已经说过。"""
    own, written = library.handbook, library.handbook.document.root.items
    title, cover = own.record.title, "".join(own.record.cover)
    if "书名" in written and "封面" in written and cover != title:
        yield own.problem("M22", f"“封面”各行合起来是“{cover}”，书名是“{title}”。改成一样", "封面")
    if "书名" in written and library.site_name not in ("", title):
        message = f"书名是“{title}”，mkdocs.yml 的 site_name 是“{library.site_name}”。改成一样"
        yield own.problem("M22", message, "书名")


def check_editions(library: Library) -> Iterator[Problem]:
    """M33 定下来的各版：名称不重复，日期写到日，一版比一版晚。"""
    own, names, last = library.handbook, set[str](), None
    for n, one in enumerate(own.record.editions):
        if one.name in names:
            message = f"已经有一版叫“{one.name}”了。定下来的各版由 casebook edition 添，不要自己写"
            yield own.problem("M33", message, "各版", n, "名称")
        if not one.on.day or one.on.about:
            yield own.problem("M33", "定下来的日期要写到日，如 2027-03-01", "各版", n, "日期")
        elif last and one.on.first < last:
            yield own.problem("M33", "比前一版还早。各版照先后写", "各版", n, "日期")
        names, last = names | {one.name}, one.on.first


def check_publication(library: Library) -> Iterator[Problem]:
    """M31 书号的校验码；M32 正式出版与内部资料只能是一种；M03 纸厚得不像纸。"""
    own = library.handbook
    told = own.record.publication
    if told.isbn and told.isbn[-1] != isbn_check_digit(told.isbn):
        message = (
            f"书号 {told.isbn} 的最后一位不对：照前面的十二位算，应该是 "
            f"{isbn_check_digit(told.isbn)}。多半是抄错了一位，请对着核发单再抄一遍"
        )
        yield own.problem("M31", message, "出版信息", "书号")
    if told.thickness and not THINNEST <= told.thickness.value <= THICKEST:
        message = (
            f"“纸厚”是一张纸多少毫米，在 {THINNEST} 到 {THICKEST} 之间，现在是“{told.thickness}”。"
            "请问印刷厂"
        )
        yield own.problem("M03", message, "出版信息", "纸厚")
    if told.formal and told.internal:
        message = (
            "正式出版的（书号、定价等）与内部资料的（准印证号、编印单位等）写在一起了。"
            "有书号的删掉准印证那几栏，内部资料删掉书号那几栏：内部资料不许标价"
        )
        yield own.problem("M32", message, "出版信息")
