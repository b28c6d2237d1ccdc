"""MkDocs 的钩子：事件进来，casebook 出去。这里不做别的。"""

import logging
import os
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

from casebook.compile import Faulty, compile_handbook
from casebook.problems import report, report_all
from casebook.publish import discard, prepare, publish, verify, write_stamp

HOST = File.__module__.partition(".")[0]  # mkdocs 或 properdocs
log = logging.getLogger(f"{HOST}.hooks.handbook")
UNLISTED = InclusionLevel.NOT_IN_NAV
state = {}


def on_startup(command, dirty):
    state["serving"] = command == "serve"


@event_priority(100)
def on_config(config):
    root = Path(config.config_file_path).parent
    try:
        compiled = compile_handbook(root, config.site_url or "", state["serving"])
    except Faulty as faulty:
        raise Abort(report_all(faulty.problems)) from None
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(compiled.revision.epoch))
    state["compiled"], state["staged"] = compiled, None
    if not state["serving"]:
        state["site"], state["staged"] = Path(config.site_dir), prepare(Path(config.site_dir))
        config.site_dir = str(state["staged"])


def on_files(files, config):
    for problem in state["compiled"].warnings:
        log.warning(report(problem))
    state["pages"] = {page.source: page for page in state["compiled"].pages}
    for source in (s for s in state["pages"] if s not in files.src_uris):
        files.append(File.generated(config, source, content="", inclusion=UNLISTED))
    for path, target in state["compiled"].assets:
        files.append(File.generated(config, target, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown, page, config, files):
    compiled = state["pages"][page.file.src_uri]
    page.meta = {"title": compiled.safe_title, "description": compiled.safe_description}
    page.meta |= {"section": compiled.section, "cn_class": compiled.css_class}
    page.meta |= {"hero": compiled.hero, "notice": escape(compiled.notice)}
    page.meta |= {"moved_to": compiled.moved_to, "search": {"exclude": bool(compiled.moved_to)}}
    return ""


def on_page_content(html, page, config, files):
    compiled = state["pages"][page.file.src_uri]
    page.toc = TableOfContents([AnchorLink(h.text, h.id, 2) for h in compiled.toc])
    return compiled.body


@event_priority(-100)
def on_post_build(config):
    if state["staged"] is None:
        return
    compiled, cases = state["compiled"], state["compiled"].published
    faults = verify(state["staged"], cases, urlsplit(config.site_url or "/").path or "/")
    counters = (h for h in logging.getLogger(HOST).handlers if isinstance(h, CountHandler))
    if faults or any(counter.get_counts() for counter in counters):  # 只有 --strict 才有计数器
        raise Abort("\n".join([*faults, "没有通过检验，已经发布的网站没有动。"]))
    stamp = write_stamp(state["staged"], cases, compiled.revision.commit, compiled.revision.epoch)
    publish(state["staged"], state["site"], stamp.digest)
    config.site_dir = str(state["site"])


def on_build_error(error):
    if state.get("staged"):
        discard(state["staged"])
