"""书的数据 → 一份可以印的 HTML，给 WeasyPrint 与 Chromium；数据就是 Typst 模板读的那一份。

两家的不同只在三处：脚注（Chromium 没有，改成篇末注）、书口的篇名、页码。WeasyPrint 自己查页码；
Chromium 不会，要先排一遍，读出各处在第几页（`pages`），再排一遍。
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any

from figures import draw, hanzi

from casebook.render.typeset.columns import rooms

Data = dict[str, Any]

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "hooks/casebook/render/typeset/fonts"
_FACES = (
    ("CN Song", "CNSong-Regular", 400),
    ("CN Song", "CNSong-Bold", 700),
    ("CN Hei", "CNHei-Regular", 400),
    ("CN Hei", "CNHei-Bold", 700),
    ("CN Rare", "CNRare-Regular", 400),
)
_WRAPPERS = ("strong", "em", "code")
_ROOM = 36.0  # 表宽多少字
_UNKNOWN = 100  # 第一遍排时还不知道页码


def book_html(data: Data, engine: str, cases: Path, pages: Mapping[str, int] | None = None) -> str:
    """整本书；`engine` 是 weasyprint 或 chromium，照片在 `cases` 里，`pages` 是第一遍的页码。"""
    writer = _Writer(engine, data["words"], cases, pages)
    body = "".join(writer.book(data))
    format_ = data["meta"]["format"]
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f'src:url("{(FONTS / f"{name}.ttf").as_uri()}")}}'
        for family, name, weight in _FACES
    )
    margins = " ".join(f"{format_[side]}mm" for side in ("top", "outside", "bottom", "inside"))
    mirrored = " ".join(f"{format_[side]}mm" for side in ("top", "inside", "bottom", "outside"))
    paper = (
        f"@page{{size:{format_['width']}mm {format_['height']}mm;margin:{margins}}}"
        f"@page :left{{margin:{mirrored}}}"
    )
    styles = "".join((HERE / f"{name}.css").read_text("utf-8") for name in ("book", engine))
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(data['meta']['title'])}</title>"
        f"<style>{faces}{paper}{styles}{''.join(writer.running)}</style></head>"
        f"<body>{body}</body></html>"
    )


def method_title(nth: str, method: Data) -> str:
    """“第十二法　篇名”；`nth` 是“第几法”的写法。"""
    return f"{nth.format(n=hanzi(int(method['number'])))}　{method['title']}"


class _Writer:
    """一份 HTML：图表编号、索引的记号、篇末注都记在这里。"""

    def __init__(
        self, engine: str, words: Data, cases: Path, pages: Mapping[str, int] | None
    ) -> None:
        self._chromium = engine == "chromium"
        self._nth = words["nth-method"]
        self._words = {name: escape(said) for name, said in words.items()}
        self._cases = cases
        self._pages = pages
        self._figures: list[tuple[str, str]] = []
        self._tables: list[tuple[str, str]] = []
        self._marks: dict[str, list[str]] = {}
        self._article = self._of = ""
        self._notes: list[tuple[int, str]] = []
        self.running: list[str] = []

    # —— 全书 ——

    def book(self, data: Data) -> Iterator[str]:
        meta, w, back = data["meta"], self._words, data["appendices"]
        title, edition = escape(meta["title"]), escape(meta["edition"])
        yield (
            f'<section class="cover"><p>{title}</p>'
            f"<p>{w['region'].format(count=hanzi(meta['streets']))}</p><p>{edition}</p></section>"
            f'<section class="half"><p>{"<br>".join(map(escape, meta["title-parts"]))}</p>'
            f"<p>{edition}</p></section>"
        )
        yield self._record(meta["record"])
        yield self._section(w["contents"], "contents", "right", self._contents(data), level=1)
        for chapter in data["front"]:
            yield self._chapter(chapter, 1, "right")
        for n, part in enumerate(data["parts"]):
            note = f"<p>{self.inlines(part['told'])}</p>" if part["told"] else ""
            yield self._opener(part["title"], f"part-{n}", note)
            for chapter in part["chapters"]:
                yield self._chapter(chapter, 2)
            for method in part["methods"]:
                yield self._method(method)
        if back:
            yield self._opener(w["appendix"], "appendices")
        for chapter in back:
            yield self._chapter(chapter, 2)
        yield self._section(w["listing"], "drawings", "page", [*self._listing()])
        if data["index"]:
            yield self._section(w["index"], "index", "page", [*self._index(data["index"])])

    def _record(self, record: Iterable[tuple[str, list[Any]]]) -> str:
        lines = "".join(
            f"<p><b>{escape(name)}</b>{self.inlines(value)}</p>" for name, value in record
        )
        return (
            f'<section class="imprint"><p><b>{self._words["record"]}</b></p>{lines}'
            f"<p>{self._words['unknowns']}</p></section>"
        )

    def _contents(self, data: Data) -> Iterator[str]:
        for c in data["front"]:
            yield self._line(1, c["id"], escape(c["title"]))
        for n, part in enumerate(data["parts"]):
            yield self._line(1, f"part-{n}", escape(part["title"]))
            for c in part["chapters"]:
                yield self._line(2, c["id"], escape(c["title"]))
            for m in part["methods"]:
                yield self._line(2, m["label"], escape(method_title(self._nth, m)))
        if data["appendices"]:
            yield self._line(1, "appendices", self._words["appendix"])
        for c in data["appendices"]:
            yield self._line(2, c["id"], escape(c["title"]))
        yield self._line(2, "drawings", self._words["listing"])
        if data["index"]:
            yield self._line(2, "index", self._words["index"])

    def _line(self, level: int, to: str, words: str) -> str:
        """目录的一行：篇名、引导的点、页码。"""
        return f'<p class="toc toc{level}"><a href="#{to}">{words}{self._page(to)}</a></p>'

    def _page(self, to: str) -> str:
        """页码；WeasyPrint 的由样式表填。"""
        return f'<span class="dots"></span>{self._number(to)}' if self._chromium else ""

    def _number(self, to: str) -> str:
        """Chromium 的页码：一样宽，第二遍填进去时不动别的字。"""
        return f'<span class="number">{self._pages[to] if self._pages else _UNKNOWN}</span>'

    def _section(self, name: str, to: str, side: str, blocks: Iterable[str], level: int = 2) -> str:
        """一节；`name` 是转写好的。"""
        head = f'<h{level} id="{to}">{name}</h{level}>'
        return f"<section{self._run(name, side)}>{head}{''.join(blocks)}</section>"

    def _run(self, name: str, side: str) -> str:
        """新的一页、书口的篇名（转写好的）。Chromium 不会 string-set：一章一种页。"""
        if not self._chromium:
            return f' class="run {side}" data-run="{name}"'
        page = f"r{len(self.running)}"
        words = unescape(name).replace('"', "'")
        self.running.append(
            f'@page {page}:left{{@top-left{{content:"{words}"}}}}'
            f'@page {page}:right{{@top-right{{content:"{words}"}}}}'
        )
        return f' class="run {side}" style="page:{page}"'

    def _opener(self, title: str, to: str, note: str = "") -> str:
        head = f'<h1 id="{to}">{escape(title)}</h1>'
        return f"<section{self._run(escape(title), 'right opener')}>{head}{note}</section>"

    def _chapter(self, chapter: Data, level: int, side: str = "page") -> str:
        self._article, self._of = chapter["id"], ""
        title = escape(chapter["title"])
        body = "".join(self._blocks(chapter["c"], level))
        return (
            f"<section{self._run(title, side)}>"
            f'<h{level} id="{chapter["id"]}">{title}</h{level}>{body}{self._endnotes()}</section>'
        )

    # —— 一条工作法 ——

    def _method(self, m: Data) -> str:
        self._article, self._of = m["label"], f"{escape(m['title'])}："
        title = escape(method_title(self._nth, m))
        facts = "".join(
            f'<div class="fact"><b>{escape(name)}</b><span>{self.inlines(words)}</span></div>'
            for name, words in m["facts"]
        )
        state = f'<p class="zhu">{escape(m["state"])}</p>' if m["state"] else ""
        opening = (
            f'<div class="opening"><p class="big" aria-hidden="true">{escape(m["title"])}</p>'
            f'<p class="lede" aria-hidden="true">{escape(m["summary_text"])}</p>'
            f'<div class="foot"><p class="plate" aria-hidden="true">{self._words["method"]}<br>'
            f'{m["number"]}</p><h2 id="{m["label"]}">{title}</h2>{state}{facts}</div></div>'
        )
        named = f"<p>{escape(m['method_name'])}</p>" if m["method_name"] else ""
        summary = f'<div class="summary"><p>{self.inlines(m["summary"])}</p>{named}</div>'
        sections = "".join(
            f'<h3><span class="zhu">{hanzi(n)}、</span>{escape(s["title"])}</h3>'
            + "".join(self._blocks(s["c"], 2))
            for n, s in enumerate(m["sections"], 1)
        )
        return (
            f'<section{self._run(title, "left")}>{opening}<div class="body">{summary}{sections}'
            f"{self._endnotes()}{self._closing(m)}</div></section>"
        )

    def _closing(self, m: Data) -> str:
        w, url = self._words, escape(m["url"])
        lines = ["".join(map(self.inlines, m["imprint"]))]
        lines += [w["further"] + self.inlines(source["c"]) for source in m["uncited"]]
        if url:
            lines.append(f'{w["web"]}<a href="{url}">{url}</a>')
        if m["related"]:
            lines.append(f"<b>{escape(m['related_title'])}</b>")
        lines += [self.inlines(r["c"]) for r in m["related"]]
        code = ""
        if m["qr"]:
            alt = w["qr"] + url
            code = m["qr"].replace("<svg ", f'<svg role="img" aria-label="{alt}" class="qr" ', 1)
        return f'<div class="closing">{code}{"".join(f"<p>{line}</p>" for line in lines)}</div>'

    def _endnotes(self) -> str:
        if not self._notes:
            return ""
        notes = "".join(
            f'<p id="n-{self._article}-{k}"><b>〔{k}〕</b>{words}</p>' for k, words in self._notes
        )
        self._notes = []
        return f'<div class="notes">{notes}</div>'

    # —— 块 ——

    def _blocks(self, blocks: Iterable[Data], level: int) -> Iterator[str]:
        for block in blocks:
            yield getattr(self, f"_block_{block['t']}")(block, level)

    def _block_p(self, block: Data, level: int) -> str:
        return f"<p>{self.inlines(block['c'])}</p>"

    def _block_h(self, block: Data, level: int) -> str:
        depth = min(6, level + block["l"] - 1)
        label = block.get("label")
        at = f' id="{label}"' if label else ""
        return f'<h{depth} class="inner"{at}>{self.inlines(block["c"])}</h{depth}>'

    def _block_list(self, block: Data, level: int) -> str:
        items = "".join(f"<li>{''.join(self._blocks(i, level))}</li>" for i in block["items"])
        if block["ordered"]:
            return f'<ol start="{block["start"]}">{items}</ol>'
        return f"<ul>{items}</ul>"

    def _block_references(self, block: Data, level: int) -> str:
        items = "".join(f"<li>{self.inlines(work['c'])}</li>" for work in block["items"])
        return f'<ol class="references">{items}</ol>'

    def _block_quote(self, block: Data, level: int) -> str:
        return f"<blockquote>{''.join(self._blocks(block['c'], level))}</blockquote>"

    def _block_rule(self, block: Data, level: int) -> str:
        return "<hr>"

    def _block_note(self, block: Data, level: int) -> str:
        tag = f'<p class="label"><span class="tag">{escape(block["title"])}</span></p>'
        return f'<div class="note">{tag}{"".join(self._blocks(block["c"], level))}</div>'

    def _block_table(self, block: Data, level: int) -> str:
        parts = block.get("columns") or [1] * len(block["head"])
        wide = "".join(f'<col style="width:{100 * w / _ROOM:.2f}%">' for w in rooms(parts, _ROOM))
        head = "".join(self._cell("th", cell) for cell in block["head"])
        rows = "".join(
            f"<tr>{''.join(self._cell('td', cell) for cell in row)}</tr>" for row in block["rows"]
        )
        title = block.get("title")
        caption = ""
        if title:
            number = len(self._tables) + 1
            self._tables.append((f"tab-{number}", self._of + escape(title)))
            named = f"{self._words['table']} {number}　{escape(title)}"
            caption = f'<caption id="tab-{number}">{named}</caption>'
        short = ' class="short"' if title and len(block["rows"]) <= 12 else ""
        return (
            f"<table{short}>{caption}<colgroup>{wide}</colgroup>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _cell(self, tag: str, cell: Data) -> str:
        align = cell.get("align", "left")
        style = f' style="text-align:{align}"' if align != "left" else ""
        scope = ' scope="col"' if tag == "th" else ""
        return f"<{tag}{scope}{style}>{self.inlines(cell['c'])}</{tag}>"

    def _block_steps(self, block: Data, level: int) -> str:
        out = []
        for n, step in enumerate(block["items"], 1):
            who = "".join(
                self._inline({"t": "tile", "c": w["tile"], "on": True, "round": w["round"]})
                + f'<span class="who">{escape(w["name"])}</span>'
                for w in step["who"]
            )
            out.append(
                f'<div class="step{"" if step["long"] else " short"}"><span class="n">{n}</span>'
                f"<h{level + 2}>{escape(step['title'])}</h{level + 2}>"
                f"{''.join(self._blocks(step['c'], level))}"
                + (f'<p class="small">{who}</p>' if who else "")
                + "</div>"
            )
        return "".join(out) or f"<p>{self._inline({'t': 'tbd'})}</p>"

    def _block_slip(self, block: Data, level: int) -> str:
        rows = "".join(
            f"<p><b>{escape(name)}</b>　{self.inlines(words)}</p>" for name, words in block["items"]
        )
        return f'<div class="note small">{rows}<p>{self.inlines(block["c"])}</p></div>'

    def _block_figure(self, block: Data, level: int) -> str:
        picture = draw(block["kind"], block["data"], block["alt"])
        return self._figure(block, picture, "。")

    def _block_photo(self, block: Data, level: int) -> str:
        source = escape((self._cases / block["file"]).as_uri())
        return self._figure(block, f'<img src="{source}" alt="{escape(block["alt"])}">', "")

    def _figure(self, block: Data, picture: str, stop: str) -> str:
        title, number = escape(block["title"]), len(self._figures) + 1
        self._figures.append((f"fig-{number}", self._of + title))
        return (
            f'<figure id="fig-{number}">{picture}<figcaption>{self._words["figure"]} {number}　'
            f"<b>{title}</b>{stop}{self.inlines(block['caption'])}</figcaption></figure>"
        )

    # —— 行内 ——

    def inlines(self, parts: Iterable[Any]) -> str:
        return "".join(
            escape(part, quote=False) if isinstance(part, str) else self._inline(part)
            for part in parts
        )

    def _inline(self, part: Data) -> str:
        kind = part["t"]
        words = self.inlines(part["c"]) if isinstance(part.get("c"), list) else ""
        if kind in _WRAPPERS:
            return f"<{kind}>{words}</{kind}>"
        match kind:
            case "link":
                told = f"（{escape(part['print'])}）" if part.get("print") else ""
                return f'<a href="{escape(part["url"])}">{words}</a>{told}{part.get("then", "")}'
            case "tbd":
                return f'<span class="tbd">{self._words["missing"]}</span>'
            case "tag":
                return f' <span class="tag">{words}</span>'
            case "tile":
                on = " on" if part["on"] else ""
                round_ = " round" if part.get("round") else ""
                return f'<span class="tile{on}{round_}">{escape(part["c"])}</span>'
            case "br":
                return "<br>"
            case "whole":
                return words
            case "idx":
                return self._mark(part["k"])
            case "to" if "elsewhere" not in part:
                return self._to(part, words) + part.get("then", "")
            case "fn":
                return self._note(part["k"], words)
            case "cite" if "c" in part:
                return self._note(part["n"], words)
            case "cite":
                return f'<sup class="mark">〔{part["n"]}〕</sup>'
        raise ValueError(kind)

    def _mark(self, key: str) -> str:
        """索引的记号：一篇里只记第一处。"""
        at = f"i-{key}-{self._article}"
        places = self._marks.setdefault(key, [])
        if places and places[-1] == at:
            return ""
        places.append(at)
        return f'<span id="{at}"></span>'

    def _to(self, part: Data, words: str) -> str:
        if "at" not in part:
            return words
        at = escape(part["at"])
        page = f"（见第 {self._number(at)} 页）" if self._chromium else ""
        return f'<a class="to" href="#{at}">{words}{page}</a>'

    def _note(self, k: int, words: str) -> str:
        if not self._chromium:
            return f'<span class="fn" data-k="〔{k}〕">{words}</span>'
        self._notes.append((k, words))
        return f'<sup class="mark"><a href="#n-{self._article}-{k}">〔{k}〕</a></sup>'

    # —— 图表目录与索引 ——

    def _listing(self) -> Iterator[str]:
        for name, listed in (("figure", self._figures), ("table", self._tables)):
            for n, (at, words) in enumerate(listed, 1):
                yield self._line(2, at, f"{self._words[name]} {n}　{words}")

    def _index(self, groups: Iterable[Data]) -> Iterator[str]:
        for group in groups:
            entries = [e for e in group["entries"] if e["key"] in self._marks]
            if not entries:
                continue
            yield f'<h3>{escape(group["title"])}</h3><div class="columns">'
            letter = None
            for e in entries:
                if e["letter"] != letter:
                    letter = e["letter"]
                    words = self._words["index-signs"] if letter == "#" else letter
                    yield f'<p class="letter">{words}</p>'
                yield f'<p class="entry">{escape(e["name"])}　{self._places(e["key"])}</p>'
            yield "</div>"

    def _places(self, key: str) -> str:
        links = (
            f'<a class="at" href="#{at}">{self._number(at) if self._chromium else ""}</a>'
            for at in self._marks[key]
        )
        return "，".join(links)
