"""casebook check。"""

import sys
from collections.abc import Sequence
from pathlib import Path

from casebook.cli.arguments import misused
from casebook.cli.show import show_problems
from casebook.compile import check_handbook
from casebook.faults import told
from casebook.problems import Problem, has_errors, has_warnings, summary
from casebook.progress import progress_bars
from casebook.read.selection import NotOurs, selection
from casebook.store import put_files

_TEXT = "text"
"""写给人看；别的写法给程序。"""


def check_files(
    root: Path, files: Sequence[str], *, strict: bool, form: str, html: Path | None, site_url: str
) -> None:
    """检查手册，列出 `files` 里的问题（不写就是全部）；没有通过，退出码是 1。"""
    try:
        wanted = selection(root, files, Path.cwd())
    except NotOurs as stranger:
        misused(str(stranger))
    with progress_bars() as progress:
        everything = check_handbook(root, progress, refresh=True, site_url=site_url)
    problems = [problem for problem in everything if wanted(problem.path)]
    if html:
        _write_page(html, problems, site_url)
    _say(problems, form, site_url)
    if others := len(everything) - len(problems):
        print(
            f"别的文件里还有 {others} 个问题，这次没有列。",
            file=sys.stdout if form == _TEXT else sys.stderr,
        )
    if has_errors(problems) or (strict and has_warnings(problems)):
        raise SystemExit(1)


def _say(problems: Sequence[Problem], form: str, site_url: str) -> None:
    """给机器的总是 UTF-8，总结写到标准错误。"""
    if form == _TEXT:
        show_problems(problems)
        return
    from casebook.problems.annotations import MACHINE

    if written := MACHINE[form](problems, site_url):
        sys.stdout.flush()
        sys.stdout.buffer.write(f"{written}\n".encode())
        sys.stdout.buffer.flush()
    print(summary(problems), file=sys.stderr)


def _write_page(path: Path, problems: Sequence[Problem], site_url: str) -> None:
    from casebook.problems.page import report_page

    try:
        put_files(path.parent, {path.name: report_page(problems, site_url).encode()})
    except OSError as error:
        misused(f"报告写不到 {path}：{told(error) or '写不进去。请换一个地方'}。")
    print(f"报告写好了：{path}", file=sys.stderr)
