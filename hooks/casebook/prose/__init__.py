"""文字：字段与文章里的 Markdown → 一棵安全的树。网页和书从同一棵树出发。

只认 Markdown 的一部分（段落、强调、列表、表格、引用、链接、提示框；文章里还有标题、脚注、代码块与
图片），另加两种写法：`【待补充】` 是未知的标记，`〔来源编号 位置〕` 是出处标。
原始 HTML、属性列表、别处的图片、不安全的链接都不收。
"""

from casebook.prose.links import heading_id
from casebook.prose.read import is_plain, read_prose
from casebook.prose.tree import Fault, Heading, Prose, beside, plain_lines, plain_text, told_lines

__all__ = [
    "Fault",
    "Heading",
    "Prose",
    "beside",
    "heading_id",
    "is_plain",
    "plain_lines",
    "plain_text",
    "read_prose",
    "told_lines",
]
