"""可视化编辑器（Sveltia CMS）的设置，从模型来。"""

from casebook.render.admin.backend import Backend, BadBackend, content_policy
from casebook.render.admin.config import admin_config

__all__ = ["Backend", "BadBackend", "admin_config", "content_policy"]
