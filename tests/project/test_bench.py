"""测量的程序跟得上：它数的每一步，程序里真有那个函数。"""

import runpy
from functools import reduce
from importlib import import_module

import pytest

from conftest import ROOT

STAGES = runpy.run_path(str(ROOT / "bench/site/by_profile.py"))["STAGES"]


@pytest.mark.parametrize("place", [place for places in STAGES.values() for place in places])
def test_every_stage_is_there(place: str) -> None:
    module, _, name = place.partition(":")
    assert callable(reduce(getattr, name.split("."), import_module(module)))
