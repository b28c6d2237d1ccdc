"""文章里的图片：放在与文章同名的文件夹里，只写文件名，写明替代文字。"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from casebook.prose.source import line_of
from casebook.prose.tree import Fault

_FILE = re.compile(r"[^\s/\\:?#%<>\"']+\.(?:png|jpe?g|webp)", re.I)


def find_images(root: Element, text: str, faults: list[Fault]) -> Iterator[tuple[str, int]]:
    """`root` 里的图片，各在第几行；不能用的变成普通文字。"""
    seen: Counter[str] = Counter()
    for element in list(root.iter("img")):
        file, words = element.get("src", ""), element.get("alt", "").strip()
        seen[file] += 1
        line = line_of(text, f"]({file}", seen[file])
        message = ""
        if not _FILE.fullmatch(file):
            message = "图片只写文件名，放在与文章同名的文件夹里；用 JPEG、PNG 或 WebP"
        elif not words:
            message = "图片要有替代文字，写成 ![图里有什么](文件名)"
        if not message:
            yield file, line
            continue
        faults.append(Fault("T03", line, message, f"]({file}"))
        tail = element.tail
        element.clear()
        element.tag, element.text, element.tail = "span", words, tail
