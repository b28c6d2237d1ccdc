"""照片：收拾成公开的样子，网站与印刷用同一张，电子书用小一些的。"""

from casebook.render.photo.picture import cleaned, for_reading

__all__ = ["cleaned", "for_reading"]
