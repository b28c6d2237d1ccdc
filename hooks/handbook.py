"""MkDocs 的钩子：事件进来，casebook 出去。这里不做别的。"""

import logging
import os
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

from casebook.compile import SIZES, TEMPLATES, Faulty, TypesettingFailed, compile_handbook
from casebook.problems import report, report_all
from casebook.publish import (
    Cache,
    discard,
    prepare,
    publish,
    template_cache,
    verify,
    write_pages,
    write_prints,
    write_stamp,
)
from casebook.render.web import Shells

HOST = File.__module__.partition(".")[0]  # mkdocs 或 properdocs
log = logging.getLogger(f"{HOST}.hooks.handbook")
UNLISTED = InclusionLevel.NOT_IN_NAV
state = {}


def on_startup(command, dirty):
    state["serving"] = command == "serve"


@event_priority(100)
def on_config(config):
    root, preview = Path(config.config_file_path).parent, state["serving"]
    size = "none" if preview else config.extra.get("print", "book")
    if size not in SIZES:
        raise Abort(f"mkdocs.yml 的 extra.print 只能写 {'、'.join(SIZES)}，现在是“{size}”。")
    try:
        state["compiled"] = compile_handbook(root, config.site_url or "", preview, size)
    except Faulty as faulty:
        if not (preview and "compiled" in state):
            raise Abort(report_all(faulty.problems)) from None
        log.error(report_all(faulty.problems))  # 预览时写错了：说出来，接着给看上一次编好的


@event_priority(100)
def on_pre_build(config):
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(state["compiled"].revision.epoch))
    state["staged"] = None
    state["cache"] = Cache(Path(config.config_file_path).parent / ".casebook-cache")
    if not state["serving"]:
        state["site"], state["staged"] = Path(config.site_dir), prepare(Path(config.site_dir))
        config.site_dir = str(state["staged"])


def on_files(files, config):
    for problem in state["compiled"].warnings:
        log.warning(report(problem))
    cases = [page for page in state["compiled"].pages if page.is_case]
    others = [page for page in state["compiled"].pages if not page.is_case]
    state["shells"] = shells = Shells(cases)  # 案例不一页一页地经过主机，见 shell.py
    state["pages"] = {page.source: page for page in (*others, *shells.patterns)}
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
    return "" if state["shells"].take(page.file.src_uri, output) else output


def on_template_context(context, template_name, config):
    shown = (page for page in state["compiled"].pages if not page.moved_to)
    return {**context, "addresses": sorted(page.address for page in shown)}


def on_env(env, config, files):
    env.bytecode_cache = template_cache(Path(config.config_file_path).parent / TEMPLATES)
    if state["staged"] is None:
        return
    try:
        write_prints(state["staged"], state["compiled"].order, state["cache"], log.info)
    except TypesettingFailed as failed:
        log.debug(failed.detail)
        raise Abort(f"{failed}。已经发布的网站没有动。") from None


@event_priority(-100)
def on_post_build(config):
    compiled, site = state["compiled"], Path(config.site_dir)
    write_pages(site, compiled.pages, compiled.assets, state["shells"], state["cache"])
    if state["staged"]:
        faults = verify(site, compiled.published, urlsplit(config.site_url or "/").path or "/")
        counters = (h for h in logging.getLogger(HOST).handlers if isinstance(h, CountHandler))
        if faults or any(counter.get_counts() for counter in counters):  # 只有 --strict 才有计数器
            raise Abort("\n".join([*faults, "没有通过检验，已经发布的网站没有动。"]))
        revision = compiled.revision
        stamp = write_stamp(site, compiled.published, revision.commit, revision.epoch)
        config.site_dir = str(publish(site, state["site"], stamp.digest))


def on_build_error(error):
    if state.get("staged"):
        discard(state["staged"])
