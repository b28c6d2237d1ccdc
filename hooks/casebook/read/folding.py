"""YAML 里折成几行的文字：折行处两边都是汉字的，不留空格。

YAML 把折行读成一个空格（YAML 1.2.2 第 6.5 节），英文要，汉字不要；竖线 | 写的不折，由 prose 来接。
"""

from collections.abc import Sequence
from itertools import pairwise

from casebook.prose.spaces import is_wide


def unfolded(value: str, written: Sequence[str]) -> str:
    """`value` 是读出来的，`written` 是文件里的各行（不含引号与 >）；对不上的地方照原样。"""
    lines = [line.strip() for line in written]
    at = 0
    for line, below in pairwise(lines):
        if not line:
            continue
        found = value.find(line, at)
        if found < 0:  # 写着转义，长短对不上：只认行尾的几个字
            line = line[-4:]
            found = value.find(line, at)
        if found < 0:
            continue
        at = found + len(line)
        if not below or value[at : at + 1] != " " or not value.startswith(below[:1], at + 1):
            continue
        if is_wide(value[at - 1]) and is_wide(below[0]):
            value = value[:at] + value[at + 1 :]
    return value
