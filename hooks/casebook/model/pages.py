"""文章页的页首。"""

from casebook.model.statements import Record, field
from casebook.model.values import Line


class ProseHead(Record):
    """content/*.md 开头 --- 之间的栏目。"""

    title: Line = field("标题", "页面的标题")
    summary: Line = field("摘要", "一句话，用于搜索与分享")
    lead: Line | None = field("引言", "首页封面上的一句话", None)
    edition: Line | None = field("版次", "整本书的版次，写在版权页，如 第 1 版", None)
