"""模式文件放在哪里，哪个文件用哪一份。"""

from casebook.model import HANDBOOK, register_of

FOLDER = ".vscode/schema"
"""给编辑器用的模式文件放在这里：由程序写，不提交；网站上的在 /schema/。"""


def schema_name(path: str) -> str:
    """`path`（相对仓库根）用哪一份：案例是 case，登记簿是那一本的名字，手册自己是 handbook。"""
    if path == HANDBOOK:
        return "handbook"
    return register_of(path) or "case"


def modeline(path: str) -> str:
    """新文件 `path`（相对仓库根，如 cases/a.yml）的第一行：编辑器由此知道用哪一份模式文件。"""
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{schema_name(path)}.json"
