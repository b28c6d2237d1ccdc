"""手册 → Excel：案例、数字、登记簿、缺口、统计。要另装的库，见 `casebook.office`。"""

from casebook.render.xlsx.cells import cell_value, register_cells
from casebook.render.xlsx.workbook import workbook

__all__ = ["cell_value", "register_cells", "workbook"]
