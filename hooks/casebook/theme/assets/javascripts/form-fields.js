/* 表单的样子：每一问变成标签、说明与控件。人填的文字只进 value 与文字节点，从不当网页代码。
   每一问交出 element，和 read、write、mark（标出毛病）、at（一条毛病在哪个控件上）。 */

let serial = 0;

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  element.append(...children.filter((child) => child !== ""));
  return element;
}

export const button = (label, attributes = {}) => make("button", { type: "button", class: "cn-btn", ...attributes }, label);

/* 几问合在一起：整份稿子、列表里的一条、一句话。 */
export function group(questions, prefix) {
  const parts = new Map();
  for (const question of questions) {
    const built = BUILD[question.widget]?.(question, `${prefix}-${question.name}`);
    if (built) parts.set(question.name, built);
  }
  const inside = (faults, name) =>
    faults.filter(({ path }) => path[0] === name).map((fault) => ({ ...fault, path: fault.path.slice(1) }));
  return {
    elements: [...parts.values()].map(({ element }) => element),
    read: () => Object.fromEntries([...parts].map(([name, part]) => [name, part.read()])),
    write: (answers) => parts.forEach((part, name) => answers?.[name] !== undefined && part.write(answers[name])),
    mark: (faults, all) => parts.forEach((part, name) => part.mark(inside(faults, name), all)),
    at: ([name, ...rest]) => parts.get(name).at(rest),
  };
}

const BUILD = {
  line: (question, id) => single(question, id, make("input", { type: "text" })),
  words: (question, id) => single(question, id, make("input", { type: "text", list: `known-${question.register}` })),
  number: (question, id) => single(question, id, make("input", { type: "text", inputmode: "decimal", class: "cn-form__short" })),
  date: (question, id) => single(question, id, make("input", { type: "text", class: "cn-form__short" })),
  period: (question, id) => single(question, id, make("input", { type: "text", class: "cn-form__short" })),
  lines: (question, id) => single(question, id, make("input", { type: "text" })),
  prose: (question, id) => single(question, id, make("textarea", { rows: 3 })),
  choice: (question, id) =>
    single(question, id, make("select", {}, make("option", { value: "" }, "没有选"), ...question.options.map((name) => make("option", { value: name }, name)))),
  checks,
  who,
  group: (question, id) => {
    const inner = group(question.inner, id);
    return { ...inner, element: fieldset(question, id, ...inner.elements) };
  },
  list,
};

function fieldset({ key, help, required }, id, ...children) {
  const legend = make("legend", {}, key, required ? " " : "", required ? must() : "");
  const about = make("p", { class: "cn-form__help", id: `${id}-help` }, help);
  return make("fieldset", { class: "cn-form__group", "aria-describedby": about.id }, legend, about, ...children);
}

const must = () => make("span", { class: "cn-tag cn-tag--zhu" }, "要填");

/* 一个控件的一问。离开过或要下载时，才说它的毛病。 */
function single(question, id, control) {
  const help = make("p", { class: "cn-form__help", id: `${id}-help` }, question.help);
  const error = make("p", { class: "cn-form__error", id: `${id}-error`, hidden: true });
  control.id = id;
  control.setAttribute("aria-describedby", question.help ? `${help.id} ${error.id}` : error.id);
  control.setAttribute("autocomplete", "off");
  if (question.required) control.setAttribute("aria-required", "true");
  const label = make("label", { for: id }, question.key, question.required ? " " : "", question.required ? must() : "");
  return {
    element: make("div", { class: "cn-form__one" }, label, question.help ? help : "", control, error),
    read: () => control.value,
    write: (answer) => (control.value = String(answer)),
    mark: marker(control, error),
    at: () => control,
  };
}

function marker(control, error) {
  let left = false;
  control.addEventListener("blur", () => (left = true));
  return ([fault], all) => {
    left ||= all;
    const said = left && fault ? fault.text : "";
    if (error.textContent === said) return;
    error.textContent = said;
    error.hidden = !said;
    if (said) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  };
}

function boxes(options, id) {
  const inputs = options.map((name, index) => make("input", { type: "checkbox", value: name, id: `${id}-${index}` }));
  const labels = inputs.map((input) => make("label", { class: "cn-form__box", for: input.id }, input, input.value));
  return {
    row: make("div", { class: "cn-form__boxes" }, ...labels),
    picked: () => inputs.filter((input) => input.checked).map((input) => input.value),
    pick: (names) => inputs.forEach((input) => (input.checked = names.includes(input.value))),
    inputs,
  };
}

