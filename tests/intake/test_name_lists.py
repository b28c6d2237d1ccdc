"""名录收进登记簿：认得出表头、种类、重的；没有改的导出收回来，什么也不变。"""

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from casebook.cli.import_register import import_register
from casebook.editing import Examiner
from casebook.intake import Plan, Refused, Sheets, examined, planned, read_workbook
from casebook.read import read_library
from casebook.render.xlsx import workbook
from casebook.render.xlsx.workbook import exported_head
from conftest import HANDBOOK
from word_files import repacked, strictly


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(HANDBOOK)


def book(**pages: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in pages.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def read(data: bytes) -> Sheets:
    return read_workbook(examined("名录.xlsx", data))


def plan(data: bytes, examiner: Examiner) -> Plan:
    return planned(read(data).rows, examiner)


def test_an_untouched_export_changes_nothing(examiner: Examiner) -> None:
    data = workbook(read_library(HANDBOOK)[0]).data
    sheets = read(data)
    made = planned(sheets.rows, examiner)
    assert (made.added, made.differ, made.wrong, sheets.left) == ([], [], [], [])
    assert made.same == sum(len(examiner.library.register(name)) for name in registers(sheets))


def registers(sheets: Sheets) -> set[str]:
    return {row.register for row in sheets.rows}


def test_new_rows(examiner: Examiner) -> None:
    """表头不在第一行，有空行；日期、数字是格子的种类；没有编号的照拼音起。"""
    source = examiner.library.register("sources")[0].record
    data = book(
        来源=[
            ["某某区 2024 年报道一览"],
            [],
            ["序号", "题名", "媒体", "刊登日期", "链接", "类别"],
            [1, "仿写的一篇报道", "某某日报", date(2024, 6, 1), "https://example.com/a", "媒体"],
            [],
            [2, "仿写的另一篇", "某某日报", "2024年5月", "https://example.com/b", "媒体"],
            [3, "仿写的一篇报道", "某某日报", None, None, "媒体"],
            [4, source.name, None, date(1999, 1, 1), None, str(source.kind)],
        ]
    )
    made = plan(data, examiner)
    texts = [added.after.decode() for _, added in made.added]
    assert len(texts) == 2
    assert "题名: 仿写的一篇报道" in texts[0]
    assert "日期: 2024-06-01" in texts[0]
    assert "日期: 2024-05\n" in texts[1]
    assert made.added[0][1].path == "content/registry/sources/fangxiedeyipianbaodao.yml"
    assert "是同一条，没有收" in made.wrong[0][1]
    assert made.wrong[0][0] == "“来源”页第 7 行"
    assert source.id in made.differ[0][1]
    assert "“1999-01-01”" in made.differ[0][1]
    left = [one.text for one in read(data).left]
    assert left == [
        "表头上面的话，没有收：某某区 2024 年报道一览",
        "不是来源登记簿的栏目，没有收（4 格，如“1”）",
    ]


def test_organisations_point_at_sources(examiner: Examiner) -> None:
    source = examiner.library.register("sources")[0].record
    kind = examiner.choices("organisation-kinds")[0][1]
    data = book(
        社会组织=[
            ["单位名称", "类型", "街镇", "来源"],
            ["仿写的营造社", kind, "新泾镇", f"{source.name}，第 3 段"],
            ["仿写的第二家", kind, "没有这个街镇", source.id],
            ["仿写的第三家", kind, "新泾镇", f"{source.id} 又见 https://a.example/other"],
        ]
    )
    made = plan(data, examiner)
    assert len(made.added) == 1
    assert f"{source.id} 又见" in made.wrong[1][1]  # 不当成只写了编号
    assert f"来源: [{{编号: {source.id}, 位置: 第 3 段}}]" in made.added[0][1].after.decode()
    assert "没有“没有这个街镇”" in made.wrong[0][1]


def test_honours_are_programmes(examiner: Examiner) -> None:
    source = examiner.library.register("sources")[0].record
    made = plan(book(荣誉=[["名称", "来源"], ["仿写的评选", source.id]]), examiner)
    assert "类别: 荣誉" in made.added[0][1].after.decode()


def test_merged_cells_and_formulas() -> None:
    made = openpyxl.Workbook()
    page = made.active
    page.title = "组织"
    for row in (["名称", "类型", "全称"], ["甲", "支持型", "=A2&1"], ["乙", None, None]):
        page.append(row)
    page.merge_cells("B2:B3")
    packed = io.BytesIO()
    made.save(packed)
    sheets = read(packed.getvalue())
    assert [row.values for row in sheets.rows] == [
        {"名称": "甲", "类型": "支持型"},
        {"名称": "乙", "类型": "支持型"},
    ]
    assert "公式没有存下算好的值" in sheets.left[0].text


def test_what_is_shown_is_what_is_written(examiner: Examiner) -> None:
    """只显示到年、月的日期不添日；链接是网址；批注、划掉的字、用不着的链接说一声。"""
    made = openpyxl.Workbook()
    page = made.active
    page.title = "来源"
    day = date(2024, 6, 1)
    names = ("甲", "乙", "丙", "丁", "戊")
    page.append(["题名", "类别", "日期", "网址", "发布者"])
    for name in names:
        page.append([f"仿写的{name}", "媒体", day, None, "某某日报"])
    looks = ('yyyy"年"m"月"', "[$-804]yyyy;@", "mmm-yy", 'yyyy"年"m"月"d"日"', "yyyy-mm-dd")
    for number, look in enumerate(looks, 2):
        page.cell(number, 3).number_format = look
    page["A2"].hyperlink = "https://example.org/jia"
    page["A3"].hyperlink = "https://example.org/yi"
    page["D3"] = "https://example.org/other"
    page["A2"].comment = openpyxl.comments.Comment("要再核对", "某某")
    page["E4"].font = openpyxl.styles.Font(strike=True)
    packed = io.BytesIO()
    made.save(packed)
    sheets = read(packed.getvalue())
    dates = [row.values["日期"] for row in sheets.rows]
    assert dates == ["2024-06", "2024", "2024-06", "2024-06-01", "2024-06-01"]
    assert [row.values.get("网址") for row in sheets.rows[:3]] == [
        "https://example.org/jia",
        "https://example.org/other",
        None,
    ]
    assert "发布者" not in sheets.rows[2].values
    assert [f"{one.place}：{one.text}" for one in sheets.left] == [
        "“来源”页第 2 行：批注：要再核对",
        "“来源”页第 4 行：划掉的字，没有收：某某日报",
        "“来源”页第 3 行：链接没有收：https://example.org/yi",
    ]


def test_a_percentage_is_what_is_shown(examiner: Examiner) -> None:
    """显示成 98.5% 的，不是 0.985。"""
    made = openpyxl.Workbook()
    page = made.active
    page.title = "数字"
    page.append(["名称", "数值"])
    for look in ("0.0%", '0"%"', "General"):
        page.append([f"仿写的{look}", 0.985])
        page.cell(page.max_row, 2).number_format = look
    packed = io.BytesIO()
    made.save(packed)
    said = [row.values["数值"] for row in read(packed.getvalue()).rows]
    assert said == ["98.5%", "0.985", "0.985"]


def test_an_edited_export_says_what_is_edited(examiner: Examiner) -> None:
    """写着编号的一行，改了标点、清空了的也列出来；案例等几页说没有看。"""
    edited = openpyxl.load_workbook(io.BytesIO(workbook(read_library(HANDBOOK)[0]).data))
    page = edited["来源"]
    head = [cell.value for cell in page[1]]
    publisher = head.index("发布者") + 1
    row = next(n for n in range(2, page.max_row + 1) if page.cell(n, publisher).value)
    page.cell(row, publisher).value = None
    title = page.cell(row, head.index("题名") + 1)
    title.value = f"《{title.value}》！"
    packed = io.BytesIO()
    edited.save(packed)
    sheets = read(packed.getvalue())
    made = planned(sheets.rows, examiner)
    assert len(made.differ) == 1
    assert f"表里是“{title.value}”" in made.differ[0][1]
    assert "发布者：登记的是“" in made.differ[0][1]
    assert "”，表里没有写" in made.differ[0][1]
    assert sheets.exported[:1] == ["案例"]


def test_other_pages_are_left_alone() -> None:
    sheets = read(book(通讯录=[["姓名", "电话"], ["某某", "1"]], 街镇=[["名称"], ["某某街道"]]))
    assert not sheets.found
    assert [one.place for one in sheets.left] == ["“通讯录”页", "“街镇”页"]


def test_rows_that_only_look_like_rows() -> None:
    """整列画了格子的，一百万行也很快；真的写了太多行的，不收。"""
    made = openpyxl.Workbook()
    page = made.active
    page.title = "来源"
    page.append(["题名", "类别"])
    page.append(["仿写的甲", "媒体"])
    page.cell(1_048_576, 1).font = openpyxl.styles.Font(bold=True)
    packed = io.BytesIO()
    made.save(packed)
    assert [row.place for row in read(packed.getvalue()).rows] == ["“来源”页第 2 行"]
    page.cell(5001, 1).value = "仿写的乙"
    packed = io.BytesIO()
    made.save(packed)
    with pytest.raises(Refused, match="有 5001 行，太多了"):
        read(packed.getvalue())


def test_broken() -> None:
    data = repacked(book(组织=[["名称"]]), {"xl/workbook.xml": b"<a>"})
    with pytest.raises(Refused, match="打不开"):
        read(data)


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "casebook", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_commands(tmp_path: Path) -> None:
    """导出，添一行，收回来：先给人看，说写才写；再收一次，什么也不变。"""
    root = tmp_path / "手册"
    for name in ("cases", "content"):
        shutil.copytree(HANDBOOK / name, root / name)
    assert run(root, "export", "--xlsx", "手册.xlsx").returncode == 0
    page = openpyxl.load_workbook(root / "手册.xlsx")
    row = [None] * page["来源"].max_column
    row[1], row[8] = "仿写的一篇报道", None
    head = [cell.value for cell in page["来源"][1]]
    row[head.index("类别")] = "媒体"
    page["来源"].append(row)
    page.save(root / "手册.xlsx")
    new = root / "content/registry/sources/fangxiedeyipianbaodao.yml"
    assert run(root, "import", "手册.xlsx", "--diff").returncode == 0
    assert run(root, "import", "手册.xlsx").returncode == 1  # 没有人答，不写
    assert not new.exists()
    done = run(root, "import", "手册.xlsx", "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "添 content/registry/sources/fangxiedeyipianbaodao.yml" in done.stdout
    assert new.read_text("utf-8").startswith("条目:\n  - 编号: fangxiedeyipianbaodao\n")
    assert "没有要添的" in run(root, "import", "手册.xlsx", "--yes").stdout


def test_some_rows_of_a_file_are_wrong(handbook: Callable[..., Path]) -> None:
    """添了几条、有一条没有收的，也是收了的一份；退出码是 1。"""
    root = handbook()
    head = ["题名", "类别"]
    (root / "一.xlsx").write_bytes(book(来源=[head, ["仿写甲", "媒体"]]))
    (root / "二.xlsx").write_bytes(book(来源=[head, ["仿写乙", "媒体"], ["仿写丙", "没有"]]))
    done = run(root, "import", "一.xlsx", "二.xlsx", "--yes")
    assert done.returncode == 1
    assert "二.xlsx：添了 1 条，1 条没有收。" in done.stdout
    assert "一共 2 份，收了 2 份，没有收 0 份" in done.stdout


def test_only_pages_that_were_exported(handbook: Callable[..., Path]) -> None:
    root = handbook()
    (root / "案例.xlsx").write_bytes(book(案例=[[*exported_head("案例")], ["demo", "仿写的"]]))
    done = run(root, "import", "案例.xlsx", "--yes")
    assert done.returncode == 1
    assert "没有一页是登记簿。“案例”是导出来看的，没有看" in done.stdout


def test_a_page_that_only_has_the_name(handbook: Callable[..., Path]) -> None:
    """别人自己列的“案例”一页，不说成是导出来的。"""
    root = handbook()
    (root / "案例.xlsx").write_bytes(book(案例=[["标题"], ["仿写的新案例"]]))
    done = run(root, "import", "案例.xlsx", "--yes")
    assert done.returncode == 1
    assert "导出" not in done.stdout
    assert "“案例”页：案例不从表格收，没有看。请用投稿表" in done.stdout


def test_a_row_that_is_gone_from_an_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """导出来以后删掉的一行：登记着的不动，说是哪一条；自己列的名录不说。"""
    edited = openpyxl.load_workbook(io.BytesIO(workbook(read_library(HANDBOOK)[0]).data))
    gone = edited["来源"].cell(2, 1).value
    edited["来源"].delete_rows(2)
    edited.save(tmp_path / "手册.xlsx")
    outcome = import_register(HANDBOOK, tmp_path / "手册.xlsx", yes=False, diff=True)
    told = f"手册.xlsx “来源”页里没有 {gone}，登记着的没有动：要删，在登记簿里删\n"
    assert told in capsys.readouterr().out
    assert "，登记着的 1 条表里没有，没有动" in outcome.result
    (tmp_path / "名录.xlsx").write_bytes(book(来源=[["编号", "题名"], [gone, "仿写的"]]))
    outcome = import_register(HANDBOOK, tmp_path / "名录.xlsx", yes=False, diff=True)
    assert "表里没有，没有动" not in outcome.result


def test_struck_errors_and_what_is_hidden() -> None:
    """一格里划掉了一截的、算错的、藏起来的、太靠右的、画在页上的：不当作写了的，或说一声。"""
    made = openpyxl.Workbook()
    page = made.active
    page.title = "来源"
    page.append(["题名", "类别", "发布者", "备注"])
    font = openpyxl.cell.text.InlineFont
    block = openpyxl.cell.rich_text.TextBlock
    struck, raised = font(strike=True), font(vertAlign="superscript")
    rich = openpyxl.cell.rich_text.CellRichText
    page["A2"] = rich("仿写的甲", block(struck, "乙"), "，10", block(raised, "4"), " 米")
    page["B2"] = "媒体"
    page["C2"] = "#N/A"
    page["C2"].data_type = "e"
    page.append(["仿写的丙", "媒体", "某某日报", None, "也看不见"])
    page["D2"] = '=DISPIMG("ID_0",1)'
    page["D2"].data_type = "s"
    page.cell(3, 70).value = "太靠右"
    page.row_dimensions[3].hidden = True
    page.column_dimensions["B"].hidden = True
    page.sheet_state = "hidden"
    page.oddHeader.center.text, page.oddFooter.center.text = "某某街道汇总", "第 &P 页"
    made.create_sheet("空的一页")
    made.create_chartsheet("图一").add_chart(openpyxl.chart.BarChart())
    packed = io.BytesIO()
    made.save(packed)
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    drawn = f"<d xmlns:a='{a}'><a:t>另见附表</a:t></d>".encode()
    sheets = read(repacked(packed.getvalue(), {"xl/drawings/drawing9.xml": drawn}))
    assert [row.values for row in sheets.rows] == [
        {"题名": "仿写的甲，10⁴ 米", "类别": "媒体"},
        {"题名": "仿写的丙", "类别": "媒体", "发布者": "某某日报"},
    ]
    assert [f"{one.place}：{one.text}" for one in sheets.left] == [
        "“来源”页第 2 行：划掉的字，没有收：乙",
        "“来源”页第 2 行：格子里是算错了的 #N/A，没有收。请在 Excel 里改好",
        "“来源”页第 2 行：格子里的图没有收",
        "“来源”页：这一页是藏起来的，照样看了",
        "“来源”页：藏起来的行照样看了：第 3 行",
        "“来源”页：藏起来的列照样看了：第 2 列",
        "“来源”页：第 60 列右边的 1 格没有收，如“太靠右”。请挪到左边",
        "“来源”页的页眉、页脚：没有收：某某街道汇总",
        "“来源”页“第 5 列”一列：不是来源登记簿的栏目，没有收（1 格，如“也看不见”）",
        "“图一”页：是一张图表，没有看",
        "文本框里：没有收：另见附表",
    ]


def test_a_number_is_what_is_shown() -> None:
    """样子里写着单位的带上；前面的 0 不丢；存着的零头不露出来；显示着几点的写几点。"""
    made = openpyxl.Workbook()
    page = made.active
    page.title = "数字"
    page.append(["名称", "数值"])
    shown = [(12, '0"户"'), (12, '#,##0.0"户"'), (7, "0000"), (0.1 + 0.2, "General")]
    shown += [("甲_x000D_\n乙", "General"), (913101000000000000, "0")]
    shown += [(datetime(2024, 6, 1, 8, 30), "yyyy-mm-dd hh:mm"), (12000, '0!.0,"万"')]
    for value, look in shown:
        page.append([f"仿写的{look}", value])
        page.cell(page.max_row, 2).number_format = look
    packed = io.BytesIO()
    made.save(packed)
    sheets = read(packed.getvalue())
    said = [row.values["数值"] for row in sheets.rows]
    assert said[:4] == ["12户", "12户", "0007", "0.3"]
    assert said[4:] == ["甲\n乙", "913101000000000000", "2024-06-01 08:30", "12000"]
    assert [one.text for one in sheets.left] == [
        "913101000000000000 太长，Excel 的数只存得下 15 位，后面的不作准，请核对",
        "格子显示时另写着“万”，收的是存着的 12000，请核对",
    ]


def test_strict_workbooks() -> None:
    data = book(来源=[["题名", "类别", "日期"], ["仿写的甲", "媒体", date(2024, 6, 1)]])
    assert read(strictly(data)).rows == read(data).rows


def test_what_differs_is_in_the_summary(handbook: Callable[..., Path]) -> None:
    """登记过而写得不一样的：哪一栏、各写着什么，末了一句也说有几条。"""
    root = handbook()
    path = root / "名录.xlsx"
    rows = [
        ["编号", "题名", "发布者"],
        ["demo", "示例公告", "某某区"],
        ["demo-other", "示例手册", None],
    ]
    path.write_bytes(book(来源=rows))
    done = run(root, "import", "名录.xlsx", "--yes")
    assert "demo 已经登记过，没有动它。发布者：登记的是“没有写”，表里是“某某区”" in done.stdout
    last = done.stdout.splitlines()[-1]
    assert last == ("名录.xlsx：没有要添的，1 条与登记的一样，1 条与登记的写得不一样，没有动。")
    assert "某某区" not in (root / "content/registry/sources.yml").read_text("utf-8")
