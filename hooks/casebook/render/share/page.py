"""抄走一篇的一页：打开就用，不连网；按一下，带着样子抄到剪贴板。"""

from jinja2 import Environment, PackageLoader, StrictUndefined

from casebook.compose import word
from casebook.render.share.article import Article


def article_page(article: Article, folder: str = "") -> bytes:
    """`article` 的一页；`folder` 是图片所在的文件夹的名字。"""
    words = {
        "copy": word("share.copy"),
        "copied": word("share.copied"),
        "failed": word("share.failed"),
        "how": word("share.how"),
        "pictures": word("share.pictures", folder=folder) if folder else word("share.no-folder"),
        "no_pictures": word("share.no-pictures"),
        "title": word("share.title"),
        "summary": word("share.summary"),
        "address": word("share.original"),
        "no_address": word("share.no-address"),
    }
    pictures = [word("share.picture", n=u.n, file=u.file, alt=u.alt) for u in article.uploads]
    loader = PackageLoader(__package__, "")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    page = pages.get_template("page.html")
    return page.render(article=article, words=words, pictures=pictures).encode()
