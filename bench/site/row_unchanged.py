"""真的手册，什么也没变，再建一遍；排 PDF 的设置也是真的（没有变的从缓存取）。"""

from peers import OURS, PEERS
from progress import tell
from real_handbook import copied
from workplace import Site, Workplace


def unchanged(place: Workplace) -> None:
    """先建好，再建几遍。"""
    folder = copied(place.folder / "handbook")
    count = len([*folder.glob("cases/*.yml")])
    site = Site(PEERS[OURS], count, folder)
    for words in ("先建好（连 PDF）", "再建一遍热身"):
        tell(f"真的手册，{words}")
        site.build()
    costs = place.in_turn("真的手册没有变再建", {("ours", count): site.build})
    cost = costs["ours", count]
    name = "真的手册，没有变再建"
    place.report.goal(f"{name}：钟表", cost.wall, 0.6, "秒")
    place.report.goal(f"{name}：CPU", cost.cpu, None, "秒")
