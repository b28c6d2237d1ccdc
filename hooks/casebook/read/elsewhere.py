"""一个栏目写错了地方：它本来是哪里的。"""

from functools import cache

from casebook.model import LABELS, REGISTERS, Case, describe
from casebook.model.statements import Record


def elsewhere(key: str) -> str:
    """叫 `key` 的栏目在哪里有，如 `“步骤”里`、`来源登记簿`；都没有时为空。"""
    return _places().get(key, "")


@cache
def _places() -> dict[str, str]:
    """栏目 → 它在哪里；好几处都有的，案例里的先说。"""
    places: dict[str, str] = {}
    for field in describe(Case):
        if field.record:
            for inner in describe(field.record):
                places.setdefault(inner.key, f"“{field.key}”里")
    for name, register in REGISTERS.items():
        for field in describe(register.entry):
            places.setdefault(field.key, f"{LABELS[name]}登记簿")
    return {**places, **dict.fromkeys(_keys(Case), "案例最外一层")}


def _keys(kind: type[Record]) -> list[str]:
    return [field.key for field in describe(kind)]
