"""MkDocs 的钩子：事件进来，casebook 出去。这里不做别的。手册的 `hooks/handbook.py` 引入它。"""

import gc
import logging
import os
import re
import sys
from importlib import import_module
from pathlib import Path

from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

import casebook
from casebook.faults import NOT_TOUCHED, STOPPED, say_last, sentence
from casebook.package import THEME
from casebook.process import begin, stop_with
from casebook.unchanged import EPOCH, Unchanged

HOST = File.__module__.partition(".")[0]  # mkdocs 或 properdocs
log = logging.getLogger(f"{HOST}.hooks.handbook")
NOWHERE = os.devnull  # 给主机看的 content/：什么也没有，没有看过的一样也不会照搬到网站上
UNLISTED = InclusionLevel.NOT_IN_NAV
OURS = frozenset(("search", "material/search", "hooks/handbook.py"))  # 主机自带的查找用不着，不碍事
UNUSED = re.compile(r"^assets/javascripts/(bundle\.|lunr/|workers/)|\.map$")  # 主题的脚本用不着
STYLES = re.compile(r"^assets/stylesheets/(main|palette)\.[0-9a-f]{8}\.min\.css$")
HERE = Path(__file__).parent
state = {}


def on_startup(command, dirty):
    state["serving"], state["once"] = command == "serve", command == "build" and not dirty
    sys.excepthook = say_last  # 不经过 on_build_error 的毛病
    begin()
    stop_with("" if state["serving"] else STOPPED, even_in_background=state["serving"])
    for name in ("commands.build", "structure.pages"):  # 主机的英文；on_build_error 会说
        logging.getLogger(f"{HOST}.{name}").addFilter(lambda said: said.levelno < logging.ERROR)
    state["said"] = CountHandler(level=logging.WARNING)
    logging.getLogger(HOST).addHandler(state["said"])
    if not state["serving"]:  # 建一次就走的进程，不必扫垃圾
        gc.disable()


def on_serve(server, config, builder):
    server.set_app(state["preview"].around(server.get_app()))
    server.builder = state["preview"].whatever_happens(server.builder)
    watched = (config.docs_dir, config.config_file_path)
    return casebook.preview.watch_saves(server, watched)


@event_priority(100)
def on_config(config):
    state["root"] = root = Path(config.config_file_path).parent
    config.theme.dirs.insert(bool(config.theme.custom_dir), f"{THEME}")  # 手册自己的样子在前
    folders = {Path(f) for f in (config.docs_dir, config.theme.dirs[0], HERE, root / "hooks")}
    plugins = {n: getattr(plugin, "config", None) for n, plugin in config.plugins.items()}
    settings = (HOST, log.getEffectiveLevel(), {**config}, plugins)
    known = state["once"] and config.plugins.keys() <= OURS
    state["unchanged"] = known and Unchanged(root, Path(config.site_dir), folders, settings)
    if known and state["unchanged"].published():
        log.info("什么都没有变，网站就是最新的。")
        raise SystemExit  # 主机没有“不必建”一说


@event_priority(100)
def on_pre_build(config):
    import_module("casebook.deliver")  # 要建才装载别的
    os.environ.pop(state.pop("dated", ""), None)  # 上一次替主机定的时间
    root, serving = state["root"], state["serving"]
    size = "none" if serving else config.extra.get("print", "book")
    given = config.site_url or "", serving, size, *casebook.compile.chosen(config.extra)
    with casebook.progress.progress_bars(not log.isEnabledFor(logging.INFO)) as progress:
        state["compiled"] = compiled = casebook.compile.compile_handbook(root, *given, progress)
    state.setdefault("preview", casebook.preview.Preview(root)).begin()
    state["docs"], config.docs_dir = config.docs_dir, NOWHERE
    state["delivery"], config.site_dir = casebook.deliver.staged(compiled, config.site_dir, serving)


