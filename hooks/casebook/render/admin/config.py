"""编辑器的全部设置：有哪些集合，各栏怎样写。"""

from typing import Any

from casebook.check.privacy import rules
from casebook.model import (
    GROWING,
    HANDBOOK,
    LABELS,
    REGISTER_FOLDER,
    REGISTERS,
    Case,
    Handbook,
    Kind,
    Status,
)
from casebook.model.scalars import SCALARS
from casebook.model.walk import key_of
from casebook.render.admin.backend import Backend
from casebook.render.admin.fields import REGISTRY, naming, pattern_of, widgets
from casebook.render.admin.shape import shape_of

_TITLE = "编辑工作法"
_ID = SCALARS[Kind.ID]
_GROWING = sorted(GROWING, key=("sources", "organisations", *REGISTERS).index)
"""先是最常添的两本。"""
_DEFAULTS = {
    key_of(Case, "status"): {"default": str(Status.COLLECTED)},
    key_of(Case, "edition"): {"default": "1"},
}
"""新写的一条，先填好的几栏。"""
_ICONS = {
    "actors": "groups",
    "directions": "signpost",
    "fields": "category",
    "streets": "map",
    "organisation-kinds": "account_tree",
    "organisations": "apartment",
    "policies": "gavel",
    "programmes": "hub",
    "indicators": "monitoring",
    "sources": "format_quote",
    "terms": "dictionary",
}


def admin_config(backend: Backend, local: bool) -> dict[str, Any]:
    """`config` 交给 Sveltia，`shapes` 交给 `format.js`，`rules` 交给 `privacy.js`；

    `local` 为真时只在本机用。
    """
    shapes = {"casebook-cases": shape_of(Case), "casebook-handbook": shape_of(Handbook)}
    shapes |= {f"casebook-{name}": shape_of(kind) for name, kind in REGISTERS.items()}
    return {"config": _config(backend), "shapes": shapes, "rules": rules(), "local": local}


def _config(backend: Backend) -> dict[str, Any]:
    return {
        "load_config_file": False,
        "app_title": _TITLE,
        "logo": {"src": "logo.svg"},
        "backend": backend.options,
        "media_folder": "cases",
        "public_folder": "/cases",
        # 图片只用自己的：不去图库找
        "media_libraries": {"stock_assets": {"providers": []}},
        "slug": {"encoding": "ascii", "maxlength": _ID.limit},
        "editor": {"preview": False},
        "show_preview_links": False,
        "output": {"omit_empty_optional_fields": True},
        "collections": [_cases(), *map(_growing, _GROWING), _words()],
    }


def _cases() -> dict[str, Any]:
    return {
        "name": "cases",
        "label": LABELS["cases"],
        "label_singular": LABELS["cases"],
        "description": "一条工作法一个文件。只有状态是“发布”的才公开。",
        "icon": "menu_book",
        "folder": "cases",
        "extension": "yml",
        "format": "casebook-cases",
        "identifier_field": "标题",
        "summary": "{{标题}}（{{状态}}）",
        "slug": {
            "editable": ["create"],
            "hint": f"编号就是文件名和网址，定了就不要改；{_ID.how}，如 {_ID.example}",
            "pattern": pattern_of(Kind.ID, True),
        },
        # 地址是永久的：不要的改成“征集”，不在这里删
        "delete": False,
        "aliases_field": False,
        "thumbnail": False,
        # 图片在与案例同名的文件夹里，写的只是文件名
        "media_folder": "{{slug}}",
        "public_folder": "",
        "sortable_fields": {"fields": ["标题", "状态", "街镇"], "default": {"field": "标题"}},
        "view_filters": [{"label": str(s), "field": "状态", "eq": str(s)} for s in Status],
        "view_groups": [{"label": key, "field": key} for key in ("状态", "街镇")],
        "fields": [widget | _DEFAULTS.get(widget["name"], {}) for widget in widgets(Case)],
    }


def _growing(name: str) -> dict[str, Any]:
    """常要添的一本：新添的一条一个文件，原有的一本排在最前面。"""
    label = LABELS[name]
    return {
        "name": name,
        "label": label,
        "label_singular": label,
        "description": "案例引用的先在这里登记，案例里才选得到。新建一个文件，只写一条。",
        "icon": _ICONS[name],
        "folder": REGISTER_FOLDER,
        "path": f"{name}/{{{{slug}}}}",
        # 编辑器以为这是文件夹的首页，于是与文件夹里的算作同一个集合
        "index_file": {"name": name, "label": f"原有的{label}", "icon": "library_books"},
        "extension": "yml",
        "format": f"casebook-{name}",
        "identifier_field": "条目",
        "summary": f"{{{{条目.0.{naming(name)}}}}}",
        "slug": {
            "editable": ["create"],
            "hint": f"文件名：与里面的编号一样；{_ID.how}",
            "pattern": pattern_of(Kind.ID, True),
        },
        # 别处也许引用着它
        "delete": False,
        "aliases_field": False,
        "thumbnail": False,
        "fields": widgets(REGISTERS[name]),
    }


def _words() -> dict[str, Any]:
    files = [
        {
            "name": name,
            "label": LABELS[name],
            "icon": _ICONS[name],
            "file": f"{REGISTER_FOLDER}/{name}.yml",
            "format": f"casebook-{name}",
            "fields": widgets(kind),
        }
        for name, kind in REGISTERS.items()
        if name not in GROWING
    ]
    own = {
        "name": "handbook",
        "label": "手册",
        "icon": "auto_stories",
        "file": HANDBOOK,
        "format": "casebook-handbook",
        "fields": widgets(Handbook),
    }
    return {
        "name": REGISTRY,
        "label": "词表",
        "description": "领域、方向、街镇……案例里只能用这里有的词；手册叫什么也写在这里。",
        "icon": "library_books",
        "files": [*files, own],
    }
