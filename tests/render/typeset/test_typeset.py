"""排印的前半：一份文字两种样子；字库；缓存；排不成时怎样说。"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.bind import Book, bind
from casebook.bind.pinyin import pinyin
from casebook.check.glyphs import _INVISIBLE
from casebook.compile import check_handbook, compile_handbook
from casebook.compose import Writer
from casebook.compose.blocks import Fact, Facts, Item, Listing
from casebook.compose.contents import book_contents
from casebook.publish import write_prints
from casebook.read import read_library
from casebook.read.glyphs import read_glyphs
from casebook.render.typeset import PrintJob, VolumeSet
from casebook.render.typeset.attaching import attached
from casebook.render.typeset.blocks import Typeset
from casebook.render.typeset.breaking import glued, kept_words
from casebook.render.typeset.columns import width_of, with_column_widths
from casebook.render.typeset.notes import keep_whole, marks_of
from casebook.render.typeset.references import sources_of
from casebook.store import Cache
from conftest import HANDBOOK, MINIMAL, ROOT, SITE_URL, build, copy_handbook, print_order
from hostile import HOSTILE, pieces
from render.typeset.laid_out import set_job
from shown import in_print, on_page, unmarked

# —— 一份文字，两种样子 ——


def clean(text: str) -> bool:
    """没有控制符：有的话，读的时候就不收（F06）。"""
    return all(c >= " " or c == "\n" for c in text)


CASES = HANDBOOK / "cases"
PIECES = sorted(p for p in pieces() if clean(p))


@pytest.fixture(scope="module")
def demo() -> Book:
    library, _ = read_library(MINIMAL)
    return bind(library, preview=True)


def test_the_record_does_not_say_a_name_twice() -> None:
    """版本记录里一栏的话，不再以栏名开头：不写“收录 收录工作法 4 条”。整本书、分册都一样。"""
    jobs = {
        job.path: job for job in compile_handbook(MINIMAL).prints() if "record" in job.data["meta"]
    }
    assert len(jobs) > 1
    for path, job in jobs.items():
        record = {name: spoken(told) for name, told in job.data["meta"]["record"]}
        assert record["收录"].startswith("工作法"), path
        assert [name for name, told in record.items() if told.startswith(name)] == [], path


@pytest.mark.golden_test("print/*.yml")
def test_two_renderings(golden: Any, demo: Book) -> None:
    assert golden["说明"]
    text, page = golden["文字"], golden.get("文章") == "是"
    writer = Writer(demo.sources)
    printed = Typeset(unmarked).page(writer.blocks(text, page=page))
    lines = [json.dumps(b, ensure_ascii=False) for b in printed]
    assert golden.out["印刷"] == "\n".join(lines) + "\n"
    assert golden.out["网页"] == on_page(text, demo, page) + "\n"
    notes = [f"{s['n']} {spoken(s['c'])}" for s in sources_of(writer.references())]
    assert golden.out.get("来源") == (notes or None)


def spoken(node: Any) -> str:
    """印刷的树里读得到的字，照次序。"""
    if isinstance(node, str):
        return node.replace("\u200b", "")
    if isinstance(node, list):
        return "".join(map(spoken, node))
    match node["t"]:
        case "tbd":
            return "待补充"
        case "cite":
            return f"〔{node['n']}〕"
        case "list":
            return spoken(node["items"])
        case "table":
            return "".join(spoken(c["c"]) for row in (node["head"], *node["rows"]) for c in row)
        case "note":
            return node["title"] + spoken(node["c"])
        case _:
            return spoken(node.get("c", []))


class Words(HTMLParser):
    """网页上读得到的字，照次序。"""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""

    def handle_data(self, data: str) -> None:
        self.words += data


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u2060]", "", text)


def on_the_web(book: Book, text: str, page: bool) -> str:
    reader = Words()
    reader.feed(on_page(text, book, page))
    reader.close()
    return squeeze(reader.words)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(parts=st.lists(st.sampled_from(PIECES), max_size=8))
def test_both_say_the_same(demo: Book, parts: list[str]) -> None:
    text = "".join(parts)
    assert squeeze(spoken(in_print(text, demo))) == on_the_web(demo, text, page=False)


@pytest.mark.parametrize("text", [t for t in HOSTILE if clean(t)])
def test_both_say_the_same_hostile_words(demo: Book, text: str) -> None:
    for whole in (
        text,
        f"- 前 **{text}** 后\n    - 内\n",
        f"> {text}\n\n| {text} | 乙 |\n|---|---|\n",
    ):
        printed = squeeze(spoken(in_print(whole, demo)))
        assert printed == on_the_web(demo, whole, page=False)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(parts=st.lists(st.sampled_from(PIECES), max_size=8))
def test_run_in_says_every_word(demo: Book, parts: list[str]) -> None:
    """只容得下一句的地方（五社、说明），列表、表、引文里的字也一个不少。"""
    text = "".join(parts)
    run_in = Typeset(unmarked).said(Writer(demo.sources).blocks(text))
    said = iter(squeeze(spoken(run_in)))
    assert all(c in said for c in squeeze(spoken(in_print(text, demo))))


def test_footnotes_cannot_go_round(demo: Book) -> None:
    circle = "".join(f"\n[^{n}]: 注{n}" + "".join(f"[^{m}]" for m in range(30)) for n in range(30))
    blocks = in_print("甲[^0]。\n" + circle, demo, page=True)
    assert len(json.dumps(blocks)) < 100_000
    assert "注0" in spoken(blocks)


WRITTEN = {"长宁": ("chang", "ning"), "朝阳": ("chao", "yang")}
"""手册的“读音”里写的。"""


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("长宁区", "chang"),
        ("重建", "chong"),
        ("《长宁》", "chang"),
        ("虹桥", "hong"),
        ("行动", "xing"),
        ("曾家渡 5 号", "zeng"),
        ("朝阳坊居民区", "chao"),
        ("单家宅", "shan"),
        ("翟氏宗祠", "zhai"),
        ("区社联", "qu"),
        ("解放路", "jie"),
        ("单位", "dan"),
        ("重庆路", "chong"),
    ],
)
def test_pinyin(name: str, first: str) -> None:
    assert pinyin(name, WRITTEN)[0] == first


def test_pinyin_is_not_fooled_by_neighbours() -> None:
    assert pinyin("上海市长宁区", WRITTEN)[3:5] == ("chang", "ning")  # 不是“市长”


def test_editors_say_how_a_word_is_read(handbook: Callable[..., Path]) -> None:
    """登记簿里写了读音，索引就照它排；在词当中的也算。"""
    case = "居民区: 行知坊居民区\n地址: 万曾渡 5 号\n地点来源: demo\n"
    term = "读音:\n  - {词: 行知, 拼音: háng zhī}\n  - {词: 曾, 拼音: zēng}\n"
    term += (MINIMAL / "content/registry/terms.yml").read_text("utf-8")
    for files, wanted in (({}, "XW"), ({"content/registry/terms.yml": term}, "HW")):
        root = handbook(files, case)
        (job,) = (
            j
            for j in compile_handbook(root, SITE_URL).prints()
            if j.path.startswith("book/") and j.path.endswith(".pdf")
        )
        (places,) = (g for g in job.data["index"] if g["title"] == "地方索引")
        letters = {
            entry["name"].replace("\u00a0", " "): entry["letter"] for entry in places["entries"]
        }
        assert letters["行知坊居民区"] + letters["万曾渡 5 号"] == wanted
        shutil.rmtree(root)


# —— 字库 ——

SMILE, RARE = "😀", "\U00030000"


def t06(root: Path) -> list[tuple[str, int, int]]:
    return [(p.path, p.line, p.column) for p in check_handbook(root) if p.code == "T06"]


@pytest.mark.parametrize("char", [SMILE, RARE])
@pytest.mark.parametrize(
    ("case", "line", "column"),
    [
        ("标题: 好{}的\n", 1, 6),
        ('标题: "好{}的"\n', 1, 7),
        ('标题: "好{转义}的"\n', 1, 5),
        ("缘起:\n  - 内容: |\n      第一行\n      第二{}行\n    来源: demo\n", 4, 9),
        ("缘起:\n  - 内容: >-\n      第一行\n      第二{}行\n    来源: demo\n", 4, 9),
        ("缘起:\n  - {{内容: 一{}二, 来源: demo}}\n", 2, 11),
        ('缘起:\n  - {{内容: "一{转义}", 来源: demo}}\n  - {{内容: 二{}, 来源: demo}}\n', 2, 10),
    ],
)
def test_missing_glyph_in_a_case(
    handbook: Callable[..., Path], char: str, case: str, line: int, column: int
) -> None:
    written = case.format(char, 转义=f"\\U{ord(char):08X}")
    found = t06(handbook(case=written))
    assert found[0] == ("cases/demo-case.yml", line, column)
    assert len(found) == written.count(char) + written.count("\\U")


def test_missing_glyph_in_a_page(handbook: Callable[..., Path]) -> None:
    page = f"---\n标题: 前言\n摘要: 好{SMILE}\n---\n\n一{RARE}二\n"
    root = handbook({"content/preface.md": page})
    assert t06(root) == [("content/preface.md", 3, 6), ("content/preface.md", 6, 2)]


def test_missing_glyph_in_a_register(handbook: Callable[..., Path]) -> None:
    term = f"条目:\n  - 编号: demo-term\n    名称: 示例{SMILE}\n"
    root = handbook({"content/registry/terms.yml": term})
    assert t06(root) == [("content/registry/terms.yml", 3, 11)]


def test_every_character_let_through_can_be_printed(real_jobs: list[PrintJob]) -> None:
    """检查放行的每一个字，正文与黑体、粗体都排得出来。"""
    leaflet = next(job for job in real_jobs if job.template == "leaflet.typ")
    every = "".join(sorted((read_glyphs() | _INVISIBLE) - {"\n"}))
    data = json.loads(json.dumps(leaflet.data))
    words = [{"t": "p", "c": [every, {"t": "strong", "c": [every]}, {"t": "code", "c": [every]}]}]
    data["method"]["sections"][0]["c"] = words
    pdf = set_job(PrintJob(leaflet.path, leaflet.template, data, 0))
    assert pdf.startswith(b"%PDF")


# —— 缓存 ——


@pytest.fixture(scope="module")
def handbook_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_handbook(tmp_path_factory.mktemp("cache") / "手 册")


def jobs_of(root: Path) -> list[PrintJob]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        jobs = [*compile_handbook(root, SITE_URL).prints()]
    assert not any(isinstance(job, VolumeSet) for job in jobs)
    return jobs  # type: ignore[return-value]


@pytest.fixture(scope="module")
def real_jobs(handbook_root: Path) -> list[PrintJob]:
    return [job for job in jobs_of(handbook_root) if job.path.endswith(".pdf")]


def digests(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*.pdf"))
    }


@pytest.fixture(scope="module")
def warm(real_jobs: list[PrintJob], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """排过一遍：缓存与成品。"""
    folder = tmp_path_factory.mktemp("warm")
    said: list[str] = []
    order = print_order(real_jobs, CASES)
    made = write_prints(folder / "site", order, Cache(folder / "cache"), said.append)
    assert made == len(said) == len(real_jobs) == len(digests(folder / "site"))
    return folder / "cache", folder / "site"


def again(jobs: list[PrintJob], cache: Path, site: Path) -> set[str]:
    """再排一遍；返回真正排了的。"""
    said: list[str] = []
    order, kept = print_order(jobs, CASES), Cache(cache)
    assert write_prints(site, order, kept, said.append) == len(said)
    kept.prune()
    return {words.removeprefix("排好 ") for words in said}


def test_nothing_changed_nothing_made(
    warm: tuple[Path, Path], handbook_root: Path, tmp_path: Path
) -> None:
    cache, site = warm
    assert again(jobs_of(handbook_root), cache, tmp_path / "site") == set()
    assert digests(tmp_path / "site") == digests(site)


def test_one_statement_changed(
    warm: tuple[Path, Path], handbook_root: Path, tmp_path: Path
) -> None:
    cache = shutil.copytree(warm[0], tmp_path / "cache")
    root = shutil.copytree(handbook_root, tmp_path / "root", symlinks=True)
    path = root / "cases" / "mulinxiang.yml"
    before = path.read_text("utf-8")
    after = before.replace("适合边界清楚", "适合边界很清楚")
    assert after != before
    path.write_text(after, "utf-8")
    made = again(jobs_of(root), cache, tmp_path / "site")
    assert made == {
        "book/changning-gongzuofa.pdf",
        "fields/renewal/renewal.pdf",
        "streets/xinjing/xinjing.pdf",
        "cases/mulinxiang/mulinxiang.pdf",
        "cases/mulinxiang/mulinxiang-large.pdf",
    }
    path.write_text(before, "utf-8")
    assert again(jobs_of(root), cache, tmp_path / "site") == set()


def test_what_the_list_is_made_from(handbook_root: Path, tmp_path: Path) -> None:
    """数据不用算，也知道变没有变：文字、网址、照片，哪一样变了都不照旧单子取。"""
    root = Path(shutil.copytree(handbook_root, tmp_path / "root", symlinks=True))
    before = compile_handbook(root, SITE_URL).order
    assert compile_handbook(root, SITE_URL).order.inputs == before.inputs
    assert compile_handbook(root, "https://other.example/").order.inputs != before.inputs
    assert compile_handbook(root, SITE_URL, size="a4").order.inputs != before.inputs
    assert compile_handbook(root, SITE_URL, preview=True).order.inputs != before.inputs
    for name in ("cases/mulinxiang.yml", "content/registry/terms.yml", "content/preface.md"):
        path = root / name
        whole = path.read_bytes()
        path.write_bytes(whole + b"\n")
        assert compile_handbook(root, SITE_URL).order.inputs != before.inputs, name
        path.write_bytes(whole)
    assert compile_handbook(root, SITE_URL).order.inputs == before.inputs


@pytest.mark.parametrize("damage", ["空", "半", "翻", "换", "夹"])
def test_damaged_cache(
    warm: tuple[Path, Path], real_jobs: list[PrintJob], tmp_path: Path, damage: str
) -> None:
    cache = shutil.copytree(warm[0], tmp_path / "cache")
    files = sorted(p for p in cache.iterdir() if p.is_file() and p.stat().st_size > 10_000)
    victim, other = files[0], files[1]
    whole = victim.read_bytes()
    if damage == "夹":
        victim.unlink()
        victim.mkdir()
    else:
        flipped = whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:]
        choices = {"空": b"", "半": whole[:9000], "翻": flipped, "换": other.read_bytes()}
        victim.write_bytes(choices[damage])
    made = again(real_jobs, cache, tmp_path / "site")
    assert len(made) == 1
    assert digests(tmp_path / "site") == digests(warm[1])
    if damage == "夹":  # 存不下，照样出版
        return
    assert victim.read_bytes() == whole
    assert again(real_jobs, cache, tmp_path / "site") == set()


def test_foreign_files_are_left_alone(
    warm: tuple[Path, Path], real_jobs: list[PrintJob], tmp_path: Path
) -> None:
    cache = shutil.copytree(warm[0], tmp_path / "cache")
    (cache / "笔记.txt").write_text("别人的")
    (cache / "文件夹").mkdir()
    (cache / "断了").symlink_to("nowhere")
    old = cache / ("0" * 64)
    old.write_bytes(b"x")
    for path in (cache / "笔记.txt", cache / "文件夹", old):
        os.utime(path, (0, 0))
    assert again(real_jobs, cache, tmp_path / "site") == set()
    assert (cache / "笔记.txt").read_text() == "别人的"
    assert (cache / "文件夹").is_dir()
    assert not old.exists()  # 一个月没用的，自己的，删
    assert digests(tmp_path / "site") == digests(warm[1])


ELSEWHERE = """
import os, sys
from pathlib import Path
from casebook.compile import compile_handbook
from casebook.publish import write_prints
from casebook.store import Cache
root, folder, url, cores = sys.argv[1:]
if cores == "一个核":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
order = compile_handbook(Path(root), url).order
write_prints(Path(folder) / "site", order, Cache(Path(folder) / "cache"), lambda _: None)
"""


@pytest.mark.slow
@pytest.mark.parametrize("cores", ["一个核", "几个核"])
def test_same_bytes_elsewhere(
    warm: tuple[Path, Path], handbook_root: Path, tmp_path: Path, cores: str
) -> None:
    """另一个进程，别的时区、语言、散列种子，别的文件夹，一个核或几个核：一个字节也不差。"""
    odd = {"TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-c", ELSEWHERE, handbook_root, tmp_path, SITE_URL, cores],
        env={**env, **odd, "PYTHONPATH": str(ROOT / "hooks")},
        cwd=tmp_path,
        check=True,
    )
    assert digests(tmp_path / "site") == digests(warm[1])


# —— 排不成 ——


@pytest.mark.slow
def test_failure_is_told_in_chinese_and_changes_nothing(
    handbook_root: Path, warm: tuple[Path, Path], tmp_path: Path
) -> None:
    root = shutil.copytree(handbook_root, tmp_path / "手册", symlinks=True)
    shutil.copytree(warm[0], root / ".casebook-cache", dirs_exist_ok=True)
    first = build(root, SITE_URL=SITE_URL)
    assert first.code == 0, first.output
    before = {
        p.relative_to(root): p.read_bytes() for p in (root / "site").resolve().rglob("*.*")
        if p.is_file()
    } if (root / "site").resolve().is_relative_to(root) else {}  # fmt: skip
    target = (root / "site").resolve()
    leaflet = root / "hooks/casebook/render/typeset/templates/leaflet.typ"
    leaflet.write_text(leaflet.read_text("utf-8") + "\n#nonsense(\n", "utf-8")
    done = build(root, SITE_URL=SITE_URL)
    assert done.code != 0
    assert "没有排成。这是程序的毛病" in done.output
    assert "已经发布的网站没有动" in done.output
    assert not re.search(r"nonsense|unclosed|expected|Traceback|TypstError|error:", done.output)
    assert (root / "site").resolve() == target
    assert before
    assert all((root / name).read_bytes() == content for name, content in before.items())


def test_site_without_the_printing_libraries(handbook_root: Path, tmp_path: Path) -> None:
    """没装排 PDF 的库：查得了，不排 PDF 时建得了网站；要排时用中文说缺什么。"""
    root = shutil.copytree(handbook_root, tmp_path / "手册", symlinks=True)
    absent = tmp_path / "absent"
    absent.mkdir()
    blocked = "import sys\nfor n in ('typst', 'pikepdf'):\n    sys.modules[n] = None\n"
    (absent / "sitecustomize.py").write_text(blocked, "utf-8")
    printing = build(root, PYTHONPATH=str(absent))
    assert printing.code != 0
    assert "排 PDF 要用的 pikepdf 没有安装" in printing.output
    assert "Traceback" not in printing.output
    settings_file = root / "mkdocs.yml"
    text = settings_file.read_text("utf-8").replace("extra: {print: book}", "extra: {print: none}")
    settings_file.write_text(text, "utf-8")
    built = build(root, PYTHONPATH=str(absent))
    assert built.code == 0, built.output
    assert not [*built.site.rglob("*.pdf")]


def test_references_say_what_was_checked(handbook: Callable[..., Path]) -> None:
    """书末的参考文献，连核实的情况一起印：题名是谁拟的，还差什么。"""
    sources = """条目:
  - 编号: demo
    题名: 示例公告
    类别: 其他
    编者拟题: 是
    备注:
      - 内容: 刊发平台未核实。
      - {内容: 只见转载。, 待补充: 原文}
