"""人说的是哪几条：撤下的说撤下了；别的案例错了不相干；没有写放在哪里的，放在手册里。"""

from collections.abc import Callable
from pathlib import Path

import pytest

from commands import run
from full import NAME, full_handbook

PATH = f"cases/{NAME}.yml"
OLD = f"""标题: 旧的一条
一句话: {{待补充: 做了什么}}
状态: 撤下
版次: 1
撤下: {{日期: 2024-09-01, 原因: 与另一条写的是同一件事, 并入: {NAME}}}
"""
WRITERS = {
    "review": (),
    "share": (),
    "share --drafts": (),
    "export": ("--docx", "甲.docx"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = full_handbook(tmp_path_factory.mktemp("chosen") / "book")
    (made / "cases/old-one.yml").write_text(OLD, "utf-8")
    (made / "cases/old-two.yml").write_text(OLD.replace(f", 并入: {NAME}", ""), "utf-8")
    bad = "标题: 收来的\n一句话: 没有写完\n状态: 征集\n版次: 1\n没有这一栏: 甲\n"
    (made / "cases/faulty-draft.yml").write_text(bad, "utf-8")
    return made


@pytest.mark.parametrize("command", WRITERS)
def test_withdrawn_is_said(root: Path, command: str) -> None:
    words = (*command.split(), *WRITERS[command])
    done = run(*words, "cases/old-one.yml", cwd=root)
    assert done.returncode == 1, done.stdout
    assert f"cases/old-one.yml 已经撤下，并入 {PATH}" in done.stderr
    assert "--drafts" not in done.stderr
    bare = run(*words, "cases/old-two.yml", cwd=root)
    assert "cases/old-two.yml 已经撤下，不再写成稿子" in bare.stderr
    assert not (root / "甲.docx").exists()


def test_withdrawn_beside_another(root: Path) -> None:
    done = run("export", "--docx", "乙.docx", "old-one", PATH, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "cases/old-one.yml 已经撤下" in done.stdout
    assert "1 条工作法" in done.stdout


def test_faults_of_other_cases_do_not_matter(root: Path) -> None:
    """收来的一条有错，不挡别的；自己的、登记簿的错，照样挡。"""
    assert run("check", cwd=root).returncode == 1
    shared = run("share", PATH, cwd=root / "cases")
    assert shared.returncode == 0, shared.stdout + shared.stderr
    assert (root / "share" / f"{NAME}-公众号.html").exists()
    assert not (root / "cases/share").exists()
    reviewed = run("review", "faulty-draft", cwd=root)
    assert reviewed.returncode == 1
    assert "没有这一栏" in reviewed.stdout
    terms = root / "content/registry/terms.yml"
    before = terms.read_text("utf-8")
    terms.write_text(f"{before}\n没有这一栏: 甲\n", "utf-8")
    refused = run("export", "--docx", "丙.docx", PATH, cwd=root)
    terms.write_text(before, "utf-8")
    assert refused.returncode == 1
    assert "terms.yml" in refused.stdout
    assert "faulty-draft" not in refused.stdout


def test_only_withdrawn_is_said(handbook: Callable[..., Path]) -> None:
    """一条公开的也没有：说撤下了几条，怎样办。"""
    preface = "---\n标题: 前言\n摘要: 写在前面。\n---\n\n写在前面。\n"
    own = {"content/preface.md": preface}
    root = handbook(own, "状态: 撤下\n撤下: {日期: 2024-09-01, 原因: 单位不同意再登}\n")
    for command in (("review",), ("export", "--docx", "甲.docx")):
        done = run(*command, cwd=root)
        said = done.stdout + done.stderr
        assert "没有可以排的：1 条撤下了" in said, said
        assert "状态改回“发布”" in said


TERM = """  - 编号: jiu-ci
    名称: 旧的说法
    说明:
      - 内容: 见[旧的一条](/cases/old-one/)。
        推断: 是
"""


def test_faults_that_do_not_concern_it_are_told(root: Path) -> None:
    """文章、没有说到的登记里的错，说一声，照写；说到的那一条登记有错，不写。"""
    article, terms = root / "content/preface.md", root / "content/registry/terms.yml"
    own = root / PATH
    before = {path: path.read_text("utf-8") for path in (article, terms, own)}
    export = ("export", "--docx", "丁.docx", PATH)
    try:
        article.write_text(f"{before[article]}\n看[旧的](/cases/old-one/)。\n", "utf-8")
        terms.write_text(f"{before[terms].rstrip()}\n{TERM}", "utf-8")
        done = run(*export, cwd=root)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "不碍这几条" in done.stdout
        assert "content/preface.md:" in done.stdout
        assert "R06" in done.stdout
        assert (root / "丁.docx").exists()
        assert run("share", PATH, cwd=root).returncode == 0
        whole = run("export", "--docx", "戊.docx", cwd=root)  # 整本书的，照样挡
        assert whole.returncode == 1
        said = before[own].replace("先问能出什么，", "先问能出什么（旧的说法），")
        assert said != before[own]
        own.write_text(said, "utf-8")
        refused = run(*export, cwd=root)
        assert refused.returncode == 1
        assert "terms.yml" in refused.stdout
    finally:
        for path, words in before.items():
            path.write_text(words, "utf-8")


def test_what_is_written_stays_out_of_cases(root: Path) -> None:
    """在 cases/ 里运行，没有写放在哪里的，放在手册里。"""
    done = run("review", NAME, cwd=root / "cases")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / f"review/cases/{NAME}/{NAME}-review.docx").exists()
    assert not (root / "cases/review").exists()
    listed = run("export", cwd=root / "cases")
    assert (root / "shouce.xlsx").exists() == (listed.returncode == 0)
    own = run("share", PATH, "--out", "这里", cwd=root / "content")
    assert own.returncode == 0, own.stdout + own.stderr
    assert (root / f"content/这里/{NAME}-公众号.html").exists()
