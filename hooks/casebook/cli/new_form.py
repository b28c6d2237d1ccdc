"""casebook new --docx：写一份空白的 Word 投稿表。"""

from pathlib import Path

from casebook.bind import bind
from casebook.cli.arguments import misused
from casebook.cli.new import opened
from casebook.compose.form import questions
from casebook.editing import create_file
from casebook.faults import Fault, told
from casebook.office import need_office


def new_form(root: Path, path: Path) -> None:
    """写在 `path`；已经有这个文件，不盖掉。"""
    need_office()
    from casebook.render.docx import blank_form

    if path.suffix.lower() != ".docx":
        misused(f"{path} 不是 .docx。写成 {path.with_suffix('.docx')}，Word、WPS 才打得开。")
    book = bind(opened(root).library)
    data = blank_form(book.handbook.title, questions(book))
    try:
        create_file(path, data)
    except FileExistsError:
        raise Fault(f"已经有 {path} 了，怕盖掉，没有写。换一个名字") from None
    except OSError as error:
        raise Fault(f"没有写成 {path}：{told(error) or '写不进去'}") from error
    print(f"写好了：{path}。填好了收进来：casebook import {path}")
