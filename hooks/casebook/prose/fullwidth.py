"""中文输入法打出来的全角记号：＊＊重点＊＊、｜表｜、［文字］（/streets/）。照样印出来，不算记号。

只认改成半角就读得成的写法；读不成的、拿不准的不动。
"""

import re
from collections.abc import Iterator, Sequence

from casebook.prose.punctuation import Edit
from casebook.prose.tables import alignments, cells

_HALF = str.maketrans("＊＃｜［］（）＞－：｀", "*#|[]()>-:`")
_STRONG = re.compile(r"(?<![*＊])[*＊]{2}(?![*＊\s])(?P<words>[^*＊\n]+?)(?<!\s)[*＊]{2}(?![*＊])")
_LINK = re.compile(
    r"[\[［](?P<words>[^\[\]［］\n]*[^\d\s\[\]［］][^\[\]［］\n]*)[\]］]"
    r"[(（](?P<to>(?:https?://|mailto:|/)[!-\'*-~]*|#[^\s()（）]+)[)）]"
)
_CODE = re.compile(r"[｀`](?P<words>[^｀`\n]+)[｀`]")
_HEADING = re.compile(
    r"^ {0,3}(?P<mark>[#＃]{2,4}|＃(?=[ \u3000]))[ \u3000]*"
    r"(?=[\u3400-\u9fffA-Za-z])(?![^\n]*[#＃])",
    re.M,
)
_QUOTE = re.compile(r"^ {0,3}(?P<mark>＞)[ \u3000]*(?=[^\s\d＞>])", re.M)
_ITEM = re.compile(r"^ {0,4}(?P<mark>[－＊])[ \u3000]+(?=[^\s\d])", re.M)
_DASHES = re.compile(r" *[|｜]?(?: *[:：]?[-－—–]+[:：]? *[|｜]?)+ *")


def full_width(text: str, page: bool) -> Iterator[tuple[str, list[Edit]]]:
    """要改成半角的，一处一处，和改了以后树里该多出的那一种；不改的为空。

    案例的文字里不写标题（`page` 为假）：那里的 ＃ 也说，但不改（改成的与原来一样）。
    """
    yield from (("table", edits) for edits in _tables(text))
    for found in _STRONG.finditer(text):
        start, end = found.span("words")
        yield "strong", _narrowed(text, (found.start(), start), (end, found.end()))
    for found in _LINK.finditer(text):
        words, to = found.span("words"), found.span("to")
        spans = (found.start(), words[0]), (words[1], to[0]), (to[1], found.end())
        yield "a", _narrowed(text, *spans)
    for found in _CODE.finditer(text):
        start, end = found.span("words")
        yield "code", _narrowed(text, (found.start(), start), (end, found.end()))
    for found in _HEADING.finditer(text):
        mark = found.span("mark")
        if page:
            yield f"h{len(found['mark'])}", _marked(text, mark, found.end(), spaced=True)
        elif "＃" in found["mark"]:
            what = "＃ 是全角的记号，照样印出来；这里的文字不写标题，请删掉"
            yield "", [Edit(*mark, found["mark"], what, "T21")]
    for pattern, tag in ((_QUOTE, "blockquote"), (_ITEM, "li")):
        for found in pattern.finditer(text):
            yield tag, _marked(text, found.span("mark"), found.end(), spaced=True)


def _narrowed(text: str, *spans: tuple[int, int]) -> list[Edit]:
    """这几段里的全角记号改成半角；本来就是半角的不动。"""
    return [edit for span in spans for edit in _marked(text, span, span[1])]


def _marked(text: str, span: tuple[int, int], end: int, spaced: bool = False) -> list[Edit]:
    """`span` 是记号，`end` 是连后面的空白到哪里；`spaced` 为真时记号后面要有一个空格。"""
    written = text[slice(*span)]
    new = written.translate(_HALF)
    if new == written:
        return []
    what = f"全角的记号 {written} 会照样印出来，改成半角的 {new}"
    if spaced:
        return [Edit(span[0], end, f"{new} ", what, "T21")]
    return [Edit(*span, new, what, "T21")]


def _tables(text: str) -> Iterator[list[Edit]]:
    """有分隔行、用了全角竖线或短横的表：一行一行改；改了格数不一样的不算。"""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for number in range(1, len(lines)):
        if not (_DASHES.fullmatch(lines[number]) and re.search("[|｜]", lines[number])):
            continue
        last = number
        while last + 1 < len(lines) and re.search("[|｜]", lines[last + 1]):
            last += 1
        rows = range(number - 1, last + 1)
        new = [_row(lines[n], n == number) for n in rows]
        if [*new] == [lines[n] for n in rows] or not _even(new):
            continue
        what = "表的竖线、短横是全角的，改成半角的"
        yield [
            edit
            for n, row in zip(rows, new, strict=True)
            for edit in _differences(lines[n], row, starts[n], what)
        ]


def _row(line: str, dashes: bool) -> str:
    if not dashes:
        return line.replace("｜", "|")
    bare = line.replace("｜", "|").replace("：", ":")
    return re.sub("[-－—–]+", "---", bare) if re.search("[－｜]", line) else line


def _even(rows: Sequence[str]) -> bool:
    return bool(alignments([*enumerate(rows)])) and len({len(cells(row)) for row in rows}) == 1


def _differences(line: str, row: str, start: int, what: str) -> Iterator[Edit]:
    """一行里改了的地方：竖线一个一个地改，分隔行整行改。"""
    if line == row:
        return
    if len(line) != len(row):
        yield Edit(start, start + len(line), row, what, "T21")
        return
    for at, (old, new) in enumerate(zip(line, row, strict=True)):
        if old != new:
            yield Edit(start + at, start + at + 1, new, what, "T21")
