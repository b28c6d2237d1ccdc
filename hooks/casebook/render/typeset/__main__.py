"""在单独的进程里排一册，排完就还内存。

参数是排版机的文件夹、数据在哪个文件里；标准输入是印件的 JSON，数据只有几样。
标准输出是一行索引词的页码（JSON），接着是 PDF。
"""

import json
import sys
from pathlib import Path

from casebook.render.typeset.printjob import PrintJob, TypesettingFailed
from casebook.render.typeset.setter import set_volume

try:
    pages, pdf = set_volume(Path(sys.argv[1]), sys.argv[2], PrintJob(**json.load(sys.stdin)))
except TypesettingFailed as failed:
    sys.exit(failed.detail)
sys.stdout.buffer.write(json.dumps(pages).encode() + b"\n" + pdf)
