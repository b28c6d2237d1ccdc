"""一条工作法发到公众号的一篇，海报与展板。`casebook share` 写成文件，预览里点开时做。"""

from collections.abc import Iterator

from casebook.bind import Method
from casebook.compiled import Compiled
from casebook.publish.photos import photo
from casebook.render.share import Article, article, article_page

ARTICLE = "公众号.html"
"""文章的文件名，前面是编号。"""


def article_of(compiled: Compiled, method: Method) -> Article:
    """文章。"""
    document, site_url = compiled.documents(method.id), compiled.edition.site_url
    return article(document, compiled.book.handbook, method.number, site_url)


def article_files(compiled: Compiled, method: Method) -> Iterator[tuple[str, bytes]]:
    """文章的一页，要上传的图（同网站上的一样收拾过，前面写着第几张）：路径，内容。"""
    written, folder = article_of(compiled, method), f"{method.id}-图片"
    sources = {to: source for source, to in compiled.assets}
    yield f"{method.id}-{ARTICLE}", article_page(written, folder if written.uploads else "")
    for upload in written.uploads:
        path = f"{method.address[1:]}{upload.file}"
        content = b"".join(photo(sources[path], path).make().parts)
        yield f"{folder}/{upload.n}-{upload.file}", content


def poster_files(compiled: Compiled, method: Method, kind: str = "") -> Iterator[tuple[str, bytes]]:
    """海报与展板，一件件排：文件名，内容；`kind` 是只要哪一件。

    没有装排 PDF 的库，抛 TypesettingFailed。
    """
    from casebook.render.typeset.jobs import poster_jobs
    from casebook.render.typeset.pdf import PdfWriter

    document, epoch = compiled.documents(method.id), compiled.edition.epoch
    jobs = poster_jobs(compiled.book, method, document, compiled.meta, epoch)
    wanted = [job for job in jobs if job.path.endswith(kind)]
    sources = {to: source for source, to in compiled.assets}
    with PdfWriter() as writer:
        for job in wanted:
            paths = {name: f"cases/{name}" for name in job.photos}
            photos = {n: b"".join(photo(sources[p], p).make().parts) for n, p in paths.items()}
            yield job.path, writer.one(job, photos)
