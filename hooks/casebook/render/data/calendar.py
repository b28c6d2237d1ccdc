"""写到了日的事 → 日历（iCalendar，RFC 5545）：全天的，一件一项。没有写到日的不进来，说有几件。"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

CALENDAR: Final = "data/events.ics"
_LONGEST: Final = 75
"""一行至多几个字节，多的折到下一行（3.1）。"""
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Dated(NamedTuple):
    """一件：不变的编号，从哪天到哪天（年-月-日），什么事，说明，网址（没有定的为空）。"""

    uid: str
    start: str
    end: str
    summary: str
    about: str
    url: str


def calendar(title: str, about: str, stamp: str, events: Iterable[Dated]) -> Iterator[bytes]:
    """整个日历；`stamp` 是内容到什么时候为止（20260101T000000Z）。"""
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//casebook//data 1.0//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(title)}",
        f"X-WR-CALDESC:{_text(about)}",
    )
    yield _folded(head)
    for event in events:
        yield _folded(_event(event, stamp))
    yield _folded(("END:VCALENDAR",))


def _event(event: Dated, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.start.replace('-', '')}"
    after = date.fromisoformat(event.end) + timedelta(days=1)  # 到这一天以前（3.6.1）
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.about)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(written: Iterable[str]) -> bytes:
    return b"".join(b"\r\n ".join(_pieces(line)) + b"\r\n" for line in written)


def _pieces(line: str) -> Iterator[bytes]:
    """一行分成几截，不断在一个字当中；后面的各截前面有一个空格，少一个字节。"""
    piece, room = b"", _LONGEST
    for char in line:
        octets = char.encode()
        if len(piece) + len(octets) > room:
            yield piece
            piece, room = b"", _LONGEST - 1
        piece += octets
    yield piece
