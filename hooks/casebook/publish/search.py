"""写查找的索引：查找插件已经写好设置，条目由这里来写。"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from casebook.publish.ledger import Ledger
from casebook.publish.pages import ManyPages
from casebook.publish.written import Written
from casebook.render.web import Site

INDEX = "search/search_index.json"


def write_index(
    folder: Path,
    site: Site,
    single: Mapping[str, str],
    many: ManyPages,
    ledger: Ledger,
    written: Written,
) -> None:
    """写 `folder` 里的索引。没有用查找插件时不写；一条也没有变时，上一版的留用。

    `single` 是主机写的各页的条目（按地址），`many` 是别的页。
    """
    path = folder / INDEX
    if not path.exists():
        return
    settings = path.read_bytes()
    keys = many.record_keys
    numbers = [(plan.address, plan.method and plan.method.number) for plan in site.plans]
    parts = (settings, numbers, sorted(single.items()), sorted(keys.items()))
    whole = hashlib.sha256(repr(parts).encode()).hexdigest()
    if written.keep(INDEX, whole):
        path.unlink()
        return
    rows = ledger.rows("records")
    records = []
    for plan in site.plans:
        record = single.get(plan.address)
        if record is None:
            key, pieces = rows.get(plan.address, ("", ()))
            if key != keys[plan.address]:
                pieces = many.record(plan)
            records.append((plan.method.number if plan.method else "").encode().join(pieces))
        else:
            records.append(record.encode())
    index = {**json.loads(settings), "docs": []}
    empty = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    before, _, after = empty.rpartition('"docs":[]')
    docs = b",".join(filter(None, records))
    content = b"".join([before.encode(), b'"docs":[', docs, b"]", after.encode()])
    path.write_bytes(content)
    written.digests[INDEX] = hashlib.sha256(content).hexdigest()
