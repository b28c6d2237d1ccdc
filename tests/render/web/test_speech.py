"""朗读：有念中文的声音才给；能暂停、继续、停止、换速度；念到哪一段看得见；走了就停。

测试的机器没有声音：换上一个假的，记下念了什么，由测试说念完了没有。
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

FAKE = """(voices) => {
    const told = [], listeners = [];
    const speech = {
        told, voices, now: null,
        getVoices: () => speech.voices.map((lang) => ({lang, name: lang})),
        addEventListener: (_, f) => listeners.push(f),
        removeEventListener: (_, f) => listeners.splice(listeners.indexOf(f), 1),
        come: (langs) => { speech.voices = langs; listeners.slice().forEach((f) => f()); },
        speak: (one) => { speech.now = one; told.push([one.text, one.rate, one.voice?.lang]); },
        cancel: () => {
            const was = speech.now;
            speech.now = null;
            told.push("停");
            was?.onerror?.({error: "canceled"});
        },
        finish: () => { const was = speech.now; speech.now = null; was.onend(); },
    };
    Object.defineProperty(window, "speechSynthesis", {value: speech});
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
CASE = "cases/mulinxiang/"
NOW = "[speechSynthesis.now?.text, speechSynthesis.now?.rate, speechSynthesis.now?.voice?.lang]"


@pytest.fixture(scope="module")
def base(unprinted: Path, http: Callable[[Path], str]) -> str:
    return http(unprinted)


@pytest.fixture
def page(chromium: Browser, base: str) -> Iterator[Callable[..., Page]]:
    context = chromium.new_context(base_url=base, viewport={"width": 390, "height": 800})

    def opened(*voices: str) -> Page:
        shown = context.new_page()
        shown.set_default_timeout(5000)
        shown.add_init_script(f"({FAKE})({list(voices)})")
        shown.goto(CASE)
        return shown

    yield opened
    context.close()


def test_offered_only_with_a_chinese_voice(page: Callable[..., Page]) -> None:
    shown = page("en-US", "ja-JP")
    button = shown.locator("[data-do=speak]")
    shown.wait_for_load_state("networkidle")
    expect(button).to_be_hidden()
    shown.evaluate("speechSynthesis.come(['en-US', 'zh-HK', 'zh-CN'])")  # 过一会儿才有
    expect(button).to_be_visible()
    button.click()
    assert shown.evaluate(NOW)[2] == "zh-CN"


def test_reads_marks_pauses_and_stops(page: Callable[..., Page]) -> None:
    shown = page("zh-CN")
    button, bar = shown.locator("[data-do=speak]"), shown.locator(".cn-speech")
    button.press("Enter")
    spoken = shown.locator(".cn-spoken")
    expect(spoken).to_have_text("睦邻巷微更新")
    pause = bar.get_by_role("button", name="暂停")
    expect(pause).to_be_focused()
    assert shown.evaluate(NOW)[:2] == ["睦邻巷微更新", 0.95]
    for _ in range(12):  # 念下去，标着的一段总在画面里
        shown.evaluate("speechSynthesis.finish()")
        expect(spoken).to_have_count(1)
        expect(spoken).to_be_in_viewport()
        assert "〔" not in shown.evaluate(NOW)[0]
    here = shown.evaluate(NOW)[0]
    pause.press("Space")
    assert shown.evaluate(NOW)[0] is None
    expect(spoken).to_have_count(1)
    shown.keyboard.press("Space")  # 焦点还在：接着念这一句
    assert shown.evaluate(NOW)[0] == here
    bar.get_by_role("button", name="慢").click()
    assert shown.evaluate(NOW)[:2] == [here, 0.7]
    pressed = bar.locator("[aria-pressed=true]")
    expect(pressed).to_have_text("慢")
    shown.keyboard.press("Escape")
    assert shown.evaluate(NOW)[0] is None
    expect(bar).to_have_count(0)
    expect(spoken).to_have_count(0)
    expect(button).to_be_focused()
    expect(shown.locator(".cn-status")).to_have_text("已停止朗读。")
    shown.reload()
    button.click()
    expect(pressed).to_have_text("慢")  # 速度记着
    bar.get_by_role("button", name="停止").click()
    expect(button).to_have_text("朗读")


def test_reads_to_the_end_and_stops_on_leaving(page: Callable[..., Page]) -> None:
    shown = page("zh-CN")
    button = shown.locator("[data-do=speak]")
    button.click()
    shown.evaluate("while (speechSynthesis.now) speechSynthesis.finish()")
    expect(shown.locator(".cn-status")).to_have_text("朗读完毕。")
    button.click()
    shown.evaluate("dispatchEvent(new Event('pagehide'))")
    assert shown.evaluate(NOW)[0] is None
    assert shown.evaluate("speechSynthesis.told.at(-1)") == "停"
    expect(shown.locator(".cn-speech")).to_have_count(0)
    button.click()
    shown.evaluate("speechSynthesis.now.onerror({error: 'synthesis-failed'})")
    expect(shown.locator(".cn-status")).to_have_text("这台设备念不出来。")