def on_files(files, config):
    if not os.environ.get(EPOCH):  # 主机也照这个时间；预览再编一次时，重新看提交的时间
        os.environ[EPOCH], state["dated"] = str(state["compiled"].revision.epoch), EPOCH
    for problem in state["compiled"].problems:  # 有错误的只有预览：说出来，读得懂的照样给看
        error = problem.severity is casebook.problems.Severity.ERROR
        log.log(logging.ERROR if error else logging.WARNING, casebook.problems.report(problem))
    pages = (*state["compiled"].pages, *state["compiled"].many.shells.patterns)  # 见 shell.py
    state["pages"] = {page.source: page for page in pages}
    for source in (s for s in state["pages"] if s not in files.src_uris):
        files.append(File.generated(config, source, content="", inclusion=UNLISTED))
    return files


def on_nav(nav, config, files):
    config.docs_dir = state["docs"]
    ours = not config.theme.custom_dir and config.plugins.keys() <= OURS  # 别的样子要用什么，不知道
    styles = [file for file in files if ours and STYLES.search(file.dest_uri)]
    for unused in (*styles, *[file for file in files if UNUSED.search(file.dest_uri)]):
        files.remove(unused)
    css = "".join(file.content_string for file in styles)
    state["styles"], kept = casebook.render.web.theme_styles(css, config.theme.get_env())
    files.append(File.generated(config, state["styles"], content=kept)) if kept else None
    state["host"] = [*(file.dest_uri for file in files), *config.theme.static_templates]
    return nav


def on_page_markdown(markdown, page, config, files):
    compiled = state["pages"][page.file.src_uri]
    page.meta = {"title": compiled.safe_title, "description": compiled.safe_description}
    page.meta |= {"section": compiled.section, "cn_class": compiled.css_class}
    page.meta |= {"hero": compiled.hero, "notice": compiled.safe_notice}
    page.meta |= {"unlisted": compiled.unlisted, "data": compiled.data}
    page.meta |= {"moved_to": compiled.moved_to, **state["compiled"].site.reported(compiled)}
    return ""


def on_page_content(html, page, config, files):
    compiled = state["pages"][page.file.src_uri]
    page.toc = TableOfContents([AnchorLink(h.text, h.id, 2) for h in compiled.toc])
    return compiled.body


def on_post_page(output, page, config):
    taken = state["compiled"].many.shells.take(page.file.src_uri, output)
    return "" if taken else output


def on_template_context(context, template_name, config):
    return {**context, "addresses": state["compiled"].site.addresses}


def on_env(env, config, files):
    cache = Path(config.config_file_path).parent / casebook.compile.CACHE
    env.globals |= state["compiled"].site.surroundings | {"theme_styles": state["styles"]}
    env.bytecode_cache = casebook.render.web.TemplateCache(cache / "templates")
    if state["delivery"]:
        with casebook.progress.progress_bars(not log.isEnabledFor(logging.INFO)) as progress:
            state["delivery"].editions(log.info)
            state["delivery"].prints(log.info, progress)
        state["delivery"].editor(config.extra.get("admin"))


@event_priority(-100)
def on_post_build(config):
    if state["delivery"] is None:
        folder = Path(config.site_dir)
        return casebook.deliver.write_preview(state["compiled"], folder, state["preview"])
    said = state["said"].get_counts()
    if config.strict and said:
        raise casebook.deliver.Unfit(["主机有提醒"])
    compress = config.extra.get("compress")
    config.site_dir = str(state["delivery"].publish(state["host"], log.info, compress))
    if state["unchanged"] and not said:  # 说过的，下次还要说
        state["unchanged"].remember(Path(config.site_dir))


def on_build_error(error):
    import_module("casebook.deliver")
    on_shutdown()
    if isinstance(error, casebook.compile.Faulty):
        raise Abort(casebook.problems.report_all(error.problems)) from None
    log.debug(getattr(error, "detail", ""))
    host, root = isinstance(error, MkDocsException), state.get("root")
    words = f"主机没有建成：{error}" if host else sentence(error, root)
    raise Abort(f"{words}。{'' if state['serving'] else NOT_TOUCHED}") from None


def on_shutdown():
    if state.get("delivery"):
        state["delivery"].drop()  # 换上了的，已经不在那里
