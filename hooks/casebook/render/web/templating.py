"""模板引擎：自动转义一直开着。模板只排 Document，不看整本书。"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from casebook.compose.form import BLANK_FORM
from casebook.compose.words import word
from casebook.office import office_version
from casebook.render.web.form_files import BLANK_CASE, FORM_JSON


@cache
def environment() -> Environment:
    """全站共用的模板环境。"""
    env = Environment(
        loader=PackageLoader("casebook.render.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(word=word, BLANK_CASE=f"/{BLANK_CASE}", FORM_JSON=f"/{FORM_JSON}")
    env.globals.update(BLANK_FORM=f"/{BLANK_FORM}" if office_version() else "")
    return env
