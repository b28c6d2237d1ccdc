"""送审：写出去的一份记着各段写在哪一栏；改过的回来，一处一处对到那一栏。只列出来，不改。"""

from casebook.review.change import Change
from casebook.review.compare import Compared, compare
from casebook.review.pieces import Returned
from casebook.review.returned import read_returned, sent_in
from casebook.review.since import Since
from casebook.review.traced import Traced, traced_handbook

__all__ = [
    "Change",
    "Compared",
    "Returned",
    "Since",
    "Traced",
    "compare",
    "read_returned",
    "sent_in",
    "traced_handbook",
]
