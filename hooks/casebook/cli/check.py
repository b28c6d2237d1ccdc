"""casebook check。"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.app import Root, app, misused
from casebook.cli.show import show_problems
from casebook.compile import check_handbook
from casebook.faults import told
from casebook.problems import Problem, has_errors, summary
from casebook.progress import progress_bars
from casebook.publish.report import write_report
from casebook.read.selection import NotOurs, selection


class Format(StrEnum):
    """怎样写：给人看，给程序读，给三家流水线标注。"""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    GITEE = "gitee"


@app.command()
def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="文件", help="只看这些文件或文件夹；不写就看全部"),
    ] = None,
    root: Root = Path(),
    strict: Annotated[bool, typer.Option("--strict", help="有提醒也算没通过")] = False,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar="<写法>",
            help="text 给人看，json 给程序，流水线用 github、gitlab、gitee",
        ),
    ] = Format.TEXT,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="<文件>", help="另写一份能打印的报告（网页文件）"),
    ] = None,
    site_url: Annotated[
        str,
        typer.Option(
            "--site-url", envvar="SITE_URL", help="网站的网址，报告与 json 里指到代码的解释"
        ),
    ] = "",
) -> None:
    """检查全部案例、登记簿与文章，一次报出所有问题。

    没有问题，退出码是 0；有错误（加 --strict 时，有提醒也算）是 1；命令写得不对是 2。
    """
    try:
        wanted = selection(root, files or [], Path.cwd())
    except NotOurs as stranger:
        misused(str(stranger))
    with progress_bars() as progress:
        everything = check_handbook(root, progress, refresh=True)
    problems = [problem for problem in everything if wanted(problem.path)]
    if html:
        _write_page(html, problems, site_url)
    _say(problems, form, site_url)
    if others := len(everything) - len(problems):
        typer.echo(f"别的文件里还有 {others} 个问题，这次没有列。", err=form is not Format.TEXT)
    if has_errors(problems) or (strict and problems):
        raise typer.Exit(1)


def _say(problems: Sequence[Problem], form: Format, site_url: str) -> None:
    """给机器的总是 UTF-8，总结写到标准错误。"""
    if form is Format.TEXT:
        show_problems(problems)
        return
    from casebook.problems.annotations import MACHINE

    if written := MACHINE[form](problems, site_url):
        typer.echo(written.encode())
    typer.echo(summary(problems), err=True)


def _write_page(path: Path, problems: Sequence[Problem], site_url: str) -> None:
    from casebook.problems.page import report_page

    try:
        write_report(path, report_page(problems, site_url))
    except OSError as error:
        misused(f"报告写不到 {path}：{told(error) or '写不进去。请换一个地方'}。")
    typer.echo(f"报告写好了：{path}", err=True)
