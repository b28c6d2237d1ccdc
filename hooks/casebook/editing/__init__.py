"""编辑的帮手：改正笔误，写新案例、新登记；只动编辑的文件。"""

from casebook.editing.difference import Tone, difference
from casebook.editing.examiner import Examiner
from casebook.editing.fixing import Change, Mended, mend
from casebook.editing.storing import create_file, replace_file

__all__ = [
    "Change",
    "Examiner",
    "Mended",
    "Tone",
    "create_file",
    "difference",
    "mend",
    "replace_file",
]