"""
    library, _ = read_library(handbook({"content/registry/sources.yml": sources}))
    back = book_contents(bind(library), {}.__getitem__).back
    (chapter,) = (one for one in back if one.kind == "references")
    (printed,) = Typeset(unmarked).blocks(chapter.blocks)
    (words,) = (work["c"] for work in printed["items"] if "示例公告" in str(work))
    told = "".join(one if isinstance(one, str) else "【待补充】" for one in words[:-1])
    assert told.endswith(" 刊发平台未核实。 只见转载。原文：【待补充】。")
    assert "示例公告" in told
    assert "（编者拟题）" in told


def test_sources_cited_nowhere_are_set_apart() -> None:
    """书里没有引用的来源，在参考文献末尾另列一节：号接着引用过的，别处没有。"""
    (job,) = (
        j
        for j in compile_handbook(HANDBOOK).prints()
        if j.path.startswith("book/") and j.path.endswith(".pdf")
    )
    assert isinstance(job, PrintJob)
    data = job.data
    (chapter,) = (c for c in data["appendices"] if any(b["t"] == "references" for b in c["c"]))
    cited, title, told, rest = chapter["c"]
    assert spoken(title["c"]) == "查过而未引用的来源"
    assert f"下面 {len(rest['items'])} 个来源" in spoken(told["c"]).replace("\u00a0", " ")
    last = cited["items"][-1]["n"]
    numbers = [work["n"] for work in (*cited["items"], *rest["items"])]
    assert numbers == [*range(1, len(numbers) + 1)]
    shown = {mark["n"] for mark in marks_of([data["front"], data["parts"], data["appendices"]])}
    shown |= {own["n"] for p in data["parts"] for m in p["methods"] for own in m["uncited"]}
    assert {1} < shown <= {*range(1, last + 1)}
    used = {s["source"] for own in _cited_by(data) for s in own["sources"]}
    assert {work["source"] for work in cited["items"]} == used


def _cited_by(data: dict[str, Any]) -> list[dict[str, Any]]:
    parts = data["parts"]
    methods = [method for part in parts for method in part["methods"]]
    chapters = [chapter for part in parts for chapter in part["chapters"]]
    return [*data["front"], *chapters, *methods, *data["appendices"]]


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("（沪民社管发〔2021〕2 号）", "沪民社管发"),
        ("年轻的设计师按长民规〔2021〕1 号补了材料", "长民规"),
        ("依据长宁区人民政府办公室长府办〔2020〕3号", "长府办"),
    ],
)
def test_only_the_code_is_kept_with_the_number(said: str, whole: str) -> None:
    """文号不拆，机关的代字在内；代字前面的话照常断行。"""
    told = glued({"t": "p", "c": [said]})["c"][0]
    marked = "".join(f"{char}\u2060" for char in whole)
    assert f"{marked}〔" in told
    assert told.count("\u2060") == len(whole)


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("截至 2023 年 8 月。", "2023 年 8 月"),
        ("据 2023 年 8 月 14 日的文章", "2023 年 8 月 14 日"),
        ("改在 9 月 27 日开放", "9 月 27 日"),
    ],
)
def test_a_date_is_not_broken(said: str, whole: str) -> None:
    """日期从年到日是一串，不断行；分列宽时也照一串算。"""
    told = glued({"t": "p", "c": [said]})["c"][0]
    run = whole.replace(" ", "\u00a0")
    assert run in told
    rows = [[{"c": [told]}]]
    table = with_column_widths({"t": "table", "head": [{"c": ["日期"]}], "rows": rows})
    (least,) = table["fit"]["least"][0]
    assert least == width_of([run])


def test_a_long_heading_is_split_between_its_words() -> None:
    """节题一行排不下的，一截话是一块；短的、太长的一截照样断行。"""
    title = "上海市长宁区关于开展全国社区治理和服务创新实验区工作的实施方案"
    pieces = [part["c"][0] for part in kept_words([title])]
    assert pieces == [
        "上海市长宁区",
        "关于开展全国社区治理",
        "和服务创新实验区工作的",
        "实施方案",
    ]
    marked = [title, {"t": "idx", "k": "k"}]
    assert kept_words(marked)[-1] == marked[-1]
    assert kept_words(["关于推进社区治理的意见"]) == ["关于推进社区治理的意见"]
    assert kept_words(["门" * 30]) == ["门" * 30]


def test_items_with_one_label_are_one_line() -> None:
    """小字一样的几条接成一段，不一样的各一段。"""
    said = (("参与", "甲"), ("参与", "乙"), ("见", "丙"))
    items = tuple(Item("", label, title, "/a/") for label, title in said)
    told = Typeset(unmarked).blocks((Listing("methods", items),))
    assert [spoken(block["c"]) for block in told] == ["参与：甲、乙", "见：丙"]


def test_two_lines_with_a_note_are_not_split() -> None:
    """带脚注的两三行不拆到两页：脚注的话不算在这一段里；长的、没有脚注的照样拆。"""

    def kept(words: str, *more: dict[str, object]) -> bool:
        block = {"t": "p", "c": [words, *more]}
        keep_whole(block)
        return bool(block.get("whole"))

    note = {"t": "cite", "n": 1, "c": ["报道" * 60]}
    assert kept("居民" * 40, note)
    assert not kept("居民" * 60, note)
    assert not kept("居民" * 40, {"t": "cite", "n": 1})


def test_facts_with_a_number_and_a_date_are_ragged() -> None:
    """文号、到日的日期都不拆：一段里有两样的，不两端对齐，免得把字拉开。"""

    def told(*said: str) -> bool:
        rows = tuple(Fact(f"栏{n}", (one,)) for n, one in enumerate(said))
        (block,) = Typeset(unmarked).blocks((Facts(rows),))
        return bool(block["ragged"])

    assert told("长民规〔2021〕1 号", "2021 年 12 月 31 日")
    assert not told("长民规〔2021〕1 号", "2021 年")
    assert not told("2021 年 12 月 31 日", "区")


def test_a_name_and_its_amount_are_one_line() -> None:
    """成效里的名称与数，书里、折页上都是一行“名称：数”，出处只标一次；一句话的，数另成一段。"""
    jobs = {job.path: job.data for job in compile_handbook(HANDBOOK).prints()}
    book = next(data for path, data in jobs.items() if path.startswith("book/"))
    methods = [m for part in book["parts"] for m in part["methods"] if m["id"] == "zizhijin"]
    for method in (*methods, jobs["cases/zizhijin/zizhijin.pdf"]["method"]):
        (told,) = (s["c"] for s in method["sections"] if s["title"] == "成效")
        (line,) = (spoken(b["c"]) for b in told if "6\u00a0个" in spoken(b["c"]))
        assert re.fullmatch(r"[^〔]+居民区项目：6\u00a0个，.+日〔\d+〕", line), line
    said = attached(
        [{"t": "p", "c": ["来的人多了。"]}, {"t": "p", "c": ["约 6 个"], "amount": True}]
    )
    assert [spoken(block["c"]) for block in said] == ["来的人多了。", "约 6 个"]


def test_marks_after_a_quotation_are_told_to_be_its_sources() -> None:
    """引文是别人的话，出处不接进去，另起一行也说明是出处。"""
    quote = {"t": "quote", "c": [{"t": "p", "c": ["原来的话。"]}]}
    _, marks = attached([quote, {"t": "p", "c": [{"t": "cite", "n": 1}]}])
    assert marks["c"] == ["出处：", {"t": "cite", "n": 1}]
