/* 一份稿子 → YAML。只写三样：文字、列表、栏目；不是一眼看去就平常的文字都加双引号。 */

// 平常的文字：汉字、字母、数字和不会引起误会的标点，以汉字、字母或数字开头
const PLAIN = /^[\p{Script=Han}A-Za-z0-9](?:[\p{Script=Han}A-Za-z0-9，。、；！？（）《》·% .-]*[\p{Script=Han}A-Za-z0-9，。；！？）》%])?$/u;
// 别家的 YAML 会当成别的东西的词
const WORDS = /^(?:y|n|yes|no|true|false|on|off|null)$/i;
// 控制符、方向符、看不见的字、半个字：一个也不写
const FORBIDDEN = /(?!\n)[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Bidi_Control}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;

export function yaml(record, head = []) {
  const lines = [...head.map((line) => `# ${safe(line)}`), ...fields(record, "")];
  return lines.join("\n") + "\n";
}

function fields(record, pad) {
  return Object.entries(record).flatMap(([key, value]) => {
    if (typeof value === "string") return text(`${pad}${key}: `, value, pad);
    if (Array.isArray(value)) return [`${pad}${key}:`, ...value.flatMap((one) => item(one, pad + "  "))];
    return [`${pad}${key}:`, ...fields(value, pad + "  ")];
  });
}

function item(value, pad) {
  if (typeof value === "string") return text(`${pad}- `, value, pad);
  const [first, ...rest] = fields(value, pad + "  ");
  return [`${pad}- ${first.slice(pad.length + 2)}`, ...rest];
}

function text(lead, value, pad) {
  const said = safe(value);
  if (PLAIN.test(said) && !WORDS.test(said)) return [lead + said];
  const lines = said.split("\n");
  // 几段的话写成块文字，编者好读；开头结尾有空白的仍用引号，一个字也不丢
  if (lines.length > 1 && said === said.trim()) return [lead + "|-", ...lines.map((line) => line && `${pad}  ${line}`)];
  return [lead + JSON.stringify(said)];
}

function safe(value) {
  const found = FORBIDDEN.exec(value);
  if (found) throw new RangeError(`不能写的字符 U+${found[0].codePointAt(0).toString(16)}`);
  return value;
}
