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
from casebook.render.data.described import (
    catalogue,
    datapackage,
    gone_schema_file,
    openapi,
    schema_file,
)
from casebook.render.data.item import (
    Data,
    Gone,
    Head,
    case_data,
    entry_data,
    item_json,
    lines,
    notice,
)
from casebook.render.data.kinds import (
    CASES,
    FORMAT,
    GONE,
    GONE_SCHEMA,
    KINDS,
    LICENCE,
    record_path,
    schema_path,
)
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
    "GONE",
    "GONE_SCHEMA",
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
    "Gone",
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
    "gone_schema_file",
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
