/* 查答案。写法的规矩与说的话都是构建时从检查程序里取来的（form.json），这里只照着做。 */
import { isBlank, people, reference, written, several } from "./form-compose.js";
import { today, when } from "./form-days.js";
import { Privacy } from "./form-privacy.js";

export class Checker {
  constructor(data) {
    this.data = data;
    this.known = glyphs(data.glyphs);
    const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");
    this.scalars = Object.fromEntries(
      Object.entries(data.scalars).map(([kind, { pattern, advice, ...rest }]) => [
        kind, { ...rest, fits: whole(pattern), advice: advice.map(([one, words]) => [whole(one), words]) },
      ]),
    );
    this.otherwise = whole(data.otherwise);
    this.privacy = new Privacy(data.private);
  }

  /* 全部毛病：path 是一路的栏目名与序号，text 是与 casebook check 一样的话。 */
  check(answers) {
    const faults = this.#record(this.data.questions, answers, []);
    if (answers.everywhere === this.data.yes && !isBlank(answers.streets))
      faults.push({ path: ["everywhere"], ...this.#say("everywhere") });
    return faults;
  }

  name(value) {
    if (this.scalar("id", value)) return this.#say("name");
    return /^\d+$/.test(value) ? this.#say("digits") : undefined;
  }

  size(text) {
    const { length } = new TextEncoder().encode(text);
    return length > this.data.size ? this.#say("big", { n: Math.ceil(length / 1024) }) : undefined;
  }

  /* 一种值（一行文字、数字、日期……）写得不对，说什么；`limit` 是这一问另有的限制。 */
  scalar(kind, value, limit) {
    const { code, fits, says, advice, limit: usual } = this.scalars[kind];
    const [n, most] = [[...value].length, limit || usual];
    if (fits.test(value) && !(most && n > most)) return undefined;
    const [, words] = advice.find(([one]) => one.test(value)) ?? [fits, says];
    return { code, text: filled(words, { value, limit: most, n }) };
  }

  /* `published` 是写它的来源登出来的日子；里面的几条没有自己的来源，照外面的。 */
  #record(questions, answers, path, published) {
    const sources = questions.find(({ name }) => name === "sources");
    const day = sources ? this.#published(sources, answers) : published;
    return questions.flatMap((question) => this.#one(question, answers?.[question.name], [...path, question.name], day));
  }

  /* 登记过、有日期的来源是哪天登出来的；别的不知道，为空。 */
  #published(question, answers) {
    const found = reference(question, written.words(answers?.sources ?? ""), this.data.known);
    const day = this.data.published[found?.[question.parts[0]] ?? found];
    return day && when(day);
  }

  #one(question, answer, path, published) {
    const { widget } = question;
    const wrong = (fault) => (fault ? [{ path, ...fault }] : []);
    if (widget === "fixed" || widget === "note") return [];
    if (isBlank(answer)) {
      if (!question.required) return [];
      // 一栏里面还有几栏的，话记在里面第一栏上
      return [{ path: question.inner ? [...path, question.inner[0].name] : path, code: "M02", text: question.missing }];
    }
    if (widget === "group") return this.#inside(question, answer, path, published);
    if (widget === "list") {
      const faults = answer.flatMap((item, index) => (isBlank(item) ? [] : this.#inside(question, item, [...path, index], published)));
      return question.name === "values" ? [...faults, ...this.#twice(answer, path)] : faults;
    }
    if (widget === "checks") return [];
    if (widget === "lines") return wrong(several(answer).map((words) => this.#text(question, words)).find(Boolean));
    if (widget === "who") return wrong(people(answer).map((name) => this.#text(question, name)).find(Boolean));
    const value = written[widget](answer);
    return wrong(this.#text(question, value) ?? (question.least ? this.#day(question, when(value), published) : undefined));
  }

  /* 日期写对了，日子不对：还没有到，早得不可能，比来源还晚（check/dates.py）。 */
  #day({ name, least }, day, published) {
    const { said } = day;
    const until = name === "as_of";
    if (day.ending > today()) return this.#say("future", { said });
    if (day.year < least) return this.#say(until && day.year >= this.data.history ? "early_until" : "early", { said });
    if (!published || !this.data.from_source.includes(name) || day.told <= published.last) return undefined;
    return this.#say(until ? "later_until" : "later", { said, latest: published.said });
  }

  /* 历年里写了两次的一期；先后由程序来排，不必说。 */
  #twice(items, path) {
    const periods = items.map((item) => written.period(item.period ?? ""));
    return periods.flatMap((period, index) => {
      const day = when(period);
      if (!day || periods.indexOf(period) === index) return [];
      return [{ path: [...path, index, "period"], ...this.#say("repeated", { said: day.said }) }];
    });
  }

  #inside(question, item, path, published) {
    const faults = this.#record(question.inner, item, path, published);
    const bad = (name) => faults.some((fault) => fault.path[path.length] === name);
    if (question.says && isBlank(item.text)) faults.push({ path: [...path, "text"], code: "M11", text: question.says });
    if (question.name === "comparisons" && !isBlank(item.before) && letters(item.before) === letters(item.after))
      faults.push({ path: [...path, "after"], ...this.#say("same") });
    if (question.name === "voices" && this.privacy.apart(written.line(item.speaker ?? ""), written.prose(item.words ?? "")))
      faults.push({ path: [...path, "speaker"], ...this.#say("apart") });
    const value = isBlank(item.value) || bad("value") ? "" : written.number(item.value);
    if (item.qualifier && value.includes("—") && !this.data.with_range.includes(item.qualifier))
      faults.push({ path: [...path, "qualifier"], ...this.#say("ranged", { value, word: item.qualifier }) });
    if (question.proof && !bad("name") && !bad("value")) {
      const name = { name: written.line(item.name) };
      const undated = isBlank(item.as_of) && isBlank(item.period) && isBlank(item.told_by);
      if (!isBlank(item.as_of) && !isBlank(item.told_by)) faults.push({ path: [...path, "told_by"], ...this.#say("lasting") });
      if (isBlank(item.sources))
        faults.push({ path: [...path, "sources"], ...this.#say(undated ? "unproven" : "unsourced", name) });
      else if (undated) faults.push({ path: [...path, "as_of"], ...this.#say("undated", name) });
    }
    return faults;
  }

  #text({ widget, limit, name }, value) {
    const fault = this.scalar(widget in this.scalars ? widget : "line", value, limit);
    if (fault) return widget === "date" || widget === "period" ? this.#notDay(value) ?? fault : fault;
    const [low, high] = widget === "number" ? value.split("—").map(Number) : [];
    if (high <= low) return this.#say("reversed", { value });
    if (widget === "prose") {
      for (const char of "[`")
        if (value.split(/\n\s*\n/).some((part) => part.split(char).length - 1 > this.data.marks))
          return this.#say("crowded", { char });
    }
    const strange = /[\u2e80-\u2fd5\p{Co}]/u.exec(value)?.[0];
    if (strange) return this.#say(oddKind(strange), { char: strange, code: codeOf(strange) });
    const odd = this.#unknown(value);
    // 数值、日期写对了，就不是号码
    if (!odd) return ["number", "date", "period"].includes(widget) ? undefined : this.privacy.first(value, name === "way");
    return this.#say("glyph", { char: odd, code: codeOf(odd) });
  }

  /* 认得出年月日、却没有这一天的，说没有；别的没有话。 */
  #notDay(value) {
    const found = this.otherwise.exec(value.normalize("NFKC").trim())?.groups;
    const parts = found ? [found.year, found.month, found.day].filter(Boolean) : [];
    if (!found || !this.scalar("date", parts.map((part) => part.padStart(2, "0")).join("-"))) return undefined;
    const said = parts.map((part, n) => `${Number(part)} ${"年月日"[n]}`).join(" ");
    return this.#say("no_day", { value, said });
  }

  /* 第一个字库里没有的字。 */
  #unknown(value) {
    return [...value].find((char) => char !== "\n" && !this.known(char.codePointAt(0)));
  }

  #say(name, values = {}) {
    const { code, text } = this.data.messages[name];
    return { code, text: filled(text, values) };
  }
}

/* 不计标点、空格；只有标点的照原样（check/twice.py）。 */
const letters = (answer = "") => written.line(answer).replace(/[^\p{L}\p{N}]/gu, "") || written.line(answer);

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (hole, key) => values[key] ?? hole);

/* 部首、Word 的项目符号、私有区的字。 */
const oddKind = (char) => (char < "\u3000" ? "radical" : /[\uf020-\uf0ff]/.test(char) ? "symbol" : "private");

const codeOf = (char) => char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

/* “20-5e,22”：一段一段的码位，写的是与上一段末尾的距离。 */
function glyphs(ranges) {
  const starts = [];
  const ends = [];
  let at = 0;
  for (const part of ranges.split(",")) {
    const [gap, more = "0"] = part.split("-");
    starts.push((at += parseInt(gap, 16)));
    ends.push((at += parseInt(more, 16)));
  }
  return (code) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] < code) low = middle + 1;
      else high = middle;
    }
    return low < starts.length && starts[low] <= code;
  };
}

