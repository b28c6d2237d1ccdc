/* 人填的文字 → 写进稿子的文字：去掉看不见的，编码不对的换成正式的，认得出日期、数字、量与贴来的表，转义 Markdown。
   投稿的表单与可视化编辑器都用；与 read/characters.py、editing/tables.py 是同一套，跑同样的例子。 */
import { GROUPED, HALF, LISTED, QUANTITY, STANDARD } from "./form-rules.js";

const INKLESS = /(?![\n\t])[\p{Cc}\p{Cs}\p{DI}\p{NChar}\ufff9-\ufffb]/gu;
const ODD_SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/g;
// 跟在这些字后面的不是多出来的：汉字的异体、蒙文的字形、旗帜的字母
const SELECTED =
  /^(?:[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}][\ufe00-\ufe02\u{e0100}-\u{e01ef}]|[\u1820-\u18aa][\u180b-\u180d\u180f]|[\u{1f3f4}\u{e0020}-\u{e007e}][\u{e0020}-\u{e007f}])$/u;
const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");
const [AMOUNT, COMMAS, LISTED_LINE, YEAR] = [whole(QUANTITY), whole(GROUPED), whole(LISTED), /^[12]\d{3}年$/];

/* 从 Word、微信里贴来的文字常带看不见的字符与怪空格：去掉，换成平常的；制表符留着，也许是一张表。 */
function tidy(text) {
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, "\n").normalize("NFC");
  const seen = lines.replace(INKLESS, (char, at) => (SELECTED.test(before(lines, at) + char) ? char : ""));
  return seen.replace(/[\u2e80-\u2fd5\p{Co}]/gu, (char) => STANDARD[char] ?? char)
    .replaceAll("\ue5e5", "\u3000").replace(ODD_SPACES, " ").normalize("NFC");
}

const before = (text, at) => [...text.slice(Math.max(at - 2, 0), at)].at(-1) ?? "";

export const clean = (text) => tidy(text).replaceAll("\t", " ").trim();

export const oneLine = (text) => clean(text).replace(/\s*\n\s*/g, " ");

/* “２００”“200.0 ”“1,200”“30-40” → 200、200.0、1200、30—40。 */
export function number(text) {
  const plain = narrow(text);
  const ends = /^(\d[\d,.]*) ?(?:[—–~～至到]|-)+ ?(\d[\d,.]*)$/u.exec(plain);
  return (ends ? ends.slice(1) : [plain]).map((end) => (COMMAS.test(end) ? end.replaceAll(",", "") : end)).join("—");
}

const narrow = (text) => oneLine(text).replace(/[０-９．－＋％，]/g, (char) => HALF[char] ?? char.normalize("NFKC"));

/* “约1100”“36 个”“12.5万元” → { value, qualifier, unit }；本来只是数字，或拿不准的，没有。 */
export function quantity(text) {
  const said = narrow(text);
  const found = AMOUNT.exec(said)?.groups;
  if (!found || YEAR.test(said)) return undefined;
  const [qualifier, unit] = [found.before ?? found.after ?? "", found.unit ?? ""];
  return qualifier || unit ? { value: (found.least ?? found.number).replaceAll(",", ""), qualifier, unit } : undefined;
}

/* “2023年6月14日”“2023.6.14”“2023/6” → 2023-06-14、2023-06；不像日期的、看不出是 1 月还是 10 月的（2021.1）原样留着。 */
export function date(text) {
  const said = narrow(text);
  const found = /^(约?)\s*(\d{4})(?:\s*[年.\/-]\s*(?:(\d{1,2})\s*(?:[月.\/-]\s*(?:(\d{1,2})\s*[日号]?)?)?)?)?$/.exec(said);
  if (!found || /\d\s*\.\s*1$/.test(said) && !found[4]) return said;
  const [, about, year, month, day] = found;
  return about + [year, month?.padStart(2, "0"), day?.padStart(2, "0")].filter(Boolean).join("-");
}

const PART = /^(\d{4})年?(年度|上半年|下半年)$/;
const QUARTER = /^(\d{4})(?:年?第?([1-4一二三四])季度?|[-年]?Q([1-4]))$/i;

/* “2020年9月至2021年3月”“2021年上半年”“2023Q4”“2019年起” → 2020-09 至 2021-03、2021上半年、2023第四季度、2019起；一个日期的，照日期写。 */
export function period(text) {
  const said = narrow(text).replace(/\s/g, "");
  const part = PART.exec(said);
  if (part) return part[1] + part[2];
  const quarter = QUARTER.exec(said);
  if (quarter) return `${quarter[1]}第${"一二三四"[quarter[3] - 1] ?? "一二三四"[quarter[2] - 1] ?? quarter[2]}季度`;
  if (said.endsWith("起")) return `${date(said.slice(0, -1))}起`;
  const ends = /^(\d{4})-(\d{4})$/.exec(said) ?? /^(.*?[\d年月日])(?:至|到|—+|–|~|～|-{2,})(.+)$/u.exec(said);
  if (!ends) return date(text);
  const [, first, last] = ends;
  return `${date(first)} 至 ${date(/^\d{1,2}月/.test(last) ? first.slice(0, 5) + last : last)}`;
}

