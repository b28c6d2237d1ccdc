"""在终端里问人：一问一答。没有人可问（不是终端，也没有接着答案）时，等于没有答。"""

import re
import sys
from collections.abc import Sequence

_WIDE = 24
"""长的一行写一个。"""


STOPPED = "停下了，没有写任何东西。"


def ask(question: str) -> str:
    """问一句，返回答的话，去掉两头的空白；没有人答是空的。按了 Ctrl-C，就到此为止。"""
    try:
        print(question, end="", flush=True)
        answer = sys.stdin.readline()
    except KeyboardInterrupt:
        print(f"\n{STOPPED}")
        raise SystemExit(1) from None
    except UnicodeDecodeError:
        print("这里的字读不懂，当作没有答。")
        return ""
    if not sys.stdin.isatty():
        print(answer.rstrip("\n"))
    return answer.strip()


def choose(question: str, words: Sequence[str], most: int) -> tuple[str, ...]:
    """从 `words` 里选至多 `most` 个：写号码，或词的一部分；直接回车是不选。"""
    print(question)
    gap = "\n  " if any(len(word) > _WIDE for word in words) else "  "
    print("  " + gap.join(f"{number} {word}" for number, word in enumerate(words, 1)))
    how = "写号码或几个字" + ("，可以选几个，用空格隔开" if most > 1 else "")
    for _ in range(3):
        answer = ask(f"{how}；不选就直接回车：")
        found = [_meant(part, words) for part in re.split(r"[\s,，、]+", answer) if part]
        wrong = [part for part in found if isinstance(part, list)]
        if not wrong and len(found) <= most:
            return tuple(dict.fromkeys(str(word) for word in found))
        for part in wrong:
            near = f"是 {'、'.join(part[1:])} 里的哪一个" if part[1:] else "没有这一个"
            print(f"“{part[0]}”{near}，请再写一次。")
        if not wrong:
            print(f"最多选 {most} 个，请再写一次。")
    return ()


def _meant(part: str, words: Sequence[str]) -> str | list[str]:
    """人写的一个 → 词；认不准时是一列：写的字，和像的几个词。"""
    if part.isdecimal() and 1 <= int(part) <= len(words):
        return words[int(part) - 1]
    near = [word for word in words if word == part] or [word for word in words if part in word]
    return near[0] if len(near) == 1 else [part, *near]


def confirm(question: str) -> bool:
    """是不是；直接回车是“不”。"""
    return ask(f"{question}（写 是 或 y，直接回车就不写）").lower() in (
        "是",
        "y",
        "yes",
        "好",
        "写",
    )
