// 案例与登记簿的文件格式：YAML 文字 ⇄ 编辑器里的值。
//
// 编辑器要的值每一栏只有一种样子：能写几项的都是列表，记录都写全，是否是 true、false。
// 文件里可以简写（来源: 编号）。读进来补全，写回去再简写；没有改的地方，连注释、引号、次序
// 一个字也不动：写回去是改原来的文字，不是重写一遍。
//
// `shape` 由模型生成（render/admin/shape.py）：[{key, many, single, yesNo, bare, brief, file, fields}]
//   many 能写几项；yesNo 写 是 或 否，不写就是否；file 是图片、附件的文件名；
//   single 只有一项时可以不写成列表；bare 只写一句话等于写哪一栏；
//   brief 真的会这样简写（引用），否则只是认得（话）；fields 里面的记录；
//   prose 可用 Markdown 的一段；quantity 是“数值”，写着修饰与单位的两栏：写在一起的拆开。
// 贴来的文字，存的时候收拾干净，与投稿的表单一样（form-text.js）。
import { Document, Pair, Scalar, YAMLMap, YAMLSeq, isMap, isScalar, isSeq, parseDocument } from "./yaml/index.js";
import { number, oneLine, prose, quantity } from "./form-text.js";

const ORIGINAL = "#原文"; // 不会是栏目：# 在 YAML 里要加引号
const OPTIONS = { schema: "failsafe" }; // 都是文字，与我们的读者一样

export const format = (shape) => ({
  fromFile: (text) => {
    const document = parse(text);
    return { ...opened(document.toJS() ?? {}, shape), [ORIGINAL]: text };
  },
  toFile: ({ [ORIGINAL]: text, ...values }) => {
    const document = text ? parse(text) : new Document({}, OPTIONS);
    const root = isMap(document.contents) ? document.contents : new YAMLMap();
    root.flow = false;
    document.contents = settledMap(root, closed(values, shape) ?? {}, shape);
    return document.toString({ lineWidth: 0, flowCollectionPadding: false });
  },
});

function parse(text) {
  const document = parseDocument(text, OPTIONS);
  if (document.errors.length) {
    const [{ linePos }] = document.errors;
    throw new Error(`第 ${linePos?.[0].line ?? 1} 行读不懂。请先在预览里看问题，用文字编辑器改好`);
  }
  return document;
}

// —— 文件里的值 → 编辑器里的值 ——

function opened(values, shape) {
  if (!isRecord(values)) throw new Error("这个文件应是一行一行的“栏目: 内容”");
  const all = Object.entries(values).map(([key, value]) => {
    const field = shape.find((one) => one.key === key);
    return [key, field ? openedField(value, field) : value];
  });
  return Object.fromEntries(all);
}

function openedField(value, field) {
  const { key, many, yesNo } = field;
  if (yesNo && (value === "是" || value === "否")) return value === "是";
  if (many) return (Array.isArray(value) ? value : value === "" ? [] : [value]).map((item) => openedItem(item, field));
  if (Array.isArray(value)) throw new Error(`“${key}”只能写一项，这里是一列`);
  return openedItem(value, field);
}

function openedItem(value, { key, bare, fields }) {
  if (!fields) {
    if (typeof value !== "string") throw new Error(`“${key}”这里应是文字`);
    return value;
  }
  if (value === "") return null;
  if (typeof value === "string" && bare) return { [bare]: value };
  if (!isRecord(value)) throw new Error(`“${key}”这里应是下一层的几个栏目`);
  return opened(value, fields);
}

// —— 编辑器里的值 → 文件里的值；没有内容时为 undefined ——

// 列表里的一项，编辑器自己记的（__sc_item_id……）有时也交过来：不是栏目
const OWN = /^__sc_/;

function closed(values, shape) {
  const all = Object.entries(split(values ?? {}, shape))
    .filter(([key]) => !OWN.test(key))
    .map(([key, value]) => [key, closedField(value, shape.find((one) => one.key === key) ?? { key })])
    .filter(([, value]) => value !== undefined);
  const place = (key) => shape.findIndex((one) => one.key === key) + 1 || Infinity;
  all.sort(([a], [b]) => place(a) - place(b));
  return all.length ? Object.fromEntries(all) : undefined;
}

// 约1100、36 个 → 数值、修饰、单位；已经写了别的修饰、单位的不动
function split(values, shape) {
  const field = shape.find((one) => one.quantity);
  const written = field && values[field.key];
  if (typeof written !== "string") return values;
  const parts = quantity(written);
  if (!parts) return { ...values, [field.key]: number(written) };
  const more = field.quantity.map((key, n) => [key, [parts.qualifier, parts.unit][n]]).filter(([, part]) => part);
  if (more.some(([key, part]) => values[key] && values[key] !== part)) return values;
  return { ...values, [field.key]: parts.value, ...Object.fromEntries(more) };
}

