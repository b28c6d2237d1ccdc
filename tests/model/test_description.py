"""模型的说明书：与模型说的是一回事，照它填出来的，模型都收。"""

from typing import Any

import pytest
from pydantic import ValidationError

from casebook.model import Case, Kind, Record, describe, title_of
from casebook.model.description import FieldDescription
from casebook.model.statements import Statement
from samples import NEEDED, RECORDS, WRONG, filled, sample


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_what_it_says_is_what_the_model_takes(kind: type[Record]) -> None:
    fields = describe(kind)
    assert {f.name for f in fields} == set(kind.model_fields)
    assert all(f.help for f in fields)
    assert title_of(kind)
    whole = filled(kind)
    kind.model_validate(whole)
    for field in fields:
        single = {**whole, field.key: sample(field)[0]} if field.single else whole
        kind.model_validate(single)
        wrong = WRONG[Kind.LINE if field.register and not field.record else field.kind]
        with pytest.raises(ValidationError):
            kind.model_validate({**whole, field.key: [wrong] if field.many else wrong})
        without = {key: value for key, value in whole.items() if key != field.key}
        if field.required:
            with pytest.raises(ValidationError):
                kind.model_validate(without)
        elif (kind.__name__, field.key) not in NEEDED:
            kind.model_validate(without)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_limits(kind: type[Record]) -> None:
    whole = filled(kind)
    for field in describe(kind):
        for wrong in _beyond(field):
            with pytest.raises(ValidationError):
                kind.model_validate({**whole, field.key: wrong})


def _beyond(field: FieldDescription) -> list[Any]:
    beyond: list[Any] = ["a" * (field.limit + 1)] if field.limit else []
    beyond += [str(field.low - 1)] if field.low is not None else []
    beyond += [str(field.high + 1)] if field.high is not None else []
    return [[value] if field.many else value for value in beyond]


def test_bare_words() -> None:
    fields = {f.key: f for f in describe(Case)}
    assert {key: f.bare for key, f in fields.items() if f.bare} == {
        **dict.fromkeys(("一句话", "缘起", "服务对象", "开放时间", "费用"), "内容"),
        **dict.fromkeys(("成效", "推广", "启示", "适用条件"), "内容"),
        **dict.fromkeys(("领域", "方向"), "名称"),
        **dict.fromkeys(("地点来源", "来源"), "编号"),
    }
    assert (fields["领域"].register, fields["领域"].by_name) == ("fields", True)
    assert [f.key for f in describe(Statement)] == ["内容", "待补充", "来源", "推断"]
