"""一份 Word 稿子 → 一条案例：读、分到各栏、写成 YAML，照检查程序查一遍。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casebook.bind import Book
from casebook.check.privacy import masked
from casebook.compose.form import Question
from casebook.compose.form_sheet import sheet
from casebook.compose.words import word
from casebook.editing.drafting import id_fault, suggested_id
from casebook.editing.examiner import Examiner
from casebook.editing.literal import one_line
from casebook.intake.answers import Answers, composed
from casebook.intake.conservation import lost, lost_in_form, lost_links, lost_tables
from casebook.intake.filled import Left, read_filled
from casebook.intake.free import Free, left_of, read_free
from casebook.intake.packages import Package, Refused
from casebook.intake.pictures import photos
from casebook.intake.register import Register
from casebook.intake.said import Said, Told
from casebook.intake.word import read_word
from casebook.intake.writing import HEADS, Line, case_lines
from casebook.model import Case, describe
from casebook.model.scalars import SCALARS, Kind
from casebook.model.walk import key_of
from casebook.problems import Problem
from casebook.read.text import SIZE_LIMIT
from casebook.render.docx import printed
from casebook.render.schema import modeline

_UNNAMED = "laigao"
_MISSING = "一句话说清做了什么、怎么做成的"


@dataclass(frozen=True)
class Taken:
    """收好的一条，还没有写到磁盘上。

    `form` 是照投稿表写的；`files` 是照片；`left` 是留作原稿的；`deleted` 是修订里删去的有几处；
    `renamed` 是本来该用、已经有人用了的编号。
    """

    id: str
    lines: tuple[Line, ...]
    files: Mapping[str, bytes]
    left: tuple[Left, ...]
    form: bool
    deleted: int
    renamed: str = ""

    @property
    def path(self) -> str:
        """写在哪里。"""
        return f"cases/{self.id}.yml"

    @property
    def content(self) -> str:
        """文件的内容。"""
        return "".join(f"{line}\n" for line, _ in self.lines)

    @property
    def unplaced(self) -> int:
        """没有放进栏目的有几处；标题与号不算。"""
        return sum(one.why not in HEADS for one in self.left)

    def place(self, problem: Problem) -> str:
        """`problem` 说的那一行是稿子的哪里；说不出的为空。"""
        return self.lines[problem.line - 1][1] if problem.line <= len(self.lines) else ""


def take(
    package: Package, examiner: Examiner, book: Book, asked: Sequence[Question], taken: set[str]
) -> Taken:
    """`taken` 是这一次已经用了的编号；不收的稿子，抛 Refused。"""
    manuscript = read_word(package)
    form = sheet(asked)
    title = word("docx.form.title", title=book.handbook.title)
    ours = printed(form) | {title}
    read = read_filled(manuscript.blocks, form, ours)
    register = Register(examiner.library)
    answers: Answers = read.answers
    free = Free()
    if read.found:
        free.left = [left for block in read.rest for left in left_of(block)]
    else:
        free = read_free(read.rest, [actor.name for actor in book.actors])
        answers = free.answers
    loose = [p for p in manuscript.pictures if all(p is not one for one, _ in read.photos)]
    pictures = photos([*read.photos, *((picture, {}) for picture in loose)])
    found = composed(asked, answers, register)
    _settle(found, free.sources, register, package.name)
    if pictures.images:
        found[key_of(Case, "images")] = pictures.images
    record = {f.key: found[f.key] for f in describe(Case) if f.key in found}
    left = [*read.left, *free.left, *pictures.left]
    left += [Left(aside.place, aside.text) for aside in manuscript.asides]
    if not (answers or free.sources or pictures.files or left):
        raise Refused("是空的，一个字也没有填")
    left += lost_tables(manuscript.blocks, record, left)
    left += lost(free.taken, record, left)
    left += lost_in_form(read.taken, ours, record, left, register.settled)
    left += lost_links(manuscript.blocks, record, left)
    case_id, renamed = _case_id(record[key_of(Case, "title")], examiner, taken)
    head = [modeline(f"cases/{case_id}.yml"), f"## 从 {one_line(package.name)} 收来，逐句核对。"]
    lines = case_lines(record, head, left)
    size = sum(len(line.encode()) + 1 for line, _ in lines)
    if size > SIZE_LIMIT:
        taken.discard(case_id)
        most = f"一条案例至多 {SIZE_LIMIT >> 10} KB"
        raise Refused(f"写出来有 {size >> 10} KB，{most}。请拆成几份，一份只讲一件事")
    return Taken(
        id=case_id,
        lines=tuple(lines),
        files=pictures.files,
        left=tuple(left),
        form=read.found,
        deleted=manuscript.deleted,
        renamed=renamed,
    )


def _settle(found: dict[str, Any], sources: Sequence[Said], register: Register, name: str) -> None:
    """少不得的两栏：标题没有写的用文件名，一句话没有写的待补充；整条的来源。"""
    title, summary = key_of(Case, "title"), key_of(Case, "summary")
    if not found.get(title):
        found[title] = Told(one_line(Path(name).stem)[: SCALARS[Kind.LINE].limit])
    owed = []
    for said in sources:
        value, rest = register.cited(Told(one_line(said.plain), said.place), True)
        if value:
            found.setdefault(key_of(Case, "sources"), []).append(value)
        if rest:
            owed.append(f"登记来源：{rest}")
    told = found.setdefault(summary, {})
    if not told.get("内容") and not told.get("待补充"):
        owed = [_MISSING, *owed]
    if owed:
        told["待补充"] = Told("；".join(filter(None, [told.get("待补充", ""), *owed])))


def _case_id(title: str, examiner: Examiner, taken: set[str]) -> tuple[str, str]:
    """编号，和本来该用、已经有人用了的编号。"""
    wanted = suggested_id(title, examiner) or suggested_id(_UNNAMED, examiner)
    stem, _, number = wanted.rpartition("-")
    base = stem if number.isdigit() and stem and id_fault(stem, examiner) else wanted
    case_id, count = wanted, 1
    folder = examiner.root / "cases"
    while case_id in taken or id_fault(case_id, examiner) or (folder / case_id).exists():
        count += 1
        case_id = f"{base}-{count}"
    taken.add(case_id)
    return case_id, base if case_id != base else ""


def examine(one: Taken, name: str, examiner: Examiner) -> list[tuple[str, Problem]]:
    """写好以后照检查程序查：稿子的哪里，和问题。"""
    problems = masked(examiner.problems(one.path, one.content))
    return [(f"{name} {place}" if (place := one.place(p)) else name, p) for p in problems]
