"""没有变的不再做，做出来的要与从头做的一样：改一处建一次，与另一处从头建的逐个文件、逐个字节地比。

改动是一段段小故事（`STORIES`），每段一步步地改；次序与对象由种子定，几段交错着进行。
"""

import os
import random
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import corpus
import pytest
import yaml
from PIL import Image

from casebook.publish import STAMP
from casebook.publish.release import releases_of
from casebook.store import Ledger
from conftest import Built, build, commit, copy_handbook, put, setting

pytestmark = pytest.mark.slow
SEED = 20261125
BENCH = 12
COLD_EVERY = 4
"""改几次从头建一次来比；别的几次只看硬链接与上一版。"""
EPOCH = 1_700_000_000
OPEN_AT_ONCE = 4


LISTED = "列到改了的案例的"
SHELVES = "登记簿与文章的"
"""登记簿或文章变了：列表都可能重写，没有引用到它的案例不必。"""
ALL = "全部"
"""程序、模板、外壳、设置变了。"""


class Changed(NamedTuple):
    """一步改了什么：`what` 是一句话；`cases` 是要重写的案例，`rest` 是别的页里哪些可能要重写。"""

    what: str
    cases: frozenset[str] = frozenset()
    rest: str = LISTED


class Editor:
    """一位编辑：`root` 里的手册随他改。`site_url`、`epoch` 是建的时候的设置。"""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.rng = random.Random(seed)
        self.site_url = "https://handbook.example/"
        self.epoch = EPOCH
        self.free = sorted(self.names())
        self._count = 0

    # —— 案例 ——

    def names(self) -> list[str]:
        return sorted(path.stem for path in (self.root / "cases").glob("*.yml"))

    def published(self) -> list[str]:
        """撤下的一页由登记簿与卡片写成，不算案例自己的一页。"""
        return [name for name in self.names() if self.case(name)["状态"] != "撤下"]

    def path(self, name: str) -> Path:
        return self.root / f"cases/{name}.yml"

    def case(self, name: str) -> dict[str, Any]:
        return self.load(f"cases/{name}.yml")

    def save(self, name: str, case: dict[str, Any]) -> frozenset[str]:
        self.dump(f"cases/{name}.yml", case)
        return frozenset([name])

    def take(self, bench: bool = False) -> str:
        """挑一条公开的案例，归这段故事用；`bench` 为真时只挑别处没有链接的测量案例。"""
        fit = [n for n in self.free if n in self.names() and self.case(n)["状态"] == "发布"]
        name = self.rng.choice([n for n in fit if n.startswith("bench") or not bench])
        self.free.remove(name)
        return name

    def mentioning(self, text: str) -> frozenset[str]:
        """文件里有 `text` 的案例。"""
        return frozenset(n for n in self.names() if text in self.path(n).read_text("utf-8"))

    def unlink(self, name: str) -> frozenset[str]:
        """别的案例的“相关”里不再提 `name`。"""
        changed = []
        for other in self.mentioning(f"编号: {name}"):
            case = self.case(other)
            case["相关"] = [r for r in case.get("相关", []) if r["编号"] != name]
            changed.append(self.save(other, case))
        return frozenset().union(*changed)

    # —— 登记簿与别的文件 ——

    def load(self, path: str) -> Any:
        return yaml.load((self.root / path).read_text("utf-8"), Loader=yaml.BaseLoader)

    def dump(self, path: str, content: Any) -> None:
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10**6)
        (self.root / path).write_text(text, "utf-8")

    def entries(self, register: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.load(f"content/registry/{register}.yml")["条目"]
        return found

    def register(self, register: str, entries: list[dict[str, Any]]) -> None:
        path = f"content/registry/{register}.yml"
        self.dump(path, {**self.load(path), "条目": entries})

    def retire(self, register: str, old: str) -> None:
        """拿掉登记簿里公开过的一条，写明编号与原因。"""
        path = f"content/registry/{register}.yml"
        whole = self.load(path)
        former = [*whole.get("曾用编号", []), {"编号": old, "原因": "测试里拿掉的"}]
        kept = [entry for entry in whole["条目"] if entry["编号"] != old]
        self.dump(path, {**whole, "曾用编号": former, "条目": kept})

    def say_more(self, register: str, key: str) -> frozenset[str]:
        """登记簿的一条改一个字段（不写 `key` 就添一句说明）；返回引用到它的案例。"""
        entries = self.entries(register)
        entry = self.rng.choice(entries)
        names = {entry["编号"], entry.get("名称", entry["编号"])}
        if key:
            entry[key] += self.word()
        else:
            entry["说明"] = [*entry.get("说明", []), {"内容": self.word(), "推断": "是"}]
        self.register(register, entries)
        return frozenset().union(*map(self.mentioning, names))

    def everywhere(self, old: str, new: str) -> frozenset[str]:
        """内容里的 `old` 都换成 `new`；返回改到的案例。"""
        changed = self.mentioning(old)
        for path in (*map(self.path, changed), *(self.root / "content").rglob("*.[my]*")):
            text = path.read_text("utf-8")
            if old in text:
                path.write_text(text.replace(old, new), "utf-8")
        return changed

    def replace(self, path: str, old: str, new: str) -> None:
        """一个文件里的一处换成别的。"""
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, (path, old)
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def word(self) -> str:
        """每次不同的几个字。"""
        self._count += 1
        return f"第 {self._count} 次改"


Story = Callable[[Editor], Iterator[Changed]]
STORIES: list[tuple[Story, bool]] = []


def story(told: Story) -> Story:
    """一段可以与别的交错的故事。"""
    STORIES.append((told, False))
    return told


def story_at_once(told: Story) -> Story:
    """一口气讲完、中间不插别的故事。"""
    STORIES.append((told, True))
    return told


# —— 案例 ——


@story
def a_field_changes(e: Editor) -> Iterator[Changed]:
    name = e.take()
    case = e.case(name)
    case.setdefault("步骤", []).append({"标题": e.word(), "内容": e.word(), "推断": "是"})
    yield Changed(f"{name} 添一步", e.save(name, case))
    case = e.case(name)
    case["一句话"] = {**bare(case["一句话"]), "内容": e.word(), "推断": "是"}
    yield Changed(f"{name} 改一句话", e.save(name, case))


@story
def withdrawn_and_published_again(e: Editor) -> Iterator[Changed]:
    name = e.take(bench=True)
    before, others = e.case(name), e.unlink(name)
    yield Changed(f"{name} 发布 → 撤下", others | e.save(name, withdrawn(before)))
    yield Changed(f"{name} 撤下 → 发布", e.save(name, before))


@story
def a_draft_is_published(e: Editor) -> Iterator[Changed]:
    draft = e.save("bench-draft", {**new_case(e), "状态": "征集"})
    yield Changed("添一条征集中的", draft)
    case = e.case("bench-draft")
    yield Changed("改征集中的", e.save("bench-draft", {**case, "标题": e.word()}))
    case = e.case("bench-draft")
    yield Changed("征集 → 发布", e.save("bench-draft", {**case, "状态": "发布"}))


@story
def the_order_changes(e: Editor) -> Iterator[Changed]:
    name = e.take()
    rank = str(e.rng.randint(1, 5))
    yield Changed(f"{name} 排到前面", e.save(name, {**e.case(name), "排序": rank}))


@story
def related_comes_and_goes(e: Editor) -> Iterator[Changed]:
    name, other = e.take(), e.take()
    case = e.case(name)
    kept = [r for r in case.get("相关", []) if r["编号"] != other]
    case["相关"] = [{"编号": other, "理由": e.word()}, *kept]
    yield Changed(f"{name} 相关添 {other}", e.save(name, case))
    case = e.case(name)
    case["相关"] = [r for r in case["相关"] if r["编号"] != other]
    yield Changed(f"{name} 相关去掉 {other}", e.save(name, case))


@story
def a_part_comes_and_goes(e: Editor) -> Iterator[Changed]:
    name = e.take()
    actor, organisation = e.entries("actors")[-1]["名称"], e.entries("organisations")[-1]["编号"]
    part = {"类别": actor, "单位": organisation, "内容": e.word(), "推断": "是"}
    case = e.case(name)
    case["五社"] = [part, *case.get("五社", [])]
    yield Changed(f"{name} 五社添一份", e.save(name, case))
    case = e.case(name)
    case["五社"] = [p for p in case["五社"] if p != part]
    yield Changed(f"{name} 五社去掉一份", e.save(name, case))


@story
def the_field_and_street_of_a_case_change(e: Editor) -> Iterator[Changed]:
    name = e.take()
    case = e.case(name)
    case["领域"] = e.rng.choice(e.entries("fields"))["名称"]
    case["方向"] = [d["名称"] for d in e.rng.sample(e.entries("directions"), 2)]
    case.pop("街镇", None)
    yield Changed(f"{name} 换领域与方向，街镇待核", e.save(name, case))
    case = e.case(name)
    case["街镇"] = e.rng.choice(e.entries("streets"))["名称"]
    yield Changed(f"{name} 写上街镇", e.save(name, case))


@story
def aliases_are_added(e: Editor) -> Iterator[Changed]:
    name = e.take(bench=True)
    case = {**e.case(name), "曾用地址": [f"old-{name}", f"older-{name}"]}
    yield Changed(f"{name} 添曾用地址", e.save(name, case))


@story
def a_case_is_renamed(e: Editor) -> Iterator[Changed]:
    name = e.take(bench=True)
    new = f"{name}-renamed"
    e.path(name).rename(e.path(new))
    others = e.everywhere(f"编号: {name}\n", f"编号: {new}\n")
    changed = others | e.save(new, {**e.case(new), "曾用地址": name})
    yield Changed(f"{name} 改名", changed | {name})


@story
def withdrawn_and_written_anew(e: Editor) -> Iterator[Changed]:
    name = e.take(bench=True)
    others = e.unlink(name)
    yield Changed(f"撤下 {name}", others | e.save(name, withdrawn(e.case(name))))
    yield Changed(f"同一个名字，另写一条 {name}", e.save(name, new_case(e)))


@story
def a_case_is_added(e: Editor) -> Iterator[Changed]:
    yield Changed("添一条", e.save("a-new-one", new_case(e)))


@story_at_once
def earlier_bytes_come_back(e: Editor) -> Iterator[Changed]:
    """从备份里拷回来：内容与改动的时间都是旧的。"""
    name = e.take()
    path = e.path(name)
    before, stat = path.read_bytes(), path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns - 10**12))
    old = path.stat()
    yield Changed(f"{name} 只有时间变了")
    yield Changed(f"{name} 改标题", e.save(name, {**e.case(name), "标题": e.word()}))
    path.write_bytes(before)
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    yield Changed(f"{name} 恢复旧的内容与时间", frozenset([name]))


