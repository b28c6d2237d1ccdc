"""写好的几样怎样摆：隔一行、列表、表、引文。"""

from collections.abc import Iterable, Sequence

from casebook.render.text.escape import emphasised, escaped


def apart(parts: Iterable[str]) -> str:
    """几样，隔一行；空的不算。"""
    return "\n\n".join(filter(None, parts))


def item(marker: str, content: str) -> str:
    """列表的一项；不止一行的，往下各行缩进四格：Python-Markdown 只认四格。"""
    if "\n" not in content:
        return f"{marker} {content}".rstrip()
    marker = f"{marker} ".ljust(4)
    indented = content.replace("\n", f"\n{' ' * len(marker)}")
    return marker + "\n".join(line if line.strip() else "" for line in indented.split("\n"))


def items(written: Iterable[str]) -> str:
    """一项项；有不止一行的，隔开来。"""
    every = [*written]
    return ("\n\n" if any("\n" in one for one in every) else "\n").join(every)


def strong(words: str, after: str = "") -> str:
    """加重的一段字；`after` 是接着的字。"""
    return emphasised("", "**", escaped(words).strip(), after)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], rule: Sequence[str] = ()) -> str:
    """表；各格都写好了，不换行。"""
    every = (head, rule or ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in every)


def quoted(content: str) -> str:
    """放进引文。"""
    return "\n".join(f"> {line}" if line else ">" for line in content.split("\n"))


def titled(level: int, title: str) -> str:
    """标题；末尾的 # 是字。"""
    title = f"{title[:-1]}\\#" if title.endswith("#") else title
    return f"{'#' * level} {title.strip()}"
