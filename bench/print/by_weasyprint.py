"""WeasyPrint 排一本：数据 → HTML → PDF/UA-1。用 bench 自己的虚拟环境来跑。

bench/.venv/bin/python by_weasyprint.py 数据.json 文件夹 [案例的文件夹]

标准输出是装载程序用去的处理器秒。
"""

import json
import sys
import time
from pathlib import Path

from page_html import book_html
from weasyprint import HTML


def main(data: Path, folder: Path, cases: Path) -> None:
    """读数据，排好，放进 `folder`；照片在 `cases` 里。"""
    (job,) = json.loads(data.read_bytes())
    document = HTML(string=book_html(job["data"], "weasyprint", cases))
    document.write_pdf(folder / "book.pdf", pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    print(time.process_time())  # 装载用去的
    main(*map(Path, (sys.argv[1], sys.argv[2], sys.argv[-1])))
