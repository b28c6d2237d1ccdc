/* 中文查找。代替 Material 自带的查找线程：同样的问答格式，不分词，按原文找。
   - 空格隔开的几个词要在同一页都出现（全角半角、大小写不分，标点与看不见的字符不管）；
   - 先看标题，再看次数；找不到就是没有，不拿近似的凑数。 */
"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const SNIPPET = 72;

let sections = [];
let tops = new Map(); // 页 → 代表整页的一节

// 索引里的文字是转义过的 HTML：去掉标签，还原成原文，输出时再转义
const NAMED = { lt: "<", gt: ">", amp: "&", quot: '"' };
const decode = (whole, name) =>
  name[0] !== "#"
    ? (NAMED[name] ?? whole)
    : String.fromCodePoint(name[1] === "x" ? parseInt(name.slice(2), 16) : +name.slice(1));
const plain = (html) =>
  html
    .replace(/<\/(?:p|li)>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#x[0-9a-f]{1,5}|#\d{1,6}|[a-z]+);/g, decode)
    .replace(/[\u2060\u200b]/g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([+＋×]) ?/g, "$1")
    // 汉字与数字、字母之间的空格只是排版：找“338家”要找得到“338 家”
    .replace(/([\u3400-\u9fff]) (?=[\x21-\x7e])/g, "$1")
    .replace(/([\x21-\x7e]) (?=[\u3400-\u9fff])/g, "$1")
    .trim();
const escape = (text) =>
  text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]);

// 比较用的写法（key）：全角变半角、变小写，标点、空白与看不见的字符都不要；at 是 key 的每一个字在原文的位置。
// 字母、数字之间的留一个：2023-08 不是 202308，“1.收书，2.编目”里有 2；同一种标点的各样写法算一样。
// + % 与汉字、字母一样是字。
const PUNCTUATION = /[^\P{P}%‰]|[\s\p{Z}\p{Cc}\p{Cf}\p{M}~`´|<>]/u;
const ALIKE = [
  [/[\s\p{Z}]/u, " "],
  [/[\p{Pd}~〜_]/u, "-"],
  [/[\p{Pi}\p{Pf}"'`´]/u, '"'],
  [/[\p{Ps}\p{Pe}<>]/u, "("],
  [/[·•・‧]/u, "·"],
];
const HIDDEN = /[\p{Cc}\p{Cf}\p{M}]/u;
const letters = new Map();

// 一个字 → {char: 比较时的写法, drop: 是不是标点}
function letter(char) {
  let found = letters.get(char);
  if (!found) {
    const plain = /\s/.test(char) ? " " : HIDDEN.test(char) ? "" : char.normalize("NFKC").toLowerCase();
    const drop = plain === "" || PUNCTUATION.test(plain[0]);
    found = { char: drop ? (ALIKE.find(([kind]) => kind.test(plain))?.[1] ?? plain) : plain, drop };
    letters.set(char, found);
  }
  return found;
}

const isWord = (char) => char !== undefined && /[a-z0-9]/.test(char);

function squeeze(text) {
  let key = "";
  let gap = ""; // 还没有定留不留的标点
  let from = 0;
  const at = [];
  const add = (char, index) => {
    for (let n = 0; n < char.length; n += 1) at.push(index);
    key += char;
  };
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x3400 && code <= 0x9fff) {
      gap = "";
      at.push(index);
      key += text[index];
      continue;
    }
    const one = String.fromCodePoint(text.codePointAt(index));
    const { char, drop } = letter(one);
    if (!drop) {
      if (gap && isWord(key[key.length - 1]) && isWord(char[0])) add(gap, from);
      gap = "";
      add(char, index);
    } else if (!gap) [gap, from] = [char, index];
    index += one.length - 1;
  }
  return { key, at };
}

// + 两边的空格不算：1 + 10 + n
const tight = (text) => text.replace(/\s*([+＋×])\s*/g, "$1");

function setup({ docs }) {
  sections = docs.map(({ location, title, text, boost = 1 }) => {
    const entry = { location, boost, page: location.split("#")[0], title: plain(title), text: plain(text) };
    return { ...entry, titleKey: squeeze(entry.title).key, textKey: squeeze(entry.text).key };
  });
  tops = new Map(sections.filter(({ location, page }) => location === page).map((one) => [one.page, one]));
}

const NUMBER = /^[\d.,+]+$/;
const isDigit = (char) => char !== undefined && /\d/.test(char);

/** 词在文中的各处位置；数字要整个对上，找 338 不算 1338 */
function positions(key, word) {
  const found = [];
  const whole = NUMBER.test(word);
  for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + word.length)) {
    if (whole && (isDigit(key[at - 1]) || isDigit(key[at + word.length]))) continue;
    found.push(at);
  }
  return found;
}

