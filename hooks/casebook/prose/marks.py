"""没有打对的记号，照样印了出来：全角的（见 `fullwidth`），和位置不对的链接。

只认改了就读得成的写法；读不成的、拿不准的不动。
"""

import re
from collections.abc import Iterator, Sequence

from casebook.prose.fullwidth import full_width
from casebook.prose.punctuation import Edit, sentence_edits
from casebook.prose.read import read_prose
from casebook.prose.source import without_code

_SIGNS = re.compile(r"[＊＃｜［＞－｀]|[)）\]］】〕][ \u3000]*[(（\[［【](?=[/#hm])")
_WORDS = r"[^\[\]［］【】〔〕()（）\n]*[^\d\s\[\]［］【】〔〕()（）][^\[\]［］【】〔〕()（）\n]*"
_LINK = re.compile(
    rf"(?<!\\)(?P<open>[\[［【〔(（])(?P<words>{_WORDS})"
    r"(?P<middle>[\]］】〕)）][ \u3000]*[(（\[［【])"
    r"(?P<to>(?:https?://|mailto:|/)[!-'*-Z^-~]*|#[^\s()（）\[\]［］【】]+)(?P<close>[)）\]］】])"
)
_PAIRS = (("[［", "]］"), ("【", "】"), ("〔", "〕"), ("(（", ")）"))
_ROUND = "(（"
_SITE = re.compile(r"/(?:[a-z0-9-]+/)*(?:#\S+)?")
_SOURCE = re.compile(r"[a-z][a-z0-9-]*(?: .*)?")
_WIDTH_ONLY = re.compile(r"[\]］][(（]")


def text_edits(text: str, marked: bool) -> list[Edit]:
    """一段文字里要改的记号与标点，按先后，不重叠：检查照它说，改正照它改。

    `marked` 为假时不认记号（标题、事件……），只看标点。
    案例里的 ＃ 也说，但不改（改成的与原来一样）。
    """
    return with_signs(text, mark_edits(text) if marked else [])


def with_signs(text: str, marks: Sequence[Edit]) -> list[Edit]:
    """要改的记号 `marks`，加上要改的标点；同一处只改记号。"""
    apart = [
        sign
        for sign in sentence_edits(text)
        if all(sign.end <= mark.start or mark.end <= sign.start for mark in marks)
    ]
    return sorted([*marks, *apart])


def mark_edits(text: str, page: bool = False) -> list[Edit]:
    """`text` 里没有打对的记号。"""
    if not _SIGNS.search(text):
        return []
    done: list[Edit] = []
    for tag, edits in (*_links(text), *full_width(text, page)):
        fits = all(new.end <= old.start or old.end <= new.start for new in edits for old in done)
        if fits and (not tag or _reads(text, edits, tag, page)):
            done += edits
    return sorted(done)


def _links(text: str) -> Iterator[tuple[str, list[Edit]]]:
    """隔开的 `[甲] (/a/)`、倒过来的 `(甲)[/a/]`、别样的括号【甲】（/a/）。"""
    for found in _LINK.finditer(without_code(text)):
        opened, words, middle, to = found.group("open", "words", "middle", "to")
        if not _paired(opened, middle[0]) or not _paired(middle[-1], found["close"]):
            continue
        doubtful = opened in _ROUND and middle[-1] in _ROUND and not _SITE.fullmatch(to)
        other = words == "待补充" or (opened == "〔" and _SOURCE.fullmatch(words))
        if _WIDTH_ONLY.fullmatch(middle) or doubtful or other:
            continue  # 只差全角半角的，由 fullwidth 来认
        right = f"[{words}]({to})"
        what = f"这样写不成链接，会照样印出来。链接写成 {right}：先方括号，后圆括号，当中不空格"
        yield "a", [Edit(*found.span(), right, what, "T23")]


def _paired(left: str, right: str) -> bool:
    """是一对括号，不管全角半角。"""
    return any(left in lefts and right in rights for lefts, rights in _PAIRS)


def _reads(text: str, edits: list[Edit], tag: str, page: bool) -> bool:
    """改了以后真的多出一个 `tag`，没有多出毛病。"""
    if not edits:
        return False
    new = text
    for edit in sorted(edits, reverse=True):
        new = new[: edit.start] + edit.new + new[edit.end :]
    before, after = read_prose(text, page), read_prose(new, page)
    more = sum(1 for _ in after.root.iter(tag)) - sum(1 for _ in before.root.iter(tag))
    return more > 0 and len(after.faults) <= len(before.faults)
