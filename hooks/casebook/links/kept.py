"""问到的记在哪里：`.casebook-cache/links.json`。

是外面某一天的样子，不是手册的内容：不提交，不进任何一页，记了也不必重建。各人的电脑、流水线各记各的。
"""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from casebook.links.answer import Answer, Asked, State
from casebook.store import put_files
from casebook.store.cache import unlisted

_NAME = "links.json"
_ASKED: TypeAdapter[Asked] = TypeAdapter(Asked)


def kept_answers(cache: Path) -> Asked | None:
    """上一次问到的；没有问过、读不懂的为 None。`cache` 是 `.casebook-cache`。"""
    with contextlib.suppress(OSError, ValidationError):
        return _ASKED.validate_json((cache / _NAME).read_bytes())
    return None


def keep_answers(cache: Path, answers: Mapping[str, Answer], on: str) -> Asked:
    """记下 `on` 那一天问到的；和上一次一样不好的，从上一次起算。写不进去抛 OSError。"""
    last = kept_answers(cache)
    asked = Asked(on, answers, {url: _since(url, one, on, last) for url, one in answers.items()})
    put_files(cache, {_NAME: _ASKED.dump_json(asked, indent=1)})
    unlisted(cache)
    return asked


def _since(url: str, now: Answer, on: str, last: Asked | None) -> str:
    before = last and last.answers.get(url)
    if last and before and before.state is now.state is not State.OPEN:
        return last.since.get(url, last.on)
    return on