@story_at_once
def same_size_while_the_clock_stands_still(e: Editor) -> Iterator[Changed]:
    """刚改过又改，大小与时间都一样（有的磁盘只记到秒）：时间拨快一点，慢的机器上也算刚改过。"""
    name = e.take()
    path = e.path(name)
    case = e.case(name)
    e.save(name, {**case, "标题": "甲乙丙丁"})
    now = path.stat().st_mtime_ns + 60 * 10**9
    os.utime(path, ns=(now, now))
    size = path.stat().st_size
    yield Changed(f"{name} 改标题", frozenset([name]))
    e.save(name, {**case, "标题": "子丑寅卯"})
    os.utime(path, ns=(now, now))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (size, now)
    yield Changed(f"{name} 同一时刻又改", frozenset([name]))


@story
def photos(e: Editor) -> Iterator[Changed]:
    name = e.take()
    case, folder = e.case(name), e.root / f"cases/{name}"
    folder.mkdir(exist_ok=True)
    Image.new("RGB", (40, 30), (200, 30, 30)).save(folder / "巷 口.png")
    shown = {"文件": "巷 口.png", "替代文字": "巷口", "署名": "某某", "许可": "CC0", "同意": "是"}
    case["图片"] = [*case.get("图片", []), shown]
    yield Changed(f"{name} 添照片", e.save(name, case))
    Image.new("RGB", (41, 30), (30, 30, 200)).save(folder / "巷 口.png")
    yield Changed(f"{name} 换照片", frozenset([name]))
    case = e.case(name)
    del case["图片"]
    shutil.rmtree(folder)
    yield Changed(f"{name} 去掉照片", e.save(name, case))


