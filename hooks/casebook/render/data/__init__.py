"""手册 → 开放数据：JSON、JSON Lines、CSV、日历，与它们的模式文件、说明书。"""

from casebook.render.data.calendar import CALENDAR, Dated, calendar
from casebook.render.data.dataset import (
    CATALOGUE,
    OPENAPI,
    PACKAGE,
    STATEMENTS,
    WORKBOOK,
    Dataset,
    bulk_path,
)
from casebook.render.data.described import catalogue, datapackage, openapi, schema_file
from casebook.render.data.item import (
    Data,
    Head,
    case_data,
    entry_data,
    item_json,
    lines,
    notice,
)
from casebook.render.data.kinds import CASES, FORMAT, KINDS, LICENCE, record_path, schema_path
from casebook.render.data.links import backlinks
from casebook.render.data.llms import LLMS, Listed, llms
from casebook.render.data.record import Known, exact_days
from casebook.render.data.table import header, statements_table, table, whole_row
from casebook.render.data.typed import typed

__all__ = [
    "CALENDAR",
    "CASES",
    "CATALOGUE",
    "FORMAT",
    "KINDS",
    "LICENCE",
    "LLMS",
    "OPENAPI",
    "PACKAGE",
    "STATEMENTS",
    "WORKBOOK",
    "Data",
    "Dataset",
    "Dated",
    "Head",
    "Known",
    "Listed",
    "backlinks",
    "bulk_path",
    "calendar",
    "case_data",
    "catalogue",
    "datapackage",
    "entry_data",
    "exact_days",
    "header",
    "item_json",
    "lines",
    "llms",
    "notice",
    "openapi",
    "record_path",
    "schema_file",
    "schema_path",
    "statements_table",
    "table",
    "typed",
    "whole_row",
]
