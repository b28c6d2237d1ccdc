"""整本书的文字版：一个字不少，只听也分得清；出处的号同参考文献；一行不宽，标点不在行首。"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casebook.bind import Book
from casebook.compose import Document, Documents
from casebook.compose.blocks import Note, Parts, Steps, Table
from casebook.compose.contents import book_contents
from casebook.compose.inlines import Cite
from casebook.compose.numbering import Numbering
from casebook.compose.walk import walk
from casebook.problems.width import CHINESE, wrapped
from casebook.render.text.book import WIDTH, book_text
from casebook.render.text.plain import plain_parts
from casebook.render.text.spoken import spoken
from conftest import HANDBOOK, ROOT
from full import full_handbook
from hostile import pieces
from shown import bound_book
from stress import stress_handbook

BOOKS: dict[str, Callable[[Path], Any]] = {
    "真的": lambda root: ROOT,
    "测试用的": lambda root: HANDBOOK,
    "丰满的": full_handbook,
    "写得满的": stress_handbook,
}


class Volume:
    """一本：`text` 是文字版，`pages` 是各章与工作法的编号，照书里的次序。"""

    def __init__(self, root: Path) -> None:
        self.book, self.documents = bound_book(root)
        self.text = b"".join(book_text(self.book, self.documents)).decode()
        self.pages = [*_pages(self.book, self.documents)]
        self.numbers = Numbering()
        for page, _ in self.pages:
            self.numbers.place(page)

    def chapters(self) -> Iterator[tuple[Document, str, str]]:
        """各章、编号、它在文字版里的字。"""
        starts, at = [], 0
        for page, _ in self.pages:
            title = "\n".join(wrapped(page.title, 2 * WIDTH, cut=False, full=CHINESE))
            at = self.text.index(f"\n\n\n{title}\n", at)
            starts.append(at)
        for (page, number), start, end in zip(
            self.pages, starts, [*starts[1:], len(self.text)], strict=True
        ):
            yield page, number, self.text[start:end]


def _pages(book: Book, documents: Documents) -> Iterator[tuple[Document, str]]:
    contents = book_contents(book, documents)
    yield from ((chapter, "") for chapter in contents.front)
    for part in contents.parts:
        yield from ((chapter, "") for chapter in part.chapters)
        yield from ((documents(method.id), method.number) for method in part.methods)
    yield from ((chapter, "") for chapter in contents.back)


@pytest.fixture(scope="module", params=BOOKS)
def volume(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Volume:
    root = tmp_path_factory.mktemp("text") / "book"
    return Volume(BOOKS[request.param](root) or root)


def squeezed(words: str) -> str:
    """空白、出处的号不算。"""
    return re.sub(r"\s|〔注?\d+〕", "", words)


def said(page: Document, number: str) -> Iterator[str]:
    """查找的话，拆到标点：表格、步骤在文字版里另有说法，字还是那些字。"""
    for part in plain_parts(page, number):
        for line in (part.title, *part.lines):
            yield from filter(None, map(squeezed, re.split(r"[，。：；\s]+", line)))


def test_every_word_is_in_its_place(volume: Volume) -> None:
    names, whole = volume.book.handbook.words, squeezed(volume.text)
    for part in book_contents(volume.book, volume.documents).parts:
        assert squeezed(part.title + spoken(part.told(names))) in whole
    assert {m.address for m in volume.book.methods} <= {page.address for page, _ in volume.pages}
    for page, number, text in volume.chapters():
        words, at = squeezed(text), 0
        for piece in said(page, number):
            found = words.find(piece, at)
            assert found >= 0, (page.address, piece)
            at = found if page.kind != "references" else 0  # 照号排
    assert len(volume.pages) > 10


def test_sentences_are_followed_by_the_numbers_of_their_sources(volume: Volume) -> None:
    """一句话后面的号，就是参考文献里那一条的号；章末列的也是那些号。"""
    seen = 0
    for page, _, text in volume.chapters():
        listed = dict(re.findall(r"\n　　〔(\d+)〕(.{6})", text.replace("•", "")))
        marks = [one for one in walk(page) if isinstance(one, Cite)]
        for mark in marks:
            number = volume.numbers.number(mark.source)
            assert f"〔{number}〕" in text
            assert str(number) in listed, (page.address, mark)
            seen += 1
        for ref in page.references:
            entry = f"\n　　〔{volume.numbers.number(ref.source)}〕{ref.before}{ref.title}"
            assert squeezed(entry[:40]) in squeezed(text)
        assert {int(n) for n in re.findall(r"〔(\d{1,3})〕", text)} <= {  # 四位的是文号
            *map(int, listed),
            *([1, 2] if page.address == "/conventions/" else []),  # 凡例里举的例
        }
    assert seen > 100
    *_, (references, _, text) = [c for c in volume.chapters() if c[0].kind == "references"]
    numbers = [int(n) for n in re.findall(r"\n　　〔(\d+)〕", text)]
    assert references.title
    assert numbers == [*range(1, len(volume.book.sources) + 1)]


def test_a_listener_knows_where_things_begin_and_end(volume: Volume) -> None:
    """编者的话说到哪里为止，表格的每一格是哪一栏，每一步的号、谁来做，都听得出来。"""
    seen = dict.fromkeys(("编者按", "格", "步"), 0)
    for page, _, text in volume.chapters():
        words = re.sub(r"\s", "", text)
        for block in walk(page.blocks):
            match block:
                case Note(title=title) if title:
                    seen["编者按"] += 1
                    assert squeezed(f"（以上：{title}）") in words
                case Table():
                    for row in block.rows:
                        for head, cell in list(zip(block.head, row, strict=True))[1:]:
                            name, told = map(squeezed, (spoken(head.c), spoken(cell.c)))
                            if name and told:
                                seen["格"] += 1
                                assert f"{name}：{told}" in squeezed(words)
                case Parts():
                    for part in block.rows:
                        told = squeezed(f"{part.who.name}。角色：{spoken(part.role)}")
                        assert told in squeezed(words)
                case Steps():
                    for n, step in enumerate(block.items, 1):
                        seen["步"] += 1
                        assert squeezed(f"第 {n} 步 {step.title}") in squeezed(words)
                        if step.who:
                            who = "、".join(one.name for one in step.who)
                            assert squeezed(f"谁来做：{who}") in squeezed(words)
        assert text.count("\n　　编者按\n") == text.count("\n　　（以上：编者按）\n")
    assert min(seen["编者按"], seen["步"]) > 4, seen
    assert seen["格"] > 3 or not any(isinstance(b, Table) for p, _ in volume.pages for b in walk(p))


def test_related_cases_say_why(volume: Volume) -> None:
    """由书里的记录推出来的，也说全：“同在新泾镇”，不只是“新泾镇”。"""
    words = squeezed(volume.text)
    found = 0
    for method in volume.book.methods:
        for link in method.related:
            lead = {"organisation": "同由", "street": "同在"}.get(link.kin, "")
            found += bool(lead)
            entry = f"{link.title}：{lead}{link.reason}"
            assert squeezed(entry) in words, entry
    assert found > 4 or len(volume.book.methods) in (9, 13)  # 这两本的理由都是编者写的


def wide(line: str) -> int:
    """占几个半角：中文字体与盲文里，引号、破折号、省略号是全角的。"""
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WFA")
        for c in line
    )


def rules(lines: list[str]) -> None:
    """不超过 36 个汉字宽，比一行还长的网址才自成一行；标点不在行首，行末没有空格。"""
    for line in lines:
        alone = line.strip("　 ").split("://")[-1].rstrip("。，、；：！？）》”’.")
        assert wide(line) <= 2 * WIDTH or re.fullmatch(r"[!-~]+", alone), line
        assert line[:1] not in set("，。、；：？！）》”’〕】") or not line, line
        assert line == line.rstrip()


def test_no_line_is_wide(volume: Volume) -> None:
    lines = volume.text.split("\n")
    assert len(lines) > 500
    rules(lines)


def test_hostile_lines_are_not_wide_either() -> None:
    url = "https://a.example/" + "x=1&y" * 30
    for text in (*pieces(), "“甲”——“乙”……" * 30, f"（{url}）。", "！" * 200, "甲" * 35 + "1+10+n"):
        rows = wrapped(f"　　{text} 接着 {text}", 2 * WIDTH, cut=False, full=CHINESE)
        if "！！" not in text:
            rules([row for row in rows if not row.startswith(("\t", "\x02"))])
        assert re.sub(r"\s", "", "".join(rows)) == re.sub(r"\s", "", f"{text}接着{text}")
    rows = wrapped("甲" * 33 + "1+10+n 工作网络", 2 * WIDTH, cut=False, full=CHINESE)
    assert rows == ["甲" * 33 + "1+10+n", "工作网络"] or rows[1].startswith("1+10+n")
    assert max(map(wide, wrapped("！" * 200, 2 * WIDTH, cut=False, full=CHINESE))) == 2 * WIDTH
