"""别处转贴时的卡片：1200 × 630，题长题短都放得下；网页上写的就是它。"""

import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from casebook.compile import compile_handbook
from casebook.render.typeset import PrintJob
from conftest import HANDBOOK, SITE_URL, Built
from render.typeset.laid_out import set_job

QING, COVER, WHITE = (23, 64, 127), (18, 48, 95), (255, 255, 255)


@pytest.fixture(scope="module")
def jobs() -> dict[str, PrintJob]:
    prints = compile_handbook(HANDBOOK, SITE_URL).prints()
    return {j.path: j for j in prints if isinstance(j, PrintJob) and j.path.endswith("card.png")}


def drawn(job: PrintJob, title: str = "", said: str = "") -> Image.Image:
    data = {**job.data, **({"title": title} if title else {}), **({"said": said} if said else {})}
    made = set_job(PrintJob(job.path, job.template, data, 0))
    return Image.open(io.BytesIO(made)).convert("RGB")


def test_each_has_one(jobs: dict[str, PrintJob]) -> None:
    cases = {p.stem for p in (HANDBOOK / "cases").glob("*.yml")}
    assert "card.png" in jobs
    assert {p.split("/")[1] for p in jobs if p != "card.png"} <= cases
    assert len(jobs) > 5
    for job in jobs.values():
        image = drawn(job)
        assert image.size == (1200, 630)
        assert image.getpixel((5, 5)) == QING
        assert image.getpixel((5, 620)) == COVER


LONG = ["长" * 20, "“甲”与乙：丙" * 5, "W" * 60, "#let x = 1; *a* [b] $c$ \\ <d> @e", "题" * 60]


@pytest.mark.parametrize("title", LONG)
@pytest.mark.parametrize(
    "said", ["一句。", "很长的一句话。" * 12, "https://example.org/" + "a" * 200]
)
def test_nothing_sticks_out(jobs: dict[str, PrintJob], title: str, said: str) -> None:
    """题与话不出白边、不压着活字与底下的书名。"""
    job = next(
        job for path, job in jobs.items() if path != "card.png" and job.data["method"]["tiles"]
    )
    image, usual = drawn(job, title, said), drawn(job)
    for box in ((0, 30, 60, 530), (1146, 30, 1200, 530), (60, 456, 1146, 630)):
        same = ImageChops.difference(image.crop(box), usual.crop(box)).getbbox() is None
        assert same, box


def test_pages_name_it(real: Built) -> None:
    for name in ("index.html", "streets/index.html", "cases/mulinxiang/index.html"):
        html = (real.site / name).read_text("utf-8")
        found = re.search(r'<meta property="og:image" content="([^"]+)">', html)
        assert found
        assert found[1].startswith(SITE_URL), name
        file = Path(real.site / found[1].removeprefix(SITE_URL))
        assert Image.open(file).size == (1200, 630)
        assert (file.parent == (real.site / name).parent) == (name != "streets/index.html")
