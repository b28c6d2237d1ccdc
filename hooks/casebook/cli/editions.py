"""各版的命令：定一版，看改了什么。"""

from pathlib import Path
from typing import Annotated

from casebook.cli.arguments import Argument, Option, misused
from casebook.cli.root import Root


def edition(
    name: Annotated[str, Argument("名称", "这一版叫什么，如 第二版")] = "",
    root: Root = Path(),
    note: Annotated[str, Option("--note", "这一版主要改了什么，一句话", "<说明>")] = "",
    yes: Annotated[bool, Option("--yes", "不问，直接写入")] = False,
) -> None:
    """定一版：现在的样子以后一直留在 /editions/<第几版>/ 下面，引用的人用那里的网址。

    先要查得过，改动都提交了。写好以后再提交一次，那一次提交就是这一版；再出版网站时建好留着。
    手册接着改，网站上“变更”一页说出从那以来改了什么。

    定好了，退出码是 0；没有定是 1；命令写得不对是 2。
    """
    if not name.strip():
        misused("要写这一版叫什么，如 casebook edition 第一版。")
    from casebook.cli.edition import declare_edition

    declare_edition(root, name.strip(), note.strip(), yes)


def changes(
    since: Annotated[
        str, Argument("从", "一版的名称，或一天，如 2026-10-01；不写是最近的一版")
    ] = "",
    until: Annotated[str, Argument("到", "同上；不写是现在")] = "",
    root: Root = Path(),
    docx: Annotated[
        Path | None, Option("--docx", "写成 Word，给人看、存档；从前写的换掉", "<文件>")
    ] = None,
) -> None:
    """变更对照：两版、两天之间，给读者看的一条条一栏栏改了什么。手册不改。"""
    from casebook.cli.changes import show_changes

    show_changes(root, since.strip(), until.strip(), docx)
