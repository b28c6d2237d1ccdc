"""稿子里的图：认得的存下来，写进“图片”；说明没有写的，写“待补充”。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.editing.literal import one_line
from casebook.intake.blocks import Picture
from casebook.intake.filled import Left
from casebook.intake.said import Said, Told
from casebook.model import describe
from casebook.model.case import Image
from casebook.model.scalars import NO, Kind
from casebook.model.values import meant_yes_no

_KINDS = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
_UNSAID = "待补充"


@dataclass(frozen=True)
class Photos:
    """要存的文件（名字 → 内容），“图片”一栏，收不了的。"""

    files: dict[str, bytes]
    images: list[dict[str, Any]]
    left: list[Left]


def photos(found: Sequence[tuple[Picture, dict[str, Said]]]) -> Photos:
    """`found` 是各张图与人写的说明；一样的一张只收一次。"""
    made = Photos({}, [], [])
    seen: set[bytes] = set()
    for picture, said in found:
        kind = _kind(picture.data)
        if not kind:
            told = f"图片 {picture.name} 不是 JPEG、PNG、WebP，没有收。请另存成 JPEG，再放进来"
            made.left.append(Left(picture.place, told))
        if not kind or picture.data in seen:
            made.left.extend(Left(one.place, one.plain) for one in said.values())
            continue
        seen.add(picture.data)
        name = f"tu-{len(made.files) + 1}.{kind}"
        made.files[name] = picture.data
        made.images.append(dict(_image(name, picture, said)))
    return made


def _image(name: str, picture: Picture, said: dict[str, Said]) -> Iterator[tuple[str, Told]]:
    for field in describe(Image):
        if field.name == "file":
            yield field.key, Told(name, picture.place)
        elif words := said.get(field.name):
            text = one_line(words.plain)
            if field.kind is Kind.YES_NO:
                text = meant_yes_no(text) or text
            yield field.key, Told(text, words.place)
        elif field.required:
            yield field.key, Told(NO if field.kind is Kind.YES_NO else _UNSAID, picture.place)


def _kind(data: bytes) -> str:
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in _KINDS if data.startswith(start)), "")
