/* 对照：网址里写着是哪几条（?case=…&case=…），各取一页的话来填。 */
(() => {
  "use strict";
  const board = document.querySelector(".cn-comparison");
  const inner = board.querySelector(".cn-comparison__board");
  const told = board.querySelector(".cn-comparison__told");
  const only = inner.querySelector("input");
  const head = inner.querySelector("thead tr");
  const rows = [...inner.querySelectorAll("tbody tr")];
  const said = board.dataset;
  const root = new URL(said.root, location.href);
  const file = location.protocol === "file:" ? "index.html" : "";

  const make = (tag, css = "", ...inside) => {
    const element = document.createElement(tag);
    if (css) element.className = css;
    element.append(...inside);
    return element;
  };

  /** 一页的话：题、编号、题下的小字，各栏（`read` 照一行取） */
  async function recordOf(id) {
    const [title, number, about, , parts, facts, parties] = await loadPart(`cases/${id}/`, `${root}cases/${id}/search.js`);
    const names = new Set(rows.filter((row) => row.dataset.kind === "party").map((row) => row.dataset.key));
    const take = {
      fact: (key) => facts.filter(([name]) => name === key).map(([, text]) => text),
      part: (key) => parts.filter(([anchor]) => anchor === key).flatMap(([, , text]) => text.split("\n")),
      party: (key) => parties.filter(([name]) => name === key).map(([, text]) => text),
      others: () => parties.filter(([name]) => !names.has(name)).map((pair) => pair.join("，")),
      steps: (key) => parts.filter(([anchor]) => anchor.startsWith(key)).map(([, heading, text]) => [heading, text]),
    };
    return { id, title, number, about, read: ({ kind, key }) => take[kind](key) };
  }

  /** 真的没有这一页；连着网而不通的，也算没有取来。从文件夹里打开的，取不来就是没有 */
  async function isGone(id) {
    if (file) return true;
    try {
      return (await fetch(`${root}cases/${id}/`, { method: "HEAD" })).status === 404;
    } catch {
      return false;
    }
  }

  function heading({ id, title, number, about }) {
    const plate = make("span", "cn-plate cn-plate--s", make("i", "", said.unit), make("b", "", number));
    const link = make("a", "", title);
    link.href = `${root}cases/${id}/${file}`;
    const drop = make("button", "cn-toolbtn cn-noprint", "×");
    drop.type = "button";
    drop.setAttribute("aria-label", said.drop.replace("{title}", title));
    drop.onclick = () => dropped(id);
    const cell = make("th", "", plate, " ", link, make("small", "", about), drop);
    cell.scope = "col";
    return cell;
  }

  function steps(found) {
    const list = make("ol");
    for (const [title, text] of found) {
      const lines = text.split("\n").filter(Boolean);
      list.append(make("li", "", make("b", "", title), ...lines.map((line) => make("p", "", line))));
    }
    return list;
  }

  function cell(row, record) {
    const found = row.dataset.kind ? record.read(row.dataset).filter((one) => one.length) : [];
    const filled = make("td");
    if (!found.length) filled.append(make("span", "cn-meta", said.absent));
    else if (row.dataset.kind === "steps") filled.append(steps(found));
    else filled.append(...found.map((line) => make("p", "", line)));
    filled.dataset.l = record.title;
    return filled;
  }

  /** 几个字的栏说相同还是不同，都没有的不说；五社比的是有没有参与；成段的话不比 */
  function compare(row, cells) {
    const { kind } = row.dataset;
    if (kind !== "fact" && kind !== "party") return;
    const values = new Set(cells.map((one) => (kind === "fact" ? one.textContent : !one.querySelector("p"))));
    row.classList.toggle("is-same", values.size === 1);
    row.classList.toggle("is-different", values.size > 1);
    const nothing = kind === "fact" ? values.has(said.missing) : values.has(true);
    if (values.size > 1 || !nothing) row.cells[0].append(make("span", "cn-tag", values.size > 1 ? said.differs : said.same));
  }

  let ids = [];
  const empty = [...told.childNodes];

  async function show(chosen) {
    ids = chosen;
    const answers = await Promise.allSettled(ids.map(recordOf));
    const records = answers.flatMap((answer) => answer.value ?? []);
    const lost = ids.filter((_, n) => !answers[n].value);
    const absent = await Promise.all(lost.map(isGone));
    const gone = lost.filter((_, n) => absent[n]);
    keep(gone);
    told.replaceChildren(...(ids.length > lost.length ? [] : empty));
    if (lost.length)
      told.replaceChildren(...gone.map((id) => said.gone.replace("{id}", id)), gone.length < lost.length ? said.offline : "");
    inner.hidden = !records.length;
    head.replaceChildren(head.cells[0], ...records.map(heading));
    for (const row of rows) {
      row.className = "";
      row.cells[0].querySelector(".cn-tag")?.remove();
      const cells = records.map((record) => cell(row, record));
      row.replaceChildren(row.cells[0], ...cells);
      if (records.length > 1) compare(row, cells);
    }
    narrow();
  }

  /** 去掉一条；键盘接着从下一条的“去掉”起，都没有了就到说明 */
  async function dropped(id) {
    const at = ids.indexOf(id);
    await show(ids.filter((other) => other !== id));
    const buttons = head.querySelectorAll("button");
    (buttons[Math.min(at, buttons.length - 1)] ?? told).focus();
  }

  /** 选了哪几条：网址里照原样；目录页上没有了的（`gone`）不占位 */
  function keep(gone) {
    const url = new URL(location.href);
    url.searchParams.delete("case");
    ids.forEach((id) => url.searchParams.append("case", id));
    try {
      history.replaceState(null, "", url);
      sessionStorage.setItem("cn-picks", JSON.stringify(ids.filter((id) => !gone.includes(id))));
    } catch {
      // 从文件夹里打开的，浏览器不让：只在这一页上
    }
  }

  const narrow = () => rows.forEach((row) => (row.hidden = only.checked && row.classList.contains("is-same")));
  only.addEventListener("change", narrow);

  const asked = new URLSearchParams(location.search).getAll("case").filter((id) => /^[a-z0-9-]+$/.test(id));
  if (asked.length) show([...new Set(asked)].slice(0, Number(said.most)));
})();
