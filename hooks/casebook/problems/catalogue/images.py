"""I 图片。"""

from casebook.problems.catalogue.entry import CodeEntry

IMAGES = (
    CodeEntry(
        "I01",
        "没有这个文件",
        "把图片、附件放到 cases/<编号>/ 里，文件名写对。",
        "图片:\n  - 文件: 巷口.jpg\n    替代文字: 小巷入口\n"
        "    署名: 某某\n    许可: CC BY 4.0\n    同意: 是\n",
    ),
    CodeEntry(
        "I02",
        "图片、附件的格式不对",
        "图片用 JPEG、PNG 或 WebP，附件用 .pdf、.xlsx、.csv；后缀与内容一致。",
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
        "文件夹里有没写进“图片”“附件”的文件",
        "写进“图片”或“附件”，或删掉。",
        "cases/koudai-huayuan/ 里多出一张图",
        warning=True,
        textual=False,
    ),
    CodeEntry(
        "I05",
        "图片、附件坏了",
        "重新传一次，或用看图软件、办公软件另存一份。",
        "只传了一半的照片",
        textual=False,
    ),
    CodeEntry(
        "I06",
        "图片、附件太大",
        "附件至多 20 MB。图片缩小到 4000 万像素以内再放进来；"
        "网站与书里用的是长边 1600 像素，长图是 1080 像素宽。",
        "一万像素见方的扫描图",
        textual=False,
    ),
    CodeEntry(
        "I07",
        "图片太长或太扁",
        "截成几张，一张的高不超过宽的三倍，宽不超过高的五倍；书里印不下更长、更扁的。",
        "手机的长截图，1080 × 9000 像素；拼成一长条的全景，7000 × 900 像素",
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
    CodeEntry(
        "I09",
        "同一张照片登了两次",
        "删掉一处，或换一张；两条案例都用它，替代文字写成一样的。",
        "两条案例里放了同一张照片，一处说是巷口，一处说是车库",
        warning=True,
        textual=False,
    ),
    CodeEntry(
        "I10",
        "附件里有会自己运行的东西",
        "PDF 用“打印成 PDF”另存一份；表格另存为不带宏的 .xlsx，格子不以 = 开头。",
        "带宏的表格改名成 .xlsx",
        textual=False,
    ),
)
