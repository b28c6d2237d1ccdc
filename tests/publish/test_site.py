"""真手册建成的网站：两家主机、两次构建一字不差；该有的地址都有；数字都有日期和出处；预览真的能用。"""

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import corpus
import pytest
import yaml

from casebook.publish import verify
from conftest import (
    SITE_URL,
    Built,
    build,
    cases,
    commit,
    copy_handbook,
    put,
    records,
    setting,
    tree,
)

STREETS = {
    "华阳路街道", "江苏路街道", "新华路街道", "周家桥街道", "天山路街道",
    "仙霞新村街道", "虹桥街道", "程家桥街道", "北新泾街道", "新泾镇",
}  # fmt: skip


def pages(site: Path) -> dict[str, str]:
    return {n: b.decode() for n, b in tree(site).items() if n.endswith(".html")}


def entries(root: Path, register: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = records(root, "content/registry")[register]["条目"]
    return found


@pytest.fixture(scope="module")
def again(real: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """同样的内容，另一家主机、另一个文件夹、另一种时区、语言与哈希种子，再建一次。"""
    root = tmp_path_factory.mktemp("elsewhere") / "b"
    built_files = shutil.ignore_patterns("site", ".site-releases", "__pycache__")
    shutil.copytree(real.root, root, ignore=built_files)
    strange = {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "42"}
    built = build(root, host="properdocs", SITE_URL=SITE_URL, **strange)
    assert built.code == 0, built.output
    return built


def test_no_warning(real: Built, again: Built) -> None:
    for built in (real, again):
        assert not re.search(r"WARN|ERROR|Traceback|warning", built.output), built.output


def test_same_content_same_bytes(real: Built, again: Built) -> None:
    """mkdocs 与 properdocs，两处两时两种环境：每个文件一字不差（印记也在内）。"""
    one, other = tree(real.site), tree(again.site)
    assert [n for n in one.keys() | other.keys() if one.get(n) != other.get(n)] == []
    assert real.site.readlink().name == again.site.readlink().name


@pytest.mark.slow
def test_date_comes_from_the_last_content_commit(real: Built, tmp_path: Path) -> None:
    """改 hooks 不算内容；SOURCE_DATE_EPOCH 说了算；与今天无关。"""
    root = tmp_path / "book"
    shutil.copytree(real.root, root, symlinks=True)
    put(root, {"hooks/note.txt": "与内容无关"})
    commit(root, 1_800_000_000)
    assert "2023 年 11 月 14 日" in pages(build(root).site)["colophon/index.html"]
    (root / "content/about.md").open("a", encoding="utf-8").write("\n\n添一段。\n")
    commit(root, 1_790_000_000)
    assert "2026 年 9 月 21 日" in pages(build(root).site)["colophon/index.html"]
    fixed = [
        "404.html", "sitemap.xml", "index.html", "cases/", "fields/", "actors/", "directions/",
        "organisations/", "streets/", "mechanism/", "network/", "policies/", "support/",
        "figures/", "glossary/", "sources/", "about/", "preface/", "conventions/", "submit/",
        "accessibility/", "colophon/", "guide/codes/",
    ]  # fmt: skip
    wanted = [name if "." in name else f"{name}index.html" for name in fixed]
    for register in ("fields", "actors", "directions", "organisations", "streets", "policies"):
        wanted += [f"{register}/{e['编号']}/index.html" for e in entries(real.root, register)]
    wanted += [f"cases/{name}/index.html" for name in cases(real.root)]
    assert sorted(set(wanted) - set(tree(real.site))) == []
    assert {s["名称"] for s in entries(real.root, "streets")} == STREETS
    assert verify(real.site, cases(real.root)) == []


def test_sitemap_lists_every_page_once(real: Built) -> None:
    """没有草稿，没有 404，日期是内容的日期。"""
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree_ = ElementTree.parse(real.site / "sitemap.xml")
    listed = [e.text or "" for e in tree_.findall(".//s:loc", names)]
    shown = {SITE_URL + n.removesuffix("index.html") for n in pages(real.site) if n != "404.html"}
    assert sorted(listed) == sorted(shown)
    assert {e.text for e in tree_.findall(".//s:lastmod", names)} == {"2023-11-14"}
    packed = gzip.decompress((real.site / "sitemap.xml.gz").read_bytes())
    assert packed == (real.site / "sitemap.xml").read_bytes()


@pytest.mark.slow
def test_published_cases_only(real: Built) -> None:
    """草稿没有页面，标题与地址在任何文件里都没有出现。"""
    files = tree(real.site)
    for name in cases(real.root):
        assert f"cases/{name}/index.html" in files
    drafts = cases(real.root, published=False)
    assert drafts, "真手册里要有草稿，才试得出来"
    for name, draft in drafts.items():
        for file, content in files.items():
            assert f"cases/{name}" not in content.decode("utf-8", "replace"), file
            assert draft["标题"] not in content.decode("utf-8", "replace"), file
    stamp = json.loads(files.pop("build.json"))
    assert sorted(stamp["cases"]) == sorted(cases(real.root))
    assert stamp["case_count"] == len(stamp["cases"])
    assert stamp["epoch"] == 1_700_000_000
    assert stamp["files"] == {n: hashlib.sha256(b).hexdigest() for n, b in files.items()}


# —— 每一页 ——


@dataclass
class Node:
    """一个元素；`children` 里是元素与文字。"""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def nodes(self) -> "list[Node]":
        return [c for c in self.children if isinstance(c, Node)]

    def walk(self) -> "Iterator[Node]":
        yield self
        for child in self.nodes:
            yield from child.walk()

    def find(self, *tags: str, css: str = "") -> "list[Node]":
        found = (n for n in self.walk() if not tags or n.tag in tags)
        return [n for n in found if not css or css in n.attributes.get("class", "").split()]


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}


class Tree(HTMLParser):
    """HTML → 一棵树；开了没关、关了没开，都报错。"""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]
        self.feed(source)
        self.close()
        assert len(self._open) == 1, [n.tag for n in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {k: v or "" for k, v in attrs})
        assert len(node.attributes) == len(attrs), f"重复的属性：{attrs}"
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Node(tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open[-1].tag == tag, ([n.tag for n in self._open], tag)
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


@pytest.fixture(scope="module")
def trees(real: Built) -> dict[str, Node]:
    return {name: Tree(source).root for name, source in pages(real.site).items()}


def test_every_page_says_what_it_is(trees: dict[str, Node]) -> None:
    titles = {}
    for name, root in trees.items():
        (html,) = root.find("html")
        assert html.attributes["lang"].startswith("zh"), name
        (heading,) = root.find("h1")
        assert heading.text.strip(), name
        (title,) = [n for n in root.find("title") if not n.attributes]
        assert title.text.strip(), name
        assert titles.setdefault(title.text, name) == name, f"{name} 与 {titles[title.text]} 同名"
        described = [n for n in root.find("meta") if n.attributes.get("name") == "description"]
        assert name == "404.html" or described[0].attributes["content"].strip(), name
        (viewport,) = [n for n in root.find("meta") if n.attributes.get("name") == "viewport"]
        assert "user-scalable" not in viewport.attributes["content"]


def test_headings_and_anchors(trees: dict[str, Node]) -> None:
    """锚点不重复、读得懂；标题一级一级来，不跳级；章节标题都有锚点。"""
    for name, root in trees.items():
        ids = [n.attributes["id"] for n in root.walk() if "id" in n.attributes]
        assert len(ids) == len(set(ids)), name
        assert not [i for i in ids if re.fullmatch(r"_\d*", i) or not i.strip()], name
        main = root.find("main")[0]
        headings = main.find("h1", "h2", "h3", "h4")
        levels = [int(h.tag[1]) for h in headings]
        assert all(b - a <= 1 for a, b in pairwise(levels)), (name, levels)
        listed = [h for li in main.find("li") for h in li.find("h2", "h3")]  # 一条条目的名字
        bare = [h.text for h in main.find("h2", "h3") if "id" not in h.attributes]
        assert name == "404.html" or set(bare) <= {h.text for h in listed}, (name, bare)


def test_images_links_and_tables_are_labelled(trees: dict[str, Node]) -> None:
    for name, root in trees.items():
        for image in root.find("img"):
            assert "alt" in image.attributes, name
        for link in root.find("a"):
            label = link.attributes.get("aria-label") or link.text
            images = [n.attributes.get("alt", "") for n in link.find("img")]
            assert (label or "".join(images)).strip(), (name, link.attributes)
        for table in root.find("main")[0].find("table"):
            assert table.find("th"), name
            assert all(h.attributes.get("scope") for h in table.find("th")), name
        for control in root.find("main")[0].find("input"):
            inside = [n for n in root.find("label") if control in n.find("input")]
            assert control.attributes.get("aria-label") or inside[0].text.strip(), name


def test_every_figure_has_a_date_and_a_source(trees: dict[str, Node]) -> None:
    """dd.n 是一个数字：同一格里紧跟着写明截至哪一天，带着出处标。"""
    seen = 0
    for name, root in trees.items():
        for group in root.find("div"):
            if not [n for n in group.nodes if n.tag == "dd" and n.attributes.get("class") == "n"]:
                continue
            seen += 1
            (note,) = [n for n in group.nodes if n.attributes.get("class") == "s"]
            assert re.match(r"\s*截至 约? ?\d{4} 年", note.text), (name, note.text)
            assert note.find("a", css="cn-cite"), (name, note.text)
        assert len(root.find("dd", css="n")) == sum(
            1 for g in root.find("div") for n in g.nodes if n.attributes.get("class") == "n"
        )
    assert seen > 10
    text = trees["figures/index.html"].text
    for number in ("338", "1290", "300"):
        assert number in text


def test_every_citation_leads_to_a_source(trees: dict[str, Node]) -> None:
    """出处标的号从 1 起、按第一次出现排；每个号在页末都有著录。"""
    cited = 0
    for name, root in trees.items():
        main = root.find("main")[0]
        marks = [n.text.strip("〔〕") for n in main.find("a", css="cn-cite")]
        first = list(dict.fromkeys(marks))
        assert first == [str(n) for n in range(1, len(first) + 1)], name
        listed = [n.attributes.get("id", "") for n in main.find("li")]
        numbers = [i for i in listed if re.fullmatch(r"s\d+", i)]
        assert numbers[: len(first)] == [f"s{n}" for n in first], name
        cited += len(marks)
    assert cited > 100


OWN_SCRIPTS = ("app", "chinese", "clipboard", "folder", "form", "mode")


def test_nothing_asks_another_server(real: Built) -> None:
    """HTML 与 CSS 里没有别家的资源；自己写的脚本里没有别家的网址。"""
    assert verify(real.site, ()) == []
    for path in (real.site / "assets/javascripts").rglob("*.js"):
        if path.name.partition("-")[0].removesuffix(".js") in OWN_SCRIPTS:
            assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", path.read_text("utf-8")), path
    for name, page in pages(real.site).items():
        fonts = re.findall(r"fonts\.(?:googleapis|gstatic)", page)
        assert fonts == [], name


def test_no_script_is_written_in_a_page(real: Built) -> None:
    """脚本都在文件里，严格的 Content-Security-Policy（见 deploy/nginx.conf）才用得上。"""
    for name, page in pages(real.site).items():
        inside = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", page)
        assert inside == [], name
        assert not re.search(r"<[^>]+\son[a-z]+=", page), name


def _rel(link: Node) -> str | None:
    return link.attributes.get("rel")


def test_aliases_lead_to_the_new_address(real: Built, tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(real.root, root, symlinks=True)
    with (root / "cases/mulinxiang.yml").open("a", encoding="utf-8") as file:
        file.write("曾用地址: mulin-lane\n")
    built = build(root, SITE_URL=SITE_URL)
    assert built.code == 0, built.output
    moved = Tree(pages(built.site)["cases/mulin-lane/index.html"]).root
    assert "../mulinxiang/" in [a.attributes.get("href") for a in moved.find("main")[0].find("a")]
    said = {m.attributes.get("name"): m.attributes.get("content") for m in moved.find("meta")}
    kept = [link.attributes["href"] for link in moved.find("link") if _rel(link) == "canonical"]
    assert (kept, said["robots"]) == (["../mulinxiang/"], "noindex")  # 正本是新的一页
    assert not (built.site / "cases/mulin-lane/search.js").exists()  # 查到的是新的一页
    assert "cases/mulin-lane/" not in (built.site / "search/pages-0.js").read_text("utf-8")
    robots = (built.site / "robots.txt").read_text("utf-8")
    assert robots == f"User-agent: *\nAllow: /\nSitemap: {SITE_URL}sitemap.xml\n"


@pytest.mark.slow
def test_a_withdrawn_method_says_so(tmp_path: Path) -> None:
    """撤下的一条，原来的网址、曾用地址说哪天撤的、为什么、并到哪里；除了“变更”别的页不列它，查不到，书里没有。"""
    root = copy_handbook(tmp_path / "book")
    assert (built := build(root, SITE_URL=SITE_URL)).code == 0, built.output
    (root / "cases/old-lane.yml").write_text(
        "标题: 旧巷*试点*\n一句话: {待补充: 做了什么}\n状态: 撤下\n版次: 1\n曾用地址: older-lane\n"
        "撤下: {日期: 2023-10-01, 原因: 与睦邻巷写的是同一件事, 并入: mulinxiang}\n",
        encoding="utf-8",
    )
    built = build(root, SITE_URL=SITE_URL)
    assert built.code == 0, built.output
    found = pages(built.site)
    for name in ("old-lane", "older-lane"):
        main = Tree(found[f"cases/{name}/index.html"]).root.find("main")[0]
        said = main.text.replace("\n", "")
        assert "“旧巷*试点*”已于 2023 年 10 月 1 日撤下。原因：与睦邻巷写的是同一件事。" in said
        assert "../mulinxiang/" in [a.attributes.get("href") for a in main.find("a")]
        beside = sorted(p.name for p in (built.site / f"cases/{name}").iterdir())
        assert beside == ["index.html"]  # 没有查找的话、Markdown、引用的文件
        assert '<meta name="robots" content="noindex">' in found[f"cases/{name}/index.html"]
        assert "text/markdown" not in found[f"cases/{name}/index.html"]
    assert 'name="robots"' not in found["cases/mulinxiang/index.html"]
    named = [name for name, page in found.items() if "旧巷" in page]
    listed = ["cases/old-lane/index.html", "cases/older-lane/index.html", "changes/index.html"]
    assert sorted(named) == listed
    assert "old-lane" not in (built.site / "sitemap.xml").read_text("utf-8")
    assert "old-lane" not in (built.site / "search/pages-0.js").read_text("utf-8")
    told = {
        "build.json",
        "changes.xml",
        "changes/search.js",
        "data/cases/older-lane.json",
        "search/words-0.js",
    }  # 有哪些文件；“变更”说撤下了什么；数据的旧地址说撤下了
    for path in (p for p in built.site.rglob("*") if p.suffix in (".json", ".xml", ".js", ".txt")):
        words = path.read_text("utf-8")  # 订阅、清单、整本书的文字
        listed_here = "旧巷" in words or "older-lane" in words
        assert not listed_here or path.relative_to(built.site).as_posix() in told
    with (root / "content/preface.md").open("a", encoding="utf-8") as file:
        file.write("\n[旧的一条](/cases/old-lane/)\n")
    faulty = build(root, SITE_URL=SITE_URL)  # 别处的链接，一处处列出来改
    assert faulty.code != 0
    assert "R06" in faulty.output


@pytest.mark.slow
def test_build_without_site_url(tmp_path: Path) -> None:
    """不知道网址也能建：不写 canonical，不印二维码。"""
    built = build(copy_handbook(tmp_path / "book"))
    assert built.code == 0, built.output
    page = pages(built.site)["cases/mulinxiang/index.html"]
    assert "canonical" not in page
    assert not (built.site / "robots.txt").exists()  # 要写全网站地图的网址
    assert "cn-qr" not in page


@pytest.mark.slow
def test_build_under_a_path(tmp_path: Path) -> None:
    """网站放在域名下的一个文件夹里：检验照样通过，404 页的链接带着那个文件夹。"""
    built = build(copy_handbook(tmp_path / "book"), SITE_URL="https://h.example/gong/zuofa/")
    assert built.code == 0, built.output
    assert 'href="/gong/zuofa/cases/"' in pages(built.site)["404.html"]


# —— 外壳 ——


def the_slow_way(root: Path) -> None:
    """让案例等也一页一页地经过主机。"""
    many = 'state["compiled"].many'
    for name, before, after in (
        (
            "hooks/casebook_mkdocs/__init__.py",
            "many.shells.patterns)",
            f"many.shells.patterns, *map({many}.page, {many}.paths))",
        ),
        (
            "hooks/casebook/deliver.py",
            "builder.build(compiled.many, ",
            'builder.build((one for one in compiled.many if not one.path.endswith(".html")), ',
        ),
    ):
        replaced(root, name, before, after)


def replaced(root: Path, name: str, before: str, after: str) -> None:
    """`root` 的副本里，代码的一处换成别的。"""
    text = (root / name).read_text("utf-8")
    assert text.count(before) == 1, name
    (root / name).write_text(text.replace(before, after), "utf-8")


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
@pytest.mark.slow
def test_shell_is_what_the_host_writes(host: str, tmp_path: Path) -> None:
    """填外壳写成的网页，与一页一页经过主机的，一个字节也不差：真案例、测量案例、恶意的标题。"""
    root = copy_handbook(tmp_path / "book")
    for name, content in corpus.cases(12).items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (root / f"cases/{name}.yml").write_text(text, "utf-8")
    other = corpus.cases(13)["bench-00013"]  # 一句话不与别的相同
    hostile = yaml.safe_dump(
        {**other, "标题": '<b>"x"&amp;\'{{ x }}', "相关": []}, allow_unicode=True
    )
    (root / "cases/nasty.yml").write_text(hostile, "utf-8")
    setting(root, "每页", 5)
    with (root / "content/handbook.yml").open("a", encoding="utf-8") as own:
        own.write("勘误邮箱: kanwu@example.com\n主办单位: 某&某单位\n")
    slow = Path(shutil.copytree(root, tmp_path / "slow", symlinks=True))
    the_slow_way(slow)
    fast_built, slow_built = (
        build(r, host=host, SITE_URL=SITE_URL, SOURCE_DATE_EPOCH="1700000000") for r in (root, slow)
    )
    assert fast_built.code == slow_built.code == 0, fast_built.output + slow_built.output
    fast, ordinary = pages(fast_built.site), pages(slow_built.site)
    assert len([n for n in fast if n.startswith("cases/")]) > 20
    assert {"cases/2/index.html", "actors/volunteer/2/index.html"} <= fast.keys()
    assert fast == ordinary
    for name, page in fast.items():
        assert not re.search("xq[0-9a-f]{24}", page), name  # 占位置的字没有留下
    records = [
        p.relative_to(fast_built.site).as_posix() for p in fast_built.site.rglob("search.js")
    ]
    assert len(records) > 40
    for name in ("sitemap.xml", *records):
        assert (fast_built.site / name).read_bytes() == (slow_built.site / name).read_bytes()
