"""网站的网址没有写全，命令不做：印错了的二维码收不回来。"""

from pathlib import Path

import pytest

from casebook.cli import run
from casebook.cli.arguments import Misused
from conftest import copy_handbook

WRONG = ("www.example.gov.cn", "javascript:alert(1)", "ftp://x", "https://", "https://a b/")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_handbook(tmp_path_factory.mktemp("url") / "book")


@pytest.mark.parametrize("url", WRONG)
@pytest.mark.parametrize("command", ["print", "review", "share", "check"])
def test_an_address_is_whole(command: str, url: str, root: Path) -> None:
    with pytest.raises(Misused, match="从 https:// 写起") as error:
        run([command, "--site-url", url, "--root", f"{root}"])
    assert url in str(error.value)


@pytest.mark.parametrize("command", ["build", "offline"])
def test_the_environment_is_looked_at_too(
    command: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "www.example.gov.cn")
    with pytest.raises(Misused, match="从 https:// 写起"):
        run([command, "--root", f"{root}"])
    assert not (root / "site").exists()
