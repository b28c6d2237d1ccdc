"""模型 → Word：空白的投稿表。要另装的库，见 `casebook.office`。"""

from casebook.render.docx.form import blank_form, printed

__all__ = ["blank_form", "printed"]
