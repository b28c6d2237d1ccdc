"""写得满的几条案例：排版最吃紧的样子。全是仿写的测试数据，不是真事，从不出版。

`python tests/stress.py 某个文件夹` 写出一本能直接排的手册：测试用的那一本，加上这几条。
"""

import shutil
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

HANDBOOK = Path(__file__).parent / "handbook"
SIZES = {"gate.png": (1600, 1200), "poster.png": (1200, 1600), "yard.png": (1000, 1000)}
NOTICE = "仿写的测试数据，不是真事。"
SOURCES = (
    "wushe-liandong-2023",
    "gongzuo-yaodian-2023",
    "mz-shisiwu-zhongqi-2023",
    "xinhualu-zongjie-2023",
    "mz-shisiwu-2021",
    "shishi-yijian-2021",
)
ROLES = ("社区", "社会工作者", "社区社会组织", "社区志愿者", "社区公益慈善资源")
DEEDS = ("协调与支持", "设有儿童之家", "听居民倾诉、培训", "启动项目、推进", "上门查看、结对")
PARTIES = ("居民", "物业", "业委会", "沿街商户", "学校", "派出所", "消防站", "邮政所", "设计师")

_TIMES = ("每周三下午", "月初", "天晴的傍晚", "开会以前", "碰头以后", "开工那天", "到了年底")
_WHO = ("楼组长", "居民小组", "社工", "几位店主", "退休的老师傅", "新搬来的租客", "放学的孩子")
_PLACES = ("天井", "楼道", "车棚", "弄堂口", "活动室", "晒台", "花坛边", "小广场")
_DEEDS = (
    "把话一条条记下来",
    "挨家问了三遍",
    "画了一张谁都看得懂的草图",
    "把账写在大纸上贴出来",
    "请有手艺的先做一个样子",
    "把分工排成一张值班表",
    "把做不到的事也写明原因",
)
_ENDS = ("不同的意见少了一半", "来的人比上次多", "知道下一步该找谁", "约定写进了公约")


def _clauses() -> Iterator[str]:
    """一句句的话，没有两句一样的。"""
    parts = product(_ENDS, _DEEDS, _PLACES, _WHO, _TIMES)
    said = [f"{time}，{who}在{place}{deed}，{end}" for end, deed, place, who, time in parts]
    at = 0
    while True:
        at = (at + 2791) % len(said)  # 与句数互质，走一遍才重
        yield said[at]


class Writer:
    """写一条：每句话不同，长短由人定。"""

    def __init__(self, seed: int) -> None:
        self._clauses = _clauses()
        for _ in range(seed * 400):
            next(self._clauses)
        self._cited = 0

    def text(self, length: int) -> str:
        """`length` 个字的一段。"""
        words = ""
        while len(words) < length:
            words += ("；" if words else "") + next(self._clauses)
        return words[: length - 1].rstrip("，；") + "。"

    def source(self) -> dict[str, str]:
        """一个来源，轮着用。"""
        self._cited += 1
        return {"编号": SOURCES[self._cited % len(SOURCES)], "位置": f"第 {self._cited} 段"}

    def said(self, length: int, **more: Any) -> dict[str, Any]:
        return {"内容": self.text(length), "来源": self.source(), **more}

    def events(self, count: int, length: int = 40) -> list[dict[str, Any]]:
        """`count` 件有日期的事，都在 2020 年以前。"""
        return [
            {
                "日期": f"{2000 + n // 4}-{n % 4 * 3 + 1:02}",
                "事件": self.text(length),
                "来源": "wushe-liandong-2023",
            }
            for n in range(count)
        ]

    def roles(self, length: int) -> list[dict[str, Any]]:
        return [{"类别": role, "角色": "一起做", **self.said(length)} for role in ROLES]

    def guessed(self, length: int) -> list[dict[str, Any]]:
        """各社的分工都写得长，隔一社是推断的。"""
        return [
            {**role, "角色": deed, **({"推断": "是"} if n % 2 == 0 else {})}
            for n, (role, deed) in enumerate(zip(self.roles(length), DEEDS, strict=True))
        ]

    def parties(self, count: int, length: int) -> list[dict[str, Any]]:
        return [{"名称": name, "角色": "帮一把", **self.said(length)} for name in PARTIES[:count]]

    def steps(self, count: int, length: int) -> list[dict[str, Any]]:
        return [
            {
                "标题": next(self._clauses)[:9],
                "谁来做": [ROLES[n % 5], "居民"],
                **self.said(length),
            }
            for n in range(count)
        ]

    def series(self, name: str, unit: str, first: int = 2012) -> dict[str, Any]:
        """一项数字，一年一期。"""
        terms = [{"时段": str(first + n), "数值": 310 + 97 * n} for n in range(8)]
        return {"名称": name, "单位": unit, "各期": terms, "来源": "wushe-liandong-2023"}

    def table(self, columns: int, rows: int, cell: str) -> str:
        """一张表；`cell` 里的 `#` 换成数。"""
        lines = [[f"栏{n}" for n in range(columns)], ["---"] * columns]
        for row in range(rows):
            cells = (cell.replace("#", f"{row * columns + n:02}") for n in range(1, columns))
            lines.append([f"项{row}", *cells])
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def photo(self, file: str) -> dict[str, Any]:
        return {
            "文件": file,
            "替代文字": self.text(20).rstrip("。"),
            "署名": "仿写的人摄",
            "许可": "CC BY 4.0",
            "同意": "是",
            "图注": self.text(30),
        }


