"""改一样东西，只重做由它做成的那些文件：一样样地改，重做了哪些写在 artefacts.yml 里。"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from casebook.publish import Input, Output, artefact
from casebook.store import Ledger
from conftest import Built, build, put, small_handbook, tree

SECOND = """\
标题: 第二条
一句话: {内容: 另外一件事。, 推断: 是}
状态: 发布
版次: 1
领域: 社区更新
方向: 群众服务
街镇: 新泾镇
五社:
  - {类别: 社区社会组织, 内容: 做了。, 来源: demo}
来源: demo
地点来源: demo-other
"""
OWN = "  - {编号: demo-own, 题名: 一篇报道, 类别: 其他}\n"


def changed(name: str, before: str, after: str) -> Callable[[Path], None]:
    """`name` 里的一处换成别的。"""

    def change(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert text.count(before) == 1, (name, before)
        put(root, {name: text.replace(before, after)})

    return change


def another_photo(root: Path) -> None:
    Image.new("RGB", (64, 48), (200, 30, 30)).save(root / "cases/demo-case/lane.png")


SITE_URL = {"SITE_URL": "https://elsewhere.example/"}
EDITS: dict[str, Callable[[Path], object] | dict[str, str]] = {
    "案例的一个字": changed("cases/demo-case.yml", "内容: 出了方案。", "内容: 出了两个方案。"),
    "案例的题目": changed("cases/second.yml", "标题: 第二条", "标题: 改了题目"),
    "照片": another_photo,
    "引用到的一条登记": changed("content/registry/sources.yml", "题名: 一篇报道", "题名: 一篇通讯"),
    "案例没有引用到的一条登记": changed(
        "content/registry/terms.yml", "名称: 示例术语", "名称: 示例的术语"
    ),
    "文章的一个字": changed("content/preface.md", "标题: 前言", "标题: 前面的话"),
    "手册的叫法": changed("content/handbook.yml", "  量词: 条", "  量词: 则"),
    "网址": SITE_URL,
    "开本": changed("mkdocs.yml", "{print: book}", "{print: a4}"),
    "网页的模板": changed(
        "hooks/casebook/render/web/templates/case.html", 'class="cn-one"', 'class="cn-one cn-next"'
    ),
    "印件的模板": changed(
        "hooks/casebook/render/typeset/templates/leaflet.typ",
        '#import "blocks.typ"',
        '#let unused = 1\n#import "blocks.typ"',
    ),
    "外壳": changed("hooks/casebook/theme/partials/footer.html", "</nav>", "<p>甲</p></nav>"),
    "样式": changed(
        "hooks/casebook/theme/assets/stylesheets/style.css", "--t-h1: 1.8rem;", "--t-h1: 1.9rem;"
    ),
    "什么也没有改": {},
}
"""怎样改：内容与程序里的，或建的时候的设置。"""


def keys(root: Path) -> dict[str, str]:
    """账上各文件由什么做成；主机写的不算。"""
    rows = Ledger(root / ".casebook-cache/build.sqlite").keys("files")
    return {path: key for path, key in rows.items() if key}


def built(root: Path, settings: dict[str, str]) -> Built:
    done = build(root, SOURCE_DATE_EPOCH="1700000000", **settings)
    assert done.code == 0, done.output
    return done


@pytest.mark.slow
@pytest.mark.golden_test("artefacts.yml")
def test_only_what_it_is_made_of(golden: Any, tmp_path: Path) -> None:
    """一样样地改，接着上一版建：由它做成的都重做了，别的没有；最后与从头建的一个字节也不差。"""
    root = small_handbook(tmp_path / "手册")
    put(root, {"cases/second.yml": SECOND})
    with (root / "content/registry/sources.yml").open("a", encoding="utf-8") as sources:
        sources.write(OWN)
    changed("cases/demo-case.yml", "地点来源: demo-other", "地点来源: demo-own")(root)
    settings: dict[str, str] = {}
    before, made = tree(built(root, settings).site), {}
    for what, edit in EDITS.items():
        was = keys(root)
        settings |= edit if isinstance(edit, dict) else {}
        if callable(edit):
            edit(root)
        after, now = tree(built(root, settings).site), keys(root)
        made[what] = sorted(path for path, key in now.items() if was.get(path) != key)
        # 没有重做的一个字节也没有变：没有漏了哪一样
        assert [
            p for p in now.keys() & was.keys() if now[p] == was[p] and after[p] != before[p]
        ] == []
        before = after
    assert made == golden.out["重做"]
    for path in (".site-releases", ".casebook-cache"):
        (root / path).rename(tmp_path / path)
    (root / "site").unlink()
    assert tree(built(root, settings).site) == before


def joined(one: str, other: str) -> Output:
    return Output((one.encode(), other.encode()))


def test_the_key_is_made_of_everything_given() -> None:
    """给函数的哪一样变了，指纹都变；大的一样要做时才取来。"""
    taken: list[str] = []

    def get(text: str) -> Callable[[], str]:
        return lambda: taken.append(text) or text  # type: ignore[func-returns-value]

    made = artefact("a", joined, "甲", Input("k", get("乙")))
    others = (
        artefact("a", joined, "丙", Input("k", get("乙"))),
        artefact("a", joined, "甲", Input("另一样", get("乙"))),
        artefact("a", joined, Input("k", get("乙")), "甲"),
        artefact("a", joined, "甲", Input("k", get("乙")), room="store"),
    )
    assert len({made.key, *(one.key for one in others)}) == 5
    assert taken == []
    assert b"".join(made.make().parts) == "甲乙".encode()
    assert taken == ["乙"]


def test_a_function_written_on_the_spot_is_refused() -> None:
    """当场写的函数会带进没有列出来的东西。"""
    with pytest.raises(TypeError):
        artefact("a", lambda: Output((b"",)))
