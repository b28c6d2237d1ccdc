/* 一个日期、一段时间：从哪天到哪天，怎样念。同 model/dates.py、model/periods.py；写法对不对，form-check.js 先看过。 */
import { PARTS } from "./form-rules.js";

const DAY = /^(约?)(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/;

function one(text) {
  const [, about, year, month, day] = DAY.exec(text) ?? [];
  if (!year) return undefined;
  const parts = [`${Number(year)} 年`, month && `${Number(month)} 月`, day && `${Number(day)} 日`];
  return {
    year: Number(year),
    first: [year, month ?? "01", day ?? "01"].join("-"),
    last: [year, month ?? "12", day ?? "31"].join("-"), // 只拿来比先后：小月的 31 日也在下个月以前
    said: [about && "约", ...parts].filter(Boolean).join(" "),
  };
}

/* first、last 是可能的最早、最晚一天；`ending` 是一段的末尾最早是哪天，`told` 是哪天起才可能有人写；不是日期的为空。 */
export function when(text) {
  const [, year, part] = /^(\d{4})(\D+)$/.exec(text) ?? [];
  if (PARTS[part]) {
    const [start, end] = PARTS[part].map((month) => one(`${year}-${String(month).padStart(2, "0")}`));
    const said = `${Number(year)} 年${part === "年度" ? "度" : part}`;
    return { ...start, last: end.last, ending: end.first, told: start.first, said };
  }
  const since = text.endsWith("起");
  const [start, end] = (since ? text.slice(0, -1) : text).split(" 至 ").map(one);
  if (!start) return undefined;
  const { first, last } = end ?? start;
  const said = since ? `${start.said}起` : end ? `${start.said}至 ${end.said}` : start.said;
  return { ...start, last, ending: first, told: first, said };
}

/* 东八区的今天，与检查程序一样。 */
export const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