def _case(writer: Writer, title: str, **more: Any) -> dict[str, Any]:
    """必填的几栏。"""
    return {
        "标题": title,
        "一句话": {"内容": NOTICE + writer.text(50), "来源": writer.source()},
        "状态": "发布",
        "版次": 1,
        "领域": [{"名称": "社区更新", "来源": "wushe-liandong-2023"}],
        "方向": [{"名称": "群众服务", "推断": "是"}],
        "街镇": "新泾镇",
        "地点来源": "wushe-liandong-2023",
        "缘起": [writer.said(180) for _ in range(3)],
        **more,
        "来源": list(SOURCES),
    }


def _rich(w: Writer) -> dict[str, Any]:
    """八九样都写满的一条：事件、五社、各方、步骤、照片、宽表、历年。"""
    table = w.table(8, 6, "12345#78")
    return _case(
        w,
        "“1+10+n”楼组微自治与 WeChat 线上议事",
        方法名="三问一认",
        居民区="甲乙居民区",
        时间=w.events(12),
        五社=w.roles(110),
        其他参与方=w.parties(9, 110),
        步骤=w.steps(12, 90),
        成效=[
            *(w.said(90) for _ in range(3)),
            {"内容": f"历年的数：\n\n{table}", "来源": w.source()},
        ],
        历年=[w.series("来活动的人", "人次"), w.series("办过的活动", "场")],
        启示=[w.said(90)],
        适用条件=[w.said(90)],
        图片=[w.photo("poster.png"), w.photo("gate.png")],
    )


def _nine_events(w: Writer) -> dict[str, Any]:
    """事实栏很长，正文很短。"""
    scale = [
        {"名称": f"第{n}项", "数值": f"1{n}", "单位": "户", "截至": "2020", "来源": w.source()}
        for n in "1234567"
    ]
    return _case(w, "弄堂口的长廊一起修", 时间=w.events(9), 规模=scale, 五社=w.roles(60))


def _five(w: Writer) -> dict[str, Any]:
    """五社与九方都写得长，没有别的。"""
    return _case(w, "五方坐下来谈", 五社=w.guessed(110), 其他参与方=w.parties(9, 110))


def _enormous(w: Writer) -> dict[str, Any]:
    """样样都过了头的一条。"""
    return _case(
        w,
        "居民自治共商共建共享微更新项目从征集需求到设计再到施工验收都请大家来的工作法（第二期）",
        居民区=["甲乙居民区", "丙丁居民区", "戊己居民区"],
        时间=w.events(40, 60),
        五社=[*w.roles(180), *w.roles(180)],
        其他参与方=w.parties(9, 180),
        步骤=w.steps(20, 260),
        成效=[w.said(180) for _ in range(6)],
        历年=[w.series("来活动的人", "人次"), w.series("办过的活动", "场")],
        启示=[w.said(180) for _ in range(3)],
        适用条件=[w.said(180) for _ in range(3)],
    )


def _empty(_: Writer) -> dict[str, Any]:
    """几乎什么也没有写的一条。"""
    return {
        "标题": "还没有写完的一条",
        "一句话": {"内容": NOTICE, "来源": "wushe-liandong-2023"},
        "状态": "发布",
        "版次": 1,
        "领域": [{"名称": "社区更新", "来源": "wushe-liandong-2023"}],
        "街镇": "新泾镇",
        "地点来源": "wushe-liandong-2023",
        "缘起": [{"内容": "楼前有一块荒地。", "来源": "wushe-liandong-2023"}],
        "来源": "wushe-liandong-2023",
    }


