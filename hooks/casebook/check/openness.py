"""来源的网址：读者点得开才算来源。要登录的、一阵就过期的，只提醒。"""

import re
from collections.abc import Iterator

from casebook.check.entries import Entries
from casebook.problems import Problem
from casebook.read import Library

_HOSTS = """
    docs.qq.com doc.weixin.qq.com pan.baidu.com wenku.baidu.com weiyun.com shimo.im kdocs.cn
    feishu.cn larksuite.com yuque.com aliyundrive.com alipan.com pan.quark.cn 123pan.com lanzou.com
    lanzoui.com drive.google.com docs.google.com dropbox.com onedrive.live.com 1drv.ms
    jinshuju.net wjx.cn
"""
_SHARED = re.compile(
    rf"https?://(?:[^/?#]*\.)?(?:{'|'.join(map(re.escape, _HOSTS.split()))})(?:[/?#:]|$)", re.I
)
"""网盘、在线文档：没有登录、没有权限就打不开，主人一删就没有了。"""
_SIGNED = re.compile(
    r"[?&;](?:access_?token|token|sig|sign|signature|auth|authkey|ticket|session(?:id)?|jsessionid"
    r"|x-amz-signature|expires)=",
    re.I,
)
_LOGIN = re.compile(
    r"https?://(?:login|passport|sso|auth|cas|mail)\.|/(?:login|signin|sso|passport)(?:[/?#.]|$)",
    re.I,
)


def check_openness(_: Library, entries: Entries) -> Iterator[Problem]:
    """M21 网址要登录，或过一阵就打不开。"""
    for entry in entries:
        url = getattr(entry.record, "url", None)
        if url and (why := closed(url)):
            yield entry.problem("M21", f"{why}。换成公开的网址；没有，就不写网址", "网址")


def closed(url: str) -> str:
    """`url` 为什么不是人人打得开的；打得开时为空。"""
    if _SHARED.match(url):
        return "这是网盘、在线文档的链接，别人要登录、要有权限才打得开"
    if _SIGNED.search(url):
        return "这个网址带着登录的记号，过一阵就打不开，也会把您的账号给别人"
    return "这是登录页的网址，别人看不到后面的内容" if _LOGIN.search(url) else ""
