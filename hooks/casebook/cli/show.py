"""把问题显示给人看。"""

import sys
from collections.abc import Sequence

from casebook.problems import Problem, report_all


def show_problems(problems: Sequence[Problem]) -> None:
    """终端里分颜色、照窗口的宽度断行；写到文件、别的程序时是纯文字。"""
    if not sys.stdout.isatty():
        print(report_all(problems))
        return
    from rich.console import Console

    from casebook.problems.terminal import print_problems

    print_problems(problems, Console(highlight=False))
