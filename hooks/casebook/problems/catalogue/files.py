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
    CodeEntry(
        "F18",
        "私有区的字",
        "换成正式的编码；不要删，那里有一个字。",
        "启示:\n  - 内容: 主任王\ue81e成提出办法\n    推断: 是\n",
    ),
    CodeEntry(
        "F19",
        "部首的编码当成了字",
        "换成平常的字。",
        "启示:\n  - 内容: 居\u2ea0一起商量\n    推断: 是\n",
    ),
)
