"""同意：居民的话登过报，或本人同意；单位的联系办法，单位同意公开。照片见 check.images。"""

from collections.abc import Iterator

from casebook.check.entries import Entries
from casebook.model import Case
from casebook.problems import Problem
from casebook.read import Library

_VOICE = "居民的话要么写“来源”（登过报的），要么写“同意: 是”。没有同意的不能登，删掉这一项"
_REFUSED = "说话的人不同意刊登，就不能登。删掉这一项"
_CONTACT = "没有同意公开的联系办法不能登。单位同意了写“同意公开: 是”，没有就删掉这一项"


def check_consents(_: Library, entries: Entries) -> Iterator[Problem]:
    """M23 没有得到同意。"""
    for entry in entries:
        if not isinstance(entry.record, Case):
            continue
        for index, voice in enumerate(entry.record.voices):
            if voice.consent is False:  # 登过报的，本人不同意也不登
                yield entry.problem("M23", _REFUSED, "居民的话", index, "同意")
                continue
            pruned = entry.document.pruned("居民的话", index, "来源")
            if not (voice.sources or voice.consent or pruned):
                yield entry.problem("M23", _VOICE, "居民的话", index)
        for index, contact in enumerate(entry.record.contacts):
            if not contact.agreed:
                yield entry.problem("M23", _CONTACT, "联系", index, "同意公开")
