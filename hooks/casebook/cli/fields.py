"""casebook fields：栏目说明。"""

import sys
from collections.abc import Iterator

from casebook.cli.arguments import misused
from casebook.model import FieldDescription
from casebook.model.manual import (
    Section,
    example_text,
    found,
    how_to_write,
    manual,
    nearest,
    sections,
)

Rows = tuple[FieldDescription, ...]


def show_fields(what: str) -> None:
    """讲 `what` 一种记录或一栏；不写是有哪些，“全部”是全部。"""
    if not what:
        _contents()
        return
    listed = [(s, s.fields) for s in sections()] if what == "全部" else found(what)
    if not listed:
        near = nearest(what)
        misused(f"没有叫“{what}”的栏目。" + (f"是不是“{near}”？" if near else _EVERYTHING))
    for section, rows in listed:
        _show(section, rows)


_EVERYTHING = "运行 casebook fields，看有哪些。"


def _contents() -> None:
    """有哪几种记录，各有哪些栏。"""
    for part in manual():
        print(f"【{part.title}】")
        for section in part.sections:
            print(f"  {section.title}：{'、'.join(f.key for f in section.fields)}")
    print("看一种或一栏：casebook fields 步骤；全部列出来：casebook fields 全部")


def _show(section: Section, rows: Rows) -> None:
    if sys.stdout.isatty():
        _table(section, rows)
    else:
        print("\n".join([*_lines(section, rows), ""]))


def _place(section: Section) -> str:
    under = f"的“{'”“'.join(section.within)}”下面" if section.within else ""
    return f"{section.what}。写在 {section.file} {under}".rstrip()


def _lines(section: Section, rows: Rows) -> Iterator[str]:
    """接到别的命令、存成文件时：一栏几行，没有框线与颜色。"""
    yield f"{section.title}　{_place(section)}"
    for field in rows:
        yield f"  {field.key}{'（必填）' * field.required}　{field.help}"
        yield f"      {how_to_write(field)}"
        yield "      例子（仿写）："
        yield from (f"        {line}" for line in example_text(field).split("\n"))


def _table(section: Section, rows: Rows) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=section.title, caption=_place(section), show_lines=True)
    table.title_style, table.caption_style = "bold", "dim"
    for head in ("栏目", "写什么，怎样写", "例子（仿写）"):
        table.add_column(head, overflow="fold")
    for field in rows:
        key = Text(field.key).append("\n必填" * field.required, "red")
        said = Text(field.help).append(f"\n{how_to_write(field)}", "dim")
        table.add_row(key, said, example_text(field))
    Console().print(table)
