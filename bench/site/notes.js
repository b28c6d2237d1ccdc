// Eleventy 与 Astro 共用：出处的号，文字 → HTML。
import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt();

// 一段话，当 Markdown 来读。
export const prose = (text) => markdown.renderInline(text);

// 出处的号：一页里一个来源一个号，按第一次出现的先后。
export class Notes {
  #cited = new Map();

  cite(cite) {
    if (!cite) return 0;
    if (!this.#cited.has(cite.编号)) {
      this.#cited.set(cite.编号, { number: this.#cited.size + 1, places: new Set() });
    }
    const note = this.#cited.get(cite.编号);
    note.places.add(cite.位置);
    return note.number;
  }

  listed(sources) {
    return [...this.#cited].map(([id, { number, places }]) => ({
      id, number, places: [...places].join("、"), ...sources[id],
    }));
  }
}

export const SECTIONS = [
  ["problem", "缘起与问题"],
  ["actors", "五社分工"],
  ["steps", "做法步骤"],
  ["outcomes", "成效"],
  ["insight", "启示"],
  ["applicability", "适用条件"],
  ["support", "政策与支持"],
  ["sources", "来源"],
];
