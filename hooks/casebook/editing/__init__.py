"""编辑的帮手：改正笔误，写新案例、新登记；只动编辑的文件。"""

from casebook.editing.difference import Tone, difference
from casebook.editing.drafting import (
    Answers,
    draft,
    draft_fault,
    id_fault,
    offered,
    suggested_id,
)
from casebook.editing.examiner import Examiner
from casebook.editing.fixing import Change, Mended, mend
from casebook.editing.numbering import numbered
from casebook.editing.registering import (
    UNIQUE,
    CannotAdd,
    add_entry,
    asked_fields,
    entry_fault,
    twin_fault,
)
from casebook.editing.starting import Start, folder_fault, new_handbook, start_fault
from casebook.editing.storing import create_file, replace_file

__all__ = [
    "UNIQUE",
    "Answers",
    "CannotAdd",
    "Change",
    "Examiner",
    "Mended",
    "Start",
    "Tone",
    "add_entry",
    "asked_fields",
    "create_file",
    "difference",
    "draft",
    "draft_fault",
    "entry_fault",
    "folder_fault",
    "id_fault",
    "mend",
    "new_handbook",
    "numbered",
    "offered",
    "replace_file",
    "start_fault",
    "suggested_id",
    "twin_fault",
]
