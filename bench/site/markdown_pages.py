"""一条案例 → 一页 Markdown：给 MkDocs 与 Zensical；写它的时间不算在它们头上。"""

from collections.abc import Iterator, Mapping
from typing import Any

Data = Mapping[str, Any]


def listing(cases: Mapping[str, Data]) -> str:
    """列出全部案例的一页。"""
    lines = (
        f"- [**{case['标题']}**]({case_id}.md)<br>{case['一句话']['内容']}<br>"
        f"{'、'.join(case['领域'])} · {case['街镇']}"
        for case_id, case in cases.items()
    )
    return "\n".join(["# 全部工作法", "", *lines, ""])


def page(case: Data, cases: Mapping[str, Data], registers: Data) -> str:
    """一条案例的一页。"""
    return "\n".join(_Page(case, cases, registers).lines())


class _Page:
    """出处的号：一页里一个来源一个号，按第一次出现的先后。"""

    def __init__(self, case: Data, cases: Mapping[str, Data], registers: Data) -> None:
        self._case, self._cases, self._registers = case, cases, registers
        self._places: dict[str, list[str]] = {}

    def lines(self) -> Iterator[str]:
        case = self._case
        summary = case["一句话"]
        yield f"---\ndescription: {summary['内容']}\n---\n"
        yield f"{'、'.join(case['领域'])} · {case['街镇']}\n"
        yield f"# {case['标题']}\n"
        yield f"{summary['内容']}{self._cite(summary)}\n"
        yield "| 项目 | 内容 |\n| --- | --- |"
        place = self._mark(case["地点来源"])
        yield f"| 地点 | {case['街镇']}，{case['居民区']}{place} |"
        times = "；".join(f"{t['日期']} {t['事件']}{self._cite(t)}" for t in case["时间"])
        yield f"| 时间 | {times} |"
        sizes = "；".join(
            f"{s['名称']} {s['数值']} {s['单位']}（截至 {s['截至']}）{self._cite(s)}"
            for s in case["规模"]
        )
        yield f"| 规模 | {sizes} |"
        yield f"| 领域 | {'、'.join(case['领域'])} |"
        yield f"| 方向 | {case['方向']} |\n"
        yield from self._section("缘起与问题", "problem", case["缘起"])
        yield "## 五社分工 {#actors}\n\n| 五社 | 角色 | 做了什么 |\n| --- | --- | --- |"
        for who in (*case["五社"], *case["其他参与方"]):
            name = who.get("类别") or who["名称"]
            yield f"| {name} | {who['角色']} | {who['内容']}{self._cite(who)} |"
        yield "\n## 做法步骤 {#steps}\n"
        for n, step in enumerate(case["步骤"], 1):
            yield f"{n}. **{step['标题']}**\n\n    {self._said(step)}\n\n    {step['谁来做']}\n"
        yield from self._section("成效", "outcomes", case["成效"])
        yield from self._section("启示", "insight", case["启示"], "编者按")
        yield from self._section(
            "适用条件", "applicability", case["适用条件"], "编者归纳，待实践单位核定"
        )
        yield "## 政策与支持 {#support}\n"
        for support in case["支持"]:
            programme = support["项目"]
            name = self._registers["programmes"][programme]["名称"]
            yield f"- **项目** [{name}](../mechanism.md)<br>{self._said(support)}"
        yield "\n## 来源 {#sources}\n"
        yield from map(self._source, self._places)
        yield "\n### 可以接着看 {#related}\n"
        for other in case["相关"]:
            title = self._cases[other["编号"]]["标题"]
            yield f"- [**{title}**]({other['编号']}.md)<br>{other['理由']}"
        yield ""

    def _section(self, title: str, anchor: str, said: list[Data], tag: str = "") -> Iterator[str]:
        yield f"## {title} {{#{anchor}}}\n"
        if tag:
            yield f"{tag}\n"
        for one in said:
            yield f"{self._said(one)}\n"

    def _said(self, said: Data) -> str:
        if "待补充" in said:
            return f"{said['待补充']}：待补充。"
        return f"{said['内容']}{self._cite(said)}"

    def _cite(self, said: Data) -> str:
        return self._mark(said["来源"]) if "来源" in said else ""

    def _mark(self, cite: Data) -> str:
        places = self._places.setdefault(cite["编号"], [])
        if cite["位置"] not in places:
            places.append(cite["位置"])
        number = [*self._places].index(cite["编号"]) + 1
        return f"[〔{number}〕](#s{number}){{.cn-cite}}"

    def _source(self, source_id: str) -> str:
        number = [*self._places].index(source_id) + 1
        source = self._registers["sources"][source_id]
        publisher = f"{source['发布者']}. " if "发布者" in source else ""
        date = f" ({source['日期']})." if "日期" in source else ""
        address = f" <{source['网址']}>" if "网址" in source else ""
        return (
            f'{number}. <a id="s{number}"></a>{publisher}[{source["题名"]}](../sources.md)[EB/OL].'
            f"{date}{address}<br>引用位置：{'、'.join(self._places[source_id])}"
        )
