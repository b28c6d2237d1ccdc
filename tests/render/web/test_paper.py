"""浏览器里打印网页：纸上不能横着滚，一列、一行、一个网址也不裁。"""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from conftest import build, copy_handbook

WIDE_CASE = """\
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
"""
WIDE_PAGE = f"""\
---
标题: 宽的
摘要: 放不下的东西
---

```
casebook check --strict cases/mulinxiang.yml cases/yiping-mi-huayuan.yml 最后一个
{"abcdefghij" * 20}末尾
```

| {" | ".join(f"列{n}" for n in range(14))} |
|{"---|" * 14}
| {" | ".join(f"2023-12-{n:02}" for n in range(10, 24))} |
"""


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """真手册加上一条表很宽的案例、一篇代码很长的文章，建好的网站。"""
    root = copy_handbook(tmp_path_factory.mktemp("wide") / "book")
    registered = (root / "content/registry/sources.yml").read_text("utf-8")
    source = sorted(re.findall(r"编号: (\S+)", registered))[0]
    (root / "cases" / "shili.yml").write_text(WIDE_CASE.replace("demo", source), "utf-8")
    (root / "content" / "guide" / "kuan.md").write_text(WIDE_PAGE, "utf-8")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("extra: {print: book}", "extra: {print: none}")
    settings.write_text(text, "utf-8")
    built = build(root)
    assert built.code == 0, built.output
    return built.site


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
    """浏览器里打印，表的列、代码、网址一样不少，都在纸上；手机那么窄的窗口里打印也一样。"""
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(http(wide) + address)
    pdf = tmp_path / "page.pdf"
    page.pdf(path=pdf, format="A4", prefer_css_page_size=True)
    context.close()
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout
    squeezed = re.sub(r"\s", "", text.decode())
    assert all(words in squeezed for words in last), squeezed
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout
    edges = re.findall(rb'<word xMin="([\d.-]+)" .*? xMax="([\d.-]+)"', boxes)
    assert edges
    assert min(float(left) for left, _ in edges) >= 30
    assert max(float(right) for _, right in edges) <= 595 - 30
