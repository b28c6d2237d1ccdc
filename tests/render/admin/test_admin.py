"""可视化编辑器：写回去的是原来的文字，不向外要一样东西，写的东西通过检查。"""

import base64
import json
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
import yaml
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from casebook.compile import check_handbook
from casebook.model import GROWING, REGISTERS, Case, Handbook, Kind, Record, describe
from casebook.preview import Editor as EditorPage
from casebook.preview import published_editor
from casebook.publish import Builder
from casebook.read import read_case, read_text
from casebook.render.admin import Backend, BadBackend, admin_config, content_policy
from casebook.render.admin.vendor import FOLDER, NoEditor, install, rewritten, vendored
from casebook.store import Cache
from conftest import HANDBOOK, build, copy_handbook, preview
from full import FULL

pytestmark = pytest.mark.slow
FILES = sorted(
    [
        *HANDBOOK.glob("cases/*.yml"),
        *HANDBOOK.glob("content/registry/*.yml"),
        HANDBOOK / "content/handbook.yml",
        FULL,
    ]
)
"""测试用的手册的各个文件，和每一栏都写上的一条。"""
KINDS = {"cases": Case, "handbook": Handbook, **REGISTERS}


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """装好的编辑器，全场只装一次。"""
    folder = tmp_path_factory.mktemp("admin")
    install(vendored(folder))
    return folder


@pytest.fixture(scope="module")
def published(
    cache: Path, tmp_path_factory: pytest.TempPathFactory, http: Callable[[Path], str]
) -> str:
    """出版的网站里的编辑器，网址。"""
    site = tmp_path_factory.mktemp("site")
    settings = {"backend": "github", "repo": "owner/name"}
    Builder(site, Cache(cache)).build(published_editor(settings, cache))
    return http(site) + "admin/"


# —— 文件格式 ——


@pytest.fixture(scope="module")
def written(published: str, chromium: Browser) -> Iterator[Callable[..., str]]:
    """`written(name, text, changes)`：打开 `text`，改几处，写回去。"""
    page = chromium.new_page()
    page.goto(published + "logo.svg")
    page.goto(published + "waiting")  # 一张白纸，只借它的地址
    shapes = admin_config(Backend(), local=True)["shapes"]

    def write(name: str, text: str, changes: dict[str, Any]) -> str:
        done: str = page.evaluate(
            """async ([address, shape, text, changes]) => {
              const { fromFile, toFile } = (await import(address)).format(shape);
              const values = text ? fromFile(text.trim()) : {};
              for (const [path, value] of Object.entries(changes)) {
                const keys = path.split(".");
                const last = keys.pop();
                keys.reduce((inner, key) => inner[key], values)[last] = value;
              }
              return toFile(values).trim() + "\\n";
            }""",
            [published + "format.js", shapes[f"casebook-{name}"], text, changes],
        )
        return done

    yield write
    page.close()


@pytest.mark.golden_test("*.yml")
def test_written_back(golden: Any, written: Callable[..., str]) -> None:
    changes = {key: _plain(value) for key, value in golden["改"].items()}
    assert written(golden["记录"], golden["原文"], changes) == golden.out["写成"]


def _plain(value: Any) -> Any:
    """golden 用的 YAML 容器 → JSON。"""
    return json.loads(json.dumps(value, default=str))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_real_file_comes_back_byte_for_byte(path: Path, written: Callable[..., str]) -> None:
    name = "cases" if path.parent.name == "cases" else path.stem
    text = path.read_text("utf-8")
    assert written(name, text, {}) == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rewritten_from_nothing_it_says_the_same(path: Path, written: Callable[..., str]) -> None:
    """忘掉原文，从编辑器的值重新写：还是同样的记录。"""
    name = "cases" if path.parent.name == "cases" else path.stem
    text = path.read_text("utf-8")
    again = written(name, text, {"#原文": ""})
    kind = KINDS[name]
    one, other = (kind.model_validate(yaml.load(t, yaml.BaseLoader)) for t in (again, text))
    assert one == other


