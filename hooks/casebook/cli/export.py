"""casebook export --xlsx：整本手册写成 Excel。"""

from pathlib import Path

from casebook.cli.arguments import misused
from casebook.faults import Fault, told
from casebook.model import LABELS, REGISTERS
from casebook.office import need_office
from casebook.read import read_library
from casebook.store import put_files


def export_workbook(root: Path, path: Path) -> None:
    """写在 `path`；从前写的换掉。"""
    need_office()
    from casebook.render.xlsx import workbook

    if path.suffix.lower() != ".xlsx":
        misused(f"{path} 不是 .xlsx。写成 {path.with_suffix('.xlsx')}，Excel、WPS 才打得开。")
    library, problems = read_library(root)
    unread = sorted({problem.path for problem in problems} - {*library.texts})
    broken = [case_id for case_id in library.case_ids if case_id not in library.cases]
    if unread or broken:
        first = [*(f"cases/{one}.yml" for one in sorted(broken)), *unread][0]
        raise Fault(f"没有写：{first} 读不成，写出来就不全。先运行 casebook check")
    read = {name for name, one in library.registers.items() if one.whole}
    if partial := [LABELS[name] for name in REGISTERS if name not in read]:
        raise Fault(f"没有写：{partial[0]}登记簿没有全读成，写出来就不全。先运行 casebook check")
    book = workbook(library)
    try:
        put_files(path.absolute().parent, {path.name: book.data})
    except OSError as error:
        raise Fault(f"没有写成 {path}：{told(error) or '写不进去'}") from error
    print(
        f"写好了：{path}，{len(library.cases)} 条案例。登记簿改好了收回来：casebook import {path}"
    )
    if book.cut:
        print("Excel 一格至多 32767 个字，这几格没有写全，全文在手册里：" + "、".join(book.cut))
