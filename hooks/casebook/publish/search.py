"""写查找的索引：查找插件已经写好设置，条目由这里来写。"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from casebook.publish.last import LastRelease
from casebook.publish.ledger import Ledger
from casebook.publish.pages import Written
from casebook.render.web import Site

INDEX = "search/search_index.json"


def write_index(
    folder: Path,
    site: Site,
    single: Mapping[str, str],
    keys: Mapping[str, str],
    ledger: Ledger,
    last: LastRelease,
    written: Written,
) -> None:
    """写 `folder` 里的索引。没有用查找插件时不写；一条也没有变时，上一版的留用。

    `single` 是主机写的各页的条目，`keys` 是别的页的正文由什么写成，都按地址。
    """
    path = folder / INDEX
    if not path.exists():
        return
    settings = path.read_bytes()
    numbers = [(plan.address, plan.method and plan.method.number) for plan in site.plans]
    parts = (settings, numbers, sorted(single.items()), sorted(keys.items()))
    key = hashlib.sha256(repr(parts).encode()).hexdigest()
    written.keys[INDEX] = key
    if kept := last.still(INDEX, key):
        written.kept[INDEX] = kept.digest
        path.unlink()
        return
    rows = ledger.rows("records")
    records = []
    for plan in site.plans:
        record = single.get(plan.address)
        if record is None:
            row_key, pieces = rows[plan.address]
            if row_key != keys[plan.address]:
                raise RuntimeError(f"{plan.address} 的条目不见了，请再编一次")
            record = (plan.method.number if plan.method else "").join(pieces)
        if record:
            records.append(record)
    index = {**json.loads(settings), "docs": []}
    empty = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    before, _, after = empty.rpartition('"docs":[]')
    content = f'{before}"docs":[{",".join(records)}]{after}'.encode()
    path.write_bytes(content)
    written.digests[INDEX] = hashlib.sha256(content).hexdigest()
