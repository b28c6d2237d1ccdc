"""整套数据：叫什么、谁出的、到哪天为止、有哪些文件。各种说明书（datapackage、OpenAPI、DCAT）都照它。"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from casebook.render.data.calendar import CALENDAR
from casebook.render.data.kinds import FOLDER, GONE, KINDS

STATEMENTS: Final = "statements"
WORKBOOK: Final = f"{FOLDER}/handbook.xlsx"
PACKAGE: Final = f"{FOLDER}/datapackage.json"
OPENAPI: Final = f"{FOLDER}/openapi.json"
CATALOGUE: Final = f"{FOLDER}/dataset.jsonld"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"
TYPES: Final[Mapping[str, str]] = {
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
}
"""成套下载的各种文件：扩展名 → 媒体类型。"""


class Bulk(NamedTuple):
    """成套的一个文件：站内路径，叫什么，扩展名。"""

    path: str
    title: str
    suffix: str


@dataclass(frozen=True)
class Dataset:
    """一套数据。

    `name` 是书的文件名；`empty` 是一条也没有的几种。
    `labels` 是各种数据（与 `STATEMENTS`、不在原来地址的、日历、工作簿）给读者看的叫法；`date` 是
    内容更新的日子（年-月-日，不知道为空），`commit` 是内容的版本号；`workbook` 是有没有
    Excel 的一份。
    """

    name: str
    title: str
    about: str
    publisher: str
    editors: tuple[str, ...]
    date: str
    commit: str
    site_url: str
    labels: Mapping[str, str]
    workbook: bool
    empty: tuple[str, ...] = ()

    def url(self, path: str) -> str:
        """站内路径的网址；网站的网址没有定的，是站内地址。"""
        return f"{self.site_url.rstrip('/')}/{path}"

    @property
    def version(self) -> str:
        """内容的版本：哪天的，哪一次提交。"""
        return "+".join(filter(None, (self.date, self.commit[:12]))) or "0"

    @property
    def bulk(self) -> Iterator[Bulk]:
        """成套下载的全部文件。"""
        for kind in KINDS:
            for suffix in ("jsonl", "csv"):
                yield Bulk(bulk_path(kind, suffix), self.labels[kind], suffix)
        yield Bulk(bulk_path(STATEMENTS, "csv"), self.labels[STATEMENTS], "csv")
        yield Bulk(GONE, self.labels["gone"], "jsonl")
        if self.workbook:
            yield Bulk(WORKBOOK, self.labels["workbook"], "xlsx")
        yield Bulk(CALENDAR, self.labels["calendar"], "ics")


def bulk_path(name: str, suffix: str) -> str:
    """一种数据成套的一个文件的站内路径。"""
    return f"{FOLDER}/{name}.{suffix}"
