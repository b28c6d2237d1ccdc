"""定下来的各版：书不断在改，引用的人要有不再变的一份。"""

from casebook.model.dates import DateText
from casebook.model.statements import Record, field
from casebook.model.values import Line


class NumberedEdition(Record):
    """定下来的一版。是第几版照次序数；内容是这一项进入 Git 的那一次提交。"""

    name: Line = field("名称", "叫什么，如 第二版", max_length=20)
    on: DateText = field("日期", "定下来的日期，写到日")
    note: Line | None = field("说明", "这一版主要改了什么，一句话；没有就不写", None)
