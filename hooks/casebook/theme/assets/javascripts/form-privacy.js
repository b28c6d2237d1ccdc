/* 找私人的号码与住处：写法与话都是从检查程序里取来的（form.json 的 private），这里只照着做。
   与 casebook/check/privacy 一步一步一样，测试拿同一批句子比过两边。 */
const ESCAPE = /\\(?=[!-/:-@[-`{-~])/gu;
const HAN = /[\u3400-\u9fff]/;

export class Privacy {
  constructor(rules) {
    this.rules = rules;
    const whole = (text) => text?.replace(/<<([a-z]+)>>/g, (_, name) => whole(rules.parts[name]));
    this.newLine = new RegExp(`^(?:${rules.new_line})`, "u");
    this.addresses = new RegExp(rules.addresses, "gu");
    this.kinds = rules.kinds.map((kind) => ({
      ...kind,
      pattern: new RegExp(whole(kind.pattern), "gu"),
      unless: kind.unless && new RegExp(whole(kind.unless), "u"),
      then: kind.then && new RegExp(whole(kind.then), "yu"),
    }));
    this.named = new RegExp(whole(rules.named), "u");
    this.plight = new RegExp(whole(rules.plight), "u");
    this.proofs = proofs(rules);
  }

  /* 第一处：代码与话；没有时为 undefined。`open` 为真时是公开的联系办法：座机、公用邮箱不算。 */
  first(value, open = false) {
    const still = (code) => open && this.rules.still_private[code];
    const found = this.find(value).find(({ code, text }) => !still(code) || new RegExp(`^(?:${still(code)})`, "u").test(text));
    return found && { code: found.code, text: this.rules.says[found.code] };
  }

  /* 全部，照先后：[{code, text}]，text 是找到的几个字。 */
  find(value) {
    return joined(value.split("\n"), this.newLine).flatMap((part) => this.#inside(part));
  }

  /* 居民的话：名字写在一栏，病、难处写在另一栏；写在一栏里的，`find` 已经找到。 */
  apart(speaker, words) {
    const together = [speaker, words].some((text) => this.find(text).some(({ code }) => code === "P10"));
    const [who, told] = [speaker, words].map((text) => plain(text, this.rules.alike));
    return !together && this.named.test(who) && this.plight.test(told);
  }

  #inside(part) {
    const written = plain(part, this.rules.alike).replace(this.addresses, (found) => " ".repeat(found.length));
    const found = [];
    for (const kind of this.kinds) {
      const fresh = [...this.#each(kind, written)];
      found.push(...fresh.filter((one) => !found.some((old) => one.start < old.end && old.start < one.end)));
    }
    return found
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .map(({ code, start, end }) => ({ code, text: written.slice(start, end) }));
  }

  *#each({ code, pattern, proof = "", unless, then, whole }, text) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const [all, number = all] = match;
      const end = match.index + all.length;
      const before = text.slice(Math.max(0, match.index - this.rules.before), match.index);
      if (then) then.lastIndex = end;
      if (this.proofs[proof](number) && !unless?.test(before) && !then?.test(text)) {
        yield { code, start: whole ? match.index : end - number.length, end };
        pattern.lastIndex = end;
      } else pattern.lastIndex = match.index + 1;
    }
  }
}

/* 换成一个样，字数不变。 */
function plain(text, alike) {
  const one = (char) => {
    const same = char.normalize("NFKC");
    if ([...same].length !== 1) return char;
    return /[A-Z]/.test(same) ? same.toLowerCase() : (alike[same] ?? same);
  };
  return Array.from(text, one).join("");
}

/* 断开的行接起来：汉字之间直接接上，别的隔一个空格；转义用的反斜杠不是字。 */
function joined(lines, newLine) {
  const parts = [];
  let text = "";
  for (const line of lines) {
    if (text && !newLine.test(line)) {
      const rest = line.trimStart().replace(ESCAPE, "");
      text = text.trimEnd();
      text += (HAN.test(text.slice(-1)) && HAN.test(rest.slice(0, 1)) ? "" : " ") + rest;
    } else {
      if (text) parts.push(text);
      text = line.replace(ESCAPE, "");
    }
  }
  return text ? [...parts, text] : parts;
}

/* 像不像还不够：身份证号算校验码，银行卡号算末位，电话看怎样分段（check/privacy/proofs.py）。 */
function proofs({ weights, provinces, mobile, landline }) {
  const digits = (number) => number.replace(/[^0-9x]/g, "");
  const groups = (number) => number.match(/[0-9]+/g) ?? [];
  const sizes = (number) => groups(number).map((group) => group.length).join("-");
  const isYear = (text) => /^(?:19|20)/.test(text);
  const eight = (all) => all.length === 8 && isYear(all) && isDay(all.slice(0, 4), all.slice(4, 6), all.slice(6));

  function born(number) {
    const all = digits(number);
    const year = all.slice(6, 10);
    const day = isDay(year, all.slice(10, 12), all.slice(12, 14));
    return provinces.includes(all.slice(0, 2)) && year >= "1880" && year < "2100" && day;
  }

  return {
    "": () => true,
    born,
    identity(number) {
      const all = digits(number).slice(0, 18);
      const total = weights.reduce((sum, weight, n) => sum + weight * Number(all[n]), 0);
      return born(number) && "10x98765432"[total % 11] === all[17];
    },
    mistyped: (number) => born(number) && digits(number).slice(6, 10) < "2010",
    old(number) {
      const all = digits(number);
      const year = all.slice(6, 8);
      return provinces.includes(all.slice(0, 2)) && year >= "10" && isDay(`19${year}`, all.slice(8, 10), all.slice(10, 12));
    },
    card(number) {
      const all = digits(number);
      const heads = all.length > 16 ? /^(?:62|955|60|65|68|69)/ : /^(?:62|4|5[1-5]|35|955|60|65|68|69)/;
      if (!heads.test(all)) return false;
      const doubled = [...all].reverse().map((n, at) => Number(n) * (1 + (at % 2)));
      return doubled.reduce((sum, n) => sum + (n > 9 ? n - 9 : n), 0) % 10 === 0;
    },
    mobile(number) {
      const [first, second] = groups(number);
      return !(first.length === 4 && (isYear(first) || isYear(second))) && mobile.includes(sizes(number));
    },
    landline(number) {
      const parts = groups(number);
      const all = parts.join("");
      if (eight(all)) return false;
      if (all.length === 8 && isYear(all) && parts.length === 2 && isYear(parts[1])) return false;
      return landline.includes(sizes(number));
    },
    not_day: (number) => !eight(digits(number)),
    plate: (number) => number.replace(/[^0-9]/g, "").length >= 2,
  };
}

function isDay(year, month, day) {
  if (![year, month, day].every((part) => /^[0-9]+$/.test(part))) return false;
  const at = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return Number(year) > 0 && at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
}