function closedField(value, field) {
  if (!Array.isArray(value)) return closedItem(value, field);
  const items = value.map((item) => closedItem(item, field)).filter((item) => item !== undefined);
  if (!items.length) return undefined;
  return field.single && items.length === 1 && (typeof items[0] === "string" || field.brief) ? items[0] : items;
}

function closedItem(value, field) {
  const { bare, brief, fields, file } = field;
  if (value === true) return "是";
  if (value === false || value === null || value === undefined) return undefined;
  if (isRecord(value)) {
    const inner = closed(value, fields ?? []);
    const only = inner && Object.keys(inner).length === 1;
    return brief && only && bare in inner ? inner[bare] : inner;
  }
  const text = field.prose ? prose(String(value)) : oneLine(String(value));
  return (file ? text.slice(text.lastIndexOf("/") + 1) : text) || undefined;
}

// —— 把值写进原来的文字 ——

function settled(node, value, field) {
  if (node && same(node, value, field)) return node;
  if (Array.isArray(value)) return settledList(node, value, field);
  if (isRecord(value)) return settledMap(isMap(node) ? node : new YAMLMap(), value, field.fields ?? [], field);
  if (isScalar(node)) {
    node.value = value;
    node.type = undefined;
    return styled(node);
  }
  return styled(new Scalar(value));
}

function settledMap(node, values, shape, field = {}) {
  if (!node.items.length && field.brief) node.flow = true;
  for (const pair of [...node.items]) if (!(String(pair.key) in values)) node.delete(pair.key);
  const order = (key) => shape.findIndex((one) => one.key === String(key));
  for (const [key, value] of Object.entries(values)) {
    const inner = shape.find((one) => one.key === key) ?? { key };
    const pair = node.items.find((one) => String(one.key) === key);
    if (pair) {
      pair.value = settled(pair.value, value, inner);
      continue;
    }
    // 新的一栏：放在照次序该在它前面的那些之后
    const before = node.items.findLastIndex((one) => order(one.key) >= 0 && order(one.key) < order(key));
    const made = new Pair(new Scalar(key), settled(undefined, value, inner));
    node.items.splice(order(key) < 0 ? node.items.length : before + 1, 0, made);
  }
  return node;
}

function settledList(node, values, field) {
  const olds = isSeq(node) ? node.items : node ? [node] : [];
  const taken = new Map(); // 新的第几项 → 旧的一项：一样的先认，改过的再照位置认
  const free = new Set(olds);
  const take = (index, old) => (taken.set(index, old), free.delete(old));
  values.forEach((value, index) => {
    const old = olds.find((one) => free.has(one) && same(one, value, { ...field, many: false }));
    if (old) take(index, old);
  });
  values.forEach((_, index) => {
    if (!taken.has(index) && free.has(olds[index])) take(index, olds[index]);
  });
  if (isSeq(node) && node.commentBefore && olds.length && taken.get(0) !== olds[0]) {
    // 写在第一项前面的注释，解析器记在整列上；第一项挪走了，它跟着走
    olds[0].commentBefore = node.commentBefore;
    node.commentBefore = undefined;
  }
  const list = isSeq(node) ? node : new YAMLSeq();
  list.items = values.map((value, index) => settled(taken.get(index), value, { ...field, many: false }));
  if (!isSeq(node)) list.flow = true; // 一列编号或名称写成 [甲, 乙]
  if (values.some(isRecord)) list.flow = false;
  return list;
}

// 旧的写法与新的值是不是一回事
function same(node, value, field) {
  let old;
  try {
    old = closedField(openedField(node.toJSON(), field), field);
  } catch {
    return false;
  }
  return equal(old, value);
}

function equal(a, b) {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, n) => equal(item, b[n]));
  if (isRecord(a) && isRecord(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && equal(a[key], b[key]));
  }
  return a === b;
}

// 换行的用 | ；我们的读者比 YAML 严，开头是符号、里面有容易看错的，加上引号
function styled(node) {
  const text = node.value;
  if (text.includes("\n")) node.type = Scalar.BLOCK_LITERAL;
  else if (!/^[\p{L}\p{N}“《（]/u.test(text) || /: | #|[:：]$|^\S+：/.test(text)) node.type = Scalar.QUOTE_DOUBLE;
  return node;
}

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
