"""`/admin/`：可视化编辑器。预览时有人看才装；出版的网站里，设置要了才放。"""

import html
import json
import mimetypes
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casebook.faults import sentence
from casebook.package import THEME
from casebook.publish.artefact import Artefact, Input, artefact, as_it_is, whole
from casebook.render.admin import Backend, BadBackend, admin_config, content_policy
from casebook.render.admin.vendor import FOLDER, NoEditor, install, installed, vendored
from casebook.render.web.form_rules import FORM_RULES, form_rules

_OURS = ("admin.js", "format.js", "privacy.js", "admin.css")
_LOGO = THEME / "assets/images/logo.svg"
_SHARED = tuple(THEME / "assets/javascripts" / name for name in ("form-privacy.js", "form-text.js"))
"""与投稿的表单共用的脚本。"""
_AGAIN = '<meta http-equiv="refresh" content="2">'


def published_editor(written: Any, cache: Path) -> Iterator[Artefact]:
    """出版的网站里的编辑器。`written` 是 mkdocs.yml 的 `extra.admin`，没有写就没有。

    写得不对、装不了，抛 NoEditor。
    """
    if not written:
        return
    try:
        backend = Backend.read(written)
    except BadBackend as bad:
        raise NoEditor(str(bad)) from None
    folder, own = vendored(cache), _own(backend, local=False)
    install(folder)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in own:  # 装好的由文件夹的名字定：验过，一个字节也不差
            yield artefact(f"admin/{name}", whole, Input(f"{folder.name} {name}", path.read_bytes))
    for name, content in own.items():
        yield as_it_is(f"admin/{name}", content)


class Editor:
    """预览时的编辑器：只在本机的文件夹里改。"""

    def __init__(self, cache: Path) -> None:
        self._folder = vendored(cache)
        self._own = _own(Backend(), local=True)
        self._installing: threading.Thread | None = None
        self._trouble = ""

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """`path` 是网站里的路径。是编辑器的东西，给（类型, 内容）；不是，给 None。"""
        if path == "admin":  # 少写了斜杠
            return "text/html", b'<meta http-equiv="refresh" content="0;url=admin/">'
        if not path.startswith("admin/"):
            return None
        name = path.removeprefix("admin/") or "index.html"
        if name == "index.html" and not self._installed():
            return "text/html; charset=utf-8", self._waiting()
        if name in self._own:
            return _kind(name), self._own[name]
        file = self._folder / name
        if file.is_file() and file.resolve().is_relative_to(self._folder.resolve()):
            return _kind(name), file.read_bytes()
        return None

    def _installed(self) -> bool:
        """装好了；坏没坏，打开编辑器时才看。"""
        if self._installing is not None and self._installing.is_alive():
            return False
        return installed(self._folder)

    def _waiting(self) -> bytes:
        """第一次：在一旁装，这一页等着；没装成，说为什么。"""
        if self._trouble:
            trouble, self._trouble = self._trouble, ""  # 刷新就再试一次
            title, refresh = "编辑器还没有装好", ""
            text = "<p>编辑器要从 npm 取一次，以后不用上网。这次没有取成：</p>"
            text += f"<pre>{html.escape(trouble)}</pre>"
            text += "<p>改好了，刷新这一页。不用编辑器也行：预览照常，案例用文本编辑器改。</p>"
        else:
            if self._installing is None or not self._installing.is_alive():
                self._installing = threading.Thread(target=self._install, daemon=True)
                self._installing.start()
            title, refresh, text = (
                "正在装编辑器……",
                _AGAIN,
                "<p>只有第一次要装，不到一分钟。好了自己打开。</p>",
            )
        page = (FOLDER / "waiting.html").read_text("utf-8")
        for key, value in (("title", title), ("refresh", refresh), ("text", text)):
            page = page.replace(f"{{{{{key}}}}}", value)
        return page.encode()

    def _install(self) -> None:
        try:
            install(self._folder)
        except Exception as error:  # 在旁边的线程里，没有别人接得住
            self._trouble = f"{sentence(error)}。\n{getattr(error, 'detail', '')}".strip()


def _own(backend: Backend, local: bool) -> dict[str, bytes]:
    """不从 npm 来的几个文件。"""
    page = (FOLDER / "index.html").read_text("utf-8")
    config = json.dumps(admin_config(backend, local), ensure_ascii=False)
    return {
        "index.html": page.replace("{{policy}}", html.escape(content_policy(backend))).encode(),
        "config.json": config.encode(),
        "logo.svg": _LOGO.read_bytes(),
        FORM_RULES: form_rules(),
        **{path.name: path.read_bytes() for path in _SHARED},
        **{name: (FOLDER / name).read_bytes() for name in _OURS},
    }


def _kind(name: str) -> str:
    if name.endswith(".js"):  # 有的 Windows 把 .js 登记成纯文本，浏览器就不肯运行
        return "text/javascript; charset=utf-8"
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