NASTY = [
    *("- 一", "# 一", "一 # 二", "一: 二", "一：二", "标题：二", "一:", "：一", "'一'", '"一"'),
    *(
        "“一”说",
        "{楼组}",
        "[甲，乙]",
        "*粗*",
        "**粗** 的",
        "&一",
        "!一",
        "%一",
        "@一",
        "`一`",
        "|",
        ">",
    ),
    *("yes", "null", "~", "1.10", "0123", "12:30", "2024-05-01", "true", "-", "?", "? 一", ", 一"),
    *(
        "一\n二",
        "一\n\n二",
        "- 一\n- 二",
        "一\n  二",
        "# 一\n\n二",
        " 一 ",
        "一\\n二",
        '一"二"',
        "一'二'",
    ),
    *(
        "http://例.example/a#b?c=d:e",
        "C:\\路径",
        "=1+1",
        "<b>一</b>",
        "😀",
        "㎡",
        "①",
        "——一",
        "……",
    ),
]


@pytest.mark.parametrize("text", NASTY)
def test_whatever_is_typed_is_read_back(text: str, written: Callable[..., str]) -> None:
    _read_back(text, written)


def test_anything_typed_is_read_back(written: Callable[..., str]) -> None:
    """随手组合三百句。"""
    dice = random.Random(5)
    pieces = [*"一二三。，：；“”‘’（）《》、-#:'\"[]{}|>*&!%@`,?~\\/ ab1", "\n", ": ", " #", "——"]
    for _ in range(300):
        _read_back("".join(dice.choices(pieces, k=dice.randint(1, 12))) + "字", written)


def _read_back(text: str, written: Callable[..., str]) -> None:
    line = " ".join(text.split())
    entry = {"标题": line, "一句话": {"内容": text}, "状态": "征集", "版次": "1", "曾用地址": []}
    made = written("cases", "", entry)
    case, problems = read_case(read_text("cases/x.yml", made.encode()))
    assert not problems, (made, problems)
    assert case
    assert case.record.title == line
    assert (case.record.summary.text or "").split() == text.split(), made


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("标题： 一\n状态: [", "读不懂"),
        ("标题: {一: 二}", "“标题”这里应是文字"),
        ("步骤: 一", "“步骤”这里应是下一层的几个栏目"),
        ("- 一", "应是一行一行的"),
        ("状态: [征集, 发布]", "只能写一项"),
    ],
)
def test_what_it_cannot_show_it_does_not_open(
    text: str, trouble: str, written: Callable[..., str]
) -> None:
    """编辑器装不下的写法，不打开，免得保存时丢了。"""
    with pytest.raises(Exception, match=trouble):
        written("cases", text, {})


# —— 设置 ——


def test_every_field_is_there() -> None:
    """模型里的每一栏都有输入框，名字、必填、选项照模型。"""
    config = admin_config(Backend(), local=True)["config"]
    cases, *growing, words = config["collections"]
    compare(Case, cases["fields"])
    assert {one["name"] for one in growing} == GROWING
    for one in growing:
        assert (HANDBOOK / one["folder"] / f"{one['index_file']['name']}.yml").is_file()
        compare(REGISTERS[one["name"]], one["fields"])
    names = [*(n for n in REGISTERS if n not in GROWING), "handbook"]
    assert [f["name"] for f in words["files"]] == names
    for file in words["files"]:
        assert (HANDBOOK / file["file"]).is_file()
        compare(KINDS[file["name"]], file["fields"])


def compare(kind: type[Record], widgets: list[dict[str, Any]]) -> None:
    described = describe(kind)
    assert [widget["name"] for widget in widgets] == [field.key for field in described]
    for field, widget in zip(described, widgets, strict=True):
        assert widget["required"] is field.required
        assert field.help in widget["hint"] or "里选" in widget["hint"]
        assert (widget["widget"] == "list" or widget.get("multiple", False)) is field.many
        if field.record:
            compare(field.record, widget["fields"])
            shown = re.findall(r"{{(.+?) \|", widget["summary"])
            assert shown, field
            assert {*shown} <= {inner.key for inner in describe(field.record)}
        elif field.kind is Kind.CHOICE:
            assert widget["options"] == [*field.choices]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("github", "要写两行"),
        ({"backend": "github"}, "拥有者/仓库名"),
        ({"backend": "svn", "repo": "a/b"}, "只能写 github、gitlab、gitea"),
        ({"backend": "gitee", "repo": "a/b"}, "Gitee：它的接口与 Gitea 不同"),
        ({"backend": "github", "repo": "a/b", "tokem": "x"}, "不认识 tokem"),
        ({"backend": "gitea", "repo": "a/b", "base_url": "x'; script-src *"}, "不是网址"),
    ],
)
def test_wrong_settings_are_told(settings: Any, said: str) -> None:
    with pytest.raises(BadBackend, match=re.escape(said)):
        Backend.read(settings)


