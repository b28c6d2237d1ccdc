"""定下来的各版：网址 /editions/<第几版>/ 下面一直是当时的样子，给引用的人用。

照 Git 里那一次提交，用现在的程序另建一个网站，建好就不再动，放在 `.site-releases/editions/` 里；
每出版一次，用硬链接接进来，不占地方。没有了的（换了电脑、流水线），再建一次。
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from casebook.compose.edition import Frozen
from casebook.faults import Fault
from casebook.publish.host import start_host, stop_host, wait_for_host
from casebook.publish.manifest import STAMP
from casebook.publish.release import releases_of
from casebook.read.settings import SETTINGS
from casebook.store import digest, unlisted
from casebook.store.scratch import scratch
from casebook.store.swap import shown
from casebook.unchanged import EPOCH

FOLDER = "editions"
"""网站里放各版的文件夹，也是存着它们的。"""
_SETTINGS = "mkdocs-edition.yml"
"""建一版用的设置：在手册自己的设置上添几样。"""
_PROGRAM = ("hooks/casebook", "hooks/casebook_mkdocs")
"""程序用现在的，不用当时的。"""


def frozen_site(
    site: Path,
    root: Path,
    site_url: str,
    frozen: Frozen,
    commit: str,
    tell: Callable[[str], object],
) -> Path:
    """定下来的一版的网站；没有就建。`commit` 是它的提交，`site_url` 是现在的网址。

    建不成时抛 Fault：引用它的网址不能打不开，所以新的一版也不出版。
    """
    name = f"{frozen.number}-{digest(commit, site_url, f'{frozen}')[:16]}"
    folder = releases_of(site) / FOLDER / name
    if (folder / STAMP).is_file():
        return folder
    tell(f"建 /{FOLDER}/{frozen.number}/（{frozen.name}）：只建这一次，以后不再动")
    folder.parent.mkdir(parents=True, exist_ok=True)
    unlisted(folder.parent.parent)
    with scratch(folder.parent) as place:
        inside = _checked_out(root, commit, place / "repository")
        settings = {
            "INHERIT": SETTINGS,
            "site_dir": "site",
            "site_url": site_url and f"{site_url.rstrip('/')}/{FOLDER}/{frozen.number}/",
            "extra": {"edition": vars(frozen)},
        }
        written = json.dumps(settings, ensure_ascii=False)  # JSON 也是 YAML
        (inside / _SETTINGS).write_text(written, "utf-8")
        _built(inside, frozen.name)
        made = shown(inside / "site") or inside / "site"
        shutil.rmtree(folder, ignore_errors=True)
        made.rename(folder)
    return folder


def _checked_out(root: Path, commit: str, place: Path) -> Path:
    """把 `commit` 时的手册连同它以前的历史放到 `place`；返回手册在那里的文件夹。"""
    top, inside = (
        _git(root, "rev-parse", what).strip() for what in ("--show-toplevel", "--show-prefix")
    )
    _git(root, "clone", "--quiet", "--shared", "--no-checkout", top, f"{place}")
    _git(place, "update-ref", "--no-deref", "HEAD", commit)
    ours = (f":(exclude){inside}{path}" for path in _PROGRAM)
    _git(place, "checkout", "--quiet", commit, "--", f"./{inside}", *ours)
    return place / inside


def _git(folder: Path, *command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *command],  # noqa: S607
            cwd=folder,
            capture_output=True,
            check=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or error
        raise Fault(f"从 Git 里取不出定下来的一版：{said}".strip()) from error
    return done.stdout


def _built(root: Path, name: str) -> None:
    """建 `root` 里的手册；说的话照样说给人听。"""
    host = start_host(root, "build", settings=_SETTINGS, without=(EPOCH, "SITE_URL"))
    try:
        code = wait_for_host(host)
    except BaseException:
        stop_host(host)
        raise
    if code:
        raise Fault(
            f"{name}没有建成，引用它的网址会打不开，所以这一版也没有出版。"
            f"从前建好的还在，就把 .site-releases/{FOLDER}/ 整个拷回来，再建一次"
        )


def link_editions(kept: Mapping[int, Path], staged: Path) -> dict[str, str]:
    """把各版接进 `staged`；返回添了哪些文件 → 内容的 SHA-256（照各版自己的印记）。"""
    digests: dict[str, str] = {}
    for number, folder in kept.items():
        for name, known in _files(folder).items():
            target = staged / FOLDER / f"{number}" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(folder / name, target)
            except OSError:  # 不在一个盘上，或系统不让
                shutil.copyfile(folder / name, target)
            if known:
                digests[target.relative_to(staged).as_posix()] = known
    return digests


def _files(folder: Path) -> dict[str, str]:
    """一版里有哪些文件，各是什么；印记自己的不知道，为空。"""
    files: dict[str, str] = json.loads((folder / STAMP).read_text("utf-8"))["files"]
    return {**files, STAMP: ""}
