"""casebook new。"""

from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.app import Root, app, misused
from casebook.cli.ask import Stopped, ask, choose
from casebook.editing import (
    Answers,
    CannotAdd,
    Examiner,
    add_entry,
    asked_fields,
    create_file,
    draft,
    draft_fault,
    entry_fault,
    id_fault,
    offered,
    replace_file,
    suggested_id,
)
from casebook.faults import Fault, told
from casebook.model import LABELS, REGISTERS, FieldDescription
from casebook.model.manual import how_to_write

_NOTHING = "停下了，没有写任何东西。"


@app.command()
def new(
    root: Root = Path(),
    title: Annotated[str, typer.Option("--title", metavar="<标题>", help="这件事叫什么")] = "",
    case_id: Annotated[
        str, typer.Option("--id", metavar="<编号>", help="文件名，也是网址：小写英文、数字、连字符")
    ] = "",
    summary: Annotated[
        str, typer.Option("--summary", metavar="<一句话>", help="做了什么、怎么做成的")
    ] = "",
    street: Annotated[str, typer.Option("--street", metavar="<街镇>", help="词表里的街镇")] = "",
    fields: Annotated[
        list[str] | None, typer.Option("--field", metavar="<领域>", help="词表里的领域，可以写几个")
    ] = None,
    directions: Annotated[
        list[str] | None,
        typer.Option("--direction", metavar="<方向>", help="词表里的方向，可以写几个"),
    ] = None,
    register: Annotated[
        str, typer.Option("--register", metavar="<登记簿>", help="不写案例，在这本登记簿里添一条")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="不问，照写的选项来")] = False,
    sample: Annotated[bool, typer.Option("--sample", help="只看写出来是什么样，不写文件")] = False,
) -> None:
    """新写一条案例：问几句，写好一份查得过的底稿，每一栏都有说明与例子。

    加 --register 来源，就在来源登记簿里添一条，是一个新文件；组织、政策等也一样。
    """
    examiner = Examiner(root)
    try:
        if register:
            _add(examiner, _register_named(register))
            return
        answers = Answers(
            title=title or _title(yes),
            summary=summary or _maybe("一句话说清做了什么、怎么做成的", yes),
            street="".join(_words("streets", [street] if street else [], examiner, yes, most=1)),
            fields=_words("fields", fields or [], examiner, yes),
            directions=_words("directions", directions or [], examiner, yes),
        )
        name = case_id or _case_id(answers.title, examiner, yes)
    except Stopped:
        typer.echo("停下了，没有写任何东西。")
        raise typer.Exit(1) from None
    if fault := id_fault(name, examiner):
        misused(f"编号“{name}”不能用：{fault}。")
    content = draft(name, answers, examiner)
    if fault := draft_fault(name, content, examiner):
        misused(f"写出来查不过，没有写：{fault}")
    if sample:
        typer.echo(content, nl=False)
        return
    _write(examiner.root / "cases" / f"{name}.yml", content, name)


def _title(yes: bool) -> str:
    title = "" if yes else ask("这件事叫什么（标题）：")
    if not title:
        misused("要有标题。不问着写时，用 --title 写上。")
    return title


def _maybe(question: str, yes: bool) -> str:
    return "" if yes else ask(f"{question}（还没想好就直接回车）：")


def _words(
    register: str, given: list[str], examiner: Examiner, yes: bool, most: int = 99
) -> tuple[str, ...]:
    """选项里写了的，要在词表里；没有写就问。"""
    names = [name for _, name in examiner.choices(register)]
    for word in given:
        if word not in names:
            misused(f"{LABELS[register]}词表里没有“{word}”。可以写：{'、'.join(names)}")
    if given or yes or not names:
        return tuple(given)
    return choose(f"{LABELS[register]}：", names, most)


def _case_id(title: str, examiner: Examiner, yes: bool) -> str:
    near = suggested_id(title, examiner)
    if yes:
        return near or misused("要有编号。用 --id 写上，如 shequ-shufang。")
    shown = f"直接回车就用 {near}" if near else "小写英文、数字、连字符，如 shequ-shufang"
    for _ in range(3):
        name = ask(f"编号，也是文件名和网址，定了就不要改（{shown}）：") or near
        fault = id_fault(name, examiner)
        if not fault:
            return name
        typer.echo(f"“{name}”不能用：{fault}。")
    misused("没有定下编号，没有写任何东西。")


def _write(path: Path, content: str, name: str) -> None:
    try:
        create_file(path, content.encode())
    except OSError as error:
        why = told(error) or "写不进去。请看看磁盘，再来一次"
        raise Fault(f"没有写成 {path.name}：{why}") from error
    typer.echo(f"写好了：cases/{name}.yml")
    check = f"casebook check cases/{name}.yml"
    typer.echo("接着：用编辑器打开它，照里面的说明写；")
    typer.echo(f"      {check}   看有没有写错；")
    typer.echo(f"      {'casebook serve':<{len(check)}}   预览，看 /cases/{name}/ 一页。")


def _register_named(said: str) -> str:
    """人说的登记簿：中文名或文件名。"""
    for name in REGISTERS:
        if said in (name, LABELS[name], f"{LABELS[name]}登记簿"):
            return name
    names = "、".join(LABELS[name] for name in REGISTERS)
    misused(f"没有叫“{said}”的登记簿。可以写：{names}")


def _add(examiner: Examiner, register: str) -> None:
    """问着添一条登记。"""
    typer.echo(f"在{LABELS[register]}登记簿里添一条。不知道的直接回车，不要猜。")
    values = {f.key: _value(f, register, examiner) for f in asked_fields(register)}
    try:
        added = add_entry(register, values, examiner)
    except CannotAdd as failed:
        typer.echo(f"没有写：{failed}。")
        raise typer.Exit(1) from None
    typer.echo("\n".join(added.lines))
    path = examiner.root / added.path
    try:
        if not added.before:
            create_file(path, added.after)
        elif not replace_file(path, added.before, added.after):
            misused(f"刚刚有别人改过 {added.path}，没有写。请再运行一次。")
    except OSError:
        misused(f"写不进 {added.path}：没有写的权限，或磁盘满了。")
    typer.echo(f"写好了：{added.path}")


def _value(field: FieldDescription, register: str, examiner: Examiner) -> str | tuple[str, ...]:
    """问一栏，问到写对为止，至多三次。"""
    must = "（必填）" if field.required else ""
    for _ in range(3):
        words = offered(field, examiner)
        if words and len(words) <= 60:
            chosen = choose(f"{field.key}{must}，{field.help}：", words, 99 if field.many else 1)
            value = chosen if field.many else "".join(chosen)
        else:
            value = ask(f"{field.key}{must}，{field.help}：")
        if not value and not field.required:
            return ""
        fault = entry_fault(register, field, value)
        if not fault:
            return value
        typer.echo(f"{fault}。{how_to_write(field)}")
    misused(f"“{field.key}”没有写对，没有写任何东西。")
