"""casebook export --docx：一条、几条工作法或整本书，写成公文。"""

from collections.abc import Sequence
from pathlib import Path

from casebook.cli.arguments import misused
from casebook.cli.chosen import Chosen
from casebook.cli.review import pictures_of
from casebook.cli.show import show_problems
from casebook.compile import Faulty, compile_handbook
from casebook.faults import Fault, told
from casebook.render.docx.official import official_book, official_cases
from casebook.store import put_files


def export_official(root: Path, path: Path, cases: Sequence[str], drafts: bool) -> None:
    """写在 `path`；从前写的换掉。写了 `cases`，没有发布的也写。有错误就不写，退出码是 1。"""
    word_path(path)
    chosen = Chosen(root, cases)
    try:
        compiled = compile_handbook(root, preview=drafts or bool(cases), search=False)
        chosen.unfit(compiled)
    except Faulty as faulty:
        show_problems(faulty.problems)
        raise SystemExit(1) from None
    book, documents, pictures = compiled.book, compiled.documents, pictures_of(compiled)
    methods = chosen.methods(compiled)
    if cases:
        data = official_cases(methods, documents, methods[0].title, pictures)
    else:
        data = official_book(book, documents, pictures)
    write_word(path, data)
    print(f"写好了：{path}，{len(methods)} 条工作法。")


def word_path(path: Path) -> Path:
    """要写的 Word；扩展名不对的，说该怎样写。"""
    if path.suffix.lower() != ".docx":
        misused(f"{path} 不是 .docx。写成 {path.with_suffix('.docx')}，Word、WPS 才打得开。")
    return path


def write_word(path: Path, data: bytes) -> None:
    """写在 `path`；从前写的换掉。写不成时抛 Fault。"""
    try:
        put_files(path.absolute().parent, {path.name: data})
    except OSError as error:
        raise Fault(f"没有写成 {path}：{told(error) or '写不进去'}") from error
