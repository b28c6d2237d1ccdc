"""与上一版比改了什么：送审稿里写成一节；没有比的，没有这一节。"""

from collections.abc import Mapping
from typing import Final

from casebook.compose.blocks import Blocks

Changes = Mapping[str, Blocks]
"""站内地址 → 几块；没有改的不在里面。"""
NONE: Final[Changes] = {}
