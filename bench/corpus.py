"""测量用的案例：种子定了，内容就定了。每条都写明是测量数据，从不出版。

    python bench/corpus.py 1000 某个文件夹

写出一个能直接编的手册：真的登记簿与文章，加上 N 条测量案例（每条约 4 KB）。
"""

import random
import re
import shutil
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "tests/handbook"
"""登记簿与设置从这里来，编辑改了真的手册，量的还是同样的东西。"""
SEED = 20260101
_TO_CASE = re.compile(r"/cases/[a-z][a-z0-9-]+/")
NOTICE = "测量数据，不是真事"

_SUBJECTS = (
    "楼组长", "居民小组", "社区里的志愿者", "社工", "几家小店的店主", "业委会", "居委会",
    "一家社区社会组织", "退休的老师傅", "放学的孩子和家长", "物业的工作人员", "新搬来的租客",
)  # fmt: skip
_TIMES = (
    "每周三下午", "月初", "天气好的傍晚", "会前一个星期", "第一次碰头以后", "开工那天",
    "到了年底", "征求意见的时候", "意见不一样时", "事情做完以后",
)  # fmt: skip
_DEEDS = (
    "把大家说的话一条一条记下来", "挨家问了三遍", "画了一张谁都看得懂的草图",
    "把预算写在一张大纸上贴出来", "请有手艺的人先做一个样子", "把分工排成一张值班表",
    "在门口摆了一张桌子收意见", "对照清单逐项核对", "把做不到的事也写明原因",
    "把 A4 大小的说明塞进每个信箱", "把进展发到群里，24 小时内答复", "请不识字的老人听别人读一遍",
)  # fmt: skip
_RESULTS = (
    "不同意见少了一半", "来的人比上次多", "第二天就有人照着做", "大家知道下一步找谁",
    "原先没有说话的人也开了口", "东西放回了该放的地方", "费用比估算的低 12.5%",
    "约定写进了公约", "没有办成的留到下一次再议", "下雨天也能走了",
)  # fmt: skip
_PLACES = ("天井", "楼道", "车棚", "弄堂口", "活动室", "晒台", "墙角的花坛", "垃圾厢房", "小广场")
_VERBS = ("整理", "改造", "看护", "共用", "美化", "打扫", "照看", "翻新")
_STEPS = (
    "问清需求",
    "请人出方案",
    "一起议一议",
    "分头去做",
    "当场试一试",
    "验收与公示",
    "写进公约",
)


def _sentences(rng: random.Random) -> Iterator[str]:
    """一句句的话，没有两句一样的。"""
    said: set[str] = set()
    while True:
        sentence = (
            f"{rng.choice(_TIMES)}，{rng.choice(_SUBJECTS)}在{rng.choice(_PLACES)}"
            f"{rng.choice(_DEEDS)}，{rng.choice(_RESULTS)}。"
        )
        if sentence not in said:
            said.add(sentence)
            yield sentence


def _paragraph(told: Iterator[str], sentences: int) -> str:
    return "".join(islice(told, sentences))


def _names(register: str) -> list[str]:
    path = BOOK / f"content/registry/{register}.yml"
    return [entry["名称"] for entry in yaml.safe_load(path.read_text("utf-8"))["条目"]]


def _dates() -> dict[str, str]:
    """来源的编号 → 日期；没有日期的为空。"""
    path = BOOK / "content/registry/sources.yml"
    entries = yaml.safe_load(path.read_text("utf-8"))["条目"]
    return {entry["编号"]: str(entry.get("日期", "")) for entry in entries}


def case_id(number: int) -> str:
    """第 `number` 条（从 1 起）的编号，也是文件名。"""
    return f"bench-{number:05d}"