def test_two_lines_of_settings() -> None:
    backend = Backend.read({"backend": "github", "repo": "owner/name"})
    assert backend.options == {"name": "github", "repo": "owner/name", "auth_methods": ["token"]}
    assert "connect-src 'self' blob: data: https://api.github.com https://github.com;" in (
        content_policy(backend)
    )
    own = {"base_url": "https://git.example", "api_root": "https://git.example/api/v1"}
    backend = Backend.read({"backend": "gitea", "repo": "a/b", "app_id": "x", **own})
    assert backend.hosts == ("https://git.example",)
    assert "auth_methods" not in backend.options
    assert Backend().hosts == ()


# —— 装 ——


def test_another_version_is_refused() -> None:
    """地址找不齐，就是版本变了：停下，不放过一个向外的地址。"""
    with pytest.raises(NoEditor, match="对不上"):
        rewritten("fetch(`https://unpkg.com/x`)")


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert all("resolved" not in one and one["integrity"] for one in packages.values())


def test_without_node_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chromium: Browser
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    admin = EditorPage(tmp_path)
    with pytest.raises(NoEditor, match=r"nodejs\.org"):
        install(vendored(tmp_path))
    page = chromium.new_page()
    page.route("**/*", lambda route: _answer(admin, route))
    page.goto("http://handbook.test/admin/")
    expect(page.locator("pre")).to_contain_text("nodejs.org", timeout=20_000)
    expect(page.locator("h1")).to_have_text("编辑器还没有装好")
    page.close()
    assert admin.answer("cases/") is None
    assert admin.answer("admin/../../conftest.py") is None


def _answer(admin: EditorPage, route: Any) -> None:
    found = admin.answer(re.sub(r"https?://[^/]+/", "", route.request.url))
    if found:
        route.fulfill(content_type=found[0], body=found[1])
    else:
        route.fulfill(status=404, body="")


# —— 出版的网站 ——


def test_the_published_site_has_it_only_when_asked(cache: Path, tmp_path: Path) -> None:
    root = copy_handbook(tmp_path / "手册")
    settings = root / "mkdocs.yml"
    plain = settings.read_text("utf-8").replace("extra: {print: book}", "extra: {print: none}")
    settings.write_text(plain, "utf-8")
    assert build(root).code == 0
    assert not (root / "site/admin").exists()
    asked = "extra:\n  print: none\n  admin: {backend: gitlab, repo: owner/name}"
    settings.write_text(plain.replace("extra: {print: none}", asked), "utf-8")
    shutil.copytree(cache / "admin", root / ".casebook-cache/admin")
    built = build(root)
    assert built.code == 0, built.output
    assert (root / "site/admin/sveltia-cms.js").is_file()
    settings.write_text(plain.replace("extra: {print: none}", asked.replace("lab", "ee")), "utf-8")
    built = build(root)
    assert built.code != 0
    assert "它的接口与 Gitea 不同" in built.output
    assert "Traceback" not in built.output
    assert (root / "site/admin/sveltia-cms.js").is_file()  # 已经发布的没有动


def test_the_published_page_asks_only_for_a_token(published: str, chromium: Browser) -> None:
    page = chromium.new_page()
    watch = Watch(page, published)
    page.goto(published)
    expect(page.get_by_role("button", name="使用访问令牌登录")).to_be_visible()
    assert watch.outside == []
    assert watch.faults == []
    page.close()


# —— 用 ——


class Watch:
    """一页要过什么：向外的，连被挡下的也算；没有取到的；报的错。"""

    def __init__(self, page: Page, base: str) -> None:
        self.outside: list[str] = []
        self.faults: list[str] = []
        home = base.removesuffix("admin/")
        page.on("request", lambda r: self._asked(r.url, home))
        page.on("requestfailed", lambda r: self.faults.append(f"没取到 {r.url}"))
        page.on("response", lambda r: self._answered(r.url, r.status))
        page.on("pageerror", lambda e: self.faults.append(str(e)))
        page.on("console", lambda m: self._said(m.type, m.text))

    def _asked(self, url: str, home: str) -> None:
        if not url.startswith((home, f"blob:{home}", "data:")):
            self.outside.append(url)

    def _answered(self, url: str, status: int) -> None:
        if status >= 400:
            self.faults.append(f"{status} {url}")

    def _said(self, kind: str, text: str) -> None:
        if kind == "error" or "Content Security Policy" in text:
            self.faults.append(text)


