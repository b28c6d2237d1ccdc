"""casebook status：各条走到哪一步。"""

from collections.abc import Sequence
from pathlib import Path

from casebook.cli.arguments import misused
from casebook.compile import CACHE, read_with_drafts
from casebook.links import kept_answers
from casebook.read.selection import NotOurs, named_files
from casebook.status import Status, status_of


def tell_status(root: Path, cases: Sequence[str]) -> None:
    """一条条地说；只看，什么也不改。"""
    try:
        wanted = named_files(root, cases, Path.cwd())
    except NotOurs as stranger:
        misused(str(stranger))
    show_status(status_of(read_with_drafts(root), kept_answers(root / CACHE), wanted))


def show_status(status: Status) -> None:
    """一级缩进两格。"""
    print("\n".join(status.summary))
    for group in status.groups:
        print(f"\n{group.title}")
        for item in group.items:
            print(f"  {item.name}　{item.title}" if item.title else f"  {item.name}")
            for line in item.lines:
                print(f"    {line}")
            for part in item.inside:
                print(f"    {part.title}：")
                for line in part.lines:
                    print(f"      {line}")
