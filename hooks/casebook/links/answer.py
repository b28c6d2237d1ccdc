"""一个网址答了什么。"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """打得开，搬了，打不开，还是要人看。"""

    OPEN = "open"
    MOVED = "moved"
    DEAD = "dead"
    LOOK = "look"


@dataclass(frozen=True)
class Answer:
    """怎样了：`why` 是一句话（打得开的为空），`moved_to` 是搬到的网址，`code` 是网站答的号。

    `unreached` 是连也没有连上：也许是我们没有网。
    """

    state: State
    why: str = ""
    moved_to: str = ""
    code: int = 0
    unreached: bool = False


@dataclass(frozen=True)
class Asked:
    """问了一遍：哪一天（年-月-日），各个网址答了什么；`since` 是从哪一天起就这样。"""

    on: str
    answers: Mapping[str, Answer]
    since: Mapping[str, str] = field(default_factory=dict)


def doubtful(code: int) -> Answer | None:
    """网站答的号 `code` 说的毛病；好好的、要转去别处的为 None。"""
    if code in (404, 410):
        return Answer(State.DEAD, f"没有这一页了（{code}）", code=code)
    if code >= 500:
        return Answer(State.LOOK, f"网站自己出了错（{code}），过几天再看", code=code)
    if code >= 400:
        why = f"网站不让程序看（{code}），请在浏览器里打开看看"
        return Answer(State.LOOK, why, code=code)
    return None
