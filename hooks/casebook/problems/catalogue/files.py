"""F：文件自己的毛病：编码、看不见的字符、放的地方。"""

from casebook.problems.catalogue.entry import CodeEntry

FILES = (
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
        "符号链接，或放错了文件夹",
        "把文件本身放到该放的文件夹里：稿子在 cases/ 里，图片在案例自己的文件夹里。",
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
    CodeEntry(
        "F15",
        "Windows 上不能用的文件名",
        "改名，再把别处写着它的地方一起改。",
        "cases/con.yml、cases/mulinxiang/巷口?.jpg",
        textual=False,
    ),
    CodeEntry(
        "F16",
        "像是拷贝出来的一份",
        "两份比一比，留下对的，另一份删掉；真是另一件，另起名字。",
        "cases/mulinxiang - 副本.yml、content/registry/sources (1).yml",
        textual=False,
    ),
    CodeEntry(
        "F17",
        "文件名里的字是拆开存的",
        "重新打一遍名字：看着一样的名字，存的可以不同。",
        "cases/mulinxiang/café.jpg，é 存成 e 和一个符号",
        textual=False,
    ),
)
