"""人打的一段字 → YAML 里的写法。字是数据：不是一眼看去就平常的，一律加双引号。"""

import re

_WORD = r"\u3400-\u9fffA-Za-z0-9"
_PLAIN = re.compile(
    rf"[{_WORD}“《（](?:[{_WORD}，。、；！？（）《》“”‘’·…—%+./_ -]*[{_WORD}，。！？（）《》”’…%])?"
)
# 别家的 YAML 会当成别的东西的词
_OTHER = re.compile(r"y|n|yes|no|true|false|on|off|null", re.I)


def scalar(text: str) -> str:
    """`text` 写成一行：平常的字照写，别的加双引号。"""
    if _PLAIN.fullmatch(text) and not _OTHER.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def in_list(text: str) -> str:
    """`text` 写在方括号、花括号里：有全角逗号、顿号的加引号，不会看成隔开两项。"""
    plain = scalar(text)
    return plain if plain.startswith('"') or not re.search("[，、；]", text) else f'"{text}"'
