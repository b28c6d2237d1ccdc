"""在单独的进程里排一件：标准输入是印件的 JSON，标准输出是页码的 JSON 或 PDF。"""

import json
import sys

from casebook.render.typeset.jobs import PrintJob
from casebook.render.typeset.setter import Typesetter, TypesettingFailed, page_map

job = PrintJob(**json.load(sys.stdin))
try:
    done = json.dumps(page_map(job)).encode() if sys.argv[1] == "pages" else Typesetter().pdf(job)
except TypesettingFailed as failed:
    sys.exit(failed.detail)
sys.stdout.buffer.write(done)
