"""与别处来往的命令（Word、Excel、公众号）：说明，收什么。"""

from pathlib import Path
from typing import Annotated

from casebook.cli.arguments import Argument, Option, misused
from casebook.cli.root import Root


def import_(
    files: Annotated[
        tuple[str, ...], Argument("文件", "Word 的稿子 .docx，可以几个；或 Excel 的名录 .xlsx")
    ] = (),
    root: Root = Path(),
    yes: Annotated[bool, Option("--yes", "名录：不问，直接写入")] = False,
    diff: Annotated[bool, Option("--diff", "只看会收成什么样，不写")] = False,
) -> None:
    """从 Word、Excel 收进来：一份稿子写成 cases/ 里的一条，状态是征集。

    填好的投稿表（casebook new --docx）照栏目收；别的稿子照标题分。放不进栏目的一个字也不丢，
    留在文件末尾的“原稿”里。从不盖掉已经有的案例。

    都收好了，退出码是 0；有一份没有收是 1；命令写得不对是 2。
    """
    if not files:
        misused("要写收哪个文件，如 casebook import 稿.docx。")
    if yes and diff:
        misused("--yes 与 --diff 只写一个：--yes 是写入，--diff 是只看。")
    from casebook.cli.import_files import import_files

    import_files(root, files, yes=yes, diff=diff)


def export(
    xlsx: Annotated[Path, Option("--xlsx", "写成哪个 Excel 文件；从前写的换掉", "<文件>")] = Path(
        "shouce.xlsx"
    ),
    root: Root = Path(),
) -> None:
    """整本手册写成一个 Excel 文件：案例、数字、登记簿、缺口、统计，数字与日期都能算、能排。

    没有发布的案例也在里面，写着状态。登记簿的几页添了行，用 casebook import 收回来；没有改的，
    收了什么也不变。
    """
    from casebook.cli.export import export_workbook

    export_workbook(root, xlsx)


def share(
    cases: Annotated[
        tuple[str, ...], Argument("案例", "写哪几条，如 cases/a.yml；不写就是全部发布的")
    ] = (),
    root: Root = Path(),
    out: Annotated[Path, Option("--out", "放在哪个文件夹里")] = Path("share"),
    site_url: Annotated[
        str, Option("--site-url", "网站的网址，写在文章末尾与二维码里", env="SITE_URL")
    ] = "",
    drafts: Annotated[bool, Option("--drafts", "没有发布的也写")] = False,
) -> None:
    """一条工作法写成公众号的一篇：浏览器里打开，按“复制到公众号”，到编辑框里粘贴。

    样子都写在文字上，粘贴过去留得下；图片另放一个文件夹，文中写着插在哪里。
    同时排出海报（图片与 A3 的 PDF）、展板（80 × 120 厘米）。
    """
    from casebook.cli.share import share_cases

    share_cases(root, out, cases, site_url, drafts)
