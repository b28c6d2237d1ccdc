"""书外的网址还打不打得开：去问一遍，记下来。网站的事不由我们定，所以只说，从不挡住什么。"""

from casebook.links.answer import Answer, Asked, State, doubtful
from casebook.links.ask import Manners, ask
from casebook.links.kept import keep_answers, kept_answers
from casebook.links.rounds import ask_all, offline
from casebook.links.written import Place, advice, written_links

__all__ = [
    "Answer",
    "Asked",
    "Manners",
    "Place",
    "State",
    "advice",
    "ask",
    "ask_all",
    "doubtful",
    "keep_answers",
    "kept_answers",
    "offline",
    "written_links",
]