/* 贴来的几行，格子当中是制表符 → 表的几行；只有一行、一列的，与从 Word 贴来的列表，不是表，为空。 */
export function table(lines, cell = barred) {
  const rows = lines.map((line) => line.split("\t").map((words) => words.trim()));
  const width = Math.max(...rows.map((row) => row.length));
  const used = [...Array(width).keys()].filter((n) => rows.some((row) => row[n]));
  if (lines.length < 2 || used.length < 2 || lines.every((line) => LISTED_LINE.test(line))) return [];
  const [first, last] = [used[0], used.at(-1)];
  const said = rows.map((row) => {
    const all = Array.from({ length: last - first + 1 }, (_, n) => cell(row[first + n] ?? ""));
    return `| ${all.join(" | ")} |`;
  });
  return [said[0], `|${" --- |".repeat(last - first + 1)}`, ...said.slice(1)];
}

const barred = (words) => words.replace(/\\?\|/g, (bar) => bar.padStart(2, "\\"));

/* 一行一行，贴来的表合成一块：{ line } 或 { rows }。 */
function pieces(text, cell) {
  const lines = tidy(text).split("\n");
  const found = [];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (end < lines.length && lines[end].replace(/^ +| +$/g, "").includes("\t")) end += 1;
    const rows = end > at ? table(lines.slice(at, end), cell) : [];
    end = Math.max(end, at + 1);
    found.push(...(rows.length ? [{ rows }] : lines.slice(at, end).map((line) => ({ line }))));
    at = end;
  }
  return found;
}

const escaped = (words) =>
  words.replace(/[\\`*_[\]{<&^]|~(?=~|[^~\s]*~)|([+=%])(?=\1)|\+(?<=\+\+)|:(?=[a-z][a-z_]+:)/gi, "\\$&").replace(/〔(?=[a-z])/g, "〔 ");

/* 平常的话 → Markdown：一行是一段，一切记号都按字面；贴来的表是表。行首的“1. ”“- ”仍是列表；出处标的写法隔开一格。 */
export function markdown(text) {
  const cell = (words) => escaped(words).replaceAll("|", "\\|");
  const said = pieces(text, cell)
    .map((piece) => ({ ...piece, line: piece.line?.replaceAll("\t", " ").trim() }))
    .filter(({ line, rows }) => line || rows);
  const items = said.map(({ line }) => (line ? ITEM.exec(line) : null));
  return said.map(({ line, rows }, at) => (rows ? rows.join("\n") : paragraph(line, listed(items, at)))).join("\n\n");
}

const ITEM = /^(?:[-+]|(?<number>0|[1-9]\d{0,2})\.)\s+(?=[^\s+-])(?<words>.*)/u;

/* 第 `at` 行是不是真的列表的一项：接连的几项，号一个接一个；只有一项、数字打头的，是负号、加号、小数。 */
function listed(items, at) {
  if (!items[at]) return null;
  const mark = (item) => (item?.groups.number === undefined ? item?.[0][0] : "1.");
  const same = (item) => item && mark(item) === mark(items[at]);
  let [first, end] = [at, at + 1];
  while (same(items[first - 1])) first -= 1;
  while (same(items[end])) end += 1;
  const run = items.slice(first, end);
  const counted = mark(items[at]) !== "1." || run.every((item, n) => +item.groups.number === +run[0].groups.number + n);
  const signs = run.every((item) => /^=?\s*[¥￥$]?\s*\.?[\d０-９]/u.test(item.groups.words));
  return counted && !(signs && (run.length === 1 || mark(items[at]) === "+")) ? items[at] : null;
}

function paragraph(line, item) {
  if (!item) return literal(line);
  const words = item.groups.words;
  return line.slice(0, line.length - words.length) + literal(words);
}

const literal = (line) =>
  escaped(line)
    .replace(/^(?:[#>|]|!!!|:(?=::)|[-+](?=\s|[-+]*$)|=(?==+$))/, "\\$&")
    .replace(/^(\d+)\.(?=\s)/, "$1\\.");

/* 编者写的 Markdown：记号不动；贴来的表前后空一行，段首的全角空格不要，缩进的制表符换成两个空格。 */
export function prose(text) {
  const said = [];
  let below = false; // 上面是表
  for (const { line, rows } of pieces(text)) {
    const lines = rows ?? [indented(line)];
    if (said.at(-1)?.trim() && (rows || (below && lines[0].trim()))) said.push("");
    said.push(...lines);
    below = Boolean(rows);
  }
  return said.join("\n").trim();
}

const indented = (line) =>
  line.replace(/^[ \u3000]*\u3000[ \u3000]*/, "").replace(/^[ \t]+/, (pad) => pad.replaceAll("\t", "  ")).replaceAll("\t", " ");
