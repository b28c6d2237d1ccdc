"""代码表：每一个代码是什么意思、举例、怎样改。编辑指南的“检查代码”一页由它生成，测试逐条运行这些例子。"""

from dataclasses import dataclass


@dataclass(frozen=True)
class CodeEntry:
    """一个代码。

    `example` 是出错的写法：案例里的几行（放进一个完整的案例里就会报这个代码）；不能用几行文字表示的
    （文件编码、大小、位置……），`example` 是一句描述，`textual` 为假。
    """

    code: str
    title: str
    fix: str
    example: str
    warning: bool = False
    textual: bool = True


_ENTRIES = (
    CodeEntry(
        "F01",
        "文件是 GBK 编码",
        "另存为 UTF-8 编码。",
        "用旧版记事本存成“ANSI”的文件",
        textual=False,
    ),
    CodeEntry(
        "F02",
        "文件是 UTF-16 编码",
        "另存为 UTF-8 编码。",
        "用记事本存成“Unicode”的文件",
        textual=False,
    ),
    CodeEntry(
        "F03",
        "不是文字文件",
        "复制文字，贴到纯文本文件里另存。",
        "把 .docx 改名成 .yml",
        textual=False,
    ),
    CodeEntry(
        "F04", "文件是空的", "写上内容，或删掉这个文件。", "一个字也没有的文件", textual=False
    ),
    CodeEntry(
        "F05",
        "文件太大",
        "一个文件不超过 64 KB；图片放到案例的文件夹里。",
        "70 KB 的案例文件",
        textual=False,
    ),
    CodeEntry("F06", "有看不见的字符", "把光标移到那里，删掉。", "标题: 睦邻\u200b巷\n"),
    CodeEntry("F07", "有文字方向控制符", "把光标移到那里，删掉。", "标题: 睦邻\u202e巷\n"),
    CodeEntry("F08", "有制表符", "缩进用空格：每一层两个。", "一句话:\n\t内容: 一句话\n"),
    CodeEntry(
        "F09",
        "符号链接，或不在案例自己的文件夹里",
        "把文件本身放进来。",
        "cases/a.yml 指向别处",
        textual=False,
    ),
    CodeEntry(
        "F10",
        "文件名不合",
        "用小写英文字母、数字、连字符，后缀 .yml。",
        "cases/睦邻巷.yml",
        textual=False,
    ),
    CodeEntry(
        "F11",
        "登记簿的文件名不对，或少了一本",
        "看说明里列的名字。",
        "content/registry/street.yml",
        textual=False,
    ),
    CodeEntry("F12", "空格不是普通空格", "换成半角空格。", "一句话:\n\u3000\u3000内容: 一句话\n"),
    CodeEntry(
        "F13",
        "两个地址相同",
        "改其中一个的名字；大小写不算不同。",
        "cases/mulin.yml 与 cases/Mulin.yml",
        textual=False,
    ),
    CodeEntry(
        "F14",
        "文章没有页首",
        "开头写两行 ---，中间写标题与摘要。",
        "content/preface.md 第一行就是正文",
        textual=False,
    ),
    CodeEntry("Y01", "全角冒号", "换成半角冒号，后面加一个空格。", "标题：睦邻巷\n"),
    CodeEntry("Y02", "冒号后没有空格", "冒号后面加一个空格。", "标题:睦邻巷\n"),
    CodeEntry("Y03", "同一栏目写了两次", "合成一处。", "标题: 睦邻巷\n标题: 另一个\n"),
    CodeEntry("Y04", "锚点或引用", "内容以 & 或 * 开头时加引号。", "标题: &a 睦邻巷\n"),
    CodeEntry("Y05", "合并键", "把内容写全，不用 <<。", "一句话:\n  <<: 别处\n  内容: 一句话\n"),
    CodeEntry("Y06", "标签", "内容以 ! 开头时加引号。", "标题: !睦邻巷\n"),
    CodeEntry(
        "Y07",
        "嵌套太深",
        "最多 16 层；多半是方括号或 - 写多了。",
        "标题: " + "[" * 17 + "]" * 17 + "\n",
    ),
    CodeEntry(
        "Y08",
        "缩进或写法不对",
        "同一层左对齐，下一层多两个空格。",
        "一句话:\n    内容: 一句话\n  推断: 是\n",
    ),
    CodeEntry("Y09", "读不出栏目", "每一行写成“栏目: 内容”。", "整个文件只有一段话", textual=False),
    CodeEntry(
        "Y10", "一个文件里有几段", "一个文件只写一条。", "一个案例中间有一行 ---", textual=False
    ),
    CodeEntry("Y11", "一行里有两个冒号", "给内容加上引号。", "标题: 睦邻巷: 一条小巷\n"),
    CodeEntry("Y12", "内容开头的符号有特别意思", "给内容加上引号。", "标题: @睦邻巷\n"),
    CodeEntry("Y13", "引号没有配对", "补上另一个引号。", '标题: "睦邻巷\n'),
    CodeEntry("Y14", "括号没有配对", "补上另一个括号；中间用半角逗号。", "领域: [社区更新\n"),
    CodeEntry(
        "Y15",
        "列表的短横写法不对",
        "用半角短横加一个空格：“- 内容”。",
        "领域:\n  -社区更新\n",
    ),
    CodeEntry(
        "Y16",
        "井号后面的字会丢掉",
        "给内容加上引号，或去掉 # 前面的空格。",
        "标题: 睦邻巷 #1 小巷\n",
    ),
    CodeEntry("M01", "不认识的栏目", "看提示里最接近的栏目名。", "标提: 睦邻巷\n"),
    CodeEntry(
        "M02", "缺少必填的栏目", "补上；照抄提示里的写法。", "规模:\n  - 数值: 200\n    单位: 米\n"
    ),
    CodeEntry(
        "M03", "写法不对：该是一列的写成了一句，或反过来", "照提示改。", "标题:\n  - 睦邻巷\n"
    ),
    CodeEntry(
        "M04",
        "不是数字",
        "只写阿拉伯数字；单位、“多”“约”另写。",
        "规模:\n  - 名称: 长度\n    数值: 200多米\n    截至: 2023-08\n    来源: demo\n",
    ),
    CodeEntry(
        "M05",
        "不是日期",
        "写成 2023、2023-06、2023-06-14 或 约2021。",
        "时间:\n  - 日期: 2023年6月\n    事件: 开放\n",
    ),
    CodeEntry(
        "M06", "不是“是”或“否”", "只写 是 或 否。", "缘起:\n  - 内容: 巷子旧了\n    推断: yes\n"
    ),
    CodeEntry("M07", "编号不合", "用小写英文字母、数字、连字符。", "曾用地址: [Mulin_Lane]\n"),
    CodeEntry("M08", "空的、太长，或不该换行", "照提示改。", '标题: "第一行\\n第二行"\n'),
    CodeEntry("M09", "不在可选的词里", "看提示里列的词。", "状态: 已发布\n"),
    CodeEntry(
        "M10",
        "不是网址",
        "写完整，以 https:// 开头。",
        "来源登记簿里写“网址: www.shcn.gov.cn”",
        textual=False,
    ),
    CodeEntry("M11", "这一条没有内容", "写“内容”，或写“待补充”。", "缘起:\n  - 来源: demo\n"),
    CodeEntry(
        "M12",
        "支持没有写清是哪一种",
        "写政策、项目、资金、荣誉中的一个。",
        "支持:\n  - 内容: 得到支持\n    推断: 是\n",
    ),
    CodeEntry("R01", "词表里没有这个词", "用词表里的词；看提示里最接近的。", "街镇: 新径镇\n"),
    CodeEntry(
        "R02",
        "没有这个编号",
        "看提示里最接近的；没有就先登记。",
        "相关:\n  - 编号: no-such-case\n    理由: 相近\n",
    ),
    CodeEntry(
        "R03",
        "登记了却没有用到",
        "用上它，或从登记簿里删掉。",
        "来源登记簿里有一个没人引用的来源",
        warning=True,
        textual=False,
    ),
    CodeEntry(
        "R04",
        "引用了自己，或重复引用",
        "删掉一处。",
        "相关:\n  - 编号: demo-case\n    理由: 就是自己\n",
    ),
    CodeEntry("R05", "编号重复", "换一个编号。", "来源登记簿里有两个 demo", textual=False),
    CodeEntry(
        "R06",
        "站内没有这个地址",
        "看提示里最接近的地址。",
        "启示:\n  - 内容: 见[机制](/mechanisn/)\n    推断: 是\n",
    ),
    CodeEntry(
        "E01",
        "数字没有来源",
        "写上“来源”。",
        "规模:\n  - 名称: 长度\n    数值: 200\n    单位: 米\n    截至: 2023-08\n",
    ),
    CodeEntry(
        "E02",
        "数字没有截至",
        "写上“截至”：数字是哪一天的。",
        "规模:\n  - 名称: 长度\n    数值: 200\n    单位: 米\n    来源: demo\n",
    ),
    CodeEntry(
        "E03",
        "发布的案例没有可靠的依据",
        "至少有一个官方或媒体的来源，或写“核定”。",
        "来源: demo-other\n",
    ),
    CodeEntry(
        "E04",
        "这句话既没有来源，也没有标明是推断",
        "写“来源”；是编者的判断就写“推断: 是”。",
        "缘起:\n  - 内容: 巷子旧了\n",
        warning=True,
    ),
    CodeEntry(
        "D01",
        "时间没有按先后写",
        "早的写在前面。",
        "时间:\n  - 日期: 2023\n    事件: 开放\n    来源: demo\n"
        "  - 日期: 2021\n    事件: 动工\n    来源: demo\n",
    ),
    CodeEntry(
        "D02",
        "下次复核早于上次复核",
        "看看是不是写反了。",
        "复核:\n  日期: 2024-05-01\n  下次: 2024-01-01\n",
    ),
    CodeEntry(
        "I01",
        "没有这张图片",
        "把图片放到 cases/<编号>/ 里，文件名写对。",
        "图片:\n  - 文件: 巷口.jpg\n    替代文字: 小巷入口\n"
        "    署名: 某某\n    许可: CC BY 4.0\n    同意: 是\n",
    ),
    CodeEntry(
        "I02",
        "图片格式不对",
        "用 JPEG、PNG 或 WebP；后缀与内容一致。",
        "把 .txt 改名成 .jpg",
        textual=False,
    ),
    CodeEntry(
        "I03",
        "没有得到同意",
        "得到图中人的同意再刊登，或不用这张图。",
        "图片:\n  - 文件: lane.png\n    替代文字: 小巷入口\n"
        "    署名: 某某\n    许可: CC BY 4.0\n    同意: 否\n",
    ),
    CodeEntry(
        "I04",
        "文件夹里有没写进“图片”的文件",
        "写进“图片”，或删掉。",
        "cases/mulinxiang/ 里多出一张图",
        warning=True,
        textual=False,
    ),
    CodeEntry(
        "T01",
        "文字里有网页代码",
        "删掉尖括号里的代码；要显示尖括号，前面加反斜杠。",
        "启示:\n  - 内容: 这是<b>重点</b>\n    推断: 是\n",
    ),
    CodeEntry(
        "T02",
        "链接的地址不安全",
        "只用 https://、http://、mailto: 或站内地址。",
        '启示:\n  - 内容: "[点这里](javascript:alert)"\n    推断: 是\n',
    ),
    CodeEntry(
        "T03",
        "文字里不能引用外站图片",
        "图片放到案例的文件夹里，写进“图片”。",
        '启示:\n  - 内容: "![图](https://example.com/a.png)"\n    推断: 是\n',
    ),
    CodeEntry(
        "T04",
        "标题层级不对或重复",
        "文章里从 ## 开始；同一页标题不重复。案例的文字里不写标题。",
        '启示:\n  - 内容: "# 启示"\n    推断: 是\n',
    ),
)

CATALOGUE: dict[str, CodeEntry] = {entry.code: entry for entry in _ENTRIES}
"""代码 → 说明。代码一经公布就不改意思。"""