@story
def text_links_to_another_case(e: Editor) -> Iterator[Changed]:
    name, other = e.take(), e.take()
    case = e.case(name)
    text = f"见[那一条](/cases/{other}/#steps)与[政策](/policies/)。"
    case["启示"] = [{"内容": text, "推断": "是"}]
    yield Changed(f"{name} 的文字链接到 {other}", e.save(name, case))
    case = e.case(name)
    del case["启示"]
    yield Changed(f"{name} 去掉启示", e.save(name, case))


# —— 登记簿、文章 ——


@story
def registers_change(e: Editor) -> Iterator[Changed]:
    for what, *registers in (
        ("组织改名、街镇添说明", ("organisations", "名称"), ("streets", "")),
        ("来源改题名、术语改名", ("sources", "题名"), ("terms", "名称")),
        ("政策改名、领域添说明", ("policies", "名称"), ("fields", "")),
        ("机制改名、组织添说明", ("programmes", "名称"), ("organisations", "")),
    ):
        changed = [e.say_more(register, key) for register, key in registers]
        # 文中标出术语：术语变了，条条都要重写
        rest = ALL if ("terms", "名称") in registers else SHELVES
        yield Changed(f"{what} {changed}", frozenset().union(*changed), rest)


@story
def a_source_becomes_weaker_and_back(e: Editor) -> Iterator[Changed]:
    """来源的类别管着案例能不能发布；改成另一种可靠的。"""
    entries = e.entries("sources")
    source = e.rng.choice([s for s in entries if s["类别"] in ("官方", "媒体")])
    source["类别"] = "媒体" if source["类别"] == "官方" else "官方"
    e.register("sources", entries)
    yield Changed(f"来源换类别 {source['编号']}", e.mentioning(source["编号"]), SHELVES)


