"""改正：tests/editing/fix/*.yml 里，左边是写错的，右边是改了哪里、还剩什么。"""

import os
import random
import re
import signal
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casebook.editing import Examiner, Mended, difference, mend, replace_file
from casebook.model import Case, describe
from casebook.model.quantities import Parts, split_quantity
from casebook.model.walk import record_kinds
from casebook.problems import sort_problems
from casebook.prose.punctuation import sentence_edits
from casebook.read import read_document, read_text
from casebook.read.characters import STANDARD, odd
from casebook.read.text import Text
from commands import on_terminal, run
from conftest import HANDBOOK, MINIMAL, ROOT, content, replace_fields

DEMO = "cases/demo-case.yml"


def mended(root: Path, path: str = DEMO) -> Mended:
    return mend(path, (root / path).read_bytes(), Examiner(root))


def shown(one: Mended) -> str:
    return "\n".join(line for _, line in difference(one)) + "\n" if one.changes else ""


@pytest.mark.golden_test("fix/*.yml")
def test_fix(golden: Any, handbook: Callable[..., Path]) -> None:
    whole = golden.get("文件")
    files = {} if whole is None else {DEMO: whole}
    root = handbook(files, golden.get("栏目") or "")
    before = (root / DEMO).read_bytes()
    if whole is not None:
        assert before == content(whole)
    one = mended(root)
    assert golden["说明"]
    assert golden.out["对照"] == shown(one)
    assert golden.out["还剩"] == [f"{p.line} {p.code}" for p in sort_problems(one.left)]
    if not one.changes:
        assert one.data == before
        return
    (root / DEMO).write_bytes(one.data)
    again = mended(root)
    assert again.changes == ()  # 改过一遍就没有可改的了
    assert again.data == one.data
    assert b"\r" not in one.data
    assert len(one.before) == len(one.after)
    assert "\n".join(one.after).encode() == one.data
    assert {(p.line, p.code) for p in again.left} == {(p.line, p.code) for p in one.left}


SIGNS = ("T07", "T08", "T20", "T21", "T23", "T28")
SLIPS = [
    *"居民书房的一，。（）(),;:?!.•・\n",
    *("＊＊重点＊＊", "＊＊", "｀代码｀", "［街镇］（/streets/）", "[街镇] (/streets/)"),
    *("(街镇)[/streets/]", "【街镇】（/streets/）", "[街镇](/streets/）", "(一)", "(", ")", "..."),
    *(" • ", "3•15", '"', "“好", "\n－ 收书", "\n＞ 书", "\n\n", "2020", " ", "`a`", "A"),
    *(
        "2021.6,面积",
        "1:3,时间",
        "36(含租户)",
        " ，",
        "。 ",
        " , ",
        " (旧) ",
        "95%;",
        "**重点** ，",
    ),
]


@pytest.mark.parametrize("block", [True, False], ids=["竖线", "一行"])
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(parts=st.lists(st.sampled_from(SLIPS), min_size=1, max_size=8))
def test_check_and_fix_agree(handbook: Callable[..., Path], block: bool, parts: list[str]) -> None:
    """检查说的改法照抄下去，一次次抄到没有可抄的，正是改正写的；改正改的，检查都说过。"""
    examiner = minimal(handbook)
    text = "居" + "".join(parts)
    body = "|\n" + "".join(f"      {line}\n" for line in text.split("\n"))
    written = body if block else text.replace("\n", " ").replace(": ", "：") + "\n"
    demo = (MINIMAL / DEMO).read_text("utf-8")
    start = replace_fields(demo, f"启示:\n  - 内容: {written}    推断: 是\n")
    if read_document(Text(DEMO, start))[1]:
        return  # YAML 的毛病另说
    lines = start.split("\n")
    for _ in range(4):
        found = examiner.problems(DEMO, "\n".join(lines))
        hints = {p.line: p.hint for p in found if p.code in SIGNS and p.hint}
        if not hints:
            break
        for number, hint in hints.items():
            line = lines[number - 1]
            lines[number - 1] = line[: len(line) - len(line.lstrip())] + hint
    fixed = mend(DEMO, start.encode(), examiner)
    after = fixed.data.decode().split("\n")
    assert [line.rstrip() for line in after] == [line.rstrip() for line in lines]