function checks(question, id) {
  const { row, picked, pick, inputs } = boxes(question.options ?? [], id);
  return { element: fieldset(question, id, row), read: picked, write: pick, mark: () => {}, at: () => inputs[0] };
}

function who(question, id) {
  const { row, picked, pick } = boxes(question.options ?? [], id);
  const other = { key: "还有谁", help: question.others, limit: question.limit };
  const others = single(other, `${id}-others`, make("input", { type: "text" }));
  return {
    element: fieldset(question, id, row, others.element),
    read: () => ({ picked: picked(), others: others.read() }),
    write: (answer) => {
      pick(answer.picked ?? []);
      others.write(answer.others ?? "");
    },
    mark: others.mark,
    at: others.at,
  };
}

/* 一列：加一条、删去、上移、下移。编号不重用，标签总对着自己的控件。 */
function list(question, id) {
  const items = [];
  const rows = make("ol", { class: "cn-form__items" });
  const more = button(`加一条${question.key}`);
  const element = fieldset(question, id, rows, more);
  const changed = (said, undo) => {
    items.forEach((item, index) => item.number(index, items.length));
    rows.replaceChildren(...items.map((item) => item.element));
    if (said) element.dispatchEvent(new CustomEvent("form-changed", { bubbles: true, detail: { said, undo } }));
  };
  const named = (index) => `${question.key}第 ${index + 1} 条`;

  function insert(index, answers) {
    const item = row(question, `${id}-${++serial}`, act);
    item.write(answers);
    items.splice(index, 0, item);
    return item;
  }

  function act(item, what) {
    const index = items.indexOf(item);
    items.splice(index, 1);
    if (what === "drop") {
      const answers = item.read();
      changed(`删去了${named(index)}。`, () => {
        const back = insert(Math.min(index, items.length), answers);
        changed(`恢复了${named(items.indexOf(back))}。`);
        back.first().focus();
      });
      (items[index] ?? items[index - 1])?.first().focus();
      if (!items.length) more.focus();
      return;
    }
    const to = index + (what === "up" ? -1 : 1);
    items.splice(to, 0, item);
    changed(`${named(index)}移到了第 ${to + 1}。`);
    item.focus(what);
  }

  more.addEventListener("click", () => {
    const item = insert(items.length, {});
    changed(`加了${named(items.length - 1)}。`);
    item.first().focus();
  });
  if (question.open) insert(0, {});
  items.forEach((item, index) => item.number(index, items.length));
  rows.append(...items.map((item) => item.element));
  return {
    element,
    read: () => items.map((item) => item.read()),
    write: (answers) => {
      items.length = 0;
      for (const answer of Array.isArray(answers) ? answers : []) insert(items.length, answer);
      changed("");
    },
    mark: (faults, all) =>
      items.forEach((item, index) =>
        item.mark(faults.filter(({ path }) => path[0] === index).map((fault) => ({ ...fault, path: fault.path.slice(1) })), all)),
    at: ([index, ...rest]) => items[index].at(rest),
  };
}

function row(question, id, act) {
  const inner = group(question.inner, id);
  const title = make("p", { class: "cn-form__title", id: `${id}-row` });
  const move = { up: button("上移"), down: button("下移"), drop: button("删去") };
  const self = {
    ...inner,
    element: make(
      "li",
      { class: "cn-form__item" },
      make("div", { role: "group", "aria-labelledby": title.id }, title, ...inner.elements, make("div", { class: "cn-acts" }, move.up, move.down, move.drop)),
    ),
    number: (index, count) => {
      title.textContent = `${question.key}第 ${index + 1} 条`;
      for (const one of Object.values(move)) one.setAttribute("aria-label", `${one.textContent}${title.textContent}`);
      move.up.hidden = move.down.hidden = count < 2;
      move.up.disabled = index === 0;
      move.down.disabled = index === count - 1;
    },
    first: () => self.element.querySelector("input, textarea, select"),
    focus: (what) => (move[what].disabled ? move[what === "up" ? "down" : "up"] : move[what]).focus(),
  };
  for (const [what, one] of Object.entries(move)) one.addEventListener("click", () => act(self, what));
  return self;
}
