"""照片收拾以后还是原来的样子：每一种都与浏览器显示的原图比。"""

import base64
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat
from playwright.sync_api import Browser

from casebook.render.photo.picture import EDGE, MOST, WIDTH, cleaned, fitted
from conftest import HANDBOOK

SHOWN = Path(__file__).parent / "photos"
WIDE = Image.open(SHOWN / "wide-gamut-transparent.png").info["icc_profile"]
SIZE = (240, 160)
CHRM = struct.pack(">8I", 31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)  # 近似 P3


def gamma(value: float) -> tuple[bytes, bytes]:
    return b"gAMA", struct.pack(">I", round(value * 100_000))


def key(*values: int) -> tuple[bytes, bytes]:
    return b"tRNS", struct.pack(f">{len(values)}H", *values)


def drawn(size: tuple[int, int] = SIZE) -> Image.Image:
    """有渐变、有鲜的颜色、有细的笔画。"""
    width, height = size
    across = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", (across, across.rotate(180), across.rotate(90).resize(size)))
    pen = ImageDraw.Draw(image)
    for n, colour in enumerate(((230, 20, 20), (20, 210, 40), (30, 40, 220), (0, 0, 0))):
        pen.rectangle((n * width // 4 + 8, 10, (n + 1) * width // 4 - 8, height // 3), colour)
    for n in range(6):
        pen.line((10, height // 2 + n * 9, width - 10, height // 2 + n * 12), "white", 1 + n % 3)
    return image


def see_through(image: Image.Image) -> Image.Image:
    """左边全透明，底下藏着红的；当中半透明。"""
    out = image.convert("LA" if image.mode == "L" else "RGBA")
    alpha = Image.linear_gradient("L").rotate(90).resize(image.size)
    alpha.paste(0, (0, 0, image.width // 5, image.height))
    alpha.paste(255, (image.width * 4 // 5, 0, *image.size))
    out.putalpha(alpha)
    return out


def png(
    size: tuple[int, int], depth: int, kind: int, rows: bytes, *more: tuple[bytes, bytes]
) -> bytes:
    """照 PNG 第三版手写一张：Pillow 写不出的位数、颜色的方式也写得出。"""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    long = len(rows) // size[1]
    lines = b"".join(b"\0" + rows[n * long : (n + 1) * long] for n in range(size[1]))
    head = struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, 0)
    body = (chunk(*one) for one in more)
    ends = chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(body) + ends


def deep(image: Image.Image, *more: tuple[bytes, bytes]) -> bytes:
    """十六位的一张：低八位不是零。"""
    values = (v * 257 - (v % 7 if v else 0) for v in image.tobytes())
    kind = {"L": 0, "RGB": 2, "LA": 4, "RGBA": 6}[image.mode]
    size = image.size
    return png(size, 16, kind, struct.pack(f">{len(image.tobytes())}H", *values), *more)


def packed(image: Image.Image, depth: int, kind: int, *more: tuple[bytes, bytes]) -> bytes:
    """一个样本一、二、四位的一张；`image` 的宽要除得尽。"""
    values, each = image.tobytes(), 8 // depth
    rows = bytes(
        sum(values[n + k] >> (8 - depth) << (8 - depth * (k + 1)) for k in range(each))
        for n in range(0, len(values), each)
    )
    return png(image.size, depth, kind, rows, *more)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def scan(size: tuple[int, int]) -> Image.Image:
    """黑白两色的扫描件：细的笔画。"""
    pen = ImageDraw.Draw(image := Image.new("L", size, 255))
    for y in range(20, size[1], 46):
        for x in range(20, size[0] - 40, 38):
            pen.line((x, y, x + 26, y + 30), 0, 3)
            pen.line((x + 26, y, x, y + 30), 0, 2)
    return image


def muted(size: tuple[int, int] = SIZE) -> Image.Image:
    """颜色不太鲜，sRGB 里都有：鲜过头的半透明色，浏览器先与底色混，再收进 sRGB，文件里做不到。"""
    return Image.blend(drawn(size), drawn(size).convert("L").convert("RGB"), 0.6)


def few(image: Image.Image, colours: int = 64) -> Image.Image:
    return image.convert("RGB").quantize(colours)


def turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(drawn(), "JPEG", exif=exif, quality=95)


GREY = drawn().convert("L")
KINDS: dict[str, Callable[[], bytes]] = {
    "扫描仪存的": lambda: (SHOWN / "scan-16bit.png").read_bytes(),
    "广色域透明的": lambda: (SHOWN / "wide-gamut-transparent.png").read_bytes(),
    "十六位灰": lambda: deep(GREY),
    "十六位灰，一种灰透明": lambda: deep(GREY, key(0)),
    "十六位灰，带透明": lambda: deep(see_through(GREY)),
    "十六位彩色": lambda: deep(drawn()),
    "十六位彩色，一种颜色透明": lambda: deep(drawn(), key(0, 0, 0)),
    "十六位彩色，带透明": lambda: deep(see_through(drawn())),
    "十六位彩色，广色域": lambda: deep(drawn(), (b"iCCP", b"P3\0\0" + zlib.compress(WIDE))),
    "一位": lambda: packed(scan(SIZE), 1, 0),
    "一位，白的透明": lambda: packed(scan(SIZE), 1, 0, key(1)),
    "两位灰": lambda: packed(GREY, 2, 0),
    "两位灰，一种透明": lambda: packed(GREY, 2, 0, key(2)),
    "四位灰": lambda: packed(GREY, 4, 0),
    "灰": lambda: saved(GREY),
    "灰，一种灰透明": lambda: png(SIZE, 8, 0, GREY.tobytes(), key(0)),
    "灰，带透明": lambda: saved(see_through(GREY)),
    "索引色": lambda: saved(few(drawn())),
    "索引色，四位": lambda: saved(few(drawn(), 16)),
    "索引色，一种透明": lambda: saved(few(drawn()), transparency=3),
    "索引色，带透明": lambda: saved(few(drawn()), transparency=bytes(range(0, 256, 4))),
    "索引色，广色域": lambda: saved(few(drawn()), icc_profile=WIDE),
    "索引色，广色域带透明": lambda: saved(
        few(muted()), icc_profile=WIDE, transparency=bytes(range(0, 256, 4))
    ),
    "彩色，一种颜色透明": lambda: png(SIZE, 8, 2, drawn().tobytes(), key(0, 0, 0)),
    "彩色，广色域": lambda: saved(drawn(), icc_profile=WIDE),
    "彩色，广色域带透明": lambda: saved(see_through(muted()), icc_profile=WIDE),
    "彩色，带透明": lambda: saved(see_through(drawn())),
    "只写着灰度系数": lambda: png(SIZE, 8, 2, drawn().tobytes(), gamma(1 / 1.8)),
    "只写着灰度系数的灰": lambda: png(SIZE, 8, 0, GREY.tobytes(), gamma(1)),
    "写着灰度系数与三原色": lambda: png(
        SIZE, 8, 2, drawn().tobytes(), gamma(1 / 2.2), (b"cHRM", CHRM)
    ),
    "隔行的": lambda: saved(drawn().resize((239, 161)), interlace=1),
    "JPEG": lambda: saved(drawn(), "JPEG", quality=95),
    "JPEG，灰": lambda: saved(GREY, "JPEG", quality=95),
    "JPEG，广色域": lambda: saved(drawn(), "JPEG", quality=95, icc_profile=WIDE),
    "JPEG，转了的": turned,
    "JPEG，四色": lambda: saved(drawn().convert("CMYK"), "JPEG", quality=95),
    "WebP": lambda: saved(drawn(), "WEBP", quality=95),
    "WebP，带透明": lambda: saved(see_through(drawn()), "WEBP", quality=95),
    "WebP，广色域带透明": lambda: saved(
        see_through(muted()), "WEBP", lossless=True, icc_profile=WIDE
    ),
    "大的一位扫描件": lambda: packed(scan((2480, 3504)), 1, 0),
    "大的索引色": lambda: saved(few(scan((2480, 1754)))),
    "大的十六位灰": lambda: deep(scan((1700, 1754))),
    "大的、广色域带透明": lambda: saved(see_through(muted((2400, 1600))), icc_profile=WIDE),
    "大的、索引色带透明": lambda: saved(
        few(drawn((2400, 1600))), transparency=bytes(range(0, 256, 4))
    ),
}


def shown(chromium: Browser, picture: bytes, size: tuple[int, int], ground: str) -> Image.Image:
    """浏览器里看到的：`ground` 是底色。"""
    page = chromium.new_page(viewport={"width": size[0], "height": size[1]})
    where = f"data:image;base64,{base64.b64encode(picture).decode()}"
    page.set_content(
        f"<style>*{{margin:0}}body{{background:{ground}}}img{{display:block;width:100%;height:100vh}}"
        f"</style><img src='{where}'>"
    )
    page.locator("img").evaluate("image => image.decode()")
    shot = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(shot)).convert("RGB")


@pytest.mark.parametrize("kind", KINDS)
def test_it_looks_the_same(chromium: Browser, kind: str) -> None:
    original = KINDS[kind]()
    picture = cleaned(original)
    with Image.open(io.BytesIO(picture)) as image:
        size = image.size
    rough = kind.startswith(("大", "JPEG", "WebP"))
    for ground in ("#fff", "#276"):
        before, after = (shown(chromium, one, size, ground) for one in (original, picture))
        if rough:  # 缩小的算法、压缩的取舍不同，笔画的毛边不同；颜色、粗细、深浅要一样
            before, after = (i.filter(ImageFilter.BoxBlur(3)) for i in (before, after))
        difference = ImageStat.Stat(ImageChops.difference(before, after))
        mean, most = max(difference.mean), max(high for _, high in difference.extrema)
        assert mean < (2.5 if rough else 0.5), (mean, most)
        assert most <= (32 if rough else 2), (mean, most)


def test_a_scan_is_not_a_blank_sheet() -> None:
    """说好的一个例子：扫描仪存的十六位灰，字是黑的，纸是白的。"""
    with Image.open(io.BytesIO(cleaned((SHOWN / "scan-16bit.png").read_bytes()))) as image:
        histogram = image.convert("L").histogram()
    assert sum(histogram[:80]) > 0.01 * sum(histogram)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((300, 200), (300, 200)),
        ((4000, 3000), (EDGE, EDGE * 3 // 4)),
        ((9000, 1080), (EDGE, 192)),  # 横的照长边：再大，屏幕、版心也只有这么宽
        ((1080, 9000), (WIDTH, 9000)),
        ((2160, 18000), (WIDTH, 9000)),
        ((1290, 2796), (WIDTH, 2341)),
        ((900, 40), (900, 40)),
        ((50, 40), (50, 40)),
    ],
)
def test_how_big(before: tuple[int, int], after: tuple[int, int]) -> None:
    assert fitted(*before) == after


@pytest.mark.parametrize("before", [(1080, 37_000), (400, 90_000), (1, 3_000_000), (3, 20_000_000)])
def test_however_long_it_is_bounded(before: tuple[int, int]) -> None:
    width, height = fitted(*before)
    assert width >= 1
    assert height <= 16_000
    assert width * height <= MOST * 1.01


def test_a_long_screenshot_can_be_read() -> None:
    with Image.open(io.BytesIO(cleaned((SHOWN / "long-screenshot.png").read_bytes()))) as image:
        assert image.size == (1080, 9000)


WORDS = "汤山村三号楼口".encode()  # 二十一个字节，正好七种颜色
ROWS = drawn().tobytes()
LINES = b"".join(b"\0" + ROWS[n * 720 : (n + 1) * 720] for n in range(160))


def seven(transparency: bytes) -> bytes:
    """颜色表里七种颜色的值就是那几个字；只用到前四种。"""
    image = Image.frombytes("P", SIZE, bytes(n % 4 for n in range(SIZE[0] * SIZE[1])))
    image.putpalette(WORDS)
    return saved(image, transparency=transparency)


def under_glass() -> bytes:
    image = see_through(drawn())
    for n in range(7):
        image.putpixel((n, 0), (*WORDS[3 * n : 3 * n + 3], 0))
    return saved(image)


UNSEEN: dict[str, Callable[[], bytes]] = {
    "颜色表里没有用到的": lambda: seven(b""),
    "颜色表里全透明的": lambda: seven(bytes(7)),
    "全透明处的颜色": under_glass,
    "像素之后": lambda: png(SIZE, 8, 2, ROWS, (b"IDAT", zlib.compress(LINES + WORDS, 0))),
    "两段像素当中": lambda: png(SIZE, 8, 2, ROWS, (b"prVt", WORDS)),
    "说明": lambda: png(SIZE, 8, 2, ROWS, (b"tEXt", b"Comment\0" + WORDS)),
    "图尾": lambda: saved(drawn()) + WORDS,
    "JPEG 图尾": lambda: saved(drawn(), "JPEG") + b"PK\x03\x04" + WORDS,
    "JPEG 说明": lambda: saved(drawn(), "JPEG", comment=WORDS),
    "WebP 说明": lambda: saved(drawn(), "WEBP", xmp=WORDS),
}


@pytest.mark.parametrize("place", UNSEEN)
def test_nothing_unseen_is_published(place: str) -> None:
    """看图的人看不到的，不公开：文件里、解开的像素与颜色表里都没有。"""
    original = UNSEEN[place]()
    assert WORDS in everything(original)
    assert WORDS not in everything(cleaned(original))


def everything(picture: bytes) -> bytes:
    """文件的字节、解开的像素、颜色表，接在一起。"""
    with Image.open(io.BytesIO(picture)) as image:
        table = bytes(image.getpalette() or ())
        pixels = image.convert("RGB").tobytes()
    inflated = zlib.decompressobj()
    start = picture.find(b"IDAT")
    hidden = inflated.decompress(picture[start + 4 :]) if start > 0 else b""
    return picture + table + pixels + hidden


def test_a_small_screenshot_stays_sharp_and_small() -> None:
    """屏幕截图一个像素也不差，也不更大。"""
    for path in sorted((HANDBOOK / "content" / "guide" / "tutorial").glob("*.png")):
        picture = cleaned(path.read_bytes())
        with Image.open(io.BytesIO(picture)) as after, Image.open(path) as before:
            assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
        assert len(picture) <= path.stat().st_size * 1.02
