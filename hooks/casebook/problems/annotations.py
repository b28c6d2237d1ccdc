"""给机器看的几种写法：JSON，以及 GitHub、GitLab、Gitee 流水线的标注。行列都是真正的位置。"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from casebook.problems.catalogue import CATALOGUE
from casebook.problems.problem import Problem, Severity
from casebook.problems.report import harmless, summary

_ENGLISH = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
"""给机器的叫法；建议不计在 `errors`、`warnings` 里。"""
_UNSEEN = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def as_json(problems: Sequence[Problem], site_url: str = "") -> str:
    """`{problems: […], summary: {…}}`，样子见 README 的“命令”，不会随版本变。

    `site_url` 不空时，每个问题另有 `url`：网站上这个代码的解释。
    """
    count = Counter(problem.severity for problem in problems)
    whole = {
        "problems": [_record(problem, site_url) for problem in problems],
        "summary": {
            "files": len({problem.path for problem in problems}),
            "errors": count[Severity.ERROR],
            "warnings": count[Severity.WARNING],
            "text": summary(problems),
        },
    }
    return _written(whole)


def _written(content: Any) -> str:
    """JSON：汉字照写，看不见的字（换行、控制符）都转写成 \\u。"""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _record(problem: Problem, site_url: str) -> dict[str, Any]:
    entry = CATALOGUE[problem.code]
    record: dict[str, Any] = {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": _ENGLISH[problem.severity],
        "message": problem.message,
        "hint": problem.hint,
        "line_text": problem.line_text,
        "title": entry.title,
        "fix": entry.fix,
    }
    if site_url:
        record["url"] = f"{site_url.rstrip('/')}/guide/codes/#{problem.code}"
    return record


def as_github(problems: Sequence[Problem], site_url: str = "") -> str:
    """GitHub Actions 的标注命令，一个问题一行。"""
    return "\n".join(map(_github, problems))


def _github(problem: Problem) -> str:
    place = {
        "file": problem.path,
        "line": problem.line,
        "col": problem.column,
        "title": f"{problem.code} {CATALOGUE[problem.code].title}",
    }
    written = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    return f"::{_ENGLISH[problem.severity]} {written}::{_data(_said(problem, chr(10)))}"


def _data(text: str) -> str:
    """命令的内容里，百分号与换行要转写；别的控制符画成方框，免得另起一行冒充命令。"""
    lines = text.replace("%", "%25").replace("\r", "\n").split("\n")
    return "%0A".join(map(harmless, lines))


def _property(text: str) -> str:
    """命令的属性里，冒号与逗号也要转写。"""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(problems: Sequence[Problem], site_url: str = "") -> str:
    """GitLab 的 Code Quality 报告。

    指纹由文件、代码与那一行的文字算出，不看行号：上面添几行，还认得是同一个问题。
    """
    seen: Counter[str] = Counter()
    issues = []
    for problem in problems:
        same = "\0".join((problem.path, problem.code, problem.line_text.strip()))
        seen[same] += 1
        fingerprint = hashlib.sha256(f"{same}\0{seen[same]}".encode()).hexdigest()
        issues.append(
            {
                "type": "issue",
                "check_name": problem.code,
                "description": _said(problem),
                "fingerprint": fingerprint,
                "severity": _GITLAB[problem.severity],
                "location": {"path": problem.path, "lines": {"begin": problem.line}},
            }
        )
    return _written(issues)


def as_gitee(problems: Sequence[Problem], site_url: str = "") -> str:
    """Gitee 流水线的日志，一个问题一行：`文件:行:列: 错误 代码 说明`。

    Gitee Go 没有在代码旁边标注的格式，只看得到日志。
    """
    return "\n".join(
        f"{_one_line(problem.path)}:{problem.line}:{problem.column}: "
        f"{problem.severity} {problem.code} {_one_line(_said(problem))}"
        for problem in problems
    )


def _said(problem: Problem, gap: str = "") -> str:
    """说明；有能抄的改法就接在后面，隔着 `gap` 或一个句号。"""
    if not problem.hint:
        return problem.message
    stop = "" if problem.message.endswith(("。", "？", "！")) else "。"
    return f"{problem.message}{gap or stop}改成：{problem.hint}"


def _one_line(text: str) -> str:
    return " ⏎ ".join(map(harmless, text.split("\n")))


MACHINE: Mapping[str, Callable[[Sequence[Problem], str], str]] = {
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "gitee": as_gitee,
}
"""写法的名字 → 怎样写：给出问题与网址。"""
