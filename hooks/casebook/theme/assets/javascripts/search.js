/* 查找的一页：打开才装载。键盘、读屏、输入法都照平常的网页：Tab 走到每一条，Esc 关上，回到原来的地方。 */
(() => {
  "use strict";
  const dialog = document.querySelector(".cn-search");
  const box = dialog.querySelector("input");
  const list = dialog.querySelector(".cn-search__list");
  const told = dialog.querySelector(".cn-search__told");
  const narrow = dialog.querySelector(".cn-search__facets");
  const more = dialog.querySelector(".cn-search__more");
  const none = dialog.querySelector(".cn-search__none");
  const root = dialog.dataset.root;
  const engine = SearchEngine(root);
  const AT_ONCE = 10;
  const PAUSE = 150;
  let said = null; // 要说的话
  let turn = 0;
  let found = null;
  let asked = null; // 已经查过的字

  const make = (tag, css = "", ...inside) => {
    const element = document.createElement(tag);
    if (css) element.className = css;
    element.append(...inside);
    return element;
  };
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const count = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

  function linkTo(record, anchor, words) {
    const file = location.protocol === "file:" ? "index.html" : "";
    const query = words.length ? `?mark=${encodeURIComponent(words.join(" "))}` : "";
    return `${root}${record.address}${file}${query}${anchor ? `#${anchor}` : ""}`;
  }

  const plain = (nodes) => nodes.map((node) => node.textContent ?? node).join("");

  /** 一节的一句 */
  const sentenceIn = (section, words) => SearchText.sentence(section.text, words);

  function result({ record, words, anchor }) {
    const title = make("a", "cn-search__title", ...SearchText.marked(record.title, SearchText.spots(record.title, words)));
    const about = [record.number && fill(said.number, { number: record.number }), record.about].filter(Boolean).join(" · ");
    const item = make("li", "", make("h3", "", title));
    if (about) item.append(make("p", "cn-search__about", ...SearchText.marked(about, SearchText.spots(about, words))));
    const hits = record.sections
      .map((section) => ({ section, text: sentenceIn(section, words), head: SearchText.spots(section.title, words) }))
      .filter(({ section, text, head }) => text || (section.anchor && head.length));
    const named = hits.find(({ section }) => anchor && section.anchor === anchor);
    const top = hits.find(({ section }) => !section.anchor);
    title.href = linkTo(record, anchor, words);
    // 题下的小字、本页目录里的话，已经写着了
    const repeated = new Set([record.about, record.title, ...record.sections.map((section) => section.title)]);
    if (top?.text && !repeated.has(plain(top.text))) item.append(make("p", "cn-search__said", ...top.text));
    const inside = hits.filter((hit) => hit !== top);
    const shown = [...new Set([named, ...inside].filter(Boolean))].slice(0, 2);
    for (const { section, text, head } of shown) {
      const part = make("a", "", ...SearchText.marked(section.title, head));
      part.href = linkTo(record, section.anchor, words);
      item.append(make("p", "cn-search__said", part, ...(text ? [" ", ...text] : [])));
    }
    if (inside.length > shown.length)
      item.append(make("p", "cn-search__about", fill(said.others, { n: count(inside.length - shown.length) })));
    return item;
  }

  /* —— 只看一类 —— */
  const chosen = new Map();

  async function facetsOf(pages, mine) {
    const all = await engine.facets();
    if (mine !== turn) return;
    const held = narrow.contains(document.activeElement) && document.activeElement.getAttribute("aria-label");
    narrow.replaceChildren(
      ...all.map(([label, terms]) => {
        const options = terms
          .map(([name, ids]) => [name, pages.filter((page) => ids.has(page)).length])
          .filter(([name, n]) => n || chosen.get(label) === name);
        const select = make("select", "", new Option(fill(said.every, { label }), ""));
        for (const [name, n] of options) select.append(new Option(fill(said.option, { name, n: count(n) }), name));
        select.value = chosen.get(label) ?? "";
        select.onchange = () => {
          chosen.set(label, select.value);
          begin();
        };
        select.setAttribute("aria-label", label);
        return options.length ? select : "";
      }),
    );
    if (held) narrow.querySelector(`select[aria-label="${held}"]`)?.focus();
  }

  async function only() {
    const picked = [...chosen].filter(([, name]) => name);
    if (!picked.length) return null;
    const all = new Map(await engine.facets());
    const sets = picked.map(([label, name]) => new Map(all.get(label)).get(name) ?? new Set());
    return new Set([...sets[0]].filter((page) => sets.every((ids) => ids.has(page))));
  }

  /* —— 查 —— */
  function clear(sentence) {
    list.replaceChildren();
    if (!box.value.trim()) narrow.replaceChildren();
    more.hidden = true;
    none.hidden = true;
    told.textContent = sentence;
  }

  async function show(mine) {
    const some = await found.take(AT_ONCE);
    if (mine !== turn) return;
    list.append(...some.map(result));
    more.hidden = found.done;
    const values = { n: count(found.total), query: asked, instead: found.instead };
    const number = fill(found.sure ? said.found : said.about, values);
    told.replaceChildren(number);
    if (found.loose) told.replaceChildren(fill(said.loose, values));
    if (found.instead) {
      const button = make("button", "cn-toolbtn", found.instead);
      button.type = "button";
      button.onclick = () => {
        box.value = found.instead;
        box.focus();
        begin();
      };
      told.replaceChildren(fill(said.instead, values), button, ` ${number}`);
    }
  }

  async function begin() {
    const query = box.value.trim();
    turn += 1;
    const mine = turn;
    asked = query;
    try {
      said ??= (await engine.index()).said;
      if (mine !== turn) return;
      if (!query) return clear(said.begin);
      const answer = await engine.search(query, await only());
      if (mine !== turn) return;
      clear(answer === undefined ? said.begin : "");
      if (answer === undefined) return;
      if (answer === null) {
        told.textContent = fill(said.none, { query });
        none.hidden = false;
        list.append(...(await engine.nearby(query)).map((record) => result({ record, words: [], anchor: "" })));
        if (list.children.length) told.append(said.nearby);
        if ([...chosen.values()].some(Boolean)) await facetsOf([], mine);
        return;
      }
      found = answer;
      await show(mine);
      await facetsOf(found.all, mine);
    } catch {
      if (mine === turn) clear(dialog.dataset.failed);
    }
  }

  /* —— 输入 —— */
  let timer = 0;
  let composing = false;

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(begin, PAUSE);
  }

  // 输入法还没有选定的字不查
  box.addEventListener("compositionstart", () => (composing = true));
  box.addEventListener("compositionend", () => {
    composing = false;
    soon();
  });
  box.addEventListener("input", () => composing || chosen.clear() || soon());

  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (composing) return;
    if (asked !== box.value.trim() || !list.children.length) await begin();
    list.querySelector("a")?.focus();
  });

  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.matches("select")) return;
    const stops = [box, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  more.addEventListener("click", async () => {
    const before = list.children.length;
    await show(turn);
    list.children[before]?.querySelector("a").focus();
  });
  dialog.querySelector("[data-do=search-clear]").addEventListener("click", () => {
    box.value = "";
    chosen.clear();
    box.focus();
    begin();
  });

  /** 打开了：照框里现在的字查 */
  window.casebookBeginSearch = () => {
    box.select();
    return begin();
  };
  window.casebookSearchEngine = engine;
})();
