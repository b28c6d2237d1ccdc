"""排好的印件有几页；拼成骑马钉的版，放在旁边。"""

from collections.abc import Iterable
from pathlib import Path

from casebook.bind.prints import press_path
from casebook.render.typeset.impose import THICKEST, imposed


def page_count(path: Path) -> int:
    """`path` 的 PDF 有几页。"""
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def impose_prints(
    folder: Path, paths: Iterable[str], sheet: str, creep: float = 0
) -> tuple[int, tuple[str, ...]]:
    """`folder` 里的各件拼在 `sheet` 上；返回拼了几件，太厚没有拼的是哪些。只有两页的不必拼。

    `creep` 是每往里一张，版面往折缝挪几毫米。
    """
    done, thick = 0, []
    for path in paths:
        pages = page_count(folder / path)
        if pages > THICKEST:
            thick.append(path)
        elif pages > 2:
            made = imposed((folder / path).read_bytes(), sheet, creep)
            (folder / press_path(path, f"saddle-{sheet}")).write_bytes(made)
            done += 1
    return done, tuple(thick)
