"""预览：有人看哪一件，才做哪一件；问题浮在网页上；可视化编辑器在 /admin/；另有不出版的几页。"""

from casebook.preview.beside import Beside
from casebook.preview.editor import Editor, published_editor
from casebook.preview.overlay import Overlay
from casebook.preview.server import Preview
from casebook.preview.watching import watch_saves

__all__ = ["Beside", "Editor", "Overlay", "Preview", "published_editor", "watch_saves"]
