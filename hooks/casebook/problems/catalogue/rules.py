"""R 引用、E 依据、D 日期、I 图片。"""

from casebook.problems.catalogue.entry import CodeEntry

RULES = (
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
        "cases/mulin.yml 与 cases/mulin-2.yml 都叫“睦邻巷微更新”",
        warning=True,
        textual=False,
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
        "I05",
        "图片坏了",
        "重新从手机、相机里传一次，或用看图软件另存一张。",
        "只传了一半的照片",
        textual=False,
    ),
    CodeEntry(
        "I06",
        "图片太大",
        "缩小到 4000 万像素以内再放进来；网站与书里用的是长边 1600 像素，长图是 1080 像素宽。",
        "一万像素见方的扫描图",
        textual=False,
    ),
    CodeEntry(
        "I07",
        "图片太长",
        "截成几张，一张的高不超过宽的三倍；网站上照样看得清，书里印不下。",
        "手机的长截图，1080 × 9000 像素",
        warning=True,
        textual=False,
    ),
    CodeEntry(
        "I08",
        "图片的名字看着一样",
        "只留一个，或改成两个不同的名字。",
        "文件夹里有 lane.png，又有 LANE.png",
        textual=False,
    ),
)
