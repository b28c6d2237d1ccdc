"""人交来的 Word、Excel 是一个压缩包：先看清里面没有害处，再打开。

宏、连到外面的模板与图片、压缩炸弹、XML 里的实体、加了密码的，都不收，说为什么。
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from casebook.faults import Fault
from casebook.intake.strict import is_strict, loosened
from casebook.read import Unread, read_bytes

LIMIT = 20 * 1024 * 1024
"""一个文件最多多少字节。"""
_MOST = 200 * 1024 * 1024
_PARTS = 5000
_RATIO, _SMALL = 200, 1024 * 1024
"""压得比这还紧、又不小的，不是平常的文件。"""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KINDS = {
    ".docx": (re.compile(r"word/document\d*\.xml"), "Word"),
    ".xlsx": (re.compile(r"xl/workbook\d*\.xml"), "Excel"),
}
"""正文叫什么：有的软件在后面添个数。"""
_OLD = {".doc": ".docx", ".wps": ".docx", ".rtf": ".docx", ".odt": ".docx", ".dotx": ".docx"}
_OLD |= {".xls": ".xlsx", ".et": ".xlsx", ".csv": ".xlsx", ".ods": ".xlsx", ".xltx": ".xlsx"}
_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb")
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


class Refused(Fault):
    """不收这个文件；消息是一句给人看的话。"""


@dataclass(frozen=True)
class Package:
    """看过了的一个文件：名字、内容、里面各件。"""

    name: str
    data: bytes
    parts: tuple[str, ...]

    def part(self, name: str) -> bytes:
        """里面的一件，大小写不论；没有时为空。"""
        if name not in self.parts:
            name = next((one for one in self.parts if one.lower() == name.lower()), "")
        if not name:
            return b""
        with zipfile.ZipFile(io.BytesIO(self.data)) as packed:
            return packed.read(name)


def opened(path: Path) -> Package:
    """`path` 里的 .docx 或 .xlsx；不收的，抛 Refused。"""
    ending = path.suffix.lower()
    if ending in _MACROS:
        raise Refused("里面可以有宏，不收。请另存为 .docx（表格是 .xlsx）")
    if ending in _OLD:
        raise Refused(f"{ending} 读不了。请用 Word 或 WPS 打开，另存为 {_OLD[ending]}")
    if ending not in _KINDS:
        raise Refused("只收 .docx 与 .xlsx")
    if not path.exists():
        raise Refused("没有这个文件")
    try:
        data = read_bytes(path.parent, path.name, LIMIT)
    except Unread as unread:
        big = f"太大了，至多 {LIMIT >> 20} MB。请把里面的图片压小，再存一次"
        raise Refused(big if unread.problem.code == "F05" else unread.problem.message) from None
    return examined(path.name, data)


def examined(name: str, data: bytes) -> Package:
    """看 `data` 有没有害处；不收的，抛 Refused。"""
    ending = Path(name).suffix.lower()
    main, program = _KINDS[ending]
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Refused("加了密码，打不开。请去掉密码，再存一次")
        raise Refused(f"内容是旧格式的，只是名字叫 {ending}。请用 {program} 打开，另存为 {ending}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            _fits(entries)
            parts = tuple(entry.filename for entry in entries)
            if not any(map(main.fullmatch, parts)):
                raise Refused(f"不是 {program} 文件，只是名字叫 {ending}")
            strict = False
            for one in entries:
                inside = _whole(packed, one)
                strict = strict or is_strict(inside)
                if one.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _harmless(one.filename, inside)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError):
        raise Refused(f"打不开：不是 {program} 文件，或者坏了") from None
    except RuntimeError:  # 一件一件加了密码的压缩包
        raise Refused("加了密码，打不开。请去掉密码，再存一次") from None
    return Package(name, loosened(data) if strict else data, parts)


def _whole(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """里面的一件，每一件都读一遍：路上坏了的，这时候就知道。"""
    try:
        return packed.read(entry)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError):
        told = f"文件坏了：里面的 {entry.filename} 读不出来。请再要一份"
        raise Refused(told) from None


def _fits(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _PARTS:
        raise Refused(f"里面有 {len(entries)} 件，太多了，至多 {_PARTS} 件")
    whole = sum(entry.file_size for entry in entries)
    if whole > _MOST:
        raise Refused(f"解开来有 {whole >> 20} MB，太大了，至多 {_MOST >> 20} MB")
    for entry in entries:
        if entry.file_size > max(_SMALL, _RATIO * entry.compress_size):
            raise Refused("里面有压得太紧的一件，像是压缩炸弹，没有打开")
        if "vbaproject" in entry.filename.lower():
            raise Refused("里面有宏，不收。请另存为不带宏的 .docx（表格是 .xlsx）")


def _harmless(name: str, data: bytes) -> None:
    plain = data.replace(b"\0", b"")  # UTF-16 的也认得出
    if _ENTITY.search(plain):
        raise Refused("里面的 XML 写着实体（DOCTYPE），平常的文件没有，不收")
    if b"macroEnabled" in plain and name == "[Content_Types].xml":
        raise Refused("里面可以有宏，不收。请另存为不带宏的 .docx（表格是 .xlsx）")
    if name.endswith(".rels"):
        for kind, target in _relations(data):
            if kind == "aFChunk":
                raise Refused("里面嵌着另一份文件，读不全。请用 Word 打开，另存一次")
            if target and kind != "hyperlink":
                raise Refused(f"连着外面的东西（{kind}：{target[:60]}），不收。请断开，再存一次")


def _relations(data: bytes) -> Iterator[tuple[str, str]]:
    """一件连着别的：是哪一种，外面的在哪里（里面的为空）。"""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise Refused("打不开：里面的 XML 坏了。请用 Word 打开，另存一次") from None
    for one in root.iter("{*}Relationship"):
        outside = one.get("TargetMode", "") == "External"
        yield one.get("Type", "").rpartition("/")[2], one.get("Target", "") if outside else ""
