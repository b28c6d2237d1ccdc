"""有哪些命令：名字、说明、收什么。

做的事在各自的文件里，用到了才装载：看说明、写错了命令，马上就有回话。
"""

from pathlib import Path
from typing import Annotated

from casebook.cli.arguments import Argument, Option, misused
from casebook.cli.choices import Format, Sheet, Signature, Size
from casebook.cli.editions import changes, edition
from casebook.cli.exchange import export, import_, review, share
from casebook.cli.making import init, new
from casebook.cli.root import Root, written_to
from casebook.cli.site_url import whole


def build(
    root: Root = Path(),
    release: Annotated[
        bool, Option("--release", "正式发布：主办单位、邮箱、备案号等没有填齐，就不建")
    ] = False,
) -> None:
    """建网站，排 PDF，放在 site/。有错误、有提醒就不建，已经发布的网站不动。

    建好了，退出码是 0；没有建成是 1；命令写得不对是 2。
    """
    from casebook.cli.build import build_site

    build_site(root, release)


def check(
    files: Annotated[tuple[str, ...], Argument("文件", "只看这些文件或文件夹；不写就看全部")] = (),
    root: Root = Path(),
    strict: Annotated[bool, Option("--strict", "有提醒也算没通过")] = False,
    form: Annotated[
        Format,
        Option("--format", "text 给人看，json 给程序，流水线用 github、gitlab、gitee", "<写法>"),
    ] = Format.TEXT,
    html: Annotated[
        Path | None, Option("--html", "另写一份能打印的报告（网页文件）", "<文件>")
    ] = None,
    site_url: Annotated[
        str,
        Option(
            "--site-url", "网站的网址，报告与 json 里指到代码的解释", env="SITE_URL", settle=whole
        ),
    ] = "",
) -> None:
    """检查全部案例、登记簿与文章，一次报出所有问题。

    没有问题，退出码是 0；有错误（加 --strict 时，有提醒也算）是 1；命令写得不对是 2。
    """
    from casebook.cli.check import check_files

    check_files(root, files, strict=strict, form=form, html=html, site_url=site_url)


def explain(
    codes: Annotated[tuple[str, ...], Argument("代码", "如 Y01；可以写几个；不写就列出全部")] = (),
) -> None:
    """讲一个检查代码：叫什么、为什么、错的例子、怎样改。"""
    from casebook.cli.explain import explain_codes

    explain_codes(codes)


def fields(
    what: Annotated[
        str, Argument("栏目", "哪一种记录或哪一栏，如 步骤、街镇；写 全部，全都列出来")
    ] = "",
) -> None:
    """栏目说明：每一栏写什么、怎样写、举个例子。"""
    from casebook.cli.fields import show_fields

    show_fields(what)


def fix(
    files: Annotated[
        tuple[str, ...],
        Argument("文件", "只改这些文件或文件夹；不写就看全部案例与登记簿"),
    ] = (),
    root: Root = Path(),
    yes: Annotated[bool, Option("--yes", "不问，直接写入")] = False,
    diff: Annotated[bool, Option("--diff", "只看要改哪里，不写")] = False,
) -> None:
    """改正有把握的小毛病：先给你看改了哪里，你说写才写。注释与次序都不动。

    全角冒号、缩进、编码、日期的写法、半角标点、写在一起的量、贴来的表格，等等。只改不会改变意思的，别的留给你。

    没有要改的、都写好了，退出码是 0；有要改的而没有写是 1；命令写得不对是 2。
    """
    if yes and diff:
        misused("--yes 与 --diff 只写一个：--yes 是写入，--diff 是只看。")
    from casebook.cli.fix import fix_files

    fix_files(root, files, yes=yes, diff=diff)


