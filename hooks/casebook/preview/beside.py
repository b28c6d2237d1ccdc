"""预览里另有的几页，不会出版：各条走到哪一步；一条工作法的公众号文章、海报与展板，点开时才做。"""

import mimetypes
import threading

from jinja2 import Environment, PackageLoader, StrictUndefined

from casebook.compiled import Compiled
from casebook.faults import Fault
from casebook.links import kept_answers
from casebook.preview.overlay import BASE, SHARED
from casebook.problems import has_errors
from casebook.render.share import article_page
from casebook.shares import ARTICLE, article_of, poster_files
from casebook.status import Status, status_of

STATUS = f"{BASE}status/"
SHARE = f"{BASE}share/"


class Beside:
    """这一次编好的一本另有的几页。"""

    def __init__(self, compiled: Compiled, cache: str) -> None:
        self._compiled = compiled
        self._cache = compiled.root / cache
        self._making = threading.Lock()

    def answer(self, asked: str) -> tuple[str, bytes] | None:
        """要的是这里的一页，给（类型, 内容）；不是，给 None。"""
        if asked == STATUS:
            status = status_of(self._compiled.read, kept_answers(self._cache))
            return "text/html; charset=utf-8", status_page(status, self._compiled.base)
        if asked.startswith(SHARE):
            with self._making:  # 排版机只有一台
                return self._shared(asked.removeprefix(SHARE))
        return None

    def _shared(self, name: str) -> tuple[str, bytes] | None:
        """`name` 是 <编号>/<哪一件>。"""
        case_id, _, kind = name.partition("/")
        method = next((m for m in self._compiled.book.methods if m.id == case_id), None)
        if method is None or kind not in SHARED:
            return None
        path = f"cases/{case_id}.yml"
        if has_errors(one for one in self._compiled.problems if one.path == path):
            raise Fault(f"{path} 有错误，改好了再做")
        if kind == ARTICLE:
            page = article_page(article_of(self._compiled, method))
            return "text/html; charset=utf-8", page
        ((_, made),) = poster_files(self._compiled, method, kind)
        return mimetypes.guess_type(kind)[0] or "application/octet-stream", made


def status_page(status: Status, base: str) -> bytes:
    """各条走到哪一步，一页；`base` 是网站在域名下的路径。"""
    loader = PackageLoader(__package__, "assets")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    page = pages.get_template("status.html")
    return page.render(status=status, base=base.rstrip("/"), here=BASE).encode()
