"""段落、列表、表 → Markdown。字都按字面，只留加粗、链接、列表与表。"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from casebook.editing.literal import escaped, one_line, opened, tidied
from casebook.editing.tables import markdown_rows
from casebook.intake.blocks import Block, Paragraph, Run, Table
from casebook.intake.tabbed import tabbed
from casebook.intake.typed import typed_lists
from casebook.render.text.escape import emphasised
from casebook.render.text.escape import url as address


def markdown(blocks: Iterable[Block]) -> str:
    """几块接起来，块与块之间空一行；挨着的列表项（打出来的也算）接成一个列表。"""
    said: list[str] = []
    whole = typed_lists(tabbed(blocks))
    for listed, some in groupby(whole, lambda one: isinstance(one, Paragraph) and bool(one.item)):
        if listed:
            said += [listing([one for one in some if isinstance(one, Paragraph)])]
        else:
            said += map(_block, some)
    return "\n\n".join(filter(None, said))


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return table(block)
    return "\n\n".join(opened(line) for line in lines(block))


def lines(paragraph: Paragraph) -> list[str]:
    """一段里的各行（手动换行隔开），已转义；空的不算。"""
    runs = [Run(tidied(run.text), run.bold, run.url) for run in paragraph.runs]
    if not "".join(run.text for run in runs).strip():
        return []
    whole = "".join(_run(run, runs[:n], runs[n + 1 :]) for n, run in enumerate(runs))
    return [said for line in whole.split("\n") if (said := " ".join(line.split()))]


def _run(run: Run, before: Sequence[Run], after: Sequence[Run]) -> str:
    parts = []
    for line in run.text.split("\n"):
        written = escaped(line)
        outside = run.url.startswith(("http://", "https://"))
        if outside and line.strip() and one_line(line) != run.url:
            written = f"[{written}]({address(run.url)})"
        elif run.bold and line.strip():
            left = before[-1].text[-1:] if before else ""
            right = after[0].text[:1] if after else ""
            written = emphasised(left, "**", written, right)
        parts.append(written)
    return "\n".join(parts)


def listing(items: Sequence[Paragraph]) -> str:
    """一个列表；下一层缩进，数字的照稿子里的第一个数起。"""
    counted: dict[int, int] = {}
    said = []
    top = min(item.depth for item in items)
    deepest = -1
    for item in items:
        words = lines(item)
        if not words:
            continue
        depth = min(item.depth - top, deepest + 1)
        deepest = depth
        counted = {level: n for level, n in counted.items() if level <= depth}
        counted[depth] = counted.get(depth, max(item.number, 1) - 1) + 1
        mark = "-" if item.item == "-" else f"{counted[depth]}."
        pad = "   " * depth
        said.append(f"{pad}{mark} {opened(' '.join(words))}")
    return "\n".join(said)


def table(block: Table) -> str:
    """一张表；只有一列、一行的，一格一段。"""
    rows = [["　".join(" ".join(lines(p)) for p in cell.paragraphs) for cell in row]
            for row in block.rows]  # fmt: skip
    rows = [[cell.strip("　 ").replace("\t", " ") for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    written = markdown_rows(["\t".join(row) for row in rows]) if rows else []
    if written:
        return "\n".join(written)
    return "\n\n".join(opened(cell) for row in rows for cell in row if cell)
