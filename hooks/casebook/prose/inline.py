"""行内的写法：加重、代码、链接、出处标、待补充、脚注的号；由 Python-Markdown 来读。

`*`、`_`、反引号的两边是数字、字母，就是平常的字：2*3、a_b、x**2。单个的 `*`、`_` 夹在汉字当中也是
（长*宽*高）；加重写 `**`，夹在汉字当中也行。字符引用（`&nbsp;`）、网页代码都是字。
"""

import re
from functools import cache
from xml.etree.ElementTree import Element

import markdown
from markdown.inlinepatterns import (
    BACKTICK_RE,
    BacktickInlineProcessor,
    InlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_SOURCE_MARK = r"〔([a-z][a-z0-9-]*)(?: ([^〔〕\n]{1,60}))?〕"
_NOTE_MARK = r"\[\^([^\]\s]+)\]"
_ALNUM = "[0-9A-Za-z]"
_BETWEEN_BRACKETS = r"(?<=[)）\]】”’」』》〉])[*_]+(?=[(（\[【“‘「『《〈])"
# 夹在字母、数字当中，或夹在两对括号、引号当中的星号
_SIGN = rf"(?:(?<={_ALNUM})[*]+(?={_ALNUM})|{_BETWEEN_BRACKETS})"
STRONG = re.compile(
    rf"(?<![*])(?!{_SIGN})(?P<mark>[*]{{2,3}})(?![*\s])"
    rf"(?P<words>(?:(?!\n[ ]*\n).)+?)"
    rf"(?<!\s)(?!{_SIGN})(?<![*])(?P=mark)(?![*])",
    re.S,
)
"""加重：两个星号，夹在汉字当中也行；三个是又加重又强调。"""
EMPHASIS = re.compile(
    rf"(?<![\w*])(?!{_BETWEEN_BRACKETS})(?P<mark>[*]|_{{1,2}})(?![*_\s\d，。、；：？！）》”])"
    rf"(?P<words>[^*\n]+?)"
    rf"(?<![\s*_\d，、：（《“])(?!{_BETWEEN_BRACKETS})(?P=mark)(?![\w*])"
)
"""强调：外面不挨着字、里面不挨着数字的一个星号、一两条下划线。

里面也不从“，”开头、到“：”为止：那是填空的下划线（姓名：__，电话：__）。"""
_TICKS = re.compile("(?<!`)`+")
_PLAIN = ("html", "entity", "automail", "reference", "short_reference")
_PLAIN_IMAGES = ("image_reference", "short_image_ref")
_ESCAPABLE = "\\`*_{}[]()>#+-.!|<=~^:$%&\"'〔【"


def read_inline(root: Element, page: bool, notes: frozenset[str]) -> None:
    """就地读好 `root` 里的行内写法；`notes` 是有正文的脚注。"""
    md = _markdown(page)
    _Note.known = notes
    for treeprocessor in md.treeprocessors:
        assert isinstance(treeprocessor, Treeprocessor)  # noqa: S101 - 库的登记簿没有写类型
        treeprocessor.run(root)


@cache
def _markdown(page: bool) -> markdown.Markdown:
    md = markdown.Markdown()
    md.ESCAPED_CHARS = [*_ESCAPABLE]
    # 案例的图片写在“图片”栏里，文字里不认；文章里可以插
    images = _PLAIN_IMAGES if page else (*_PLAIN_IMAGES, "image_link")
    for pattern in (*_PLAIN, *images, "em_strong", "backtick", "autolink"):
        md.inlinePatterns.deregister(pattern)
    for name, processor, priority in (
        ("backtick", _Code(BACKTICK_RE), 190),
        ("unknown", _Unknown(r"【待补充】"), 185),
        ("cite", _Cite(_SOURCE_MARK), 184),
        ("note", _Note(_NOTE_MARK), 175),
        ("autolink", _Address(r"<(https?://[^\s<>]*)>", md), 120),
        ("strong", _Strong(STRONG.pattern), 61),
        ("emphasis", _Emphasis(EMPHASIS.pattern), 60),
    ):
        md.inlinePatterns.register(processor, name, priority)
    return md


Found = tuple[Element | None, int | None, int | None]


class _Code(BacktickInlineProcessor):
    """反引号里的照原样；两边的反引号要一样多，不夹在字母、数字当中。"""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        if not m[0].startswith("`"):
            return super().handleMatch(m, data)  # type: ignore[return-value]
        opening = _TICKS.match(data, m.start())
        if not opening:  # 一串反引号当中的一个
            return None, None, None
        closing = re.compile(rf"(?<!`){opening[0]}(?!`)").search(data, opening.end())
        if not closing or _between(data, opening.span()) or _between(data, closing.span()):
            return None, None, None
        code = Element("code")
        code.text = AtomicString(data[opening.end() : closing.start()].strip())
        return code, opening.start(), closing.end()


def _between(data: str, span: tuple[int, int]) -> bool:
    """`span` 的两边都是字母、数字。"""
    around = data[max(span[0] - 1, 0) : span[0]] + data[span[1] : span[1] + 1]
    return re.fullmatch(_ALNUM + "{2}", around) is not None


class _Tagged(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        return self.element(m), m.start(0), m.end(0)

    def element(self, m: re.Match[str]) -> Element:
        raise NotImplementedError


class _Strong(_Tagged):
    def element(self, m: re.Match[str]) -> Element:
        strong = Element("strong")
        inner = strong
        if len(m["mark"]) == 3:
            inner = Element("em")
            strong.append(inner)
        inner.text = m["words"]
        return strong


class _Emphasis(_Tagged):
    def element(self, m: re.Match[str]) -> Element:
        emphasis = Element("strong" if m["mark"] == "__" else "em")
        emphasis.text = m["words"]
        return emphasis


class _Unknown(_Tagged):
    def element(self, m: re.Match[str]) -> Element:
        unknown = Element("span", {"class": "cn-tbd"})
        unknown.text = "待补充"
        return unknown


class _Cite(_Tagged):
    def element(self, m: re.Match[str]) -> Element:
        cite = Element("cite", {"source": m[1]})
        if m[2]:
            cite.set("locator", m[2])
        return cite


class _Note(InlineProcessor):
    """脚注的号；没有正文的照原样。"""

    known: frozenset[str] = frozenset()

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        if m[1] not in self.known:
            return None, None, None
        return Element("sup", {"note": m[1]}), m.start(0), m.end(0)


class _Address(InlineProcessor):
    """尖括号里的网址；记下文字就是地址。"""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]  # noqa: N802
        link = Element("a", {"href": m[1], "bare": ""})
        link.text = AtomicString(m[1])
        return link, m.start(0), m.end(0)
