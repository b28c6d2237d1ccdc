"""浏览器里打印网页：纸上不能横着滚，一列、一行、一个网址也不裁。"""

import re
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from conftest import build, copy_handbook
from stress import CASES, stress_handbook

WIDE_CASE = (
    """\
标题: 试例
一句话: {内容: 居民把门房改成书房。, 来源: demo}
状态: 发布
版次: 1
领域: 社区更新
街镇: 新泾镇
地点来源: demo
来源: demo
缘起:
  - 内容: |
      | 地方 | 申报 | 初审 | 公示 | 立项 | 中期 | 结项 | 合计 | 备注 | 网址 | 最后更新的日期 |
      |---|---|---|---|---|---|---|---|---|---|---|
      | 门房 | 2023-03-01 | 2023-04-15 | 2023-05-08 | 2023-06-14 | 2023-09-30 | 2023-12-20 | \
12345678901234 | 另有一处正在商量 | https://www.example.gov.cn/col/col6789/index.html | 2023-12-31 |

      又见 https://www.example.gov.cn/col/col6789/index.html?id=abcdefghijklmnopqrstuvwxyzabcdefghijkl\
&from=mulinxiangshequgengxinxiangmuxuqiubiao&to=last

      `abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_end`

      | 名称 | 说明 |
      |---|---|
      | Internationalization | abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_tail |
    来源: demo
步骤:
  - 标题: 列出来
    来源: demo
    内容: |
      | 项目 | 开工 | 竣工 | 预算 | 决算 | 差额 | 单位 | 经办 | 核对 | 备注 |
      |---|---|---|---|---|---|---|---|---|---|
      | 门房 | 2022-04-15 | 2022-05-08 | 1,358,016 | 1,357,400 | 616 | 居委会 | 甲 | 已核 | 无 |
  - {标题: 贴出来, 内容: 贴在楼道里。, 来源: demo}
  - 标题: 一件件记
    来源: demo
    内容: |
      | 地方 | 怎样做的 | 谁来 | 日期 | 数 |
      |---|---|---|---|---|
      | 门房改书房 | \
"""
    + "来的人比上次多，不同的意见少了一半，" * 30
    + """约定写进公约。 | 社区党总支 | 2024-03-01 | 123450.00 |
"""
)
LONG_CASE = (
    WIDE_CASE.partition("缘起:")[0].replace("试例", "多年的事")
    + """\
缘起:
  - {内容: 一句。, 来源: demo}
时间:
"""
    + "".join(
        f"  - {{日期: {2001 + n}-03, 事件: {'这一年又修了几处，居民都来看。' * 5}, 来源: demo}}\n"
        for n in range(18)
    )
)
WIDE_PAGE = f"""\
---
标题: 宽的
摘要: 放不下的东西
---

```
casebook check --strict cases/mulinxiang.yml cases/yiping-mi-huayuan.yml 最后一个
{"abcdefghij" * 20}末尾
```

1. 先听
   1. 楼上的
      1. 有老人的

| {" | ".join(f"列{n}" for n in range(14))} |
|{"---|" * 14}
| {" | ".join(f"2023-12-{n:02}" for n in range(10, 24))} |
"""


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """测试用的手册加上写得满的、表很宽的、事情很多的案例，一篇代码很长的文章，建好的网站。"""
    folder = tmp_path_factory.mktemp("wide")
    root = copy_handbook(folder / "book", stress_handbook(folder / "stress"))
    registered = (root / "content/registry/sources.yml").read_text("utf-8")
    source = sorted(re.findall(r"编号: (\S+)", registered))[0]
    for name, case in (("shili", WIDE_CASE), ("duonian", LONG_CASE)):
        (root / "cases" / f"{name}.yml").write_text(case.replace("demo", source), "utf-8")
    (root / "content" / "guide" / "kuan.md").write_text(WIDE_PAGE, "utf-8")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("extra: {print: book}", "extra: {print: none}")
    settings.write_text(text, "utf-8")
    built = build(root)
    assert built.code == 0, built.output
    return built.site


