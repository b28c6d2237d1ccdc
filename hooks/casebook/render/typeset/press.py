"""付印：怎样付印，与排好以后补的——出血的框，补足一帖的空白页，单色的照片。"""

import io
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from casebook.render.typeset.printjob import MONO, PRESS

if TYPE_CHECKING:  # 只查、只建网站时可以不装
    import pikepdf

BLEED = 3
"""出血：裁切的边外面多印几毫米。"""
SLUG = 7
"""有裁切线的，出血外面再多几毫米。"""
_MM = 72 / 25.4


@dataclass(frozen=True)
class Press:
    """怎样付印。

    `mono` 是单色，`signature` 是页数补成几的倍数，`proof` 是打样（没有填齐的），`flap` 是勒口
    宽几毫米，`marks` 是画裁切线。
    """

    mono: bool = False
    signature: int = 4
    proof: bool = False
    flap: int = 0
    marks: bool = False

    def marked(self, data: dict[str, Any]) -> dict[str, Any]:
        """一件的数据，写上怎样付印。"""
        return {**data, "ink": MONO if self.mono else PRESS, "press": asdict(self)}


def bound_for_press(pdf: "pikepdf.Pdf", signature: int, marks: bool = False) -> None:
    """页数补成 `signature` 的倍数（1 是不补），空白页在末尾；出血的框写明，裁切的框排版机写了。

    `marks` 为真时，四角画上裁切线：在出血外面，装订好了就裁掉。
    灰的照片写明就是黑版：排版机给它附了色彩说明，照它转，四版都会有墨。
    """
    import pikepdf

    pages = pdf.pages
    first = pages[0].obj
    for _ in range(-len(pages) % signature):
        pdf.add_blank_page(page_size=(float(pages[0].mediabox[2]), float(pages[0].mediabox[3])))
        pages[-1].obj.TrimBox = first.TrimBox
        pages[-1].obj.Tabs = first.Tabs  # 空白页也照结构的次序走：PDF/UA 逐页看
        # 内容不能一个字节也没有：压缩了的空内容，印刷厂的程序（Ghostscript）读不了
        pages[-1].obj.Contents = pdf.make_stream(b"q\nQ\n")
    for page in pages:
        page.obj.BleedBox = page.obj.MediaBox
        if marks:
            _mark_trim(pdf, page)
        for image in page.get_images().values():
            space = image.get("/ColorSpace")
            if isinstance(space, pikepdf.Array) and space[0] == "/ICCBased" and space[1].N == 1:
                image.ColorSpace = pikepdf.Name.DeviceGray


def _mark_trim(pdf: "pikepdf.Pdf", page: "pikepdf.Page") -> None:
    """四角各两条线，对着裁切的边，离它一个出血多一毫米；只上黑版，不念。"""
    import pikepdf

    left, bottom, right, top = map(float, page.trimbox)
    near, far = (BLEED + 1) * _MM, (BLEED + SLUG - 1) * _MM
    across = [
        (x + side * near, y, x + side * far, y)
        for x, side in ((left, -1), (right, 1))
        for y in (bottom, top)
    ]
    down = [
        (x, y + side * near, x, y + side * far)
        for x in (left, right)
        for y, side in ((bottom, -1), (top, 1))
    ]
    lines = "".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S\n" for a, b, c, d in across + down)
    drawn = f"Q /Artifact BMC\nq 0 0 0 1 K 0.25 w\n{lines}Q\nEMC\n"
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    page.contents_add(pdf.make_stream(drawn.encode()))
    x0, y0, x1, y1 = map(float, page.mediabox)
    out = SLUG * _MM
    whole = pikepdf.Array([x0 - out, y0 - out, x1 + out, y1 + out])
    page.obj.MediaBox = page.obj.CropBox = whole


def greyed(photo: bytes) -> bytes:
    """照片换成灰的，格式不变。"""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(photo)) as picture:
        seen_through = "A" in picture.getbands() or "transparency" in picture.info
        grey = picture.convert("RGBA").convert("LA") if seen_through else picture.convert("L")
        more = {"quality": 92} if picture.format == "JPEG" else {}
        grey.save(out, picture.format, **more)
    return out.getvalue()