@cache
def minimal(handbook: Callable[..., Path]) -> Examiner:
    return Examiner(handbook())


REAL = [p for f in ("cases", "content/registry") for p in sorted((HANDBOOK / f).glob("*.yml"))]


@cache
def real() -> Examiner:
    return Examiner(HANDBOOK)


def tree(path: str, data: bytes) -> Any:
    text, problems = read_text(path, data)
    document, found = read_document(text)
    assert problems + found == []
    assert document
    return document.plain()


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_a_file_without_mistakes_is_not_touched(path: Path) -> None:
    one = mend(path.relative_to(HANDBOOK).as_posix(), path.read_bytes(), real())
    assert one.changes == ()
    assert one.data == path.read_bytes()
    assert one.left == ()


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)


PLANTS: dict[str, tuple[str, Any]] = {
    "全角冒号": (r"^(\s*(?:- )?[^\s:{]+): ", r"\1："),
    "全角冒号，下面还有": (r"^([^\s:]+):$", r"\1："),
    "没有空格": (r"^(\s*(?:- )?[^\s:{]+): (?=[^/])", r"\1:"),
    "花括号里的全角标点": (r"\{编号: (\S+), 位置: ([^}]+)\}", r"{编号：\1，位置：\2}"),
    "花括号里的全角括号": (r"\{(编号: [^}]+)\}$", r"{\1｝"),
    "方括号里的全角逗号": (r"(\[[^\],]+), ", r"\1，"),
    "全角短横": (r"^(\s*)- ", r"\1－ "),
    "短横后没有空格": (r"^(\s*)- (?=[^\d])", r"\1-"),
    "制表符": (r"^  (?=\S)", "\t"),
    "全角空格": (r"^  (?=\S)", "\u3000"),
    "不换行空格": (r"^  (?=\S)", "\u00a0\u00a0"),
    "零宽字符": (r"^(\s*)(?=\S)", "\\1\u200b"),
    "行尾的空格": (r"$", "  "),
    "英文的是": (r"(推断|开放|首页): 是$", r"\1: true"),
    "斜杠日期": (r"(日期|截至|印发): (\d{4})-(\d\d)-(\d\d)$", r"\1: \2/\3/\4"),
    "中文日期": (r"(日期|截至|印发): (\d{4})-0?(\d+)$", r"\1: \2年\3月"),
    "全角数字": (r"(?<=数值: )\d+$", lambda m: full_width(m[0])),
    "半角逗号": (r"(?<=[\u3400-\u9fff])，(?=[\u3400-\u9fff])", ","),
    "半角句号": (r"(?<=内容: )(.*[\u3400-\u9fff])。$", r"\1."),
    "直的引号": (r"(?<=内容: )([^“”]*[\u3400-\u9fff，。])“([^“”]+)”([^“”]*)$", r'\1"\2"\3'),
    "词里的空格": (r"^街镇: (..)(.+)$", r"街镇: \1 \2"),
    "栏目错一个字": (r"^(\s*(?:- )?)内容:", r"\1内荣:"),
}
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le")


