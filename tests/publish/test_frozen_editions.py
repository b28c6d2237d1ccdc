"""定下来的各版：网址下面一直是当时的样子；旧的网址都打得开。"""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from casebook.model import HANDBOOK
from casebook.publish.release import releases_of
from conftest import SITE_URL, Built, build, commit, git, put, small_handbook

CASE = "cases/demo-case.yml"
ATOM = "{http://www.w3.org/2005/Atom}"
pytestmark = pytest.mark.slow


def page(built: Built, path: str) -> str:
    return (built.site / path / "index.html").read_text("utf-8")


def declared(root: Path, name: str, day: str, at: int) -> None:
    path = root / HANDBOOK
    text = path.read_text("utf-8")
    lead = "" if "\n各版:" in text else "各版:\n"
    path.write_text(f"{text}{lead}  - {{名称: {name}, 日期: {day}}}\n", "utf-8")
    commit(root, at)


def retitled(root: Path, title: str) -> None:
    path = root / CASE
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([f"标题: {title}\n", *lines[1:]]), "utf-8")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """定过第一版，后来又改了的一本。"""
    root = small_handbook(tmp_path_factory.mktemp("editions") / "手 册")
    declared(root, "第一版", "2023-11-14", 1_700_000_100)
    retitled(root, "改过的题")
    commit(root, 1_700_000_200)
    built = build(root, SITE_URL=SITE_URL)
    assert built.code == 0, built.output
    return built


def test_the_edition_stays_what_it_was(book: Built) -> None:
    old, now = page(book, "editions/1/cases/demo-case"), page(book, "cases/demo-case")
    assert ("<h1" in old, ">示例<" in old, "改过的题" in old) == (True, True, False)
    assert "改过的题" in now
    assert "这是定下来的第一版（2023 年 11 月 14 日），不再改动。" in old
    assert 'href="../../../../cases/demo-case/"' in old
    assert '<meta name="robots" content="noindex">' in old
    assert f'<link rel="canonical" href="{SITE_URL}editions/1/cases/demo-case/">' in old
    assert "不再改动" not in now
    assert "noindex" not in now
    assert "editions" not in (book.site / "sitemap.xml").read_text("utf-8")


def test_the_citation_names_the_edition_and_its_address(tmp_path: Path, book: Built) -> None:
    """引用定下来的一版：写书的第几版，网址是不再变的那一个。"""
    for name, said in (("bib", "url = {{{}}}"), ("ris", "UR  - {}")):
        own = "cases/demo-case/"
        old = (book.site / "editions/1" / own / f"demo-case.{name}").read_text("utf-8")
        now = (book.site / own / f"demo-case.{name}").read_text("utf-8")
        assert said.format(f"{SITE_URL}editions/1/{own}") in old
        assert said.format(f"{SITE_URL}{own}") in now


def test_changes_are_told(book: Built) -> None:
    told = page(book, "changes")
    assert "第一版以来" in told
    assert 'href="../editions/1/"' in told
    assert "改过的题" in told
    feed = ElementTree.parse(book.site / "changes.xml").getroot()
    links = [e.find(f"{ATOM}link") for e in feed.findall(f"{ATOM}entry")]
    assert [link.attrib["href"] for link in links if link is not None] == [f"{SITE_URL}editions/1/"]


def test_it_is_built_once_and_linked(book: Built, tmp_path: Path) -> None:
    """以后每一版都是同一个文件，一个字节也不占；缓存、网站都没有了，还在。"""
    root = tmp_path / "again"
    shutil.copytree(book.root, root, symlinks=True)
    kept = [*(releases_of(root / "site") / "editions").iterdir()]
    assert len(kept) == 1
    pdf = next(kept[0].glob("book/*.pdf"))
    shutil.rmtree(root / ".casebook-cache")
    (root / "site").unlink()
    put(root, {"content/about.md": "---\n标题: 关于\n摘要: 关于。\n---\n\n又改了。\n"})
    again = build(root, SITE_URL=SITE_URL)
    assert again.code == 0, again.output
    assert "建 /editions/1/" not in again.output
    linked = again.site / "editions/1" / pdf.relative_to(kept[0])
    assert linked.stat().st_ino == pdf.stat().st_ino
    stamp = json.loads((again.site / "build.json").read_text("utf-8"))["files"]
    named = {p.relative_to(kept[0]).as_posix() for p in kept[0].rglob("*") if p.is_file()}
    assert named == {n.removeprefix("editions/1/") for n in stamp if n.startswith("editions/")}