def print_(
    root: Root = Path(),
    out: Annotated[
        Path | None, Option("--out", "PDF 放到哪个文件夹；不写就是手册里的 print", "<路径>")
    ] = None,
    size: Annotated[Size, Option("--format", "book、a4 是书的开本；press 付印")] = Size.BOOK,
    site_url: Annotated[
        str, Option("--site-url", "网站的网址，印在二维码里", env="SITE_URL", settle=whole)
    ] = "",
    drafts: Annotated[bool, Option("--drafts", "没有发布的也排")] = False,
    mono: Annotated[bool, Option("--mono", "付印：单色，全用黑版")] = False,
    signature: Annotated[
        Signature, Option("--signature", "付印：页数补成几的倍数，问印刷厂")
    ] = Signature.FOUR,
    flap: Annotated[
        int, Option("--flap", "付印：封面的勒口宽几毫米，0 是没有", "<毫米>", least=0)
    ] = 0,
    marks: Annotated[bool, Option("--marks", "付印：四角画裁切线")] = False,
    proof: Annotated[bool, Option("--proof", "付印：出版信息没有填齐也排，每页写明是打样")] = False,
    impose: Annotated[
        Sheet, Option("--impose", "另拼成骑马钉的版，双面印在这种纸上，对折就是一册")
    ] = Sheet.NONE,
    creep: Annotated[int, Option("--creep", "拼版：纸厚几丝，里面的页照它挪", "<丝>", least=0)] = 0,
) -> None:
    """排出整本书、分册与折页的 PDF，不建网站；也排付印的、自己打印装订的。"""
    for_press = mono or flap or marks or proof or signature is not Signature.FOUR
    if size is not Size.PRESS and for_press:
        misused(
            "--mono、--signature、--flap、--marks、--proof 是付印用的，要与 --format press 一起写。"
        )
    if size is Size.PRESS and impose is not Sheet.NONE:
        misused("--impose 拼的是分册与折页，不与 --format press 一起写。")
    if creep and impose is Sheet.NONE:
        misused("--creep 是拼版用的，要与 --impose 一起写。")
    if size is Size.PRESS and drafts:
        misused("没有发布的不能付印：--drafts 不与 --format press 一起写。")
    folder = written_to(root, out, "print")
    if size is Size.PRESS:
        from casebook.cli.press import WIDEST, print_for_press
        from casebook.render.typeset.press import Press

        if flap > WIDEST:
            misused(f"勒口折在封面里，不能宽过 {WIDEST} 毫米。")
        print_for_press(root, folder, Press(mono, int(signature), proof, flap, marks), site_url)
        return
    if impose is not Sheet.NONE:
        from casebook.cli.impose import print_and_impose

        print_and_impose(root, folder, size, impose, creep / 100, site_url, drafts)
        return
    from casebook.cli.print import print_books

    print_books(root, folder, size, site_url, drafts)


def offline(
    out: Annotated[
        Path | None, Option("--out", "放在哪个文件夹里；不写就是手册里的 offline", "<路径>")
    ] = None,
    root: Root = Path(),
) -> None:
    """建网站，收成一个压缩包：拷到 U 盘上，没有网也看得到、能查找。

    建好了，退出码是 0；没有建成是 1；命令写得不对是 2。
    """
    from casebook.cli.offline import pack_site

    pack_site(root, written_to(root, out, "offline"))


def kit(
    out: Annotated[
        Path | None, Option("--out", "放在哪个文件夹里；不写就是手册里的 offline", "<路径>")
    ] = None,
    root: Root = Path(),
    uv: Annotated[
        Path | None, Option("--uv", "用这一个 uv.exe；不写就照锁文件取", "<文件>")
    ] = None,
) -> None:
    """收成一个压缩包，给用 Windows 的编者：解开，双击“开始.cmd”，就能写、查、预览。

    手册、程序、uv.exe、装好的可视化编辑器都在里面；别的软件第一次打开时下载。
    要在程序的仓库里做。

    收好了，退出码是 0；没有收成是 1；命令写得不对是 2。
    """
    from casebook.cli.kit import pack_kit

    pack_kit(root, written_to(root, out, "offline"), uv)


def serve(
    root: Root = Path(),
    port: Annotated[int, Option("--port", "端口；被占了就往后找一个", "<数>", least=1)] = 8000,
    still: Annotated[bool, Option("--no-open", "编好了不打开浏览器")] = False,
    edit: Annotated[bool, Option("--edit", "编好了打开可视化编辑器，不是首页")] = False,
) -> None:
    """预览：浏览器里看网页，存了文件马上更新，要改的地方浮在网页上。没有发布的也看得到。"""
    from casebook.cli.serve import preview

    preview(root, port, still, edit)


def status(
    cases: Annotated[
        tuple[str, ...], Argument("案例", "只看哪几条，如 cases/a.yml；不写就看全部")
    ] = (),
    root: Root = Path(),
) -> None:
    """各条走到哪一步：状态、还缺几栏、谁核定的、该不该复核，没有发布的还差什么才能发布。只看，不改。"""
    from casebook.cli.status import tell_status

    tell_status(root, cases)


def links(root: Root = Path()) -> None:
    """问一遍书外的网址还打不打得开，记下哪一天问的、各怎样了。从不挡检查与建网站。"""
    from casebook.cli.links import ask_links

    ask_links(root)


COMMANDS = {
    command.__name__.rstrip("_"): command
    for command in (
        build,
        changes,
        check,
        edition,
        explain,
        export,
        fields,
        fix,
        import_,
        init,
        kit,
        links,
        new,
        offline,
        print_,
        review,
        serve,
        share,
        status,
    )
}
"""名字 → 做它的函数。"""
