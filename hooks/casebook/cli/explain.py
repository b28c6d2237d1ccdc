"""casebook explain。"""

from collections.abc import Sequence

from casebook.cli.arguments import misused
from casebook.problems import CATALOGUE
from casebook.problems.explanation import explained, listing, nearest_codes, same_code


def explain_codes(codes: Sequence[str]) -> None:
    """讲 `codes` 各个代码；不写就列出全部。"""
    if not codes:
        for family in listing():
            print(family + "\n")
        print("要看一个代码的解释：casebook explain Y01")
        return
    wanted = [same_code(code) for code in codes]
    for code in wanted:
        if code not in CATALOGUE:
            near = nearest_codes(code)
            tail = f"是不是 {'、'.join(near)}？" if near else "全部代码：casebook explain"
            misused(f"没有 {code} 这个代码。{tail}")
    print("\n\n".join(explained(code) for code in wanted))
