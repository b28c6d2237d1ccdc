"""R 引用。"""

from casebook.problems.catalogue.entry import CodeEntry

REFERENCES = (
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
        "R07",
        "两个案例的标题相同",
        "是同一件事，合成一个文件；不是，改其中一个的标题。",
        "cases/huayuan.yml 与 cases/huayuan-2.yml 都叫“口袋花园改造”",
        warning=True,
        textual=False,
    ),
    CodeEntry(
        "R08",
        "不是出处的写法",
        "写成 〔编号〕 或 〔编号 第 3 段〕；在别的栏里，写到“来源”。",
        "启示:\n  - 内容: 巷子改好了〔Demo-2020〕。\n    推断: 是\n",
    ),
    CodeEntry(
        "R09",
        "同一件东西登记了两次",
        "合成一条，别处改用留下的编号。",
        "来源登记簿里，两个编号写着同一个网址",
        textual=False,
    ),
    CodeEntry(
        "R10",
        "支持写错了种类",
        "照提示换一栏：登记的是荣誉，就写在“荣誉”里。",
        "支持:\n  - 资金: demo-programme\n    内容: 得到支持\n    来源: demo\n",
    ),
    CodeEntry(
        "R11",
        "同一句话写了两次",
        "删掉一处。",
        "缘起:\n  - 内容: 这条小巷过去又窄又暗没有人愿意走。\n    来源: demo\n"
        "启示:\n  - 内容: 这条小巷过去又窄又暗没有人愿意走。\n    来源: demo\n",
        warning=True,
    ),
    CodeEntry(
        "R12",
        "链接的网址点不开",
        "只留网址，标点和说明写在括号外面。",
        '启示:\n  - 内容: "见[报道](https://www.example.com/a.html。)"\n    推断: 是\n',
        warning=True,
    ),
    CodeEntry(
        "R14",
        "题名一样、发布者不同的两个来源",
        "是转载，就只登记原来的一篇；真是两篇，在“备注”里写明。",
        "来源登记簿里，两篇同一天的报道题名一样，一篇是报社的，一篇是网站转载的",
        warning=True,
        textual=False,
    ),
    CodeEntry(
        "R16",
        "两个案例的一句话相同",
        "复制来的就改成自己的；是同一件事，合成一个文件。",
        "复制了一个案例，只改了标题",
        warning=True,
        textual=False,
    ),
    CodeEntry(
        "R17",
        "别处的注码",
        "删掉；要注明出自哪里，写“来源”。",
        "启示:\n  - 内容: 楼里没有地方坐[1]。\n    推断: 是\n",
        warning=True,
    ),
    CodeEntry(
        "R18",
        "前后对比的两边一样",
        "写上真的变化；没有变的，删掉这一行。",
        "前后对比:\n  - 名称: 路面\n    之前: 平整\n    之后: 平整\n    来源: demo\n",
    ),
)
