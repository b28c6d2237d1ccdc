// 文字 → HTML。
const CODES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const esc = (text) => String(text).replace(/[&<>"]/g, (c) => CODES[c]);
