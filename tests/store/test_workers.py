"""几个核一起做：做出来的、次序，都与一个核做的一样。"""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence

import pytest

from casebook.read import Changed
from casebook.store import workers
from conftest import ROOT


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """别的测试开着服务器的线程；这里当没有，才分得出去。"""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def squares(batch: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), [n * n for n in batch]


def done(count: int, few: int) -> list[tuple[int, list[int]]]:
    return list(workers.shared_out(squares, range(count), few, 7))


@pytest.mark.parametrize("cores", [1, 2, 5])
def test_same_results_in_the_same_order(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: cores)
    found = done(100, 10)
    assert [n for _, batch in found for n in batch] == [n * n for n in range(100)]
    assert [len(batch) for _, batch in found] == [7] * 14 + [2]
    assert ({os.getpid()} == {pid for pid, _ in found}) is (cores == 1)


def test_a_few_are_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    assert {pid for pid, _ in done(9, 10)} == {os.getpid()}
    assert done(0, 10) == []


def test_a_failure_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)

    def fails(batch: Sequence[int]) -> int:
        raise ValueError(f"第 {batch[0]} 个坏了")

    with pytest.raises(ValueError, match="第 0 个坏了"):
        list(workers.shared_out(fails, range(40), 10, 7))
    assert {pid for pid, _ in done(40, 10)} != {os.getpid()}  # 之后照常


def test_a_file_changed_meanwhile_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """分身里发现文件改了：传回来的话与原来的一样。"""
    monkeypatch.setattr(workers, "cores", lambda: 2)

    def finds(batch: Sequence[int]) -> int:
        raise Changed(f"cases/{batch[0]}.yml")

    with pytest.raises(Changed) as found:
        list(workers.shared_out(finds, range(40), 10, 7))
    assert str(found.value) == "cases/0.yml 在编的时候改了，请再编一次"


KILLED = """
import os, signal
from casebook.store import workers
workers.cores = lambda: 2
list(workers.shared_out(lambda batch: os.kill(os.getpid(), signal.SIGKILL), range(40), 10, 7))
"""


def test_a_killed_process_is_noticed() -> None:
    """分身被杀（如内存不够）：说出来，不会一直等下去。"""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    command = [sys.executable, "-c", KILLED]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "BrokenProcessPool" in done.stderr
