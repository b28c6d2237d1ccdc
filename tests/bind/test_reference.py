"""著录：GB/T 7714—2025，一种来源一个样子。"""

from typing import Any

import pytest

from casebook.bind.reference import reference
from casebook.model import Source

CASES: list[tuple[dict[str, Any], str, tuple[str, ...]]] = [
    (
        {
            "类别": "官方",
            "发布者": "某区人民政府",
            "日期": "2021-03-01",
            "网址": "https://a.example/b",
        },
        "某区人民政府. 甲[EB/OL]. （2021-03-01）. https://a.example/b.",
        (),
    ),
    (
        {
            "类别": "媒体",
            "作者": ["赵一", "钱二"],
            "发布者": "某报",
            "日期": "2021-03",
            "网址": "https://a.example/b",
            "引用日期": "2026-03-02",
        },
        "赵一，钱二. 甲[EB/OL]. （2021-03）[2026-03-02]. https://a.example/b.",
        (),
    ),
    (
        {"类别": "媒体", "作者": ["赵一", "钱二", "孙三", "李四"], "网址": "https://a.example/b"},
        "赵一，钱二，孙三，等. 甲[EB/OL]. https://a.example/b.",
        ("日期",),
    ),
    ({"类别": "媒体", "发布者": "某报", "日期": "2021"}, "某报. 甲[Z]. 2021.", ("网址",)),
    ({"类别": "学术", "作者": "赵一", "日期": "2021"}, "赵一. 甲[J]. 2021.", ("网址",)),
    (
        {"类别": "图书", "发布者": "某社", "网址": "https://a.example/b"},
        "某社. 甲[M/OL]. https://a.example/b.",
        ("日期",),
    ),
    ({"类别": "图书", "作者": "赵一"}, "赵一. 甲[M].", ("日期", "网址")),
    ({"类别": "其他"}, "甲[Z].", ("发布者", "日期", "网址")),
]


@pytest.mark.parametrize(("written", "wanted", "missing"), CASES)
def test_a_reference(written: dict[str, Any], wanted: str, missing: tuple[str, ...]) -> None:
    source = Source.model_validate({"编号": "a", "题名": "甲", **written})
    assert str(reference(source)) == wanted
    assert reference(source).missing == missing