def planted(lines: list[str], plants: list[tuple[str, int]]) -> tuple[list[str], set[int]]:
    """每一种在能种的行里挑一行种下；一行只种一处。"""
    lines, taken = list(lines), set()
    for name, choice in plants:
        pattern, right = PLANTS[name]
        fit = [
            n
            for n, line in enumerate(lines)
            if line and n not in taken and re.sub(pattern, right, line, count=1) != line
        ]
        if fit:
            number = fit[choice % len(fit)]
            lines[number] = re.sub(pattern, right, lines[number], count=1)
            taken.add(number)
    return lines, taken


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(
    st.sampled_from([path for path in REAL if path.parent.name == "cases"]),
    st.lists(st.tuples(st.sampled_from(sorted(PLANTS)), st.integers(0, 10**6)), max_size=8),
    st.sampled_from(ENCODINGS),
    st.sampled_from(("\n", "\r\n")),
)
@example(HANDBOOK / "cases/aijian-laji.yml", [("全角短横", 1), ("行尾的空格", 13)], "utf-8", "\n")
def test_planted_mistakes_are_mended(
    path: Path, plants: list[tuple[str, int]], encoding: str, newline: str
) -> None:
    """真案例里种下随便几处有把握的毛病，改好读出来与原来的一样；没有种的行一个字也不动。"""
    name, data = path.relative_to(HANDBOOK).as_posix(), path.read_bytes()
    original = data.decode().split("\n")
    lines, taken = planted(original, plants)
    one = mend(name, newline.join(lines).encode(encoding), real())
    assert tree(name, one.data) == tree(name, data)
    assert one.left == ()
    mended = one.data.decode().split("\n")
    assert [x for n, x in enumerate(mended) if n not in taken] == [
        x for n, x in enumerate(original) if n not in taken
    ]


@pytest.mark.parametrize("name", sorted(PLANTS))
def test_every_kind_of_mistake_alone(name: str) -> None:
    """每一种都真的种得下、真的改得好，每一行都试。"""
    tried = 0
    for path in REAL[:6]:
        where, data = path.relative_to(HANDBOOK).as_posix(), path.read_bytes()
        original = data.decode().split("\n")
        for choice in range(0, 60, 7):
            lines, taken = planted(original, [(name, choice)])
            if not taken:
                continue
            one = mend(where, "\n".join(lines).encode(), real())
            assert tree(where, one.data) == tree(where, data), lines[min(taken)]
            assert one.changes
            tried += 1
    if not tried:  # 前几个案例里没有的，在别处找
        for path in REAL:
            where, data = path.relative_to(HANDBOOK).as_posix(), path.read_bytes()
            lines, taken = planted(data.decode().split("\n"), [(name, 0)])
            if taken:
                one = mend(where, "\n".join(lines).encode(), real())
                assert tree(where, one.data) == tree(where, data)
                tried += 1
    assert tried


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text(st.sampled_from('社区居民,.;:?!()"“”‘’。，…[]`<>/@a1 \n\\《》*#|'), max_size=30))
def test_punctuation_never_loses_a_word(text: str) -> None:
    """标点随便怎样乱：字一个不少，改过的地方不重叠。"""
    edits = sentence_edits(text)
    out, at = "", 0
    for edit in edits:
        assert at <= edit.start < edit.end <= len(text)
        out += text[at : edit.start] + edit.new
        at = edit.end
    out += text[at:]
    assert re.findall(r"\w", out) == re.findall(r"\w", text)


def ink(text: str) -> list[str]:
    """字母、数字、汉字与私有区的字，写成别的编码的算正式的；画不出来的不算。"""
    found = [STANDARD.get(c, c) for c in unicodedata.normalize("NFC", text)]
    kept = [
        c for c in found if unicodedata.category(c)[0] in "LN" or "Co" in unicodedata.category(c)
    ]
    return [c for c in kept if not (one := odd(f"甲{c}", 1)) or one.right]


