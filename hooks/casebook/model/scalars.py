"""各种值怎样写：一张表。写法、最长几个字、写错了说什么、例子，都只写在这里。

模型（values.py、dates.py）、模式文件、投稿的表单、可视化编辑器、栏目说明与检查，都照它来。
写法是 Python 与 JavaScript 都认的正则，整个要合。
"""

from casebook.model.scalar import Kind, Scalar, at_most

YES, NO = "是", "否"
LONG_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
"""数字，多长都行。"""
GROUPED = r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
"""带分节号的数字：不合写法，可是看得懂。"""
_BETWEEN = r"[0-9０-９][^0-9０-９.,，]{0,3}(?:[—–－~～至到]|-)+ ?[0-9０-９]"
_LEAP = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
_DAYS = (
    r"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])|0[1-9]|1[0-2]"
)
_TOO_LONG = f"这里{at_most(0).replace('0', '{limit}')}，现在有 {{n}} 个"
_EMPTY = (r"\s*", "这里不能是空的")
_ID_LETTERS, _ID_LIMIT, _ID = "只用小写英文字母、数字和连字符", 64, "koudai-huayuan"
_WHOLE_HOW = "只写阿拉伯数字"
_ONE = r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?"
_NUMBER_HOW = f"{_WHOLE_HOW}，范围如 30—40；单位写到“单位”，“多”“约”写到“修饰”"
_DATE_HOW = "写成 2023、2023-06、2023-06-14，或 约2021"
_PERIOD_HOW = f"{_DATE_HOW}；一段时间写成 2020-09 至 2021-03、2021上半年，或 2019起"
_NOT_A_PERIOD = f"“{{value}}”不是日期。请{_PERIOD_HOW}"
_DAY = rf"约?(?!0000)(?:{_LEAP}|[0-9]{{4}}(?:-(?:{_DAYS}))?)"
PARTS_OF_YEAR = "年度|上半年|下半年|第一季度|第二季度|第三季度|第四季度"
"""一年里的一段，写在年份后面。"""
_VAGUE = r"(?:[上本这去今前后明]个?[年月周日天]|刚才|最近|近期|近年来?|目前|现在|至今).*"
_NOT_A_DATE = f"“{{value}}”不是日期。请{_DATE_HOW}"
_URL_HOW = "写完整，以 https:// 或 http:// 开头"
NONE = "无"
"""网站没有这一样（没有备案、不是政府网站）：写明了，才知道不是忘了填。"""
_OR_NONE = f"没有就写 {NONE}"
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
_MAIL_HOW = "写单位的公用邮箱：当中一个 @，后面是网站的名字"
_SITE_CODE_HOW = f"写政府网站标识码，10 位数字，{_OR_NONE}"
_ICP_HOW = f"照工信部给的写，如 沪ICP备12345678号-1，{_OR_NONE}"
_POLICE_HOW = f"照公安机关给的写，如 沪公网安备12345678901234号，{_OR_NONE}"
_ISBN_HOW = "写 13 位的书号，当中有四个连字符，如 978-7-0000-0000-1"

