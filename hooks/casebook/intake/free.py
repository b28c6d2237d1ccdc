"""没有照投稿表写的稿子：照标题的说法分到各栏；分不出的留作原稿。"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from casebook.editing.literal import one_line
from casebook.intake.answers import Answers
from casebook.intake.blocks import Block, Paragraph, Table
from casebook.intake.filled import Left
from casebook.intake.groups import groups
from casebook.intake.headings import bare, chapter, field_of, labelled, numbered, unnumbered
from casebook.intake.markdown import markdown
from casebook.intake.rows import unfolded
from casebook.intake.said import Said
from casebook.intake.steps import only, step_of
from casebook.intake.tabbed import tabbed
from casebook.intake.typed import unmarked
from casebook.model.periods import meant_period

_LINES = ("title", "method_name", "summary", "streets", "residential_areas", "address")
"""写一行的。"""
_PROSE = ("problem", "served", "hours", "fees", "outcomes", "spread", "insight", "applicability")
_TITLE = 40
_DATED = re.compile(r"^(?P<date>约?\d{4}[^，,：:。；;\s]*?)\s*[，,：:\s]\s*(?P<event>.+)$", re.S)


@dataclass
class Free:
    """读出来的：答的话；没有放进去的；放进去了的各块，字还要再对一遍。"""

    answers: Answers = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    taken: list[Block] = field(default_factory=list)
    sources: list[Said] = field(default_factory=list)
    guessed: Paragraph | None = None


@dataclass
class _Section:
    """一节：标题是哪一段，说的是哪一栏，下面有什么。"""

    name: str
    head: Paragraph | None
    blocks: list[Block] = field(default_factory=list)


def read_free(blocks: Sequence[Block], actors: Sequence[str]) -> Free:
    """`actors` 是五社的名称。"""
    free = Free()
    said = [one for one in unfolded(blocks) if isinstance(one, Table) or one.text.strip()]
    said = _titled(said, free)
    for section in _sections(said):
        _Taker(free, actors).take(section)
    if free.guessed:
        free.taken.append(free.guessed)
    return free


def _titled(blocks: list[Block], free: Free) -> list[Block]:
    """开头的题目。"""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or field_of(first.text) or labelled(first.text)[0]:
        return blocks
    text = first.text.strip()
    if first.item or numbered(text) or len(text) > _TITLE or text[-1] in "。；：:":
        return blocks
    free.answers["title"] = Said(text, text, first.place)
    free.guessed = first
    return blocks[1:]


def _sections(blocks: Sequence[Block]) -> Iterator[_Section]:
    """一节一节：标题是样式里的标题，或单独一行、说法认得出的。"""
    section = _Section("", None)
    level = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            name = field_of(block.text)
            own = bool(name) and (block.level > 0 or not block.item or numbered(block.text))
            outside = block.level > 0 and (not level or block.level <= level)
            outside = outside or _next(section, block)
            if own and not (section.name and level and block.level > level):
                yield section
                section, level = _Section(name, block), block.level
                continue
            if outside and not own:
                yield section
                section, level = _Section("", block), block.level
                continue
        section.blocks.append(block)
    yield section


def _next(section: _Section, block: Paragraph) -> bool:
    """“六、……”的一节下面，到了“七、……”；这一节里自己从“一、”数起的不算。"""
    number = chapter(block.text)
    inside = any(chapter(one.text) for one in section.blocks if isinstance(one, Paragraph))
    before = chapter(section.head.text) if section.head else 0
    return 0 < before == number - 1 and not inside


class _Taker:
    """把一节放进栏目。"""

    def __init__(self, free: Free, actors: Sequence[str]) -> None:
        self._free = free
        self._actors = actors

    def take(self, section: _Section) -> None:
        """放得进的放好，放不进的留作原稿。"""
        if section.head:
            self._free.left += _headed(section)
        name, blocks = section.name, section.blocks
        if name in _PROSE:
            for group in map(unmarked, groups(tabbed(blocks))):
                self._add(name, {"text": Said.of(group, group[0].place)}, group)
        elif name == "steps":
            self._steps(blocks)
        elif name == "timeline":
            self._each(blocks, self._event)
        elif name == "actors":
            self._each(blocks, self._actor)
        elif name == "sources":
            self._each(blocks, self._source)
        elif name in _LINES and blocks:
            self._line(name, blocks)
        else:
            self._each(blocks, self._labelled)

    def _add(self, name: str, item: dict[str, Said], blocks: Sequence[Block]) -> None:
        self._free.answers.setdefault(name, []).append(item)
        self._free.taken += blocks

    def _leave(self, blocks: Sequence[Block]) -> None:
        self._free.left += [left for block in blocks for left in left_of(block)]

    def _each(self, blocks: Sequence[Block], take: Callable[[Paragraph], bool]) -> None:
        for block in blocks:
            if not (isinstance(block, Paragraph) and take(block)):
                self._leave([block])

    def _event(self, block: Paragraph) -> bool:
        found = _DATED.match(one_line(block.text))
        if not found or not meant_period(found["date"]):
            return False
        date, event = (Said.words(found[one], block.place) for one in ("date", "event"))
        self._free.answers.setdefault("timeline", []).append({"date": date, "event": event})
        return True

    def _actor(self, block: Paragraph) -> bool:
        head, colon, rest = block.text.replace(":", "：", 1).partition("：")
        if not colon or bare(head) not in self._actors or not rest.strip():
            return False
        item = {
            "actor": Said.words(bare(head), block.place),
            "text": Said.words(rest.strip(), block.place),
        }
        self._add("actors", item, [block])
        return True

    def _source(self, block: Paragraph) -> bool:
        self._free.sources.append(Said.words(unnumbered(block.linked), block.place))
        self._free.taken.append(block)
        return True

    def _labelled(self, block: Paragraph) -> bool:
        """“地址：示例路 1 弄”这样的一行。"""
        name, rest = labelled(block.text)
        said = Said.words(rest, block.place)
        self._title(name)
        if name in _LINES and (name == "summary" or name not in self._free.answers):
            if name == "summary" and name in self._free.answers:
                return False
            self._free.answers[name] = {"text": said} if name == "summary" else said
        elif name in _PROSE:
            self._free.answers.setdefault(name, []).append({"text": said})
        else:
            return False
        head = re.split("[：:]", block.text, maxsplit=1)[0].strip()
        self._free.left.append(Left(block.place, f"{head}：", "标题"))
        self._free.taken.append(block)
        return True

    def _title(self, name: str) -> None:
        """写明了标题的，开头的一行就不是标题，留作原稿。"""
        if name == "title" and self._free.guessed:
            self._free.left += left_of(self._free.guessed)
            self._free.guessed = None
            del self._free.answers["title"]

    def _line(self, name: str, blocks: Sequence[Block]) -> None:
        first, *others = blocks
        self._title(name)
        if name in self._free.answers or not isinstance(first, Paragraph):
            self._leave(blocks)
            return
        if name == "summary":
            self._free.answers[name] = {"text": Said.of(blocks, first.place)}
            self._free.taken += blocks
            return
        self._free.answers[name] = Said.of([first], first.place)
        self._free.taken.append(first)
        self._leave(others)

    def _steps(self, blocks: Sequence[Block]) -> None:
        title: Said | None = None
        inside: list[Block] = []

        def close() -> None:
            nonlocal title, inside
            text = Said.of(inside, inside[0].place) if inside else None
            if title:
                item = {"title": title, **({"text": text} if text else {})}
                self._add("steps", item, inside)
            elif text:
                self._leave(inside)
            title, inside = None, []

        for block in blocks:
            begins = isinstance(block, Paragraph) and step_of(block)
            if begins and isinstance(block, Paragraph):
                close()
                head, rest = begins
                title = Said.words(head, block.place)
                self._free.taken.append(block)
                inside = [only(block, rest)] if rest else []
            else:
                inside.append(block)
        close()


def _headed(section: _Section) -> list[Left]:
    """标题这一行：认得的，记下来认作哪一栏；不认得的，是原稿里的标题。"""
    if section.head is None:
        return []
    why = "标题" if section.name else "认不出是哪一栏"
    return [Left(section.head.place, section.head.text.strip(), why)]


def left_of(block: Block) -> Iterator[Left]:
    """一块留作原稿。"""
    if isinstance(block, Table):
        if words := markdown([block]):
            yield Left(block.place, words)
    elif block.text.strip():
        yield Left(block.place, block.linked.strip())
