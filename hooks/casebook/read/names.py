"""文件与文件夹的名字：哪些是系统自己放的，哪些别人的电脑上放不下，哪些像是拷贝出来的一份。"""

import re
import unicodedata

_JUNK = (
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "__macosx",
    "icon\r",
    "~$",
    "$recycle.bin",
    "@eadir",
)
_ASKED = (".nojekyll", ".htaccess", ".well-known")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.I)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_LONGEST = 80
"""名字至多几个字：连同网站里的、自己电脑上的各级文件夹，Windows 上一共至多 259 个。"""
_NUMBER = r"(?:[ _\-]*[(（]?\d{1,3}[)）]?)?"
_COPY = (
    re.compile(rf"(?P<of>.+?)[ _\-–—]*的?(?:副本|复件|拷贝){_NUMBER}"),
    re.compile(rf"(?P<of>.+?)[ _\-–—]+copy{_NUMBER}", re.I),
    re.compile(rf"(?:副本|复件|拷贝){_NUMBER}[ _\-–—]*(?P<of>.+)"),
    re.compile(r"copy[ _\-]of[ _\-](?P<of>.+)", re.I),
    re.compile(r"(?P<of>.+?)[ _\-]*[(（]\d{1,3}[)）]"),
)
_BACKUP = re.compile(
    r"^(?P<of>.+?\.(?:yml|md))(?:~|\.(?:bak|old|orig|tmp|swp|rej)|_?backup)$", re.I
)


def is_junk(name: str) -> bool:
    """系统、办公软件自己放进文件夹的，不是谁写的：隐藏文件、缩略图、WPS 与 Word 的锁文件。

    点开头、又像是要登出的（`_ASKED`）不算。
    """
    hidden = name.startswith((".", "~$")) and name not in _ASKED
    return hidden or name.casefold() in _JUNK


def name_fault(name: str) -> tuple[str, str] | None:
    """名字 `name`（一截，不含 /）的毛病：代码与一句话；好的是 None。"""
    if len(name) > _LONGEST:
        most = f"文件名有 {len(name)} 个字，至多 {_LONGEST} 个"
        return "F15", f"{most}：连同各级文件夹，Windows 上放不下。请改短"
    if name.isascii() and name.isalnum():
        return ("F15", _reserved(name)) if _RESERVED.fullmatch(name) else None
    if _RESERVED.fullmatch(name.partition(".")[0].strip()):
        return "F15", _reserved(name)
    if found := _FORBIDDEN.search(name):
        shown = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
        return "F15", f"文件名里有 {shown}，Windows 上放不下，别人取不到这个文件。请改名"
    if name != name.rstrip(". "):
        return "F15", "文件名末尾有点或空格，Windows 上会丢掉，别人取到的是另一个名字。请改名"
    if name != unicodedata.normalize("NFC", name):
        return (
            "F17",
            "文件名里的字是拆开存的（多半来自苹果电脑），看着一样，却对不上。请重新打一遍名字",
        )
    return None


def _reserved(name: str) -> str:
    return (
        f"“{name.partition('.')[0]}”是 Windows 的设备名，不能作文件名，别人取不到这个文件。请改名"
    )


def copied_from(stem: str) -> str:
    """像是拷贝出来的一份的，原来叫什么（不含后缀）；不像的为空。"""
    for pattern in _COPY:
        if found := pattern.fullmatch(stem):
            return found["of"].strip()
    return ""


def backup_of(name: str) -> str:
    """像是编辑器留的备份的，原来叫什么（含后缀）；不像的为空。"""
    found = _BACKUP.match(name)
    return found["of"] if found else ""
