"""模板引擎：自动转义一直开着。模板只排 Document，不看整本书。"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from casebook.compose.words import word
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
    env.filters["wrap"] = wrap
    env.globals.update(word=word, BLANK_CASE=f"/{BLANK_CASE}", FORM_JSON=f"/{FORM_JSON}")
    return env


def wrap(text: str, width: int) -> list[str]:
    """图上的字最多两行，每行 `width` 个，再多就用省略号。"""
    if len(text) <= width:
        return [text]
    rest = text[width:]
    return [text[:width], rest if len(rest) <= width else rest[: width - 1] + "…"]
