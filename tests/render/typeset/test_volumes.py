"""分册的书：工作法太多时分成几册，册与册之间的页码是真的。"""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import corpus
import pytest
import yaml

from casebook.compile import compile_handbook
from casebook.compiled import Compiled
from casebook.publish import write_prints
from casebook.render.typeset import PrintJob, VolumeSet
from casebook.render.typeset.jobs import THIN
from casebook.store import Cache
from conftest import HANDBOOK, copy_handbook, print_order

LIMIT = 4
HANZI = "一二三四五六七八九"


def pages(pdf: Path) -> list[str]:
    """各页的文字，去掉空白与不可见的字。"""
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    text = done.stdout.decode("utf-8")
    return [re.sub(r"[\s\u200b\u2060]", "", page) for page in text.split("\f")]


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_handbook(HANDBOOK)


def thin(compiled: Compiled) -> Compiled:
    """一册最多四条。"""
    own = compiled.book.handbook.model_copy(update={"volume_size": LIMIT})
    return replace(compiled, book=replace(compiled.book, handbook=own))


@pytest.fixture(scope="module")
def volumes(compiled: Compiled, tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    folder = tmp_path_factory.mktemp("volumes")
    whole = next(thin(compiled).prints())
    assert isinstance(whole, VolumeSet)
    cache = Cache(folder / "cache")
    assert write_prints(folder, print_order([whole], HANDBOOK / "cases"), cache, print) == len(
        whole.jobs
    )
    again = next(thin(compiled).prints())
    assert write_prints(folder, print_order([again], HANDBOOK / "cases"), cache, print) == 0
    return [pages(folder / job.path) for job in whole.jobs]


def printed(volume: list[str], number: int) -> str:
    """书上印着第 `number` 页的那一页：封面与封二不编页码。"""
    return volume[number + 1]


def test_split_keeps_every_method_once(compiled: Compiled, volumes: list[list[str]]) -> None:
    methods = compiled.book.methods
    assert len(volumes) == -(-len(methods) // LIMIT)
    for method in methods:
        number = int(method.number)
        title = re.sub(r"\s", "", f"第{HANZI[number - 1]}法　{method.title}")
        starts = [
            (v, p)
            for v, volume in enumerate(volumes)
            for p, page in enumerate(volume)
            if title in page and "地点" in page
        ]
        assert len(starts) == 1, title


def test_references_across_volumes_are_true(compiled: Compiled, volumes: list[list[str]]) -> None:
    """指到别册的，那一册里真有这一法、这一章。"""
    titles = {m.title: int(m.number) for m in compiled.book.methods}
    methods = chapters = 0
    for number, volume in enumerate(volumes, 1):
        text = "".join(volume)
        for before, which, place in re.findall(r"(.{2,20})（见第([一-九])册(.{2,20}?)）", text):
            assert HANZI.index(which) + 1 != number
            target = volumes[HANZI.index(which)]
            if found := re.fullmatch(r"第([一-九])法", place):
                title = next(t for t in titles if before.endswith(re.sub(r"\s", "", t)))
                assert titles[title] == HANZI.index(found[1]) + 1
                opening = re.sub(r"\s", "", f"{place}　{title}")
                assert any(opening in page and "地点" in page for page in target)
                methods += 1
            else:
                assert any(place[1:-1] in page for page in target[4:]), place
                chapters += 1
    assert methods >= 3
    assert chapters >= 3


def test_edit_sets_only_its_volume(compiled: Compiled, tmp_path: Path) -> None:
    """改一条，只重排它那一册与带索引的一册。"""
    cache = Cache(tmp_path / "cache")
    whole = next(thin(compiled).prints())
    assert isinstance(whole, VolumeSet)
    write_prints(tmp_path, print_order([whole], HANDBOOK / "cases"), cache, print)
    data = json.loads(json.dumps(whole.jobs[1].data))
    data["parts"][0]["methods"][0]["sections"][0]["c"].append({"t": "p", "c": ["改了一句。"]})
    jobs = (whole.jobs[0], replace(whole.jobs[1], data=data), *whole.jobs[2:])
    said: list[str] = []
    write_prints(tmp_path, print_order([VolumeSet(jobs)], HANDBOOK / "cases"), cache, said.append)
    made = [words.removeprefix("排好 ") for words in said]
    assert made[0] == whole.jobs[1].path
    assert made[1:] in ([], [whole.jobs[-1].path])  # 页没有挪，索引就没有变


@pytest.mark.slow
def test_a_thick_book_is_set_in_a_process_of_its_own(compiled: Compiled, tmp_path: Path) -> None:
    """厚的在自己的进程里排，排出来的一个字节也不差；再排时从缓存里取。"""
    root = copy_handbook(tmp_path / "手册")
    for methods, kind in ((THIN, PrintJob), (THIN + 1, VolumeSet)):
        for name, content in corpus.cases(methods - len(compiled.book.methods)).items():
            text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
            (root / f"cases/{name}.yml").write_text(text, "utf-8")
        assert type(next(compile_handbook(root).prints())) is kind
    job = next(compiled.prints())
    assert isinstance(job, PrintJob)
    made = {}
    for name, item in (("here", job), ("there", VolumeSet((job,)))):
        order, cache = print_order([item], HANDBOOK / "cases"), Cache(tmp_path / f"{name}-cache")
        assert write_prints(tmp_path / name, order, cache, print) == 1
        made[name] = (tmp_path / name / job.path).read_bytes()
        assert write_prints(tmp_path / name, order, cache, print) == 0
    assert made["here"] == made["there"]


def test_index_counts_pages_of_every_volume(volumes: list[list[str]]) -> None:
    index = next(p for p in volumes[-1] if "组织索引" in p)
    assert not any("组织索引" in page for volume in volumes[:-1] for page in volume[4:])
    places = re.search(r"社趣更馨营造中心一册([\d–，]+)", index)
    assert places
    for span in places[1].strip("，").split("，"):
        first, _, last = span.partition("–")
        for number in range(int(first), int(last or first) + 1):
            assert "社趣更馨营造中心" in printed(volumes[0], number), number