@story
def actors_change(e: Editor) -> Iterator[Changed]:
    """五社写在每一条案例里。"""
    entries = e.entries("actors")
    entries[1]["活字"], entries[1]["图上写法"] = "员", ["社工", "一行"]
    e.register("actors", [entries[-1], *entries[:-1]])
    yield Changed("五社换活字与次序", rest=ALL)


@story
def a_street_is_renamed(e: Editor) -> Iterator[Changed]:
    old = e.rng.choice([s["名称"] for s in e.entries("streets") if e.mentioning(s["名称"])])
    yield Changed(f"{old} 改名", e.everywhere(old, f"新{old}"), SHELVES)


@story
def register_entries_come_and_go(e: Editor) -> Iterator[Changed]:
    name = e.take()
    organisations, sources = e.entries("organisations"), e.entries("sources")
    source = {"编号": "brand-new-source", "题名": "新的来源", "类别": "官方", "日期": "2024-05"}
    new = {"编号": "brand-new", "名称": "新来的一家", "来源": source["编号"]}
    e.register("organisations", [new, *organisations])
    e.register("sources", [source, *sources])
    before = e.case(name)
    part = {
        "类别": e.entries("actors")[0]["名称"],
        "单位": "brand-new",
        "内容": e.word(),
        "来源": "brand-new-source",
    }
    case = {**before, "五社": [*before.get("五社", []), part]}
    yield Changed(f"登记一家组织、一个来源，{name} 用上", e.save(name, case), SHELVES)
    case = e.case(name)
    case["五社"] = [p for p in case["五社"] if p != part]
    e.save(name, case)
    e.retire("organisations", "brand-new")
    e.retire("sources", "brand-new-source")
    yield Changed("都删掉", frozenset([name]), SHELVES)