PUT = """async (files) => {
  const top = await navigator.storage.getDirectory();
  const root = await top.getDirectoryHandle("手册", { create: true });
  for (const [path, content] of Object.entries(files)) {
    const parts = path.split("/");
    const name = parts.pop();
    let folder = root;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await file.write(Uint8Array.from(atob(content), (c) => c.charCodeAt(0)));
    await file.close();
  }
  window.showDirectoryPicker = async () => root;
}"""
"""浏览器自己的一个文件夹（真的 FileSystemDirectoryHandle），放进手册的文件，代替要人点的窗口。"""

TAKE = """async () => {
  const files = {};
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${path}${name}/`);
      else {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        files[path + name] = btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ""));
      }
    }
  };
  await walk(await window.showDirectoryPicker(), "");
  return files;
}"""


class Editor:
    """打开着的编辑器，编辑的是 `root` 的一份。"""

    def __init__(self, page: Page, root: Path, address: str) -> None:
        self.page, self.root = page, root
        page.goto(address)
        page.evaluate(PUT, self.files())
        page.get_by_role("button", name="打开手册的文件夹").click()

    def files(self) -> dict[str, str]:
        found = [p for f in ("cases", "content") for p in (self.root / f).rglob("*")]
        named = {p.relative_to(self.root).as_posix(): p for p in found if p.is_file()}
        return {name: base64.b64encode(p.read_bytes()).decode() for name, p in named.items()}

    def open(self, title: str) -> None:
        shown = re.compile(rf"^{re.escape(title)}(?:（(?:征集|梳理|发布)）)?$")
        self.page.get_by_role("gridcell", name=shown).click()
        expect(self.page.get_by_role("button", name="保存")).to_be_visible()

    def field(self, path: str, last: bool = False) -> Locator:
        """一栏；没有画出来的，往下翻到它。"""
        found = self.page.locator(f'[data-key-path="{path}"]')
        self.page.mouse.move(400, 500)
        for _ in range(200):
            if found.count():
                break
            self.page.mouse.wheel(0, 300)
            self.page.wait_for_timeout(30)
        found.first.scroll_into_view_if_needed()
        return found.first

    def write(self, path: str, text: str) -> None:
        self.field(path).get_by_role("textbox").first.fill(text)

    def add(self, path: str) -> None:
        self.field(path).get_by_role("button", name="添加").last.click()

    def choose(self, path: str, option: str) -> None:
        self.field(path).get_by_role("combobox").first.click()
        self.page.get_by_role("option", name=option, exact=True).first.click()

    def pick(self, path: str, word: str) -> None:
        self.field(path).locator("label").get_by_text(word, exact=True).click()

    def new(self, collection: str, name: str) -> None:
        """新建一条，写上文件名。刚打开时写的，机器慢时编辑器会清掉，所以等一等。"""
        self.page.get_by_text(collection, exact=True).first.click()
        self.page.locator("button", has_text="新建").click()
        expect(self.page.get_by_role("button", name="保存")).to_be_visible()
        self.page.wait_for_timeout(1500)
        self.page.get_by_role("group", name="编号", exact=True).get_by_role("textbox").fill(name)
        self.page.wait_for_timeout(500)

    def save(self) -> dict[str, bytes]:
        """保存，抄回手册；返回变了的文件。"""
        self.page.get_by_role("button", name="保存").click()
        expect(self.page.get_by_text("已保存").first).to_be_visible()
        now = self.page.evaluate(TAKE)
        before = self.files()
        changed = {
            name: base64.b64decode(now[name]) for name in now if now[name] != before.get(name)
        }
        assert before.keys() <= now.keys()
        for name, content in changed.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(content)
        return changed


def said(root: Path) -> list[str]:
    return [f"{p.path}:{p.line} {p.code} {p.message}" for p in check_handbook(root)]


