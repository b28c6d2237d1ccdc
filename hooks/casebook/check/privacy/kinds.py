"""各种私人的号码与住处怎样认：全部写法，照先后。网页的表单与检查用同一套（`form.json`）。"""

from casebook.check.privacy import people, rooms
from casebook.check.privacy.documents import BIRTHS, CARDS, CERTIFICATES, IDENTITIES
from casebook.check.privacy.handles import MAILS, MESSENGERS, PLATES
from casebook.check.privacy.kind import END, Kind
from casebook.check.privacy.phones import MASKED, PHONES

HOMES = tuple(
    Kind("P03", pattern, "", unless and f"(?:{unless}){END}", then, whole=True, needs=tuple(needs))
    for pattern, unless, then, *needs in rooms.ROOMS
)
"""住家的门牌。"""

BESIDE = tuple(
    Kind("P10", pattern, "", unless and f"(?:{unless}){END}", whole=True, needs=people.NEEDS)
    for pattern, unless in (
        (people.THEIRS, ""),
        (people.SUFFERER, ""),
        (people.CALLED, ""),
        (people.NAMED, ""),
        (people.OF_THEM, people.TEACHING),
        (people.OF_FAMILY, people.HELPING),
    )
)
"""一个人，与他的病、低保、前科写在一起。"""

KINDS: tuple[Kind, ...] = (
    *MAILS,
    *IDENTITIES,
    *CERTIFICATES,
    *CARDS,
    *PHONES,
    *PLATES,
    *MESSENGERS,
    *BIRTHS,
    *HOMES,
    *BESIDE,
    *MASKED,
)
"""全部写法；前面认出来的，后面不再说。"""
