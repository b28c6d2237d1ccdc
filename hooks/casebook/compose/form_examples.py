"""模型里的例子是照 YAML 写的，换成平常的话，写在 Word 的投稿表里。"""

import re
from collections.abc import Mapping

from casebook.model import REGISTERS
from casebook.model.examples import example_of

_PAIR = re.compile(r"^ {2}(?:- |  )(?P<key>[^\s:]+): *(?P<value>.+)$")
_WORDS = re.compile(r"\[(?P<words>.*)\]")


def pairs(example: str) -> Mapping[str, str]:
    """一条的例子：栏目 → 写什么；几条的，只看第一条。"""
    found: dict[str, str] = {}
    for line in example.split("\n"):
        if line.startswith("  - ") and found:
            break
        pair = _PAIR.match(line) or re.match(r" {2}(?P<key>[^\s:-]+): *(?P<value>.+)", line)
        if pair:
            found[pair["key"]] = pair["value"]
    return found


def plain_example(example: str, name: str, register: str) -> str:
    """`name` 一栏的例子，不写编号与记号：来源写题名，单位写名称，几样用顿号。"""
    if not example or example.startswith("\n"):
        return ""
    if name == "sources":
        place = re.search(r"位置: ([^}]+)", example)
        return "，".join((_called("sources"), *([place[1]] if place else [])))
    if register and re.fullmatch(r"[a-z0-9-]+", example):
        return _called(register)
    several = _WORDS.fullmatch(example)
    words = several["words"].replace(", ", "、") if several else example
    return words.strip('"')


def _called(register: str) -> str:
    return example_of(REGISTERS[register].entry, "name")
