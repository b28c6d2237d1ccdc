"""写错的一个词，指的是哪一个。意思一定没有变的才算；别的只当几个选择，请人自己核对。

能抄的改法（`Problem.hint`）都从这里来：照抄了不会指到另一个词、另一个来源上去。拿不准就没有改法。
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from casebook.problems.traditional import simplified

_LONG = 8
"""编号里至少有这么多字母，才能由一个字母之差认出来；换了一个字母的，不同的那一截自己就要这么长。"""
_PART = 6
"""少一个、多一个、写反两个字母的，不同的那一截至少这么长：east 与 best 是两个词。"""
_MARKS = re.compile(
    r"[\s\u00ad\u200b-\u200f\u2060\ufeff_\-‐-―－·•・.．。'\"‘’“”「」『』《》〈〉()\[\]【】{}:!`]+"
)
"""写不写、写成哪一种，意思都一样的符号。顿号、逗号不在里面：那是几个词；问号、百分号也不是。"""
_GAPS = re.compile(r"[\s·•・.．。:—–]+")
_TELLING = frozenset(
    "不未非无没免否反〇零一二三四五六七八九十百千万亿两半双第甲乙丙丁戊己庚辛壬癸"
    "上下左右东西南北中前后内外大小高低长短多少新旧老早晚男女正副总分首末"
)
"""写的是这些字，就有它自己的意思，读音相同也不算笔误。"""
_SYLLABLES = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)"
    r"(?:a|o|e|i|u|v|ai|ei|ui|ao|ou|iu|ie|ue|ve|an|en|in|un|vn|ang|eng|ing|ong|"
    r"ia|ian|iang|iao|iong|ua|uai|uan|uang|uo)|a|o|e|ai|ei|ao|ou|an|en|ang|eng|er)+"
)
"""读得成拼音的一串字母。"""


def same(written: str, words: Collection[str], proper: bool = False) -> str:
    """`words` 里就是 `written` 的那一个；拿不准、有两个像的时为空。

    只认两样：标点、空白、全角半角、大小写、繁简不同；或只差一个字，而且一定是手误。
    `proper` 时 `words` 是专名：汉字的专名差一个字就是另一个，春田花园不是春天花园。
    """
    words = words if isinstance(words, frozenset) else frozenset(words)
    plain = _plainest(words)
    bare = bared(written)
    if found := plain.get(bare):
        return found[0] if len(found) == 1 and not _several(written, found[0], plain) else ""
    near = _one_apart(bare, words)
    return near[0] if len(near) == 1 and _slipped(written, near[0], proper) else ""


def alike(written: str, texts: Sequence[str], most: int = 3) -> list[int]:
    """`texts` 里写法相近的几个各是第几个，最像的在前；只能给人挑，不能照抄。只差一个字的都算。"""
    grams, sizes = _grams_of(tuple(texts))
    mine = _pairs(bared(written)[:64])
    shared: Counter[int] = Counter(n for pair in mine for n in grams.get(pair, ()))
    scored = ((2 * count / (len(mine) + sizes[n]), -n) for n, count in shared.items())
    best = sorted((one for one in scored if one[0] >= 0.4), reverse=True)
    near = _one_apart(bared(written), frozenset(texts)) if len(written) > 1 else []
    first = [texts.index(one) for one in near]
    return [*dict.fromkeys([*first, *(-n for _, n in best)])][:most]


def bared(word: str) -> str:
    """不计标点、空白、全角半角、大小写、繁简的写法；两个数字之间的记号留着，`2-1` 不是 `21`。"""
    folded = _folded(word)
    if folded.isalnum():
        return folded
    marked = re.sub(rf"(?<=\d){_MARKS.pattern}(?=\d)", "-", folded)
    return re.sub(rf"(?<!\d){_MARKS.pattern}|{_MARKS.pattern}(?!\d)", "", marked)


def _folded(word: str) -> str:
    return simplified(unicodedata.normalize("NFKC", word)).casefold()


def _several(written: str, found: str, plain: Mapping[str, Collection[str]]) -> bool:
    """空开的一截自己也是一个词：多半写的是两个，不是 `found`。"""
    parts = [bared(part) for part in _GAPS.split(written.strip()) if part]
    return len(parts) > 1 and any(p in plain and found not in plain[p] for p in parts)


def _slipped(written: str, word: str, proper: bool) -> bool:
    """一个字之差，一定是手误，不会是另一个词。

    汉字：同音的错字，或一个字打了两遍；数目、方位、否定这样的字换了就是别的意思，不算；专名都不算。
    字母：长的编号里，只有一截不同，这一截连拼音也读不成；数字从不算：2021 与 2022 是两年。
    """
    edit = _edit(bared(written), bared(word))
    old, new = edit or ("", "")
    if proper and (_han(old) or _han(new)):
        return False
    if _han(old) and _han(new):
        return len(bared(word)) > 1 and old not in _TELLING and _same_sound(old, new)
    if _han(old) and not new:
        return old not in _TELLING and old * 2 in bared(written) and old * 2 not in bared(word)
    if not (old + new).isalpha() or not (old + new).isascii():
        return False
    mine, its = (re.split("[^a-z0-9]+", _folded(text).strip()) for text in (written, word))
    if len(mine) != len(its) or sum(c.isalpha() for c in "".join(its)) < _LONG:
        return False
    wrong = [(x, y) for x, y in zip(mine, its, strict=True) if x != y]
    if len(wrong) != 1 or _SYLLABLES.fullmatch(wrong[0][0]):
        return False
    return len(wrong[0][1]) >= (_LONG if len(old) == len(new) == 1 else _PART)


def _edit(a: str, b: str) -> tuple[str, str] | None:
    """`a` 与 `b` 只差一个字、或两个挨着的字写反了时，不同的那一截各是什么；不是时为空。"""
    if a == b or abs(len(a) - len(b)) > 1:
        return None
    pairs = enumerate(zip(a, b, strict=False))
    start = next((n for n, (x, y) in pairs if x != y), min(len(a), len(b)))
    old, new = a[start:], b[start:]
    for x, y in ((1, 1), (1, 0), (0, 1)):
        if old[x:] == new[y:]:
            return old[:x], new[:y]
    swapped = old[:2] == new[1::-1] and old[2:] == new[2:]
    return (old[:2], new[:2]) if swapped else None


def _han(char: str) -> bool:
    return len(char) == 1 and "\u3400" <= char <= "\u9fff"


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """全拼，不分词、不计声调。"""
    from pypinyin import lazy_pinyin  # 用到时才装载

    return re.sub("[^a-z0-9]", "", "".join(lazy_pinyin(word)).lower())


@lru_cache(maxsize=256)
def _same_sound(one: str, other: str) -> bool:
    """两个字有一个读音相同，不计声调。"""
    from pypinyin import Style, pinyin  # 用到时才装载

    first, second = (
        set(pinyin(char, style=Style.NORMAL, heteronym=True)[0]) for char in (one, other)
    )
    return not first.isdisjoint(second)


@lru_cache(maxsize=64)
def _plainest(words: frozenset[str]) -> dict[str, list[str]]:
    """最简的写法 → 哪几个词。"""
    plain: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        plain[bared(word)].append(word)
    return dict(plain)


def _one_apart(bare: str, words: frozenset[str]) -> list[str]:
    """与 `bare` 只差一个字的词。差在前一半的，后一半相同；差在后一半的，前一半相同。"""
    halves = _halves(words)
    found: dict[str, None] = {}
    for length in (len(bare) - 1, len(bare), len(bare) + 1):
        half = (length - 1) // 2
        for key in ((length, bare[:half], ""), (length, "", bare[len(bare) - half :])):
            found |= dict.fromkeys(halves.get(key, ()))
    return [word for word in found if _edit(bare, bared(word))]


@lru_cache(maxsize=64)
def _halves(words: frozenset[str]) -> dict[tuple[int, str, str], list[str]]:
    """（长短, 前一半, 后一半）→ 哪几个词：词再多也不必一个一个地比。"""
    halves: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for word in sorted(words):
        bare = bared(word)
        half = (len(bare) - 1) // 2
        if half > 0:
            halves[len(bare), bare[:half], ""].append(word)
            halves[len(bare), "", bare[-half:]].append(word)
        else:
            halves[len(bare), "", ""].append(word)
    return dict(halves)


def _pairs(text: str) -> frozenset[str]:
    """挨着的每两个字；只有一个字的就是它自己。"""
    return frozenset(text[n : n + 2] for n in range(max(len(text) - 1, 1)))


@lru_cache(maxsize=64)
def _grams_of(texts: tuple[str, ...]) -> tuple[dict[str, list[int]], list[int]]:
    grams: dict[str, list[int]] = defaultdict(list)
    sizes = []
    for n, text in enumerate(texts):
        pairs = _pairs(bared(text)[:64])
        sizes.append(len(pairs))
        for pair in pairs:
            grams[pair].append(n)
    return grams, sizes
