"""程序是程序，手册是手册：hooks/ 里没有长宁的一个字；换一本手册，网站与书里都是它自己的。"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from casebook.editing import Start, new_handbook
from casebook.model import HANDBOOK
from conftest import HANDBOOK as OURS
from conftest import ROOT, SITE_URL, Built, build, commit, put

SECOND = Path(__file__).parent / "second"
OWN = ("临溪区", "四方议事", "溪东镇", "溪西乡", "单家桥镇", "居委", "物业", "社工", "商户", "停车")


def names_of_changning() -> frozenset[str]:
    """长宁这一本自己的名字：书名、地区、街镇、组织、项目、机制、案例的标题。"""
    own = yaml.safe_load((OURS / HANDBOOK).read_text("utf-8"))
    names = {"长宁", "changning", "睦邻", "mulin", own["书名"], own["简称"], own["网络"]["标题"]}
    for register in ("streets", "organisations", "programmes"):
        listed = yaml.safe_load((OURS / f"content/registry/{register}.yml").read_text("utf-8"))
        for entry in listed["条目"]:
            names |= {entry["名称"], entry["名称"].removesuffix("街道"), entry.get("全称", "长宁")}
    for case in OURS.glob("cases/*.yml"):
        names |= {yaml.safe_load(case.read_text("utf-8"))["标题"], case.stem}
    return frozenset(names | {"公益创投", "两会一中心", "1+10+n", "十优", "五社联动"})


def engine() -> Iterator[Path]:
    """程序的全部文字；字体与它的字表不算，地图是给人看的。"""
    for path in sorted((ROOT / "hooks").rglob("*")):
        inside = path.relative_to(ROOT / "hooks").as_posix()
        ours = not inside.startswith("fonts/") and "__pycache__" not in inside
        if path.is_file() and ours and inside != "README.md" and path.name != "coverage.txt":
            yield path


def test_the_engine_does_not_know_which_handbook_it_is() -> None:
    names = re.compile("|".join(map(re.escape, sorted(names_of_changning()))), re.I)
    read = 0
    for path in engine():
        data = path.read_bytes()
        if b"\0" in data:
            continue
        read += 1
        for number, line in enumerate(data.decode("utf-8").splitlines(), 1):
            found = names.search(line)
            assert not found, f"{path.relative_to(ROOT)}:{number}: {found and found[0]}"
    assert read > 250
    assert names.search((OURS / HANDBOOK).read_text("utf-8"))  # 找得出来


NAV = {
    "工作法:": "案例:",
    "五社": "四方",
    "按方向": "按路径",
    "按领域": "按主题",
    "街镇": "乡镇",
    "各方联动": "四方议事",
}


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """虚构的一本，由 `casebook init` 的样板起头，换上 tests/second/ 里的，建成了。"""
    root = tmp_path_factory.mktemp("second") / "临溪"
    files = new_handbook(Start("临溪区", "临溪区邻里协商案例集"))
    settings = files["mkdocs.yml"].decode()
    for before, after in NAV.items():
        assert before in settings
        settings = settings.replace(before, after)
    files = {name: data for name, data in files.items() if name != "cases/shili.yml"}
    put(root, {name: data.decode() for name, data in files.items()} | {"mkdocs.yml": settings})
    for folder in ("cases", "content"):
        shutil.copytree(SECOND / folder, root / folder, dirs_exist_ok=True)
    commit(root, 1_700_000_000)
    built = build(root, SITE_URL=SITE_URL)
    assert built.code == 0, built.output
    return built


def words_of(site: Path) -> Iterator[tuple[str, str]]:
    """网站的全部文字：站内路径 → 字；PDF 抄出来，脚本与样式是程序的。"""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix in (".html", ".json", ".xml", ".yml", ".svg"):
            yield name, path.read_text("utf-8")
        elif path.suffix == ".pdf":
            yield name, printed(path)


def printed(pdf: Path, *how: str) -> str:
    done = subprocess.run(["pdftotext", *how, str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_nothing_of_changning_is_in_another_handbook(second: Built) -> None:
    names = re.compile("|".join(map(re.escape, sorted(names_of_changning()))), re.I)
    ours = [name for name, text in words_of(second.site) if names.search(text)]
    assert ours == []
    assert len([*words_of(second.site)]) > 50


def test_readers_see_the_names_of_this_handbook(second: Built) -> None:
    """给读者看的页与书，叫法都是自己的；编写、投稿的几页，数据里各栏的说明，照栏目名说。"""
    editors = ("guide/", "submit/", "schema/", "search/", "data/schema/")
    editors += ("data/datapackage.json", "data/openapi.json")
    for name, text in words_of(second.site):
        if not name.startswith(editors):
            shown = re.sub(r"<nav class=\"cn-(?:foot|subnav)\".*?</nav>", "", text, flags=re.S)
            found = re.search("工作法|五社|街镇|领域", shown)
            assert not found, (name, found and shown[max(0, found.start() - 60) : found.end() + 20])


def test_its_own_names_are_there(second: Built) -> None:
    site = second.site
    home = (site / "index.html").read_text("utf-8")
    assert "<span>临溪区邻里协商</span><b>案例集</b>" in home
    assert "安河市临溪区 · 三个乡镇" in home
    assert '<span class="cn-short" aria-hidden="true">临溪案例</span>' in home
    assert "临溪区有二个镇、一个乡。" in (site / "streets/index.html").read_text("utf-8")
    assert '"临溪区邻里协商案例集"' in (site / "assets/stylesheets/title.css").read_text("utf-8")
    assert not (site / "network").exists()
    mechanism = (site / "mechanism/index.html").read_text("utf-8")
    assert 'id="wang"' in mechanism  # 没有“网络”一页，网络写在机制里
    assert "四方、二个路径与三个主题" in mechanism
    assert "乡镇待核" in (site / "cases/zaosheng/index.html").read_text("utf-8")


def test_four_are_drawn(second: Built) -> None:
    page = (second.site / "cases/tingche/index.html").read_text("utf-8")
    drawing = re.search(r'<svg[^>]*aria-label="四方参与图.*?</svg>', page, re.S)
    assert drawing
    tiles = re.findall(r'<text x="(\d+)" y="39"[^>]*>(.)</text>', drawing[0])
    assert [tile for _, tile in tiles] == ["委", "物", "社", "商"]
    assert (tiles[0][0], tiles[-1][0]) == ("46", "366")  # 左右对齐


def test_the_book_is_its_own(second: Built) -> None:
    text = re.sub(r"\s", "", printed(second.site / "book/linxi-anli.pdf", "-layout"))
    for own in (*OWN, "临溪区邻里协商案例集", "安河市临溪区·三个乡镇", "第一例", "收录案例1个"):
        assert own in text, own
    for told in ("编者临溪区编写组（虚构）", "书号978-7-0000-0000-1", "交给临溪区编写组"):
        assert told in text, told
    in_columns = re.sub(r"\s", "", printed(second.site / "book/linxi-anli.pdf"))
    index = in_columns[in_columns.rindex("地方索引") :]
    assert index.index("S单家桥镇") < index.index("X溪东镇")  # 照“读音”，不在 D 下
    leaflet = re.sub(r"\s", "", printed(second.site / "cases/tingche/tingche.pdf", "-layout"))
    assert "四方分工" in leaflet
    assert "临溪区邻里协商案例集" in leaflet
