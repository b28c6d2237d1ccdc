"""折页排得定：写多写少，排版机五遍之内都定得下来。"""

import json
import shutil
from copy import deepcopy
from pathlib import Path

import typst

from casebook.compile import compile_handbook
from casebook.render.typeset import PrintJob
from casebook.render.typeset.setter import FONTS, TEMPLATES
from conftest import HANDBOOK, SITE_URL


def test_leaflets_settle(tmp_path: Path) -> None:
    """排不定时排版机不报错，只是面数、格子印得不对：末一面的格子、五社的图都照字排到哪里算。"""
    jobs = [
        job
        for job in compile_handbook(HANDBOOK, SITE_URL).prints()
        if isinstance(job, PrintJob) and job.path.endswith("-large.pdf") and not job.photos
    ]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    root = shutil.copytree(TEMPLATES, tmp_path / "templates")
    compiler = typst.Compiler(str(root / "leaflet.typ"), root=str(root), font_paths=fonts)
    line = {"t": "p", "c": ["仿写的一行，只为排得长一点。"]}
    sides = set()
    for job in jobs[:2]:
        for more in (0, *range(4, 9), *range(28, 32)):
            data = deepcopy(job.data)
            data["method"]["sections"][0]["c"] += [line] * more
            (root / "data.json").write_text(json.dumps(data), encoding="utf-8")
            inputs = {"data": "data.json", "words": json.dumps(data["words"])}
            made, warnings = compiler.compile_with_warnings(sys_inputs=inputs, format="png", ppi=1)
            assert not warnings, (job.path, more, [warning.message for warning in warnings])
            sides.add(len(made or ()))
    assert len(sides) > 1
