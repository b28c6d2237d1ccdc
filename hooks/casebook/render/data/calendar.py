"""写到了日的事 → 日历（iCalendar，RFC 5545）：全天的，一件一项。没有写到日的不进来，说有几件。"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

CALENDAR: Final = "data/events.ics"
_LONGEST: Final = 75
"""一行至多几个字节，多的折到下一行（3.1）。"""
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

_ZONE: Final = (
    *("BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "END:STANDARD", "END:VTIMEZONE"),
)
"""一个日历里至少要有一样（3.6）：一件事也没有的，也合格式。"""


class Dated(NamedTuple):
    """一件：不变的编号，从哪天到哪天（年-月-日），什么事，说明，网址（没有定的为空）。

    `stamp` 是写着它的记录什么时候改的（秒）。
    """

    uid: str
    start: str
    end: str
    summary: str
    about: str
    url: str
    stamp: int


def calendar(title: str, about: str, place: str, events: Iterable[Dated]) -> Iterator[bytes]:
    """整个日历；`place` 是哪一本的，接在各件的编号后面，与别处的不会相同。"""
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//casebook//data 1.0//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(title)}",
        f"X-WR-CALDESC:{_text(about)}",
    )
    yield _folded((*head, *_ZONE))
    for event in events:
        yield _folded(_event(event, place))
    yield _folded(("END:VCALENDAR",))


def _event(event: Dated, place: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}@{place}"
    yield f"DTSTAMP:{datetime.fromtimestamp(event.stamp, UTC):%Y%m%dT%H%M%SZ}"
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