def cases(count: int, seed: int = SEED) -> dict[str, dict[str, Any]]:
    """`count` 条测量案例：编号 → 内容（中文栏目）。"""
    fields, streets, actors = _names("fields"), _names("streets"), _names("actors")
    directions, dates = _names("directions"), _dates()
    sources = [*dates]
    made = {}
    for number in range(1, count + 1):
        rng = random.Random(f"{seed}-{number}")
        cited = rng.sample(sources, 3)

        def cite(rng: random.Random = rng, cited: list[str] = cited) -> dict[str, str]:
            return {"编号": rng.choice(cited), "位置": f"第 {rng.randint(1, 40)} 段"}

        def figure(name: str, value: int, unit: str, cite: Any = cite) -> dict[str, Any]:
            source = cite()
            row = {"名称": name, "数值": value, "单位": unit}
            # 来源写不到以后的数字
            return {**row, "截至": dates[source["编号"]] or "2023-06", "来源": source}

        # 来源写不到以后的事
        before = [int(dates[source][:4]) - 1 for source in cited if dates[source]]
        year = min(rng.randint(2015, 2024), *before, 2024)
        told = _sentences(rng)
        title = f"{rng.choice(_VERBS)}{rng.choice(_PLACES)}（测 {number}）"
        related = {(number + step - 1) % count + 1 for step in (1, 7, 31)} - {number}
        made[case_id(number)] = {
            "标题": title,
            "一句话": {"内容": f"{NOTICE}：{next(told)}", "来源": cite()},
            "状态": "发布",
            "版次": "1",
            "领域": rng.sample(fields, rng.randint(1, 2)),
            "方向": rng.choice(directions),
            "街镇": rng.choice(streets),
            "居民区": f"测量居民区{rng.randint(1, 300)}",
            "地点来源": cite(),
            "规模": [
                figure("面积", rng.randint(20, 900), "平方米"),
                figure("参加的户数", rng.randint(10, 800), "户"),
            ],
            "时间": [
                {"日期": f"{year}-{m:02d}", "事件": _RESULTS[(m + number) % 10], "来源": cite()}
                for m in sorted(rng.sample(range(1, 13), 3))
            ],
            "缘起": [
                {"内容": _paragraph(told, 3), "来源": cite()},
                {"内容": _paragraph(told, 2), "来源": cite()},
                {"待补充": "改造之前的照片"},
            ],
            "五社": [
                {"类别": a, "角色": "协同", "内容": next(told), "来源": cite()}
                for a in rng.sample(actors, 3)
            ],
            "其他参与方": [
                {"名称": "居民", "角色": "共商", "内容": next(told), "来源": cite()}
            ],
            "步骤": [
                {
                    "标题": step,
                    "谁来做": rng.choice(actors),
                    "内容": next(told),
                    "来源": cite(),
                }
                for step in _STEPS[: rng.randint(3, 6)]
            ],
            "成效": [{"内容": next(told), "来源": cite()} for _ in range(2)],
            "启示": [{"内容": next(told), "推断": "是"}],
            "适用条件": [{"内容": next(told), "推断": "是"} for _ in range(2)],
            "支持": [{"项目": "wushe-liandong", "内容": next(told), "来源": cite()}],
            "相关": [
                {"编号": case_id(n), "理由": f"{NOTICE}，做法相近。"} for n in sorted(related)
            ],
            "来源": cited[0],
        }  # fmt: skip
    return made


def write(count: int, target: Path, seed: int = SEED) -> Path:
    """在 `target` 写出一个手册：真的登记簿，`count` 条测量案例；返回 `target`。"""
    shutil.copytree(BOOK / "content", target / "content", dirs_exist_ok=True)
    (target / "cases").mkdir(parents=True, exist_ok=True)
    for case, content in cases(count, seed).items():
        text = yaml.dump(
            content, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
            allow_unicode=True, sort_keys=False, width=10**6,
        )  # fmt: skip
        (target / "cases" / f"{case}.yml").write_text(f"# {NOTICE}\n{text}", encoding="utf-8")
    for path in target.glob("content/**/*.[my][dm]*"):  # 真案例不在这里，指向它们的链接改指第一条
        text = path.read_text("utf-8")
        path.write_text(_TO_CASE.sub(f"/cases/{case_id(1)}/", text), encoding="utf-8")
    settings = (BOOK / "mkdocs.yml").read_text("utf-8").replace("watch: [cases, hooks]\n", "")
    (target / "hooks").mkdir(exist_ok=True)
    shutil.copy(ROOT / "hooks/handbook.py", target / "hooks")
    (target / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return target


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
