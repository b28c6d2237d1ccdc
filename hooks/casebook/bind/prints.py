"""印件在站内的位置：网页要链接，印刷要写到那里。"""

from casebook.bind.book import Book

VOLUME = 200
"""一册最多几条工作法：排版机的内存随页数长，约 1 MB 一页。"""


def book_paths(methods: int, limit: int = VOLUME) -> list[str]:
    """整本书的站内路径；`methods` 条工作法超过 `limit` 时分册，一册一个。"""
    return _volumes("book/changning-gongzuofa", methods, limit)


def shelf_paths(register: str, shelf_id: str, methods: int, limit: int = VOLUME) -> list[str]:
    """一个领域、一个街镇的分册的站内路径；太厚也分册。"""
    return _volumes(f"{register}/{shelf_id}/{shelf_id}", methods, limit)


def leaflet_path(method_id: str, large: bool = False) -> str:
    """折页的站内路径，与网页在同一个文件夹里。"""
    return f"cases/{method_id}/{method_id}{'-large' if large else ''}.pdf"


def print_count(book: Book, limit: int = VOLUME) -> int:
    """`book` 一共要排几件。"""
    shelves = [len(s.methods) for s in (*book.by_field.values(), *book.by_street.values())]
    bound = [len(book.methods), *shelves]
    return sum(-(-methods // limit) for methods in bound) + 2 * len(book.methods)


def _volumes(stem: str, methods: int, limit: int) -> list[str]:
    count = -(-methods // limit)
    return [f"{stem}-{n}.pdf" for n in range(1, count + 1)] if count > 1 else [f"{stem}.pdf"]
