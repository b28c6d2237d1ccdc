"""casebook new --register：问着在登记簿里添一条。"""

from pathlib import Path

from casebook.cli.arguments import misused
from casebook.cli.ask import STOPPED, ask, choose, confirm
from casebook.cli.new import opened
from casebook.editing import (
    UNIQUE,
    CannotAdd,
    Examiner,
    add_entry,
    asked_fields,
    create_file,
    entry_fault,
    offered,
    replace_file,
    twin_fault,
)
from casebook.faults import Fault
from casebook.model import LABELS, REGISTERS, FieldDescription, ProgrammeKind, describe
from casebook.model.manual import how_to_write

_INFERRED = "推断"
_CHOSEN = 60
"""登记不超过这么多条，就列出来给人选。"""
_OTHER_NAMES = {
    "单位": "organisations",
    "机构": "organisations",
    "社会组织": "organisations",
    "出处": "sources",
    "政策文件": "policies",
    **{str(kind): "programmes" for kind in ProgrammeKind},
}
"""人会说的别的叫法：资金、荣誉都登记在机制与项目里。"""


def new_entry(root: Path, named: str, given: dict[str, str], yes: bool) -> None:
    """在 `named` 这本登记簿里添一条，写之前给人看一眼。

    选项里写了的 `given`（栏目 → 内容）不再问，`yes` 时一句也不问。
    """
    examiner = opened(root)
    register = _register_named(named, yes)
    print(f"在{LABELS[register]}登记簿里添一条。不知道的直接回车，不要猜。")
    values: dict[str, str | tuple[str, ...]] = {}
    for f in asked_fields(register):
        if given.get(f.key):
            values[f.key] = _given(f, register, examiner, given[f.key])
        elif yes or not values.get(f.key.removesuffix(_INFERRED), True):
            values[f.key] = _unasked(f)  # 日子没有写，不必问是不是推断的
        else:
            values[f.key] = _value(f, register, examiner)
    try:
        added = add_entry(register, values, examiner)
    except CannotAdd as failed:
        raise Fault(f"没有写：{failed}") from None
    print("\n".join(added.lines))
    if not yes and not confirm(f"写进 {added.path} 吗？"):
        print(STOPPED)
        raise SystemExit(1)
    path = examiner.root / added.path
    try:
        if not added.before:
            create_file(path, added.after)
        elif not replace_file(path, added.before, added.after):
            misused(f"刚刚有别人改过 {added.path}，没有写。请再运行一次。")
    except OSError:
        misused(f"写不进 {added.path}：没有写的权限，或磁盘满了。")
    print(f"写好了：{added.path}。引用时写编号：{values['编号']}")


def _register_named(said: str, yes: bool) -> str:
    """人说的登记簿：中文名、文件名或别的叫法；说得不对的再问，至多三次。"""
    for _ in range(3):
        word = said.removesuffix("登记簿").removesuffix(".yml")
        for name in REGISTERS:
            if word in (name, LABELS[name]):
                return name
        if word in _OTHER_NAMES:
            name = _OTHER_NAMES[word]
            print(f"“{said}”登记在“{LABELS[name]}”里。")
            return name
        names = "、".join(LABELS[name] for name in REGISTERS)
        again = "" if yes else ask(f"没有叫“{said}”的登记簿，有：{names}。添在哪一本里？")
        if not again:
            misused(f"没有叫“{said}”的登记簿。可以写：{names}")
        said = again
    misused("没有说清是哪一本登记簿，没有写任何东西。")


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
        print(f"{fault}。{how_to_write(field)}")
    misused(f"“{field.key}”没有写对，没有写任何东西。")


def _entries(field: FieldDescription, examiner: Examiner) -> dict[str, str]:
    """这一栏引用的登记：给人看的（编号与名称）→ 编号；不引用编号的为空。"""
    inner = describe(field.record) if field.record else ()
    one = next((f for f in inner if f.key == field.bare), field)
    if not one.register or one.by_name:
        return {}
    return {f"{entry_id}（{name}）": entry_id for entry_id, name in examiner.choices(one.register)}
