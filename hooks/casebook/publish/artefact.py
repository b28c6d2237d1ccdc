"""网站里的一件：放在哪里，由什么做成，怎样做。

做一件的函数只得到列出来的东西，指纹就由这些东西合成：不可能漏了一样。
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from casebook.program import program_digest
from casebook.publish.facts import PageFacts
from casebook.store import Ledger, Table, digest, digest_of_bytes

T = TypeVar("T")


class Input(NamedTuple):
    """做一件要用的、大的一样：它的指纹，要做时才取来。小的（文字、数、元组）直接写，不必这样。"""

    key: str
    get: Callable[[], Any]


class Output(NamedTuple):
    """做好的一件：一段段的字节；是网页的，里面有哪些锚点与链接。"""

    parts: Iterable[bytes | memoryview]
    facts: PageFacts | None = None


@dataclass(frozen=True, slots=True)
class Artefact:
    """`key` 是 `make` 用到的一切的指纹。

    `stored` 是做起来贵，缓存里另存一份；`alone` 是一列出来就在本进程里做，后面的要用到它。
    """

    path: str
    key: str
    make: Callable[[], Output]
    stored: bool = False
    alone: bool = False


def artefact(
    path: str,
    function: Callable[..., Output],
    *inputs: Any,
    room: str = "",
    stored: bool = False,
    alone: bool = False,
) -> Artefact:
    """`path` 是 `function(*inputs)`；`room` 见 `derived`。"""
    return Artefact(path, *derived(function, *inputs, room=room), stored, alone)


def derived(function: Callable[..., Any], *inputs: Any, room: str = "") -> Input:
    """由 `inputs` 做出来的一样，可以再拿去做别的。

    `function` 要是模块里的函数：当场写的会带进没有列出来的东西，抛 TypeError。
    只用 `room` 一间屋子的代码（如排版机），就写上：别处改了，不必重做。
    """
    name = f"{function.__module__}.{function.__qualname__}"
    if "<" in name:
        raise TypeError(name)
    keys = [one.key if isinstance(one, Input) else one for one in inputs]
    key = digest(program_digest(room), name, keys)
    return Input(
        key, lambda: function(*(one.get() if isinstance(one, Input) else one for one in inputs))
    )


def kept(ledger: Ledger, table: Table, name: str, kind: type[T], one: Input) -> Input:
    """`one` 做好了记在账上，由同样的东西做时不再做。"""
    return Input(one.key, lambda: ledger.made(table, name, one.key, kind, one.get))


def as_it_is(path: str, content: bytes) -> Artefact:
    """`content` 原样就是 `path`。"""
    return artefact(path, whole, Input(digest_of_bytes(content), lambda: content))


def whole(content: bytes) -> Output:
    """已经写好的一件。"""
    return Output((content,))
