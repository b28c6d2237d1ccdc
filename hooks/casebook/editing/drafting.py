"""新案例的底稿：答过的写好，别的栏目注释着，一栏一句说明、一个例子；写好就查得过。"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.bind.pinyin import pinyin
from casebook.editing.examiner import Examiner
from casebook.editing.scalar import scalar
from casebook.model import Case, FieldDescription, Status, describe
from casebook.model.examples import example_of
from casebook.model.handbook import readings
from casebook.model.scalars import NO, SCALARS, YES, Kind
from casebook.read.files import DIGITS_NAME, SLUG_NAME
from casebook.render.schema import modeline

_HEAD = (
    "## 开头的是说明。要写哪一栏，删掉下面几行开头的“# ”，把例子换成你的；不知道的不要写，不要猜。",
    "每句话要么写“来源”，要么写“推断: 是”（编者的判断）。写好以后运行 casebook check。",
)
_GIVEN = {"edition": "1", "status": str(Status.COLLECTED)}
_LATER = frozenset(("withdrawn",))
"""新写的一条用不着的栏目：发布过的才撤得下。"""
_LONG = 40
"""起的编号最多这么长。"""
_LISTED = 8
"""词表里的词不超过这么多，就都列出来。"""


@dataclass(frozen=True)
class Answers:
    """人答的：标题、一句话（没有答就空着）、街镇、领域、方向。"""

    title: str
    summary: str = ""
    street: str = ""
    fields: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()


def draft(case_id: str, answers: Answers, examiner: Examiner) -> str:
    """`cases/<case_id>.yml` 的内容。"""
    written = _written(answers)
    lines = [modeline(f"cases/{case_id}.yml"), *(f"## {line}" for line in _HEAD)]
    for field in describe(Case):
        if field.name in _LATER:
            continue
        lines += ["", f"## {field.key}{'（必填）' * field.required}：{field.help}"]
        words = offered(field, examiner)
        if words:
            shown = words if len(words) <= _LISTED else (*words[:_LISTED], "……")
            lines.append(f"## 可以写：{'、'.join(shown)}")
        lines += written.get(field.name) or [f"# {line}" for line in _example(field, words)]
    return "\n".join(lines) + "\n"


def _written(answers: Answers) -> Mapping[str, list[str]]:
    """答过的各栏：英文名 → 文件里的几行。"""
    said = [f"  内容: {scalar(answers.summary)}", "  推断: 是"]
    unsaid = ["  待补充: 一句话说清做了什么、怎么做成的"]
    lines = {
        "title": [f"标题: {scalar(answers.title)}"],
        "summary": ["一句话:", *(said if answers.summary else unsaid)],
        **{name: [f"{_key(name)}: {value}"] for name, value in _GIVEN.items()},
    }
    if answers.street:
        lines["streets"] = [f"街镇: {scalar(answers.street)}"]
    for name, words in (("fields", answers.fields), ("directions", answers.directions)):
        if words:
            lines[name] = [f"{_key(name)}: [{', '.join(map(scalar, words))}]"]
    return lines


def _key(name: str) -> str:
    return next(field.key for field in describe(Case) if field.name == name)


def _example(field: FieldDescription, words: tuple[str, ...]) -> Iterator[str]:
    """例子；词表里的词，用这一本里有的。"""
    ours = field.register and field.by_name and words
    first, *rest = [words[0]] if ours else example_of(Case, field.name).split("\n")
    yield f"{field.key}: {first}".rstrip()
    yield from rest


def offered(field: FieldDescription, examiner: Examiner) -> tuple[str, ...]:
    """这一栏可以选的：词表里的名称，或程序认得的几个词。"""
    if field.register and field.by_name:
        return tuple(name for _, name in examiner.choices(field.register))
    return tuple(map(str, field.choices)) or (YES, NO) * (field.kind is Kind.YES_NO)


def draft_fault(case_id: str, content: str, examiner: Examiner) -> str:
    """写出来的底稿查不过时，第一个毛病；查得过为空。"""
    found = examiner.problems(f"cases/{case_id}.yml", content)
    return str(found[0]) if found else ""


def id_fault(case_id: str, examiner: Examiner) -> str:
    """`case_id` 不能作新案例的编号，为什么；能用为空。"""
    if not SCALARS[Kind.ID].fits(case_id):
        return SLUG_NAME
    if case_id.isdigit():
        return DIGITS_NAME
    taken = {known.casefold() for known in examiner.library.case_ids}
    if case_id.casefold() in taken or (examiner.root / "cases" / f"{case_id}.yml").exists():
        return f"已经有 cases/{case_id}.yml 了"
    return ""


def suggested_id(title: str, examiner: Examiner) -> str:
    """照标题的拼音起一个没有用过的编号；起不出来时为空。"""
    slug = spelt(title, examiner)
    names = (slug, *(f"{slug}-{number}" for number in range(2, 100)))
    return next((name for name in names if slug and not id_fault(name, examiner)), "")


def spelt(title: str, examiner: Examiner) -> str:
    """标题、名称的拼音，当编号用；太长就少几截，一截里不切断：切断的读不成话。"""
    library = examiner.library
    registers = (read.register for read in library.registers.values())
    known = readings(library.handbook.record, registers)
    slug = ""
    for part in re.split(r"[^\w]+", title):
        letters = _letters(pinyin(part, known))
        if len(slug) + len(letters) > _LONG:
            break
        slug += letters
    return slug


def _letters(said: Iterable[str]) -> str:
    return re.sub("[^a-z0-9]", "", "".join(said).lower())
