"""casebook import：Word 的稿子收成案例，Excel 的名录收进登记簿。"""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from casebook.bind import bind
from casebook.cli.import_register import Outcome, import_register
from casebook.cli.new import opened as handbook_opened
from casebook.compose.form import questions
from casebook.editing import Examiner, create_file
from casebook.faults import Fault, told
from casebook.intake import Refused, Taken, examine, opened, take
from casebook.office import need_office

_SHOWN = 12
"""一份稿子至多列几处问题。"""


def import_files(root: Path, files: Sequence[str], *, yes: bool, diff: bool) -> None:
    """一个一个地收，最后一张表说各怎样了；有没收的，退出码是 1。"""
    need_office()
    opened_now = [file for file in files if Path(file).name.startswith("~$")]
    for file in opened_now:
        print(f"{Path(file).name}：是 Office 开着时的临时文件，不是稿子，没有看。")
    files = [file for file in files if file not in opened_now]
    books = [file for file in files if Path(file).suffix.lower() == ".xlsx"]
    drafts = [file for file in files if file not in books]
    registers = (import_register(root, Path(file), yes=yes, diff=diff) for file in books)
    outcomes = []
    for one in chain(registers, _cases(root, drafts, diff) if drafts else ()):
        outcomes.append(one)  # 收好一份说一份：后面的写不进去，前面的也有话
        print("\n".join((f"{one.name}：{one.result}", *(f"  {line}" for line in one.more))))
    if len(outcomes) > 1:
        print(_table(outcomes))
    if any(one.refused or one.wrong for one in outcomes):
        raise SystemExit(1)


def _cases(root: Path, files: Sequence[str], diff: bool) -> Iterator[Outcome]:
    examiner = handbook_opened(root)
    book = bind(examiner.library)
    asked = questions(book)
    used: set[str] = set()
    for file in files:
        path = Path(file)
        try:
            one = take(opened(path), examiner, book, asked, used)
            yield _taken(root, path.name, one, examiner, diff)
        except Refused as refused:
            yield Outcome(path.name, f"没有收：{refused}。", refused=True)


def _taken(root: Path, name: str, one: Taken, examiner: Examiner, diff: bool) -> Outcome:
    if diff:
        return Outcome(name, f"会写成 {one.path}：", tuple(one.content.splitlines()))
    try:
        for file, data in one.files.items():
            create_file(root / "cases" / one.id / file, data)
        create_file(root / one.path, one.content.encode())
    except OSError as error:
        why = told(error, root) or "写不进去。请看看磁盘，再来一次"
        raise Fault(f"没有写成 {one.path}：{why}") from error
    return Outcome(name, f"写好了 {one.path}。{_told(one)}", tuple(_missing(name, one, examiner)))


def _told(one: Taken) -> str:
    said = [] if one.form else ["没有照投稿表写，照标题分的，请逐栏核对"]
    if one.renamed:
        said.append(f"已经有 {one.renamed} 了，没有动它，编号用的是 {one.id}")
    if one.files:
        said.append(f"照片 {len(one.files)} 张，放在 cases/{one.id}/")
    if one.unplaced:
        said.append(f"没有放进栏目的 {one.unplaced} 处，在文件末尾的“原稿”里")
    if one.deleted:
        said.append(f"修订里删去的 {one.deleted} 处没有收")
    return "".join(f"{line}。" for line in said)


def _missing(name: str, one: Taken, examiner: Examiner) -> list[str]:
    """还差什么：照检查程序说，写明在稿子的哪里。"""
    found = examine(one, name, examiner)
    lines = [
        f"{place}（{one.path} 第 {problem.line} 行）：{problem.code} {problem.message}"
        for place, problem in found[:_SHOWN]
    ]
    if len(found) > _SHOWN:
        lines.append(f"还有 {len(found) - _SHOWN} 处：casebook check {one.path}")
    return lines or ["照检查程序看，没有要改的。逐句核对以后，再补来源"]


def _table(outcomes: Sequence[Outcome]) -> str:
    """各怎样了，一个文件一行。"""
    good = sum(not one.refused for one in outcomes)
    lines = [f"\n一共 {len(outcomes)} 份，收了 {good} 份，没有收 {len(outcomes) - good} 份："]
    lines += [f"  {one.name}　{one.result.split('。')[0]}" for one in outcomes]
    return "\n".join(lines)
