"""网站的网址，选项里的、环境变量 SITE_URL 里的：写全了的才收，印错了的二维码收不回来。"""

import re

from casebook.cli.arguments import misused

_WHOLE = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", re.IGNORECASE)


def whole(url: str) -> str:
    """写全了的照原样，没有写的为空；别的说一句话，退出码 2。"""
    if url and not _WHOLE.fullmatch(url):
        misused(f"网站的网址要写全，从 https:// 写起，如 https://example.org/；现在是“{url}”。")
    return url
