"""与别处来往的命令（Word、Excel、公众号）：说明，收什么。"""

from pathlib import Path
from typing import Annotated

from casebook.cli.arguments import Argument, Option, misused
from casebook.cli.root import Root, written_to
from casebook.cli.site_url import whole


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
    cases: Annotated[
        tuple[str, ...], Argument("案例", "公文里写哪几条，如 cases/a.yml；不写就是整本书")
    ] = (),
    root: Root = Path(),
    xlsx: Annotated[
        Path | None, Option("--xlsx", "写成哪个 Excel 文件，不写就是手册里的 shouce.xlsx", "<文件>")
    ] = None,
    docx: Annotated[
        Path | None, Option("--docx", "不写 Excel，写成公文：哪个 Word 文件", "<文件>")
    ] = None,
    drafts: Annotated[bool, Option("--drafts", "公文：没有发布的也写")] = False,
) -> None:
    """整本手册写成一个 Excel 文件：案例、数字、登记簿、缺口、统计，数字与日期都能算、能排。

    没有发布的案例也在里面，写着状态。登记簿的几页添了行，用 casebook import 收回来；没有改的，
    收了什么也不变。

    加 --docx 公文.docx，写成 Word 的公文：一条、几条或整本书，版面照党政机关公文格式。
    """
    if docx and xlsx:
        misused("--xlsx 与 --docx 只写一个。")
    if not docx and (cases or drafts):
        misused("写哪几条、--drafts 是写公文用的，要与 --docx 一起写。Excel 总是整本手册。")
    if docx:
        from casebook.cli.export_docx import export_official

        export_official(root, docx, cases, drafts)
        return
    from casebook.cli.export import export_workbook

    export_workbook(root, written_to(root, xlsx, "shouce.xlsx"))


def review(
    cases: Annotated[
        tuple[str, ...], Argument("案例", "送审哪几条，如 cases/a.yml；不写就是整本书")
    ] = (),
    root: Root = Path(),
    out: Annotated[
        Path | None, Option("--out", "放在哪个文件夹里；不写就是手册里的 review", "<路径>")
    ] = None,
    site_url: Annotated[
        str, Option("--site-url", "网站的网址，印在二维码里", env="SITE_URL", settle=whole)
    ] = "",
    drafts: Annotated[bool, Option("--drafts", "整本书：没有发布的也写")] = False,
    compare: Annotated[
        Path | None,
        Option("--compare", "不写送审稿，看回来的这一份改了哪些栏目", "<文件>"),
    ] = None,
) -> None:
    """送审稿：一份 PDF，打印了签；一份 Word，可以直接改、插批注。

    行有号，写着还缺什么、全部来源，末页签名。写了案例，一条一件，没有发布的也写。
    加 --compare 回来的.docx，与送出去的对，一处一处说是哪个文件的哪一栏、第几行、谁改的。
    只列出来，不改。
    """
    if compare:
        from casebook.cli.compare import compare_returned

        compare_returned(root, compare, cases, site_url)
        return
    from casebook.cli.review import write_review

    write_review(root, written_to(root, out, "review"), cases, site_url, drafts)


def share(
    cases: Annotated[
        tuple[str, ...], Argument("案例", "写哪几条，如 cases/a.yml；不写就是全部发布的")
    ] = (),
    root: Root = Path(),
    out: Annotated[
        Path | None, Option("--out", "放在哪个文件夹里；不写就是手册里的 share", "<路径>")
    ] = None,
    site_url: Annotated[
        str,
        Option("--site-url", "网站的网址，写在文章末尾与二维码里", env="SITE_URL", settle=whole),
    ] = "",
    drafts: Annotated[bool, Option("--drafts", "没有发布的也写")] = False,
) -> None:
    """一条工作法写成公众号的一篇：浏览器里打开，按“复制到公众号”，到编辑框里粘贴。

    样子都写在文字上，粘贴过去留得下；图片另放一个文件夹，文中写着插在哪里。
    同时排出海报（图片与 A3 的 PDF）、展板（80 × 120 厘米）。
    """
    from casebook.cli.share import share_cases

    share_cases(root, written_to(root, out, "share"), cases, site_url, drafts)
