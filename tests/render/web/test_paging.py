"""案例多了，列表分页：一条不漏、一条不重，每一页多重与有多少条无关，没有脚本也看得全。"""

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.compile import compile_handbook
from casebook.compiled import Compiled
from casebook.render.web import UNKNOWN_STREET
from conftest import setting

LIMIT = 10
CASE = """标题: 第{n}条
一句话: {{内容: 示例。, 推断: 是}}
状态: 发布
版次: 1
来源: demo
{street}领域: [{{名称: 社区更新, 来源: demo}}]
方向: [{{名称: 群众服务, 来源: demo}}]
五社: [{{类别: 社区, 单位: demo-org, 内容: x, 来源: demo}}]
支持: [{{政策: demo-policy, 内容: x, 来源: demo}}]
"""
CASE_LINK = re.compile(r'href="(?:\.\./)*(?:cases/)?(c\d{4})/"')


@pytest.fixture
def compiled(handbook: Callable[..., Path]) -> Callable[[int], Compiled]:
    """最小手册，一页列十条，加上几条案例：单数的有街镇，双数的没有。"""
    root = handbook()
    setting(root, "每页", LIMIT)

    def make(count: int) -> Compiled:
        for path in (root / "cases").glob("c*.yml"):
            path.unlink()
        for n in range(count):
            street = "街镇: 新泾镇\n地点来源: demo\n" if n % 2 else ""
            (root / f"cases/c{n:04}.yml").write_text(CASE.format(n=n, street=street), "utf-8")
        return compile_handbook(root, size="none")

    return make


def bodies(compiled: Compiled) -> dict[str, str]:
    """各页的地址 → 正文；案例自己的不算。"""
    many = {p: compiled.many.page(p) for p in compiled.many.paths}
    pages = [*compiled.pages, *many.values()]
    return {page.address: page.body for page in pages if page.css_class != "cn-case"}


def listed(pages: dict[str, str], base: str) -> list[str]:
    """`base` 的各页列出的案例。"""
    sheets = {a: b for a, b in pages.items() if re.fullmatch(rf"{base}(?:\d+/)?", a)}
    found = [re.findall(r'<a href="[^"]*?(c\d{4})/"><b>|<h2><a href="[^"]*?(c\d{4})/"', b)
             for b in sheets.values()]  # fmt: skip
    return [one or other for sheet in found for one, other in sheet]


def test_every_case_is_listed_once(compiled: Callable[[int], Compiled]) -> None:
    pages = bodies(compiled(47))
    every = [f"c{n:04}" for n in range(47)]
    odd, even = every[1::2], every[::2]
    assert sorted(listed(pages, "/cases/")) == [*every]
    assert sorted(listed(pages, "/streets/xinjing/")) == odd
    assert sorted(listed(pages, UNKNOWN_STREET)) == even
    for category in ("/fields/renewal/", "/actors/community/", "/organisations/demo-org/"):
        assert sorted(listed(pages, category)) == every, category
    assert {"/cases/", "/cases/5/", "/actors/community/5/"} <= pages.keys()
    assert "/cases/6/" not in pages


def test_every_page_is_reached_without_scripts(compiled: Callable[[int], Compiled]) -> None:
    """从第一页起只点“下一页”，走得到最后一页；写出的页码都真有。"""
    pages = bodies(compiled(47))
    address, seen = "/cases/", []
    while address:
        seen.append(address)
        found = re.search(r'<a href="([^"]+)" rel="next">', pages[address])
        address = resolved(address, found[1]) if found else ""
    assert seen == ["/cases/", *(f"/cases/{n}/" for n in range(2, 6))]
    for page, body in pages.items():
        for href in re.findall(r'<a href="([^"]+)"(?: rel="\w+"| aria-label="第)', body):
            assert resolved(page, href) in pages, (page, href)


def resolved(page: str, href: str) -> str:
    parts = page.strip("/").split("/")
    for step in href.strip("/").split("/"):
        parts = parts[:-1] if step == ".." else parts if step == "." else [*parts, step]
    return f"/{'/'.join(parts)}/"


def test_no_page_grows_with_the_number_of_cases(compiled: Callable[[int], Compiled]) -> None:
    few, many = bodies(compiled(59)), bodies(compiled(599))  # 另有示例一条，每页都满
    grown = defaultdict(int)
    for address, body in few.items():
        grown[address] = len(many[address]) - len(body)
    # 号多一位、多一个“下一页”，是几百个字；多 540 条要是都列上，少说一万
    assert {a: n for a, n in grown.items() if n > 1000} == {}


def test_a_few_are_not_paged(compiled: Callable[[int], Compiled]) -> None:
    pages = bodies(compiled(LIMIT - 1))  # 另有示例一条
    assert "/cases/2/" not in pages
    assert "cn-pager" not in pages["/cases/"]
    assert "data-batches" not in pages["/cases/"]  # 全在这一页上，不必再取
