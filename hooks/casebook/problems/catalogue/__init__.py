"""代码表：每一个代码是什么意思、举例、怎样改，一族一个文件。

编辑指南的“检查代码”一页由它生成，测试逐条运行这些例子。
"""

from casebook.problems.catalogue.dates import DATES
from casebook.problems.catalogue.entry import CodeEntry
from casebook.problems.catalogue.evidence import EVIDENCE
from casebook.problems.catalogue.fields import FIELDS
from casebook.problems.catalogue.files import FILES
from casebook.problems.catalogue.images import IMAGES
from casebook.problems.catalogue.privacy import PRIVACY
from casebook.problems.catalogue.references import REFERENCES
from casebook.problems.catalogue.syntax import SYNTAX
from casebook.problems.catalogue.text import TEXT

CATALOGUE: dict[str, CodeEntry] = {
    entry.code: entry
    for family in (FILES, SYNTAX, FIELDS, DATES, EVIDENCE, IMAGES, REFERENCES, TEXT, PRIVACY)
    for entry in sorted(family, key=lambda entry: entry.code)
}
"""代码 → 说明。代码一经公布就不改意思。"""

__all__ = ["CATALOGUE", "CodeEntry"]
