"""各种值怎样写，只有一张表：每一样都用到，模型、模式文件、表单、可视化编辑器说的都一样。"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from pydantic import TypeAdapter, ValidationError

from casebook.compile import compile_handbook
from casebook.model import REGISTERS, Case, Handbook, describe
from casebook.model.dates import DateText
from casebook.model.description import FieldDescription
from casebook.model.pages import ProseHead
from casebook.model.periods import PeriodText
from casebook.model.scalars import SCALARS, Kind, Scalar
from casebook.model.values import (
    Icp,
    Isbn,
    Line,
    Mail,
    Number,
    Police,
    Prose,
    SiteCode,
    Slug,
    Url,
    Whole,
    YesNo,
)
from casebook.model.walk import record_kinds
from casebook.render.admin.fields import _plain
from casebook.render.schema.values import value
from casebook.render.web.form_files import form_json
from casebook.render.web.form_rules import FORM_RULES, form_rules
from conftest import ROOT

TYPES: dict[Kind, Any] = {
    Kind.LINE: Line,
    Kind.PROSE: Prose,
    Kind.NUMBER: Number,
    Kind.WHOLE: Whole,
    Kind.DATE: DateText,
    Kind.PERIOD: PeriodText,
    Kind.YES_NO: YesNo,
    Kind.ID: Slug,
    Kind.URL: Url,
    Kind.MAIL: Mail,
    Kind.SITE_CODE: SiteCode,
    Kind.ICP: Icp,
    Kind.POLICE: Police,
    Kind.ISBN: Isbn,
}
FIELDS = [
    field
    for root in (Case, Handbook, ProseHead, *REGISTERS.values())
    for kind in record_kinds(root)
    for field in describe(kind)
]
CASES = [
    (kind, written, right)
    for kind, scalar in SCALARS.items()
    for right, several in ((True, (scalar.example,)), (False, scalar.wrong))
    for written in several
]


def names(case: Any) -> str:
    return str(case)[:12]


def field_of(kind: Kind) -> FieldDescription:
    """模型里这一种的一栏：不引用登记簿的，限制就是表里的。"""
    limit = SCALARS[kind].limit
    return next(f for f in FIELDS if f.kind is kind and not f.register and f.limit == limit)


def test_every_scalar_is_used() -> None:
    """表里的每一样，模型里都有栏目用；模型里的每一样，不是选词、分栏的，表里都有。"""
    kinds = {field.kind for field in FIELDS if not field.register}
    assert kinds - {Kind.CHOICE, Kind.RECORD} == set(SCALARS) == set(TYPES)
    for kind, scalar in SCALARS.items():
        assert scalar.wrong, kind
        assert re.fullmatch(r"M\d\d", scalar.code)


@pytest.mark.parametrize(("kind", "written", "right"), CASES, ids=names)
def test_the_model_follows_the_table(kind: Kind, written: str, right: bool) -> None:
    scalar = SCALARS[kind]
    assert scalar.fits(written) is right
    assert (scalar.fault(written) == "") is right
    adapter = TypeAdapter(TYPES[kind])
    if right:
        adapter.validate_python(written)
        return
    with pytest.raises(ValidationError) as refused:
        adapter.validate_python(written)
    (detail,) = refused.value.errors()
    assert detail["type"] == scalar.code
    assert not re.search(r"\{\w+\}", detail["msg"])


@pytest.mark.parametrize(("kind", "written", "right"), CASES, ids=names)
def test_the_schema_follows_the_table(kind: Kind, written: str, right: bool) -> None:
    schema = value(field_of(kind))
    assert Draft7Validator(schema).is_valid(written) is right
    assert SCALARS[kind].how in schema["errorMessage"] or kind is Kind.WHOLE


@pytest.mark.parametrize(("kind", "written", "right"), CASES, ids=names)
def test_the_visual_editor_follows_the_table(kind: Kind, written: str, right: bool) -> None:
    """一行、一段的只查长短：空的、换行的它的输入框写不出来，或另有“必填”来管。"""
    widget = _plain(field_of(kind))
    if kind is Kind.YES_NO:
        assert widget["widget"] == "boolean" or widget["options"] == ["是", "否"]
        return
    if kind is Kind.WHOLE:  # 它的数字框只收整数
        assert widget["widget"] == "number"
        assert widget["min"] is not None
        return
    pattern, _ = widget["pattern"]
    short = kind in (Kind.LINE, Kind.PROSE) and len(written) <= SCALARS[kind].limit
    assert bool(re.search(pattern, written)) is (right or short)


def in_script(folder: Path, form: str, cases: list[tuple[str, str]]) -> list[Any]:
    """表单的脚本对各个值说什么：在 node 里真的跑。"""
    for path in (ROOT / "hooks/casebook/theme/assets/javascripts").glob("form-*.js"):
        shutil.copy(path, folder)
    (folder / FORM_RULES).write_bytes(form_rules())
    (folder / "package.json").write_text('{"type": "module"}')
    script = f"""
      import {{ readFileSync }} from "node:fs";
      import {{ Checker }} from "{(folder / "form-check.js").as_uri()}";
      const {{ data, cases }} = JSON.parse(readFileSync(0, "utf8"));
      const checker = new Checker(data);
      console.log(JSON.stringify(cases.map((one) => checker.scalar(...one) ?? null)));
    """
    node = shutil.which("node")
    assert node
    done = subprocess.run(
        [node, "--input-type=module", "-e", script],
        input=json.dumps({"data": json.loads(form), "cases": cases}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: list[Any] = json.loads(done.stdout)
    return said


def told(scalar: Scalar, written: str) -> str:
    known = {"value": written, "limit": scalar.limit, "n": len(written)}
    return scalar.fault(written).format(**known)


def test_the_form_follows_the_table(tmp_path: Path, handbook: Callable[..., Path]) -> None:
    """对的没有话，错的说表里的那一句。"""
    form = form_json(compile_handbook(handbook(), size="none").book)
    said = in_script(tmp_path, form, [(kind.name.lower(), written) for kind, written, _ in CASES])
    for (kind, written, right), answer in zip(CASES, said, strict=True):
        scalar = SCALARS[kind]
        if right:
            assert answer is None, (kind, written)
        else:
            assert answer == {"code": scalar.code, "text": told(scalar, written)}


def test_nothing_about_a_scalar_is_written_twice() -> None:
    """写法与说法的每一处，只在表里有：别的 Python、脚本、模板里一处也没有。"""
    sources = [
        path
        for suffix in ("py", "js", "html", "json", "toml")
        for path in (ROOT / "hooks").rglob(f"*.{suffix}")
        if path.name != "scalars.py" and "node_modules" not in path.parts
    ]
    assert len(sources) > 250
    for path in sources:
        content = path.read_text("utf-8")
        for kind, scalar in SCALARS.items():
            common = kind in (Kind.LINE, Kind.PROSE, Kind.YES_NO)  # 太平常的写法，别处也会有
            shapes = () if common else (scalar.pattern, json.dumps(scalar.pattern)[1:-1])
            for part in (
                *shapes,
                *(() if kind is Kind.WHOLE else (scalar.how,)),
                *(words for _, words in scalar.advice),
            ):
                assert part not in content, (path, kind, part)
