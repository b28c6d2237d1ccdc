"""“Strict Open XML”存的 .docx、.xlsx：命名空间另是一套，换成平常的再读；别的写法一样。"""

import io
import re
import zipfile

_SPACE = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|spreadsheetml|drawingml|officeDocument)/"
    rb"([A-Za-z]+)(/[A-Za-z]+)?"
)
_NAMED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
    b"/extendedProperties": b"/extended-properties",
    b"/customProperties": b"/custom-properties",
}
"""平常的写法里当中有一横的。"""
_ANY = b"http://purl.oclc.org/ooxml/"


def is_strict(data: bytes) -> bool:
    """一件里用着那一套命名空间。"""
    return _ANY in data


def loosened(data: bytes) -> bytes:
    """`data` 这一包，命名空间换成平常的。"""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for entry in old.infolist():
            inside = old.read(entry)
            if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                inside = _SPACE.sub(_ordinary, inside)
            new.writestr(entry.filename, inside)
    return made.getvalue()


def _ordinary(found: re.Match[bytes]) -> bytes:
    family, name, more = found[1], found[2], found[3] or b""
    return b"http://schemas.openxmlformats.org/%s/2006/%s%s" % (
        family,
        _NAMED.get(name, name),
        _NAMED.get(more, more),
    )
