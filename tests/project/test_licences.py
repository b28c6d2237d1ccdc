"""许可：运行时的依赖不多，没有一个是 GPL 或 AGPL。"""

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement

from conftest import ROOT

DIRECT = [
    Requirement(d)
    for d in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
]


def key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def reachable() -> dict[str, Distribution]:
    """从直接依赖出发，运行时真正会装上的每一个包（环境标记与 extras 都算）。"""
    found: dict[str, Distribution] = {}
    waiting = [(r, frozenset(r.extras)) for r in DIRECT]
    visited = set()
    while waiting:
        requirement, extras = waiting.pop()
        if (key(requirement.name), extras) in visited:
            continue
        visited.add((key(requirement.name), extras))
        try:
            installed = distribution(requirement.name)
        except PackageNotFoundError:  # pragma: no cover
            pytest.fail(f"没有装 {requirement.name}")
        found[key(requirement.name)] = installed
        for text in installed.requires or ():
            needed = Requirement(text)
            environments = [{"extra": extra} for extra in ("", *extras)]
            if needed.marker is None or any(needed.marker.evaluate(e) for e in environments):
                waiting.append((needed, frozenset(needed.extras)))
    return found


def licences(installed: Distribution) -> list[str]:
    """元数据里写的许可：License-Expression、License、分类，三处都看。"""
    metadata = installed.metadata
    written = [metadata.get("License-Expression"), (metadata.get("License") or "")[:300]]
    written += [c for c in metadata.get_all("Classifier") or () if c.startswith("License ::")]
    return [w for w in written if w and w != "License :: OSI Approved"]


COPYLEFT = re.compile(
    r"(?<![A-Za-z])(?:A?GPL)|(?<!Lesser )(?<!Library )General Public|Affero", re.I
)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU General Public License v2 (GPLv2)", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-2.1", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT", False),
        ("BSD-3-Clause", False),
    ],
)
def test_the_rule_itself(text: str, refused: bool) -> None:
    assert bool(COPYLEFT.search(text)) is refused


def test_few_direct_dependencies() -> None:
    assert len(DIRECT) <= 10


def test_every_runtime_licence_is_known_and_free_of_gpl() -> None:
    packages = reachable()
    assert {"mkdocs", "mkdocs-material", "pydantic", "pillow", "jinja2"} <= set(packages)
    assert len(packages) > 20
    for name, installed in packages.items():
        written = licences(installed)
        assert written, f"{name} 没有写许可"
        assert not [w for w in written if COPYLEFT.search(w)], (name, written)


def test_lock_names_every_runtime_package_with_hashes() -> None:
    """锁文件里有全部运行时的包，都带哈希，不写软件源的地址。"""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    locked = {key(name) for name in re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.M)}
    assert set(reachable()) - {"colorama"} <= locked
    for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]
    assert "://" not in text


def test_our_own_licences_are_there() -> None:
    assert "MIT License" in (ROOT / "LICENSE").read_text("utf-8")
    assert "Creative Commons" in (ROOT / "LICENSE-CONTENT").read_text("utf-8") or "CC BY 4.0" in (
        ROOT / "LICENSE-CONTENT"
    ).read_text("utf-8")
