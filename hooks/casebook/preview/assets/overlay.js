// 预览的浮层：这一页、这本书现在有哪些问题。只在 casebook serve / mkdocs serve 里有，不会出版。
(() => {
  const base = new URL(".", document.currentScript.src);
  const missing = "missing" in document.currentScript.dataset;
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  const dock = document.createElement("div");
  dock.className = "dock";
  let version = 0;

  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  // 原文里看不见的字符画成方框；出毛病的那个字标出来
  const seen = (text) => text.replace(/[\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "▯");
  const excerpt = (text, column) => {
    const characters = Array.from(text);
    const at = column - 1;
    const start = at > 40 ? at - 30 : 0;
    const part = (from, to) => seen(characters.slice(from, to).join(""));
    const line = make("pre", {}, (start ? "……" : "") + part(start, at));
    line.append(make("mark", {}, part(at, at + 1) || "▯"), part(at + 1, start + 90));
    return line;
  };

  const item = (problem) => {
    const place = `${problem.path} 第 ${problem.line} 行第 ${problem.column} 个字`;
    const wrong = problem.severity === "错误";
    const found = make("li", { class: wrong ? "error" : "warning" });
    found.append(
      make("p", { class: "message" }, make("strong", {}, problem.severity), " ", problem.message),
      make("p", { class: "place" }, place, " · ",
        make("a", { href: problem.explained, target: "_blank" }, `${problem.code} 是什么意思`)),
    );
    if (problem.line_text.trim()) found.append(excerpt(problem.line_text, problem.column));
    if (problem.hint && problem.hint.length <= 200) {
      found.append(make("p", { class: "hint" }, "改成：", make("code", {}, problem.hint)));
    } else {
      found.append(make("p", { class: "hint" }, problem.fix));
    }
    return found;
  };

  const group = (title, problems) => {
    const list = make("ol", {}, ...problems.map(item));
    return make("section", {}, make("h3", {}, title), list);
  };

  const remembered = (key, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(key);
      sessionStorage.setItem(key, value);
    } catch { /* 不让存就不存 */ }
    return null;
  };

  // 另有的几页：各条走到哪一步；在一条工作法上，还有它的公众号文章、海报、展板
  const tools = (shared) => {
    const link = (address, title) => make("a", { href: new URL(address, base), target: "_blank" }, title);
    const own = document.querySelector(".cn-case") && location.pathname.match(/\/cases\/([^/]+)\/$/);
    const links = [link("status/", "各条走到哪一步")];
    if (own) links.push(...shared.map(([kind, title]) => link(`share/${own[1]}/${kind}`, title)));
    return make("details", { class: "tools" }, make("summary", {}, "编者的工具"), ...links);
  };

  const draw = ({ summary, problems, shared }) => {
    const open = dock.querySelector(".tools")?.open;
    dock.replaceChildren(tools(shared));
    dock.querySelector(".tools").open = Boolean(open);
    if (problems.length) dock.append(panelOf(summary, problems));
  };

  const panelOf = (summary, problems) => {
    const here = decodeURI(location.pathname);
    const own = problems.filter((problem) => problem.page === here);
    const rest = problems.filter((problem) => problem.page !== here);
    const errors = problems.filter((problem) => problem.severity === "错误").length;
    const count = [errors && `${errors} 个错误`, problems.length - errors && `${problems.length - errors} 个提醒`]
      .filter(Boolean).join("，");
    const signature = problems.map((problem) => `${problem.path}${problem.line}${problem.code}`).join();
    const open = own.length > 0 && remembered("preview-closed") !== signature;

    const body = make("div", { id: "body", class: "body", tabindex: "-1", role: "region", "aria-label": "要改的地方" });
    if (own.length) body.append(group(`这一页有 ${own.length} 处要改`, own));
    if (rest.length) body.append(group(own.length ? `别处还有 ${rest.length} 处` : "别处有要改的", rest.slice(0, 50)));
    if (rest.length > 50) body.append(make("p", {}, `另有 ${rest.length - 50} 处没有列出来，请运行 casebook check。`));
    body.append(make("p", { class: "summary" }, summary));

    const button = make("button", { type: "button", "aria-controls": "body" });
    const toggle = (wanted) => {
      body.hidden = !wanted;
      button.setAttribute("aria-expanded", String(wanted));
      button.replaceChildren(make("span", { class: "count" }, count), wanted ? "收起" : "看看");
      remembered("preview-closed", wanted ? "" : signature);
    };
    button.addEventListener("click", () => toggle(body.hidden));
    const panel = make("div", { class: errors ? "panel error" : "panel warning" }, button, body);
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.keyCode === 229 || body.hidden) return;
      toggle(false);
      button.focus();
    });
    toggle(open);
    return panel;
  };

  const look = async () => {
    try {
      const answer = await fetch(new URL("problems.json", base), { cache: "no-store" });
      const told = await answer.json();
      if (version && told.version !== version && missing) location.reload();
      if (told.version !== version) draw(told);
      version = told.version;
    } catch { /* 预览停了，或正在重编：过一会儿再问 */ }
    setTimeout(look, document.hidden ? 3000 : 700);
  };

  shadow.append(make("link", { rel: "stylesheet", href: new URL("overlay.css", base) }), dock);
  document.body.append(host);
  look();
})();
