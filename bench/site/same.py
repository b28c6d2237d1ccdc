"""活一样多：各家的页数一样，抽出的案例每一段文字、每个出处与它的来源都在那一页上。

比之前去掉标签、空白、出处的号，字形归一（NFKC）。
"""

import html
import random
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_TAGS = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)
_MARK = re.compile(r"〔\d+〕")
_DROPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]|〔\d+〕")
_SAID = ("标题", "内容", "事件", "理由", "待补充", "居民区", "单位")
"""这些栏目的文字一字不差地在页上。"""


class NotSame(Exception):
    """有一家少了页或段落；内容说少了哪些。"""


def check_same(
    name: str, site: Path, cases: Mapping[str, Any], sources: Mapping[str, Any], samples: int = 20
) -> int:
    """`site` 里有没有全部案例的页；抽 `samples` 条，返回查过的段数。少了就抛 NotSame。"""
    pages = {path.parent.name for path in site.glob("cases/*/index.html")}
    if pages != cases.keys():
        raise NotSame(f"{name} 有 {len(pages)} 页案例，不是 {len(cases)} 页")
    if not (site / "cases/index.html").exists():
        raise NotSame(f"{name} 没有列出全部案例的一页")
    count, lost = 0, []
    for case_id in random.Random(0).sample(sorted(cases), min(samples, len(cases))):
        case, text = cases[case_id], _text(site, case_id)
        words, cited = plain(text), [*_cited(case)]
        if len(_MARK.findall(text)) < len(cited):
            lost.append(f"{case_id}：出处的号不到 {len(cited)} 个")
        related = (cases[other["编号"]]["标题"] for other in case["相关"])
        named = (sources[source]["题名"] for source in dict.fromkeys(cited))
        for run in (*_runs(case), *related, *named):
            count += 1
            if plain(run) not in words:
                lost.append(f"{case_id}：{run}")
    if lost:
        raise NotSame(f"{name} 少了 {len(lost)} 处，如：{'；'.join(lost[:3])}")
    return count


def page_text(site: Path, case_id: str) -> str:
    """一条案例那一页的文字。"""
    return plain(_text(site, case_id))


def plain(words: str) -> str:
    """比较用的文字。"""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", html.unescape(words)))


def _text(site: Path, case_id: str) -> str:
    return _TAGS.sub("", (site / f"cases/{case_id}/index.html").read_text("utf-8"))


def _cited(node: Any) -> Iterator[str]:
    """每个出处引的是哪个来源。"""
    if isinstance(node, list):
        for one in node:
            yield from _cited(one)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("来源", "地点来源") and isinstance(value, dict):
                yield value["编号"]
            else:
                yield from _cited(value)


def _runs(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _runs(one)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in _SAID and isinstance(value, str):
                yield value
            else:
                yield from _runs(value)
