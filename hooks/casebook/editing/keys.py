"""栏目名写错了：`casebook fix` 改成哪一个。只做 `casebook check` 写了“改成”的。"""

from casebook.editing.places import Stranger
from casebook.read.elsewhere import meant_here


def meant(stranger: Stranger) -> str:
    """该是哪一栏；没有把握、那一栏已经写了时为空。"""
    return meant_here(stranger.kind, stranger.key.text, stranger.written)
