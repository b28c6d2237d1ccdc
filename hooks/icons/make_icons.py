"""由标志（logo.svg）做图标：favicon.ico、手机桌面上的。标志变了再做一次。

要装的（Debian）：chromium；Pillow 程序自己就用。

    .venv/bin/python hooks/icons/make_icons.py
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

THEME = Path(__file__).parents[1] / "casebook/theme"
IMAGES = THEME / "assets/images"
BLUE = "#17407f"
"""标志的底色：苹果的图标四角不透明。"""


def drawn(size: int, ground: str = "transparent") -> Image.Image:
    """标志画成 `size` 像素见方。"""
    chromium = shutil.which("chromium") or sys.exit("要先装 chromium")
    svg = (IMAGES / "logo.svg").read_text("utf-8")
    style = f"*{{margin:0}}body{{background:{ground}}}svg{{display:block;width:{size}px}}"
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder, "logo.html"), Path(folder, "logo.png")
        page.write_text(f"<!doctype html><style>{style}</style>{svg}", "utf-8")
        options = ("--headless", "--no-sandbox", "--default-background-color=00000000")
        options += (f"--window-size={max(size, 500)},{max(size, 500)}", f"--screenshot={shot}")
        subprocess.run([chromium, *options, page.as_uri()], check=True, capture_output=True)  # noqa: S603
        return Image.open(shot).convert("RGBA").crop((0, 0, size, size))


def main() -> None:
    """写出四个文件。"""
    for size in (192, 512):
        few = drawn(size).quantize(64, method=Image.Quantize.FASTOCTREE)
        few.save(IMAGES / f"icon-{size}.png", optimize=True)
    apple = drawn(180, BLUE).convert("RGB").quantize(64)
    apple.save(IMAGES / "apple-touch-icon.png", optimize=True)
    drawn(48).save(THEME / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])


if __name__ == "__main__":
    main()
