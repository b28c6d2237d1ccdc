"""活一样多：各家每条案例一页，列表列出每一条，抽出的案例每一段文字、每个出处与它的来源都在那一页上。

比之前去掉标签、空白、出处的号，字形归一（NFKC）。
"""

import html
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from content import Content

_TAGS = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)
_MARK = re.compile(r"〔\d+〕")
_DROPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]|〔\d+〕")
_TO_CASE = re.compile(r'href="[^"]*?([a-z][a-z0-9-]+)/"')
_SAID = ("标题", "内容", "事件", "理由", "待补充", "居民区", "单位")
"""这些栏目的文字一字不差地在页上。"""
_SAMPLES = 20


class NotSame(Exception):
    """有一家少了页或段落；内容说少了哪些。"""


class Found(NamedTuple):
    """几页案例，几页列表，查过几段文字。"""

    pages: int
    lists: int
    runs: int


def check_same(name: str, site: Path, content: Content) -> Found:
    """`site` 里有没有全部案例的页、列没列全；抽几条看文字。少了就抛 NotSame。"""
    cases = content.cases
    pages = {path.parent.name for path in site.glob("cases/*/index.html")}
    pages = {page for page in pages if not page.isdecimal()}  # 数字的是列表的第几页
    if pages != cases.keys():
        raise NotSame(f"{name} 有 {len(pages)} 页案例，不是 {len(cases)} 页")
    lists = _lists(site)
    listed = {case for path in lists for case in _TO_CASE.findall(path.read_text("utf-8"))}
    if unlisted := cases.keys() - listed:
        raise NotSame(f"{name} 的列表少了 {len(unlisted)} 条，如 {min(unlisted)}")
    count, lost = 0, []
    for case_id in random.Random(0).sample(sorted(cases), min(_SAMPLES, len(cases))):
        text = _text(site / f"cases/{case_id}/index.html")
        words, cited = _plain(text), [*_cited(cases[case_id])]
        if len(_MARK.findall(text)) < len(cited):
            lost.append(f"{case_id}：出处的号不到 {len(cited)} 个")
        for run in (*_runs(cases[case_id]), *_named(content, case_id, cited)):
            count += 1
            if _plain(run) not in words:
                lost.append(f"{case_id}：{run}")
    if lost:
        raise NotSame(f"{name} 少了 {len(lost)} 处，如：{'；'.join(lost[:3])}")
    return Found(len(pages), len(lists), count)


def answers(name: str, site: Path, case_id: str, beside: str, title: str, said: str) -> None:
    """改了 `case_id`：新的题目与话在它的页上，新的题目也在列表、相关的 `beside` 与索引里。"""
    page = _plain(_text(site / f"cases/{case_id}/index.html"))
    places = {
        "它的页": _plain(title) in page and _plain(said) in page,
        "列表": any(title in path.read_text("utf-8") for path in _lists(site)),
        "相关的页": title in (site / f"cases/{beside}/index.html").read_text("utf-8"),
    }
    record = site / f"cases/{case_id}/search.js"
    if record.exists():
        places["查找的话"] = title in record.read_text("utf-8")
    if wrong := [place for place, right in places.items() if not right]:
        raise NotSame(f"{name} 改了 {case_id}，{'、'.join(wrong)}没有跟着改")


def _lists(site: Path) -> list[Path]:
    """列出全部案例的页：列得多的分几页，地址是数字。"""
    more = (path for path in site.glob("cases/*/index.html") if path.parent.name.isdecimal())
    return [site / "cases/index.html", *sorted(more)]


def _named(content: Content, case_id: str, cited: list[str]) -> Iterator[str]:
    """引用的来源与相关案例的题名。"""
    for source in dict.fromkeys(cited):
        yield content.registers["sources"][source]["题名"]
    for other in content.cases[case_id]["相关"]:
        yield content.cases[other["编号"]]["标题"]


def _plain(words: str) -> str:
    """比较用的文字。"""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", html.unescape(words)))


def _text(page: Path) -> str:
    return _TAGS.sub("", page.read_text("utf-8"))


def _cited(node: Any) -> Iterator[str]:
    """每个出处引的是哪个来源。"""
    for key, value in _fields(node):
        if key in ("来源", "地点来源") and isinstance(value, dict):
            yield value["编号"]
        else:
            yield from _cited(value)


def _runs(node: Any) -> Iterator[str]:
    """要在页上的每一段文字。"""
    for key, value in _fields(node):
        if key in _SAID and isinstance(value, str):
            yield value
        else:
            yield from _runs(value)


def _fields(node: Any) -> Iterator[tuple[str, Any]]:
    """`node` 的栏目与内容；一列的各项没有栏目名。"""
    if isinstance(node, dict):
        yield from node.items()
    elif isinstance(node, list):
        yield from (("", one) for one in node)
