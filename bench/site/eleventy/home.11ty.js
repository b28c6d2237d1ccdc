// 首页。
export const data = { permalink: "/", layout: "base.11ty.js", title: "首页" };

export const render = ({ ids, site }) => `<h1>${site.name}</h1>\n<p>收录工作法 ${ids.length} 条。</p>`;
