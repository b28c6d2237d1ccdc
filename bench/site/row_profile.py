"""我们的时间用在哪里：一步一行。"""

import json

from peers import HERE, SEARCHED
from progress import tell
from workplace import Workplace


def profile(place: Workplace) -> None:
    """一千条，有索引，一个核，从头建。"""
    count, site = place.few, place.site(SEARCHED, place.few)
    site.peer.clear(site.folder)
    tell(f"{count} 条，记下时间用在哪里")
    _, out = site.ran(HERE / "by_profile.py", site.folder)
    stages: dict[str, float] = json.loads(out.splitlines()[-1])
    total = sum(stages.values())
    for stage, seconds in stages.items():
        place.report.table(
            f"我们的时间用在哪里（{count} 条，有索引，一个进程，处理器时间 {total:.2f} 秒）",
            ("一步", "秒", "每条毫秒", "占"),
            (stage, f"{seconds:.3f}", f"{seconds / count * 1000:.2f}", f"{seconds / total:.0%}"),
        )