@story
def policies_come_and_go(e: Editor) -> Iterator[Changed]:
    name = e.take()
    policies = e.entries("policies")
    source = e.entries("sources")[0]["编号"]
    new = {"编号": "brand-new-policy", "名称": "新办法", "来源": source}
    e.register("policies", [*policies, new])
    case = e.case(name)
    support = {"政策": "brand-new-policy", "内容": e.word(), "推断": "是"}
    case["支持"] = [*case.get("支持", []), support]
    yield Changed(f"登记一份政策，{name} 用上", e.save(name, case), SHELVES)
    case = e.case(name)
    case["支持"] = [s for s in case["支持"] if s != support]
    e.save(name, case)
    e.retire("policies", "brand-new-policy")
    yield Changed("都删掉", frozenset([name]), SHELVES)


@story
def articles(e: Editor) -> Iterator[Changed]:
    about = e.root / "content/about.md"
    with about.open("a", encoding="utf-8") as file:
        file.write(f"\n\n{e.word()}。\n")
    put(e.root, {"content/more.md": "---\n标题: 另一篇\n摘要: 又一篇。\n---\n\n## 一节\n\n文。\n"})
    yield Changed("改一篇文章，添一篇", rest=SHELVES)
    put(e.root, {"content/more.md": None})
    yield Changed("删一篇文章", rest=SHELVES)


# —— 样子、程序、设置 ——


@story
def templates_change(e: Editor) -> Iterator[Changed]:
    templates = "hooks/casebook/render/web/templates"
    for name, old, new in (
        ("case.html", 'class="cn-one"', 'class="cn-one cn-next"'),
        ("related.html", 'class="cn-noprint"', 'class="cn-noprint cn-next"'),
        ("page.html", 'class="cn-lede"', 'class="cn-lede cn-next"'),
    ):
        e.replace(f"{templates}/{name}", old, new)
        yield Changed(f"改模板 {name}", rest=ALL)
    words = "hooks/casebook/compose/words/zh-Hans.toml"
    e.replace(words, '"可以接着看"', '"还可以接着看"')
    e.replace(words, '"收录的{unit}"', '"收了哪些{unit}"')
    yield Changed("改一句给读者看的话", rest=ALL)


@story
def the_theme_changes(e: Editor) -> Iterator[Changed]:
    e.replace("hooks/casebook/theme/partials/footer.html", "</nav>", f"<p>{e.word()}</p></nav>")
    yield Changed("改页脚", rest=ALL)
    style = e.root / "hooks/casebook/theme/assets/stylesheets/style.css"
    style.write_text(style.read_text("utf-8") + "\nb{color:red}\n", "utf-8")
    yield Changed("改样式")  # 网页没有变


@story
def settings_change(e: Editor) -> Iterator[Changed]:
    e.site_url = "https://elsewhere.example/gong/zuofa/"
    yield Changed("换网址", rest=ALL)
    e.epoch += 40 * 24 * 3600
    yield Changed("换日子")  # 案例与列表上没有日子
    e.replace("mkdocs.yml", "  - 街镇: streets/index.md", "  - 街道与镇: streets/index.md")
    yield Changed("导航改名", rest=ALL)


@story
def search_comes_and_goes(e: Editor) -> Iterator[Changed]:
    settings = (e.root / "mkdocs.yml").read_text("utf-8")
    without = settings.replace("extra: {", "extra: {search: false, ")
    assert without != settings
    put(e.root, {"mkdocs.yml": without})
    yield Changed("不要查找", rest=ALL)
    put(e.root, {"mkdocs.yml": settings})
    yield Changed("要查找", rest=ALL)


@story
def pages_become_longer(e: Editor) -> Iterator[Changed]:
    """手册变了：一页列得多了，分出来的页少了。"""
    setting(e.root, "每页", 12)
    yield Changed("一页列十二条", rest=ALL)


