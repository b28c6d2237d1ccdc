"""mkdocs.yml 写得对不对：主机只会用英文说，而且那时还没有装载我们的钩子。"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from casebook.faults import shown, told
from casebook.read.explain import explain
from casebook.read.repair import Piece, Repaired, repair
from casebook.read.text import Text, read_text

SETTINGS = "mkdocs.yml"
"""主机的设置，在手册的文件夹里。"""
_WORDS = "一句文字"
_MAPPING = "一栏一栏的“名字: 内容”"
_LIST = "一项一行、以“- ”开头的单子"
# 顶层的栏目该是什么样（https://www.mkdocs.org/user-guide/configuration/）
_KINDS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(
        ("site_name", "docs_dir", "site_dir", "site_url"),
        (_WORDS, lambda value: isinstance(value, str | _Tagged)),
    ),
    **dict.fromkeys(("extra", "validation"), (_MAPPING, lambda value: isinstance(value, dict))),
    **dict.fromkeys(
        ("nav", "hooks", "watch", "extra_css", "extra_javascript"),
        (_LIST, lambda value: isinstance(value, list)),
    ),
    **dict.fromkeys(
        ("plugins", "markdown_extensions"),
        (_LIST, lambda value: isinstance(value, list | dict)),
    ),
    "theme": (_MAPPING, lambda value: isinstance(value, str | dict)),
    "use_directory_urls": ("true 或 false", lambda value: isinstance(value, bool | _Tagged)),
    "strict": ("true 或 false", lambda value: isinstance(value, bool | _Tagged)),
}


class _Tagged(str):
    """带 !ENV 之类的标记，内容由主机来定。"""


class _Loader(yaml.SafeLoader):
    """标记都不管：!ENV、!!python/name 等由主机来认。"""


_Loader.add_multi_constructor("", lambda loader, suffix, node: _Tagged(suffix))


def settings_fault(root: Path) -> str:
    """`root` 的 mkdocs.yml 有什么不对、怎样改：一句话；没有毛病时为空。

    只看读不读得成、顶层各栏的样子对不对；里面的由主机来看。
    """
    path = root / SETTINGS
    if not path.exists() and not path.is_symlink():
        return f"{shown(root)} 里没有 {SETTINGS}。请在手册的文件夹里运行，或用 --root 指出来"
    try:
        data = path.read_bytes()
    except OSError as error:
        return told(error, root) or f"{SETTINGS} 读不了。请看看这个文件"
    text, problems = read_text(SETTINGS, data)
    if not text.content:
        return f"{SETTINGS}：{problems[0].message}"
    try:
        written = yaml.load(text.content, _Loader)  # noqa: S506 - 从 SafeLoader 来，标记只变成文字
    except yaml.MarkedYAMLError as error:
        return _explained(text, error)
    except (yaml.YAMLError, ValueError, RecursionError):
        return f"{SETTINGS} 里有读不了的字，或括号套得太深。请照改之前的一版改回来"
    return _mistyped(written) if isinstance(written, dict) else _explained(text, None)


def _explained(text: Text, error: yaml.MarkedYAMLError | None) -> str:
    """第几行、怎样改；`error` 为 None 时是读出来不成一栏一栏。"""
    slips = repair(text).problems
    if slips:
        found = slips[0]
    elif error:
        found = explain(error, Piece(Repaired(text), range(len(text.lines))))
    elif number := next((n for n, line in enumerate(text.lines, 1) if "：" in line), 0):
        return f"{SETTINGS} 第 {number} 行的冒号是全角的。请换成半角的冒号，后面空一格"
    else:
        return f"{SETTINGS} 要写成{_MAPPING}，现在不是。请照改之前的一版改回来"
    return f"{SETTINGS} 第 {found.line} 行读不懂：{found.message}"


def _mistyped(written: dict[Any, Any]) -> str:
    """顶层有没有哪一栏的样子不对；网站的名字一定要有。"""
    if written.get("site_name") is None:
        return f"{SETTINGS} 里没有 site_name（网站的名字）。请补上一行，如“site_name: 工作法”"
    for key, (kind, right) in _KINDS.items():
        value = written.get(key)
        if value is not None and not right(value):
            return f"{SETTINGS} 的 {key} 应是{kind}，现在写的是“{shown(str(value))}”"
    return ""


def in_editor_settings(root: Path, text: str) -> bool:
    """VS Code 的设置里有没有 `text`；没有设置、读不成，也是没有。"""
    try:
        return text in (root / ".vscode/settings.json").read_text("utf-8")
    except (OSError, ValueError):
        return False
