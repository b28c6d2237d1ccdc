"""casebook new：问着写一条案例。"""

import sys
from contextlib import redirect_stdout
from pathlib import Path

from casebook.cli.arguments import misused
from casebook.cli.ask import ask, choose
from casebook.editing import (
    Answers,
    Examiner,
    create_file,
    draft,
    draft_fault,
    id_fault,
    suggested_id,
)
from casebook.faults import Fault, told
from casebook.model import LABELS
from casebook.model.scalars import SCALARS, Kind


def new_case(root: Path, case_id: str, given: Answers, *, yes: bool, sample: bool) -> None:
    """写一条案例的底稿。选项里写了的 `case_id`、`given` 不再问，`yes` 时一句也不问。

    `sample` 是只看，不写。查不过的不写。
    """
    examiner = opened(root)
    with redirect_stdout(sys.stderr if sample else sys.stdout):  # 标准输出只有写出来的
        answers = Answers(
            title=given.title or _title(yes),
            summary=given.summary or _maybe("一句话说清做了什么、怎么做成的", yes),
            street="".join(
                _words("streets", (given.street,) if given.street else (), examiner, yes, most=1)
            ),
            fields=_words("fields", given.fields, examiner, yes),
            directions=_words("directions", given.directions, examiner, yes),
        )
        name = case_id or _case_id(answers.title, examiner, yes)
    if fault := id_fault(name, examiner):
        misused(f"编号“{name}”不能用：{fault}。")
    content = draft(name, answers, examiner)
    if fault := draft_fault(name, content, examiner):
        misused(f"写出来查不过，没有写：{fault}")
    if sample:
        print(content, end="")
        return
    _write(examiner.root / "cases" / f"{name}.yml", content, name)


def opened(root: Path) -> Examiner:
    """`root` 里的手册；登记簿的文件夹读不了，抛 Fault。"""
    examiner = Examiner(root)
    for unread in examiner.faults:
        if unread.path in ("cases", "content", "content/registry"):
            raise Fault(f"没有写：{unread}")
    return examiner


def _title(yes: bool) -> str:
    title = "" if yes else ask("这件事叫什么（标题）：")
    if not title:
        misused("要有标题。不问着写时，用 --title 写上。")
    return title


def _maybe(question: str, yes: bool) -> str:
    return "" if yes else ask(f"{question}（还没想好就直接回车）：")


def _words(
    register: str, given: tuple[str, ...], examiner: Examiner, yes: bool, most: int = 99
) -> tuple[str, ...]:
    """选项里写了的，要在词表里；没有写就问。"""
    names = [name for _, name in examiner.choices(register)]
    for word in given:
        if word not in names:
            misused(f"{LABELS[register]}词表里没有“{word}”。可以写：{'、'.join(names)}")
    if given or yes or not names:
        return given
    return choose(f"{LABELS[register]}：", names, most)


def _case_id(title: str, examiner: Examiner, yes: bool) -> str:
    near = suggested_id(title, examiner)
    if yes:
        return near or misused("要有编号。用 --id 写上，如 shequ-shufang。")
    shown = f"直接回车就用 {near}" if near else f"{SCALARS[Kind.ID].how}，如 shequ-shufang"
    for _ in range(3):
        name = ask(f"编号，也是文件名和网址，定了就不要改（{shown}）：") or near
        fault = id_fault(name, examiner)
        if not fault:
            return name
        print(f"“{name}”不能用：{fault}。")
    misused("没有定下编号，没有写任何东西。")


def _write(path: Path, content: str, name: str) -> None:
    try:
        create_file(path, content.encode())
    except OSError as error:
        why = told(error) or "写不进去。请看看磁盘，再来一次"
        raise Fault(f"没有写成 {path.name}：{why}") from error
    print(f"写好了：cases/{name}.yml")
    check = f"casebook check cases/{name}.yml"
    print("接着：用编辑器打开它，照里面的说明写；")
    print(f"      {check}   看有没有写错；")
    print(f"      {'casebook serve':<{len(check)}}   预览，看 /cases/{name}/ 一页。")
