"""拼骑马钉的版：两页并在一张纸的一面，双面印、叠起来对折、骑着折缝钉两钉，就是一册。"""

import io
from collections.abc import Iterator

SHEETS = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
"""纸横放时的宽与高，毫米；对折以后是 A5、A4。"""
THICKEST = 64
"""骑马钉至多几页：再厚，里面的几张就顶出去，钉也穿不透。"""
_MM = 72 / 25.4


def sides(pages: int) -> Iterator[tuple[int, int]]:
    """各面的左页与右页，一张纸先正面后反面；`pages` 是 4 的倍数，页从 1 数起。

    纸沿短边翻过来，右页的背后就是下一页。
    """
    for first in range(1, pages // 2, 2):
        last = pages + 1 - first
        yield last, first
        yield first + 1, last - 1


def imposed(book: bytes, sheet: str, creep: float = 0) -> bytes:
    """`book` 拼在 `sheet`（见 SHEETS）上；页数不是 4 的倍数的，末尾是空白页。

    里面的纸对折后比外面的顶出去一点，裁齐时切口就窄了：每往里一张，版面往折缝挪 `creep` 毫米。
    只供打印：结构树不带过来，读屏软件读原来的一件。
    """
    import pikepdf

    wide, high = (side * _MM for side in SHEETS[sheet])
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(book)) as source, pikepdf.new() as target:
        forms = [target.copy_foreign(page.as_form_xobject()) for page in source.pages]
        boxes = [tuple(map(float, page.mediabox)) for page in source.pages]
        for form in forms:
            if "/StructParents" in form:
                del form["/StructParents"]
        for nth, side in enumerate(sides(len(forms) + -len(forms) % 4)):
            inward = nth // 2 * creep * _MM
            drawn, used = [], pikepdf.Dictionary()
            for at, number in enumerate(side):
                if number > len(forms):
                    continue
                x0, y0, x1, y1 = boxes[number - 1]
                scale = min(wide / 2 / (x1 - x0), high / (y1 - y0))
                # 在半张纸的正当中
                x = wide / 4 * (2 * at + 1) - scale * (x0 + x1) / 2
                x += -inward if at else inward
                y = high / 2 - scale * (y0 + y1) / 2
                used[f"/P{number}"] = forms[number - 1]
                drawn.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm /P{number} Do Q\n")
            page = target.add_blank_page(page_size=(wide, high))
            page.obj.Resources = pikepdf.Dictionary(XObject=used)
            page.obj.Contents = target.make_stream("".join(drawn).encode())
        target.docinfo["/Title"] = source.docinfo.get("/Title", pikepdf.String(""))
        modes = pikepdf.ObjectStreamMode.generate
        target.save(out, object_stream_mode=modes, deterministic_id=True)
    return out.getvalue()
