/* 全部工作法：筛选，看卡片，选几条来对照。条目 li 用 data-<查法> 写它归入的词，几个以换行隔开。
   分了页的，有了条件才取清单（cases/catalogue.js）与一批批的条目（cases/catalogue-N.js）。 */
(() => {
  "use strict";
  const board = document.querySelector(".cn-idx");
  const one = (selector, within = board) => within.querySelector(selector);
  const all = (selector, within = board) => [...within.querySelectorAll(selector)];
  const root = new URL(board.dataset.root, location.href);
  const sheet = one(".cn-catalogue");
  const inputs = all(".cn-facet input");
  const counter = one("#count");
  const total = Number(counter.textContent);
  const more = one("[data-pick=more]");
  const failed = one("#failed");

  /** 网址换成 `url`；`listed` 是列到了第几条，退回来时照样列 */
  function readdress(url, listed = 0) {
    try {
      history.replaceState({ listed }, "", url);
    } catch {
      // 从文件夹里打开的，浏览器不让换
    }
  }

  /* —— 谁归在哪里：查法 → 词 → 第几条 —— */
  function fromPage() {
    const items = all(".cn-list li[data-id]", sheet);
    const groups = {};
    items.forEach((item, at) => {
      for (const { name } of inputs) groups[name] ??= {};
      for (const name of Object.keys(groups))
        for (const value of (item.getAttribute("data-" + name) ?? "").split("\n")) (groups[name][value] ??= []).push(at);
    });
    const show = (fits) => items.forEach((item, at) => (item.hidden = !fits[at]));
    return { total: items.length, groups, show };
  }

  const idsOf = (text) => {
    let at = 0;
    return Array.from(text, (char) => {
      const code = char.codePointAt(0);
      return (at += (code < 0xd800 ? code : code - 0x800) - 35);
    });
  };

  async function fromFiles() {
    const [{ groups, size }] = await loadPart("catalogue", `${root}cases/catalogue.js`);
    for (const words of Object.values(groups))
      for (const [value, text] of Object.entries(words)) words[value] = idsOf(text);
    const list = document.createElement("ul");
    list.className = "cn-list";
    sheet.after(list);
    let wanted = [];
    let turn = 0;

    async function batch(number) {
      const [html] = await loadPart(`catalogue-${number}`, `${root}cases/catalogue-${number}.js`);
      const made = document.createElement("template");
      made.innerHTML = html;
      return all("li[data-id]", made.content);
    }

    /** 再列 `size` 条，或列到第 `upTo` 条 */
    async function append(upTo = list.children.length + size) {
      const mine = turn;
      const next = wanted.slice(list.children.length, upTo);
      const items = await Promise.all(next.map(async (at) => (await batch(Math.floor(at / size)))[at % size]));
      if (mine !== turn) return;
      for (const item of items) {
        all(".cn-cite", item).forEach((mark) => mark.remove()); // 号是那一页的
        item.removeAttribute("id"); // 那一页上也有
        for (const link of all("a", item)) {
          const url = new URL(link.getAttribute("href"), `${root}cases/`);
          link.href = url.protocol === "file:" ? `${url}index.html` : url;
        }
      }
      list.append(...items);
      more.parentElement.hidden = list.children.length >= wanted.length;
      readPicks();
    }

    function show(fits, chosen) {
      turn += 1;
      sheet.hidden = chosen;
      list.replaceChildren();
      list.classList.toggle("cn-list--cards", sheet.querySelector(".cn-list").classList.contains("cn-list--cards"));
      more.parentElement.hidden = true;
      wanted = chosen ? Array.from(fits.keys()).filter((at) => fits[at]) : [];
      return append(Math.max(size, history.state?.listed ?? 0));
    }
    more.addEventListener("click", async () => {
      const before = list.children.length;
      try {
        await append();
      } catch {
        return (failed.hidden = false);
      }
      failed.hidden = true;
      readdress(location.href, list.children.length);
      list.children[before]?.querySelector("a").focus();
    });
    return { total, groups, show };
  }

  const batches = "batches" in board.dataset;
  let catalogue = batches ? null : fromPage();

  /* —— 筛选：同一查法里为“或”，几种查法之间为“且”；选了什么写在网址里 —— */
  function chosenNow() {
    const chosen = new Map();
    for (const { name, value } of inputs.filter((input) => input.checked))
      chosen.set(name, [...(chosen.get(name) ?? []), value]);
    return chosen;
  }

  /** 各条合不合 `chosen`；不看 `except` 这一种查法 */
  function fitting(chosen, except = "") {
    const fits = new Uint8Array(catalogue.total).fill(1);
    for (const [name, values] of chosen) {
      if (name === except) continue;
      const some = new Uint8Array(catalogue.total);
      for (const value of values) for (const at of catalogue.groups[name][value] ?? []) some[at] = 1;
      fits.forEach((fit, at) => (fits[at] = fit & some[at]));
    }
    return fits;
  }

  /** 每一项旁边的数：别的查法都照选的，选了这一项有几条 */
  function count(chosen) {
    const others = new Map();
    for (const input of inputs) {
      if (!others.has(input.name)) others.set(input.name, fitting(chosen, input.name));
      const fits = others.get(input.name);
      const n = (catalogue.groups[input.name]?.[input.value] ?? []).filter((at) => fits[at]).length;
      one("output", input.parentElement).textContent = n;
      input.parentElement.classList.toggle("is-0", !n);
    }
  }

  async function filter() {
    try {
      await refine();
      failed.hidden = true;
    } catch {
      failed.hidden = false; // 没有网络：选了的还在网址里
    }
  }

  /** 印出来看不到勾了什么：写一句 */
  function tellPaper(chosen) {
    const told = one("#chosen");
    const words = [...chosen.values()].map((values) => values.join("、")).join("；");
    told.textContent = words && told.dataset.said.replace("{words}", () => words);
  }

  async function refine() {
    const chosen = chosenNow();
    const url = new URL(location.href);
    inputs.forEach(({ name }) => url.searchParams.delete(name));
    for (const [name, values] of chosen) values.forEach((value) => url.searchParams.append(name, value));
    if (url.href !== location.href) readdress(url);
    if (!catalogue && !chosen.size) return;
    catalogue ??= await fromFiles();
    const now = chosenNow(); // 取的时候又选了
    const fits = fitting(now);
    const found = fits.reduce((sum, fit) => sum + fit, 0);
    counter.textContent = found;
    one("#none").hidden = found > 0;
    tellPaper(now);
    count(now);
    await catalogue.show(fits, now.size > 0);
  }

  function reset() {
    inputs.forEach((input) => (input.checked = false));
    filter();
  }

  function readUrl() {
    const query = new URLSearchParams(location.search);
    inputs.forEach((input) => (input.checked = query.getAll(input.name).includes(input.value)));
    filter();
  }

  function view(button) {
    const cards = !one(".cn-list").classList.contains("cn-list--cards");
    all(".cn-list").forEach((list) => list.classList.toggle("cn-list--cards", cards));
    button.textContent = cards ? "改看列表" : "改看卡片";
    button.setAttribute("aria-pressed", cards);
  }

  /* —— 对照：选几条，到对照的一页并排看；换一页、再筛选，选的还在 —— */
  const tray = one(".cn-tray");
  const picked = one("#picked");
  const MOST = Number(picked.dataset.most);
  let picks = [];

  function countPicks() {
    for (const item of all("li[data-id]")) {
      const box = one(".cn-pick input", item);
      box.checked = picks.includes(item.dataset.id);
      box.disabled = !box.checked && picks.length >= MOST;
    }
    tray.hidden = !picks.length;
    picked.textContent = picked.dataset.said.replace("{count}", picks.length);
    const link = one("a", tray);
    const url = new URL(link.href);
    url.search = new URLSearchParams(picks.map((id) => ["case", id]));
    link.href = url;
    link.hidden = picks.length < 2;
  }

  function readPicks() {
    try {
      picks = JSON.parse(sessionStorage.getItem("cn-picks")) ?? picks;
    } catch {
      // 浏览器不让存：只在这一页上
    }
    countPicks();
  }

  function pick(now) {
    picks = now;
    try {
      sessionStorage.setItem("cn-picks", JSON.stringify(picks));
    } catch {
      // 同上
    }
    countPicks();
  }

  board.addEventListener("change", ({ target }) => {
    if (inputs.includes(target)) return filter();
    const id = target.closest(".cn-pick") && target.closest("li").dataset.id;
    if (id) pick(target.checked ? [...picks, id] : picks.filter((other) => other !== id));
  });
  board.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-pick]");
    if (button) ({ reset, view, none: () => pick([]) })[button.dataset.pick]?.(button);
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) readUrl(); // 浏览器原样留着的，选的、列的都还在
    readPicks();
  });

  // 印出来的，只列印出来的条目引用的来源
  window.addEventListener("beforeprint", () => {
    const cited = new Set([...board.querySelectorAll(".cn-list > li:not([hidden]) .cn-cite")].map((link) => link.hash));
    for (const source of document.querySelectorAll(".cn-src > li")) source.classList.toggle("cn-unprinted", cited.size > 0 && !cited.has(`#${source.id}`));
  });

  const fold = one(".cn-fold");
  const wide = matchMedia("(min-width: 48em)");
  const match = () => (fold.open = wide.matches);
  wide.addEventListener?.("change", match);
  match();
})();
