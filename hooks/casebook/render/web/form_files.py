"""投稿一页随带的文件：给脚本的表单（JSON）与对照，和没有脚本也能下载的空白稿（YAML）。"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from casebook.bind import Book
from casebook.check.dates import FROM_SOURCE, HISTORY
from casebook.check.privacy import rules
from casebook.compose.form import Question, Widget, known, published, questions
from casebook.compose.form_messages import messages
from casebook.compose.words import section, word
from casebook.model.dates import OTHERWISE
from casebook.model.scalars import SCALARS, YES, Kind, Scalar
from casebook.model.statements import WITH_RANGE
from casebook.prose.source import MARK_LIMIT
from casebook.read.glyphs import read_glyphs
from casebook.read.text import SIZE_LIMIT
from casebook.render.web.form_rules import FORM_RULES, form_rules

FORM_JSON = "submit/form.json"
"""给脚本的表单，在网站里的路径。"""
BLANK_CASE = "submit/tougao.yml"
"""空白稿，在网站里的路径。"""


def form_files(book: Book) -> dict[str, bytes]:
    """路径 → 内容；没有投稿一页的书，一个也没有。"""
    if "/submit/" not in book.pages:
        return {}
    return {
        FORM_JSON: form_json(book).encode(),
        BLANK_CASE: blank_case(book).encode(),
        f"assets/javascripts/{FORM_RULES}": form_rules(),
    }


def form_json(book: Book) -> str:
    """脚本要的一切：问什么，怎样查，错了说什么。"""
    asked = questions(book)
    registers = sorted({q.register for q in _each(asked) if q.widget is Widget.WORDS})
    data = {
        "questions": [_brief(q) for q in asked],
        "known": {name: known(name, book) for name in registers},
        "messages": messages(),
        "scalars": {kind.name.lower(): _rule(scalar) for kind, scalar in SCALARS.items()},
        "otherwise": OTHERWISE.pattern.replace("(?P<", "(?<"),
        "private": rules(),
        "glyphs": _ranges(),
        "marks": MARK_LIMIT,
        "yes": YES,
        "with_range": WITH_RANGE,
        "from_source": sorted(FROM_SOURCE),
        "history": HISTORY,
        "published": published(book),
        "size": SIZE_LIMIT,
        "head": [*section("web.form-head", {}).values()],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _rule(scalar: Scalar) -> dict[str, Any]:
    """一种值怎样查、错了说什么。"""
    said = {"code": scalar.code, "pattern": scalar.pattern, "says": scalar.says}
    return {**said, "advice": scalar.advice, "limit": scalar.limit}


def blank_case(book: Book) -> str:
    """空白稿：要填的空着，别的前面有 #。"""
    head = section("web.blank-head", {"file_name": SCALARS[Kind.ID].how})
    lines = [f"# {line}" for line in head.values()]
    for question in questions(book):
        if question.proof:  # 数字要有登记过的来源，投稿人写不了
            continue
        lines += ["", f"# {question.help}{word('web.form.blank-required') * question.required}"]
        if question.options:
            options = word("web.form.blank-options", options="、".join(question.options))
            lines.append(f"# {options}")
        own = list(_blank(question))
        lines += own if question.required or question.value else [f"# {line}" for line in own]
    return "\n".join(lines) + "\n"


def _blank(question: Question) -> Iterator[str]:
    match question.widget:
        case Widget.LIST | Widget.GROUP:
            yield f"{question.key}:"
            dash = "  - " if question.widget is Widget.LIST else "  "
            for inner in question.inner:
                if inner.widget is not Widget.WORDS:
                    for line in _blank(inner):
                        yield f"{dash}{line}"
                        dash = " " * len(dash)
        case _:
            yield f"{question.key}: {question.value}".rstrip()


def _each(asked: tuple[Question, ...]) -> Iterator[Question]:
    for question in asked:
        yield question
        yield from _each(question.inner)


def _brief(question: Question) -> dict[str, Any]:
    """空的不写，例子也不写：只有 Word 的投稿表用。"""
    told = {name: value for name, value in asdict(question).items() if name != "example"}
    said = {name: value for name, value in told.items() if value}
    return said | ({"inner": [_brief(q) for q in question.inner]} if question.inner else {})


def _ranges() -> str:
    """字库里的码位：一段一段，十六进制，写与上一段末尾的距离，如 `20-5e,22`。"""
    ends: list[list[int]] = []
    for code in sorted(map(ord, read_glyphs())):
        if ends and ends[-1][1] == code - 1:
            ends[-1][1] = code
        else:
            ends.append([code, code])
    before, said = 0, []
    for first, last in ends:
        said.append(f"{first - before:x}" + (f"-{last - first:x}" if last > first else ""))
        before = last
    return ",".join(said)
