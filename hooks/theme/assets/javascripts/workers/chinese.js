/* 中文查找。代替 Material 自带的查找线程：同样的问答格式，不分词，按原文找。
   - 空格隔开的几个词要在同一页都出现（全角半角、大小写不分）；
   - 先看标题，再看次数；找不到就是没有，不拿近似的凑数。 */
"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const SNIPPET = 72;

let sections = [];

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
    // 汉字与数字、字母之间的空格只是排版：找“338家”要找得到“338 家”
    .replace(/([\u3400-\u9fff]) (?=[\x21-\x7e])/g, "$1")
    .replace(/([\x21-\x7e]) (?=[\u3400-\u9fff])/g, "$1")
    .trim();
const escape = (text) =>
  text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]);

// 比较用的写法：全角变半角、变小写。逐字替换，长度不变，位置仍对得上原文
const fold = (text) =>
  text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]/g, (char) => char.toLowerCase());

function setup({ docs }) {
  sections = docs.map(({ location, title, text, boost = 1 }) => {
    const entry = { location, boost, page: location.split("#")[0], title: plain(title), text: plain(text) };
    return { ...entry, titleKey: fold(entry.title), textKey: fold(entry.text) };
  });
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

function mark(text, key, words) {
  const hits = words
    .flatMap((word) => positions(key, word).map((at) => [at, at + word.length]))
    .sort((a, b) => a[0] - b[0]);
  let html = "";
  let done = 0;
  for (const [from, to] of hits) {
    if (from < done) continue;
    html += escape(text.slice(done, from)) + "<mark>" + escape(text.slice(from, to)) + "</mark>";
    done = to;
  }
  return html + escape(text.slice(done));
}

/** 截取第一处出现前后的一小段 */
function snippet({ text, textKey }, words) {
  const first = Math.min(...words.map((word) => positions(textKey, word)[0] ?? Infinity));
  const from = Number.isFinite(first) ? Math.max(0, first - SNIPPET / 3) : 0;
  const to = from + SNIPPET;
  const html = mark(text.slice(from, to), textKey.slice(from, to), words);
  return html && `<p>${from > 0 ? "…" : ""}${html}${to < text.length ? "…" : ""}</p>`;
}

const show = (section, words, points) => ({
  location: section.location,
  title: mark(section.title, section.titleKey, words),
  text: snippet(section, words),
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
        const top = sections.find(({ location }) => location === page);
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

function search(query) {
  const words = [...new Set(fold(query).split(/[\s\u3000]+/).filter(Boolean))];
  if (!words.length) return [];
  const items = find(words);
  return items.length ? items : find([...new Set(words.flatMap(divide))]);
}

addEventListener("message", ({ data: message }) => {
  if (message.type === SETUP) {
    setup(message.data);
    postMessage({ type: READY });
  } else if (message.type === QUERY) {
    postMessage({ type: RESULT, data: { items: search(message.data) } });
  }
});
