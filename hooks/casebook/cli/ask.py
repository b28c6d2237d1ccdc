"""在终端里问人：一问一答。没有人可问（不是终端，也没有接着答案）时，等于没有答。"""

import sys

import typer


class Stopped(Exception):
    """人按了 Ctrl-C：不做了。"""


def ask(question: str) -> str:
    """问一句，返回答的话，去掉两头的空白；没有人答是空的。"""
    typer.echo(question, nl=False)
    try:
        answer = sys.stdin.readline()
    except KeyboardInterrupt:
        typer.echo()
        raise Stopped from None
    except UnicodeDecodeError:
        typer.echo("这里的字读不懂，当作没有答。")
        return ""
    if not sys.stdin.isatty():
        typer.echo(answer.rstrip("\n"))
    return answer.strip()


def confirm(question: str) -> bool:
    """是不是；直接回车是“不”。"""
    return ask(f"{question}（写 是 或 y，直接回车就不写）").lower() in (
        "是",
        "y",
        "yes",
        "好",
        "写",
    )