def _tables(w: Writer) -> dict[str, Any]:
    """表、列表、小标题与难断的数字挤在一起。"""
    wide = w.table(8, 30, "12345#78")
    ratios = w.table(7, 8, "95.#%")

    def tail() -> str:
        return f"- {w.text(70)}\n- {w.text(70)}\n"

    return _case(
        w,
        "一张大表一串小数",
        时间=w.events(2),
        缘起=[
            {"内容": f"各处的数：\n\n{wide}", "来源": w.source()},
            {"内容": f"比例：\n\n{ratios}\n\n{tail()}", "来源": w.source()},
            {"内容": f"{w.text(61)}来的人有 30—40 位，占 95.32%。", "来源": w.source()},
        ],
        五社=w.roles(30),
        步骤=[
            {"标题": f"先列出来{n}", "内容": f"{w.text(40)}\n\n{tail()}", "来源": w.source()}
            for n in "甲乙丙"
        ],
        成效=[{"内容": f"{w.text(20)}\n\n{w.table(5, 25, '3#.5')}", "来源": w.source()}],
    )


def _middling(w: Writer) -> dict[str, Any]:
    """平常写得好的一条。"""
    return _case(
        w,
        "楼下花园一起种一起管",
        时间=w.events(5),
        五社=w.roles(70),
        其他参与方=w.parties(3, 70),
        步骤=w.steps(6, 90),
        成效=[w.said(60) for _ in range(3)],
        启示=[w.said(60)],
        适用条件=[w.said(60)],
    )


def _mixed(w: Writer) -> dict[str, Any]:
    """长的一步旁边是短的，末一步落单、带着宽表；图三排高；引文、照片在拆开的表后面。"""
    items = "\n".join(f"{n}. {w.text(40)}" for n in range(1, 12))
    steps = w.steps(5, 12)
    steps[0]["内容"] += f"\n\n{items}"
    steps[4]["内容"] += f"\n\n{w.table(8, 3, '12345#')}"
    return _case(
        w,
        "长短不一的几步",
        时间=w.events(25, 8),
        缘起=[w.said(180) for _ in range(4)],
        五社=w.roles(170),
        其他参与方=w.parties(9, 10),
        步骤=steps,
        成效=[{"内容": f"{w.text(20)}\n\n{w.table(3, 45, '约定写进了公约#')}", "来源": w.source()}],
        启示=[{"内容": f"{w.text(40)}\n\n> {w.text(80)}\n\n{w.text(90)}", "来源": w.source()}],
        图片=[w.photo("yard.png")],
    )


CASES = {
    "shili-fengman": _rich,
    "shili-jiujian": _nine_events,
    "shili-wufang": _five,
    "shili-guotou": _enormous,
    "shili-meixiewan": _empty,
    "shili-dabiao": _tables,
    "shili-pingchang": _middling,
    "shili-canci": _mixed,
}
"""编号 → 怎样写。"""


class _Dumper(yaml.SafeDumper):
    """几行的话写成 `|`，表格不会接起来。"""


_Dumper.add_representer(
    str,
    lambda dumper, words: dumper.represent_scalar(
        "tag:yaml.org,2002:str", words, style="|" if "\n" in words else None
    ),
)


def _draw(path: Path) -> None:
    """一张照片：一块灰，斜着一条线。"""
    size = SIZES[path.name]
    picture = Image.new("RGB", size, (150, 160, 170))
    ImageDraw.Draw(picture).line((0, 0, *size), fill=(40, 40, 40), width=20)
    picture.save(path)


def stress_handbook(root: Path) -> Path:
    """测试用的手册，加上这几条。"""
    shutil.copytree(HANDBOOK, root)
    for seed, (name, write) in enumerate(CASES.items(), 1):
        record = write(Writer(seed))
        path = root / "cases" / f"{name}.yml"
        words = yaml.dump(record, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
        path.write_text(words, "utf-8")
        for picture in record.get("图片", ()):
            (root / "cases" / name).mkdir(exist_ok=True)
            _draw(root / "cases" / name / picture["文件"])
    return root


if __name__ == "__main__":
    stress_handbook(Path(sys.argv[1]))
