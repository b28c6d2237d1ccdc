"""新起一本手册：样板里的照抄，书名、地区照人答的写。"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.editing.scalar import scalar
from casebook.model import HANDBOOK, Handbook
from casebook.model.handbook import OWNER, Names
from casebook.model.scalars import SCALARS, Kind
from casebook.model.walk import key_of
from casebook.package import PACKAGE
from casebook.problems.likeness import sound
from casebook.read import read_document, read_text
from casebook.read.records import read_record

_SCAFFOLD = PACKAGE / "editing/scaffold"
_PLACES = {
    "gitignore": ".gitignore",
    "hook.txt": "hooks/handbook.py",
    "settings.json": ".vscode/settings.json",
}
"""样板里的名字 → 手册里的；别的一样。"""
_SETTINGS = "mkdocs.yml"
_KIND = "工作法"
_FOLDED = 8
"""简称最多几个字。"""


@dataclass(frozen=True)
class Start:
    """人答的：地区，书名。"""

    district: str
    title: str = ""

    @property
    def name(self) -> str:
        """书名；没有答的，照地区起一个。"""
        return self.title or f"{self.district}社会组织参与社区治理{_KIND}"


def new_handbook(start: Start) -> dict[str, bytes]:
    """新手册的全部文件：相对它的文件夹的路径 → 内容。"""
    files = dict(_copied())
    settings = f"site_name: {scalar(start.name)}\n".encode()
    return {**files, _SETTINGS: settings + files[_SETTINGS], HANDBOOK: _handbook(start).encode()}


def start_fault(files: Mapping[str, bytes]) -> str:
    """`new_handbook` 写出来的手册自己的一份有什么不对，一句话；都对为空。"""
    text, problems = read_text(HANDBOOK, files[HANDBOOK])
    document, found = read_document(text)
    problems += found
    if document:
        problems += read_record(Handbook, document)[2]
    return problems[0].message if problems else ""


def folder_fault(folder: Path) -> str:
    """`folder` 里不能起一本手册，为什么；能起为空。看不了的，抛 OSError。"""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return "已经有了，不是文件夹。换一个名字。"
    if folder.exists() and any(folder.iterdir()):
        return "里已经有东西了，怕盖掉，没有写。换一个新的文件夹名。"
    return ""


def _copied() -> Iterator[tuple[str, bytes]]:
    for path in sorted(_SCAFFOLD.rglob("*")):
        if path.is_file():
            name = path.relative_to(_SCAFFOLD).as_posix()
            yield _PLACES.get(name, name), path.read_bytes()


def _blanks() -> str:
    return "".join(f"{key_of(Handbook, name)}:\n" for name in OWNER)


def _handbook(start: Start) -> str:
    """content/handbook.yml。"""
    name, district = start.name, start.district
    tail = len(_KIND) if name.endswith(_KIND) and name != _KIND else max(1, len(name) // 3)
    cover = ", ".join(map(scalar, (name[:-tail], name[-tail:])))
    short = f"{district.removesuffix('区').removesuffix('县')}{_KIND}"
    spelt = sound(district)
    slug = f"{spelt}-gongzuofa" if SCALARS[Kind.ID].fits(spelt) else "gongzuofa"
    called = ((key_of(Names, name), word) for name, word in Names().model_dump().items())
    names = "".join(f"  {key}: {word}\n" for key, word in called)
    return (
        "# 是哪一本手册。改这里，网页、书都跟着改。每一栏写什么：casebook fields 手册\n"
        f"书名: {scalar(name)}\n"
        f"封面: [{cover}]\n"
        f"简称: {scalar(short if len(short) <= _FOLDED else _KIND)}\n"
        f"文件名: {slug}\n"
        f"地区: {scalar(district)}\n"
        "# 左边是栏目，不要改；右边是网页与书上的叫法\n"
        f"叫法:\n{names}"
        "机制: 各方联动\n"
        "支持: 用得上的项目、资金、荣誉与渠道。\n"
        f"# 主办的单位填。没有填的，网站说“待补充”，正式发布以前要填齐\n{_blanks()}"
        "每页: 60\n"
        "每册: 200\n"
    )
