"""casebook review --compare：改过的送审稿与送出去的对，一处一处说是哪一栏。只看，不改。"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from casebook.cli.chosen import Chosen
from casebook.cli.review import word_files
from casebook.compile import Faulty, compile_handbook
from casebook.faults import Fault
from casebook.intake import Refused, opened
from casebook.model.told import placed
from casebook.render.docx.sent import PICTURE, Sent
from casebook.review import (
    Change,
    Compared,
    Since,
    compare,
    read_returned,
    sent_in,
    traced_handbook,
)


def compare_returned(root: Path, file: Path, cases: Sequence[str], site_url: str) -> None:
    """对 `file`，一处一处地列出来；没有带着送出去的一份的，照现在的 `cases` 对。"""
    try:
        package = opened(file)
        returned = read_returned(package)
    except Refused as refused:
        raise Fault(f"{file} 没有对：{refused}") from None
    sent = sent_in(package) or _again(root, file, cases, site_url)
    whole = "\n".join(_told(root, sent, compare(sent, returned)))
    # 终端认作命令的字不要
    print("".join(one for one in whole if one.isprintable() or one in "\n\t\u3000"))


def _again(root: Path, file: Path, cases: Sequence[str], site_url: str) -> Sent:
    """照现在的 YAML 再写一份。"""
    if not cases:
        raise Fault(
            f"{file} 里没有带着送出去的那一份：不是送审稿，或者存的软件把它丢了。"
            f"写上是哪一条，就照现在的对，如 casebook review cases/a.yml --compare {file}"
        )
    chosen = Chosen(root, cases)
    try:
        compiled = compile_handbook(root, site_url, preview=True, search=False)
    except Faulty:
        raise Fault("现在的案例有错误，对不成。先运行 casebook check") from None
    traced = traced_handbook(root, drafts=True)
    names = [method.id for method in chosen.methods(compiled)]
    if len(names) != 1:
        raise Fault("一份稿子是一条案例，只写一条，如 cases/a.yml")
    print(f"{file} 里没有带着送出去的那一份，照现在的 cases/{names[0]}.yml 对。")
    return next(word_files(compiled, traced, names))[1].sent


_ONLY = "比的是字、图和标上的样子（标亮、颜色、加粗等）；字号、字体、对齐、行距没有比。"


def _told(root: Path, sent: Sent, found: Compared) -> Iterator[str]:
    placed_, others = len(found.placed), len(found.others)
    if placed_ or others:
        yield f"《{sent.title}》：{placed_} 处对得到栏目，{others} 处没有归到哪一栏。"
    else:
        yield f"《{sent.title}》：字没有改，也没有批注。"
    if found.marked:
        yield f"另有 {len(found.marked)} 处字没有改，标了样子，列在最后。"
    yield _ONLY
    since = Since(root, sent)
    every = (*found.placed, *found.marked)
    used = sorted({placed(one.at)[0] for one in every if one.at})
    for path in used:
        if (own := since.path(path)) != path:
            yield f"送出去以后，{path} 改了名，现在是 {own}。"
    changed = [path for path in used if since.path(path) == path and since.changed(path)]
    if changed:
        names = "、".join(changed)
        yield f"送出去以后，{names} 改过：行号、栏目是现在的，改以前先看现在写着什么。"
    yield from _placed(since, used, found.placed)
    if found.others:
        yield "\n没有归到哪一栏"
        for one in found.others:
            yield from _one(one.where, one)
    if found.marked:
        yield "\n字没有改，标了样子的"
        yield from _placed(since, used, found.marked)
        for one in found.marked:
            if not one.at:
                yield from _one(one.where, one)


def _placed(since: Since, used: Sequence[str], changes: Sequence[Change]) -> Iterator[str]:
    """一个文件一个文件的各处。"""
    for path in used:
        own = [one for one in changes if one.at and placed(one.at)[0] == path]
        if own:
            yield f"\n{since.path(path)}"
        for one in own:
            yield from _one(_where(since, one), one)


def _where(since: Since, change: Change) -> str:
    """一处在哪里：现在的文件、行号、栏目。"""
    now, sent = since.find(change), change.at.partition("#")[2]
    line = f":{now.line}" if now.line else ""
    moved = "" if now.field == sent else f"（送出去时是 {sent}）"
    note = f"（{now.note}）" if now.note else ""
    return f"{now.path}{line}　{now.field}{moved}{note}"


_BARE = ("挪了", "标了")
"""前后的字一样，只列一遍的。"""


def _one(head: str, one: Change) -> Iterator[str]:
    who = f"（{one.who}）" if one.who else ""
    yield f"  {head}　{one.kind}{who}"
    if one.kind == "批注":
        if one.before:
            yield f"    在：{_shown(one.before)}"
        yield f"    说：{_shown(one.after)}"
        return
    if one.before:
        yield f"    {'字' if one.kind in _BARE else '原来'}：{_shown(one.before)}"
    if one.kind == "标了":
        yield f"    样子：{one.after}"
    elif one.after:
        yield f"    现在：{_shown(one.after)}"


def _shown(words: str) -> str:
    """几行的话，后面几行缩进；图写成字。"""
    return words.replace(PICTURE, "〔图〕").strip().replace("\n", "\n          ")
