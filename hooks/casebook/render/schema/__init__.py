"""模型 → JSON Schema：编辑器照它补全、说明、挑错。"""

from casebook.render.schema.files import published, schema_files
from casebook.render.schema.place import FOLDER, modeline, schema_name
from casebook.render.schema.references import Shelf, shelf_of

__all__ = ["FOLDER", "Shelf", "modeline", "published", "schema_files", "schema_name", "shelf_of"]
