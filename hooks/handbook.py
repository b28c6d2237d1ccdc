"""MkDocs 的钩子：事件进来，casebook 出去。这里不做别的。"""

import gc
import logging
import os
from logging import ERROR, WARNING
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

from casebook.compile import (
    CACHE,
    SIZES,
    Faulty,
    TypesettingFailed,
    compile_handbook,
)
from casebook.deliver import Delivery, Unfit, write_preview
from casebook.problems import Severity, report, report_all
from casebook.progress import progress_bars
from casebook.publish import template_cache
from casebook.publish.admin import NoEditor
from casebook.publish.preview import Preview, watch_saves
from casebook.read import Changed

HOST = File.__module__.partition(".")[0]  # mkdocs 或 properdocs
log = logging.getLogger(f"{HOST}.hooks.handbook")
UNLISTED = InclusionLevel.NOT_IN_NAV
SEARCH = frozenset(("search", "material/search"))
state = {"preview": Preview()}


def on_startup(command, dirty):
    state["serving"] = command == "serve"
    if not state["serving"]:  # 建一次就走的进程，不必扫垃圾
        gc.disable()


def on_serve(server, config, builder):
    server.set_app(state["preview"].around(server.get_app()))
    return watch_saves(server, (config.docs_dir, config.config_file_path))


@event_priority(100)
def on_config(config):
    root, preview = Path(config.config_file_path).parent, state["serving"]
    size = "none" if preview else config.extra.get("print", "book")
    url, search = config.site_url or "", bool(SEARCH & {*config.plugins})
    try:
        with progress_bars(wanted=not log.isEnabledFor(logging.INFO)) as progress:
            state["compiled"] = compile_handbook(root, url, preview, size, search, progress)
    except Faulty as faulty:
        raise Abort(report_all(faulty.problems)) from None


@event_priority(100)
def on_pre_build(config):
    if (size := state["compiled"].edition.size) not in SIZES:
        raise Abort(f"mkdocs.yml 的 extra.print 只能写 {'、'.join(SIZES)}，现在是“{size}”。")
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(state["compiled"].revision.epoch))
    state["preview"].begin()
    state["delivery"] = None
    if not state["serving"]:
        state["delivery"] = Delivery(state["compiled"], Path(config.site_dir))
        config.site_dir = str(state["delivery"].staged)


def on_files(files, config):
    for problem in state["compiled"].problems:  # 有错误的只有预览：说出来，读得懂的照样给看
        log.log(ERROR if problem.severity is Severity.ERROR else WARNING, report(problem))
    shells = state["compiled"].many.shells  # 案例等不一页一页地经过主机，见 shell.py
    pages = (*state["compiled"].pages, *shells.patterns)
    state["pages"] = {page.source: page for page in pages}
    for source in (s for s in state["pages"] if s not in files.src_uris):
        files.append(File.generated(config, source, content="", inclusion=UNLISTED))
    return files


def on_page_markdown(markdown, page, config, files):
    compiled = state["pages"][page.file.src_uri]
    page.meta = {"title": compiled.safe_title, "description": compiled.safe_description}
    page.meta |= {"section": compiled.section, "cn_class": compiled.css_class}
    page.meta |= {"hero": compiled.hero, "notice": compiled.safe_notice}
    page.meta |= {"moved_to": compiled.moved_to, "search": {"exclude": True}}
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
    env.bytecode_cache = template_cache(Path(config.config_file_path).parent / CACHE / "templates")
    if state["delivery"] is None:
        return
    try:
        with progress_bars(wanted=not log.isEnabledFor(logging.INFO)) as progress:
            state["delivery"].prints(log.info, progress)
        state["delivery"].editor(config.extra.get("admin"))
    except (TypesettingFailed, NoEditor) as failed:
        log.debug(failed.detail)
        raise Abort(f"{failed}。已经发布的网站没有动。") from None


@event_priority(-100)
def on_post_build(config):
    compiled, base = state["compiled"], urlsplit(config.site_url or "/").path or "/"
    if state["delivery"] is None:
        return write_preview(compiled, Path(config.site_dir), state["preview"], base)
    counters = (h for h in logging.getLogger(HOST).handlers if isinstance(h, CountHandler))
    try:
        if any(counter.get_counts() for counter in counters):  # 只有 --strict 才有计数器
            raise Unfit(["主机有提醒。"])
        config.site_dir = str(state["delivery"].publish(base))
    except Unfit as unfit:
        raise Abort(f"{unfit}\n没有通过检验，已经发布的网站没有动。") from None


def on_build_error(error):
    if state.get("delivery"):
        state["delivery"].drop()
    if isinstance(error, Changed):
        raise Abort(f"{error}。已经发布的网站没有动。") from None
