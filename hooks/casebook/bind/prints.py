"""印件在站内的位置：网页要链接，印刷要写到那里。"""

from casebook.bind.book import Book, Category

BOOKLETS = ("fields", "streets")
"""哪几种查法有分册。"""


def book_paths(book: Book) -> list[str]:
    """整本书的站内路径；超过手册的“每册”时分册，一册一个。

    一册有多厚要有个数：排版机的内存随页数长，约 1 MB 一页。
    """
    return _volumes(f"book/{book.handbook.file_name}", len(book.methods), book)


def book_path(book: Book, suffix: str) -> str:
    """整本书写成别的样子（扩展名 `suffix`）的站内路径。"""
    return f"book/{book.handbook.file_name}.{suffix}"


def cover_image(book: Book) -> str:
    """整本书的封面的图：电子书的封面。"""
    return f"book/{book.handbook.file_name}-cover.png"


def case_path(method_id: str, suffix: str) -> str:
    """一条工作法写成别的样子（扩展名 `suffix`）的站内路径，与网页在同一个文件夹里。"""
    return f"cases/{method_id}/{method_id}.{suffix}"


def press_path(path: str, part: str = "press") -> str:
    """`path` 那一件另做的：付印的书芯（press）、封面（cover），送审稿（review），拼好的版。"""
    return f"{path.removesuffix('.pdf')}-{part}.pdf"


def category_paths(book: Book, register: str, category: Category) -> list[str]:
    """一个领域、一个街镇的分册的站内路径；太厚也分册。"""
    name = category.term.id
    return _volumes(f"{register}/{name}/{name}", len(category.methods), book)


def leaflet_path(method_id: str, large: bool = False) -> str:
    """折页的站内路径，与网页在同一个文件夹里。"""
    return f"cases/{method_id}/{method_id}{'-large' if large else ''}.pdf"


CARD = "card.png"
"""别处转贴时的卡片，在网站里、在工作法的文件夹里都叫它。"""


def card_path(method_id: str) -> str:
    """一条工作法的卡片的站内路径。"""
    return f"cases/{method_id}/{CARD}"


def print_count(book: Book) -> int:
    """`book` 一共要排几件。"""
    facets = (facet for facet in book.facets if facet.register in BOOKLETS)
    categories = [
        len(category.methods) for facet in facets for category in facet.categories.values()
    ]
    size = book.handbook.volume_size
    return sum(-(-n // size) for n in (len(book.methods), *categories)) + 3 * len(book.methods)


def _volumes(stem: str, methods: int, book: Book) -> list[str]:
    count = -(-methods // book.handbook.volume_size)
    return [f"{stem}-{n}.pdf" for n in range(1, count + 1)] if count > 1 else [f"{stem}.pdf"]
