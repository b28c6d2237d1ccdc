"""casebook init：起一本新的手册。"""

from pathlib import Path

from casebook.cli.arguments import misused
from casebook.cli.ask import ask
from casebook.editing import Start, create_file, folder_fault, new_handbook, start_fault
from casebook.faults import Fault, told


def start_handbook(folder: Path, given: Start, *, yes: bool) -> None:
    """在 `folder` 里起一本。选项里写了的不再问，`yes` 时一句也不问；里面已经有东西的不写。"""
    try:
        fault = folder_fault(folder)
    except OSError as error:
        raise Fault(f"没有写：{told(error) or f'“{folder}”看不了'}") from error
    if fault:
        misused(f"“{folder}”{fault}")
    district = given.district or ("" if yes else ask("是哪一个区、县（如 某某区）："))
    if not district:
        misused("要有地区。不问着写时，用 --district 写上。")
    start = Start(district, given.title)
    if not (start.title or yes):
        start = Start(district, ask(f"书名（直接回车就用“{start.name}”）："))
    files = new_handbook(start)
    if fault := start_fault(files):
        misused(f"没有写：{fault}。")
    for name, content in files.items():
        try:
            create_file(folder / name, content)
        except OSError as error:
            why = told(error) or "写不进去。请看看磁盘，再来一次"
            raise Fault(f"没有写成 {name}：{why}") from error
    print(f"写好了：《{start.name}》，在 {folder}。接着：")
    print(f"      cd {folder}")
    print("      casebook serve    预览；README.md 里写着先改哪几处")
