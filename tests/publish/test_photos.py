"""照片：转正、缩小、去掉拍摄信息；网站与印刷都用它；有照片的案例排得出，合规。"""

import io
import shutil
import unicodedata
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from casebook.compile import check_handbook, compile_handbook
from casebook.publish import Builder, write_prints
from casebook.publish.photos import Pictures, photo, small
from casebook.render.photo.picture import EDGE, READING
from casebook.store import Cache
from conformance import PROFILES, nonconformities
from conftest import MINIMAL, SITE_URL, build, copy_handbook

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def shot(width: int, height: int, **options: object) -> Image.Image:
    """一张左上角红、其余蓝的照片。"""
    image = Image.new("RGB", (width, height), (20, 40, 160))
    image.paste((220, 20, 20), (0, 0, width // 2, height // 2))
    return image


def public(path: Path) -> bytes:
    """收拾过的一张。"""
    return b"".join(photo(path, "a").make().parts)  # type: ignore[arg-type]  # 只有 bytes


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    """手机横着拿拍的：要转 90 度才正，带着地点。"""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "某牌手机"
    exif.get_ifd(GPS)[1] = "N"
    path = tmp_path / "phone.jpg"
    shot(4000, 3000).save(path, exif=exif)
    return path


def test_phone_photo(phone: Path, tmp_path: Path) -> None:
    content = public(phone)
    with Image.open(io.BytesIO(content)) as image:
        assert image.format == "JPEG"
        assert image.size == (EDGE * 3 // 4, EDGE)
        assert not image.getexif()
        assert "exif" not in image.info
        # 转了 90 度：红的到了右上
        assert image.getpixel((EDGE * 3 // 4 - 20, 20))[0] > 180  # type: ignore[index]
        assert image.getpixel((20, 20))[0] < 60  # type: ignore[index]
    assert "某牌".encode() not in content
    assert len(content) < phone.stat().st_size


@pytest.mark.parametrize(
    ("suffix", "mode", "shown"),
    [
        (".png", "RGBA", "RGB"),  # 全不透明，就不要透明
        (".png", "P", "P"),
        (".webp", "RGBA", "RGB"),
        (".jpg", "CMYK", "RGB"),
    ],
)
def test_every_kind(suffix: str, mode: str, shown: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    shot(300, 200).convert(mode).save(path)
    with Image.open(io.BytesIO(public(path))) as image:
        assert image.size == (300, 200)  # 小的不放大
        assert image.mode == shown
        assert f".{image.format}".lower().replace("jpeg", "jpg") == suffix


def test_colours_become_srgb(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = tmp_path / "a.jpg"
    shot(40, 40).save(path, icc_profile=lab)
    with Image.open(io.BytesIO(public(path))) as image:
        assert "icc_profile" not in image.info
    shot(40, 40).save(path, icc_profile=b"broken")
    assert public(path)


@pytest.mark.parametrize("size", [(300, 200), (EDGE, EDGE), (EDGE // 2, EDGE * 2)])
def test_pixels_only_are_left_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "a.png"
    shot(*size).quantize(16).save(path)
    with Image.open(io.BytesIO(public(path))) as after, Image.open(path) as before:
        assert after.mode == before.mode
        assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()


@pytest.mark.parametrize("place", ["开头", "末尾之前", "末尾之后"])
def test_words_in_a_picture_are_dropped(tmp_path: Path, place: str) -> None:
    """写着拍摄地点的块，在哪里都不留。"""
    path = tmp_path / "a.png"
    shot(300, 200).save(path)
    plain = path.read_bytes()
    words = b"Comment\0" + "汤山村".encode()
    body = b"tEXt" + words
    chunk = len(words).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
    at = {"开头": 33, "末尾之前": len(plain) - 12, "末尾之后": len(plain)}[place]
    path.write_bytes(plain[:at] + chunk + plain[at:])
    content = public(path)
    assert "汤山村".encode() not in content
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (300, 200)


@pytest.mark.parametrize("height", [EDGE // 2 + 1, EDGE * 2])
def test_big_pixels_are_scaled(tmp_path: Path, height: int) -> None:
    """多一行也缩：再大，手机打开它要的内存就多了。"""
    path = tmp_path / "a.png"
    shot(EDGE * 2, height).quantize(4).save(path)
    with Image.open(io.BytesIO(public(path))) as image:
        assert max(image.size) == EDGE


def test_ebooks_have_a_smaller_one(phone: Path, tmp_path: Path) -> None:
    """电子书里的长边 1080；缩了反而大的截图，照网站上的。"""
    dots = tmp_path / "dots.png"
    Image.effect_noise((1500, 1500), 80).quantize(2).save(dots)
    files = [(phone, "cases/a/phone.jpg"), (dots, "cases/a/dots.png")]
    cache = Cache(tmp_path / "cache")
    taken, site = Pictures(files, cache, small), Pictures(files, cache)
    with Image.open(io.BytesIO(taken("cases/a/phone.jpg"))) as shown:
        assert max(shown.size) <= READING
    for _, path in files:
        assert len(taken(path)) <= len(site(path))
    assert taken("cases/a/other.jpg") == b""


def test_scaled_once(phone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, made = Cache(tmp_path / "cache"), list[tuple[str, bool]]()
    for site in ("one", "other"):
        builder = Builder(tmp_path / site, cache)
        builder.build([photo(phone, "a.jpg")], told=lambda *told: made.append(told))
        monkeypatch.setattr("casebook.publish.photos.cleaned", None)
    assert made == [("a.jpg", True), ("a.jpg", False)]
    assert (tmp_path / "one/a.jpg").read_bytes() == (tmp_path / "other/a.jpg").read_bytes()


@pytest.fixture
def handbook_with_photos(tmp_path: Path, phone: Path) -> Path:
    root = tmp_path / "book"
    shutil.copytree(MINIMAL, root)
    folder = root / "cases" / "demo-case"
    shutil.copy(phone, folder / "巷 口#1.jpg")
    shot(90, 1400).convert("RGBA").save(folder / "tall.png")
    shot(2400, 300).save(folder / "wide.webp")
    case = root / "cases" / "demo-case.yml"
    more = "".join(
        f'  - {{文件: "{name}", 替代文字: 替代{n}, 署名: 署名{n}, 许可: CC BY 4.0, 同意: 是}}\n'
        for n, name in enumerate(("巷 口#1.jpg", "tall.png", "wide.webp"))
    )
    case.write_text(case.read_text("utf-8").replace("图片:\n", f"图片:\n{more}"), "utf-8")
    told = [p.code for p in check_handbook(root) if p.code != "T29"]  # 折页多一张，只是建议
    assert told == ["I07", "I07"]  # tall.png、wide.webp，只是提醒
    return root


def test_photos_are_printed(handbook_with_photos: Path, tmp_path: Path) -> None:
    """每张都在书与折页里，有替代文字、署名、许可；合规；改了照片才重排。"""
    root, cache, said = handbook_with_photos, Cache(tmp_path / "cache"), list[str]()
    order = compile_handbook(root, SITE_URL).order
    write_prints(tmp_path / "out", order, cache, said.append)
    for name in ("book/changning-gongzuofa.pdf", "cases/demo-case/demo-case.pdf"):
        path = tmp_path / "out" / name
        for profile in PROFILES:
            assert not nonconformities(path, profile), name
        with pikepdf.open(path) as pdf:
            alts = [
                str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
            ]
            assert {"替代0", "替代1", "替代2"} <= set(alts)
            assert sum(len(sheet.get_images()) for sheet in pdf.pages) >= 4
            widths = [int(i.Width) for s in pdf.pages for i in s.get_images().values()]
            assert max(widths) <= EDGE
        assert path.stat().st_size < 1_000_000
    said.clear()
    write_prints(tmp_path / "out", order, cache, said.append)
    assert said == []
    shot(400, 400).save(root / "cases" / "demo-case" / "tall.png")
    write_prints(tmp_path / "out", order, cache, said.append)
    assert "排好 cases/demo-case/demo-case.pdf" in said
    assert not any("other-case" in words for words in said)


@pytest.mark.slow
def test_site_shows_the_same_photo(phone: Path, tmp_path: Path) -> None:
    """案例的、文章的，都是收拾过的那一张。"""
    root = copy_handbook(tmp_path / "book")
    (root / "cases" / "mulinxiang").mkdir()
    shutil.copy(phone, root / "cases" / "mulinxiang" / "巷 口#1.jpg")
    with (root / "cases" / "mulinxiang.yml").open("a", encoding="utf-8") as case:
        case.write(
            '图片:\n  - {文件: "巷 口#1.jpg", 替代文字: 巷口, 署名: 某某, 许可: CC0, 同意: 是}\n'
        )
    shutil.copy(phone, root / "content" / "guide" / "tutorial" / "phone.jpg")
    with (root / "content" / "guide" / "tutorial.md").open("a", encoding="utf-8") as page:
        page.write("\n![手机拍的一张](phone.jpg)\n")
    built = build(root)
    assert built.code == 0, built.output
    for shown in ("cases/mulinxiang/巷 口#1.jpg", "guide/tutorial/phone.jpg"):
        assert (built.site / shown).read_bytes() == public(phone)


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_one_name_two_spellings(tmp_path: Path, on_disk: str, written: str) -> None:
    """é 一个码或两个码都是同一张：案例的、文章的，网站上的名字是 NFC，书里也有它。"""
    root = tmp_path / "book"
    shutil.copytree(MINIMAL, root)
    name = "café巷口.png"
    disk, told = (unicodedata.normalize(form, name) for form in (on_disk, written))
    case = root / "cases" / "demo-case.yml"
    text = case.read_text("utf-8")
    assert "文件: lane.png" in text
    case.write_text(text.replace("文件: lane.png", f"文件: {told}"), "utf-8")
    (root / "cases" / "demo-case" / "lane.png").unlink()
    shot(90, 60).save(root / "cases" / "demo-case" / disk)
    (root / "content" / "guide" / "tour").mkdir(parents=True)
    shot(60, 90).save(root / "content" / "guide" / "tour" / disk)
    article = f"---\n标题: 看一看\n摘要: 甲\n---\n\n![好的]({told})\n"
    (root / "content" / "guide" / "tour.md").write_text(article, "utf-8")
    assert check_handbook(root) == ()
    compiled = compile_handbook(root, SITE_URL)
    cache, site = Cache(tmp_path / "cache"), tmp_path / "site"
    Builder(site, cache).build(photo(*asset) for asset in compiled.assets)
    for shown in ("cases/demo-case", "guide/tour"):
        assert [p.name for p in (site / shown).iterdir()] == [name]
    write_prints(tmp_path / "out", compiled.order, cache, lambda _: None)
    with pikepdf.open(tmp_path / "out" / "cases/demo-case/demo-case.pdf") as pdf:
        assert sum(len(sheet.get_images()) for sheet in pdf.pages) >= 1
