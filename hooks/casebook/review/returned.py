"""改过的一份 Word：各段现在写着什么，谁改的，批注在哪里。

修订当作已经接受：添的算，删的不算，都记着是谁。书签的名字认得出是原来的哪一段；没有书签的是添上的。
"""

import re
from typing import Any

from lxml import etree

from casebook.intake.packages import Package, Refused
from casebook.render.docx.sent import PICTURE, Sent, sent_of
from casebook.review.fields import note_numbers
from casebook.review.images import images_of
from casebook.review.letters import W, letters
from casebook.review.looks import Styles
from casebook.review.pieces import Comment, Returned
from casebook.review.reader import Reader

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_BODY, *_NOTES = (f"word/{name}.xml" for name in ("document", "footnotes", "endnotes"))
_MOST = 2_000_000
"""正文至多几个字。"""


def read_returned(package: Package) -> Returned:
    """`package` 里写着什么；打不开的，抛 Refused。"""
    try:
        data = package.part("word/styles.xml")
        styles = Styles(etree.fromstring(data, _PARSER) if data else None)
        reader = Reader(_comments(package), styles)
        for name in (_BODY, *_NOTES):
            if data := package.part(name):
                root = etree.fromstring(data, _PARSER)
                if sum(len(one.text or "") for one in root.iter(W + "t")) > _MOST:
                    raise Refused("正文太长了。请拆成几份")
                if name == _BODY:
                    reader.numbers = note_numbers(root)
                reader.read(root, images_of(package, name))
        for name in package.parts:
            if re.fullmatch(r"word/(header|footer)\d*\.xml", name):
                reader.edge(etree.fromstring(package.part(name), _PARSER))
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise Refused("打不开：文件坏了，或者不是平常的 .docx。请用 Word 打开，另存一次") from error
    return reader.returned()


def sent_in(package: Package) -> Sent | None:
    """文件里带着的、送出去的一份；没有的为 None。存过的软件会改它的名字。"""
    names = (one for one in package.parts if re.fullmatch(r"customXml/item\d+\.xml", one))
    found = (sent_of(package.part(name)) for name in names)
    return next((sent for sent in found if sent), None)


def _comments(package: Package) -> dict[str, Comment]:
    found: dict[str, Comment] = {}
    if data := package.part("word/comments.xml"):
        for one in etree.fromstring(data, _PARSER).iter(W + "comment"):
            lines = ("".join(map(_said, p.iter(etree.Element))) for p in one.iter(W + "p"))
            said = "\n".join(filter(None, lines))
            found[one.get(W + "id", "")] = Comment(one.get(W + "author", ""), said)
    return found


def _said(element: Any) -> str:
    return PICTURE if element.tag == W + "drawing" else letters(element)
