"""casebook fix。"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from casebook.cli.arguments import misused
from casebook.cli.ask import confirm
from casebook.editing import Examiner, Mended, Tone, difference, mend, replace_file
from casebook.faults import told
from casebook.model import register_of
from casebook.problems import report
from casebook.progress import progress_bars
from casebook.read import Unread
from casebook.read.selection import NotOurs, named_files

_REFUSED = ("F09", "F20", "F21", "F22")
"""没有打开就不收的：链接、管道、读不了的……"""
_STYLES = {Tone.HEAD: "bold", Tone.GONE: "red", Tone.NEW: "green", Tone.WHY: "dim"}


def fix_files(root: Path, files: Sequence[str], *, yes: bool, diff: bool) -> None:
    """改正 `files`（不写就是全部）；`yes` 是不问就写，`diff` 是只看。没有写的，退出码是 1。"""
    try:
        wanted = named_files(root, files, Path.cwd())
    except NotOurs as stranger:
        misused(str(stranger))
    examiner = Examiner(root)
    refused = [fault for fault in examiner.faults if fault.code in _REFUSED and wanted(fault.path)]
    for fault in refused:
        print(report(fault))
    found = _mended(examiner, wanted, bool(files and not refused))
    todo = [one for one in found if one.changes]
    for one in todo:
        _show(one)
    _say_left(found)
    if not todo:
        print("没有能自动改的地方。")
        raise SystemExit(1 if refused else 0)
    total = sum(len({c.line for c in one.changes}) for one in todo)
    print(f"{len(todo)} 个文件里有 {total} 处可以改好。")
    if diff:
        print("这次只看，没有写。")
        raise SystemExit(1)
    if not (yes or confirm("写入吗？")):
        print("没有写任何东西。要写的话，再运行一次；加 --yes 就不问了。")
        raise SystemExit(1)
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
    lines = difference(one)
    if not sys.stdout.isatty():
        print("\n".join([*(line for _, line in lines), ""]))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for tone, line in lines:
        console.print(Text(line, _STYLES.get(tone, "")), soft_wrap=True)
    console.print()


def _say_left(found: list[Mended]) -> None:
    """还要人来改的：只说有几处，细说是 check 的事。"""
    for one in found:
        if one.left:
            print(f"{one.path} 还有 {len(one.left)} 处要你来看：casebook check {one.path}")


def _write(root: Path, todo: list[Mended]) -> None:
    failed = False
    for one in todo:
        try:
            written = replace_file(root / one.path, one.old, one.data)
            said = "" if written else "刚刚有别人改过它，没有写。请再运行一次"
        except OSError as error:
            said = told(error, root) or "写不进去。请看看磁盘，再来一次"
        failed = failed or bool(said)
        print(f"{one.path}：{said}。" if said else f"写好了：{one.path}")
    if failed:
        raise SystemExit(1)
