"""在单独的进程里排一册：标准输入是印件的 JSON，标准输出是一行页码的 JSON，要 PDF 时接着是 PDF。"""

import json
import sys

from casebook.render.typeset.jobs import PrintJob
from casebook.render.typeset.setter import TypesettingFailed, page_map, set_volume

job = PrintJob(**json.load(sys.stdin))
try:
    pages, pdf = set_volume(job) if sys.argv[1] == "volume" else (page_map(job), b"")
except TypesettingFailed as failed:
    sys.exit(failed.detail)
sys.stdout.buffer.write(json.dumps(pages).encode() + b"\n" + pdf)
