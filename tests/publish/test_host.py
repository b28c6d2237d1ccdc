"""主机：等它、叫它停；Windows 上的等法与叫法在这里也走一遍。"""

import signal
import subprocess
import sys
import time

import pytest

from casebook.publish import host

LISTENS = """
import signal, sys, time
signal.signal(signal.SIGUSR1, lambda *_: sys.exit(7))
print("好", flush=True)
time.sleep(60)
"""


def test_waiting_wakes_up_to_hear_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows 上一直等着的醒不过来：隔一会儿醒一次，等到的一样。"""
    monkeypatch.setattr(host, "_LOOK", 0.05)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.3); exit(3)"]) as done:
        assert host.wait_for_host(done) == 3


def test_it_is_told_before_it_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows 上叫停的不是 SIGTERM：换成别的信号，照样先说一声，等它收拾。"""
    monkeypatch.setattr(host, "_STOP", signal.SIGUSR1)
    with subprocess.Popen([sys.executable, "-c", LISTENS], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        started = time.monotonic()
        assert host.stop_host(process) == 7
        assert time.monotonic() - started < 5
