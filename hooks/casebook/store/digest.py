"""指纹：一样东西由什么做成，只有这一个算法。SHA-256，十六进制。"""

import hashlib
import json
from pathlib import Path
from typing import Any

_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest(*parts: Any) -> str:
    """`parts` 合起来的指纹：文字、数、真假、空，和它们套成的列表、元组、映射（次序不算）。

    一段是一段：("甲乙", "丙") 与 ("甲", "乙丙") 不同。别的类型抛 TypeError：写成什么样说不准。
    """
    return hashlib.sha256(_written(parts).encode("utf-8", "surrogatepass")).hexdigest()


def digest_of_bytes(content: bytes) -> str:
    """一个文件的内容的指纹。"""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path, folder: Path) -> str:
    """`path` 的指纹：在 `folder` 里的名字与内容。"""
    return digest(path.relative_to(folder).as_posix(), digest_of_bytes(path.read_bytes()))