def test_edit_a_case(cache: Path, tmp_path: Path, chromium: Browser) -> None:
    """打开一条，添一步，添来源与相关，保存：只多出那几行，通过检查，没有一个请求离开本机。"""
    root = copy_handbook(tmp_path / "手册")
    shutil.copytree(cache / "admin", root / ".casebook-cache/admin")
    path = "cases/mulinxiang.yml"
    before, problems = (root / path).read_text("utf-8"), said(root)
    with preview(root) as shown:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        watch = Watch(page, shown.url)
        editor = Editor(page, root, shown.url + "admin/")
        editor.open("睦邻巷微更新")
        editor.add("步骤")
        editor.write("步骤.4.标题", "再看一次")
        editor.write("步骤.4.谁来做", "社区志愿者")
        editor.write("步骤.4.内容", "过一年，再去看看：\n\n- 墙 #1 有没有裂\n- 花还在不在")
        editor.add("步骤.4.来源")
        editor.choose("步骤.4.来源.0.编号", "长宁区推进社会组织发展专项资金管理办法")
        editor.write("步骤.4.来源.0.位置", "第 3 条")
        editor.add("相关")
        editor.choose("相关.2.编号", "生境花园")
        editor.write("相关.2.理由", "也是改一小块空地。")
        changed = editor.save()
        # 预览跟着变
        shown.until(lambda: "再看一次" in shown.page("cases/mulinxiang/"))
        page.close()
    step = """  - 标题: 再看一次
    谁来做: 社区志愿者
    内容: |-
      过一年，再去看看：

      - 墙 #1 有没有裂
      - 花还在不在
    来源: {编号: zhuanxiang-zijin-2022, 位置: 第 3 条}
"""
    related = "  - 编号: shengjing-huayuan\n    理由: 也是改一小块空地。\n"
    expected = before.replace("成效:\n", step + "成效:\n")
    *_, end = re.finditer(r"^来源: ", expected, re.M)
    expected = expected[: end.start()] + related + expected[end.start() :]
    assert {name: content.decode() for name, content in changed.items()} == {path: expected}
    assert said(root) == problems
    assert watch.outside == []
    assert watch.faults == []


def test_a_browser_that_cannot_is_told(published: str, chromium: Browser) -> None:
    """Firefox、Safari 没有改本机文件的功能：说一声，按钮点不了。"""
    page = chromium.new_page()
    page.add_init_script("delete window.showDirectoryPicker")
    page.goto(published)
    expect(page.get_by_text("请用 Edge 或 Chrome 打开这一页")).to_be_visible()
    expect(page.get_by_role("button", name="打开手册的文件夹")).to_be_disabled()
    page.close()


def test_a_file_it_cannot_read_is_told(published: str, tmp_path: Path, chromium: Browser) -> None:
    root = copy_handbook(tmp_path / "手册")
    (root / "cases/zizhijin.yml").write_text("标题： 一\n状态: [", "utf-8")
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    Editor(page, root, published)
    expect(page.get_by_text("有 1 个文件读不懂，没有列出来")).to_be_visible()
    expect(page.get_by_role("gridcell", name="睦邻巷微更新（发布）", exact=True)).to_be_visible()
    page.close()


