"""印件在站内的位置：网页要链接，印刷要写到那里。"""

VOLUME = 200
"""一册最多几条工作法：排版机的内存随页数长，约 1.2 MB 一页。"""


def book_paths(methods: int, limit: int = VOLUME) -> list[str]:
    """整本书的站内路径；`methods` 条工作法超过 `limit` 时分册，一册一个。"""
    count = -(-methods // limit)
    if count <= 1:
        return ["book/changning-gongzuofa.pdf"]
    return [f"book/changning-gongzuofa-{n}.pdf" for n in range(1, count + 1)]


def leaflet_path(method_id: str, large: bool = False) -> str:
    """折页的站内路径，与网页在同一个文件夹里。"""
    return f"cases/{method_id}/{method_id}{'-large' if large else ''}.pdf"


def shelf_path(register: str, shelf_id: str) -> str:
    """分册的站内路径。"""
    return f"{register}/{shelf_id}/{shelf_id}.pdf"