MARKS = list(
    "甲乙居民約12aZ：:，,。.“”\"'[]{}（）()<>|｜＊*＃#－-–—＞>&!%@`~?？!；;·•・．\t\u3000\u00a0 "
)
ODD = [*"\u200b\u202e\ufeff\u00ad\u3164\ufe0f\u2028\ue81e\ue000\uf8ff⼀⺠⺀豈ｶⅡ①㎡"]
TEXTS = st.text(
    st.sampled_from([*MARKS, *ODD, "\U000e0100", "\U00031350", "\U0002f800", "\U000f0000", "\n"])
    | st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    max_size=60,
)
LAYOUTS = (
    ("启示:\n  - 内容: |\n      甲{}\n    推断: 是\n", "\n      "),
    ("启示:\n  - 内容: 甲{}\n    推断: 是\n", "\n      "),
    ("启示:\n  - 内容: '甲{}'\n    推断: 是\n", " "),
    ("方法名: 甲{}\n", ""),
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(TEXTS, st.sampled_from(LAYOUTS))
def test_no_letter_is_ever_lost(text: str, layout: tuple[str, str]) -> None:
    """随便什么字，改正以后字母、数字、汉字一个不少、次序不变；再改一遍不再变。"""
    fields, newline = layout
    written = DRAFT + fields.format(newline.join(re.split("[\n\r]", text)))
    data = written.encode()
    one = mend("cases/shili.yml", data, real())
    assert ink(one.data.decode()) == ink(written)
    again = mend("cases/shili.yml", one.data, real())
    assert ink(again.data.decode()) == ink(written)


DRAFT = "标题: 试例\n一句话:\n  内容: 居民把门房改成书房。\n  推断: 是\n状态: 征集\n版次: 1\n"


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 10**9))
def test_rubbish_is_left_or_made_better(seed: int) -> None:
    """胡乱打断、掺杂的案例：不崩溃；改过的行上不会多出新的毛病；再改一遍不再变。"""
    chance = random.Random(seed)
    path = chance.choice(REAL)
    name, text = path.relative_to(HANDBOOK).as_posix(), path.read_text("utf-8")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice("：:，\"'[]{}|>&*!%@`\t　－-#\n\u200b") + text[at + 1 :]
    one = mend(name, text.encode(), real())
    again = mend(name, one.data, real())
    assert again.changes == ()
    assert again.data == one.data


KEYS = sorted({field.key for kind in record_kinds(Case) for field in describe(kind)})


def mistyped(key: str) -> Iterator[str]:
    """`key` 的错法：少字、多字、写反、前后多字、换成同音与形近的字。"""
    for n, char in enumerate(key):
        yield from (key[:n] + key[n + 1 :], key[:n] + char * 2 + key[n + 1 :])
        yield from (key[:n] + other + key[n + 1 :] for other in "不提曲聚城绿荣语问填")
        yield key[:n] + key[n : n + 2][::-1] + key[n + 2 :]
    yield from (f"{key[:1]} {key[1:]}", f"不{key}", f"{key}表")


@pytest.mark.parametrize("key", KEYS)
def test_fix_renames_only_what_check_offers(key: str) -> None:
    """改正换掉的栏目名，检查一定写了“改成”，而且写的是同一个；已经写了的栏目不会写两次。"""
    layouts = ("{}: 甲\n", "启示:\n  - {{{}: 甲, 推断: 是}}\n", "规模:\n  - {}: 甲\n    数值: 1\n")
    for written in sorted({*mistyped(key)} - {*KEYS, ""}):
        for layout in layouts:
            data = DRAFT + layout.format(written)
            line = data.split("\n").index(next(x for x in data.split("\n") if f"{written}:" in x))
            told = [p for p in real().problems("cases/a.yml", data) if p.line == line + 1]
            offered = next((p.hint for p in told if p.code == "M01"), "")
            done = mend("cases/a.yml", data.encode(), real())
            renamed = [c.what for c in done.changes if c.what.startswith(f"栏目“{written}”改成")]
            assert bool(renamed) <= bool(offered), (written, renamed)
            if renamed:
                assert done.data.decode().split("\n")[line].strip() == offered
            if offered:
                data = data.split("\n")
                data[line] = data[line][: len(data[line]) - len(data[line].lstrip())] + offered
                again = real().problems("cases/a.yml", "\n".join(data))
                assert not {"Y03", "M01"} & {p.code for p in again if p.line == line + 1}


SLIPS = "标题：示例\n街镇: 新泾 镇\n"


QUANTITIES = yaml.safe_load((ROOT / "tests/render/web/form/quantities.yml").read_text("utf-8"))


