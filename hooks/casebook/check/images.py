"""图片：哪些写进了“图片”，哪些没有；一张图片自己好不好，见 check.picture。"""

import filecmp
import os
import stat
from collections.abc import Collection, Iterable, Iterator
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
from casebook.read.ordinary import legible, listed, oddity

_CASES = (".yml", ".yaml")
_DOCUMENTS = (
    *(".doc", ".docx", ".wps", ".txt", ".md", ".rtf", ".odt", ".pdf", ".xls", ".xlsx", ".et"),
)

_UNASKED = (
    "图中人没有都同意，不能刊登。问过本人（小孩问监护人），都同意了，把“同意”改成“是”；"
    "有人不同意，换一张，或删掉这一张"
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
                yield entry.problem("I03", _UNASKED, "图片", index, "同意")
            if wrong := wrong_picture(library.root, where, image.file):
                code, message, hint = wrong
                yield entry.problem(code, message, "图片", index, "文件", hint=hint)
            elif long := too_long(library.root / where / image.file):
                yield entry.problem("I07", long, "图片", index, "文件")
        named = {image.file for image in entry.record.images}
        named |= {attachment.file for attachment in entry.record.attachments}
        yield from _misplaced(library.root, case_id, named)
        items = [item for item in listed(library.root, where, []) if not is_junk(item.name)]
        # 写进“图片”的已经说过；文件夹另外看
        odd = {
            item.name: oddity(item.path, item.stat.st_mode)
            for item in items
            if not item.is_folder and item.name not in named
        }
        yield from filter(None, odd.values())
        inside = [item.name for item in items if not odd.get(item.name)]
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
            lost = {plain_name(name) for name in named - names.keys()}  # 名字写错的，已经说过
            extras = (
                n for n in names.keys() - named if plain_name(n) not in lost and not odd.get(n)
            )
            for extra in sorted(name for name in extras if not _is_manuscript(name)):
                yield entry.problem("I04", f"{where}/{extra} 没有写进“图片”或“附件”", "图片")


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


def check_same_photos(library: Library) -> Iterator[Problem]:
    """I09 同一张照片登了两次（提醒）：先比大小，一样的再一个字节一个字节地比。

    两条案例都用它，替代文字写得一样，是有意的，不说。
    """
    sizes: dict[int, list[tuple[str, int]]] = {}
    for case_id, card in sorted(library.cards.items()):
        for index, file in enumerate(card.photos):
            try:
                seen = picture_at(library.root / "cases" / case_id / file).lstat()
            except OSError:
                continue  # 没有的、读不了的，已经说过
            if stat.S_ISREG(seen.st_mode):
                sizes.setdefault(seen.st_size, []).append((case_id, index))
    for alike in (same for same in sizes.values() if len(same) > 1):
        known: list[_Photo] = []
        for case_id, index in alike:
            photo = _Photo(library, case_id, index)
            same = [one for one in known if one.same(photo)]
            if message := _told(photo, same):
                yield photo.entry.problem("I09", message, "图片", index, "文件")
            known.append(photo)


class _Photo:
    """案例 `case_id` 的第 `index` 张照片。"""

    def __init__(self, library: Library, case_id: str, index: int) -> None:
        self.entry = library.entry(case_id)
        self.image = self.entry.record.images[index]
        self.path = f"cases/{case_id}/{self.image.file}"
        self._file = picture_at(library.root / self.path)

    def same(self, other: "_Photo") -> bool:
        """是同一张；刚刚不见了的不是。"""
        try:
            return self.path == other.path or filecmp.cmp(self._file, other._file, shallow=False)
        except OSError:
            return False


def _told(photo: _Photo, same: list[_Photo]) -> str:
    """前面的 `same` 与 `photo` 是同一张：一句话；没有、有意的为空。"""
    for one in same:
        if one.entry is photo.entry:
            return f"这张照片前面登过了（{one.image.file}）。删掉一处，或换一张"
    if not same or any(one.image.alt == photo.image.alt for one in same):
        return ""
    return (
        f"这张照片与 {same[0].path} 是同一张，替代文字却不一样。"
        "放错了就换一张；真是两处都用，替代文字写成一样的"
    )


def _misplaced(root: Path, folder: str, named: Collection[str] = ()) -> Iterator[Problem]:
    """F09 图片的文件夹里放了案例、稿子：那里的从不登出来，写进“附件”的（`named`）除外。"""
    where = root / "cases" / folder
    for inside, _, files in os.walk(where):
        for file in sorted(files):
            if not _is_manuscript(file) or (file in named and Path(inside) == where):
                continue
            path = Path(inside, file)
            message = "这里只放图片，稿子在这里不会登出来"
            if path.suffix.lower() in _CASES:
                message += f"。移到 cases/ 里：cases/{legible(path.stem)}.yml"
            else:
                message += "。文字写进 cases/ 里的 .yml 文件，原稿另外保存；"
                message += "给读者取走的，写进“附件”"
            yield Problem(legible(path.relative_to(root).as_posix()), 1, 1, "F09", message)


def _is_manuscript(name: str) -> bool:
    return name.lower().endswith((*_CASES, *_DOCUMENTS)) and not is_junk(name)


def check_page_images(library: Library) -> Iterator[Problem]:
    """文章里的图片：F09、I01、I02、I05、I06；I08 名字看着一样的。

    I04 没有一篇文章用到的（提醒）。
    """
    used = set()
    for page in library.pages.values():
        for file, line in read_prose(page.body, page=True).images:
            at = picture_at(library.root / page.folder / file)
            used.add(f"{page.folder}/{at.name}")
            if wrong := wrong_picture(library.root, page.folder, file):
                used.add(f"{page.folder}/{wrong[2]}")  # 名字写错的，已经说过
                yield page.text.problem(*place_in_page(page, line, f"]({file}"), *wrong)
    folders: dict[str, list[str]] = {}
    for path in library.pictures:
        folders.setdefault(path.rpartition("/")[0], []).append(path)
    for folder in folders:
        for twins in _twins(picture_names(library.root / folder)):
            path = f"{folder}/{twins[0]}"
            if path in library.pictures:
                others = "、".join(twins)
                message = f"有名字看着一样的图片：{others}。请只留一个，或改成两个不同的名字"
                yield Problem(path, 1, 1, "I08", message)
    for path in library.pictures:
        if path not in used:
            yield Problem(path, 1, 1, "I04", "没有一篇文章用到这张图片")


def _twins(names: dict[str, list[str]]) -> Iterable[list[str]]:
    """看着一样的名字，一组一组的：写法不同（é 一个码或两个码），或只差大小写。"""
    alike: dict[str, list[str]] = {}
    for name, on_disk in names.items():
        alike.setdefault(name.casefold(), []).extend([name] * len(on_disk))
    return (group for group in alike.values() if len(group) > 1)
