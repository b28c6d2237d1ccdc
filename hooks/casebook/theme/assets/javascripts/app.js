/* 渐进增强。没有脚本时，全部内容与链接照常可用。约定：按钮写 data-do。 */
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

  /** 今天，照读者那里的日子 */
  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  }

  // 建的时候不看今天，过没有过复核的日子在这里看
  all("[data-due]").forEach((note) => (note.hidden = today() <= note.dataset.due));

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
    search ??= loaded(["load", "search-text", "search-engine", "search"]);
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
      if (event.key.length === 1 && !event.target.matches?.("input, textarea, [contenteditable], [role=button]"))
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

  async function share(button) {
    if (!navigator.share) return put(button, address(), "分享");
    try {
      await navigator.share({ title: document.title, url: address() });
    } catch (refused) {
      if (refused.name !== "AbortError") put(button, address(), "分享"); // 读者自己关掉的，不必再说
    }
  }
  const copy = (button) =>
    put(button, button.dataset.copy ?? one(button.dataset.copyOf).textContent, button.dataset.usual ?? button.textContent);

  // 各句的网址：按了才在各句末尾添上记号，点一个就复制
  function said(button) {
    all("[id^=said-]").forEach((at) => {
      const link = make("a", "¶", { href: "#" + at.id, "aria-label": "复制这句话的网址", class: "cn-noprint" });
      link.addEventListener("click", () => put(link, address() + "#" + at.id, "¶"));
      at.append(link);
    });
    button.disabled = true;
    tellBeside(button, "各句末尾添了 ¶，点它就复制那一句的网址。");
  }
  // 照着网址来，那一句却不在了：说一声，不让人以为看错了页
  if (/^#said-/.test(location.hash) && !document.getElementById(location.hash.slice(1)))
    one("h1")?.after(make("p", "您要看的那一句后来改过了，请在这一页里找。", { class: "cn-note", role: "status" }));

  // 引用的那一天是今天
  const days = { year: today().slice(0, 4), english: new Date().toLocaleDateString("en-US", { dateStyle: "long" }) };
  all("[data-today]").forEach((slot) => (slot.textContent = days[slot.dataset.today]));

  /* —— 术语：就地看解释；浏览器没有 popover 的，照样去术语一页 —— */
  const terms = "popover" in HTMLElement.prototype ? all("a.cn-term") : [];

  function explain(event) {
    const gloss = document.getElementById(this.dataset.term);
    if (!gloss || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.focus(); // 关上以后，回到这里
    gloss.showPopover();
    const at = this.getClientRects()[0];
    const below = at.bottom + gloss.offsetHeight + 8 < innerHeight || at.top < gloss.offsetHeight + 8;
    gloss.style.left = `${Math.max(8, Math.min(at.left, root.clientWidth - gloss.offsetWidth - 8))}px`;
    gloss.style.top = `${scrollY + (below ? at.bottom + 4 : at.top - gloss.offsetHeight - 4)}px`;
    gloss.focus({ preventScroll: true });
    gloss.scrollIntoView({ block: "nearest" }); // 大字时，上下都放不下
  }

  /** Tab 走出解释，就关上，接着从文中的这个词走 */
  function leave(event) {
    if (event.key !== "Tab") return;
    const links = all("a", this);
    const edge = event.shiftKey ? [this, links[0]] : [links[links.length - 1] ?? this];
    if (!edge.includes(document.activeElement)) return;
    this.hidePopover(); // 焦点回到词上；往后走的，浏览器再走一步
    if (event.shiftKey) event.preventDefault();
  }
  const glosses = terms.length ? all(".cn-gloss") : [];
  glosses.forEach((gloss) => gloss.addEventListener("keydown", leave));
  // 开着的浮在最上层，印出来会盖住字；纸上另列在末尾
  window.addEventListener("beforeprint", () => glosses.forEach((gloss) => gloss.hidePopover()));

  for (const term of terms) {
    term.setAttribute("role", "button");
    term.setAttribute("aria-haspopup", "dialog");
    term.addEventListener("click", explain);
    term.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      term.click();
    });
  }

  /* —— 照做清单：勾了哪几样，记在这台设备上；只打印清单 —— */
  const boxes = all(".cn-check input");
  const place = "cn-check " + location.pathname;
  const tasks = boxes.map((box) => box.parentElement.textContent);
  // 照字记，编者改了别的行也不会错位；一样的几行，各记各的
  const keys = tasks.map((task, at) => {
    const before = tasks.slice(0, at).filter((other) => other === task).length;
    return before ? `${task} #${before + 1}` : task;
  });

  try {
    const done = JSON.parse(localStorage.getItem(place)) ?? [];
    boxes.forEach((box, at) => (box.checked ||= done.includes(keys[at])));
  } catch {
    // 浏览器不让读：都没有勾
  }

  function keepTicks() {
    const done = keys.filter((_, at) => boxes[at].checked);
    try {
      if (done.length) localStorage.setItem(place, JSON.stringify(done));
      else localStorage.removeItem(place);
    } catch {
      // 浏览器不让存：只在本页生效
    }
  }
  boxes.forEach((box) => box.addEventListener("change", keepTicks));

  function printList() {
    root.dataset.print = "list";
    window.addEventListener("afterprint", () => delete root.dataset.print, { once: true });
    window.print();
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
    "print-list": printList,
    search: () => openSearch(),
    "search-close": () => (searching.close ? searching.close() : searching.removeAttribute("open")),
    share,
    copy,
    said,
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-do]");
    if (button) actions[button.dataset.do]?.(button);
  });
})();