def test_another_machine_builds_the_same(book: Built, tmp_path: Path) -> None:
    """没有建过的电脑照 Git 再建，连同第二版；一个字节也不差。"""
    root = tmp_path / "elsewhere" / "手 册"
    git(tmp_path, "clone", "-q", f"{book.root}", f"{root}")
    declared(root, "第二版", "2023-12-01", 1_701_400_000)
    built = build(root, SITE_URL=SITE_URL)
    assert built.code == 0, built.output
    ours, theirs = ((b.site / "editions/1").resolve() for b in (book, built))
    names = sorted(p.relative_to(ours) for p in ours.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(theirs) for p in theirs.rglob("*") if p.is_file())
    differing = [n for n in names if (ours / n).read_bytes() != (theirs / n).read_bytes()]
    assert differing == []
    assert "第二版比第一版" in page(built, "changes")
    assert "第二版比第一版" in page(built, "editions/2/changes")
    assert "改过的题" in page(built, "editions/2/cases/demo-case")


def test_a_published_address_is_never_lost(book: Built, tmp_path: Path) -> None:
    root = tmp_path / "lost"
    shutil.copytree(book.root, root, symlinks=True)
    (root / CASE).rename(root / "cases/demo-renamed.yml")
    (root / "cases/demo-case").rename(root / "cases/demo-renamed")
    lost = build(root, SITE_URL=SITE_URL)
    assert lost.code != 0
    assert "E18" in lost.output
    assert "曾用地址: demo-case" in lost.output
    with (root / "cases/demo-renamed.yml").open("a", encoding="utf-8") as file:
        file.write("\n曾用地址: demo-case\n")
    kept = build(root, SITE_URL=SITE_URL)
    assert kept.code == 0, kept.output
    assert "demo-renamed" in page(kept, "cases/demo-case")


def test_what_the_last_release_published_is_never_lost(good: Path, tmp_path: Path) -> None:
    """没有定过版的，照上一版网站：公开过的网址没有了，不出版；网站没有动。"""
    root = tmp_path / "last"
    shutil.copytree(good, root, symlinks=True)
    shutil.rmtree(root / "cases/demo-case")
    case = (root / CASE).read_text("utf-8").partition("图片:")[0]
    case += "来源: demo\n地点来源: demo-other\n"
    preface = root / "content/preface.md"
    preface.write_text(preface.read_text("utf-8").replace("/cases/demo-case/", "/cases/"), "utf-8")
    (root / CASE).unlink()
    put(root, {"cases/another-name.yml": case})
    lost = build(root)
    assert lost.code != 0
    assert "上一版公开的 /cases/demo-case/ 没有了" in lost.output
    assert (root / "site/cases/demo-case/index.html").is_file()
    put(root, {"cases/another-name.yml": case + "曾用地址: demo-case\n"})
    assert build(root).code == 0
    (root / "site").unlink()  # 从没有公开过的，删掉 site 再建
    put(root, {"cases/another-name.yml": case})
    assert build(root).code == 0


def test_a_reference_manager_takes_the_edition(book: Built) -> None:
    """文献管理软件照页首的几样收下：定下来的一版有出版的一天，现在的没有。"""
    old, now = page(book, "editions/1/cases/demo-case"), page(book, "cases/demo-case")
    for told in (old, now):
        assert '<meta name="citation_title" content="' in told
        assert '<meta name="citation_book_title" content="' in told
    assert '<meta name="citation_publication_date" content="2023/11/14">' in old
    assert "citation_publication_date" not in now
    address = f"{SITE_URL}editions/1/cases/demo-case/"
    assert f'<meta name="citation_public_url" content="{address}">' in old
    assert "citation_title" not in page(book, "cases")
    (cited, *_) = json.loads(
        (book.site / "editions/1/cases/demo-case/demo-case.csl.json").read_text("utf-8")
    )
    assert cited["issued"] == {"date-parts": [[2023, 11, 14]]}
