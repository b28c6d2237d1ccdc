"""模型 → JSON Schema：编辑器照它补全、说明、挑错。"""

from casebook.render.schema.files import published, schema_files
from casebook.render.schema.place import FOLDER, modeline, schema_name
from casebook.render.schema.records import record_schema
from casebook.render.schema.references import Choices, Listed, choices_of

__all__ = [
    "FOLDER",
    "Choices",
    "Listed",
    "choices_of",
    "modeline",
    "published",
    "record_schema",
    "schema_files",
    "schema_name",
]