def test_a_new_case_and_a_register(cache: Path, tmp_path: Path, chromium: Browser) -> None:
    """先登记一个来源，再从头写一条引用它的，配一张照片；都只写最少的几栏。"""
    root = copy_handbook(tmp_path / "手册")
    shutil.copytree(cache / "admin", root / ".casebook-cache/admin")
    problems = said(root)
    photo = tmp_path / "door.jpg"
    PIL.Image.new("RGB", (800, 600), "green").save(photo)
    table = tmp_path / "lunzhi.csv"
    table.write_text("星期,几个人\n一,两\n", "utf-8")
    with preview(root) as shown:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        watch = Watch(page, shown.url)
        editor = Editor(page, root, shown.url + "admin/")
        editor.new("来源", "lianxi")
        editor.add("条目")
        editor.write("条目.0.编号", "lianxi")
        editor.write("条目.0.题名", "练习：一篇")
        editor.pick("条目.0.类别", "其他")
        made = editor.save()["content/registry/sources/lianxi.yml"].decode()
        assert made == '条目:\n  - 编号: lianxi\n    题名: "练习：一篇"\n    类别: 其他\n'
        page.get_by_text("工作法", exact=True).first.click()
        page.locator("button", has_text="新建").click()
        page.get_by_role("button", name="保存").click()  # 还没有写：说缺什么，不存
        expect(page.get_by_text("此字段为必填项").first).to_be_visible()
        editor.write("标题", "社区\u200b书\u00ad房")  # 从聊天软件贴来的
        editor.write("一句话.内容", "居民捐书。")
        editor.field("一句话.推断").get_by_role("switch").click()
        editor.add("历年")
        editor.write("历年.0.名称", "藏书")
        editor.write("历年.0.单位", "册")
        for n, (period, count) in enumerate((("2023上半年", "90—95"), ("2024", "120"))):
            editor.add("历年.0.各期")  # 列表里的列表
            editor.write(f"历年.0.各期.{n}.时段", period)
            editor.write(f"历年.0.各期.{n}.数值", count)
        editor.add("图片")  # 状态与版次已经填好
        editor.field("图片.0.文件").locator("input[type=file]").first.set_input_files(photo)
        editor.write("图片.0.替代文字", "一扇门")
        editor.write("图片.0.署名", "练习")
        editor.write("图片.0.许可", "CC BY 4.0")
        editor.pick("图片.0.同意", "是")
        editor.add("附件")
        editor.field("附件.0.文件").locator("input[type=file]").first.set_input_files(table)
        editor.write("附件.0.名称", "轮值表")
        editor.add("来源")
        editor.choose("来源.0.编号", "练习：一篇")
        page.get_by_label("编号").last.fill("shequ-shufang")
        changed = editor.save()
        shown.until(lambda: "社区书房" in shown.page("cases/shequ-shufang/"))
        page.close()
    folder = "cases/shequ-shufang"
    assert changed.keys() == {f"{folder}.yml", f"{folder}/door.jpg", f"{folder}/lunzhi.csv"}
    assert changed[f"{folder}/lunzhi.csv"] == table.read_bytes()
    assert changed["cases/shequ-shufang/door.jpg"] == photo.read_bytes()
    assert (
        changed["cases/shequ-shufang.yml"].decode()
        == """标题: 社区书房
一句话:
  内容: 居民捐书。
  推断: 是
状态: 征集
版次: 1
历年:
  - 名称: 藏书
    各期:
      - 时段: 2023上半年
        数值: 90—95
      - 时段: 2024
        数值: 120
    单位: 册
图片:
  - 文件: door.jpg
    替代文字: 一扇门
    署名: 练习
    许可: CC BY 4.0
    同意: 是
附件:
  - 文件: lunzhi.csv
    名称: 轮值表
来源: lianxi
"""
    )
    assert said(root) == problems
    assert watch.outside == []
    assert watch.faults == []


def test_it_asks_before_saving_what_is_private(
    cache: Path, tmp_path: Path, chromium: Browser
) -> None:
    """写进了电话、人与病情：问一声。按“取消”不存，改的还在；按“确定”照样存，检查说的一样。"""
    root = copy_handbook(tmp_path / "手册")
    shutil.copytree(cache / "admin", root / ".casebook-cache/admin")
    path = "cases/mulinxiang.yml"
    told: list[str] = []

    def answer(dialog: Dialog) -> None:
        told.append(dialog.message)
        dialog.dismiss() if len(told) == 1 else dialog.accept()

    with preview(root) as shown:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.on("dialog", answer)
        editor = Editor(page, root, shown.url + "admin/")
        editor.open("睦邻巷微更新")
        editor.write("一句话.内容", "请打 138–0013–8000 找王阿姨，她患抑郁症。")  # 号码是编的
        page.get_by_role("button", name="保存").click()
        expect(page.get_by_text("没有存。请把刚才列出来的删掉或改掉")).to_be_visible()
        page.keyboard.press("Escape")
        assert page.evaluate(TAKE)[path] == base64.b64encode((root / path).read_bytes()).decode()
        changed = editor.save()
        page.close()
    assert changed.keys() == {path}
    assert "138–0013–8000" in changed[path].decode()
    assert told[0] == told[1]
    found = [p for p in check_handbook(root) if p.path == path and p.code[0] == "P"]
    assert [p.code for p in found] == ["P01", "P10"]
    for problem in found:
        assert problem.message in told[0]
