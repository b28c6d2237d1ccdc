"""没有网络也能读：留下读过的页的脚本（service worker），放在网站的根上。读者按了开关才用得到。"""

from typing import Final

from casebook.compose.words import word
from casebook.render.web.templating import environment

OFFLINE: Final = "offline.js"
"""脚本在哪里；它管得到的是它所在的文件夹，所以在根上。"""


def offline_script(build: str) -> bytes:
    """脚本；`build` 是哪一版，换了一版，留下的各页跟着换。"""
    template = environment().get_template(OFFLINE)
    words = {"missing": word("web.keep.missing"), "others": word("web.keep.others")}
    return template.render(build=build, **words).encode()
