"""随便套起来的 Word：修订、控件、域、文本框、两种写法、格子里的表，一层套一层；每截字只有一份。"""

from random import Random

HEADS = ("背景", "主要做法", "成效", "启示", "标题：", "参考资料", "时间", "五社", "一句话")
LOOKS = ("<w:b/>", "<w:strike/>", "<w:vanish/>", "<w:vertAlign w:val='superscript'/>", "<w:i/>")
AROUND = ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "dir")
BEGIN, SEPARATE, END = (
    f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end")
)


class Nested:
    """照一个种子做；`words` 是写着的各截字，`urls` 是网址。"""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.words: list[str] = []
        self.urls: list[str] = []

    def blocks(self, deep: int) -> str:
        """几段、几张表。"""
        return "".join(self._block(deep) for _ in range(self._random.randint(1, 3)))

    def _word(self) -> str:
        self.words.append("".join(chr(0x4E10 + self._random.randrange(3000)) for _ in range(4)))
        return self.words[-1]

    def _text(self) -> str:
        return f"<w:t xml:space='preserve'>{self._word()}{self._random.choice('，。 ：')}</w:t>"

    def _block(self, deep: int) -> str:
        kind = self._random.choice("pppphtsca") if deep else "p"
        if kind == "p":
            style = self._random.choice(("", "", "Heading1", "ListBullet", "ListNumber"))
            mark = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
            return f"<w:p>{mark}{self._inside(deep)}</w:p>"
        if kind == "h":
            head = self._random.choice(HEADS)
            return f"<w:p><w:r><w:t>{head}</w:t></w:r></w:p>{self._block(0)}"
        if kind == "t":
            wide = self._random.randint(1, 3)
            rows = range(self._random.randint(1, 3))
            cells = (
                "".join(f"<w:tc>{self.blocks(deep - 1)}<w:p/></w:tc>" for _ in range(wide))
                for _ in rows
            )
            return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
        more = self.blocks(deep - 1)
        if kind == "s":
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{more}</w:sdtContent></w:sdt>"
        return f"<w:customXml>{more}</w:customXml>" if kind == "c" else _twice(more)

    def _inside(self, deep: int) -> str:
        return "".join(self._inline(deep) for _ in range(self._random.randint(1, 3)))

    def _inline(self, deep: int) -> str:
        kind = self._random.choice("rrrrawhsfem") if deep else "r"
        if kind == "r":
            return self._run(deep)
        if kind == "e":
            return f"{BEGIN}<w:r><w:instrText>EQ \\o\\ac(○,{self._word()})</w:instrText></w:r>{END}"
        if kind == "m":
            parts = (f"<m:{n}><m:r><m:t>{self._word()}</m:t></m:r></m:{n}>" for n in ("num", "den"))
            return f"<m:oMath><m:f>{''.join(parts)}</m:f></m:oMath>"
        more = self._inside(deep - 1)
        if kind == "h":
            hint = self._random.choice(("", "<w:showingPlcHdr/>"))
            return f"<w:sdt><w:sdtPr>{hint}</w:sdtPr><w:sdtContent>{more}</w:sdtContent></w:sdt>"
        if kind == "s":
            return f"<w:fldSimple w:instr=' REF a '>{more}</w:fldSimple>"
        if kind == "f":
            self.urls.append(f"http://a.example/{len(self.urls)}")
            code = f'<w:r><w:instrText> HYPERLINK "{self.urls[-1]}" </w:instrText></w:r>'
            return f"{BEGIN}{code}{SEPARATE}{more}{END}"
        tag = self._random.choice(AROUND)
        return f"<w:{tag}>{more}</w:{tag}>"

    def _run(self, deep: int) -> str:
        looks = "".join(self._random.sample(LOOKS, self._random.choice((0, 0, 0, 1, 2))))
        kind = self._random.choice("tttttrbawdx") if deep else "t"
        if kind == "t":
            inside = self._text()
        elif kind == "r":
            parts = (f"<w:{n}><w:r>{self._text()}</w:r></w:{n}>" for n in ("rt", "rubyBase"))
            inside = f"<w:ruby>{''.join(parts)}</w:ruby>"
        elif kind == "b":
            inside = f"<w:tab/>{self._text()}<w:br/>{self._text()}"
        elif kind == "w":
            inside = f"<w:pict><v:shape><v:textpath string='{self._word()}'/></v:shape></w:pict>"
        elif kind == "d":
            inside = f"<w:drawing><a:p><a:r><a:t>{self._word()}</a:t></a:r></a:p></w:drawing>"
        else:
            box = f"<w:pict><w:txbxContent>{self.blocks(deep - 1)}</w:txbxContent></w:pict>"
            inside = _twice(box) if kind == "a" else box
        return f"<w:r><w:rPr>{looks}</w:rPr>{inside}</w:r>"


def _twice(xml: str) -> str:
    """同一样东西的新、旧两种写法。"""
    return (
        f"<mc:AlternateContent><mc:Choice>{xml}</mc:Choice>"
        f"<mc:Fallback>{xml}</mc:Fallback></mc:AlternateContent>"
    )
