"""付印：怎样付印，与排好以后补的——出血的框，补足一帖的空白页，单色的照片。"""

import io
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from casebook.render.typeset.printjob import MONO, PRESS

if TYPE_CHECKING:  # 只查、只建网站时可以不装
    import pikepdf

BLEED = 3
"""出血：裁切的边外面多印几毫米。"""


@dataclass(frozen=True)
class Press:
    """怎样付印。

    `mono` 是单色，`signature` 是页数补成几的倍数，`proof` 是打样（没有填齐的），`flap` 是勒口
    宽几毫米。
    """

    mono: bool = False
    signature: int = 4
    proof: bool = False
    flap: int = 0

    def marked(self, data: dict[str, Any]) -> dict[str, Any]:
        """一件的数据，写上怎样付印。"""
        return {**data, "ink": MONO if self.mono else PRESS, "press": asdict(self)}


def bound_for_press(pdf: "pikepdf.Pdf", signature: int) -> None:
    """页数补成 `signature` 的倍数（1 是不补），空白页在末尾；出血的框写明，裁切的框排版机写了。

    灰的照片写明就是黑版：排版机给它附了色彩说明，照它转，四版都会有墨。
    """
    import pikepdf

    pages = pdf.pages
    first = pages[0].obj
    for _ in range(-len(pages) % signature):
        pdf.add_blank_page(page_size=(float(pages[0].mediabox[2]), float(pages[0].mediabox[3])))
        pages[-1].obj.TrimBox = first.TrimBox
        pages[-1].obj.Tabs = first.Tabs  # 空白页也照结构的次序走：PDF/UA 逐页看
    for page in pages:
        page.obj.BleedBox = page.obj.MediaBox
        for image in page.get_images().values():
            space = image.get("/ColorSpace")
            if isinstance(space, pikepdf.Array) and space[0] == "/ICCBased" and space[1].N == 1:
                image.ColorSpace = pikepdf.Name.DeviceGray


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
