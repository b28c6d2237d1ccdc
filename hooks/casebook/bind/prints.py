"""印件在站内的位置：网页要链接，印刷要写到那里。"""


def book_path() -> str:
    """整本书的站内路径。"""
    return "book/changning-gongzuofa.pdf"


def leaflet_path(method_id: str, large: bool = False) -> str:
    """折页的站内路径，与网页在同一个文件夹里。"""
    return f"cases/{method_id}/{method_id}{'-large' if large else ''}.pdf"


def shelf_path(register: str, shelf_id: str) -> str:
    """分册的站内路径。"""
    return f"{register}/{shelf_id}/{shelf_id}.pdf"
