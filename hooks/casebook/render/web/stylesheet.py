"""主题的样式，只留用得着的：一条规则要的类名，哪里也没有写过，就永远用不上。

主题换了版本也照样做：不认识它有哪些规则，只看类名、颜色的名字、变量在不在网页与脚本的源文件里。
语法见 https://www.w3.org/TR/css-syntax-3/；分不清的一律留下。
"""

import re
from collections.abc import Collection, Iterator

from jinja2 import Environment, TemplateNotFound, meta

from casebook.program import web_text
from casebook.store import digest

_WORD = re.compile(r"[\w-]+")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_NAMED = re.compile(r"\[data-md-[\w-]+=[\"']?([\w-]+)[\"']?\]")
_LISTS = re.compile(r":(?:not|is|where|has)\(")
_VARIABLE = re.compile(r"var\((--[\w-]+)")
_NESTED = ("@media", "@supports", "@container", "@layer")


_PAGES = ("main.html", "404.html")


def theme_styles(css: str, environment: Environment) -> tuple[str, str]:
    """主题的样式 `css` 收拾好：站内路径（内容变了，名字就变）、内容；没有样式的都为空。"""
    if not css:
        return "", ""
    pages = (template_text(environment, name) for name in _PAGES)
    kept = trimmed(css, "\n".join((web_text(), *pages)))
    return f"assets/stylesheets/theme.{digest(kept)[:8]}.min.css", kept


def template_text(environment: Environment, name: str) -> str:
    """模板 `name` 与它一路用到的模板的源文件；名字算出来的不在里面。"""
    found: dict[str, str] = {}
    todo = [name]
    while todo:
        name = todo.pop()
        if name in found or environment.loader is None:
            continue
        try:
            found[name], _, _ = environment.loader.get_source(environment, name)
        except TemplateNotFound:  # 主题备着的别的功能，没有装
            continue
        todo += filter(None, meta.find_referenced_templates(environment.parse(found[name])))
    return "\n".join(found.values())


def trimmed(css: str, text: str) -> str:
    """`css` 里用得着的；`text` 是网页、脚本与别的样式的源文件。"""
    kept = _used(css, frozenset(_WORD.findall(text)))
    return _without_idle_variables(kept, {*_VARIABLE.findall(kept), *_VARIABLE.findall(text)})


def _used(css: str, words: Collection[str]) -> str:
    out = ""
    for head, body in _rules(css):
        name = head.strip()
        if body is None:
            out += f"{head};"
        elif name.startswith(_NESTED):
            inner = _used(body, words)
            out += f"{head}{{{inner}}}" if inner else ""
        elif name.startswith("@"):
            out += f"{head}{{{body}}}"
        else:
            selectors = ",".join(one for one in _apart(head, ",") if _may_match(one, words))
            out += f"{selectors}{{{body}}}" if selectors else ""
    return out


def _without_idle_variables(css: str, used: Collection[str]) -> str:
    """`:root` 上没有人用的变量（多半是图标）去掉；变量里用到的变量，前一遍已经算上。"""
    out = ""
    for head, body in _rules(css):
        if head.strip() == ":root" and body:
            kept = [
                one
                for one in _apart(body, ";")
                if not one.startswith("--") or one.partition(":")[0] in used
            ]
            body = ";".join(kept)
        out += f"{head};" if body is None else f"{head}{{{body}}}"
    return out


def _may_match(selector: str, words: Collection[str]) -> bool:
    if "\\" in selector:
        return True
    plain = _without_lists(selector)
    return all(name in words for name in (*_CLASS.findall(plain), *_NAMED.findall(plain)))


def _without_lists(selector: str) -> str:
    """去掉 :not()、:is() 一类：里面几样有一样就行，或者没有才行。"""
    out, at = "", 0
    while found := _LISTS.search(selector, at):
        out += selector[at : found.start()]
        at, depth = found.end(), 1
        while depth:
            depth += (selector[at] == "(") - (selector[at] == ")")
            at += 1
    return out + selector[at:]


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    """最外面的一条条：大括号前面的、里面的；没有大括号的（@charset）里面为 None。"""
    start = opened = depth = 0
    for at, char in _outside(css):
        if char == "{":
            opened = at if depth == 0 else opened
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened], css[opened + 1 : at]
                start = at + 1
        elif char == ";" and depth == 0:
            yield css[start:at], None
            start = at + 1


def _apart(text: str, mark: str) -> Iterator[str]:
    """照最外面的 `mark` 分开。"""
    start = 0
    for at, char in _outside(text):
        if char == mark:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def _outside(css: str) -> Iterator[tuple[int, str]]:
    """不在引号、括号、注释里的字，连同它在第几个。"""
    at, depth, quote = 0, 0, ""
    while at < len(css):
        char = css[at]
        if char == "\\":
            at += 1
        elif quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif css.startswith("/*", at):
            at = css.find("*/", at) + 1 or len(css)
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif not depth:
            yield at, char
        at += 1
