"""折页上五社的图表，估的高与真的高：估得出入大了，印的一样，只是要多排一遍。"""

import shutil
from pathlib import Path

from casebook.compile import compile_handbook
from casebook.render.typeset import TEMPLATES, PrintJob
from casebook.render.typeset.setter import Typesetter
from conftest import HANDBOOK, SITE_URL

MEASURED = """
#context [#metadata(m.sections.filter(s => s.id in fives).map(s => {
  let high(list) = if list == () { 0 } else { high-of(blocks(list, e + (whole: 190mm))) / 1pt }
  let tables = s.c.filter(item => item.t == "table" and "title" in item)
  (s.id, high(s.c.filter(is-five)), high(tables))
}))<real>]
"""


def test_they_are_as_high_as_guessed(tmp_path: Path) -> None:
    folder = shutil.copytree(TEMPLATES, tmp_path / "templates")
    with (folder / "leaflet.typ").open("a", encoding="utf-8") as template:
        template.write(MEASURED)
    typesetter = Typesetter(folder)
    seen = 0
    for job in compile_handbook(HANDBOOK, SITE_URL).prints():
        if isinstance(job, PrintJob) and job.template == "leaflet.typ" and not job.photos:
            typesetter.one(job)
            for name, figure, table in typesetter.said(job, "real"):
                guessed = job.data["fives"][name]
                for high, (low, most) in (figure, guessed["figure"]), (table, guessed["table"]):
                    assert low <= high <= most, (job.path, high, low, most)
                seen += 1
    assert seen > 8