@story
def committed(e: Editor) -> Iterator[Changed]:
    commit(e.root, EPOCH + e.rng.randint(1, 10**6))
    yield Changed("提交一次")  # 案例的页面上没有版本号


# —— 意外 ——


@story_at_once
def nothing_happens(e: Editor) -> Iterator[Changed]:
    yield Changed("什么也没有改")


@story_at_once
def someone_touches_the_site(e: Editor) -> Iterator[Changed]:
    """有人手改了网站里的文件；下一次照内容恢复。"""
    name = e.take()
    page = e.root / f"site/cases/{name}/index.html"
    page.unlink()  # 先断开硬链接，上一版里的那一个还是好的
    page.write_text("有人改了", "utf-8")
    listed = e.root / "site/cases/2/index.html"
    listed.unlink(missing_ok=True)
    yield Changed("有人动了网站", frozenset([name]), ALL)


def bare(statement: Any) -> dict[str, Any]:
    """一句话只写了文字的，写成有栏目的。"""
    return statement if isinstance(statement, dict) else {"内容": statement}


def new_case(e: Editor) -> dict[str, Any]:
    """一条新的测量案例，词都照现在的登记簿。"""
    made = corpus.cases(1, e.rng.randrange(10**6))[corpus.case_id(1)]
    made |= {"标题": e.word(), "街镇": e.rng.choice(e.entries("streets"))["名称"]}
    return {**made, "相关": [], "支持": []}


def withdrawn(case: dict[str, Any]) -> dict[str, Any]:
    """撤下一条：别的栏目还留着，照片不留。"""
    kept = {key: value for key, value in case.items() if key != "图片"}
    return {**kept, "状态": "撤下", "撤下": {"日期": "2020-01-01", "原因": "不做了"}}


def told(e: Editor) -> Iterator[Changed]:
    """全部故事，打乱了交错着讲。"""
    waiting = [(tell(e), at_once) for tell, at_once in STORIES]
    e.rng.shuffle(waiting)
    going: list[Iterator[Changed]] = []
    while waiting or going:
        if waiting and len(going) < OPEN_AT_ONCE:
            tell, at_once = waiting.pop()
            if at_once:
                yield from tell
                continue
            going.append(tell)
        chosen = e.rng.choice(going)
        step = next(chosen, None)
        if step is None:
            going.remove(chosen)
        else:
            yield step


# —— 比 ——


def tree(folder: Path) -> dict[str, bytes | None]:
    """里面的一切：文件的字节；文件夹为空，名字以 / 结尾。"""
    found = ((p, p.relative_to(folder).as_posix()) for p in folder.rglob("*"))
    return dict((f"{n}/", None) if p.is_dir() else (n, p.read_bytes()) for p, n in found)


def different(one: dict[str, bytes | None], other: dict[str, bytes | None]) -> list[str]:
    names = sorted(one.keys() | other.keys())
    return [n for n in names if one.get(n, b"?") != other.get(n, b"?")]


def recipes(root: Path) -> dict[str, str]:
    """账上各文件由什么写成；主机写的不算。变了的，是这次写的。"""
    return {
        n: key
        for n, key in Ledger(root / ".casebook-cache/build.sqlite").keys("files").items()
        if key
    }


def inodes(site: Path) -> dict[str, int]:
    files = (p for p in site.rglob("*") if p.is_file() and p.name != STAMP)
    return {p.relative_to(site).as_posix(): p.stat().st_ino for p in files}


def built(e: Editor, root: Path) -> Built:
    return build(root, SITE_URL=e.site_url, SOURCE_DATE_EPOCH=str(e.epoch))


class Cold:
    """另一处：同样的内容，没有上一版，没有账本与缓存。"""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()

    def built(self, e: Editor) -> Built:
        for name in ("site", ".site-releases", ".casebook-cache", "cases", "content"):
            path = self.root / name
            path.unlink() if path.is_symlink() else shutil.rmtree(path, ignore_errors=True)
        for name in ("cases", "content", "hooks"):
            ignore = shutil.ignore_patterns("__pycache__", "fonts")
            shutil.copytree(e.root / name, self.root / name, ignore=ignore, dirs_exist_ok=True)
        shutil.copy(e.root / "mkdocs.yml", self.root)
        put(self.root, {".git": f"gitdir: {e.root / '.git'}\n"})  # 同样的提交
        return built(e, self.root)


