"""做好的网站 → 给别家的记录：一页的题目、各段的题与话、怎样拼。

别家与我们的查找读的是同一个网站：只取正文，去掉出处标、来源、面包屑与按钮。
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import html
from pypinyin import lazy_pinyin

BEHIND = ("guide/", "sources/")
"""排在后面的：编者看的，只列题名的。"""
_SKIP = {"script", "style", "svg", "button", "form", "nav", "figure"}
_INLINE = {"a", "span", "em", "strong", "code", "b", "i", "sup", "sub", "mark", "abbr", "time"}
_HAN = re.compile(r"[\u3400-\u9fff]+")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}(?:路|居民区|小区|新村|街道|镇)")
_LONGEST = 14
"""太长的题不拼：没有人把它整个拼出来。"""


@dataclass
class Section:
    """从 `anchor` 起的一段；页首的锚点为空。"""

    anchor: str
    title: str
    text: str = ""


@dataclass
class Page:
    """站内地址、题目、各段。"""

    address: str
    title: str
    sections: list[Section] = field(default_factory=list)

    @property
    def behind(self) -> bool:
        """排在后面的。"""
        return self.address.startswith(BEHIND)

    @property
    def text(self) -> str:
        """全页的话。"""
        return "\n".join(f"{s.title}\n{s.text}" for s in self.sections)

    @property
    def names(self) -> list[str]:
        """读者会拼着打的：题目、术语等小段的题、地名。"""
        # 工作法各段的题条条一样：缘起与问题、做法步骤
        parts = [] if self.address.startswith("cases/") else [s.title for s in self.sections]
        return [*dict.fromkeys([self.title, *parts, *_PLACE.findall(self.text)])]


def pages(site: Path) -> Iterator[Page]:
    """网站的各页，照地址的次序。"""
    for path in sorted(site.rglob("index.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        if (found := _page(path, address)) is not None:
            yield found


def _page(path: Path, address: str) -> Page | None:
    root = html.parse(str(path)).getroot()
    main = root.find(".//*[@id='main']")
    heading = root.find(".//h1")
    if main is None or heading is None:
        return None
    page = Page(address, _words(heading))
    page.sections.append(Section("", page.title))
    _read(main, page, [])
    for section in page.sections:
        section.text = re.sub(r"[ \t\u00a0]+", " ", section.text).strip()
    return page


def _read(element: Any, page: Page, done: list[str]) -> None:
    """把 `element` 的话添进最后一段；遇到来源就停，遇到锚点另起一段。"""
    if done or not isinstance(element.tag, str) or element.tag in _SKIP:
        return
    if element.get("aria-hidden") == "true" or element.get("data-search-exclude") is not None:
        return
    if "cn-cite" in (element.get("class") or ""):
        return
    anchor = element.get("id") or ""
    if anchor == "sources" and element.tag == "h2" and not page.address.startswith("sources"):
        done.append(anchor)
        return
    term = element.find("dt") if element.tag == "div" else None
    if anchor and (element.tag in ("h2", "h3", "h4") or term is not None):
        named = element if term is None else term
        page.sections.append(Section(anchor, _words(named)))
    last = page.sections[-1]
    block = "" if element.tag in _INLINE else "\n"
    last.text += block + (element.text or "")
    for child in element:
        _read(child, page, done)
        if not done:
            page.sections[-1].text += child.tail or ""
    page.sections[-1].text += block


def _words(element: Any) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext()).replace("\u2060", "")).strip()


def folded(text: str) -> str:
    """比较用的写法：半角、小写；标点去掉，字母数字之间的留一个空格。"""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"[\u200b-\u200d\u2060\ufeff\u00ad]", "", text)
    text = re.sub(r"\s*\+\s*", "+", text)
    text = re.sub(r"(?<=\d)[.](?=\d)", "\x00", text)
    text = re.sub(r"[^\w+%\x00]+|_", " ", text).replace("\x00", ".")
    text = re.sub(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])", "", text)
    return text.strip()


def grams(text: str) -> list[str]:
    """汉字两个两个地连着切，末一个单独算；字母数字成段。"""
    out: list[str] = []
    for run in re.findall(r"[\u3400-\u9fff]+|[^\s\u3400-\u9fff]+", folded(text)):
        out += [run[n : n + 2] for n in range(len(run))] if _HAN.match(run) else [run]
    return out


def spellings(names: list[str]) -> list[str]:
    """各名称从每一个字起的全拼与首字母：照开头找，中间一截也找得到。"""
    out: dict[str, None] = {}
    for name in names:
        for run in _HAN.findall(folded(name)):
            if len(run) > _LONGEST:
                continue
            sounds = lazy_pinyin(run)
            for start in range(len(run) - 1):
                out["".join(sounds[start:])] = None
                out["".join(sound[0] for sound in sounds[start:])] = None
    return [*out]
