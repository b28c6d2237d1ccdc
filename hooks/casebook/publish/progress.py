"""做到哪里了：做长事的告诉一声，怎样显示由命令行定。"""

from typing import Protocol


class Progress(Protocol):
    """告诉一声：在做什么（如“读案例”），做好了几个，一共几个。"""

    def __call__(self, what: str, done: int, total: int) -> None:
        """做好了一些。"""


def silent(what: str, done: int, total: int) -> None:
    """不显示。"""