LISTS = re.compile(
    r"(?:cases/\d+|(?:fields|actors|directions|organisations|streets|policies)/.+)/index\.html"
)
"""套外壳写的列表。"""
CASE = re.compile(r"cases/([^/]+)/index\.html")


def kept(changed: Changed, name: str, content: bytes, cases: Iterable[str]) -> bool:
    """这一步之后，内容没有变的这一页不该再写；分了页的、换了地址的说不准，不算。"""
    if changed.rest == ALL:
        return False
    if (found := CASE.fullmatch(name)) and found[1] in cases:
        return found[1] not in changed.cases
    listed = any(case.encode() in content for case in changed.cases)
    unsure = changed.rest == SHELVES or listed or b"cn-pager" in content
    return bool(LISTS.fullmatch(name)) and not unsure


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """真手册加上测量案例，建好了；不排 PDF，一页列五条。"""
    root = copy_handbook(tmp_path_factory.mktemp("warm") / "手册")
    for name, content in corpus.cases(BENCH).items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10**6)
        put(root, {f"cases/{name}.yml": text})
    e = Editor(root, SEED)
    e.replace("mkdocs.yml", "extra: {print: book}", "extra: {print: none}")
    setting(root, "每页", 5)
    first = built(e, root)
    assert first.code == 0, first.output
    return root


@pytest.fixture
def editor(book: Path, tmp_path: Path) -> Editor:
    """`book` 的一份副本，网站与账本也在内。"""
    return Editor(Path(shutil.copytree(book, tmp_path / "手册", symlinks=True)), SEED)


def test_warm_equals_cold(editor: Editor, tmp_path: Path) -> None:
    """每一步之后：上一版原样，没有变的是同一个文件，页也没有再写；每几步与从头建的比一个字节也不差。"""
    e, site = editor, editor.root / "site"
    cold = Cold(tmp_path / "另一处")
    done: list[str] = []
    linked = 0
    for changed in told(e):
        done.append(changed.what)
        release, before, nodes = site.resolve(), tree(site), inodes(site)
        made = recipes(e.root)
        warm = built(e, e.root)
        assert warm.code == 0, "\n".join([*done, warm.output])
        after, own = tree(site), inodes(site)
        same = {n: c for n, c in after.items() if n in nodes and c and c == before[n]}
        shown = e.published()
        due = [n for n, content in same.items() if kept(changed, n, content, shown)]
        assert [n for n in same if own[n] != nodes[n]] == [], "\n".join(done)
        again = recipes(e.root)
        assert [n for n in due if again[n] != made[n]] == [], "\n".join(done)
        linked += len(due)
        if release != site.resolve():
            assert different(tree(release), before) == [], "\n".join([*done, "上一版变了"])
        if len(done) % COLD_EVERY == 0:
            other = cold.built(e)
            assert other.code == 0, "\n".join([*done, other.output])
            assert different(after, tree(other.site)) == [], "\n".join(done)
            assert site.readlink().name.partition("-")[0] == other.site.resolve().name
    other = cold.built(e)
    assert different(tree(site), tree(other.site)) == [], "\n".join(done)
    assert len(done) >= 30
    assert linked > 10 * len(done)
    folders = [p for p in releases_of(site).iterdir() if p.is_dir()]
    assert len(folders) == 2


