"""M：一栏里该写什么。"""

from casebook.problems.catalogue.entry import CodeEntry

FIELDS = (
    CodeEntry(
        "M01",
        "不认识的栏目",
        "照改法写栏目名；没有改法的，写进提示里说的那一栏。",
        "标提: 口袋花园\n",
    ),
    CodeEntry(
        "M02", "缺少必填的栏目", "补上，写成“栏目: 内容”。", "规模:\n  - 数值: 200\n    单位: 米\n"
    ),
    CodeEntry(
        "M03", "写法不对：该是一列的写成了一句，或反过来", "照提示改。", "标题:\n  - 口袋花园\n"
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
    CodeEntry("M07", "编号不合", "用小写英文字母、数字、连字符。", "曾用地址: [Koudai_Huayuan]\n"),
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
    CodeEntry("M17", "版次不是数字", "只写阿拉伯数字，如 1。", "版次: 第一版\n"),
    CodeEntry(
        "M18",
        "百分号写成了字",
        '写成 "%"，带英文引号。',
        "成效:\n  - 内容: 满意的居民\n    数值: 95\n    单位: 百分比\n"
        "    截至: 2023-08\n    来源: demo-other\n",
    ),
    CodeEntry(
        "M19",
        "网址只有自己打得开，或过一会儿就打不开",
        "换成公开的、不会变的网址。",
        "来源登记簿里写“网址: https://mp.weixin.qq.com/s?tempkey=……”",
        textual=False,
    ),
    CodeEntry(
        "M13",
        "前面的 # 没有删干净",
        "把开头的 # 和后面的一个空格都删掉，下面各行也一样。",
        "成效:\n#   - 内容: 巷子通了\n",
    ),
    CodeEntry(
        "M20",
        "读音不对",
        "一字一个拼音的音节，当中空一格，如 zēng jiā dù；声调可以不写。",
        "街镇登记簿里写“读音: [{词: 曾家渡, 拼音: zengjiadu}]”",
        textual=False,
    ),
    CodeEntry(
        "M21",
        "网址要登录，或过一阵就打不开",
        "换成公开的网址；没有，就不写网址。",
        "来源登记簿里，网址是网盘、在线文档的链接",
        warning=True,
        textual=False,
    ),
    CodeEntry(
        "M22",
        "书名写得不一样",
        "content/handbook.yml 的“书名”、它的“封面”各行合起来、mkdocs.yml 的 site_name，改成一样。",
        "content/handbook.yml 里写“书名: 甲乙丙”“封面: [甲, 乙]”",
        textual=False,
    ),
)
