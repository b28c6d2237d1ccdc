"""图片：哪些写进了“图片”，哪些没有；一张图片自己好不好，见 check.picture。"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from casebook.check.entries import Entries
from casebook.check.picture import plain_name, too_long, wrong_picture
from casebook.check.text import place_in_page
from casebook.model import Case
from casebook.problems import Problem
from casebook.prose import read_prose
from casebook.read import Library, picture_at, picture_names
from casebook.read.files import file_like
from casebook.read.names import is_junk, name_fault
from casebook.read.ordinary import legible, listed

_CASES = (".yml", ".yaml")
_DOCUMENTS = (
    *(".doc", ".docx", ".wps", ".txt", ".md", ".rtf", ".odt", ".pdf", ".xls", ".xlsx", ".et"),
)


def check_images(library: Library, entries: Entries) -> Iterator[Problem]:
    """F09 位置、I01 存在、I02 格式、I03 同意、I05 坏了、I06 太大、I08 名字看着一样。

    I04 没写进“图片”、I07 太长，都是提醒。
    """
    for entry in entries:
        case_id = entry.id
        if not isinstance(entry.record, Case):
            continue
        where = f"cases/{case_id}"
        for index, image in enumerate(entry.record.images):
            if not image.consent:
                yield entry.problem("I03", "图中人没有都同意，不能刊登", "图片", index, "同意")
            if wrong := wrong_picture(library.root, where, image.file):
                code, message, hint = wrong
                yield entry.problem(code, message, "图片", index, "文件", hint=hint)
            elif long := too_long(library.root / where / image.file):
                yield entry.problem("I07", long, "图片", index, "文件")
        yield from _misplaced(library.root, case_id)
        items = [item.name for item in listed(library.root, where, [])]
        inside = [name for name in items if not is_junk(name)]
        if not inside:
            continue
        names = {
            name: kept
            for name, kept in picture_names(library.root / where).items()
            if not {*kept}.isdisjoint(inside)
        }
        yield from _unfit_names(where, inside)
        for twins in _twins(names):
            same = "、".join(twins)
            message = f"{where}/ 里有名字看着一样的文件：{same}。请只留一个，或改成两个不同的名字"
            yield entry.problem("I08", message, "图片")
        if entry.whole:  # 没读全的案例，图片可能写在没读成的部分里
            named = {image.file for image in entry.record.images}
            lost = {plain_name(name) for name in named - names.keys()}  # 名字写错的，已经说过
            extras = (n for n in names.keys() - named if plain_name(n) not in lost)
            for extra in sorted(name for name in extras if not _is_manuscript(name)):
                yield entry.problem("I04", f"{where}/{extra} 没有写进“图片”", "图片")


def _unfit_names(where: str, names: Iterable[str]) -> Iterator[Problem]:
    """别的电脑上放不下的名字；字是拆开存的（F17）不算，登出来时收拢。"""
    for name in names:
        if (fault := name_fault(name)) and fault[0] != "F17":
            yield Problem(legible(f"{where}/{name}"), 1, 1, *fault)


def check_folders(library: Library) -> Iterator[Problem]:
    """I04 没有主人的图片文件夹（提醒）。"""
    for item in listed(library.root, "cases", []):
        name = item.name
        if name in library.case_ids or file_like(name) or is_junk(name) or name_fault(name):
            continue
        if item.is_folder:
            misplaced = [*_misplaced(library.root, name)]
            yield from misplaced
            if misplaced:
                continue
            yield Problem(f"cases/{name}", 1, 1, "I04", "这个文件夹没有对应的案例文件")


def _misplaced(root: Path, folder: str) -> Iterator[Problem]:
    """F09 图片的文件夹里放了案例、稿子：那里的从不登出来。"""
    where = root / "cases" / folder
    for inside, _, files in os.walk(where):
        for file in sorted(files):
            if not _is_manuscript(file):
                continue
            path = Path(inside, file)
            message = "这里只放图片，稿子在这里不会登出来"
            if path.suffix.lower() in _CASES:
                message += f"。移到 cases/ 里：cases/{legible(path.stem)}.yml"
            else:
                message += "。文字写进 cases/ 里的 .yml 文件，原稿另外保存"
            yield Problem(legible(path.relative_to(root).as_posix()), 1, 1, "F09", message)


def _is_manuscript(name: str) -> bool:
    return name.lower().endswith((*_CASES, *_DOCUMENTS)) and not is_junk(name)


def check_page_images(library: Library) -> Iterator[Problem]:
    """文章里的图片：F09、I01、I02、I05、I06；I04 没有一篇文章用到的（提醒）。"""
    used = set()
    for page in library.pages.values():
        for file, line in read_prose(page.body, page=True).images:
            at = picture_at(library.root / page.folder / file)
            used.add(f"{page.folder}/{at.name}")
            if wrong := wrong_picture(library.root, page.folder, file):
                used.add(f"{page.folder}/{wrong[2]}")  # 名字写错的，已经说过
                yield page.text.problem(*place_in_page(page, line, f"]({file}"), *wrong)
    for path in library.pictures:
        if path not in used:
            yield Problem(path, 1, 1, "I04", "没有一篇文章用到这张图片")


def _twins(names: dict[str, list[str]]) -> Iterable[list[str]]:
    """看着一样的名字，一组一组的：写法不同（é 一个码或两个码），或只差大小写。"""
    alike: dict[str, list[str]] = {}
    for name, on_disk in names.items():
        alike.setdefault(name.casefold(), []).extend([name] * len(on_disk))
    return (group for group in alike.values() if len(group) > 1)
