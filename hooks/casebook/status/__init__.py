"""各条走到哪一步、引用的网址还打不打得开。给统筹的人看：命令与预览里的一页说一样的话。"""

from casebook.status.standing import Standing, standings
from casebook.status.told import Item, Status, TheirLines, Told, counted, link_groups, status_of

__all__ = [
    "Item",
    "Standing",
    "Status",
    "TheirLines",
    "Told",
    "counted",
    "link_groups",
    "standings",
    "status_of",
]
