/* 渐进增强。没有脚本时，全部内容与链接照常可用。
   约定：按钮写 data-do；筛选项是 .cn-facet input，条目是 .cn-list li[data-id]，
   条目用 data-<组名> 写所属的值，多个值以 | 隔开。 */
(() => {
  "use strict";
  const root = document.documentElement;
  const body = document.body;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const make = (tag, text = "", attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  const say = (text) => {
    const status = one(".cn-status");
    if (status) status.textContent = text;
  };

  /** 网址换成 `url`，网页不动 */
  function readdress(url) {
    try {
      history.replaceState(null, "", url);
    } catch {
      // 从文件夹里打开的，浏览器不让换
    }
  }

  /* —— 昼夜与长者模式 —— */
  const isElder = () => root.hasAttribute("data-elder");
  const isDark = () => body.getAttribute("data-md-color-scheme") === "slate";
  const press = (name, on) =>
    all(`[data-do=${name}]`).forEach((button) => button.setAttribute("aria-pressed", on));

  function keep(name, on) {
    press(name, on);
    try {
      localStorage.setItem("cn-" + name, on ? "1" : "0");
    } catch {
      // 浏览器不让存：只在本页生效
    }
    // 网址里带来的模式已被手动改过，不再保留
    const url = new URL(location.href);
    if (url.searchParams.has(name)) {
      url.searchParams.delete(name);
      readdress(url);
    }
  }

  function setElder(on) {
    root.toggleAttribute("data-elder", on);
    keep("elder", on);
  }

  function setDark(on) {
    body.setAttribute("data-md-color-scheme", on ? "slate" : "default");
    keep("dark", on);
  }

  press("elder", isElder());
  press("dark", isDark());

  // 窄屏上导航横着滚：让当前项露出来
  for (const current of all(".md-tabs__item--active, .cn-subnav [aria-current]")) {
    const row = current.closest("ul");
    const hidden = current.getBoundingClientRect().right - row.getBoundingClientRect().right;
    if (hidden > 0) row.scrollLeft = hidden + 24;
  }

  /* —— 本页目录：正看到哪一节 —— */
  const entries = new Map(all(".md-nav__link").map((link) => [link.hash.slice(1), link]));
  const headings = [...entries.keys()].map((id) => document.getElementById(id)).filter(Boolean);

  function follow() {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    const now = entries.get(passed[passed.length - 1]?.id);
    for (const link of entries.values()) {
      if (link === now) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  // 上面留得很多：一下子翻过去的，也算看过了
  if (headings.length && "IntersectionObserver" in window) {
    const observer = new IntersectionObserver(follow, { rootMargin: "100000px 0px -66%" });
    headings.forEach((heading) => observer.observe(heading));
  }

  /* —— 标题放不下时，在词与词之间断行，不在词当中断：浏览器认得词的才做 —— */
  const words = Intl.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });
  const [opens, shuts, han] = [/^[“‘《（「〔]/, /[”’》）」〕、：·]$/, /^[\u3400-\u9fff]/];

  /** 一个个字认不出是什么词的，连着不断 */
  const apart = (a, b) =>
    opens.test(b) || shuts.test(a)
      ? !opens.test(a) && !/^[”’》）」〕、：·，]/.test(b)
      : han.test(a) && han.test(b) && (a.length > 1 || b.length > 1);

  function phrase(title) {
    const walk = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walk.nextNode()) texts.push(walk.currentNode);
    for (const text of texts) {
      const found = [...words.segment(text.data)].map(({ segment }) => segment);
      const parts = found.flatMap((word, at) => (at && apart(found[at - 1], word) ? [make("wbr"), word] : [word]));
      text.replaceWith(...parts);
    }
    title.classList.add("cn-phrased");
  }
  if (words) all(".cn :is(h1, h2, h3)").forEach(phrase);

  /* —— 搜索：打开才装载 —— */
  const searching = one(".cn-search");
  const asset = (name) => new URL(`assets/javascripts/${name}.js`, window.casebookRoot);

  /** 依次装载几个脚本 */
  const loaded = (names) =>
    Promise.all(
      names.map(
        (name) =>
          new Promise((resolve, reject) => {
            const script = make("script", "", { src: asset(name) });
            script.async = false;
            script.onload = resolve;
            script.onerror = reject;
            document.head.append(script);
          }),
      ),
    );

  let search = null;

  function openPlainly() {
    this.classList.add("cn-search--plain");
    this.setAttribute("open", "");
  }

  function openSearch(query = "") {
    const box = one("input", searching);
    const told = one(".cn-search__told", searching);
    if (query) box.value = query;
    if (!searching.open) (searching.showModal ?? openPlainly).call(searching); // 旧的手机没有 showModal
    box.focus(); // 手机上，按的时候就要对准，键盘才出来
    search ??= loaded(["search-text", "search-engine", "search"]);
    search
      .then(() => window.casebookBeginSearch())
      .catch(() => {
        search = null;
        told.textContent = searching.dataset.failed;
      });
  }

  const asked = new URLSearchParams(location.search);
  if (searching && asked.get("q")) openSearch(asked.get("q"));
  if (searching && asked.get("mark")) loaded(["search-text", "search-mark"]).catch(() => {});

  // 输入法还在用的按键（Safari 选字的回车在选完之后才来）：不是命令
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || event.keyCode === 229) return event.stopPropagation();
      // 不要单键快捷键：语音控制和误触会触发它们
      if (event.key.length === 1 && !event.target.matches?.("input, textarea, [contenteditable]"))
        event.stopPropagation();
    },
    true,
  );

  /* —— 朗读：有念中文的声音才给（有的浏览器过一会儿才知道） —— */
  const speech = one("[data-do=speak]") && window.speechSynthesis;

  function offerSpeech() {
    if (!speech.getVoices().some(({ lang }) => /^(zh|cmn|yue)\b/i.test(lang))) return;
    speech.removeEventListener?.("voiceschanged", offerSpeech);
    loaded(["speak"]).catch(() => {});
  }
  if (speech) {
    speech.addEventListener?.("voiceschanged", offerSpeech);
    offerSpeech();
  }

  if (one(".cn-keep")) loaded(["keep"]).catch(() => {});

  /* —— 引用、分享、复制 —— */
  /** 按钮旁边、看得见的一句；有 `text` 时放在框里选中，等人来复制 */
  function tellBeside(button, said, text = "") {
    all(".cn-beside").forEach((old) => old.remove());
    const note = make("span", said, { class: "cn-beside", role: "status" });
    button.after(note);
    if (!text) return;
    const box = make("input", "", { readonly: "", "aria-label": "要复制的字" });
    box.value = text;
    note.append(box);
    box.focus();
    box.select();
  }

  async function put(button, text, usual) {
    all(".cn-beside").forEach((old) => old.remove());
    if (!(await window.copyText(text)))
      return tellBeside(button, "请自己复制：按 Ctrl-C，手机上长按", text);
    all("[data-usual]").forEach((other) => (other.textContent = other.dataset.usual));
    button.dataset.usual = usual;
    button.textContent = "已复制";
    say("已复制：" + text);
  }

  const address = () => location.href.split(/[?#]/)[0];

  // 引用日期是今天：照读者那里的日子
  function cite(button) {
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
    put(button, `${button.dataset.cite}[${day}]. ${address()}.`, "引用");
  }

  async function share(button) {
    if (!navigator.share) return put(button, address(), "分享");
    try {
      await navigator.share({ title: document.title, url: address() });
    } catch (refused) {
      if (refused.name !== "AbortError") put(button, address(), "分享"); // 读者自己关掉的，不必再说
    }
  }
  const copy = (button) => put(button, button.dataset.copy ?? one(button.dataset.copyOf).textContent, "复制");

  /* —— 筛选：同组为“或”，跨组为“且”；选了什么写在网址里 —— */
  const list = one(".cn-list");
  const items = list ? all("li[data-id]", list) : [];
  const facets = all(".cn-facet input");
  const groups = new Set(facets.map((input) => input.name));

  function filter() {
    const chosen = new Map();
    const url = new URL(location.href);
    groups.forEach((name) => url.searchParams.delete(name));
    for (const { name, value } of facets.filter((input) => input.checked)) {
      chosen.set(name, [...(chosen.get(name) ?? []), value]);
      url.searchParams.append(name, value);
    }
    let count = 0;
    for (const item of items) {
      const fits = [...chosen].every(([name, values]) => {
        const own = (item.getAttribute("data-" + name) ?? "").split("|");
        return values.some((value) => own.includes(value));
      });
      item.hidden = !fits;
      if (fits) count += 1;
    }
    const counter = one("#count");
    const none = one("#none");
    if (counter) counter.textContent = count;
    if (none) none.hidden = count > 0;
    if (url.href !== location.href) readdress(url);
  }

  function reset() {
    facets.forEach((input) => (input.checked = false));
    filter();
  }

  function readUrl() {
    const query = new URLSearchParams(location.search);
    facets.forEach((input) => (input.checked = query.getAll(input.name).includes(input.value)));
    filter();
  }

  if (facets.length) {
    facets.forEach((input) => input.addEventListener("change", filter));
    window.addEventListener("pageshow", readUrl);
    readUrl();
    const fold = one(".cn-fold");
    if (fold) {
      const wide = matchMedia("(min-width: 48em)");
      const match = () => (fold.open = wide.matches);
      wide.addEventListener?.("change", match);
      match();
    }
  }

  function switchView(button) {
    if (!list) return;
    const cards = list.classList.toggle("cn-list--cards");
    button.textContent = cards ? "改看列表" : "改看卡片";
    button.setAttribute("aria-pressed", cards);
  }

  /* —— 对照：选两到三条，并排看 —— */
  const MOST = 3;
  const picks = all(".cn-pick input");
  const board = one("#compare");

  function countPicks() {
    const count = picks.filter((input) => input.checked).length;
    picks.forEach((input) => (input.disabled = !input.checked && count >= MOST));
    const tray = one(".cn-tray");
    const label = one("#picked");
    const button = one("[data-do=compare]");
    if (tray) tray.hidden = count === 0;
    const { measure } = label?.dataset ?? {};
    if (label) label.textContent = `已选 ${count} ${measure}（最多 ${MOST} ${measure}）`;
    if (button) button.disabled = count < 2;
  }

  function unpick() {
    picks.forEach((input) => (input.checked = false));
    if (board) board.hidden = true;
    countPicks();
  }

  /* 各条写到的栏目不一样多：合成一列，先后照各条自己的。 */
  function inOrder(lists) {
    const names = [];
    for (const list of lists) {
      let at = 0;
      for (const name of list) {
        const found = names.indexOf(name);
        if (found < 0) names.splice(at, 0, name);
        at = (found < 0 ? at : found) + 1;
      }
    }
    return names;
  }

  function compare() {
    const frame = board && one(".cn-scroll", board);
    const chosen = items.filter((item) => one(".cn-pick input", item)?.checked);
    if (!frame || chosen.length < 2) return;
    const facts = chosen.map(
      (item) =>
        new Map(all("dt", item).map((dt) => [dt.textContent, dt.nextElementSibling?.textContent])),
    );
    const table = make("table", "", { class: "cn-cmp" });
    table.append(make("caption", "对照"));
    const head = table.createTHead().insertRow();
    head.append(make("td"));
    for (const item of chosen)
      head.append(make("th", one("h2, h3", item)?.textContent, { scope: "col" }));
    const rows = table.createTBody();
    for (const name of inOrder(facts.map((fact) => [...fact.keys()]))) {
      const row = rows.insertRow();
      row.append(make("th", name, { scope: "row" }));
      for (const fact of facts) row.append(make("td", fact.get(name) ?? "—"));
    }
    frame.replaceChildren(table);
    board.hidden = false;
    const title = one("h2", board);
    title?.setAttribute("tabindex", "-1");
    title?.focus();
    board.scrollIntoView();
  }

  if (picks.length) {
    picks.forEach((input) => input.addEventListener("change", countPicks));
    countPicks();
  }

  if (location.protocol === "file:")
    document.head.append(
      make("script", "", { src: new URL("assets/javascripts/folder.js", window.casebookRoot) }),
    );

  /* —— 按钮 —— */
  const actions = {
    elder: () => setElder(!isElder()),
    dark: () => setDark(!isDark()),
    print: () => window.print(),
    search: () => openSearch(),
    "search-close": () => (searching.close ? searching.close() : searching.removeAttribute("open")),
    cite,
    share,
    copy,
    view: switchView,
    reset,
    compare,
    unpick,
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-do]");
    if (button) actions[button.dataset.do]?.(button);
  });
})();
