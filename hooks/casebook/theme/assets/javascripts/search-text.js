/* 查找时怎样比字：标点、空白、全角半角、大小写不算；与 casebook/search/units.py 拆得一样。 */
const SearchText = (() => {
  "use strict";
  const SNIPPET = 72;

  /** 一个个字：汉字、字母各算一个，连着的数字合算一个 */
  function units(text) {
    return text.normalize("NFKC").toLowerCase().match(/[0-9]+|[\p{L}\p{N}+%‰\n]/gu) ?? [];
  }

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

  const NUMBER = /^[\d.,+]+$/;
  const isDigit = (char) => char !== undefined && /\d/.test(char);

  /** `word` 在 `key` 里的各处位置；数字要整个对上，找 338 不算 1338 */
  function positions(key, word) {
    const found = [];
    const whole = NUMBER.test(word);
    for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + word.length)) {
      if (whole && (isDigit(key[at - 1]) || isDigit(key[at + word.length]))) continue;
      found.push(at);
    }
    return found;
  }

  /** 各词在 `text` 里的各处：[从, 到]，不相交 */
  function spots(text, words) {
    const { key, at } = squeeze(text);
    const found = words
      .flatMap((word) => positions(key, word).map((from) => [from, from + word.length - 1]))
      .map(([from, last]) => [at[from], at[last] + (text.codePointAt(at[last]) > 0xffff ? 2 : 1)])
      .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let end = 0;
    return found.filter(([from, to]) => from >= end && ((end = to), true));
  }

  /** `text` 从 `from` 到 `to` 的一段，各处标出来：一个个节点 */
  function marked(text, hits, from = 0, to = text.length) {
    const nodes = [];
    let done = from;
    for (const [start, end] of hits) {
      if (start < done || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      nodes.push(text.slice(done, start), mark);
      done = end;
    }
    nodes.push(text.slice(done, to));
    return nodes;
  }

  /** 有这些词的一句；一句太长，取第一处前后的一段 */
  function sentence(text, words) {
    const hits = spots(text, words);
    if (!hits.length) return null;
    const first = hits[0][0];
    let from = 0;
    let to = text.length;
    for (const end of text.matchAll(/[。！？；\n]+[”’）》」]*/g)) {
      const after = end.index + end[0].length;
      if (after <= first) from = after;
      else {
        to = text[end.index] === "\n" ? end.index : after;
        break;
      }
    }
    const begin = Math.max(from, Math.min(first - SNIPPET / 3, to - SNIPPET));
    const stop = Math.min(to, begin + SNIPPET);
    const nodes = marked(text, hits, begin, stop);
    return [begin > from ? "…" : "", ...nodes, stop < to ? "…" : ""];
  }

  // + 两边的空格不算：1 + 10 + n
  const tight = (text) => text.replace(/\s*([+＋×])\s*/g, "$1");

  /** 空格隔开的几个词，比较用的写法 */
  const wordsIn = (query) => [
    ...new Set(tight(query).split(/\s+/).map((word) => squeeze(word).key).filter(Boolean)),
  ];

  /** 标点也算隔开；字母、数字之间的不算：2023-08 是一个词 */
  const apart = (query) =>
    tight(query).replace(/(\w?)[^\P{P}%‰]+(?=(\w?))/gu, (whole, before, after) =>
      before && after ? whole : `${before} `,
    );

  return { apart, marked, positions, sentence, spots, squeeze, units, wordsIn };
})();
