"""casebook edition：定一版。"""

from pathlib import Path

from casebook.check.dates import today
from casebook.cli.arguments import misused
from casebook.cli.ask import STOPPED, confirm
from casebook.compile import check_handbook
from casebook.editing import CannotAdd, Examiner, numbered, replace_file
from casebook.faults import Fault
from casebook.model import HANDBOOK
from casebook.problems import Severity
from casebook.progress import progress_bars
from casebook.read.handbook import read_handbook
from casebook.read.history import uncommitted

_SHOWN = 5
_OVERDUE = "D06"
"""“该复核了”是提醒编者的，不挡定版。"""


def declare_edition(root: Path, name: str, note: str, yes: bool) -> None:
    """添一版；查不过的、还有没提交的改动、名称用过的，都不添。"""
    root = root.resolve()
    handbook, _ = read_handbook(root, {})
    listed = handbook.record.editions
    if name in {one.name for one in listed}:
        misused(f"已经有{name}了。定下来的不能再改，有了改动就定下一版。")
    _sound(root)
    if (waiting := uncommitted(root)) is None:
        raise Fault("手册不在 Git 里。定下来的一版由 Git 记着，先把手册放进 Git")
    if waiting:
        some = "、".join(waiting[:_SHOWN]) + ("等" if len(waiting) > _SHOWN else "")
        raise Fault(f"还有 {len(waiting)} 个文件改了没有提交：{some}。先提交，再定版")
    try:
        files = [*numbered(Examiner(root), name, today().isoformat(), note)]
    except CannotAdd as failed:
        raise Fault(f"没有写：{failed}") from None
    number = len(listed) + 1
    print(f"定下{name}：网址 /editions/{number}/ 下面以后一直是现在的样子。")
    print(f"要改 {'、'.join(file.path for file in files)}。")
    if not yes and not confirm("写吗？"):
        print(STOPPED)
        raise SystemExit(1)
    for file in files:
        if not replace_file(root / file.path, file.before, file.after):
            raise Fault(f"刚刚有别人改过 {file.path}，没有写完。请看看 {HANDBOOK}，再来一次")
    print("写好了。现在提交：这一次提交就是这一版，别的改动不要放在一起。提交以后再出版网站。")


def _sound(root: Path) -> None:
    with progress_bars() as progress:
        found = check_handbook(root, progress)
    serious = [p for p in found if p.severity is not Severity.ADVICE and p.code != _OVERDUE]
    if serious:
        raise Fault(f"还有 {len(serious)} 个问题，先改好再定版：运行 casebook check 看是哪些")
