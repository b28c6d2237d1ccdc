"""带坏心的字句，与拼出它们的零件。"""

import json
from collections.abc import Iterator

from conftest import ROOT

HOSTILE: list[str] = json.loads((ROOT / "tests/prose/hostile.json").read_text("utf-8"))


def pieces() -> Iterator[str]:
    yield from HOSTILE
    yield from ["\n", "\n\n", "    ", "> ", "- ", "1. ", "# ", "| a |\n|---|\n| ", "`", "```", "*"]
    yield from [
        "【待补充】",
        "〔demo 第 1 段〕",
        "[^1]",
        "\\",
        "&lt;",
        "&#60;",
        "睦邻巷",
        "!!! 注意\n\n    ",
    ]
    yield from [
        "![甲](a.png",
        "[a](",
        ")",
        "](/x/)",
        '"',
        "'",
        "<",
        ">",
        "onclick=",
        "javascript:",
        "\x02",
        "\x03",
    ]
