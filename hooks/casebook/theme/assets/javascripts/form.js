/* 投稿的表单：填、存草稿、查、下载、打印。什么也不上传。 */
import { Checker } from "./form-check.js";
import { compose, isBlank, settled } from "./form-compose.js";
import { draft } from "./form-draft.js";
import { button, group, make } from "./form-fields.js";
import { answerSheet } from "./form-print.js";
import { oneLine } from "./form-text.js";
import { yaml } from "./form-yaml.js";

async function open(form) {
  const answer = await fetch(new URL(form.dataset.from, location.href));
  if (!answer.ok) throw new Error(`没有取到表单：${answer.status}`);
  start(form, await answer.json());
}

function start(form, data) {
  const { questions, known } = data;
  const checker = new Checker(data);
  const body = group(questions, "f");
  const name = group([NAME], "f");
  const agree = make("input", { type: "checkbox", id: "f-agree", "aria-describedby": "f-agree-error" });
  const agreeError = make("p", { class: "cn-form__error", id: "f-agree-error", hidden: true });
  const status = make("p", { class: "cn-form__status", role: "status" });
  const kept = make("p", { class: "cn-form__help" });
  const faultBox = make("div", { class: "cn-form__faults", role: "alert", tabindex: "-1", hidden: true });
  const shown = make("pre", { tabindex: "0", "aria-label": "文件的内容" });
  const look = make("details", { class: "cn-more" }, make("summary", {}, "看看文件里写了什么"), shown);
  const clear = button("清除草稿");
  // 不是提交的按钮：一行的输入框里按回车（选字也常按），就不会当成交稿
  const download = make("button", { type: "button", class: "cn-btn cn-form__main" }, "下载稿子");
  const copy = button("复制文件的内容");
  const print = button("打印一份");

  const answers = () => ({ ...body.read() });
  const told = () => settled(questions, answers());
  const fileName = () => oneLine(name.read().file).replace(/\.yml$/, "") || proposed;
  const file = () => yaml(compose(questions, told(), known), data.head);
  let proposed = propose();

  function faults() {
    const found = checker.check(told());
    const bad = checker.name(fileName());
    return bad ? [...found, { path: ["file"], ...bad }] : found;
  }

  function mark(all) {
    const found = faults();
    body.mark(found, all);
    name.mark(found, all);
    return found;
  }

  const place = (fault) => (fault.path[0] === "file" ? name.at(fault.path) : body.at(fault.path));

  function say(text, undo) {
    const back = undo && button("恢复");
    back?.addEventListener("click", undo);
    status.replaceChildren(text, ...(back ? [" ", back] : []));
  }

  function save() {
    if (draft.save({ answers: answers(), file: name.read().file, proposed })) return;
    kept.textContent = "这个浏览器不让存草稿（多半是无痕模式）。请一次填完，下载以后再关。";
  }

  function restore() {
    const saved = draft.read();
    if (!saved?.answers) return;
    try {
      body.write(saved.answers);
      name.write({ file: saved.file ?? "" });
      proposed = typeof saved.proposed === "string" && !checker.name(saved.proposed) ? saved.proposed : proposed;
      say("接着上次的草稿。");
    } catch {
      say("上次的草稿读不出来了。");
    }
  }

  /* 查过才给：有毛病的列在一处，能点到各自的栏目。 */
  function ready() {
    const found = mark(true).map((fault) => ({ ...fault, control: place(fault), where: where(questions, fault.path) }));
    const text = found.length ? "" : file();
    const big = text && checker.size(text);
    if (big) found.push({ ...big, control: download, where: "整份稿子" });
    agreeError.textContent = agree.checked ? "" : "下载之前，请先看过、勾上这一条。";
    agreeError.hidden = agree.checked;
    agree.toggleAttribute("aria-invalid", false);
    if (!agree.checked) {
      agree.setAttribute("aria-invalid", "true");
      found.push({ text: agreeError.textContent, control: agree, where: "同意与隐私" });
    }
    faultBox.hidden = !found.length;
    faultBox.replaceChildren();
    if (!found.length) return text;
    faultBox.append(make("p", { class: "cn-form__title" }, `还有 ${found.length} 处要看一看`), make("ul", {}, ...found.map(line)));
    faultBox.focus();
    faultBox.scrollIntoView({ block: "start" });
    return "";
  }

  function line({ control, where: at, text }) {
    const link = make("a", { href: `#${control.id}` }, `${at}：${text}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      control.focus();
      control.closest(".cn-form__one, .cn-form__agree, .cn-form__end")?.scrollIntoView({ block: "center" });
    });
    return make("li", {}, link);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  download.addEventListener("click", () => {
    const text = ready();
    if (!text) return;
    const url = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
    const link = make("a", { href: url, download: `${fileName()}.yml` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    say(`下载了 ${fileName()}.yml。没有看到的话，打开下面的“看看文件里写了什么”，复制了寄给编者也行。`);
  });

  copy.addEventListener("click", async () => {
    const text = ready();
    if (!text) return;
    shown.textContent = text;
    if (await window.copyText(text)) say("复制了。贴到邮件里寄给编者就行。");
    else {
      look.open = true;
      getSelection().selectAllChildren(shown);
      say("浏览器不让复制。文件的内容已经选中，请手动复制。");
    }
  });

  look.addEventListener("toggle", () => {
    if (!look.open) return;
    const found = faults();
    shown.textContent = found.length ? `还有 ${found.length} 处没有改好，改好了才看得到。` : file();
  });

  clear.addEventListener("click", () => {
    if (!confirm("清除草稿？填过的都会没有。")) return;
    window.onpagehide = null;
    draft.clear();
    location.reload();
  });

  print.addEventListener("click", () => window.print());
  document.querySelector("#print-blank").onclick = () => {
    document.documentElement.dataset.printing = "blank";
    window.print();
  };
  // 什么也没有填的，印空白的一份
  window.onbeforeprint = () => {
    const given = answers();
    answerSheet(document.querySelector("#copy"), questions, given);
    if (questions.every((question) => isBlank(given[question.name]))) document.documentElement.dataset.printing = "blank";
  };
  window.onafterprint = () => delete document.documentElement.dataset.printing;

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 300);
    mark(false);
  });
  // 手指、鼠标还按着时不说：话一出来，下面的东西会挪开，就点不中了
  let pressed = false;
  addEventListener("pointerdown", () => (pressed = true), true);
  for (const type of ["pointerup", "pointercancel"])
    addEventListener(type, () => setTimeout(() => ((pressed = false), mark(false))), true);
  form.addEventListener("focusout", () => pressed || mark(false));
  form.addEventListener("form-changed", ({ detail }) => {
    if (detail.said) say(detail.said, detail.undo);
    save();
  });
  window.onpagehide = () => form.isConnected && save();

  kept.textContent = "填的时候自动存成草稿，下次在这台设备上打开还在。几个人合用的设备，填完请清除草稿。";
  form.replaceChildren(
    faultBox,
    ...Object.entries(known).map(([register, names]) => suggestions(register, names)),
    ...body.elements,
    ...name.elements,
    make("div", { class: "cn-form__agree" },
      make("label", { class: "cn-form__box", for: agree.id }, agree, AGREE), agreeError),
    make("div", { class: "cn-form__end" }, kept, make("div", { class: "cn-acts" }, download, print, copy, clear), status, look),
  );
  agree.addEventListener("change", () => {
    if (!agree.checked) return;
    agreeError.hidden = true;
    agree.removeAttribute("aria-invalid");
  });
  restore();
  name.at(["file"]).placeholder = proposed;
}

const NAME = {
  name: "file",
  key: "文件名",
  help: "也是以后的网址：小写英文字母、数字、连字符，如 shequ-shufang；不写就用下面灰色的",
  widget: "line",
};
const AGREE = "稿子里写到的人都同意了；没有写电话、证件号、门牌室号、病情和家庭困难的细节。";

/* `tougao-20261125-k3f`：日子，加三个字母，同一天的几份不会重名。 */
function propose() {
  const day = new Date();
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0"));
  const tail = [...crypto.getRandomValues(new Uint8Array(3))].map((byte) => "abcdefghjkmnpqrstuvwxyz23456789"[byte % 31]);
  return `tougao-${parts.join("")}-${tail.join("")}`;
}

/* “步骤第 2 条 标题”。 */
function where(questions, path) {
  const [name, ...rest] = path;
  if (name === "file") return NAME.key;
  const question = questions.find((one) => one.name === name);
  if (!rest.length) return question.key;
  if (typeof rest[0] === "number")
    return `${question.key}第 ${rest[0] + 1} 条${rest.length > 1 ? ` ${where(question.inner, rest.slice(1))}` : ""}`;
  return `${question.key} ${where(question.inner, rest)}`;
}

const MANY = 200; // 登记得太多就不一一列出，列出来反而难找

function suggestions(register, names) {
  const listed = Object.keys(names).length > MANY ? [] : Object.keys(names);
  return make("datalist", { id: `known-${register}` }, ...listed.map((name) => make("option", { value: name })));
}

const form = document.querySelector("#submission");
if (form)
  open(form).catch(() => {
    form.replaceChildren(make("p", { role: "alert" }, "表单没有打开。请刷新再试；也可以打印空白表，或下载空白稿。"));
  });
