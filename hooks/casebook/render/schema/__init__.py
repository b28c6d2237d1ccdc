"""模型 → JSON Schema：编辑器照它补全、说明、挑错。"""

from casebook.render.schema.place import FOLDER, modeline, schema_name

__all__ = ["FOLDER", "modeline", "schema_name"]
