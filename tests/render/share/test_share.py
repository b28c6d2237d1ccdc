"""公众号的一篇：只有留得下的写法，一个字也不丢；按一下抄得走，抄走的与写的一样。"""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from casebook.compile import compile_handbook
from casebook.compiled import Compiled
from casebook.compose.blocks import Checklist, Links, Paragraph
from casebook.compose.inlines import Code, Link, Strong
from casebook.compose.walk import walk
from casebook.render.share import article, article_page
from casebook.render.share.blocks import LEFT_OUT, WRITERS, Writing
from casebook.render.share.markup import PROPERTIES, STYLES, TAGS, VOID
from casebook.render.typeset.poster import SHEETS
from commands import run
from conftest import SITE_URL, put
from full import NAME, full_handbook


class Checked(HTMLParser):
    """只许写在单子上的标签与样式；标签都成对。"""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert {name for name, _ in attrs} <= {"style"}, attrs
        for _, style in attrs:
            for rule in filter(str.strip, (style or "").split(";")):
                name, _, value = rule.partition(":")
                assert name.strip() in PROPERTIES, rule
                assert "(" not in value.replace("rgb(", ""), rule
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    root = full_handbook(tmp_path_factory.mktemp("share") / "book")
    return compile_handbook(root, SITE_URL, preview=True)


def articles(compiled: Compiled) -> Iterator[str]:
    for method in compiled.book.methods:
        document = compiled.documents(method.id)
        yield str(article(document, compiled.book.handbook, method.number, SITE_URL).html)


def test_only_what_is_kept_is_written(compiled: Compiled) -> None:
    for html in articles(compiled):
        Checked(html)
        assert "http-equiv" not in html
        assert html.startswith("<section")


def test_every_style_is_allowed_and_used() -> None:
    for name, style in STYLES.items():
        for rule in style.split(";"):
            assert rule.partition(":")[0].strip() in PROPERTIES, (name, rule)
    room = Path(article.__code__.co_filename).parent
    code = "".join(file.read_text("utf-8") for file in room.glob("*.py"))
    for name in STYLES:
        assert name.startswith("td-") or code.count(f'"{name}"') > 1 or name in TAGS, name


def test_what_is_left_out_is_named_with_its_reason(compiled: Compiled) -> None:
    """不写的说明为什么；案例里有而不写的，只有链接与打勾的清单。"""
    for kind, reason in LEFT_OUT.items():
        assert len(reason) > 4, kind
        assert WRITERS[kind](Writing(), None) == ""  # type: ignore[arg-type]
    used = {type(b) for m in compiled.book.methods for b in walk(compiled.documents(m.id))}
    assert used & {*LEFT_OUT} <= {Links, Checklist}


def test_words_stay_words() -> None:
    """案例里的字不会变成标签；站外的链接写出网址。"""
    hostile = '<script>alert("a")</script>&amp;'
    said = Paragraph((hostile, Strong((hostile,)), Code(hostile), Link("https://a.cn", ("甲",))))
    html = str(Writing().blocks((said,)))
    Checked(html)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3
    assert "&amp;amp;" in html
    assert "甲（https://a.cn）" in html


def test_pictures_are_listed_to_upload(compiled: Compiled) -> None:
    document = compiled.documents(NAME)
    written = article(document, compiled.book.handbook, "01")
    assert [upload.n for upload in written.uploads] == [*range(1, len(written.uploads) + 1)]
    for upload in written.uploads:
        assert f"此处插入图片 {upload.n}：{upload.file}，替代文字：{upload.alt}" in written.html
    assert written.uploads
    assert "网址还没有定" in article_page(written).decode()


def test_the_address_stands_at_the_end(compiled: Compiled) -> None:
    document = compiled.documents(NAME)
    html = str(article(document, compiled.book.handbook, "01", SITE_URL).html)
    assert html.endswith(f"{SITE_URL.rstrip('/')}/cases/{NAME}/</p></section>")
    assert "href" not in html


@pytest.mark.parametrize("old", [False, True], ids=["新的写法", "从前的写法"])
def test_one_press_copies_it(
    compiled: Compiled, chromium: Browser, tmp_path: Path, old: bool
) -> None:
    """真的浏览器里按一下，剪贴板里的与写的一样；没有新写法的也抄得走。"""
    document = compiled.documents(NAME)
    written = article(document, compiled.book.handbook, "01", SITE_URL)
    put(tmp_path, {"a.html": article_page(written, "图").decode()})
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    if old:
        page.add_init_script("delete Clipboard.prototype.write")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((tmp_path / "a.html").as_uri())
    page.get_by_role("button", name="复制到公众号").click()
    expect(page.get_by_role("status")).to_contain_text("抄好了")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    read = """async (type) => {
        const [item] = await navigator.clipboard.read();
        return (await item.getType(type)).text();
    }"""
    html = page.evaluate(read, "text/html")
    inside = html[html.index("<section") : html.rindex("</section>") + len("</section>")]
    Checked(inside)
    same = "return new DOMParser().parseFromString(html, 'text/html').body.textContent"
    copied = page.evaluate(f"(html) => {{ {same} }}", inside)
    assert copied == page.evaluate(f"(html) => {{ {same} }}", str(written.html))
    assert "此处插入图片 1" in page.evaluate(read, "text/plain")
    context.close()


def test_command_writes_the_article_and_its_pictures(tmp_path: Path) -> None:
    root = full_handbook(tmp_path / "book")
    done = run("share", f"cases/{NAME}.yml", "--out", "发", "--site-url", SITE_URL, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (root / "发" / f"{NAME}-公众号.html").read_text("utf-8")
    assert f"文件夹“{NAME}-图片”" in page
    pictures = sorted((root / "发" / f"{NAME}-图片").iterdir())
    assert pictures
    for picture in pictures:
        assert picture.name in page or picture.name.partition("-")[2] in page
        assert not Image.open(io.BytesIO(picture.read_bytes())).getexif()
    assert re.findall(r"[^\n]+公众号\.html", done.stdout)
    for sheet in SHEETS:
        assert (root / "发" / f"{NAME}-{sheet}").stat().st_size > 10_000
        assert f"{NAME}-{sheet}" in done.stdout


def test_a_draft_is_not_posted_by_mistake(tmp_path: Path) -> None:
    root = full_handbook(tmp_path / "book")
    file = root / f"cases/{NAME}.yml"
    file.write_text(file.read_text("utf-8").replace("状态: 发布", "状态: 梳理"), "utf-8")
    done = run("share", f"cases/{NAME}.yml", cwd=root)
    assert done.returncode == 1
    assert "--drafts" in done.stderr
    assert not (root / "share").exists()
    assert run("share", f"cases/{NAME}.yml", "--drafts", cwd=root).returncode == 0