SCALARS: dict[Kind, Scalar] = {
    Kind.LINE: Scalar(
        code="M08",
        pattern=r"[^\n]*\S[^\n]*",
        how="写一行文字，不换行",
        says=_TOO_LONG,
        advice=(_EMPTY, (r"[\s\S]*\n[\s\S]*", "这里只能写一行，不能换行")),
        limit=200,
        example="社区书房",
        wrong=(" ", "第一行\n第二行", "长" * 201),
    ),
    Kind.PROSE: Scalar(
        code="M08",
        pattern=r"\s*\S[\s\S]*",
        how="写一段文字",
        says=_TOO_LONG,
        advice=(_EMPTY,),
        limit=20_000,
        example="一段\n\n两段",
        wrong=(" ", "长" * 20_001),
    ),
    Kind.NUMBER: Scalar(
        code="M04",
        pattern=rf"{_ONE}(?:—{_ONE})?",
        how=_NUMBER_HOW,
        says=f"“{{value}}”不是数字。{_NUMBER_HOW}；“修饰”里没有的，写成一句话",
        advice=(
            (LONG_NUMBER, "“{value}”太长：小数点前至多 15 位，后面至多 6 位"),
            (
                r"-?0[0-9]+",
                "“{value}”前面的 0 多余。是数量就删掉 0；是编号、电话，不写在“数值”里",
            ),
            (
                rf"[\s\S]*(?:{_BETWEEN})[\s\S]*",
                "“{value}”是一段范围：写成 30—40，小的在前，当中一个破折号",
            ),
        ),
        example="12.5",
        wrong=("两百", "0777", "7到8", "7-8", "1" * 16, "1.1234567", "1,290", "３"),
    ),
    Kind.WHOLE: Scalar(
        code="M04",
        pattern=r"-?(?:0|[1-9][0-9]{0,8})",
        how=_WHOLE_HOW,
        says=f"“{{value}}”不是整数。{_WHOLE_HOW}，如 3",
        advice=((r"-?[1-9][0-9]*", "“{value}”太长：至多 9 位"),),
        example="3",
        wrong=("三", "2.5", "03", "1" * 10),
    ),
    Kind.DATE: Scalar(
        code="M05",
        pattern=_DAY,
        how=_DATE_HOW,
        says=_NOT_A_DATE,
        advice=(
            (r".*[T:].*", f"{_NOT_A_DATE}。只写到哪一天，不写几点"),
            (_VAGUE, f"{_NOT_A_DATE}。过一阵再看就不知道是哪一天了，写明年月"),
            (
                r".*[0-9年月日号份底初]\s*(?:(?:至|到|—+|–|－|~|～)\s*(?:[0-9今]|现在|目前)"
                r"|-{1,2}\s*[12][0-9]{3}).*",
                f"{_NOT_A_DATE}。这是一段时间：写开始的一天（“截至”写最后的一天），"
                "从哪天到哪天写进话里",
            ),
            (
                r".*(?:年度|[上下]半年|季度|[春夏秋冬]|年[初中底末]|[上中下]旬|月[初中底末]|前后"
                r"|以来|左右|期间)",
                f"{_NOT_A_DATE}。知道到哪里就写到哪里，如 2021；“上半年”“春天”一类写进话里",
            ),
        ),
        example="约2021-05",
        wrong=("2023年", "2023-02-29", "0000", "2023-13", "2023-6", "去年"),
    ),
    Kind.PERIOD: Scalar(
        code="M05",
        pattern=rf"(?:{_DAY})(?:起| 至 (?:{_DAY}))?|(?!0000)[0-9]{{4}}(?:{PARTS_OF_YEAR})",
        how=_PERIOD_HOW,
        says=_NOT_A_PERIOD,
        advice=(
            (r".*T.*|.*[0-9]:[0-9].*", f"{_NOT_A_PERIOD}。只写到哪一天，不写几点"),
            (_VAGUE, f"{_NOT_A_PERIOD}。过一阵再看就不知道是哪一天了，写明年月"),
            (
                r".*(?:[春夏秋冬]|年[初中底末]|[上中下]旬|月[初中底末]|前后|以来|左右|期间)",
                f"{_NOT_A_PERIOD}。知道到哪里就写到哪里，如 2021；“春天”“年底”一类写进话里",
            ),
        ),
        example="2020-09 至 2021-03",
        wrong=("2023年", "2023-02-29", "2020-09至2021-03", "2021春", "去年", "2021 上半年"),
    ),
    Kind.YES_NO: Scalar(
        code="M06",
        pattern=f"{YES}|{NO}",
        how=f"只能写 {YES} 或 {NO}",
        says=f"这里只能写 {YES} 或 {NO}，现在是“{{value}}”",
        example=NO,
        wrong=("yes", "对", "是的"),
    ),
    Kind.ID: Scalar(
        code="M07",
        pattern=r"[a-z0-9]+(?:-[a-z0-9]+)*",
        how=_ID_LETTERS,
        says=f"“{{value}}”不能作编号：{_ID_LETTERS}，如 {_ID}，不超过 {{limit}} 个字符",
        limit=_ID_LIMIT,
        example=_ID,
        wrong=("Demo", "花园", "a--b", "-a", "a_b", "a" * (_ID_LIMIT + 1)),
    ),
    Kind.URL: Scalar(
        code="M10",
        pattern="https?://[^\\s<>\"'`{}|\\\\^]+",
        how=_URL_HOW,
        says=f"“{{value}}”不是网址。请{_URL_HOW}",
        advice=((r"https?://[\s\S]*", "“{value}”不是网址：里面有空格，或不该有的符号"),),
        example="https://www.example.com/",
        wrong=("www.example.com", "ftp://a.cn/", "https://a.cn/甲 乙", "https://a.cn/<甲>"),
    ),
    Kind.MAIL: Scalar(
        code="M30",
        pattern=rf"[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?@{_HOST}",
        how=_MAIL_HOW,
        says=f"这里不是邮箱。{_MAIL_HOW}",
        limit=100,
        example="kanwu@example.com",
        wrong=("kanwu", "kanwu@", "a b@example.com", "kanwu@example", "kanwu＠example.com"),
    ),
    Kind.SITE_CODE: Scalar(
        code="M30",
        pattern=rf"(?:[0-9]{{10}}|bm[0-9]{{8}}|{NONE})",
        how=_SITE_CODE_HOW,
        says=f"“{{value}}”不是网站标识码。{_SITE_CODE_HOW}",
        example="1234567890",
        wrong=("沪31010500", "310105", "12345678901"),
    ),
    Kind.ICP: Scalar(
        code="M30",
        pattern=rf"(?:[\u4e00-\u9fff]ICP[备证][0-9]{{6,10}}号(?:-[0-9]{{1,4}})?|{NONE})",
        how=_ICP_HOW,
        says=f"“{{value}}”不是 ICP 备案号。{_ICP_HOW}",
        example="沪ICP备12345678号-1",
        wrong=("沪icp备12345678号", "12345678", "沪ICP备12345678", "ICP备12345678号"),
    ),
    Kind.POLICE: Scalar(
        code="M30",
        pattern=rf"(?:[\u4e00-\u9fff]公网安备 ?[0-9]{{14}}号|{NONE})",
        how=_POLICE_HOW,
        says=f"“{{value}}”不是公安备案号。{_POLICE_HOW}",
        example="沪公网安备12345678901234号",
        wrong=("沪公网安备310100号", "12345678901234", "公网安备12345678901234号"),
    ),
    Kind.ISBN: Scalar(
        code="M30",
        pattern=r"97[89](?:-[0-9]{1,7}){3}-[0-9]",
        how=_ISBN_HOW,
        says=f"“{{value}}”不是书号。{_ISBN_HOW}",
        limit=17,
        example="978-7-0000-0000-1",
        wrong=("ISBN 978-7-0000-0000-1", "9787000000001", "7-0000-0000-1", "978-7-0000-0000-X"),
    ),
}
"""种类 → 怎样写。"""

__all__ = [
    "GROUPED",
    "LONG_NUMBER",
    "NO",
    "NONE",
    "PARTS_OF_YEAR",
    "SCALARS",
    "YES",
    "Kind",
    "Scalar",
    "at_most",
]
