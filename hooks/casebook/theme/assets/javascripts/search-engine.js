/* 查找：一份份地取索引（写法见 casebook/search/index.py），找出哪几页有，再取那几页的话来看是不是真有。 */
const SearchEngine = (root) => {
  "use strict";
  const { positions, squeeze, units, wordsIn, apart } = SearchText;

  /* —— 取 —— */
  const load = (name, path) => loadPart(name, root + path);
  const part = async (name) => (await load(name, `search/${name}.js`))[0];
  const index = () => part("index");
  const characters = async () => (await load("characters", "assets/javascripts/search-characters.js"))[0];

  async function addressOf(page) {
    const { block } = await index();
    return (await part(`pages-${Math.floor(page / block)}`))[page % block];
  }

  /** 一页的话；取不来、已经不在了的为空 */
  async function recordOf(page) {
    const address = await addressOf(page);
    try {
      const [title, number, about, names, parts] = await load(address, `${address}search.js`);
      const key = (text) => squeeze(text).key;
      const sections = parts.map(([anchor, heading, text]) => ({
        anchor,
        title: heading,
        text,
        titleKey: key(heading),
        textKey: key(text),
      }));
      return { page, address, title, titleKey: key(title), number, about, names, sections };
    } catch {
      return null;
    }
  }

  const records = async (pages) => (await Promise.all(pages.map(recordOf))).filter(Boolean);

  /* —— 哪几页有 —— */
  // 出现的地方 → 多少分：正文一次，几次，一节的题，长的题，短的题
  const WORTH = [0, 1, 3, 40, 60, 120];
  const IN_TITLE = 4;

  /** 词 `term` 在第几份；与 postings.py 的 shard_of 一样 */
  function shardOf(term, count) {
    let value = 0;
    for (const char of term) value = (value * 31 + char.codePointAt(0)) % count;
    return value;
  }

  /** 写好的页号 → 往 `ranks` 里记：第几页是几等（1 起，0 是没有） */
  function decode(text, ranks) {
    text.split("!").forEach((ids, rank) => {
      let page = 0;
      for (const char of ids) {
        const code = char.codePointAt(0);
        page += (code < 0xd800 ? code : code - 0x800) - 35;
        if (page < ranks.length && ranks[page] <= rank) ranks[page] = rank + 1;
      }
    });
    return ranks;
  }

  /** 词 `term` 在各页是几等；哪一页也没有的为 null */
  async function ranksOf(kind, term) {
    const about = await index();
    const found = (await part(`${kind}-${shardOf(term, about[kind])}`))[term];
    return found === undefined ? null : decode(found, new Uint8Array(about.pages));
  }

  const AT_ONCE = 3;
  const FIRST = 20; // 一次看几页的话
  const MOST = 60;

  /** 一个词在各页得多少分；一页也没有的为 null */
  async function scoresOf(word) {
    const found = units(word);
    if (!found.length) return null;
    const ranks = found.length === 1 ? await ranksOf("words", found[0]) : await ranksOfPairs(found);
    return ranks?.some((rank) => rank) ? Float64Array.from(ranks, (rank) => WORTH[rank]) : null;
  }

  /** 每一对都有的页。先看几对，剩下的页还多，再看几对：长的一句，几对就够了，真有没有看那一页的话 */
  async function ranksOfPairs(found) {
    const pairs = found.slice(1).map((unit, n) => found[n] + unit);
    const order = pairs.length <= AT_ONCE ? pairs : [0, 1, 2].flatMap((from) => pairs.filter((_, n) => n % 3 === from));
    let ranks = null;
    for (let at = 0; at < order.length; at += AT_ONCE) {
      const some = order.slice(at, at + AT_ONCE);
      const all = await Promise.all(some.map((term) => ranksOf("words", term)));
      if (all.includes(null)) return null;
      for (const one of all) ranks = ranks ? ranks.map((rank, page) => Math.min(rank, one[page])) : one;
      if (ranks.filter((rank) => rank).length <= FIRST) break;
    }
    return ranks;
  }

  /** 书里的叫法：打 钱，也找 资金 */
  async function alternatives(word) {
    const { aliases } = await index();
    const others = aliases[units(word).join("")] ?? [];
    return [word, ...others.map((other) => squeeze(other).key)];
  }

  const SIDE = 0.9; // 用别的叫法找到的，比原话的低一点

  /** 一个词连同它别的叫法 */
  async function scoresOfAny(choices) {
    const all = (await Promise.all(choices.map(scoresOf))).map((scores, n) => scores?.map((s) => (n ? s * SIDE : s)));
    const found = all.filter(Boolean);
    if (!found.length) return null;
    return found[0].map((_, page) => Math.max(...found.map((scores) => scores[page])));
  }

  /** 这一页排在前还是后 */
  const weight = (page, about) =>
    page < about.cases ? 1.2 : page >= about.behind ? 0.01 : page === about.home ? 0.2 : 1;

  const ranked = (scores, about) =>
    [...scores.keys()]
      .filter((page) => scores[page] > 0)
      .map((page) => [page, scores[page] * weight(page, about)])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);

  /* —— 真有没有 —— */
  /** 一个词在一节里的得分：题目、正文里几次 */
  function inSection({ anchor, titleKey, textKey }, word) {
    const title = !anchor ? 0 : titleKey === word ? 260 : positions(titleKey, word).length ? 40 : 0;
    return title + Math.min(positions(textKey, word).length, 5) * (anchor ? 1 : 2);
  }

  /** 一个词在一页里的得分：题目，各节；没有是 0 */
  function exact({ titleKey, sections }, word) {
    const cover = positions(titleKey, word).length ? 200 + (100 * word.length) / titleKey.length : 0;
    const points = titleKey === word ? 1000 : cover;
    return sections.reduce((sum, section) => sum + inSection(section, word), points);
  }

  /** 该从哪一节看起：题目里有、开头就有的从页首看起（为空） */
  function bestAnchor({ titleKey, sections }, words) {
    const inside = (section) => words.reduce((sum, word) => sum + inSection(section, word), 0);
    if (words.some((word) => positions(titleKey, word).length)) return "";
    const best = sections.reduce((a, b) => (inside(b) > inside(a) ? b : a));
    return best.anchor;
  }

  /** 各词都有的：得分与要标出来的词；少一个词的为 null */
  function matchWords(record, choices) {
    let score = 0;
    const words = [];
    for (const some of choices) {
      const points = some.map((word, n) => exact(record, word) * (n ? SIDE : 1));
      const best = Math.max(...points);
      if (!best) return null;
      score += best;
      words.push(...some.filter((_, n) => points[n]));
    }
    return { score, words, anchor: bestAnchor(record, words) };
  }

  /* —— 拼音 —— */
  const plainName = (name) => [...name.replace(/[《》“”‘’（）\s·]/g, "")];
  const threes = (text) => [...text].slice(2).map((_, n) => text.slice(n, n + 3));

  /** 打的是拼音、声母时，名字里从哪个字到哪个字；`letters` 没有空格 */
  function spelt(name, pinyin, letters) {
    const sounds = pinyin.split(" ");
    const chars = plainName(name);
    for (let from = 0; from < sounds.length; from += 1) {
      let written = "";
      for (let to = from; to < sounds.length; to += 1) {
        written += sounds[to];
        if (written.startsWith(letters) && letters.length > written.length - sounds[to].length)
          return { slice: chars.slice(from, to + 1).join(""), full: written === letters, from, size: sounds.length };
        if (!letters.startsWith(written)) break;
      }
    }
    const at = sounds.map((sound) => sound[0]).join("").indexOf(letters);
    if (at < 0 || letters.length < 2) return null;
    return { slice: chars.slice(at, at + letters.length).join(""), full: false, from: at, size: sounds.length };
  }

  function matchSound(record, letters) {
    let best = null;
    record.names.forEach(([anchor, name, pinyin], n) => {
      const found = spelt(name, pinyin, letters);
      if (!found) return;
      const cover = [...found.slice].length / found.size;
      const whole = cover === 1 ? 200 : 0; // 整个名字都打了
      const score = (n === 0 ? 300 : 150) * (0.5 + cover / 2) + whole + (found.full ? 100 : 0) + (found.from === 0 ? 30 : 0);
      if (!best || score > best.score) best = { score, words: [squeeze(found.slice).key], anchor };
    });
    return best;
  }

  async function scoresOfSound(letters) {
    const { pages } = await index();
    const terms = [threes(letters), letters.length === 2 ? [`^${letters}`] : threes(letters).map((three) => `^${three}`)];
    const scores = new Float64Array(pages);
    for (const some of terms.filter((list) => list.length)) {
      const all = await Promise.all(some.map((term) => ranksOf("names", term)));
      if (all.includes(null)) continue;
      scores.forEach((_, page) => {
        scores[page] = Math.max(scores[page], WORTH[Math.min(...all.map((ranks) => ranks[page]))]);
      });
    }
    return scores;
  }

  /* —— 打错了的字 —— */
  let soundsOf = null;

  async function sounds() {
    if (!soundsOf) {
      soundsOf = new Map();
      for (const line of (await characters()).sounds.split("\n")) {
        const [sound, chars] = line.split(" ");
        for (const char of chars) soundsOf.set(char, sound);
      }
    }
    return soundsOf;
  }

  // 常混的声母、韵母算一样
  const blurred = (sound) =>
    sound?.replace(/^([zcs])h/, "$1").replace(/^n(?=[aeiouv])/, "l").replace(/([aei])ng$/, "$1n");

  /** 名字里与 `word` 最多差一个字（读音一样的不算差）的一截；差得多的为 null */
  function nearest(record, word, known) {
    const chars = [...word];
    const own = chars.map((char) => known.get(char) ?? char);
    let best = null;
    for (const [, name, pinyin] of record.names) {
      const written = plainName(name);
      const read = pinyin.split(" ");
      if (written.length !== read.length) continue;
      for (let at = 0; at + chars.length <= written.length; at += 1) {
        let wrong = 0;
        let alike = 0;
        chars.forEach((char, n) => {
          if (char === written[at + n]) return;
          if (own[n] === read[at + n] || blurred(own[n]) === blurred(read[at + n])) alike += 1;
          else wrong += 1;
        });
        const far = wrong * 3 + alike;
        if (wrong > (chars.length >= 3 ? 1 : 0) || wrong + alike >= chars.length || (best && best.far <= far)) continue;
        best = { far, text: written.slice(at, at + chars.length).join("") };
      }
    }
    return best;
  }

  const TRIED = 12;

  /** 名字里像 `word` 的 */
  async function nearName(word) {
    const known = await sounds();
    const { pages } = await index();
    const votes = new Uint8Array(pages);
    const terms = [...new Set(threes([...word].map((char) => known.get(char) ?? char).join("")))];
    for (const ranks of await Promise.all(terms.map((term) => ranksOf("names", term))))
      ranks?.forEach((rank, page) => (votes[page] += rank > 0));
    const about = await index();
    const likely = [...votes.keys()]
      .filter((page) => votes[page] * 3 >= terms.length && votes[page])
      .sort((a, b) => votes[b] * weight(b, about) - votes[a] * weight(a, about))
      .slice(0, TRIED);
    const found = (await records(likely)).map((record) => nearest(record, word, known)).filter(Boolean);
    return found.sort((a, b) => a.far - b.far)[0]?.text;
  }

  /** 正文里只差一个字的：三个字的，读音要一样 */
  async function nearText(word) {
    const chars = units(word);
    if (chars.length < 3) return undefined;
    const ranks = await Promise.all(chars.slice(1).map((unit, n) => ranksOf("words", chars[n] + unit)));
    const known = await sounds();
    const about = await index();
    for (let wrong = 0; wrong < chars.length; wrong += 1) {
      const rest = ranks.filter((_, n) => n !== wrong && n !== wrong - 1);
      if (!rest.length || rest.includes(null)) continue;
      const scores = rest[0].map((_, page) => Math.min(...rest.map((one) => one[page])));
      const counts = new Map();
      for (const { sections } of await records(ranked(scores, about).slice(0, TRIED).map(([page]) => page)))
        for (const { titleKey, textKey } of sections)
          for (const key of [titleKey, textKey]) {
            const [before, after] = [chars.slice(0, wrong).join(""), chars.slice(wrong + 1).join("")];
            const pattern = new RegExp(`${escaped(before)}(\\p{Script=Han})${escaped(after)}`, "gu");
            for (const [, char] of key.matchAll(pattern)) counts.set(char, (counts.get(char) ?? 0) + 1);
          }
      const alike = (char) => blurred(known.get(char)) === blurred(known.get(chars[wrong]));
      const likely = [...counts].filter(([char]) => chars.length > 3 || alike(char));
      const best = likely.sort((a, b) => alike(b[0]) - alike(a[0]) || b[1] - a[1])[0];
      if (best) return chars.map((char, n) => (n === wrong ? best[0] : char)).join("");
    }
    return undefined;
  }

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /** 有一个词哪里也没有：换成像的。换不成的为 null */
  async function corrected(words) {
    const said = [];
    for (const word of words) {
      if (await scoresOfAny(await alternatives(word))) said.push(word);
      else if (!/\p{Script=Han}/u.test(word) || [...word].length < 2) return null;
      else {
        const near = (await nearName(word)) ?? (await nearText(word));
        if (!near) return null;
        said.push(near);
      }
    }
    return said;
  }

  /* —— 一句话 —— */
  /** 去掉虚的字剩下的几截 */
  async function withoutIdle(words) {
    const idle = (await index()).said.ignored.split(" ").sort((a, b) => b.length - a.length);
    const pattern = new RegExp(idle.map(escaped).join("|"), "gu");
    return words.flatMap((word) => word.replace(pattern, " ").split(" ").filter(Boolean));
  }

  /** 去掉虚的字，剩下的拆成书里有的几截；没有的字太多时为空 */
  async function divided(words) {
    const parts = [];
    if (!words.some((word) => /\p{Script=Han}/u.test(word))) return parts;
    let size = 0;
    let covered = 0;
    for (const word of await withoutIdle(words)) {
      const found = units(word);
      size += found.length;
      let run = found.slice(0, 1);
      const close = () => {
        if (run.length > 1 || /\d/.test(run[0]) || found.length === 1) {
          parts.push(run.join(""));
          covered += run.length;
        }
      };
      for (let n = 1; n < found.length; n += 1) {
        const numbers = /\d/.test(found[n - 1]) && /\d/.test(found[n]); // 20，23 不是 2023
        if (!numbers && (await ranksOf("words", found[n - 1] + found[n]))) run.push(found[n]);
        else {
          close();
          run = [found[n]];
        }
      }
      if (found.length) close();
    }
    return covered * 3 >= size * 2 ? [...new Set(parts)] : [];
  }

  /* —— 查 —— */
  /** 一次查找的结果：一批一批地给 */
  class Found {
    constructor(pages, match, more) {
      this.pages = pages; // [页号, 约计的分]
      this.match = match;
      Object.assign(this, more);
      this.ready = [];
    }

    /** 备好 `count` 页；看过不是真有的不要 */
    async fill(count) {
      for (let tried = 0; this.ready.length < count && this.pages.length; tried += FIRST) {
        if (tried >= MOST) this.pages = []; // 几十页都不是：后面的也不会是
        const about = await index();
        const some = this.pages.splice(0, FIRST);
        const seen = (await records(some.map(([page]) => page))).map((record) => [record, this.match(record)]);
        const real = seen.filter(([, hit]) => hit).map(([record, hit]) => ({ record, ...hit, score: hit.score * weight(record.page, about) }));
        // 下面的一页也有：总的一页（各份政策的一览……）让一让
        for (const one of real)
          if (one.record.address && real.some(({ record }) => record !== one.record && record.address.startsWith(one.record.address)))
            one.score *= SIDE;
        this.total -= some.length - real.length;
        this.ready.push(...real.sort((a, b) => b.score - a.score || a.record.page - b.record.page));
      }
      return this;
    }

    /** 再给 `count` 页 */
    async take(count) {
      await this.fill(count);
      return this.ready.splice(0, count);
    }

    get done() {
      return !this.ready.length && !this.pages.length;
    }

    /** 有几页是数得准的：都看过了，或者每个词只有一对 */
    get sure() {
      return !this.pages.length || this.simple;
    }
  }

  async function exactly(words, more = {}, sound = "") {
    const about = await index();
    const choices = await Promise.all(words.map(alternatives));
    const all = await Promise.all(choices.map(scoresOfAny));
    let scores = new Float64Array(about.pages);
    if (all.length && !all.includes(null))
      scores = scores.map((_, page) => {
        const points = all.map((one) => one[page]);
        return points.some((point) => !point) ? 0 : points.reduce((sum, point) => sum + point, 0);
      });
    if (sound) {
      const heard = await scoresOfSound(sound);
      scores = scores.map((score, page) => Math.max(score, heard[page] * 2));
    }
    let pages = ranked(scores, about);
    if (more.only) pages = pages.filter(([page]) => more.only.has(page));
    if (!pages.length) return null;
    const match = (record) => {
      const [read, heard] = [matchWords(record, choices), sound && matchSound(record, sound)];
      return !heard || (read && read.score >= heard.score) ? read : heard;
    };
    const simple = !sound && choices.flat().every((word) => units(word).length <= 2);
    const found = new Found(pages, match, { total: pages.length, simple, words, all: pages.map(([page]) => page), ...more });
    await found.fill(1);
    return found.ready.length ? found : null;
  }

  /** 有几截的：哪一页有得多，哪一页在前；一半也没有的不要 */
  async function loosely(parts, more) {
    const about = await index();
    const all = (await Promise.all(parts.map(scoresOf))).map((scores) => scores ?? new Float64Array(about.pages));
    const sizes = parts.map((one) => units(one).length);
    const size = sizes.reduce((sum, one) => sum + one, 0);
    const scores = new Float64Array(about.pages).map((_, page) => {
      const has = sizes.filter((__, n) => all[n][page]).reduce((sum, one) => sum + one, 0);
      return has * 2 < size ? 0 : has * 1000 + Math.min(999, all.reduce((sum, one) => sum + one[page], 0));
    });
    const pages = ranked(scores, about);
    if (!pages.length) return null;
    const match = (record) => {
      const words = parts.filter((one) => exact(record, one));
      const has = words.reduce((sum, one) => sum + units(one).length, 0);
      const score = has * 1000 + words.reduce((sum, one) => sum + exact(record, one), 0);
      return has * 2 < size ? null : { score, words, anchor: bestAnchor(record, words) };
    };
    const found = new Found(pages, match, { total: pages.length, simple: false, words: parts, all: pages.map(([page]) => page), ...more });
    await found.fill(1);
    return found.ready.length ? found : null;
  }

  /** 查 `query`。`only` 是只看哪几页（不给是全部）。一页也没有时为 null；没有可比的字时为 undefined */
  async function search(query, only = null) {
    const words = wordsIn(query);
    if (!words.length) return undefined;
    const latin = words.every((word) => /^[a-z' ]+$/.test(word));
    const sound = latin ? words.join("").replace(/[' ]/g, "") : "";
    const more = { only };
    const first = await exactly(words, more, sound.length > 1 ? sound : "");
    if (first || latin) return first;
    const split = wordsIn(apart(query));
    const second = await exactly(split, more);
    if (second) return second;
    const { simplified } = await characters();
    const plain = new Map([...simplified.matchAll(/(.)(.)/gu)].map(([, from, to]) => [from, to]));
    const changed = [...query].map((char) => plain.get(char) ?? char).join("");
    if (changed !== query) {
      for (const tried of [wordsIn(changed), wordsIn(apart(changed))]) {
        const found = await exactly(tried, more);
        if (found) return found;
      }
    }
    const right = await corrected(wordsIn(apart(changed)));
    if (right) {
      const found = await exactly(right, { ...more, instead: right.join(" ") });
      if (found) return found;
    }
    const parts = await divided(wordsIn(apart(changed)));
    if (!parts.length) return null;
    return (await exactly(parts, { ...more, loose: true })) ?? (await loosely(parts, { ...more, loose: true }));
  }

  const NEAR = 4;

  /** 一页也没有找到时：题目里有几个相同的字的几页 */
  async function nearby(query) {
    const about = await index();
    const scores = new Float64Array(about.pages);
    const plain = await withoutIdle(wordsIn(query));
    for (const unit of new Set(plain.flatMap(units)))
      (await ranksOf("words", unit))?.forEach((rank, page) => (scores[page] += rank >= IN_TITLE));
    const least = plain.flatMap(units).length > 2 ? 2 : 1;
    const pages = ranked(scores, about).filter(([page]) => scores[page] >= least && page < about.behind);
    return records(pages.slice(0, NEAR).map(([page]) => page));
  }

  /** 各领域、各街镇有哪几页：[[叫法, [[词, 页号的集合]]]] */
  async function facets() {
    const { pages } = await index();
    const read = (text) => {
      const ranks = decode(text, new Uint8Array(pages));
      return new Set([...ranks.keys()].filter((page) => ranks[page]));
    };
    return (await part("facets")).map(([label, terms]) => [label, terms.map(([name, ids]) => [name, read(ids)])]);
  }

  return { facets, index, nearby, search };
};
