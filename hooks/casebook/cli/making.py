"""新写的命令：起一本手册，写一条案例，说明与收什么。"""

from pathlib import Path
from typing import Annotated

from casebook.cli.arguments import Argument, Option, misused
from casebook.cli.root import Root


def init(
    folder: Annotated[str, Argument("文件夹", "新手册放在哪个文件夹里：还没有的，或空的")] = "",
    district: Annotated[str, Option("--district", "是哪一个区、县", "<地区>")] = "",
    title: Annotated[str, Option("--title", "书名；不写就照地区起一个", "<书名>")] = "",
    yes: Annotated[bool, Option("--yes", "不问，照写的选项来")] = False,
) -> None:
    """起一本新的手册：用同一个程序，写好设置、登记簿、几页文章和一条例子，马上能预览。

    不动已经有东西的文件夹。
    """
    if not folder:
        misused("要写新手册放在哪个文件夹里，如 casebook init shouce。")
    from casebook.cli.init import start_handbook
    from casebook.editing import Start

    start_handbook(Path(folder), Start(district.strip(), title.strip()), yes=yes)


def new(
    root: Root = Path(),
    title: Annotated[str, Option("--title", "这件事叫什么", "<标题>")] = "",
    case_id: Annotated[str, Option("--id", "文件名，也是网址", "<编号>")] = "",
    summary: Annotated[str, Option("--summary", "做了什么、怎么做成的", "<一句话>")] = "",
    street: Annotated[str, Option("--street", "词表里的街镇", "<街镇>")] = "",
    fields: Annotated[
        tuple[str, ...], Option("--field", "词表里的领域，可以写几个", "<领域>")
    ] = (),
    directions: Annotated[
        tuple[str, ...], Option("--direction", "词表里的方向，可以写几个", "<方向>")
    ] = (),
    register: Annotated[
        str, Option("--register", "不写案例，在这本登记簿里添一条", "<登记簿>")
    ] = "",
    yes: Annotated[bool, Option("--yes", "不问，照写的选项来")] = False,
    sample: Annotated[bool, Option("--sample", "只看写出来是什么样，不写文件")] = False,
    docx: Annotated[
        Path | None, Option("--docx", "不写案例，写一份空白的 Word 投稿表，给人填", "<文件>")
    ] = None,
) -> None:
    """新写一条案例：问几句，写好一份查得过的底稿，每一栏都有说明与例子。

    加 --register 来源，就在来源登记簿里添一条，是一个新文件；组织、政策等也一样。
    加 --docx 投稿表.docx，写一份空白的 Word 投稿表；填好了用 casebook import 收进来。
    """
    if docx:
        from casebook.cli.new_form import new_form

        new_form(root, docx)
        return
    if register:
        from casebook.cli.new_entry import new_entry

        new_entry(root, register, {"编号": case_id, "题名": title, "名称": title}, yes)
        return
    from casebook.cli.new import new_case
    from casebook.editing import Answers

    given = Answers(title, summary, street, fields, directions)
    new_case(root, case_id, given, yes=yes, sample=sample)
