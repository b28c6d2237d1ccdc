/* 人填的文字 → 写进稿子的文字：去掉看不见的，认出日期与数字的各种写法，转义 Markdown。 */

const INVISIBLE = /(?![\n\t\u2028\u2029])[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Bidi_Control}\u00ad\u200b-\u200d\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const ODD_SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]/g;

/* 从 Word、微信里贴来的文字常带看不见的字符与怪空格：去掉，换成平常的。 */
export function clean(text) {
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, "\n");
  return lines.replace(INVISIBLE, "").replace(ODD_SPACES, " ").normalize("NFC").trim();
}

export const oneLine = (text) => clean(text).replace(/\s*\n\s*/g, " ");

/* “２００” 写成 200；“200.0 ” 去掉空格。 */
export const number = (text) => oneLine(text).replace(/[０-９．－＋]/g, (c) => c.normalize("NFKC"));

/* “2023年6月14日”“2023.6.14”“2023/6” → 2023-06-14、2023-06；不像日期的原样留着。 */
export function date(text) {
  const said = number(text);
  const found = /^(约?)\s*(\d{4})(?:\s*[年.\/-]\s*(?:(\d{1,2})\s*(?:[月.\/-]\s*(?:(\d{1,2})\s*[日号]?)?)?)?)?$/.exec(said);
  if (!found) return said;
  const [, about, year, month, day] = found;
  return about + [year, month?.padStart(2, "0"), day?.padStart(2, "0")].filter(Boolean).join("-");
}

/* 平常的话 → Markdown：一行是一段，一切记号都按字面。行首的“1. ”“- ”仍是列表；出处标的写法隔开一格。 */
export function markdown(text) {
  return clean(text)
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) =>
      line
        .replace(/[\\`*_[\]<]|&(?=#?\w+;)/g, "\\$&")
        .replace(/〔(?=[a-z])/g, "〔 ")
        .replace(/^(?:[#>]|!!!|[-+](?=[-+\s]*$))/, "\\$&")
        .replace(/^(\d{4,})\.(?=\s)/, "$1\\."),
    )
    .join("\n\n");
}
