/* 朗读：这台设备有念中文的声音才装载（app.js 看）。一句一句地念，念到哪一段，标在哪一段上。
   暂停记着念到哪一句，接着念时从这一句起：有的手机不认“暂停”这个命令。 */
(() => {
  "use strict";
  const speech = window.speechSynthesis;
  const button = document.querySelector("[data-do=speak]");
  const main = document.querySelector("#main");
  const RATES = { 慢: 0.7, 平常: 0.95, 快: 1.25 };
  const SKIPPED = "figure, nav, .cn-status, .cn-printonly, .cn-acts, .cn-speech, .cn-check, .cn-gloss, [hidden]";

  /** 念普通话的排在前面，粤语的在后 */
  const rank = ({ lang }) => (/^(zh|cmn)[-_](CN|Hans)/i.test(lang) ? 0 : /HK|yue/i.test(lang) ? 2 : 1);
  const voice = () =>
    speech.getVoices().filter(({ lang }) => /^(zh|cmn|yue)\b/i.test(lang)).sort((a, b) => rank(a) - rank(b))[0];

  let rate = "平常";
  try {
    rate = localStorage.getItem("cn-rate") in RATES ? localStorage.getItem("cn-rate") : rate;
  } catch {
    // 浏览器不让存：只在本页记着
  }

  /** 要念的：各是哪一段、哪一句 */
  function sentences() {
    const found = [];
    for (const block of main.querySelectorAll("h1, h2, h3, p, dt, dd, li, th, td, summary")) {
      if (block.closest(SKIPPED) || !block.getClientRects().length || block.querySelector("h2, h3, p, dl, li, table")) continue;
      const copy = block.cloneNode(true);
      copy.querySelectorAll(".cn-cite, [aria-hidden=true], button, input").forEach((one) => one.remove());
      for (const text of copy.textContent.match(/[^。！？；]+[。！？；]*[”’》）]*/g) ?? [])
        if (/[\p{L}\p{N}]/u.test(text)) found.push([block, text.trim()]);
    }
    return found;
  }

  let script = [];
  let at = 0;
  let turn = 0; // 停过、换过速度的，从前那一句的消息不再听
  let bar = null;

  const make = (text, does, pressed) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "cn-btn";
    made.textContent = text;
    if (pressed !== undefined) made.setAttribute("aria-pressed", pressed);
    made.addEventListener("click", does);
    return made;
  };

  const say = (text) => {
    const status = document.querySelector(".cn-status");
    if (status) status.textContent = text;
  };

  function mark(block) {
    main.querySelectorAll(".cn-spoken").forEach((one) => one !== block && one.classList.remove("cn-spoken"));
    if (!block || block.classList.contains("cn-spoken")) return;
    block.classList.add("cn-spoken");
    const { top, bottom } = block.getBoundingClientRect();
    const low = innerHeight - (bar?.offsetHeight ?? 0);
    if (top < 80 || bottom > low) block.scrollIntoView({ block: "center", behavior: "auto" });
  }

  function silence() {
    turn += 1;
    speech.cancel();
  }

  function read() {
    silence();
    const mine = turn;
    if (at >= script.length) return stop("朗读完毕。");
    const [block, text] = script[at];
    mark(block);
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice() ?? null;
    words.lang = words.voice?.lang ?? "zh-CN";
    words.rate = RATES[rate];
    words.onend = () => {
      if (mine !== turn) return;
      at += 1;
      read();
    };
    words.onerror = () => mine === turn && stop("这台设备念不出来。");
    speech.speak(words);
  }

  function stop(told) {
    const inside = bar?.contains(document.activeElement);
    silence();
    mark(null);
    bar?.remove();
    bar = null;
    button.textContent = "朗读";
    if (told) say(told);
    if (inside) button.focus();
  }

  function begin() {
    script = sentences();
    at = 0;
    button.textContent = "停止朗读";
    bar = document.createElement("div");
    bar.className = "cn-speech";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "朗读");
    const pause = make("暂停", () => {
      const paused = pause.textContent === "继续";
      pause.textContent = paused ? "暂停" : "继续";
      paused ? read() : silence();
    });
    const rates = Object.keys(RATES).map((name) =>
      make(name, () => {
        rate = name;
        rates.forEach((one) => one.setAttribute("aria-pressed", one.textContent === rate));
        try {
          localStorage.setItem("cn-rate", rate);
        } catch {
          // 浏览器不让存
        }
        if (pause.textContent === "暂停") read();
      }, name === rate),
    );
    const speed = document.createElement("span");
    speed.setAttribute("role", "group");
    speed.setAttribute("aria-label", "念得多快");
    speed.append(...rates);
    bar.append(pause, make("停止", () => stop("已停止朗读。")), speed);
    main.append(bar);
    pause.focus({ preventScroll: true });
    read();
  }

  button.hidden = false;
  button.addEventListener("click", () => (bar ? stop("已停止朗读。") : begin()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && bar?.contains(document.activeElement)) stop("已停止朗读。");
  });
  window.addEventListener("pagehide", () => bar && stop(""));
})();
