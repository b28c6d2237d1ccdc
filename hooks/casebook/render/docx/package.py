"""一份 Word 文件里的各件，装成一包：同样的内容一个字节也不差，没有日期，没有作者。"""

import io
import zipfile
from collections.abc import Sequence
from html import escape
from typing import Final

from casebook.office import settled
from casebook.render.docx.markup import Element, el, xml
from casebook.render.docx.styles import Sheet, font_table, styles

_OPC = "http://schemas.openxmlformats.org/package/2006"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SENT: Final = "customXml/item1.xml"
"""送出去的一份记在这里。"""
_SENT_ID = "{5B1E8B5C-6B0C-4E57-9E0F-0C6E7A1B9D21}"
_PIXELS = 1200
"""照片的长边至多几个点：印满版心也有每英寸近两百点，整本书寄得出去。"""
_PICTURES = {"PNG": ("png", "image/png"), "JPEG": ("jpeg", "image/jpeg")}


class Package:
    """正在装的一包。"""

    def __init__(self, sheet: Sheet, title: str) -> None:
        self._sheet, self._title = sheet, title
        self._files: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._related: list[tuple[str, str]] = []
        self._pictures: dict[bytes, tuple[str, int, int, bytes]] = {}
        self._drawings = 0

    def add(self, name: str, kind: str, root: Element) -> str:
        """word/ 里的一件；返回正文怎样指到它。"""
        self._files[f"word/{name}.xml"] = xml(root)
        self._types[f"/word/{name}.xml"] = f"{_WORD}.{kind}+xml"
        return self._relate(kind, f"{name}.xml")

    def picture(self, data: bytes) -> tuple[str, int, int, bytes]:
        """一张图：怎样指到它，宽、高几个点，放进去的内容。同一张只放一份。"""
        if data not in self._pictures:
            from PIL import ImageFile

            parser = ImageFile.Parser()
            parser.feed(data)
            image = parser.close()
            kind = image.format or ""
            ending, _ = _PICTURES[kind]
            own = data
            if max(image.size) > _PIXELS:
                image.thumbnail((_PIXELS, _PIXELS))
                small = io.BytesIO()
                image.save(small, kind, quality=85)
                own = small.getvalue()
            width, height = image.size
            name = f"media/image{len(self._pictures) + 1}.{ending}"
            self._files[f"word/{name}"] = own
            self._pictures[data] = (self._relate("image", name), width, height, own)
        return self._pictures[data]

    def drawing(self) -> int:
        """下一张图的号。"""
        self._drawings += 1
        return self._drawings

    def keep(self, sent: bytes) -> None:
        """另带的一份：送出去的是什么。"""
        self._files[SENT] = sent
        store = (
            f'<ds:datastoreItem ds:itemID="{_SENT_ID}" xmlns:ds='
            '"http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
            "<ds:schemaRefs/></ds:datastoreItem>"
        )
        self._files["customXml/itemProps1.xml"] = _XML + store.encode()
        self._types["/customXml/itemProps1.xml"] = (
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        )
        self._files["customXml/_rels/item1.xml.rels"] = _relations(
            [(f"{_DOC}/customXmlProps", "itemProps1.xml")]
        )
        self._relate("customXml", "../customXml/item1.xml")

    def packed(self, body: Sequence[Element], footnotes: Element) -> bytes:
        """装好的一包；`body` 是正文，最后一样是版面。"""
        self.add("styles", "styles", styles(self._sheet))
        self.add("fontTable", "fontTable", font_table())
        self.add("settings", "settings", self._settings())
        self.add("footnotes", "footnotes", footnotes)
        self._files["word/document.xml"] = xml(el("w:document", el("w:body", *body)))
        self._types["/word/document.xml"] = f"{_WORD}.document.main+xml"
        self._files["word/_rels/document.xml.rels"] = _relations(
            [(f"{_DOC}/{kind}", target) for kind, target in self._related]
        )
        self._files["docProps/core.xml"] = (
            _XML
            + (
                b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
                b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            )
            + _tag("dc:title", self._title)
            + _tag("dc:language", "zh-CN")
            + (b"</cp:coreProperties>")
        )
        self._types["/docProps/core.xml"] = (
            "application/vnd.openxmlformats-package.core-properties+xml"
        )
        self._files["_rels/.rels"] = _relations(
            [
                (f"{_DOC}/officeDocument", "word/document.xml"),
                (f"{_OPC}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        )
        self._files["[Content_Types].xml"] = self._content_types()
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
            for name, data in self._files.items():
                whole.writestr(name, data)
        return settled(made.getvalue())

    def _relate(self, kind: str, target: str) -> str:
        self._related.append((kind, target))
        return f"rId{len(self._related)}"

    def _settings(self) -> Element:
        """单双页的页码各在一边；脚注的两条线。"""
        lines = (el("w:footnote", id=n) for n in (-1, 0))
        return el(
            "w:settings",
            el("w:zoom", percent=100),
            None if self._sheet.review else el("w:evenAndOddHeaders"),
            el("w:characterSpacingControl", val="compressPunctuation"),
            el("w:footnotePr", *lines),
            el(
                "w:compat",
                el("w:adjustLineHeightInTable"),
                el(
                    "w:compatSetting",
                    name="compatibilityMode",
                    uri="http://schemas.microsoft.com/office/word",
                    val=15,
                ),
            ),
            el("w:themeFontLang", val="en-US", eastAsia="zh-CN"),
        )

    def _content_types(self) -> bytes:
        said = [
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/>',
            '<Default Extension="xml" ContentType="application/xml"/>',
            *(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in _PICTURES.values()),
            *(
                f'<Override PartName="{name}" ContentType="{kind}"/>'
                for name, kind in self._types.items()
            ),
        ]
        whole = f'<Types xmlns="{_OPC}/content-types">{"".join(said)}</Types>'
        return _XML + whole.encode()


def _relations(found: Sequence[tuple[str, str]]) -> bytes:
    said = (
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(found, 1)
    )
    return (
        _XML
        + f'<Relationships xmlns="{_OPC}/relationships">{"".join(said)}</Relationships>'.encode()
    )


def _tag(name: str, words: str) -> bytes:
    return f"<{name}>{escape(words, quote=False)}</{name}>".encode()
