"""casebook links：书外的网址还打不打得开。"""

from pathlib import Path

from casebook.check.dates import today
from casebook.cli.status import show_status
from casebook.compile import CACHE, read_with_drafts
from casebook.links import Manners, State, ask_all, keep_answers, offline, written_links
from casebook.progress import progress_bars
from casebook.status import Status, counted, link_groups


def ask_links(root: Path) -> None:
    """问一遍，记下来，说各怎样了；打不开也不算没有做成。"""
    library = read_with_drafts(root).library
    written = written_links(library)
    if not written:
        print("手册里没有书外的网址。")
        return
    agent = f"Mozilla/5.0 (compatible; {library.handbook.record.file_name}; casebook links)"
    with progress_bars(patience=0) as progress:
        answers = ask_all(written, Manners(agent), progress)
    if offline(answers):
        print(f"{len(answers)} 个网址一个也没有连上：是不是没有联网？")
        print("连上网再来一次；上次记的没有动。")
        return
    asked = keep_answers(root / CACHE, answers, today().isoformat())
    told = [counted(asked, written)]
    if any(answer.state is not State.OPEN for answer in answers.values()):
        told.append("打不开的不挡检查与建网站；casebook status 与预览里“各条走到哪一步”也列着。")
    show_status(Status(tuple(told), tuple(link_groups(asked, written))))