/** 一个词在一节里的得分；没有出现是 0 */
function score(section, word) {
  const inTitle = positions(section.titleKey, word).length;
  const inText = positions(section.textKey, word).length;
  if (inTitle + inText === 0) return 0;
  const title = inTitle ? (section.titleKey === word ? 200 : 100) : 0;
  // 整页的开头优先于其中一节；首页只是各页的摘要，排在后面。页面可用 search.boost 加权
  const top = section.page === "" ? 0.2 : section.location === section.page ? 2 : 1;
  return (title + Math.min(inText, 10)) * top * section.boost;
}

// key 的每一个字在原文的位置；要显示的才算，算过的记着
const places = new Map();
function placesOf(text) {
  if (!places.has(text)) places.set(text, Uint32Array.from(squeeze(text).at));
  return places.get(text);
}

/** 各词在原文的各处：[从, 到] */
function spots(text, key, words) {
  const found = words.flatMap((word) => positions(key, word).map((from) => [from, from + word.length - 1]));
  if (!found.length) return [];
  const at = placesOf(text);
  return found
    .map(([from, last]) => [at[from], at[last] + (text.codePointAt(at[last]) > 0xffff ? 2 : 1)])
    .sort((a, b) => a[0] - b[0]);
}

/** `text` 从 `from` 到 `to` 的一段，各词标出来 */
function mark(text, hits, from = 0, to = text.length) {
  let html = "";
  let done = from;
  for (const [start, end] of hits) {
    if (start < done || end > to) continue;
    html += escape(text.slice(done, start)) + "<mark>" + escape(text.slice(start, end)) + "</mark>";
    done = end;
  }
  return html + escape(text.slice(done, to));
}

/** 截取第一处出现前后的一小段 */
function snippet(text, hits) {
  const from = Math.max(0, (hits[0]?.[0] ?? 0) - SNIPPET / 3);
  const to = Math.min(text.length, from + SNIPPET);
  const html = mark(text, hits, from, to);
  return html && `<p>${from > 0 ? "…" : ""}${html}${to < text.length ? "…" : ""}</p>`;
}

const show = (section, words, points) => ({
  location: section.location,
  title: mark(section.title, spots(section.title, section.titleKey, words)),
  text: snippet(section.text, spots(section.text, section.textKey, words)),
  score: points,
  terms: {},
});

/** 各词都在同一页出现才算；每页一组结果，好的在前 */
function find(words) {
  const pages = new Map();
  for (const section of sections) {
    const points = words.map((word) => score(section, word));
    const total = points.reduce((sum, point) => sum + point, 0);
    if (!total) continue;
    const page = pages.get(section.page) ?? { hits: [], seen: new Set(), total: 0 };
    page.hits.push([section, total]);
    page.total += total;
    points.forEach((point, index) => point && page.seen.add(index));
    pages.set(section.page, page);
  }
  return [...pages]
    .filter(([, { seen }]) => seen.size === words.length)
    .sort((a, b) => b[1].total - a[1].total)
    .map(([page, { hits }]) => {
      const results = hits
        .sort((a, b) => b[1] - a[1])
        .map(([section, points]) => show(section, words, points));
      // 页面要有一条代表自己的结果，否则显示不出页名
      if (!hits.some(([{ location }]) => location === page)) {
        const top = tops.get(page);
        if (top) results.push(show(top, words, 0));
      }
      return results;
    });
}

/** 连写的几个词：从左起取书中有的最长一段（至少两个字），剩下的再取；有一处取不出就作罢 */
function divide(word) {
  const parts = [];
  for (let rest = word; rest; rest = rest.slice(parts[parts.length - 1].length)) {
    let length = rest.length;
    const known = () => {
      const part = rest.slice(0, length);
      return sections.some(({ titleKey, textKey }) => titleKey.includes(part) || textKey.includes(part));
    };
    while (length >= 2 && !known()) length -= 1;
    if (length < 2) return [word];
    parts.push(rest.slice(0, length));
  }
  return parts;
}

// 空格隔开的几个词，比较用的写法
const wordsIn = (query) => [...new Set(query.split(/\s+/).map((word) => squeeze(word).key).filter(Boolean))];

// 标点也算隔开；字母、数字之间的不算：2023-08 是一个词
const apart = (query) =>
  query.replace(/(\w?)[^\P{P}%‰]+(?=(\w?))/gu, (whole, before, after) => (before && after ? whole : `${before} `));

/** 照空格分开找；找不到，照标点也分开；再找不到，连写的拆开 */
function search(written) {
  const query = tight(written);
  const words = wordsIn(query);
  if (!words.length) return [];
  for (const tried of [words, wordsIn(apart(query)), [...new Set(words.flatMap(divide))]]) {
    const items = find(tried);
    if (items.length) return items;
  }
  return [];
}

addEventListener("message", ({ data: message }) => {
  if (message.type === SETUP) {
    setup(message.data);
    postMessage({ type: READY });
  } else if (message.type === QUERY) {
    postMessage({ type: RESULT, data: { items: search(message.data) } });
  }
});
