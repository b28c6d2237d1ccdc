"""页脚与“这一页有错”：写着哪一版、谁主办；信里写好是哪一页，寄得到。"""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from casebook.compose.owner import owner_facts, site_numbers, submission_line
from casebook.model import Handbook, unnamed
from casebook.model.handbook import OWNER
from casebook.model.scalars import NONE
from casebook.render.web.imprint import Imprint
from casebook.render.web.page import WebPage

PLAIN = Imprint("某某书", "第 1 版", (), "", "https://handbook.example", "", frozenset())
FILLED = {
    "host": "某某单位",
    "editor": "某某编写组",
    "contact": "某某路 1 号",
    "errata_mail": "kanwu@example.com",
    "errata_phone": NONE,
    "submission_mail": "tougao@example.com",
    "site_code": "1234567890",
    "icp": "沪ICP备12345678号-1",
    "police": NONE,
}


def filled() -> Handbook:
    return unnamed().model_copy(update=FILLED)


def test_blanks_are_named_as_in_the_file() -> None:
    assert len(unnamed().blanks) == len(OWNER)
    assert unnamed().blanks[0] == "主办单位"
    assert filled().blanks == ()  # “无”也是填了


def test_what_there_is_not_is_left_out() -> None:
    names = [fact.name for fact in owner_facts(filled())]
    assert "公安备案" not in names
    assert "勘误电话" not in names
    assert site_numbers(filled()) == ("某某单位", "网站标识码 1234567890", "沪ICP备12345678号-1")
    assert site_numbers(unnamed()) == ()
    assert "ICP 备案" not in [fact.name for fact in owner_facts(filled(), printed=True)]
    assert len(submission_line(filled())) == 1
    assert submission_line(unnamed()) == ()


TITLES = ("睦邻巷", "a&b=c?d#e%20 f", "<b>\"'“”</b>", "\U0001f600 xqaddress")


@pytest.mark.parametrize("title", TITLES)
def test_a_letter_says_which_page(title: str) -> None:
    imprint = replace(PLAIN, mail="kan+wu@example.com")
    page = WebPage("/cases/甲/", title, "", "", "")
    link = urlsplit(imprint.mail_link(page.encoded_title, page.encoded_address))
    assert (link.scheme, link.path) == ("mailto", "kan%2Bwu@example.com")
    assert not link.fragment
    letter = parse_qs(link.query, strict_parsing=True)
    assert letter["subject"] == [f"勘误：{title}"]
    (body,) = letter["body"]
    assert body.replace("\r\n", "\n") == imprint.report(title, "/cases/甲/")
    assert f"有错的一页：{title}\r\n网址：https://handbook.example/cases/甲/\r\n" in body
    assert "《某某书》（第 1 版）" in body


def test_what_is_not_known_is_not_said() -> None:
    bare = replace(PLAIN, edition="", base="")
    assert bare.report("甲", "/a/").startswith("《某某书》\n")
    assert "网址：/a/\n" in bare.report("甲", "/a/")
    assert bare.told == ("文字 CC BY 4.0",)
