"""一个代码。"""

from dataclasses import dataclass


@dataclass(frozen=True)
class CodeEntry:
    """一个代码。

    `example` 是出错的写法：案例里的几行（放进一个完整的案例里就会报这个代码）；不能用几行文字表示的
    （文件编码、大小、位置……），`example` 是一句描述，`textual` 为假。
    `warning` 是提醒；`advice` 是建议，不照办也算通过。
    """

    code: str
    title: str
    fix: str
    example: str
    warning: bool = False
    advice: bool = False
    textual: bool = True
