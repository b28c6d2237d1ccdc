"""模式文件：与模型说的是一回事；真的案例都合；VS Code 用的语言服务器照它补全、说明、挑错。"""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import ValidationError

from casebook.compile import check_handbook, compile_handbook
from casebook.model import GROWING, LABELS, REGISTERS, Case, Record, describe
from casebook.model import HANDBOOK as HANDBOOK_FILE
from casebook.model.walk import record_kinds
from casebook.problems import CATALOGUE
from casebook.read import read_library
from casebook.render.schema import (
    FOLDER,
    Listed,
    choices_of,
    modeline,
    record_schema,
    schema_files,
    schema_name,
)
from conftest import (
    HANDBOOK,
    MINIMAL,
    ROOT,
    SITE_URL,
    Built,
    commit,
    content,
    copy_handbook,
    put,
    replace_fields,
)
from render.schema.client import LanguageServer, install
from samples import NEEDED, RECORDS, WRONG, filled, sample

REGISTRY = "content/registry"


# —— 与模型是一回事 ——


class Core(yaml.SafeLoader):
    """照 YAML 1.2 读，像编辑器那样：没加引号的数字是数字，日期是文字。"""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def typed(text: str) -> Any:
    return yaml.load(text, Core)


def faults(schema: dict[str, Any], value: Any) -> list[str]:
    return [f"{e.json_path}: {e.message}" for e in Draft7Validator(schema).iter_errors(value)]


def schemas(root: Path, drafts: bool = True) -> dict[str, dict[str, Any]]:
    files = schema_files(choices_of(read_library(root)[0], drafts))
    return {name.removesuffix(".json"): json.loads(data) for name, data in files.items()}


def yaml_files(root: Path) -> list[Path]:
    return [p for folder in ("cases", REGISTRY) for p in sorted((root / folder).glob("*.yml"))]


def assert_fits(root: Path) -> None:
    made = schemas(root)
    for path in yaml_files(root):
        name = schema_name(path.relative_to(root).as_posix())
        assert faults(made[name], typed(path.read_text("utf-8"))) == [], path.name


def test_they_are_schemas() -> None:
    made = schemas(HANDBOOK)
    assert set(made) == {"case", "handbook", *REGISTERS}
    for schema in made.values():
        Draft7Validator.check_schema(schema)
        assert not re.search(r'"additionalProperties": true', json.dumps(schema))


def test_the_real_handbook_fits() -> None:
    assert_fits(HANDBOOK)
    assert_fits(MINIMAL)


@pytest.mark.golden_test("../../check/*.yml")
def test_what_check_accepts_fits(golden: Any, handbook: Callable[..., Path]) -> None:
    """查得过的（只有提醒也算），模式文件也都收。"""
    codes = re.findall(r"^\S+:\d+:\d+ (\w+) ", golden["问题"], re.M)
    if all(CATALOGUE[code].warning for code in codes):
        assert_fits(handbook(golden.get("文件"), golden.get("案例") or ""))


SHELF = {name: (Listed("demo-1", "字", "说明"),) for name in LABELS}


