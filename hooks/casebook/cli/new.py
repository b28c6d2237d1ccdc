"""casebook new。"""

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated

import typer

from casebook.cli.app import Root, app, misused
from casebook.cli.ask import Stopped, ask, choose, confirm
from casebook.editing import (
    UNIQUE,
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
    twin_fault,
)
from casebook.faults import Fault, told
from casebook.model import LABELS, REGISTERS, FieldDescription, ProgrammeKind, describe
from casebook.model.manual import how_to_write

_CHOSEN = 60
"""登记不超过这么多条，就列出来给人选。"""
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
    for unread in examiner.faults:
        if unread.path in ("cases", "content", "content/registry"):
            typer.echo(f"没有写：{unread}。", err=True)
            raise typer.Exit(1)
    try:
        if register:
            _add(examiner, _register_named(register, yes), yes, {"编号": case_id, "题名": title})
            return
        with redirect_stdout(sys.stderr if sample else sys.stdout):  # 标准输出只有写出来的
            answers = Answers(
                title=title or _title(yes),
                summary=summary or _maybe("一句话说清做了什么、怎么做成的", yes),
                street="".join(
                    _words("streets", [street] if street else [], examiner, yes, most=1)
                ),
                fields=_words("fields", fields or [], examiner, yes),
                directions=_words("directions", directions or [], examiner, yes),
            )
            name = case_id or _case_id(answers.title, examiner, yes)
    except Stopped:
        typer.echo(_NOTHING)
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


_OTHER_NAMES = {
    "单位": "organisations",
    "机构": "organisations",
    "社会组织": "organisations",
    "出处": "sources",
    "政策文件": "policies",
    **{str(kind): "programmes" for kind in ProgrammeKind},
}
"""人会说的别的叫法：资金、荣誉都登记在机制与项目里。"""


def _register_named(said: str, yes: bool) -> str:
    """人说的登记簿：中文名、文件名或别的叫法；说得不对的再问，至多三次。"""
    for _ in range(3):
        word = said.removesuffix("登记簿").removesuffix(".yml")
        for name in REGISTERS:
            if word in (name, LABELS[name]):
                return name
        if word in _OTHER_NAMES:
            name = _OTHER_NAMES[word]
            typer.echo(f"“{said}”登记在“{LABELS[name]}”里。")
            return name
        names = "、".join(LABELS[name] for name in REGISTERS)
        again = "" if yes else ask(f"没有叫“{said}”的登记簿，有：{names}。添在哪一本里？")
        if not again:
            misused(f"没有叫“{said}”的登记簿。可以写：{names}")
        said = again
    misused("没有说清是哪一本登记簿，没有写任何东西。")


def _add(examiner: Examiner, register: str, yes: bool, given: dict[str, str]) -> None:
    """问着添一条登记；写之前给人看一眼。选项里写了的 `given` 不再问，`yes` 时一句也不问。"""
    typer.echo(f"在{LABELS[register]}登记簿里添一条。不知道的直接回车，不要猜。")
    given["名称"] = given["题名"]
    values = {
        f.key: _given(f, register, examiner, given[f.key])
        if given.get(f.key)
        else _unasked(f)
        if yes
        else _value(f, register, examiner)
        for f in asked_fields(register)
    }
    try:
        added = add_entry(register, values, examiner)
    except CannotAdd as failed:
        typer.echo(f"没有写：{failed}。")
        raise typer.Exit(1) from None
    typer.echo("\n".join(added.lines))
    if not yes and not confirm(f"写进 {added.path} 吗？"):
        typer.echo(_NOTHING)
        raise typer.Exit(1)
    path = examiner.root / added.path
    try:
        if not added.before:
            create_file(path, added.after)
        elif not replace_file(path, added.before, added.after):
            misused(f"刚刚有别人改过 {added.path}，没有写。请再运行一次。")
    except OSError:
        misused(f"写不进 {added.path}：没有写的权限，或磁盘满了。")
    typer.echo(f"写好了：{added.path}。引用时写编号：{values['编号']}")


def _given(field: FieldDescription, register: str, examiner: Examiner, value: str) -> str:
    """选项里写的一栏，不合写法就停下。"""
    fault = entry_fault(register, field, value)
    if not fault and field.key in UNIQUE:
        fault = twin_fault(register, value, examiner)
    if fault:
        misused(f"“{field.key}”不能写“{value}”：{fault}。")
    return value


def _unasked(field: FieldDescription) -> str:
    """不问着写时，没有选项的一栏空着；必填的空不得。"""
    if field.required:
        misused(f"要有“{field.key}”。--id、--title 写不了的，去掉 --yes，一句一句地答。")
    return ""


def _value(field: FieldDescription, register: str, examiner: Examiner) -> str | tuple[str, ...]:
    """问一栏，问到写对为止，至多三次。"""
    must = "（必填）" if field.required else ""
    question = f"{field.key}{must}，{field.help}："
    for _ in range(3):
        words, ids = offered(field, examiner), _entries(field, examiner)
        value: str | tuple[str, ...]
        if words and len(words) <= _CHOSEN:
            chosen = choose(question, words, 99 if field.many else 1)
            value = chosen if field.many else "".join(chosen)
        elif ids and len(ids) <= _CHOSEN:
            found = choose(question, [*ids], 99 if field.many else 1)
            chosen = tuple(ids[one] for one in found)
            value = chosen if field.many else "".join(chosen)
        else:
            value = ask(question)
        if not value and not field.required:
            return ""
        fault = entry_fault(register, field, value)
        if not fault and field.key in UNIQUE:
            fault = twin_fault(register, value, examiner)
        if not fault:
            return value
        typer.echo(f"{fault}。{how_to_write(field)}")
    misused(f"“{field.key}”没有写对，没有写任何东西。")


def _entries(field: FieldDescription, examiner: Examiner) -> dict[str, str]:
    """这一栏引用的登记：给人看的（编号与名称）→ 编号；不引用编号的为空。"""
    inner = describe(field.record) if field.record else ()
    one = next((f for f in inner if f.key == field.bare), field)
    if not one.register or one.by_name:
        return {}
    return {f"{entry_id}（{name}）": entry_id for entry_id, name in examiner.choices(one.register)}