@pytest.mark.slow
def test_a_list_within_a_list_is_numbered_as_in_the_book(
    chromium: Browser, wide: Path, http: Callable[[Path], str]
) -> None:
    """几层的号都是 1、2、3：书里、网页上说“第 1 项”指的是同一项。"""
    page = chromium.new_page()
    page.goto(http(wide) + "guide/kuan/", wait_until="networkidle")
    kinds = page.eval_on_selector_all(
        ".cn ol", "lists => lists.map(one => getComputedStyle(one).listStyleType)"
    )
    page.close()
    assert kinds == ["decimal"] * 3


@pytest.mark.slow
def test_a_table_in_a_step_is_whole_on_paper(
    chromium: Browser, wide: Path, http: Callable[[Path], str], tmp_path: Path
) -> None:
    """步骤里有宽表的，占满一行：日期、金额不拆开。"""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(http(wide) + "cases/shili/", wait_until="networkidle")
    page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
    page.close()
    found = {text for words in words_of(tmp_path / "page.pdf") for _, _, text in words}
    assert {"2022-04-15", "2022-05-08", "1,358,016", "1,357,400"} <= found
    assert {"门房改书房", "社区党总支", "2024-03-01", "123450.00"} <= found


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("script", [True, False], ids=["有脚本", "没有脚本"])
@pytest.mark.parametrize(
    ("address", "last"),
    [
        (
            "cases/shili/",
            ("2023-12-31", "index.html", "col6789", "&to=last", "xyz_end", "xyz_tail"),
        ),
        ("guide/kuan/", ("最后一个", "末尾", "列13", "2023-12-23")),
    ],
)
def test_nothing_is_cut_on_paper(
    chromium: Browser,
    wide: Path,
    http: Callable[[Path], str],
    tmp_path: Path,
    width: int,
    script: bool,
    address: str,
    last: tuple[str, ...],
) -> None:
    """浏览器里打印，表的列、代码、网址一样不少，都在纸上，没有太小的字；手机那么窄的窗口里打印也一样。"""
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(http(wide) + address)
    pdf = tmp_path / "page.pdf"
    page.pdf(path=pdf, format="A4", prefer_css_page_size=True)
    page.emulate_media(media="print")
    tiny = page.evaluate(TINY)
    context.close()
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout
    squeezed = re.sub(r"\s", "", text.decode())
    assert all(words in squeezed for words in last), squeezed
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout
    for sheet in boxes.split(b"<page ")[1:]:
        wide = float(re.findall(rb'width="([\d.]+)"', sheet)[0])
        assert wide > 800  # 九列以上的表，横过来印
        edges = re.findall(rb'<word xMin="([\d.-]+)" .*? xMax="([\d.-]+)"', sheet)
        assert edges
        assert min(float(left) for left, _ in edges) >= 30
        assert max(float(right) for _, right in edges) <= wide - 30
    assert tiny == []


PAGES = (
    "",
    "cases/",
    "cases/?field=民生服务",
    "submit/",
    "streets/",
    "streets/xinjing/",
    "fields/",
    "fields/renewal/",
    "places/",
    "years/",
    "support/",
    "figures/",
    "network/",
    "mechanism/",
    "sources/",
    "glossary/",
    "policies/",
    "guide/",
    "guide/fields/",
    "book/",
)
"""每一种页一个；工作法自己的一页、对照另有规矩。"""
MM = 72 / 25.4
TOP, BOTTOM = 20 * MM, (297 - 18) * MM
TINY = """() => {
  const found = [];
  const content = document.querySelector(".md-content, main");
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const left = "script, style";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(left)) continue;
    if (!parent.checkVisibility({ visibilityProperty: true })) continue;
    const box = parent.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const scale = parent.closest("svg") ? parent.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(parent).fontSize) * scale;
    const least = parent.closest(".cn-cite, .cn-plate i") ? 11.3 : 11.9;
    if (size < least) found.push(`${(size * 0.75).toFixed(1)}pt ${node.data.trim().slice(0, 12)}`);
  }
  return found;
}"""
"""印出来的样子里，不到 9 磅（12 像素）的字；出处的号、门牌上的小字，不到 8.5 磅的。"""


