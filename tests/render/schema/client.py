"""用标准输入输出与 YAML 语言服务器说话（LSP），像 VS Code 那样，界面是简体中文。"""

import itertools
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from node_packages import installed, node

FOLDER = Path(__file__).parent
SERVER = FOLDER / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


def install() -> None:
    """装语言服务器；装过的不再装。"""
    installed(FOLDER)


class LanguageServer:
    """打开 `root` 的一个编辑器；设置取自它的 .vscode/settings.json。"""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._settings = json.loads((root / ".vscode" / "settings.json").read_text("utf-8"))
        self._ids = itertools.count(1)
        self._versions = itertools.count(1)
        self._process = subprocess.Popen(
            [node(), str(SERVER), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=root,
            env={**os.environ, "NODE_OPTIONS": ""},
        )
        folder = {"uri": root.as_uri(), "name": root.name}
        text = {
            "completion": {
                "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
            },
            "hover": {"contentFormat": ["markdown"]},
            "publishDiagnostics": {},
        }
        workspace = {"configuration": True, "workspaceFolders": True}
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "locale": "zh-cn",
                "rootUri": root.as_uri(),
                "workspaceFolders": [folder],
                "capabilities": {"textDocument": text, "workspace": workspace},
                # VS Code 的插件就是这样告诉它译文在哪里
                "initializationOptions": {"l10nPath": str(SERVER.parents[1] / "l10n")},
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {}})

    def close(self) -> None:
        """关掉。"""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self._process.communicate(timeout=20)

    def ask(self, method: str, params: Any) -> Any:
        """问一件事，等到答。"""
        number = next(self._ids)
        self._send({"id": number, "method": method, "params": params})
        return self._until(lambda said: said.get("id") == number and "method" not in said)["result"]

    def tell(self, method: str, params: Any) -> None:
        """告诉它一件事。"""
        self._send({"method": method, "params": params})

    def open(self, path: str, text: str) -> list[dict[str, Any]]:
        """打开（或换成）`path` 的文字 `text`；返回它说的毛病。"""
        uri, version = self._uri(path), next(self._versions)
        document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        said = self._until(
            lambda said: (
                said.get("method") == "textDocument/publishDiagnostics"
                and said["params"]["uri"] == uri
            )
        )
        found: list[dict[str, Any]] = said["params"]["diagnostics"]
        return found

    def changed(self, *paths: str) -> None:
        """这些文件换过了：VS Code 盯着，会这样告诉它。"""
        changes = [{"uri": self._uri(path), "type": 2} for path in paths]
        self.tell("workspace/didChangeWatchedFiles", {"changes": changes})

    def complete(self, path: str, line: int, column: int) -> list[dict[str, Any]]:
        """在第几行第几列（从 0 数）能补什么。"""
        found = self.ask("textDocument/completion", self._place(path, line, column))
        items: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found
        return items

    def hover(self, path: str, line: int, column: int) -> str:
        """指着第几行第几列，它说什么。"""
        found = self.ask("textDocument/hover", self._place(path, line, column))
        return str(found["contents"]["value"]) if found else ""

    def _uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def _place(self, path: str, line: int, column: int) -> dict[str, Any]:
        position = {"line": line, "character": column}
        return {"textDocument": {"uri": self._uri(path)}, "position": position}

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _until(self, wanted: Any) -> dict[str, Any]:
        """读到要的为止；它问设置，就答。"""
        while True:
            said = self._read()
            if wanted(said):
                return said
            if said.get("method") == "workspace/configuration":
                asked = [self._section(item["section"]) for item in said["params"]["items"]]
                self._send({"id": said["id"], "result": asked})
            elif "id" in said and "method" in said:
                self._send({"id": said["id"], "result": None})

    def _section(self, name: str) -> Any:
        """设置里 `name` 的一节，像 VS Code 那样把 a.b.c 拆成一层层。"""
        if name in self._settings:
            return self._settings[name]
        section: dict[str, Any] = {}
        for key, value in self._settings.items():
            first, *steps = key.split(".")
            if first != name or not steps:
                continue
            at = section
            for step in steps[:-1]:
                at = at.setdefault(step, {})
            at[steps[-1]] = value
        return section

    def _read(self) -> dict[str, Any]:
        stdout = self._process.stdout
        assert stdout
        length = 0
        while line := stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise RuntimeError("语言服务器不在了")
        message: dict[str, Any] = json.loads(stdout.read(length))
        return message
