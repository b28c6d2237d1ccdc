"""书的数据 → 一份可以印的 HTML，给 WeasyPrint 与 Chromium；数据就是 Typst 模板读的那一份。

两家的不同只在三处：脚注（Chromium 没有，改成篇末注）、书口的篇名、页码。WeasyPrint 自己查页码；
Chromium 不会，要先排一遍，读出各处在第几页（`pages`），再排一遍。
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from figures import draw, hanzi

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
_WRAPPERS = {"strong": "strong", "em": "em", "code": "code", "del": "s", "sup": "sup"}
_UNKNOWN = 100  # 第一遍排时还不知道页码


def book_html(data: Data, engine: str, pages: Mapping[str, int] | None = None) -> str:
    """整本书；`engine` 是 weasyprint 或 chromium，`pages` 是第一遍排出来的页码。"""
    writer = _Writer(engine, pages or {})
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


def method_title(method: Data) -> str:
    """“第十二法　篇名”。"""
    return f"第{hanzi(int(method['number']))}法　{method['title']}"


class _Writer:
    """一份 HTML：图表编号、索引的记号、篇末注都记在这里。"""

    def __init__(self, engine: str, pages: Mapping[str, int]) -> None:
        self._chromium = engine == "chromium"
        self._pages = pages
        self._figures: list[tuple[str, str]] = []
        self._tables: list[tuple[str, str]] = []
        self._marks: dict[str, list[str]] = {}
        self._article = self._of = ""
        self._notes: list[tuple[int, str]] = []
        self.running: list[str] = []

    # —— 全书 ——

    def book(self, data: Data) -> Iterator[str]:
        meta = data["meta"]
        title = escape(meta["title"])
        yield (
            f'<section class="cover"><p>{title}</p>'
            f"<p>上海市长宁区 · {hanzi(meta['streets'])}个街镇</p>"
            f"<p>{escape(meta['edition'])}</p></section>"
            f'<section class="half"><p>{title}</p><p>{escape(meta["edition"])}</p></section>'
        )
        yield self._copyright(meta)
        yield self._contents(data)
        for chapter in data["front"]:
            yield self._chapter(chapter, 1, "right")
        for part in data["parts"]:
            note = f"<p>收录工作法 {len(part['methods'])} 条。</p>" if part["methods"] else ""
            yield self._opener(part["title"], note)
            for chapter in part["chapters"]:
                yield self._chapter(chapter, 2)
            for method in part["methods"]:
                yield self._method(method)
        if data["appendices"]:
            yield self._opener("附录")
        for chapter in data["appendices"]:
            yield self._chapter(chapter, 2)
        yield self._section("图表目录", "drawings", "page", [*self._listing()])
        if data["index"]:
            yield self._section("索引", "index", "page", [*self._index(data["index"])])

    def _copyright(self, meta: Data) -> str:
        size = meta["format"]
        tbd = self._inline({"t": "tbd"})
        rows = (
            ("书名", escape(meta["title"])),
            ("版次", escape(meta["edition"])),
            ("内容更新", escape(meta["date"]) or tbd),
            ("内容版本", escape(meta["commit"]) or tbd),
            ("收录", escape(meta["counts"])),
            ("编者", tbd),
            ("书号", tbd),
            ("开本", f"{size['width']} × {size['height']} 毫米"),
            ("许可", "文字采用知识共享 署名 4.0 国际（CC BY 4.0）；引文与照片除外"),
            ("网址", escape(meta["site_url"]) or tbd),
            ("勘误", f"请写明哪一页、哪一句、依据是什么。勘误的邮箱和电话：{tbd}"),
        )
        lines = "".join(f"<p><b>{name}</b>{value}</p>" for name, value in rows)
        note = "书中“待补充”一律指来源没有写明。"
        return f'<section class="imprint"><p><b>版本记录</b></p>{lines}<p>{note}</p></section>'

    def _contents(self, data: Data) -> str:
        lines = [self._line(1, c["id"], escape(c["title"])) for c in data["front"]]
        for part in data["parts"]:
            lines.append(self._line(1, _opener_id(part["title"]), escape(part["title"])))
            lines += [self._line(2, c["id"], escape(c["title"])) for c in part["chapters"]]
            lines += [self._line(2, m["label"], escape(method_title(m))) for m in part["methods"]]
        if data["appendices"]:
            lines.append(self._line(1, _opener_id("附录"), "附录"))
            lines += [self._line(2, c["id"], escape(c["title"])) for c in data["appendices"]]
        lines.append(self._line(2, "drawings", "图表目录"))
        if data["index"]:
            lines.append(self._line(2, "index", "索引"))
        return self._section("目录", "contents", "right", lines, level=1)

    def _line(self, level: int, to: str, words: str) -> str:
        """目录的一行：篇名、引导的点、页码。"""
        return f'<p class="toc toc{level}"><a href="#{to}">{words}{self._page(to)}</a></p>'

    def _page(self, to: str) -> str:
        """页码；WeasyPrint 的由样式表填。"""
        return f'<span class="dots"></span>{self._number(to)}' if self._chromium else ""

    def _number(self, to: str) -> str:
        """Chromium 的页码：一样宽，第二遍填进去时不动别的字。"""
        return f'<span class="number">{self._pages.get(to, _UNKNOWN)}</span>'

    def _section(self, name: str, to: str, side: str, blocks: Iterable[str], level: int = 2) -> str:
        head = f'<h{level} id="{to}">{name}</h{level}>'
        return f"<section{self._run(name, side)}>{head}{''.join(blocks)}</section>"

    def _run(self, name: str, side: str) -> str:
        """新的一页、书口的篇名。Chromium 不会 string-set：一章一种页。"""
        if not self._chromium:
            return f' class="run {side}" data-run="{escape(name)}"'
        page = f"r{len(self.running)}"
        words = name.replace('"', "'")
        self.running.append(
            f'@page {page}:left{{@top-left{{content:"{words}"}}}}'
            f'@page {page}:right{{@top-right{{content:"{words}"}}}}'
        )
        return f' class="run {side}" style="page:{page}"'

    def _opener(self, title: str, note: str = "") -> str:
        head = f'<h1 id="{_opener_id(title)}">{escape(title)}</h1>'
        return f"<section{self._run(title, 'right opener')}>{head}{note}</section>"

    def _chapter(self, chapter: Data, level: int, side: str = "page") -> str:
        self._article, self._of = chapter["id"], ""
        title = escape(chapter["title"])
        body = "".join(self._blocks(chapter["c"], level))
        return (
            f"<section{self._run(chapter['title'], side)}>"
            f'<h{level} id="{chapter["id"]}">{title}</h{level}>{body}{self._endnotes()}</section>'
        )

    # —— 一条工作法 ——

    def _method(self, m: Data) -> str:
        self._article, self._of = m["label"], f"{escape(m['title'])}："
        title = method_title(m)
        facts = "".join(
            f'<div class="fact"><b>{escape(name)}</b><span>{self.inlines(words)}</span></div>'
            for name, words in m["facts"]
        )
        draft = f'<p class="draft">{escape(m["draft"])}</p>' if m["draft"] else ""
        opening = (
            f'<div class="opening"><p class="big" aria-hidden="true">{escape(m["title"])}</p>'
            f'<p class="lede" aria-hidden="true">{escape(m["summary_text"])}</p>'
            f'<div class="foot"><p class="plate" aria-hidden="true">工作法<br>{m["number"]}</p>'
            f'<h2 id="{m["label"]}">{escape(title)}</h2>{draft}{facts}</div></div>'
        )
        named = f"<p>方法名：{escape(m['method_name'])}</p>" if m["method_name"] else ""
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
        confirmed = escape(m["confirmed"]) or "实践单位核定：" + self._inline({"t": "tbd"})
        lines = [f"第 {m['edition']} 版。{confirmed}。"]
        lines += [f"另据：{self.inlines(source)}" for source in m["uncited"]]
        if m["url"]:
            lines.append(f'网页：<a href="{escape(m["url"])}">{escape(m["url"])}</a>')
        if m["related"]:
            lines.append("<b>可以接着看</b>")
        lines += [f"{self._inline(r['to'])}：{escape(r['reason'])}" for r in m["related"]]
        code = ""
        if m["qr"]:
            alt = escape(f"本篇网页的二维码：{m['url']}")
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
        items = "".join(f"<li>{self.inlines(words)}</li>" for words in block["items"])
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
        wide = "".join(f'<col style="width:{100 * w / sum(parts):.2f}%">' for w in parts)
        head = "".join(self._cell("th", cell) for cell in block["head"])
        rows = "".join(
            f"<tr>{''.join(self._cell('td', cell) for cell in row)}</tr>" for row in block["rows"]
        )
        title = block.get("title")
        caption = ""
        if title:
            number = len(self._tables) + 1
            self._tables.append((f"tab-{number}", self._of + escape(title)))
            caption = f'<caption id="tab-{number}">表 {number}　{escape(title)}</caption>'
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

    def _block_figure(self, block: Data, level: int) -> str:
        picture = draw(block["kind"], block["data"], block["alt"])
        caption = f"<b>{escape(block['title'])}。</b>{self.inlines(block['caption'])}"
        number = len(self._figures) + 1
        self._figures.append((f"fig-{number}", self._of + escape(block["title"])))
        return (
            f'<figure id="fig-{number}">{picture}'
            f"<figcaption>图 {number}　{caption}</figcaption></figure>"
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
            return f"<{_WRAPPERS[kind]}>{words}</{_WRAPPERS[kind]}>"
        match kind:
            case "link":
                told = f"（{escape(part['print'])}）" if part.get("print") else ""
                return f'<a href="{escape(part["url"])}">{words}</a>{told}'
            case "tbd":
                return '<span class="tbd">待补充</span>'
            case "tag":
                return f' <span class="tag">{words}</span>'
            case "tile":
                on = " on" if part["on"] else ""
                round_ = " round" if part.get("round") else ""
                return f'<span class="tile{on}{round_}">{escape(part["c"])}</span>'
            case "br":
                return "<br>"
            case "idx":
                return self._mark(part["k"])
            case "to":
                return self._to(part, words)
            case "fn" | "cite" if "c" in part:
                return self._note(part["k"], words)
            case "cite":
                return f'<sup class="mark">〔{part["k"]}〕</sup>'
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
        at = part.get("at")
        if at is None:
            return words
        page = f"（见第 {self._number(at)} 页）" if self._chromium else ""
        return f'<a class="to" href="#{at}">{words}{page}</a>'

    def _note(self, k: int, words: str) -> str:
        if not self._chromium:
            return f'<span class="fn" data-k="〔{k}〕">{words}</span>'
        self._notes.append((k, words))
        return f'<sup class="mark"><a href="#n-{self._article}-{k}">〔{k}〕</a></sup>'

    # —— 图表目录与索引 ——

    def _listing(self) -> Iterator[str]:
        for name, listed in (("图", self._figures), ("表", self._tables)):
            for n, (at, words) in enumerate(listed, 1):
                yield self._line(2, at, f"{name} {n}　{words}")

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
                    yield f'<p class="letter">{"数字与符号" if letter == "#" else letter}</p>'
                yield f'<p class="entry">{escape(e["name"])}　{self._places(e["key"])}</p>'
            yield "</div>"

    def _places(self, key: str) -> str:
        links = (
            f'<a class="at" href="#{at}">{self._number(at) if self._chromium else ""}</a>'
            for at in self._marks[key]
        )
        return "，".join(links)


def _opener_id(title: str) -> str:
    return f"part-{title}"