Word = tuple[float, float, str]
Box = tuple[float, float, float, float, str]


def boxes_of(pdf: Path) -> list[list[Box]]:
    """各页的字：左、上、右、下、是什么；页眉页脚也在内。"""
    done = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True)
    word = re.compile(
        r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>'
    )
    return [
        [
            (float(left), float(top), float(right), float(end), text)
            for left, top, right, end, text in word.findall(page)
        ]
        for page in done.stdout.decode().split("<page ")[1:]
    ]


def words_of(pdf: Path) -> list[list[Word]]:
    """各页的字：左、当中的高度、是什么；页眉页脚也在内。"""
    return [
        [(left, (top + end) / 2, text) for left, top, _, end, text in page]
        for page in boxes_of(pdf)
    ]


def collided(boxes: list[Box]) -> list[str]:
    """一页里印在别的字上面的字：横里叠了两个字，当中的高度相差不到三分之一个字。

    叠一个字宽的不算：不占地方的连词符，pdftotext 也当作一个字宽。
    """
    out = []
    for n, (left, top, right, end, text) in enumerate(boxes):
        for other_left, other_top, other_right, other_end, other in boxes[n + 1 :]:
            across = min(right, other_right) - max(left, other_left)
            apart = abs(top + end - other_top - other_end) / 2
            if across > 18 and apart < min(end - top, other_end - other_top) / 3:
                out.append(f"{text} / {other}")
    return out


def cut(before: list[Word], after: list[Word]) -> list[str]:
    """拆在两页上的字：前一页的页脚、后一页的页首各画一半，离页边一样远。"""
    return [
        text
        for x, y, text in before
        for other_x, other_y, other in after
        if text == other and abs(x - other_x) < 1 and abs((y - BOTTOM) - (other_y - TOP)) < 3
    ]


def sliced(pdf: Path, folder: Path) -> list[int]:
    """门牌、图、照片拆在两页上的：这一页的末一行与下一页的头一行，同一处都有一段深色。"""
    subprocess.run(["pdftoppm", "-gray", "-r", "72", pdf, folder / "sheet"], check=True)
    sheets = [Image.open(path) for path in sorted(folder.glob("sheet-*.pgm"))]

    def dark(sheet: Image.Image, y: int) -> list[bool]:
        return [sheet.getpixel((x, y)) < 150 for x in range(sheet.width)]  # type: ignore[operator]

    out = []
    for number, (one, other) in enumerate(pairwise(sheets), 1):
        both = zip(dark(one, int(BOTTOM) - 1), dark(other, int(TOP) + 2), strict=True)
        runs = "".join("x" if a and b else " " for a, b in both)
        if "x" * 8 in runs:
            out.append(number)
    return out


def inside(words: list[Word]) -> list[float]:
    """版心里的字，当中的高度。"""
    return [y for _, y, _ in words if TOP < y < BOTTOM]


@pytest.mark.slow
@pytest.mark.parametrize("address", PAGES)
def test_every_kind_of_page_prints_whole(
    chromium: Browser, wide: Path, http: Callable[[Path], str], tmp_path: Path, address: str
) -> None:
    """没有一行字、一块门牌拆在两页上；当中没有半空的页，末一页不止一行；没有太小的字。"""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(http(wide) + address, wait_until="networkidle")
    pdf = tmp_path / "page.pdf"
    page.pdf(path=pdf, format="A4", prefer_css_page_size=True)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 642, "height": 990})  # 170 毫米
    tiny = page.evaluate(TINY)
    context.close()
    sheets = words_of(pdf)
    assert sliced(pdf, tmp_path) == []
    for number, words in enumerate(sheets, 1):
        assert inside(words), f"第 {number} 页是空的"
        if number < len(sheets):
            assert cut(words, sheets[number]) == [], f"第 {number} 页"
            lowest = max(inside(words))
            assert lowest > TOP + (BOTTOM - TOP) / 2, f"第 {number} 页空着下半页"
    assert len({round(y) for y in inside(sheets[-1])}) > 2, "末一页只有一两行"
    assert tiny == []


