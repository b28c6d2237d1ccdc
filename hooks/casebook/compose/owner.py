"""主办的单位：名称、联系办法、邮箱、备案号。写在 content/handbook.yml，各处都取自这里。"""

from casebook.compose.blocks import Fact, Paragraph
from casebook.compose.inlines import Inlines, Link
from casebook.compose.words import word
from casebook.compose.writer import MISSING
from casebook.model import Handbook
from casebook.model.handbook import OWNER, WEB_ONLY

_MAILS = frozenset(("errata_mail", "submission_mail"))
_REACHED = frozenset(("contact", "errata_mail", "errata_phone", "submission_mail"))
_ASKED = _REACHED | {"host"}


def owner_facts(handbook: Handbook, printed: bool = False) -> tuple[Fact, ...]:
    """一行行的事实；没有写的是待补充，写明没有的不列。`printed` 为真时，只有网站才有的不列。"""
    names = (name for name in OWNER if not (printed and name in WEB_ONLY))
    return tuple(
        Fact(word(f"record.{name}"), _value(handbook, name))
        for name in names
        if getattr(handbook, name) is None or handbook.owner(name)
    )


def where_to_ask(handbook: Handbook) -> tuple[Fact, ...]:
    """折页上的：谁主办、有话寄给谁；没有写的不列。"""
    names = (name for name in OWNER if name in _ASKED and handbook.owner(name))
    return tuple(Fact(word(f"record.{name}"), _value(handbook, name)) for name in names)


def reachable(handbook: Handbook) -> bool:
    """写了联系办法：读者有处可寄、可打。"""
    return any(handbook.owner(name) for name in _REACHED)


def _value(handbook: Handbook, name: str) -> Inlines:
    value = handbook.owner(name)
    if not value:
        return (MISSING,)
    return (_mail(value),) if name in _MAILS else (value,)


def _mail(address: str) -> Link:
    return Link(f"mailto:{address}", (address,))


def submission_line(handbook: Handbook) -> tuple[Paragraph, ...]:
    """稿子寄到哪里；没有定的不说。"""
    mail = handbook.owner("submission_mail")
    return (Paragraph((word("pages.submit.mail"), _mail(mail), "。")),) if mail else ()


def site_numbers(handbook: Handbook) -> tuple[str, ...]:
    """页脚上的：主办单位、标识码、备案号；没有写的不列。"""
    code = handbook.owner("site_code")
    told = (
        handbook.owner("host"),
        word("web.site-code", code=code) if code else "",
        handbook.owner("icp"),
        handbook.owner("police"),
    )
    return tuple(filter(None, told))
