"""`llms.txt`（https://llmstxt.org/）：书是什么，每一页的 Markdown 在哪里，一页一行，给程序读的。"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

LLMS: Final = "llms.txt"


class Listed(NamedTuple):
    """一页：在哪一个版块，题，Markdown 的网址，一句话。"""

    section: str
    title: str
    url: str
    summary: str


def llms(title: str, about: Iterable[str], pages: Iterable[Listed]) -> Iterator[bytes]:
    """整个文件；`about` 是书名下面的几段，头一段是引文。"""
    first, *more = map(_line, about)
    yield "\n\n".join((f"# {_line(title)}", f"> {first}", *more)).encode() + b"\n"
    sections: dict[str, list[Listed]] = {}
    for page in pages:
        sections.setdefault(page.section, []).append(page)
    for section, listed in sections.items():
        yield f"\n## {_line(section)}\n\n".encode()
        for page in listed:
            told = f": {_line(page.summary)}" if page.summary else ""
            yield f"- [{_named(page.title)}]({page.url}){told}\n".encode()


def _named(title: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", _line(title))


def _line(text: str) -> str:
    return " ".join(text.split())