@pytest.mark.slow
def test_a_filtered_list_prints_only_its_own_sources(
    chromium: Browser, wide: Path, http: Callable[[Path], str], tmp_path: Path
) -> None:
    """筛选过的清单，只印列出来的各条引用的来源，号不变。"""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(http(wide) + "cases/?field=民生服务", wait_until="networkidle")
    shown = page.eval_on_selector_all(
        ".cn-list > li:not([hidden]) .cn-cite", "links => links.map(a => a.hash.slice(2))"
    )
    everything = page.locator(".cn-src > li").count()
    assert 0 < len(set(shown)) < everything
    pdf = tmp_path / "page.pdf"
    page.pdf(path=pdf, format="A4", prefer_css_page_size=True)
    context.close()
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout
    sources = text.decode().rpartition("来源")[2]
    assert {int(n) for n in re.findall(r"〔(\d+)〕", sources)} == {int(n) for n in shown}


CASE_TOP, CASE_END = 16 * MM, 15 * MM
"""工作法的一页，天头、地脚。"""
HEADINGS = """() => [...document.querySelectorAll("h2, h3, caption, thead")]
  .filter((one) => one.checkVisibility())
  .map((one) => one.innerText.replace(/\\s/g, ""))"""


def printed(page: Page, pdf: Path) -> list[list[Word]]:
    """印出来的各页：版心里的字。"""
    page.pdf(path=pdf, format="A4", prefer_css_page_size=True)
    sizes = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    high = float(re.findall(r"Page size: +[\d.]+ x ([\d.]+)", sizes)[0])
    return [
        [word for word in words if CASE_TOP < word[1] < high - CASE_END] for words in words_of(pdf)
    ]


def lines(words: list[Word]) -> dict[int, str]:
    """一页的字，一行一行：高度、字。"""
    out: dict[int, str] = {}
    for _, y, text in sorted(words, key=lambda word: (round(word[1]), word[0])):
        out[round(y)] = out.get(round(y), "") + text
    return out


@pytest.mark.slow
@pytest.mark.parametrize("case", [*CASES, "shili", "duonian", "mulinxiang", "sibai-dazoufang"])
def test_every_case_prints_whole(
    chromium: Browser, wide: Path, http: Callable[[Path], str], tmp_path: Path, case: str
) -> None:
    """写得再满、再长：没有字叠在字上，题不留在页脚，当中没有半空的页，图上的字不小于 9 磅。"""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(http(wide) + f"cases/{case}/", wait_until="networkidle")
    pdf = tmp_path / "page.pdf"
    sheets = printed(page, pdf)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 658, "height": 1000})  # 174 毫米
    tiny, headings = page.evaluate(TINY), page.evaluate(HEADINGS)
    page.close()
    assert tiny == []
    for number, boxes in enumerate(boxes_of(pdf), 1):
        assert collided(boxes) == [], f"第 {number} 页"
    for number, words in enumerate(sheets[:-1], 1):
        rows = lines(words)
        high = max(rows)
        assert re.sub(r"^[一二三四五六七八九十]+、", "", rows[high]) not in headings, (
            f"第 {number} 页"
        )
        assert high > 500 or (case == "shili" and high > 250), f"第 {number} 页空着下半页"


@pytest.mark.slow
@pytest.mark.parametrize("case", ["shili", "shili-meixiewan"])
def test_the_imprint_is_never_alone(
    chromium: Browser, wide: Path, http: Callable[[Path], str], tmp_path: Path, case: str
) -> None:
    """写多写少，末一页不只有版次的一行：最后的来源跟它在一起。"""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(http(wide) + f"cases/{case}/", wait_until="networkidle")
    counts = set()
    for more in range(0, 420, 14):
        page.evaluate(
            """more => document.querySelector(".cn-facts").style
               .setProperty("margin-bottom", `${more}px`, "important")""",
            more,
        )
        sheets = printed(page, tmp_path / "page.pdf")
        counts.add(len(sheets))
        assert len(lines(sheets[-1])) > 2, more
    page.close()
    assert len(counts) > 1
