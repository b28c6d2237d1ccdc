"""附件：读者可以取走的一份，要在自己的文件夹里，真是那一种，不太大，里面没有会自己运行的东西。"""

import errno
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from casebook.check.entries import Entries
from casebook.model import Case
from casebook.problems import Problem
from casebook.read import Library
from casebook.read.ordinary import oddity, unreadable

KINDS = (".pdf", ".xlsx", ".csv")
"""收哪几种：打得开、不会自己运行、一般的手机也看得到。"""
_LIMIT = 20 * 1024 * 1024
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile)\b")
_MACROS = ("vbaproject.bin", "externallinks/", "embeddings/", "activex/")
_MOST_UNPACKED = 200 * 1024 * 1024


def check_attachments(library: Library, entries: Entries) -> Iterator[Problem]:
    """F09 位置、I01 存在、I02 种类、I05 坏了、I06 太大、I10 里面有会自己运行的东西。"""
    for entry in entries:
        if not isinstance(entry.record, Case):
            continue
        folder = f"cases/{entry.id}"
        for index, attachment in enumerate(entry.record.attachments):
            if wrong := _wrong(library.root, folder, attachment.file):
                yield entry.problem(*wrong, "附件", index, "文件")


def _wrong(root: Path, folder: str, file: str) -> tuple[str, str] | None:
    """`folder` 里的 `file` 的毛病：代码与一句话；好的是 None。"""
    path = root / folder / file
    if Path(file).name != file or file == ".." or path.parent.is_symlink():
        return "F09", f"附件要直接放在 {folder}/ 里，只写文件名"
    if path.suffix.lower() not in KINDS:
        return "I02", f"附件只收 {'、'.join(KINDS)}。Word 文件请另存为 PDF"
    if not re.fullmatch(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", file):
        return "F10", "附件的文件名就是网址，只用小写英文字母、数字、连字符，如 yishi-guize.pdf"
    try:
        seen = path.lstat()
        if odd := oddity(f"{folder}/{file}", seen.st_mode):
            return odd.code, f"{folder}/{file} {odd.message}"
        if seen.st_size > _LIMIT:
            return "I06", f"{folder}/{file} 太大了，至多 {_LIMIT >> 20} MB。手机上下载不动"
        return _inside(path)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
            return "I01", f"没有 {folder}/{file} 这个文件"
        odd = unreadable(f"{folder}/{file}", error)
        return odd.code, f"{folder}/{file} {odd.message}"


def _inside(path: Path) -> tuple[str, str] | None:
    content = path.read_bytes()
    match path.suffix.lower():
        case ".pdf":
            return _pdf(content)
        case ".xlsx":
            return _workbook(path)
        case _:
            return _table(content)


def _pdf(content: bytes) -> tuple[str, str] | None:
    if not content.startswith(b"%PDF-"):
        return "I02", "后缀是 .pdf，内容不是 PDF。请另存为 PDF"
    if b"%%EOF" not in content[-2048:]:
        return "I05", "这个 PDF 只有一半，请重新导出"
    if _ACTIVE.search(content):
        return "I10", "这个 PDF 里有脚本或夹带的文件。请用“打印成 PDF”另存一份"
    return None


def _workbook(path: Path) -> tuple[str, str] | None:
    try:
        with zipfile.ZipFile(path) as book:
            names = [name.lower() for name in book.namelist()]
            unpacked = sum(info.file_size for info in book.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "I05", "这个表格打不开，多半没有传完。请另存一份 .xlsx"
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        return "I02", "后缀是 .xlsx，内容不是表格。请另存为 .xlsx"
    if unpacked > _MOST_UNPACKED:
        return "I06", "这个表格拆开来太大了。请删掉用不到的，另存一份"
    if any(mark in name for name in names for mark in _MACROS):
        return "I10", "这个表格里有宏，或连着别的文件。请另存为不带宏的 .xlsx"
    return None


def _table(content: bytes) -> tuple[str, str] | None:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "I05", "这个 .csv 不是 UTF-8 编码，别的电脑上是乱码。请另存为“CSV UTF-8”"
    if b"\0" in content:
        return "I02", "后缀是 .csv，内容不是文字。请另存为“CSV UTF-8”"
    if any(cell.lstrip(b'"')[:1] in (b"=", b"@") for cell in _cells(content)):
        return "I10", "有的格子以 = 或 @ 开头，打开时会当公式运行。请改成文字"
    return None


def _cells(content: bytes) -> Iterator[bytes]:
    for line in content.splitlines():
        yield from line.split(b",")
