"""引用 → 文献管理软件导入的文件。"""

from casebook.render.cite.files import bibtex, csl_json, ris

__all__ = ["bibtex", "csl_json", "ris"]
