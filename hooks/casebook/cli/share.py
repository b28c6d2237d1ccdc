"""casebook share：一条工作法写成公众号的一篇，排成海报与展板。"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from casebook.bind import Method
from casebook.cli.arguments import misused
from casebook.cli.show import show_problems
from casebook.compile import Faulty, compile_handbook
from casebook.compiled import Compiled
from casebook.faults import Fault, told
from casebook.problems import has_errors
from casebook.publish.photos import photo
from casebook.read.selection import NotOurs, named_files
from casebook.render.share import article, article_page
from casebook.store import put_files


def share_cases(root: Path, out: Path, cases: Sequence[str], site_url: str, drafts: bool) -> None:
    """写在 `out`；有错误就不写，退出码是 1。"""
    try:
        wanted = named_files(root, cases, Path.cwd())
    except NotOurs as stranger:
        misused(str(stranger))
    try:
        compiled = compile_handbook(root, site_url, drafts, search=False)
        if has_errors(compiled.problems):
            raise Faulty(compiled.problems)
    except Faulty as faulty:
        show_problems(faulty.problems)
        raise SystemExit(1) from None
    methods = [m for m in compiled.book.methods if wanted(f"cases/{m.id}.yml")]
    if not methods:
        raise Fault(f"{'、'.join(cases)} 里没有发布的案例。没有发布的，加 --drafts")
    try:
        for method in methods:
            for name in _write(compiled, method, out):
                print(out / name)
    except OSError as error:
        raise Fault(f"没有写成 {out}：{told(error) or '写不进去'}") from error


def _write(compiled: Compiled, method: Method, out: Path) -> Iterator[str]:
    """一条的各件；给出写了什么。"""
    yield from _article(compiled, method, out)
    yield from _posters(compiled, method, out)


def _article(compiled: Compiled, method: Method, out: Path) -> Iterator[str]:
    """公众号的一篇与要上传的图：图同网站上的一样收拾过，前面写着第几张。"""
    book, document = compiled.book, compiled.documents(method.id)
    written = article(document, book.handbook, method.number, compiled.edition.site_url)
    sources = {to: source for source, to in compiled.assets}
    folder = f"{method.id}-图片"
    pictures = {}
    for upload in written.uploads:
        path = f"{document.address[1:]}{upload.file}"
        pictures[f"{upload.n}-{upload.file}"] = b"".join(photo(sources[path], path).make().parts)
    name = f"{method.id}-公众号.html"
    put_files(out, {name: article_page(written, folder if pictures else "")})
    yield name
    if pictures:
        put_files(out / folder, pictures)
        yield folder


def _posters(compiled: Compiled, method: Method, out: Path) -> Iterator[str]:
    """海报与展板；没有装排 PDF 的库，就没有。"""
    from casebook.render.typeset.jobs import poster_jobs, ready
    from casebook.render.typeset.pdf import PdfWriter
    from casebook.render.typeset.printjob import TypesettingFailed

    try:
        ready()
    except TypesettingFailed as absent:
        print(absent)  # 文章已经写好了
        return
    document, epoch = compiled.documents(method.id), compiled.edition.epoch
    sources = {to: source for source, to in compiled.assets}
    with PdfWriter() as writer:
        for job in poster_jobs(compiled.book, method, document, compiled.meta, epoch):
            paths = {name: f"cases/{name}" for name in job.photos}
            photos = {n: b"".join(photo(sources[p], p).make().parts) for n, p in paths.items()}
            put_files(out, {job.path: writer.one(job, photos)})
            yield job.path