def written(value: Any) -> Any:
    """编辑写下来，编辑器读到的：像数字的就是数字。"""
    if isinstance(value, dict):
        return {key: written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [written(item) for item in value]
    number = isinstance(value, str) and re.fullmatch(r"-?[0-9.]+", value)
    return typed(value) if number else value


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("plain", [False, True], ids=["引号", "不加引号"])
def test_the_schema_agrees_with_the_model(kind: type[Record], plain: bool) -> None:
    """模型收的都收，模型不收的也不收；`plain` 是数字不加引号。"""
    schema = record_schema(kind, SHELF)

    def fits(value: dict[str, Any]) -> bool:
        return not faults(schema, written(value) if plain else value)

    whole = filled(kind)
    assert fits(whole), faults(schema, whole)
    assert not fits({**whole, "没有这一栏": "字"})
    for field in describe(kind):
        if field.single:
            assert fits({**whole, field.key: sample(field)[0]})
        if field.bare:
            bare = "demo-1" if field.bare == "编号" else "字"
            assert fits({**whole, field.key: [bare] if field.many else bare})
        wrong = WRONG[field.kind]
        assert not fits({**whole, field.key: [wrong] if field.many else wrong}), field.key
        needed = field.required or (kind.__name__, field.key) in NEEDED
        assert fits({**whole, field.key: None}) != needed, field.key
        without = {key: value for key, value in whole.items() if key != field.key}
        assert fits(without) != needed, field.key
        for beyond in (field.low and field.low - 1, field.high and field.high + 1):
            if beyond is not None and plain:
                assert not fits({**whole, field.key: str(beyond)})
        if field.limit:
            long = "a" * (field.limit + 1)
            assert not fits({**whole, field.key: [long] if field.many else long})
        if field.by_name:
            word = "不在词表里"
            assert not fits({**whole, field.key: [word] if field.many else word})


@pytest.mark.parametrize(
    ("record", "accepted"),
    [
        ("{}", False),
        ("{来源: demo-1}", False),
        ("{待补充: 字}", True),
        ("{内容: 字}", True),
    ],
)
def test_a_statement_says_something(record: str, accepted: bool) -> None:
    case = {"标题": "字", "一句话": typed(record), "状态": "发布", "版次": 1}
    assert (faults(record_schema(Case, SHELF), case) == []) == accepted


TWO = {
    ("Case", "街镇: 字\n全区: 是"): False,
    ("Case", "街镇: 字\n全区: 否"): True,
    ("Case", "全区: 是"): True,
    ("Figure", "数值: 20—30\n修饰: 以上\n截至: 2023"): False,
    ("Figure", "数值: 20—30\n修饰: 约\n截至: 2023"): True,
    ("Figure", "数值: 20\n修饰: 以上\n截至: 2023"): True,
    ("Figure", "数值: 20\n截至: 2023\n据: 字"): False,
    ("Figure", "数值: 20\n时段: 2023\n据: 字"): True,
    ("YearValue", "时段: 2023\n数值: 20—30\n修饰: 多"): False,
    ("Funding", "数值: 20—30\n单位: 元\n修饰: 至少"): False,
}


@pytest.mark.parametrize(("record", "accepted"), TWO.items())
def test_only_one_of_two(record: tuple[str, str], accepted: bool) -> None:
    """两栏只写一样的（M25），一段范围的修饰（M26）：模式文件与模型一样。"""
    kind = next(kind for kind in RECORDS if kind.__name__ == record[0])
    case, figure = "标题: 字\n一句话: 字\n状态: 发布\n版次: 1\n", "名称: 字\n来源: demo-1\n"
    written = {"Case": case, "Figure": figure}.get(record[0], "") + record[1]
    assert (faults(record_schema(kind, SHELF), typed(written)) == []) == accepted
    try:
        kind.model_validate(yaml.load(written, yaml.BaseLoader))
    except ValidationError:
        assert not accepted
    else:
        assert accepted


DATES = {
    **dict.fromkeys(("2023", "约2021", "2023-06", "2024-02-29", "2000-02-29", "2023-12-31"), True),
    **dict.fromkeys(("2023-13", "2023-02-29", "1900-02-29", "2023-04-31", "2023-6", "0000"), False),
    **dict.fromkeys(("2023/05/01", "2023-05-01T00:00", "约 2021", "今年", "23", "2023.5"), False),
}


@pytest.mark.parametrize(("date", "accepted"), DATES.items())
def test_dates(date: str, accepted: bool) -> None:
    kind = next(k for k in record_kinds(Case) if k.__name__ == "Review")
    for value in (date, typed(date)):
        assert (faults(record_schema(kind, {}), {"日期": value}) == []) == accepted


def test_a_register_that_could_not_be_read_refuses_nothing() -> None:
    case = {"标题": "字", "一句话": "字", "状态": "发布", "版次": 1, "街镇": "随便", "来源": "any"}
    assert faults(record_schema(Case, {}), case) == []


def test_an_id_registered_today_is_not_refused() -> None:
    """模式文件可能还没有跟上；有没有登记由检查来说。"""
    case = {"标题": "字", "一句话": "字", "状态": "发布", "版次": 1, "来源": "registered-today"}
    assert faults(record_schema(Case, SHELF), case) == []


def test_the_same_bytes_every_time() -> None:
    code = (
        "import hashlib, sys; from pathlib import Path; from casebook.read import read_library;"
        "from casebook.render.schema import schema_files, choices_of;"
        "made = schema_files(choices_of(read_library(Path(sys.argv[1]))[0]));"
        "print(hashlib.sha256(b''.join(made.values())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, str(MINIMAL)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


# —— 在哪里 ——


def test_in_the_site(real: Built) -> None:
    stamped = json.loads((real.site / "build.json").read_text("utf-8"))["files"]
    for name, schema in schemas(HANDBOOK, drafts=False).items():
        published = json.loads((real.site / f"schema/{name}.json").read_text("utf-8"))
        assert published == {**schema, "$id": f"{SITE_URL}schema/{name}.json"}
        assert f"schema/{name}.json" in stamped


@pytest.fixture
def desk(handbook: Callable[..., Path]) -> Path:
    """最小的手册，里面有给编辑器用的模式文件。"""
    root = handbook()
    (root / ".vscode").mkdir()
    shutil.copy(ROOT / ".vscode/settings.json", root / ".vscode")
    check_handbook(root, refresh=True)
    return root


def test_check_keeps_them_up_to_date(desk: Path) -> None:
    path = desk / FOLDER / "case.json"
    before = path.read_bytes()
    assert b"demo-other" in before
    assert {p.stem for p in path.parent.iterdir()} == {"case", "handbook", *REGISTERS}
    sources = desk / REGISTRY / "sources.yml"
    sources.write_text(sources.read_text("utf-8") + "  - {编号: new-one, 题名: 新的, 类别: 其他}\n")
    check_handbook(desk)
    assert path.read_bytes() == before
    check_handbook(desk, refresh=True)
    after = path.read_text("utf-8")
    assert len(set(after.splitlines()) - set(before.decode().splitlines())) <= 3
    assert '{"const": "new-one", "description": "新的"}' in after
    stat = path.stat()
    check_handbook(desk, refresh=True)
    assert path.stat().st_mtime_ns == stat.st_mtime_ns


def test_a_broken_register_leaves_them_alone(desk: Path) -> None:
    before = (desk / FOLDER / "case.json").read_bytes()
    put(desk, {f"{REGISTRY}/sources.yml": "[", "cases/third-case.yml": "标题: 第三条\n"})
    assert check_handbook(desk, refresh=True)
    assert (desk / FOLDER / "case.json").read_bytes() == before


def test_unasked_nothing_is_written(handbook: Callable[..., Path]) -> None:
    """别人的手册里，编辑器的设置没有指着这里，就不写。"""
    root = handbook()
    check_handbook(root, refresh=True)
    assert not (root / ".vscode").exists()
    put(root, {".vscode/settings.json": "{}"})
    check_handbook(root, refresh=True)
    assert [path.name for path in (root / ".vscode").iterdir()] == ["settings.json"]


def test_every_way_of_making_writes_them(tmp_path: Path) -> None:
    """刚取下来的手册里没有：检查、预览、建站，哪一样都写；都不算改了手册。"""
    root = copy_handbook(tmp_path / "手册")
    for name in (".vscode/settings.json", ".gitignore"):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    commit(root, 1_700_000_000)
    folder = root / FOLDER
    assert not folder.exists()
    for make in (
        lambda: check_handbook(root, refresh=True),
        lambda: compile_handbook(root, preview=True, size="none"),
        lambda: compile_handbook(root, size="none"),
    ):
        make()
        for name in settings()["yaml.schemas"]:
            assert b"mulinxiang" in (root / name).read_bytes() or "case" not in name
        shutil.rmtree(folder)
    check_handbook(root, refresh=True)
    said = subprocess.run(
        ["git", "status", "--porcelain"], cwd=root, capture_output=True, text=True, check=True
    )
    assert said.stdout == ""


def test_a_place_that_cannot_be_written_does_not_stop_the_check(desk: Path) -> None:
    shutil.rmtree(desk / FOLDER)
    (desk / FOLDER).write_text("占住了", "utf-8")
    assert check_handbook(desk, refresh=True) == check_handbook(desk)
    assert (desk / FOLDER).read_text("utf-8") == "占住了"


def test_none_is_in_git() -> None:
    listed = ["git", "ls-files", FOLDER]
    done = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    ignored = ["git", "check-ignore", "--quiet", f"{FOLDER}/case.json"]
    assert subprocess.run(ignored, cwd=ROOT, check=False).returncode == 0


# —— VS Code 的设置 ——


def settings() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    return found


def test_every_file_has_its_schema(tmp_path: Path) -> None:
    globs: dict[str, Any] = {"case": "cases/*.yml", "handbook": HANDBOOK_FILE}
    for name in REGISTERS:
        own = f"{REGISTRY}/{name}.yml"
        globs[name] = [own, f"{REGISTRY}/{name}/*.yml"] if name in GROWING else own
    wanted = {f"{FOLDER}/{name}.json": glob for name, glob in globs.items()}
    assert settings()["yaml.schemas"] == wanted
    root = tmp_path / "handbook"
    shutil.copytree(HANDBOOK, root)
    shutil.copytree(ROOT / ".vscode", root / ".vscode")
    check_handbook(root, refresh=True)
    for path in (
        "cases/a.yml",
        HANDBOOK_FILE,
        f"{REGISTRY}/sources.yml",
        f"{REGISTRY}/sources/a.yml",
    ):
        line = modeline(path)
        address = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert address
        place = os.path.normpath(root / Path(path).parent / address[1])
        assert place == str(root / FOLDER / f"{schema_name(path)}.json")
        assert Path(place).is_file()


def matched(output: str) -> set[tuple[str, int, int, str]]:
    """“检查”任务的识别办法从 `output` 里认出的问题：文件、行、列、代码。"""
    task = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"][0]
    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", output).splitlines()
    found = set()
    for matcher in task["problemMatcher"]:
        assert matcher["fileLocation"] == ["relative", "${workspaceFolder}"]
        patterns = matcher["pattern"]
        patterns = patterns if isinstance(patterns, list) else [patterns]
        for start in range(len(lines) - len(patterns) + 1):
            got: dict[str, str] = {}
            for pattern, line in zip(patterns, lines[start:], strict=False):
                match = re.search(pattern["regexp"], line)
                if not match:
                    break
                names = pattern.keys() - {"regexp", "loop"}
                got |= {name: match[pattern[name]] for name in names}
            else:
                assert got["message"].strip()
                found.add((got["file"], int(got["line"]), int(got["column"]), got["code"]))
    return found


def in_a_terminal(command: list[str], cwd: Path) -> str:
    """像 VS Code 的任务那样，在终端里运行；返回终端里的字。"""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, cwd=cwd, stdout=theirs, stderr=theirs, stdin=theirs)
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # 说完了
            break
        if not piece:
            break
        said += piece
    process.wait()
    os.close(ours)
    return said.decode()


def test_the_task_finds_every_problem(handbook: Callable[..., Path]) -> None:
    root = handbook()
    shutil.copy(ROOT / "tests/check/awful/awful-case.yml", root / "cases")
    problems = {(p.path, p.line, p.column, p.code) for p in check_handbook(root)}
    assert len(problems) > 20
    command = [sys.executable, "-m", "casebook", "check"]
    piped = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout
    assert matched(piped) == problems
    assert matched(in_a_terminal(command, root)) == problems


# —— 真的语言服务器 ——


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """打开最小手册的编辑器，设置与仓库里的一样。"""
    install()
    root = tmp_path_factory.mktemp("editor") / "手册"
    shutil.copytree(MINIMAL, root)
    shutil.copytree(ROOT / ".vscode", root / ".vscode")
    check_handbook(root, refresh=True)
    server = LanguageServer(root)
    yield server
    server.close()


def marked(text: str) -> tuple[str, int, int]:
    """文字里的光标 ▮ 在第几行第几列（从 0 数），和去掉光标的文字。"""
    before, after = text.split("▮")
    return before + after, before.count("\n"), len(before) - (before.rfind("\n") + 1)


@pytest.mark.golden_test("complete/*.yml")
def test_completion(golden: Any, editor: LanguageServer) -> None:
    """光标处能补什么：标签、插入什么、旁边的说明。"""
    path = golden.get("文件") or "cases/new-case.yml"
    text, line, column = marked(golden["文字"])
    editor.open(path, text)
    items = editor.complete(path, line, column)
    assert golden["说明"]
    assert golden.out["补全"] == [
        {
            "标签": item["label"],
            "插入": item["textEdit"]["newText"],
            "说明": documentation(item).splitlines()[0] if documentation(item) else "",
        }
        for item in items
    ]


def documentation(item: dict[str, Any]) -> str:
    said = item.get("documentation") or ""
    return said["value"] if isinstance(said, dict) else said


@pytest.mark.golden_test("hover/*.yml")
def test_hover(golden: Any, editor: LanguageServer) -> None:
    """指着光标处，说什么。"""
    path = golden.get("文件") or "cases/new-case.yml"
    text, line, column = marked(golden["文字"])
    editor.open(path, text)
    assert golden["说明"]
    assert golden.out["指着"] == editor.hover(path, line, column)


@pytest.mark.golden_test("wrong/*.yml")
def test_diagnostics(golden: Any, editor: LanguageServer) -> None:
    """写错了说什么、在第几行第几列（从 1 数）：都是中文。"""
    path = golden.get("文件") or "cases/new-case.yml"
    text = golden.get("文字") or ""
    if golden.get("案例"):
        demo = (MINIMAL / "cases/demo-case.yml").read_text("utf-8")
        text = replace_fields(demo, golden["案例"])
    found = editor.open(path, content(text).decode())
    said = [
        f"{d['range']['start']['line'] + 1}:{d['range']['start']['character'] + 1} {d['message']}"
        for d in sorted(found, key=lambda d: tuple(d["range"]["start"].values()))
    ]
    assert golden["说明"]
    assert golden.out["毛病"] == said
    for line in said:
        assert re.search(r"[一-鿿]", line), line


@pytest.mark.slow
def test_snippets_are_good_yaml(editor: LanguageServer) -> None:
    """每个样子插进去，填上字，模式文件都收。"""
    schema = schemas(editor.root)["case"]
    head = "标题: 甲\n一句话: 乙\n状态: 征集\n版次: 1\n"
    filling = {
        **dict.fromkeys(("数值", "年"), "3"),
        **dict.fromkeys(("日期", "截至", "时段"), "2023-06"),
        **dict.fromkeys(("来源", "政策", "项目", "资金", "荣誉", "编号"), "demo"),
        "类别": "社区社会组织",
        "同意": "是",
    }

    def fill(line: str) -> str:
        key = line.strip().removeprefix("- ").partition(":")[0]
        said = words.get(key, filling.get(key, "字"))
        return re.sub(r"\$\{?\d+(?::([^}]*))?\}?", lambda m: m[1] or said, line)

    tried = 0
    for field in describe(Case):
        if field.record is None:
            continue
        words = {"名称": {"领域": "社区更新", "方向": "群众服务"}.get(field.key, "字")}
        base = "".join(x + "\n" for x in head.splitlines() if not x.startswith(f"{field.key}:"))
        indent = "  - " if field.many else "  "
        for before in (f"{field.key}: ", f"{field.key}:\n{indent}"):
            text, line, column = marked(f"{base}{before}▮\n")
            editor.open("cases/new-case.yml", text)
            for item in editor.complete("cases/new-case.yml", line, column):
                new = item["textEdit"]["newText"]
                if "\n" not in new:
                    continue
                # 编辑器按光标所在的那一行缩进后面各行
                own = re.match(r" *", text.split("\n")[line])
                shifted = new.replace("\n", "\n" + (own[0] if own else ""))
                whole = base + before + shifted
                # 末尾的 $1 它自己去掉了
                lines = (whole + "$1" * whole.endswith(": ")).splitlines()
                made = typed("\n".join(map(fill, lines)))
                assert faults(schema, made) == [], (item["label"], made)
                tried += 1
    assert tried > 40


@pytest.mark.slow
def test_the_real_handbook_is_clean(tmp_path: Path) -> None:
    """真的案例与登记簿，打开来没有一处毛病。"""
    install()
    root = tmp_path / "手册"
    for name in ("cases", "content"):
        shutil.copytree(HANDBOOK / name, root / name)
    shutil.copytree(ROOT / ".vscode", root / ".vscode")
    check_handbook(root, refresh=True)
    server = LanguageServer(root)
    for path in yaml_files(root):
        assert server.open(path.relative_to(root).as_posix(), path.read_text("utf-8")) == []
    server.close()


def test_a_new_file_points_to_its_schema(editor: LanguageServer) -> None:
    """第一行写了用哪一份模式文件，没有设置也认得。"""
    path = f"{REGISTRY}/terms.yml"
    text = f"{modeline('cases/a.yml').replace('../', '../../', 1)}\n标提: 甲\n"
    assert any("标题、方法名" in d["message"] for d in editor.open(path, text))


def test_a_fresh_clone_says_one_thing_until_the_first_check(handbook: Callable[..., Path]) -> None:
    """刚取下来、还没有检查过的：编辑器只说少了模式文件（中文）；检查过，就都好了。"""
    install()
    root = handbook({".vscode/settings.json": json.dumps(settings())})
    paths = ("cases/demo-case.yml", f"{REGISTRY}/sources.yml")
    server = LanguageServer(root)
    for path in paths:
        [only] = server.open(path, (root / path).read_text("utf-8"))
        assert "加载架构" in only["message"]
        assert FOLDER in only["message"]
    check_handbook(root, refresh=True)
    server.changed(*(path.relative_to(root).as_posix() for path in (root / FOLDER).iterdir()))
    for path in paths:
        assert server.open(path, (root / path).read_text("utf-8")) == []
    server.close()
