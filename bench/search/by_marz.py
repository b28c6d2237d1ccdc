"""marz-search：建索引；问几句话。在 bench 自己的虚拟环境里跑。

python by_marz.py build 索引 料
python by_marz.py ask 索引 话      话是 JSON：每句是几种问法，前一种没有结果才用后一种
"""

import json
import sys
import time
from pathlib import Path

import marz


def build(index: Path, material: Path) -> None:
    """一页一份，题与拼法另成栏。"""
    builder = marz.IndexBuilder("zh", ref_field="location")
    for name, boost in (("title", 10), ("spelt", 6), ("heads", 4), ("text", 1)):
        builder.field(name, boost)
    with material.open(encoding="utf-8") as file:
        for line in file:
            page = json.loads(line)
            builder.add(page, page.pop("share"))
    index.write_bytes(builder.build().to_bytes())


def ask(path: Path, queries: Path) -> None:
    """各句的结果与毫秒；装载索引的毫秒。"""
    start = time.process_time()
    index = marz.Index.from_bytes(path.read_bytes())
    loaded = time.process_time() - start
    answers = []
    for ways in json.loads(queries.read_text("utf-8")):
        start = time.process_time()
        found: list[str] = []
        for way in ways:
            try:
                found = [hit.ref for hit in index.search(way)]
            except marz.QueryError:
                continue
            if found:
                break
        answers.append({"found": found, "ms": (time.process_time() - start) * 1000})
    print(json.dumps({"loaded": loaded * 1000, "answers": answers}, ensure_ascii=False))


if __name__ == "__main__":
    {"build": build, "ask": ask}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
