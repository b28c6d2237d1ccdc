"""casebook fix。"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from casebook.cli.app import Root, app, misused
from casebook.cli.ask import Stopped, confirm
from casebook.editing import Examiner, Mended, Tone, difference, mend, replace_file
from casebook.faults import told
from casebook.model import register_of
from casebook.problems import report
from casebook.progress import progress_bars
from casebook.read import Unread
from casebook.read.selection import NotOurs, named_files

_REFUSED = ("F09", "F20", "F21", "F22")
"""没有打开就不收的：链接、管道、读不了的……"""
_COLOURS: dict[Tone, dict[str, Any]] = {
    Tone.HEAD: {"bold": True},
    Tone.SAME: {},
    Tone.GONE: {"fg": "red"},
    Tone.NEW: {"fg": "green"},
    Tone.WHY: {"dim": True},
}


@app.command()
def fix(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="文件", help="只改这些文件或文件夹；不写就看全部案例与登记簿"),
    ] = None,
    root: Root = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="不问，直接写入")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="只看要改哪里，不写")] = False,
) -> None:
    """改正有把握的小毛病：先给你看改了哪里，你说写才写。注释与次序都不动。

    全角冒号、缩进、编码、日期的写法、半角标点、写在一起的量、贴来的表格，等等。只改不会改变意思的，别的留给你。

    没有要改的、都写好了，退出码是 0；有要改的而没有写是 1；命令写得不对是 2。
    """
    if yes and diff:
        misused("--yes 与 --diff 只写一个：--yes 是写入，--diff 是只看。")
    try:
        wanted = named_files(root, files or [], Path.cwd())
    except NotOurs as stranger:
        misused(str(stranger))
    examiner = Examiner(root)
    refused = [fault for fault in examiner.faults if fault.code in _REFUSED and wanted(fault.path)]
    for fault in refused:
        typer.echo(report(fault))
    found = _mended(examiner, wanted, bool(files and not refused))
    todo = [one for one in found if one.changes]
    for one in todo:
        _show(one)
    _say_left(found)
    if not todo:
        typer.echo("没有能自动改的地方。")
        raise typer.Exit(1 if refused else 0)
    total = sum(len({c.line for c in one.changes}) for one in todo)
    typer.echo(f"{len(todo)} 个文件里有 {total} 处可以改好。")
    if diff:
        typer.echo("这次只看，没有写。")
        raise typer.Exit(1)
    try:
        agreed = yes or confirm("写入吗？")
    except Stopped:
        typer.echo("停下了，没有写任何东西。")
        raise typer.Exit(1) from None
    if not agreed:
        typer.echo("没有写任何东西。要写的话，再运行一次；加 --yes 就不问了。")
        raise typer.Exit(1)
    _write(root, todo)


def _mended(examiner: Examiner, wanted: Callable[[str], bool], asked: bool) -> list[Mended]:
    """说到的每一个文件改正的结果；`asked` 是点了名的，一个也没有就停下。"""
    registers = [path for path in examiner.library.texts if register_of(path)]
    everything = [file.path for file in examiner.files.values()] + registers
    paths = [path for path in everything if wanted(path)]
    if asked and not paths:
        misused("这里没有能改的文件：fix 只改 cases/ 与 content/registry/ 里的 .yml。")
    found = []
    with progress_bars() as progress:
        for number, path in enumerate(paths, 1):
            try:
                found.append(mend(path, examiner.read(path), examiner))
            except Unread as unread:
                found.append(Mended(path, left=(unread.problem,)))
            progress("看文件", number, len(paths))
    return found


def _show(one: Mended) -> None:
    for tone, line in difference(one):
        colour = None if "NO_COLOR" not in os.environ else False
        typer.echo(typer.style(line, **_COLOURS[tone]), color=colour)
    typer.echo()


def _say_left(found: list[Mended]) -> None:
    """还要人来改的：只说有几处，细说是 check 的事。"""
    for one in found:
        if one.left:
            typer.echo(f"{one.path} 还有 {len(one.left)} 处要你来看：casebook check {one.path}")


def _write(root: Path, todo: list[Mended]) -> None:
    failed = False
    for one in todo:
        try:
            written = replace_file(root / one.path, one.old, one.data)
            said = "" if written else "刚刚有别人改过它，没有写。请再运行一次"
        except OSError as error:
            said = told(error, root) or "写不进去。请看看磁盘，再来一次"
        failed = failed or bool(said)
        typer.echo(f"{one.path}：{said}。" if said else f"写好了：{one.path}")
    if failed:
        raise typer.Exit(1)
