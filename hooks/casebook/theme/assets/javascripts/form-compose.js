/* 答案 → 一条案例。投稿人用话写的出处与单位，正好是登记过的就换成编号，不是的记进“待补充”。 */
import { AFTER_NUMBER, AFTER_UNIT } from "./form-rules.js";
import { when } from "./form-days.js";
import { clean, date, markdown, number, oneLine, period, quantity } from "./form-text.js";

export const written = {
  line: oneLine,
  words: oneLine,
  choice: (value) => value,
  number,
  date,
  period,
  prose: markdown,
};

export const isBlank = (answer) =>
  typeof answer === "string" ? !clean(answer)
  : Array.isArray(answer) ? answer.every(isBlank)
  : !answer || Object.values(answer).every(isBlank);

/* 几样写在一行里：用顿号、分号、换行隔开；逗号也许是一样里的。 */
export const several = (answer) => [...new Set((answer ?? "").split(/[、;；\n]/).map(oneLine).filter(Boolean))];

/* “谁来做”：选的五社，和另写的人，用顿号、逗号隔开。 */
export const people = (answer) => [
  ...new Set([...(answer?.picked ?? []), ...(answer?.others ?? "").split(/[、，,;；\n]/).map(oneLine)].filter(Boolean)),
];

/* 写在一起的量（约1100、36 个）拆成数值、修饰、单位；已经选了别的修饰、写了别的单位的不动。 */
export function settled(questions, answers) {
  const inside = { ...answers };
  for (const { name, widget, inner } of questions) {
    const answer = answers?.[name];
    if (widget === "group" && answer) inside[name] = settled(inner, answer);
    if (widget === "list" && answer) inside[name] = answer.map((item) => settled(inner, item));
  }
  const parts = find(questions, "qualifier") && find(questions, "unit") && quantity(inside.value ?? "");
  if (!parts) return inside;
  const free = (name) => !parts[name] || [undefined, "", parts[name]].includes(oneLine(inside[name] ?? ""));
  if (!free("qualifier") || !free("unit")) return inside;
  const filled = Object.entries(parts).filter(([, part]) => part);
  return { ...inside, ...Object.fromEntries(filled) };
}

export function compose(questions, answers, known) {
  const unproven = [];
  const found = record(questions, answers, known, unproven);
  const outcomes = find(questions, "outcomes");
  add(found, outcomes, unproven.map((item) => sentence(item, outcomes.inner)));
  add(found, find(questions, "other_parties"), strangers(questions, found));
  return ordered(questions, found);
}

function add(found, { key }, more) {
  if (more.length) found[key] = [...(found[key] ?? []), ...more];
}

/* 做事的人要先在“其他参与方”里：没写的替他添上。 */
function strangers(questions, found) {
  const [steps, parties] = [find(questions, "steps"), find(questions, "other_parties")];
  const [who, name] = [find(steps.inner, "who"), find(parties.inner, "name")];
  const told = [...who.options, ...(found[parties.key] ?? []).map((party) => party[name.key])];
  const doing = (found[steps.key] ?? []).flatMap((step) => step[who.key] ?? []);
  return [...new Set(doing)].filter((one) => !told.includes(one)).map((one) => ({ [name.key]: one }));
}

function record(questions, answers, known, unproven) {
  const found = {};
  const owed = [];
  for (const question of questions) {
    const value = one(question, answers[question.name], known, unproven, owed);
    if (value !== undefined && value !== "" && !(Array.isArray(value) && !value.length)) found[question.key] = value;
  }
  const note = questions.find((question) => question.widget === "note");
  if (note && owed.length) found[note.key] = owed.join("；");
  return ordered(questions, found);
}

function one(question, answer, known, unproven, owed) {
  const { widget } = question;
  if (widget === "fixed") return question.value;
  if (widget === "note" || isBlank(answer)) return undefined;
  if (widget === "words") {
    const found = reference(question, oneLine(answer), known);
    if (!found) owed.push(owe(question, answer));
    return found;
  }
  if (widget === "checks") return question.options.filter((name) => answer.includes(name));
  if (widget === "who") return people(answer);
  if (widget === "lines") return several(answer);
  if (widget === "group") return record(question.inner, answer, known, unproven);
  if (widget === "list") {
    const told = answer.filter((item) => !isBlank(item));
    const sources = find(question.inner, "sources");
    const proven = (item) => !question.proof || reference(sources, oneLine(item.sources ?? ""), known);
    unproven.push(...told.filter((item) => !proven(item)));
    const items = told.filter(proven).map((item) => record(question.inner, item, known, unproven));
    return question.name in DATED ? byDay(items, find(question.inner, DATED[question.name])) : items;
  }
  return written[widget](answer);
}

/* 登记过的题名、名称 → 编号；“题名，第 3 页” → 编号与位置。没有登记过的为空。 */
export function reference({ register, parts }, words, known) {
  const names = known[register] ?? {};
  if (Object.hasOwn(names, words)) return names[words];
  if (!parts) return undefined;
  const [id, locator] = parts;
  for (const [name, value] of Object.entries(names)) {
    const place = words.startsWith(name) && /^[，,。；\s]+(.+)$/u.exec(words.slice(name.length));
    if (place) return { [id]: value, [locator]: place[1] };
  }
  return undefined;
}

const owe = (question, answer) => `登记${question.key}：${oneLine(answer)}`;

/* 200 多米，1 年多，3 个多月，3 万余元：同 model/statements.py 的 Quantity.amount。 */
function afterNumber(value, mark, unit) {
  if (!unit || /^[^.]*0$/.test(value)) return `${value} ${mark}${unit}`;
  const head = unit.match(mark === "多" ? /^(?:[万亿]+|个)/ : /^[万亿]+/)?.[0] ?? unit;
  return `${value} ${head}${mark}${unit.slice(head.length)}`;
}

/* 出处还没有登记的数字，先写成成效里的一句话，编者登记了再移到“规模”。 */
function sentence(item, inner) {
  const [value, mark, unit] = [number(item.value), item.qualifier ?? "", oneLine(item.unit ?? "")];
  const amount = AFTER_NUMBER.includes(mark) ? afterNumber(value, mark, unit)
    : AFTER_UNIT.includes(mark) ? `${value} ${unit}${mark}`
    : `${mark} ${value} ${unit}`.trim();
  const [until, told] = [item.as_of ? `截至 ${date(item.as_of)}` : "", item.told_by ? `据${oneLine(item.told_by)}` : ""];
  const when = [period(item.period ?? ""), until, told].filter(Boolean).join("，");
  const counted = oneLine(item.counted ?? "");
  return {
    [find(inner, "text").key]: markdown(`${oneLine(item.name)}：${counted ? `${counted} ` : ""}${amount}（${when}）。`),
    [inner.find((question) => question.widget === "note").key]: owe(find(inner, "sources"), item.sources),
  };
}

const DATED = { timeline: "date", values: "period" };

/* 先后由程序来排，投稿人不必管；只知道年份的，排在那一年的开头。 */
function byDay(items, { key }) {
  const day = (item) => when(item[key])?.first ?? "";
  return [...items].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

const find = (questions, name) => questions.find((question) => question.name === name);

const ordered = (questions, found) =>
  Object.fromEntries(questions.filter(({ key }) => key in found).map(({ key }) => [key, found[key]]));
