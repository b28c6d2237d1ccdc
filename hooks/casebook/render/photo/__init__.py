"""照片：收拾成公开的样子，网站与印刷用同一张。"""

from casebook.render.photo.picture import cleaned

__all__ = ["cleaned"]
