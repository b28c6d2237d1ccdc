"""casebook review --compare：改过的送审稿与送出去的对，一处一处说是哪一栏。只看，不改。"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from casebook.cli.chosen import Chosen
from casebook.cli.review import word_files
from casebook.compile import Faulty, compile_handbook
from casebook.faults import Fault
from casebook.intake import Refused, opened
from casebook.model.told import placed
from casebook.read import read_document, read_file
from casebook.render.docx.sent import PICTURE, Sent
from casebook.review import Change, Compared, compare, read_returned, sent_in, traced_handbook
from casebook.store import digest_of_bytes


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


def _told(root: Path, sent: Sent, found: Compared) -> Iterator[str]:
    placed_, others = len(found.placed), len(found.others)
    yield f"《{sent.title}》：{placed_} 处对得到栏目，{others} 处没有归到哪一栏。"
    lines = _Lines(root)
    used = sorted({placed(one.at)[0] for one in found.placed})
    changed = [path for path in used if lines.digest(path) != sent.files.get(path)]
    if changed:
        yield f"送出去以后，{'、'.join(changed)} 改过：行号是现在的，改以前先看现在写着什么。"
    for path in used:
        yield f"\n{path}"
        for one in found.placed:
            if placed(one.at)[0] == path:
                yield from _one(f"{path}:{lines.line(one)}　{one.at.partition('#')[2]}", one)
    if found.others:
        yield "\n没有归到哪一栏"
        for one in found.others:
            yield from _one(one.where, one)


def _one(head: str, one: Change) -> Iterator[str]:
    who = f"（{one.who}）" if one.who else ""
    yield f"  {head}　{one.kind}{who}"
    if one.kind == "批注":
        if one.before:
            yield f"    在：{_shown(one.before)}"
        yield f"    说：{_shown(one.after)}"
        return
    if one.before:
        yield f"    原来：{_shown(one.before)}"
    if one.after and one.kind != "挪了":
        yield f"    现在：{_shown(one.after)}"


def _shown(words: str) -> str:
    """几行的话，后面几行缩进；图写成字。"""
    return words.replace(PICTURE, "〔图〕").strip().replace("\n", "\n          ")


_START = 8
"""照头上几个字找；再多，常常夹着记号。"""


class _Lines:
    """各文件现在的样子：哪一栏在第几行。"""

    def __init__(self, root: Path) -> None:
        self._root = root

    def digest(self, path: str) -> str:
        """现在的指纹；没有了的为空。"""
        content = read_file(self._root, path)[0].content
        return digest_of_bytes(content.encode()) if content else ""

    def line(self, change: Change) -> int:
        """第几行；没有这一栏了，是它上一级的。文章里的，找原来的那几个字。"""
        path, loc = placed(change.at)
        text, _ = read_file(self._root, path)
        if not path.endswith(".yml"):
            start = change.before.strip()[:_START]
            rows = text.content.split("\n")
            return next((n for n, row in enumerate(rows, 1) if start and start in row), 1)
        document, _ = read_document(text)
        return document.position(*loc)[0] if document else 1
