"""还缺什么：案例里哪一栏写了“待补充”，一条的末尾就列出来；模型多了一栏也不会漏。"""

from casebook.compose.gaps import ASKED
from casebook.model import Case, Record
from casebook.model.walk import record_in, record_kinds


def owing(kind: type[Record]) -> bool:
    """这种记录，或它里面的，能写“待补充”。"""
    return any("missing" in one.model_fields for one in record_kinds(kind))


def test_every_field_that_can_owe_is_asked() -> None:
    """能写“待补充”的各栏都问到；不能写的，没有什么可问。"""
    inside = {name: record_in(info.annotation) for name, info in Case.model_fields.items()}
    assert {name for name, kind in inside.items() if kind and owing(kind)} == {*ASKED}


def test_it_is_owed_by_an_item_itself() -> None:
    """一栏的一样自己写“待补充”，里面的记录不写：`ASKED` 只看这一层。"""
    for name in ASKED:
        kind = record_in(Case.model_fields[name].annotation)
        assert kind
        assert "missing" in kind.model_fields, name
        inner = [one for one in record_kinds(kind) if one is not kind]
        assert not any(owing(one) for one in inner), name


def test_sections_stand_together() -> None:
    """同一节的各栏挨着，一节只一行。"""
    sections = [section for section, _ in ASKED.values()]
    assert sections == sorted(sections, key=sections.index)