def test_an_unreadable_case_changes_nothing(editor: Editor, tmp_path: Path) -> None:
    """读不懂的案例：网站原样；改好以后，中间改的别的也都对。"""
    e, site = editor, editor.root / "site"
    before, release = tree(site), site.readlink()
    good = e.path("bench-00001").read_bytes()
    for bad in (good.replace("标题: ".encode(), "标题：".encode()), b"\xff\xfe", b"- 1\n"):
        e.path("bench-00001").write_bytes(bad)
        e.save("bench-00002", {**e.case("bench-00002"), "标题": e.word()})
        failed = built(e, e.root)
        assert failed.code == 1, failed.output
        assert "cases/bench-00001.yml:1:" in failed.output
        assert "Traceback" not in failed.output
        assert site.readlink() == release
        assert different(tree(site), before) == []
    e.path("bench-00001").write_bytes(good)
    done = built(e, e.root)
    assert done.code == 0, done.output
    page = site / "cases/bench-00002/index.html"
    assert "第 3 次改" in page.read_text("utf-8")
    assert different(tree(site), tree(Cold(tmp_path / "另一处").built(e).site)) == []


def test_what_is_withdrawn_is_gone(editor: Editor, tmp_path: Path) -> None:
    """撤下案例：它的照片、折页、分出来的页都没有了，空的文件夹也不留；几版以后也是。"""
    e, site = editor, editor.root / "site"
    extra = [f"extra-{n}" for n in range(12)]
    for name in extra:
        case = {**new_case(e), "曾用地址": f"was-{name}"}
        del case["街镇"]
        e.save(name, case)
    folder = e.root / "cases/extra-0"
    folder.mkdir()
    Image.new("RGB", (40, 30)).save(folder / "a.png")
    shown = {"文件": "a.png", "替代文字": "巷口", "署名": "某某", "许可": "CC0", "同意": "是"}
    e.save("extra-0", {**e.case("extra-0"), "图片": [shown]})
    assert built(e, e.root).code == 0
    there = {"cases/extra-0/a.png", "cases/extra-0/index.md"}
    there |= {"streets/unknown-street/index.html", "streets/unknown-street/3/index.html"}
    assert there <= tree(site).keys()
    for name in extra:
        e.save(name, withdrawn(e.case(name)))
    shutil.rmtree(folder)
    cold = Cold(tmp_path / "另一处")
    for turn in range(3):
        done = built(e, e.root)
        assert done.code == 0, done.output
        assert not there & tree(site).keys(), turn
        assert different(tree(site), tree(cold.built(e).site)) == []
        e.epoch += 40 * 24 * 3600  # 换一版：再上一版的文件夹又拿来用


def test_a_lost_anchor_is_found_in_a_page_kept(editor: Editor, tmp_path: Path) -> None:
    """这一页没有变，它指到的锚点没有了：与从头建的说同样的话，网站原样。"""
    e, site = editor, editor.root / "site"
    e.save("bench-00001", {**e.case("bench-00001"), "相关": []})
    text = "见[第六步](/cases/bench-00002/#step-3)。"
    case = {**e.case("bench-00001"), "启示": [{"内容": text, "推断": "是"}]}
    e.save("bench-00001", case)
    assert built(e, e.root).code == 0
    before = tree(site)
    other = e.case("bench-00002")
    e.save("bench-00002", {**other, "步骤": other["步骤"][:1]})
    warm, cold = built(e, e.root), Cold(tmp_path / "另一处").built(e)
    said = "cases/bench-00001.yml:126:14 R06 /cases/bench-00002/ 这一页上没有 #step-3"
    for bad in (warm, cold):
        assert bad.code == 1, bad.output
        assert said in bad.output
    assert different(tree(site), before) == []
    e.save("bench-00002", other)
    assert built(e, e.root).code == 0
    assert different(tree(site), before) == []


def test_a_stray_file_does_not_come_back(editor: Editor, tmp_path: Path) -> None:
    """有人往网站里放了一个文件：新的一版里没有，再新的一版里也没有。"""
    e, site = editor, editor.root / "site"
    put(site, {"stray.txt": "别人放的", "cases/stray/index.html": "别人放的"})
    for number in range(3):
        e.save("bench-00002", {**e.case("bench-00002"), "标题": e.word()})
        assert built(e, e.root).code == 0
        there = [name for name in tree(site) if "stray" in name]
        assert there == [], f"第 {number + 1} 版"
