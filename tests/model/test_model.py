"""记录：日期的精度、数字的写法、每一栏的中文名与说明。"""

import re
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from casebook.model import REGISTERS, Case, Figure, Outcome, PartialDate, Record
from casebook.model.pages import ProseHead
from casebook.model.walk import field_names, record_kinds, walk

RECORDS = sorted(
    {kind for root in (Case, ProseHead, *REGISTERS.values()) for kind in record_kinds(root)},
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize(
    ("written", "first", "last", "shown", "iso"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023 年", "2023"),
        ("2023-06", date(2023, 6, 1), date(2023, 6, 30), "2023 年 6 月", "2023-06"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024 年 2 月", "2024-02"),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31), "2023 年 12 月", "2023-12"),
        ("2023-06-14", date(2023, 6, 14), date(2023, 6, 14), "2023 年 6 月 14 日", "2023-06-14"),
        ("约2021", date(2021, 1, 1), date(2021, 12, 31), "约 2021 年", "2021"),
        ("约2021-05", date(2021, 5, 1), date(2021, 5, 31), "约 2021 年 5 月", "2021-05"),
        (" 2023 ", date(2023, 1, 1), date(2023, 12, 31), "2023 年", "2023"),
        ("0001", date(1, 1, 1), date(1, 12, 31), "1 年", "0001"),
    ],
)
def test_date(written: str, first: date, last: date, shown: str, iso: str) -> None:
    parsed = PartialDate.parse(written)
    assert (parsed.first, parsed.last, str(parsed), parsed.iso) == (first, last, shown, iso)


@pytest.mark.parametrize(
    "written",
    [
        *("", "23", "2023-6", "2023-06-31", "2023-02-29", "2023-13", "2023-00", "2023-06-00"),
        *("0000", "2023年", "2023/06", "20230614", "２０２３", "约", "约约2023", "-2023"),
        "2023-06-14T00:00",
    ],
)
def test_not_a_date(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - 哪一种都一样
        PartialDate.parse(written)


def test_date_order() -> None:
    written = ["2021", "2023-06-14", "2023", "2023-06", "2022-12-31", "2023-01-01"]
    dates = sorted(map(PartialDate.parse, written))
    assert [d.iso for d in dates] == [
        "2021",
        "2022-12-31",
        "2023-01-01",
        "2023",
        "2023-06",
        "2023-06-14",
    ]
    assert PartialDate.parse("2021") < PartialDate.parse("2021-02")
    assert PartialDate.parse("2021-01-01") < PartialDate.parse("2021-01")
    assert not PartialDate.parse("约2021") < PartialDate.parse("2021")


@pytest.mark.parametrize(
    ("value", "qualifier", "unit", "amount"),
    [
        ("200", "多", "米", "200 多米"),
        ("1", "多", "年", "1 年多"),
        ("3", "多", "个月", "3 个多月"),
        ("3", "余", "个月", "3 个月余"),
        ("3", "多", "万元", "3 万多元"),
        ("2.5", "余", "万人", "2.5 万余人"),
        ("30", "多", "万元", "30 多万元"),
        ("1", "多", "公里", "1 公里多"),
        ("3", "多", None, "3 多"),
        ("3", "多", "个", "3 个多"),
        ("95", "多", "%", "95%多"),
        ("30", "以上", "户", "30 户以上"),
        ("15", "不超过", "万元", "不超过 15 万元"),
        ("95", None, "%", "95%"),
        ("95", "逾", "%", "逾 95%"),
        ("7", None, "㎡", "7㎡"),
        ("300", None, "万元", "300 万元"),
        ("20", "约", "户", "约 20 户"),
        ("30", "余", "人", "30 余人"),
        ("1290", None, "家", "1290 家"),
        ("1000000", None, "元", "1000000 元"),
        ("2.50", None, "元", "2.50 元"),
        ("1234.50", None, "元", "1234.50 元"),
        ("0.00", None, "元", "0.00 元"),
        ("0.05", None, None, "0.05"),
        ("0", None, "起", "0 起"),
        ("0.0", None, "起", "0.0 起"),
        ("-3", None, "℃", "-3℃"),
        ("100", None, None, "100"),
    ],
)
def test_amount(value: str, qualifier: str | None, unit: str | None, amount: str) -> None:
    written: dict[str, Any] = {"名称": "甲", "数值": value, "截至": "2023-08", "来源": "demo"}
    written |= {k: v for k, v in (("修饰", qualifier), ("单位", unit)) if v}
    assert Figure.model_validate(written).amount == amount


def test_no_number_has_no_amount() -> None:
    assert Outcome.model_validate({"内容": "改好了"}).amount == ""
    assert Outcome.model_validate({"内容": "改好了"}).number == ""


def codes(kind: type[Record], written: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(written)
    return [error["type"] for error in caught.value.errors()]


def test_figures_need_proof() -> None:
    assert codes(Figure, {"名称": "甲", "数值": "1", "截至": "2023"}) == ["E01"]
    assert codes(Figure, {"名称": "甲", "数值": "1", "来源": "a"}) == ["E02"]
    assert codes(Outcome, {"内容": "甲", "数值": "1"}) == ["E01"]
    assert codes(Outcome, {"数值": "1", "来源": "a", "截至": "2023"}) == ["M11"]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_field_is_explained(kind: type[Record]) -> None:
    """每一栏有中文名和一句说明；一条记录里没有两栏同名；英文名是英文。"""
    keys = [info.alias for info in kind.model_fields.values()]
    assert len(keys) == len(set(keys))
    assert kind.__doc__
    for name, info in kind.model_fields.items():
        assert re.fullmatch(r"[a-z_]+", name)
        assert re.fullmatch(r"[\u4e00-\u9fff]{1,6}", info.alias or ""), name
        assert info.title == info.alias
        assert re.search(r"[\u4e00-\u9fff]", info.description or ""), name
        assert kind.model_config.get("extra") == "forbid"


def test_every_record_is_walked() -> None:
    names = {kind.__name__ for kind in RECORDS}
    assert {"Case", "Step", "Citation", "Confirmation", "Review", "Image", "Part"} <= names
    assert {"标题", "五社", "活字", "文号", "编号"} <= field_names(*RECORDS)
    assert len(RECORDS) > 30


def test_records_do_not_change() -> None:
    figure = Figure.model_validate({"名称": "甲", "数值": "1", "截至": "2023", "来源": "a"})
    with pytest.raises(ValidationError):
        figure.name = "乙"  # type: ignore[misc]


def test_walk_gives_yaml_places() -> None:
    figure = Figure.model_validate({"名称": "甲", "数值": "1", "截至": "2023", "来源": ["a", "b"]})
    assert [loc for loc, _ in walk(figure)] == [(), ("来源", 0), ("来源", 1)]
