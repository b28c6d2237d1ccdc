"""文章里的代码块：三个反引号一行开头，三个反引号一行结尾，中间照原样。"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.util import AtomicString

FENCE = "```"
_OPENING = re.compile(rf"^{FENCE}[a-z]*\n", re.M)
_CLOSING = re.compile(rf"^{FENCE}[ ]*$\n?", re.M)


class FenceProcessor(BlockProcessor):
    """没有结尾的不算代码块。"""

    def test(self, parent: Element, block: str) -> bool:
        """这一段里有没有开头。"""
        return _OPENING.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """代码块可以跨几段：往下找到结尾，前后的字照常读。"""
        opening = _OPENING.search(blocks[0])
        for count in range(1, len(blocks) + 1):
            whole = "\n\n".join(blocks[:count])
            closing = opening and _CLOSING.search(whole, opening.end())
            if opening and closing:
                break
        else:
            return False
        del blocks[:count]
        if before := whole[: opening.start()].strip("\n"):
            self.parser.parseBlocks(parent, [before])
        code = SubElement(SubElement(parent, "pre"), "code")
        code.text = AtomicString(whole[opening.end() : closing.start()].rstrip("\n"))
        if after := whole[closing.end() :].strip("\n"):
            blocks.insert(0, after)
        return True
