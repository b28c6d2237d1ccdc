"""编辑器的全部设置：有哪些集合，各栏怎样写。"""

from typing import Any

from casebook.model import LABELS, REGISTERS, Case, Kind, Status
from casebook.render.admin.backend import Backend
from casebook.render.admin.fields import REGISTRY, pattern_of, widgets
from casebook.render.admin.shape import shape_of

_TITLE = "编辑工作法"
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
    """`config` 交给 Sveltia，`shapes` 交给 `format.js`；`local` 为真时只在本机用。"""
    shapes = {"casebook-cases": shape_of(Case)}
    shapes |= {f"casebook-{name}": shape_of(kind) for name, kind in REGISTERS.items()}
    return {"config": _config(backend), "shapes": shapes, "local": local}


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
        "slug": {"encoding": "ascii", "maxlength": 64},
        "editor": {"preview": False},
        "show_preview_links": False,
        "output": {"omit_empty_optional_fields": True},
        "collections": [_cases(), _registers()],
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
        "summary": "{{标题}}",
        "slug": {
            "editable": ["create"],
            "hint": "编号就是文件名和网址，定了就不要改；小写英文字母、数字、连字符，如 mulin-lane",
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
        "fields": widgets(Case),
    }


def _registers() -> dict[str, Any]:
    files = [
        {
            "name": name,
            "label": LABELS[name],
            "icon": _ICONS[name],
            "file": f"content/registry/{name}.yml",
            "format": f"casebook-{name}",
            "fields": widgets(kind),
        }
        for name, kind in REGISTERS.items()
    ]
    return {
        "name": REGISTRY,
        "label": "登记簿",
        "description": "案例引用的词表、组织、政策、来源。先在这里登记，案例里才选得到。",
        "icon": "library_books",
        "files": files,
    }
