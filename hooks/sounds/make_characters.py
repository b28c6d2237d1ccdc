"""做查找用的字表：繁体 → 简体，汉字 → 读音（不计声调，一字一个）。不随程序装，字表随主题一起放。

繁体的对照取自 OpenCC 的 TSCharacters（Apache-2.0，https://github.com/BYVoid/OpenCC），只要基本平面的；
读音取自 pypinyin（MIT），只要 GB/T 2312 的 6763 个字。另装好 opencc-python-reimplemented 再跑：

    python hooks/sounds/make_characters.py
"""

import json
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pypinyin

OUTPUT = Path(__file__).parents[1] / "casebook/theme/assets/javascripts/search-characters.js"
_BASIC = 0xFFFF
HEAD = """/* 查找用的字表，由 hooks/sounds/make_characters.py 做成。
   繁体 → 简体取自 OpenCC（Apache-2.0），读音取自 pypinyin（MIT）。 */
"""


def simplified() -> str:
    """两字一对：繁体、简体。"""
    table = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8")
    pairs = (line.split("\t") for line in table.splitlines())
    found = ((old, new.split(" ")[0]) for old, new in pairs)
    return "".join(f"{a}{b}" for a, b in found if a != b and max(ord(a), ord(b)) <= _BASIC)


def sounds() -> str:
    """一行一个读音：读音，空一格，读这个音的字。"""
    grouped = defaultdict(str)
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                char = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            grouped[pypinyin.lazy_pinyin(char)[0]] += char
    return "\n".join(f"{sound} {chars}" for sound, chars in sorted(grouped.items()))


if __name__ == "__main__":
    made = {"simplified": simplified(), "sounds": sounds()}
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    OUTPUT.write_text(f'{HEAD}casebookPart("characters",{text});\n', "utf-8")