@pytest.mark.parametrize(("written", "parts"), QUANTITIES.items())
def test_quantities(written: str, parts: list[str] | None) -> None:
    """拆得开的怎样拆，拿不准的不拆；表单与可视化编辑器也跑这一张表。"""
    assert split_quantity(written) == (Parts(*parts) if parts else None)


def test_command_shows_then_asks(handbook: Callable[..., Path]) -> None:
    root = handbook(case=SLIPS)
    before = (root / DEMO).read_bytes()
    for arguments, answer in ((["--diff"], ""), ([], ""), ([], "\n"), ([], "否\n")):
        done = fixed(*arguments, cwd=root, answer=answer)
        assert done.returncode == 1, done.stderr
        assert "+ 标题: 示例" in done.stdout
        assert (root / DEMO).read_bytes() == before
    done = fixed(cwd=root, answer="是\n")
    assert done.returncode == 0
    assert "写好了：cases/demo-case.yml" in done.stdout
    assert (root / DEMO).read_bytes() == before.replace("题：".encode(), "题: ".encode()).replace(
        "新泾 镇".encode(), "新泾镇".encode()
    )
    done = fixed(cwd=root)
    assert (done.returncode, done.stdout) == (0, "没有能自动改的地方。\n")
    assert sorted(p.name for p in (root / "cases").iterdir()) == sorted(
        ["demo-case", "demo-case.yml", "other-case.yml"]
    )


def fixed(
    *arguments: str, cwd: Path, answer: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "casebook", "fix", *arguments],
        cwd=cwd,
        env={**environment, **more},
        input=answer,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_only_the_named_files(handbook: Callable[..., Path]) -> None:
    """写了一本登记簿就只改它；文章、图片不归它改。"""
    fields = "content/registry/fields.yml"
    root = handbook(case=SLIPS)
    (root / fields).write_text((root / fields).read_text("utf-8") + "开放: yes\n", "utf-8")
    before = (root / DEMO).read_bytes()
    done = fixed("--yes", fields, cwd=root)
    assert done.returncode == 0, done.stdout
    assert (root / fields).read_text("utf-8").endswith("开放: 是\n")
    assert (root / DEMO).read_bytes() == before
    assert fixed("content/index.md", cwd=root).returncode == 2
    assert fixed("cases/nobody.yml", cwd=root).returncode == 2
    assert fixed("--yes", "--diff", cwd=root).returncode == 2
    assert fixed("cases", "--diff", cwd=root).returncode == 1


def test_what_is_left_is_said(handbook: Callable[..., Path]) -> None:
    root = handbook(case="标题：示例\n街镇: 新径镇\n")
    done = fixed("--yes", cwd=root)
    assert "还有 1 处要你来看：casebook check cases/demo-case.yml" in done.stdout


def test_ctrl_c_writes_nothing(handbook: Callable[..., Path]) -> None:
    root = handbook(case=SLIPS)
    before = (root / DEMO).read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "casebook", "fix"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    seen = b""
    while "写入吗".encode() not in seen:
        part = os.read(process.stdout.fileno(), 4096)
        assert part
        seen += part
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate()
    assert process.returncode == 1
    assert "没有写任何东西" in out.decode()
    assert errors == b""
    assert (root / DEMO).read_bytes() == before


def test_terminals(handbook: Callable[..., Path]) -> None:
    """终端里分颜色；GBK 的窗口里没有的字写成问号，不出错；不要颜色的照办。"""
    root = handbook(case="\u200b" + SLIPS)
    assert "\x1b[31m" in on_terminal("fix", "--diff", cwd=root)
    assert "\x1b[" not in run("fix", "--diff", cwd=root).stdout
    done = run("fix", "--diff", cwd=root, encoding="gbk")
    assert done.returncode == 1
    assert "1 - ?标题：示例" in done.stdout


def test_writing_is_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    assert not replace_file(path, b"other", b"new")  # 别人刚改过
    assert path.read_bytes() == b"old"
    assert replace_file(path, b"old", b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["a.yml"]
