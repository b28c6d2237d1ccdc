"""出版的网站上，编辑器存到哪里：mkdocs.yml 里 `extra.admin` 的两行。"""

import re
from dataclasses import dataclass, field
from typing import Any

_PUBLIC = {
    "github": ("https://github.com", "https://api.github.com"),
    "gitlab": ("https://gitlab.com", "https://gitlab.com/api/v4"),
    "gitea": ("https://gitea.com", "https://gitea.com/api/v1"),
}
"""各家托管网站，和它的接口。"""
_MORE = ("branch", "base_url", "api_root", "app_id", "auth_type", "auth_endpoint")
_HERE = "local/shouce"
"""预览时只用本机的文件夹，这个仓库不会去连。"""


class BadBackend(Exception):
    """`extra.admin` 写得不对。"""


@dataclass(frozen=True)
class Backend:
    """存到哪里。`options` 是交给 Sveltia 的设置；`hosts` 是编辑器会去连的网站。"""

    options: dict[str, Any] = field(
        default_factory=lambda: {"name": "gitea", "repo": _HERE, "auth_methods": ["token"]}
    )
    hosts: tuple[str, ...] = ()

    @classmethod
    def read(cls, written: Any) -> "Backend":
        """读 `extra.admin`；写得不对时抛 BadBackend。"""
        if not isinstance(written, dict):
            raise BadBackend("extra.admin 下面要写两行：backend 与 repo")
        known = ("backend", "repo", *_MORE)
        if strange := [key for key in written if key not in known]:
            raise BadBackend(f"extra.admin 不认识 {strange[0]}。可以写：{'、'.join(known)}")
        name, repo = str(written.get("backend", "")), str(written.get("repo", ""))
        if name == "gitee":
            raise BadBackend(
                "编辑器连不了 Gitee：它的接口与 Gitea 不同。"
                "请在预览里编辑本机的文件夹，再把改动提交到 Gitee"
            )
        if name not in _PUBLIC:
            raise BadBackend(f"extra.admin 的 backend 只能写 {'、'.join(_PUBLIC)}，现在是“{name}”")
        if not re.fullmatch(r"[\w.-]+(/[\w.-]+)+", repo):
            raise BadBackend(f"extra.admin 的 repo 要写成 拥有者/仓库名，现在是“{repo}”")
        site, api = _PUBLIC[name]
        more = {key: str(written[key]) for key in _MORE if key in written}
        asked = {_origin(more.get("base_url", site)), _origin(more.get("api_root", api))}
        options: dict[str, Any] = {"name": name, "repo": repo, **more}
        if not {"base_url", "app_id"} & more.keys():  # 没有登录的应用：各人用自己的访问令牌
            options["auth_methods"] = ["token"]
        return cls(options, tuple(sorted(asked)))


def content_policy(backend: Backend) -> str:
    """编辑器这一页的 Content-Security-Policy。"""
    hosts = "".join(f" {host}" for host in backend.hosts)
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self'",
            f"img-src 'self' blob: data:{hosts}",
            f"connect-src 'self' blob: data:{hosts}",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _origin(url: str) -> str:
    found = re.fullmatch(r"(https?://[\w.-]+(?::\d+)?)(/.*)?", url)
    if not found:
        raise BadBackend(f"extra.admin 里的“{url}”不是网址")
    return found[1]
