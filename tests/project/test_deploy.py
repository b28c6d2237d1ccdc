"""流水线与提交之前的检查：格式对，命令真的跑，nginx 真的开，git 真的提交。"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import yaml
from playwright.sync_api import Browser

from casebook.publish.kit import _LAUNCHERS
from conftest import HANDBOOK, MINIMAL, ROOT, Built

pytestmark = pytest.mark.slow
DEPLOY = ROOT / "deploy"
README = (DEPLOY / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TOOLS = Path(sys.executable).parent
PIPELINES = ("github.yml", "gitlab-ci.yml", "gitee.yml", "gitee-pr.yml")


def loaded(name: str) -> Any:
    return yaml.safe_load((DEPLOY / name).read_text("utf-8"))


def tool(*arguments: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
    command = [str(TOOLS / str(arguments[0])), *map(str, arguments[1:])]
    return subprocess.run(command, capture_output=True, text=True, check=False, **settings)


# —— 格式 ——


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("github.yml", ["--builtin-schema", "vendor.github-workflows"]),
        ("github-windows.yml", ["--builtin-schema", "vendor.github-workflows"]),
        ("github-links.yml", ["--builtin-schema", "vendor.github-workflows"]),
        (
            "gitlab-ci.yml",
            ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
        ),
    ],
)
def test_pipeline_follows_the_published_schema(
    name: str, options: list[str], tmp_path: Path
) -> None:
    done = tool("check-jsonschema", *options, DEPLOY / name)
    assert done.returncode == 0, done.stdout
    broken = tmp_path / name
    text = (DEPLOY / name).read_text("utf-8")
    wrong = re.sub(r"runs-on: .*|when: always", "when: 有时", text)
    assert wrong != text
    broken.write_text(wrong, "utf-8")
    assert tool("check-jsonschema", *options, broken).returncode == 1


def test_windows_pipeline_is_safe_and_opens_what_the_kit_holds(tmp_path: Path) -> None:
    settings = tmp_path / "zizmor.yml"
    settings.write_text(
        "rules: {unpinned-uses: {config: {policies: {actions/*: ref-pin}}}}", "utf-8"
    )
    path = DEPLOY / "github-windows.yml"
    done = tool("zizmor", "--offline", "--no-progress", "--config", settings, path)
    assert done.returncode == 0, done.stdout + done.stderr
    text = path.read_text("utf-8")
    opened = set(re.findall(r"[\w一-鿿]+\.cmd\b", text))
    assert opened == {"检查.cmd", "开始.cmd", "casebook.cmd"}
    assert opened <= {*_LAUNCHERS.values()}
    assert "CASEBOOK_UNATTENDED" in text


@pytest.mark.parametrize("name", ["github.yml", "github-links.yml"])
def test_github_pipeline_is_safe(name: str, tmp_path: Path) -> None:
    """zizmor：不多要权限，不留凭证，不把外来的字拼进命令。GitHub 自己的动作按大版本用。"""
    settings = tmp_path / "zizmor.yml"
    settings.write_text(
        "rules: {unpinned-uses: {config: {policies: {actions/*: ref-pin}}}}", "utf-8"
    )
    done = tool("zizmor", "--offline", "--no-progress", "--config", settings, DEPLOY / name)
    assert done.returncode == 0, done.stdout + done.stderr
    bad = tmp_path / "bad.yml"
    text = (DEPLOY / name).read_text("utf-8")
    wrong = re.sub(r"run: make .*", "run: echo ${{ github.head_ref }}", text)
    assert wrong != text
    bad.write_text(wrong, "utf-8")
    assert tool("zizmor", "--offline", "--no-progress", "--config", settings, bad).returncode != 0


STAGE = {"name", "displayName", "strategy", "trigger", "steps"}
STEPS = {
    "build@python": {
        "step",
        "name",
        "displayName",
        "pythonVersion",
        "commands",
        "artifacts",
        "strategy",
    },
    "deploy@agent": {
        "step",
        "name",
        "displayName",
        "hostGroupID",
        "deployArtifact",
        "script",
        "strategy",
    },
}


@pytest.mark.parametrize("name", ["gitee.yml", "gitee-pr.yml", "gitee-links.yml"])
def test_gitee_pipeline_is_of_the_documented_shape(name: str) -> None:
    """Gitee Go 没有公布的格式文件：照它的说明，栏目一个不多，必要的一个不少。"""
    pipeline = loaded(name)
    assert pipeline["version"] == "1.0"
    assert set(pipeline) <= {"version", "name", "displayName", "triggers", "variables", "stages"}
    assert re.fullmatch(r"[a-z-]+", pipeline["name"])
    kept = set()
    for stage in pipeline["stages"]:
        assert set(stage) == STAGE
        for step in stage["steps"]:
            assert set(step) <= STEPS[step["step"]]
            assert {"step", "name", "displayName"} <= set(step)
            kept |= {artifact["name"] for artifact in step.get("artifacts", [])}
            for wanted in step.get("deployArtifact", []):
                assert wanted["dependArtifact"] in kept
                assert wanted["source"] == "build"


def commands(name: str) -> list[str]:
    """流水线里要跑的每一行命令。"""
    found: list[str] = []

    def walk(node: Any) -> None:
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            if key in ("run", "script", "commands"):
                lines = value if isinstance(value, list) else value.splitlines()
                found.extend(map(str, lines))
            elif isinstance(value, dict | list):
                walk(value)

    walk(loaded(name))
    return found


@pytest.mark.parametrize("name", PIPELINES)
def test_each_pipeline_checks_and_builds(name: str) -> None:
    lines = commands(name)
    for target in [line.split()[1] for line in lines if line.startswith("make ")]:
        target = target.replace(".venv/", "$(VENV)/")
        assert re.search(rf"^{re.escape(target)}:", MAKEFILE, re.M), target
    order = [n for n, line in enumerate(lines) if "casebook check" in line or line == "make site"]
    assert "casebook check --strict" in lines[order[0]]
    assert lines[order[-1]] == "make site"


SHOWN = {
    "github": r"^::error file=cases/demo-case\.yml,line=\d+,col=\d+,title=R01",
    "gitlab": r'"check_name": "R01"',
    "gitee": r"^cases/demo-case\.yml:\d+:\d+: 错误 R01 ",
}


@pytest.mark.parametrize("name", PIPELINES)
def test_the_check_in_each_pipeline_runs(name: str, tmp_path: Path) -> None:
    """坏的一步停下，毛病写在那一家要的地方；好的过。"""
    (line,) = (line for line in commands(name) if "casebook check" in line)
    form = re.search(r"--format (\w+)", line)
    assert form
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    (tmp_path / ".venv").symlink_to(TOOLS.parent)
    case = tmp_path / "cases" / "demo-case.yml"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "CI": "true", "GITHUB_ACTIONS": "true"}

    def step() -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-ec", line],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        kept = tmp_path / "gl-code-quality-report.json"
        return done.returncode, kept.read_text("utf-8") if kept.exists() else done.stdout

    good = case.read_text("utf-8")
    case.write_text(good.replace("新泾镇", "新径镇"), "utf-8")
    code, said = step()
    assert code == 1
    assert re.search(SHOWN[form[1]], said, re.M), said
    if form[1] == "gitlab":
        json.loads(said)
    if "--html" in line:
        assert "新径镇" in (tmp_path / "report.html").read_text("utf-8")
    case.write_text(good, "utf-8")
    assert step()[0] == 0


@pytest.mark.parametrize("name", ["github-links.yml", "gitee-links.yml", "gitlab-ci.yml"])
def test_links_are_asked_every_week_and_never_stop_anything(name: str, tmp_path: Path) -> None:
    """每周问一遍的命令真的跑：没有一个网址打得开，也过得去；问到的留得下来。"""
    (line,) = (line for line in commands(name) if "casebook links" in line)
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    (tmp_path / ".venv").symlink_to(TOOLS.parent)
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "https_proxy": "http://127.0.0.1:9"}
    command = ["bash", "-eo", "pipefail", "-c", line]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "1 个网址一个也没有连上" in done.stdout
    if "tee" in line:
        assert (tmp_path / "links.txt").read_text("utf-8") == done.stdout


@pytest.mark.parametrize("open_issue", ["", "7"])
def test_dead_links_open_one_issue(open_issue: str, tmp_path: Path) -> None:
    """有打不开的才开议题；已经有一个开着的，换成新的。问到的原样在框里，题里的记号不起作用。"""
    (script,) = (
        step["run"]
        for step in loaded("github-links.yml")["jobs"]["links"]["steps"]
        if "issue" in step.get("run", "")
    )
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(
        f'#!/bin/sh\necho "$@" >> said.txt\n[ "$2" = list ] && echo "{open_issue}"\ntrue\n', "utf-8"
    )
    gh.chmod(0o755)
    env = {**os.environ, "PATH": f"{gh.parent}:{os.environ['PATH']}"}
    said, told = tmp_path / "said.txt", tmp_path / "links.txt"

    def step() -> int:
        command = ["bash", "-eo", "pipefail", "-c", script]
        return subprocess.run(command, cwd=tmp_path, env=env, check=False).returncode

    told.write_text("书外的网址，2026-01-05 问过：打得开 3 个。\n", "utf-8")
    assert step() == 0
    assert not said.exists()
    hostile = "\n网址打不开了\n  http://a.example/\n    来源“@all $(id) ```` <b>”\n"
    told.write_text(hostile, "utf-8")
    assert step() == 0
    last = said.read_text("utf-8").splitlines()[-1]
    assert last.startswith(f"issue edit {open_issue} " if open_issue else "issue create --title ")
    body = (tmp_path / "issue.md").read_text("utf-8")
    assert body == f"`````text\n{hostile}`````\n"


def test_artifacts_are_what_the_commands_write() -> None:
    check = loaded("gitlab-ci.yml")["check"]
    (line,) = (line for line in check["script"] if "casebook check" in line)
    assert line.endswith(f"> {check['artifacts']['reports']['codequality']}")
    assert f"--html {check['artifacts']['paths'][0]} " in line
    pages = loaded("gitlab-ci.yml")["pages"]
    assert pages["script"][-1].split()[-1] == pages["artifacts"]["paths"][0] == "public"
    steps = loaded("github.yml")["jobs"]["check"]["steps"]
    (report,) = (
        step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", "")
    )
    assert any(f"--html {report}" in step.get("run", "") for step in steps)


def test_readme_names_every_file() -> None:
    for path in DEPLOY.iterdir():
        if path.name != "README.md":
            assert f"]({path.name})" in README, path.name
            target = re.search(r"复制成 (\S+?)[，。]", path.read_text("utf-8"))
            assert target
            assert f"`{target[1]}`" in README
    assert README.count("设两样") >= 4


# —— Gitee 的上线 ——


def test_gitee_switch_is_one_step_and_keeps_three(tmp_path: Path) -> None:
    (script,) = (
        step["script"]
        for stage in loaded("gitee.yml")["stages"]
        for step in stage["steps"]
        if step["step"] == "deploy@agent"
    )
    home, handbook = tmp_path / "home", tmp_path / "srv"
    packed = home / "gitee_go/deploy/output.tar.gz"
    packed.parent.mkdir(parents=True)
    clock = tmp_path / "bin" / "date"
    clock.parent.mkdir()

    def publish(number: int, *, index: bool = True) -> int:
        site = tmp_path / "public"
        shutil.rmtree(site, ignore_errors=True)
        (site / "cases").mkdir(parents=True)
        (site / "cases" / "index.html").write_text("案例", "utf-8")
        if index:
            (site / "index.html").write_text(f"第 {number} 版", "utf-8")
        with tarfile.open(packed, "w:gz") as tar:
            tar.add(site, "public")
        clock.write_text(f"#!/bin/sh\necho 2026010100000{number}\n", "utf-8")
        clock.chmod(0o755)
        env = {
            **os.environ,
            "HOME": str(home),
            "HANDBOOK_HOME": str(handbook),
            "PATH": f"{clock.parent}:{os.environ['PATH']}",
        }
        return subprocess.run(["bash", "-c", script], env=env, check=False).returncode

    for number in range(1, 6):
        assert publish(number) == 0
        assert (handbook / "site/index.html").read_text("utf-8") == f"第 {number} 版"
    assert len(list((handbook / "releases").iterdir())) == 3
    assert (handbook / "site").is_symlink()
    packed.write_bytes(b"broken")
    clock.write_text("#!/bin/sh\necho 20260101000009\n", "utf-8")
    env = {**os.environ, "HOME": str(home), "HANDBOOK_HOME": str(handbook)}
    broken = subprocess.run(["bash", "-c", script], env=env, capture_output=True, check=False)
    assert broken.returncode != 0
    assert (handbook / "site/index.html").read_text("utf-8") == "第 5 版"


# —— nginx ——


BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


@pytest.fixture(scope="module")
def served(real: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with opened(real.site, tmp_path_factory.mktemp("nginx")) as url:
        yield url


@contextmanager
def opened(site: Path, folder: Path, module: Path | None = None) -> Iterator[str]:
    """真的 nginx，用 deploy/nginx.conf，只改域名、端口与文件夹；有 `module` 的，打开 brotli。"""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    conf = (DEPLOY / "nginx.conf").read_text("utf-8")
    conf = re.sub(r"^ *listen \[::\].*\n", "", conf, flags=re.M)
    conf = conf.replace("listen 80;", f"listen 127.0.0.1:{port};")
    if module:
        conf, opened_lines = re.subn(r"# (?=brotli_static on;)", "", conf)
        assert opened_lines == 1
    conf = conf.replace("/srv/handbook/site", f'"{site}"').replace("handbook.example", "localhost")
    assert str(port) in conf
    assert str(site) in conf
    (folder / "handbook.conf").write_text(conf, "utf-8")
    temp = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{f'load_module {module};' if module else ''}"
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temp}"
        f" include {folder}/handbook.conf; }}",
        "utf-8",
    )
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    command = [
        nginx,
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
        "-e",
        f"{folder}/error.log",
    ]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert (tried.returncode, "[warn]" in tried.stderr) == (0, False), tried.stderr
    server = subprocess.Popen(command)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://localhost:{port}/"
    finally:
        server.terminate()
        server.wait()


def fetched(url: str, **headers: str) -> tuple[int, Any, bytes]:
    try:
        with urlopen(Request(url, headers=headers)) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as error:
        return error.code, error.headers, error.read()


def test_nginx_serves_the_site(served: str) -> None:
    status, headers, body = fetched(f"{served}cases/mulinxiang/")
    assert status == 200
    assert "睦邻巷" in body.decode()
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-cache"
    status, _, _ = fetched(f"{served}cases/mulinxiang/", **{"If-None-Match": headers["ETag"]})
    assert status == 304
    packed = fetched(f"{served}cases/mulinxiang/", **{"Accept-Encoding": "gzip"})
    assert packed[1]["Content-Encoding"] == "gzip"
    assert len(packed[2]) < len(body) / 2
    status, headers, body = fetched(f"{served}cases/no-such-case/")
    assert status == 404
    assert "没有这一页" in body.decode() or "找不到" in body.decode()
    status, _, body = fetched(f"{served}assets/")  # 文件夹也不给看，给的是自己的一页
    assert status == 404
    assert "<h1" in body.decode()
    assert fetched(f"{served}.gitignore")[0] == 404
    assert fetched(f"{served}cases/mulinxiang")[1]["Content-Type"].startswith("text/html")


def test_what_is_packed_is_sent(tmp_path: Path) -> None:
    """旁边压缩好的照样送出去：`.gz` 不必另装，`.br` 要有那个模块。"""
    site = tmp_path / "site"
    site.mkdir()
    for suffix in ("", ".gz", ".br"):
        (site / f"index.html{suffix}").write_text(f"这是{suffix}", "utf-8")
    modules = [None, BROTLI] if BROTLI.is_file() else [None]
    for module in modules:
        (tmp_path / f"{bool(module)}").mkdir()
        with opened(site, tmp_path / f"{bool(module)}", module) as url:
            for asked, plain in (("br, gzip", module is None), ("gzip", True)):
                _, headers, body = fetched(url, **{"Accept-Encoding": asked})
                assert headers["Content-Encoding"] == ("gzip" if plain else "br")
                assert body.decode() == ("这是.gz" if plain else "这是.br")
            assert fetched(url)[2].decode() == "这是"


def test_a_file_named_by_its_digest_is_kept(served: str, real: Built) -> None:
    """名字里带指纹的文件存一年；没有的那一个不存，别的每次都问。"""
    (named,) = (real.site / "assets/stylesheets").glob("theme.*.min.css")
    year = "public, max-age=31536000, immutable"
    assert fetched(f"{served}assets/stylesheets/{named.name}")[1]["Cache-Control"] == year
    gone = fetched(f"{served}assets/stylesheets/theme.00000000.min.css")
    assert (gone[0], gone[1]["Cache-Control"]) == (404, "no-cache")
    _, headers, _ = fetched(f"{served}assets/stylesheets/style.css")
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")


def test_nginx_serves_the_texts(served: str) -> None:
    """网页旁边的 Markdown、整本书的文字版、引用的文件，打开不乱码。"""
    for name, kind in (
        ("cases/mulinxiang/index.md", "text/markdown"),
        ("book/changning-gongzuofa.txt", "text/plain"),
        ("cases/mulinxiang/mulinxiang.bib", "application/x-bibtex"),
        ("cases/mulinxiang/mulinxiang.ris", "application/x-research-info-systems"),
    ):
        status, headers, body = fetched(f"{served}{name}")
        assert status == 200
        assert headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "睦邻巷" in body.decode()


def test_nginx_serves_the_ebooks(served: str) -> None:
    for name in ("book/changning-gongzuofa.epub", "cases/mulinxiang/mulinxiang.epub"):
        status, headers, _ = fetched(f"{served}{name}")
        assert (status, headers["Content-Type"]) == (200, "application/epub+zip")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("data/cases/mulinxiang.json", "application/json"),
        ("data/cases.jsonl", "application/jsonl"),
        ("data/cases.csv", "text/csv"),
        ("data/events.ics", "text/calendar"),
        ("data/dataset.jsonld", "application/ld+json"),
    ],
)
def test_nginx_gives_the_data_to_every_page(served: str, name: str, kind: str) -> None:
    """开放数据，别的网站的网页也取得来；别的不给。"""
    status, headers, body = fetched(f"{served}{name}", Origin="https://elsewhere.example")
    assert status == 200
    assert headers["Content-Type"] == f"{kind}; charset=utf-8"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert body
    assert fetched(f"{served}data/no-such.json")[1]["Access-Control-Allow-Origin"] == "*"
    for other in ("", "cases/mulinxiang/", "build.json"):
        assert "Access-Control-Allow-Origin" not in fetched(f"{served}{other}")[1]


@pytest.mark.parametrize("name", ["feed.xml", "changes.xml"])
def test_nginx_serves_the_feeds(served: str, name: str) -> None:
    status, headers, body = fetched(f"{served}{name}")
    assert status == 200
    assert headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert b"<feed" in body


def test_pages_work_under_its_policy(served: str, chromium: Browser) -> None:
    """浏览器只用网站自己的东西：没有一句违反，没有一个请求到别处。"""
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for address in ("", "cases/mulinxiang/", "streets/", "guide/codes/", "submit/"):
        page.goto(f"{served}{address}", wait_until="networkidle")
    page.goto(served)
    page.click(".cn-sbtn")
    page.locator(".cn-search input").fill("睦邻巷")
    page.wait_for_selector(".cn-search__list a")  # 查找的索引是一份份脚本，也合这条规矩
    context.close()
    assert [text for text in said if "Content Security Policy" in text or "Error" in text] == []
    assert all(url.startswith((served, "data:", "blob:")) for url in asked)


# —— 提交之前 ——


def repository(folder: Path) -> Path:
    """这个仓库的一份副本，是一个真的 git 仓库，装好了提交之前的检查。"""
    for place in (HANDBOOK / "cases", HANDBOOK / "content", ROOT / "hooks"):
        shutil.copytree(place, folder / place.name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (
        ".pre-commit-config.yaml",
        ".pre-commit-hooks.yaml",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "LICENSE-CONTENT",
        ".gitignore",
    ):
        shutil.copy(ROOT / name, folder)
    (folder / ".gitignore").write_text(".venv\n.casebook-cache\n", "utf-8")
    (folder / ".venv").symlink_to(TOOLS.parent)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "原样")
    return folder


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    who = {
        f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    env = {
        **os.environ,
        **who,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
        "PYTHONPATH": str(folder / "hooks"),
    }
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


def test_commit_is_refused_until_the_case_is_right(tmp_path: Path) -> None:
    root = repository(tmp_path / "仓 库")
    installed = tool("pre-commit", "install", cwd=root)
    assert installed.returncode == 0, installed.stderr
    case = root / "cases" / "mulinxiang.yml"
    good = case.read_text("utf-8")

    case.write_text(re.sub(r"^街镇: .*$", "街镇: 没有的镇", good, flags=re.M), "utf-8")
    git(root, "add", "-A")
    refused = git(root, "commit", "-m", "写错了")
    assert refused.returncode == 1
    said = refused.stdout + refused.stderr
    assert "检查改了的案例与文章" in said
    assert re.search(r"cases/mulinxiang\.yml:\d+:\d+ R01 .*没有的镇", said)
    assert git(root, "log", "--format=%s").stdout == "原样\n"

    case.write_text(good + "# 改了\n", "utf-8")
    git(root, "add", "-A")
    assert git(root, "commit", "-m", "改好了").returncode == 0
    assert git(root, "log", "-1", "--format=%s").stdout == "改好了\n"

    (root / "README.md").write_text("别的\n", "utf-8")
    git(root, "add", "-A")
    skipped = git(root, "commit", "-m", "不是案例")
    assert skipped.returncode == 0
    assert "Skipped" in skipped.stdout + skipped.stderr


def test_only_the_changed_files_are_told(tmp_path: Path) -> None:
    """别人留下的错不挡我的提交；登记簿人人都用，改了就全部都查。"""
    root = repository(tmp_path / "repository")
    theirs = root / "cases" / "zizhijin.yml"
    theirs.write_text(
        re.sub(r"^街镇: .*$", "街镇: 没有的镇", theirs.read_text("utf-8"), flags=re.M), "utf-8"
    )
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "别人的错")
    assert tool("pre-commit", "install", cwd=root).returncode == 0
    for name, code in (("cases/mulinxiang.yml", 0), ("content/registry/terms.yml", 1)):
        path = root / name
        path.write_text(path.read_text("utf-8") + "# 改了\n", "utf-8")
        git(root, "add", "-A")
        assert git(root, "commit", "-m", name).returncode == code, name


def test_without_the_program_it_says_what_to_do(tmp_path: Path) -> None:
    root = repository(tmp_path / "repository")
    assert tool("pre-commit", "install", cwd=root).returncode == 0
    (root / ".venv").unlink()
    case = root / "cases" / "mulinxiang.yml"
    case.write_text(case.read_text("utf-8") + "# 改了\n", "utf-8")
    git(root, "add", "-A")
    done = git(root, "commit", "-m", "没有装")
    assert done.returncode == 1
    assert "make site" in done.stdout + done.stderr


def test_hook_files_are_valid() -> None:
    for kind, name in (
        ("config", ".pre-commit-config.yaml"),
        ("manifest", ".pre-commit-hooks.yaml"),
    ):
        done = tool("pre-commit", f"validate-{kind}", ROOT / name)
        assert done.returncode == 0, done.stdout
    own = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0][
        "hooks"
    ][0]
    (theirs,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {own[key] == theirs[key] for key in ("id", "name", "files", "require_serial")} == {True}


def test_another_repository_can_use_the_hook(tmp_path: Path) -> None:
    """别的仓库引用它：装成一个包，照样查。"""
    ours = repository(tmp_path / "ours")
    theirs = tmp_path / "theirs"
    shutil.copytree(MINIMAL, theirs)
    case = theirs / "cases" / "demo-case.yml"
    case.write_text(case.read_text("utf-8").replace("新泾镇", "新径镇"), "utf-8")
    git(theirs, "init", "-q")
    git(theirs, "add", "-A")
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    env["PRE_COMMIT_HOME"] = str(tmp_path / "store")
    done = tool(
        "pre-commit", "try-repo", ours, "casebook-check", "--files",
        "cases/demo-case.yml", "cases/other-case.yml", cwd=theirs, env=env,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"cases/demo-case\.yml:\d+:\d+ R01", done.stdout), done.stdout
